"""The columns of the list of documents: seven in a file, five on the page with two of them in one."""

from dataclasses import replace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.cases.models import CaseNumber
from portal.database.functions import SwedishKey
from portal.documents.models import Recipient
from portal.documents.models.kinds import DocumentKind
from portal.documents.states import STATES
from portal.ui import writing
from portal.ui.columns import COUNT, DAY, Column, Kind, states, words

KINDS = words({code: capfirst(label) for code, label in DocumentKind.choices})


def committee_names() -> ArraySubquery:
    """The nämnder a document goes to, in their order."""
    to = Recipient.objects.filter(document=OuterRef("pk")).order_by("order", "pk")
    name = Coalesce(NullIf(F("committee__committee_name"), Value("")), F("committee__short_name"))
    return ArraySubquery(to.annotate(name=name).values("name"))


def numbers() -> ArraySubquery:
    """The registry numbers of the document's case, the oldest first."""
    return ArraySubquery(CaseNumber.objects.filter(case=OuterRef("case")).order_by("pk").values("number"))


def _listed(given: list[str] | None) -> SafeString:
    if not given:
        return format_html('<span class="unreported">{}</span>', gettext("inget än"))
    return format_html_join(", ", '<span class="nowrap">{}</span>', [(each,) for each in given])


def _together(given: list[str] | None) -> str | None:
    return ", ".join(given or []) or None


LISTED = Kind(page=_listed, export=_together)
COMMITTEES = Kind(page=lambda given: writing.text(_together(given)), export=_together)


def document_url(row: Any) -> str:
    return f"/handlingar/{row.pk}/"


def _titled(row: Any) -> SafeString:
    """The title as a link; under it what it is, and which version where it is not the first."""
    kind = str(KINDS.page(row.kind))
    if row.version > 1:
        kind = gettext("%(kind)s, version %(number)s") % {"kind": kind, "number": row.version}
    link = '<a href="{}">{}</a><span class="sub">{}</span>'
    return format_html(link, document_url(row), row.title, kind)


NUMBER = Column("numbers", _("Diarienummer"), source=numbers(), kind=LISTED)
TITLE = Column("title", _("Handling"), sort=SwedishKey("title"), nulls=False, head=True, link=document_url)
KIND = Column("kind", _("Slag"), kind=KINDS, sort=True)
TO = Column("committees", _("Till"), source=committee_names(), kind=COMMITTEES)
DATED = Column("dated", _("Datum"), kind=DAY, sort=True)
VERSION = Column("version", _("Version"), kind=COUNT, sort=True)
STATE = Column("state", _("Läge"), kind=states(STATES.get), sort=True)
COLUMNS = [NUMBER, TITLE, KIND, TO, DATED, VERSION, STATE]
SHOWN = [replace(TITLE, cell=_titled, link=None), NUMBER, TO, DATED, STATE]
BESIDE = {"kind": F("kind"), "version": F("version")}  # what the title's cell says besides
