"""The parts exceed the whole: more people in the end states than took part (2.2.7 in print: 19 of 18)."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.domain.plausibility.finding import Facts, Finding
from projects.domain.plausibility.partition import lone_parts, partitions
from projects.domain.plausibility.seen import ABOUT, EXACT, PARTICIPANTS, Count, Seen, Told
from projects.domain.plausibility.writing import named, number, period_key, plain

#: a whole that is "cirka" may be exceeded by so much
ABOUT_FACTOR = Decimal("1.1")
TOOK_PART = (PARTICIPANTS, "i-grupp")


class PartsExceed:
    """A whole that is "mer än" has no upper limit and is never exceeded."""

    code = "delar-fler-an-helheten"
    title = gettext_lazy("Delarna är fler än helheten")

    def find(self, seen: Sequence[Seen]) -> Iterable[Finding]:
        for project in seen:
            for told in project.reports:
                yield from _in_report(project, told)

    def sentence(self, facts: Facts) -> str:
        words = {"total": number(facts["total"]), "value": number(facts["value"]), "whole": facts["whole"]}
        if len(facts["parts"]) == 1:
            words["part"] = facts["parts"][0][0]
            return _("%(part)s (%(total)s) är fler än %(whole)s (%(value)s). Stämmer det?") % words
        if facts["took_part"]:
            return (
                _("Summan av utfallen (%(total)s) är större än antalet deltagare (%(value)s). Stämmer det?")
                % words
            )
        return _("Summan av delarna (%(total)s) är större än %(whole)s (%(value)s). Stämmer det?") % words


def _in_report(project: Seen, told: Told) -> Iterator[Finding]:
    found: set[tuple[int, int]] = set()
    for whole, part in lone_parts(told):
        if _exceeds(whole, part.number):
            found.add((whole.pk, part.pk))
            yield _finding(project, told, whole, [part])
    for whole, parts, _complete in partitions(told):
        alone = any((whole.pk, part.pk) in found for part in parts)
        if len(parts) > 1 and not alone and _exceeds(whole, _total(parts)):
            yield _finding(project, told, whole, parts)


def _exceeds(whole: Count, total: Decimal) -> bool:
    factor = {EXACT: Decimal(1), ABOUT: ABOUT_FACTOR}.get(whole.qualifier)
    return factor is not None and total > whole.number * factor


def _total(parts: Sequence[Count]) -> Decimal:
    return sum((part.number for part in parts), Decimal())


def _finding(project: Seen, told: Told, whole: Count, parts: Sequence[Count]) -> Finding:
    codes = "+".join(sorted({part.code for part in parts}))
    return Finding(
        project.pk,
        {
            "whole": whole.called,
            "value": plain(whole.number),
            "parts": named(parts),
            "total": plain(_total(parts)),
            "took_part": whole.code in TOOK_PART,
        },
        key=f"{period_key(told)}:{whole.code}:{codes}"[:160],
        report=told.pk,
    )
