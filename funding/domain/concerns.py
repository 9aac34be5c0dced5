"""What somebody should see to in terms that are in force: they end soon, the basis is old or says something
else by now, a notice waits for its answer, a party has become part of another. Nothing is changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funding.domain.amounts import residual_of, shared
from funding.domain.basis import counted, newer_than
from funding.domain.merging import heirs_of
from funding.domain.shares import RULES, Rule, suggest
from funding.models import BasisCount, Notice, Terms, TermsShare, standing
from portal.money import NBSP, split, write_kronor, write_number
from portal.organisation.lineage import Lineage

ENDS, OLD_BASIS, NEW_SHARES, NOTICE, MERGED = "ends", "old_basis", "new_shares", "notice", "merged"
BASIS_LASTS = timedelta(days=365)


@dataclass(frozen=True)
class Concern:
    """``code`` is one of those above, ``text`` says it all; ``notice`` is its key where it is about one."""

    code: str
    text: str
    notice: int | None = None


@dataclass(frozen=True)
class Held:
    """Terms in force and what belongs to them, read already. ``ends``: the first day after the last of the
    signed versions."""

    terms: Terms
    shares: Sequence[TermsShare]
    yearly: Decimal
    basis: Sequence[BasisCount]
    notices: Sequence[Notice]
    ends: date


def concerns_of(held: Held, *, lineage: Lineage, today: date) -> list[Concern]:
    """Return what there is to see to, the most pressing first."""
    return [
        *_notices(held, today),
        *_merged(held, lineage, today),
        *_ends(held, today),
        *_new_shares(held),
        *_old_basis(held, today),
    ]


def _notices(held: Held, today: date) -> list[Concern]:
    waiting = (each for each in held.notices if each.waits)
    found = []
    for notice in waiting:
        days = (today - notice.noticed_on).days
        text = ngettext(
            "%(party)s har begärt omförhandling och väntar på svar sedan %(days)s dag.",
            "%(party)s har begärt omförhandling och väntar på svar sedan %(days)s dagar.",
            days,
        ) % {"party": notice.party, "days": days}
        if notice.steering_told_on is None:
            text += " " + _("Styrgruppen är inte underrättad än.")
        found.append(Concern(NOTICE, text, notice.pk))
    return found


def _merged(held: Held, lineage: Lineage, today: date) -> list[Concern]:
    gone = heirs_of([share.party for share in held.shares], lineage=lineage, on=today)
    if not gone:
        return []
    words = {"names": ", ".join(str(share.party) for share in held.shares if share.party in gone)}
    return [Concern(MERGED, _("%(names)s har gått upp i en annan förvaltning.") % words)]


def _ends(held: Held, today: date) -> list[Concern]:
    left = held.ends - today
    if left > standing.SOON:
        return []
    days = left.days - 1
    words = {"day": (held.ends - timedelta(days=1)).isoformat(), "days": days}
    text = ngettext(
        "Överenskommelsen går ut %(day)s, om %(days)s dag.",
        "Överenskommelsen går ut %(day)s, om %(days)s dagar.",
        days,
    )
    return [Concern(ENDS, text % words)]


def _old_basis(held: Held, today: date) -> list[Concern]:
    newest = max((row.cut_off or row.ends - timedelta(days=1) for row in held.basis), default=None)
    if newest is None or today - newest <= BASIS_LASTS:
        return []
    text = _("Underlaget är äldre än ett år: det senaste är från %(day)s.") % {"day": newest.isoformat()}
    return [Concern(OLD_BASIS, text)]


def _new_shares(held: Held) -> list[Concern]:
    """Newer counts of every party give, by the rule of the terms, other shares than are agreed."""
    newer, parties = newer_than(held.terms, held.basis), [share.party for share in held.shares]
    if not parties or any(all(row.party_id != party.pk for row in newer) for party in parties):
        return []
    agreed = {share.party.organisation.key: share.percent for share in held.shares}
    rule = Rule(held.terms.rule) if held.terms.rule in RULES else Rule.HOST_REST
    host = residual_of(held.terms, held.shares)
    places = max(-int(share.normalize().as_tuple().exponent) for share in agreed.values())
    decimals = places if rule is Rule.EXACT else 0
    try:
        found = suggest(rule, counted(newer, parties), host=host, decimals=decimals).shares
    except ValidationError:  # nobody is counted, so nothing is suggested
        return []
    if found == agreed:
        return []
    now = shared(held.yearly, held.terms, held.shares)
    then = split(held.yearly, found, host).parts
    told = [
        _moved(str(party), agreed[key], found[key], then[key] - (now.parts[key] if now else Decimal()))
        for party in parties
        if found[key := party.organisation.key] != agreed[key]
    ]
    words = {"rule": RULES[rule][0], "changes": "; ".join(told)}
    return [Concern(NEW_SHARES, _("Nyare antal ger andra andelar (%(rule)s): %(changes)s.") % words)]


def _moved(name: str, before: Decimal, after: Decimal, kronor: Decimal) -> str:
    words = {
        "name": name,
        "before": f"{write_number(before)}{NBSP}%",
        "after": f"{write_number(after)}{NBSP}%",
        "kronor": f"{'+' if kronor > 0 else ''}{write_kronor(kronor)}{NBSP}kr",
    }
    return _("%(name)s %(before)s blir %(after)s, %(kronor)s per år") % words
