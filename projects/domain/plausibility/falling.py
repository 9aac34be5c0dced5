"""A cumulative value falls: what is counted since the beginning is lower than the last time it was told."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.money import write_tkr
from projects.domain.plausibility.finding import Facts, Finding
from projects.domain.plausibility.seen import EXACT, Seen, Told
from projects.domain.plausibility.writing import number, period_facts, period_key, period_title, plain

CUMULATIVE = "cumulative"  # OutcomeMeasure.Mode
SPENT = "forbrukat"
Known = dict[tuple[str, str], tuple[Decimal, Told]]


class Falling:
    """A period that did not tell the value is passed over: not reported is not zero."""

    code = "tal-hittills-sjunker"
    title = gettext_lazy("Ett tal hittills har sjunkit")

    def find(self, seen: Sequence[Seen]) -> Iterable[Finding]:
        for project in seen:
            known: Known = {}
            for told in project.reports:
                for name, key, value in _cumulative(told):
                    before = known.get(key)
                    if before and value < before[0]:
                        yield _finding(project, told, name, key, value, before)
                    known[key] = value, told

    def sentence(self, facts: Facts) -> str:
        write = _tkr if facts["money"] else number
        words = {
            "name": _("Förbrukat hittills, tkr") if facts["money"] else facts["name"],
            "value": write(facts["value"]),
            "before": write(facts["before"]),
            "period": period_title(facts["period_before"]),
        }
        return (
            _(
                "%(name)s är %(value)s, men var %(before)s i redovisningen för %(period)s. "
                "Räknas alla sedan projektet började?"
            )
            % words
        )


def _tkr(kronor: Any) -> str:
    return write_tkr(Decimal(str(kronor)))


def _cumulative(told: Told) -> Iterator[tuple[str, tuple[str, str], Decimal]]:
    for count in told.counts:
        if count.mode == CUMULATIVE and count.happened and count.qualifier == EXACT:
            yield count.called, (count.code, count.label), count.number
    if told.spent is not None:
        yield SPENT, (SPENT, ""), told.spent


def _finding(
    project: Seen, told: Told, name: str, key: tuple[str, str], value: Decimal, before: tuple[Decimal, Told]
) -> Finding:
    return Finding(
        project.pk,
        {
            "name": name,
            "value": plain(value),
            "before": plain(before[0]),
            "period_before": period_facts(before[1]),
            "money": key[0] == SPENT,
        },
        key=f"{period_key(told)}:{':'.join(key)}"[:160],
        report=told.pk,
    )
