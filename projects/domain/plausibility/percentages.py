"""A stated percentage differs from the one its own numbers give.

In print 2.1.7: 181 of 233 is 77.68 percent and stands as 77. A percentage that was cut instead of rounded is
said to be: the reader then knows why.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.domain.plausibility.finding import Facts, Finding
from projects.domain.plausibility.seen import ABOUT, EXACT, OTHER, Count, Seen, Told
from projects.domain.plausibility.writing import number, period_key, plain


class Stated(NamedTuple):
    """A percentage as stated, and the numbers it should come from."""

    percent: Decimal
    part: Count
    whole: Count

    @property
    def decimals(self) -> int:
        return max(-int(self.percent.normalize().as_tuple().exponent), 0)

    @property
    def computed(self) -> Decimal:
        return self.part.number * 100 / self.whole.number

    def rounded(self, rounding: str, more: int = 0) -> Decimal:
        return self.computed.quantize(Decimal(1).scaleb(-self.decimals - more), rounding)

    @property
    def differs(self) -> bool:
        return self.percent not in (self.rounded(ROUND_HALF_UP), self.rounded(ROUND_HALF_DOWN))


class Percentages:
    code = "procent-stammer-inte"
    title = gettext_lazy("Procenten stämmer inte med talen")

    def find(self, seen: Sequence[Seen]) -> Iterable[Finding]:
        for project in seen:
            for told in project.reports:
                for stated in _stated(told):
                    if stated.differs:
                        yield _finding(project, told, stated)

    def sentence(self, facts: Facts) -> str:
        words = {name: number(facts[name]) for name in ("stated", "part", "whole", "computed")}
        words["name"] = facts["name"]
        if facts["cut"]:
            return (
                _(
                    "%(name)s står som %(stated)s procent, men %(part)s av %(whole)s är %(computed)s "
                    "procent. Talet är avkortat i stället för avrundat. Stämmer det?"
                )
                % words
            )
        return (
            _(
                "%(name)s står som %(stated)s procent, men %(part)s av %(whole)s är %(computed)s procent. "
                "Stämmer det?"
            )
            % words
        )


def _stated(told: Told) -> Iterator[Stated]:
    """Yield percentages beside a number, and those that stand as a line of their own ("andel")."""
    by_pk = {count.pk: count for count in told.counts if count.is_exact and count.value}
    for count in told.counts:
        whole = by_pk.get(count.of) if count.of else None
        if whole is None or count.value is None:
            continue
        if count.stated_percent is not None and count.is_exact:
            yield Stated(count.stated_percent, count, whole)
        elif count.is_share and count.qualifier in (EXACT, ABOUT) and (part := _number_of(told, count)):
            yield Stated(count.value, part, whole)


def _number_of(told: Told, share: Count) -> Count | None:
    # many things share the measure "other": a share and a number of it need not be about the same
    found = told.first(share.code) if share.code != OTHER else None
    return found if found and found.is_exact and found.of == share.of else None


def _finding(project: Seen, told: Told, stated: Stated) -> Finding:
    return Finding(
        project.pk,
        {
            "name": stated.part.called,
            "stated": plain(stated.percent),
            "part": plain(stated.part.number),
            "whole": plain(stated.whole.number),
            "computed": plain(stated.rounded(ROUND_HALF_UP, more=1)),
            "cut": stated.percent == stated.rounded(ROUND_DOWN),
        },
        key=f"{period_key(told)}:{stated.part.code}",
        report=told.pk,
    )
