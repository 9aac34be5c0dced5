"""The Swedish words that files use for the codes of the models. A file speaks Swedish in every language."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from portal.content.parsing import Unreadable, read_text
from portal.content.suggesting import closest
from projects.models import Grant, Project

PLANS = {
    "Ja": Project.Plan.YES.value,
    "Nej": Project.Plan.NO.value,
    "Delvis": Project.Plan.PARTLY.value,
    "Oklar": Project.Plan.UNCLEAR.value,
    "Ej fördelbar": Project.Plan.NOT_APPORTIONED.value,
}
STATUSES = {
    "Slutredovisad": Project.ReportStatus.REPORTED.value,
    "Ej redovisad": Project.ReportStatus.NOT_REPORTED.value,
    "Ofullständig": Project.ReportStatus.INCOMPLETE.value,
    "Oklar": Project.ReportStatus.UNCLEAR.value,
    "Pågår": Project.ReportStatus.RUNNING.value,
}
KINDS = {"Första": Grant.Kind.INITIAL.value, "Förlängning": Grant.Kind.EXTENSION.value}


def reader(words: Mapping[str, str]) -> Callable[[str], str]:
    """Return what reads one of ``words`` into its code, whatever the case; else refuses with all of them."""
    codes = {word.casefold(): code for word, code in words.items()}

    def read(text: str) -> str:
        word = " ".join(read_text(text).split())
        if word.casefold() in codes:
            return codes[word.casefold()]
        near = closest(word, words)
        allowed = near or ", ".join(words)
        raise Unreadable(_("Ordet finns inte i listan."), _("Skriv %(words)s.") % {"words": allowed})

    return read


def writer(words: Mapping[str, str]) -> Callable[[str | None], str]:
    """Return what writes a code as its word; blank where there is none."""
    written = {code: word for word, code in words.items()}
    return lambda code: written.get(code or "", "")
