"""The years of the money and of the text differ (2.2.5, 2.3.2 in print: text 2002, money 2002 and 2003)."""

import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.domain.plausibility.finding import Facts, Finding
from projects.domain.plausibility.seen import Seen
from projects.domain.plausibility.writing import joined

_SPAN = re.compile(r"\b((?:19|20)\d\d)\s*[-\u2013/]\s*((?:19|20)\d\d)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Years:
    """A grant whose year nobody knows (2.1.9) cannot differ from the text."""

    code = "aren-skiljer-sig"
    title = gettext_lazy("Åren skiljer sig mellan pengar och text")

    def find(self, seen: Sequence[Seen]) -> Iterable[Finding]:
        for project in seen:
            money = {year for year, _amount in project.grants}
            text = years_in(project.years_stated)
            if money and None not in money and text and text != money:
                facts = {"text": sorted(text), "money": sorted(year for year in money if year)}
                yield Finding(project.pk, facts, report=project.last and project.last.pk)

    def sentence(self, facts: Facts) -> str:
        words = {name: joined([str(year) for year in facts[name]]) for name in ("text", "money")}
        return _("Texten säger %(text)s, men medel är beviljade för %(money)s. Stämmer det?") % words


def years_in(text: str) -> set[int]:
    """Return the years a text names, those of a span too: "2001-2003", "2002 och 2003"."""
    found = {int(year) for year in _YEAR.findall(text)}
    for first, last in _SPAN.findall(text):
        found |= set(range(int(first), int(last) + 1))
    return found
