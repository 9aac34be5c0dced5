"""Success counted by different measures: figures of different kinds are never added without naming them.

Two forms of it stand in print. A sum of successes with people in it of whom nobody knows how they fare
(2.1.6: 19 not heard from and 6 who moved, among 56 with another income). And a success told as a share while
another tells a far smaller number (2.3.6: 57 percent in work, 6 of 52 self-supporting).
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.domain.plausibility.finding import Facts, Finding
from projects.domain.plausibility.seen import ABOUT, EXACT, PARTICIPANTS, Seen, Told
from projects.domain.plausibility.writing import listed, named, number, period_key, plain

UNKNOWN_FATE = ("ej-horts-av", "flyttat")
FAR_APART = 20  # percentage points between two measures of success


class Success:
    code = "framgang-med-olika-matt"
    title = gettext_lazy("Framgång räknad med olika mått")

    def find(self, seen: Sequence[Seen]) -> Iterable[Finding]:
        for project in seen:
            for told in project.reports:
                for key, facts in (*_mixed(told), *_apart(told)):
                    yield Finding(project.pk, facts, key=f"{period_key(told)}:{key}", report=told.pk)

    def sentence(self, facts: Facts) -> str:
        if "share" in facts:
            words = {name: number(facts[name]) for name in ("share", "value", "whole", "percent")}
            words |= {"name": facts["name"], "other": facts["other"]}
            return (
                _(
                    "%(name)s är %(share)s procent, men %(other)s är %(value)s av %(whole)s (%(percent)s "
                    "procent). Vilket mått ska räknas som framgång?"
                )
                % words
            )
        words = {
            "whole": facts["whole"],
            "value": number(facts["value"]),
            "unknown": listed(facts["unknown"]),
        }
        return (
            _(
                "I %(whole)s (%(value)s) ingår %(unknown)s. För dem vet ingen om de försörjer sig. "
                "Ska de räknas som framgång?"
            )
            % words
        )


def _mixed(told: Told) -> Iterator[tuple[str, Facts]]:
    for whole in told.counts:
        if not (whole.is_success and whole.happened):
            continue
        parts = told.parts_of(whole)
        if unknown := [part for part in parts if part.code in UNKNOWN_FATE and part.value]:
            yield (
                f"summa:{whole.code}",
                {
                    "whole": whole.called,
                    "value": plain(whole.number),
                    "unknown": named(unknown),
                    "parts": named(parts),
                },
            )


def _apart(told: Told) -> Iterator[tuple[str, Facts]]:
    """A share without a number of its own, beside a number of another success that is far from it."""
    participants = told.first(PARTICIPANTS)
    if not (participants and participants.is_exact and participants.value):
        return
    shares = [
        count
        for count in told.counts
        if count.is_success
        and count.is_share
        and count.qualifier in (EXACT, ABOUT)
        and count.value is not None
    ]
    numbers = [count for count in told.counts if count.is_success and count.is_exact]
    for share in shares:
        for other in numbers:
            percent = other.number * 100 / participants.number
            if (
                other.code != share.code
                and abs(percent - share.number) >= FAR_APART
                and not told.first(share.code)
            ):
                yield (
                    f"andel:{share.code}:{other.code}",
                    {
                        "name": share.measured,
                        "share": plain(share.number),
                        "other": other.measured,
                        "value": plain(other.number),
                        "whole": plain(participants.number),
                        "percent": plain(percent.quantize(Decimal(1), ROUND_HALF_UP)),
                    },
                )
