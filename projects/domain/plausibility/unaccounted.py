"""People unaccounted for: a whole that is told to the last person, and the parts are fewer.

In print 2.3.12: of 372 called, 178 ended and 158 are ongoing, so 36 are nowhere. Asked only where the report
itself claims to tell about all of them (``partition.complete``): 56 of 156 with another income is no gap.
"""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy, ngettext

from projects.domain.plausibility.finding import Facts, Finding
from projects.domain.plausibility.partition import Partition, partitions
from projects.domain.plausibility.seen import Seen, Told
from projects.domain.plausibility.writing import named, number, period_key, plain


class Unaccounted:
    """Imprecise numbers leave no gap that can be counted."""

    code = "personer-saknas"
    title = gettext_lazy("Personer saknas")

    def find(self, seen: Sequence[Seen]) -> Iterable[Finding]:
        for project in seen:
            for told in project.reports:
                for found in partitions(told):
                    if _has_gap(found):
                        yield _finding(project, told, found)

    def sentence(self, facts: Facts) -> str:
        words = {name: number(facts[name]) for name in ("value", "total", "missing")}
        return ngettext(
            "%(whole)s är %(value)s, men det står bara hur det gick för %(total)s. "
            "%(missing)s person saknas. Vad hände med den?",
            "%(whole)s är %(value)s, men det står bara hur det gick för %(total)s. "
            "%(missing)s personer saknas. Vad hände med dem?",
            int(facts["missing"]),
        ) % (words | {"whole": facts["whole"]})


def _has_gap(found: Partition) -> bool:
    exact = found.whole.is_exact and all(part.is_exact for part in found.parts)
    return found.complete and exact and found.total < found.whole.number


def _finding(project: Seen, told: Told, found: Partition) -> Finding:
    return Finding(
        project.pk,
        {
            "whole": found.whole.called,
            "value": plain(found.whole.number),
            "parts": named(found.parts),
            "total": plain(found.total),
            "missing": plain(found.whole.number - found.total),
        },
        key=f"{period_key(told)}:{found.whole.code}",
        report=told.pk,
    )
