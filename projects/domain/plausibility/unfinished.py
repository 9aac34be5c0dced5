"""Reported as final, though the text or the figures say that it is not finished (2.3.10 in print).

Read are the district's own words about what happened, and how the status is known. What it proposes for the
time after, and that a method lives on, is no sign: a finished project may plan.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from projects.domain.plausibility.finding import Facts, Finding
from projects.domain.plausibility.seen import FORECAST, ONGOING, Seen, Told
from projects.domain.plausibility.writing import joined, number, plain

_SIGNS = re.compile(
    r"\binte\s+(?:är\s+|ännu\s+)*(?:avslut|slut|klar|färdig)|\bpågår\b|\bväntas\b|\bprojektet\s+fortsätter\b",
    re.IGNORECASE,
)
_AFTER_SENTENCE = re.compile(r"(?<=[.!?])\s+")
QUOTED = 2  # so many sentences are quoted; the rest is read where they stand


class Unfinished:
    code = "inte-avslutat"
    title = gettext_lazy("Slutredovisat men inte avslutat")

    def find(self, seen: Sequence[Seen]) -> Iterable[Finding]:
        for project in seen:
            told = project.last
            if told and told.is_final and (facts := _signs(project, told)):
                yield Finding(project.pk, facts, report=told.pk)

    def sentence(self, facts: Facts) -> str:
        return _("Projektet är slutredovisat, men %(signs)s. Är det avslutat?") % {
            "signs": joined(list(_clauses(facts)))
        }


def _signs(project: Seen, told: Told) -> Facts:
    texts = dict.fromkeys(
        [*project.texts, ("experience", told.experience), ("implementation", told.implementation)]
    )
    quotes = list(dict.fromkeys(quote for _where, text in texts for quote in telling(text)))
    ongoing = told.first(ONGOING)
    forecasts = [
        [count.measured, plain(count.number), count.unit]
        for count in told.counts
        if count.qualifier == FORECAST and count.value
    ]
    found = {"quotes": quotes, "forecasts": forecasts, "ongoing": plain(ongoing.number) if ongoing else 0}
    return found if any(found.values()) else {}


def telling(text: str) -> Iterator[str]:
    """Yield the sentences of a text that say something is not finished."""
    for sentence in _AFTER_SENTENCE.split(text):
        if _SIGNS.search(sentence):
            yield sentence.strip()


def _clauses(facts: Facts) -> Iterator[str]:
    if facts["ongoing"]:
        words = {"n": number(facts["ongoing"])}
        yield (
            ngettext("%(n)s person är pågående", "%(n)s personer är pågående", int(facts["ongoing"])) % words
        )
    for name, value, unit in facts["forecasts"]:
        words = {"name": name, "value": number(value), "unit": unit}
        yield _("%(name)s är en prognos (%(value)s %(unit)s)") % words
    if quotes := facts["quotes"][:QUOTED]:
        yield _("texten säger %(quotes)s") % {
            "quotes": joined([f"”{quote.rstrip('.')}”" for quote in quotes])
        }
