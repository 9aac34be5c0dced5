"""What the checks say, as the pages show it: each remedy leads to the page where it is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from portal.documents.checks import Finding
from portal.documents.models import Document

# Places of the document's page -> the page where what stands there is written.
PLACES = {
    "beslut": "documents:points",
    "huvud": "documents:plan",
    "mottagare": "documents:recipients",
    "beredning": "documents:prepare",
    "underskrift": "documents:signatories",
    "bilagor": "documents:appendices",
}


@dataclass(frozen=True)
class ShownFinding:
    level: str
    words: str
    remedy: str
    href: str = ""
    swap: str = ""  # what the editor changes for the figure it is, by a button


def shown(findings: Iterable[Finding], document: Document, *, may_write: bool) -> list[ShownFinding]:
    """Return findings with where their remedy leads; nowhere for who may not write."""
    return [
        ShownFinding(
            each.level,
            each.words,
            each.remedy,
            _href(each, document) if may_write else "",
            f"figur:{each.key}" if each.code == "figures.typed" else "",
        )
        for each in findings
    ]


def _href(finding: Finding, document: Document) -> str:
    if finding.section:
        editor = reverse("documents:section_edit", args=[document.pk, finding.section])
        return f"{editor}?{urlencode({'infoga': finding.key})}" if ":" in finding.key else editor
    name = PLACES.get(finding.anchor)
    return reverse(name, args=[document.pk]) if name else ""
