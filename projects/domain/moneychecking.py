"""Grants that are typed or read from a file, held against what the nämnder set aside.

Source: administration.md 6, "over-allocation is checked per nämnd and year"; the same sums as in a decision
round (``allocating``). Not held against anything: a year for which a nämnd has set nothing aside in the
portal (nobody has said what there was), a year that is not known, and a programme whose account is printed
(what was granted then is a fact, whatever was set aside).
"""

from collections.abc import Sequence
from decimal import Decimal

from portal.content.outcomes import Status
from projects.domain.allocating import Balance, Key, balances, lock_money, said
from projects.domain.grantrows import GrantRow


def refuse_uncovered(rows: Sequence[GrantRow]) -> None:
    """Refuse each row that makes a nämnd give more than it set aside for the year, naming the sums.

    Rows that take nothing more come first, so that a file may move money; the others in their order. Locks
    the programmes' money until the transaction ends.
    """
    written = [row for row in rows if row.status in (Status.NEW, Status.CHANGED) and "shares" in row.after]
    programmes = {row.candidate.project.programme for row in written}
    for programme in sorted(programmes, key=lambda each: each.pk):
        if not programme.is_published:
            lock_money(programme)
            mine = [row for row in written if row.candidate.project.programme_id == programme.pk]
            _refuse(mine, balances(programme))


def _refuse(rows: Sequence[GrantRow], now: dict[Key, Balance]) -> None:
    wanted = [(row, _more(row)) for row in rows]
    for row, more in sorted(wanted, key=lambda each: any(amount > 0 for amount in each[1].values())):
        short = _bind(more, now)
        if short:
            row.refusals.add("amount", *map(said, short))
            _bind({key: -amount for key, amount in more.items()}, now)


def _bind(more: dict[Key, Decimal], now: dict[Key, Balance]) -> list[Balance]:
    """Enter what is given beside before; return those that give more, and then too much."""
    known = {key: amount for key, amount in more.items() if key in now and now[key].budget is not None}
    for key, amount in known.items():
        now[key].granted += amount
    return [now[key] for key, amount in sorted(known.items()) if amount > 0 and now[key].left < 0]


def _more(row: GrantRow) -> dict[Key, Decimal]:
    """What each nämnd gives of each year when the row is written, less what it gives before."""
    more: dict[Key, Decimal] = {}
    for values, sign in ((row.before, -1), (row.before | row.after, 1)):
        for committee, amount in values["shares"].items() if values["year"] is not None else ():
            key = (committee.pk, values["year"])
            more[key] = more.get(key, Decimal()) + sign * amount
    return more
