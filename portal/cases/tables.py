"""The columns of the lists of cases, said once: page and export are made from them."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case as Choice
from django.db.models import CharField, Exists, F, OuterRef, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, NullIf
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case, CaseNumber
from portal.cases.states import CLOSED, OPEN, STATES, WAITING
from portal.database.functions import SwedishKey
from portal.ui.columns import DAY, Column, Kind, states, words

_OF_CASE = CaseNumber.objects.filter(case=OuterRef("pk"))


def numbers() -> Combinable:
    """Every registry number of a case, the oldest first."""
    return ArraySubquery(_OF_CASE.order_by("pk").values("number"))


def state() -> Combinable:
    """The code of how a case stands, as ``states.STATES`` has it."""
    return Choice(
        When(closed_on__isnull=False, then=Value(CLOSED)),
        When(Exists(_OF_CASE.filter(body=OuterRef("holder"))), then=Value(OPEN)),
        default=Value(WAITING),
        output_field=CharField(),
    )


def committee_name(path: str) -> Combinable:
    """The written name of the nämnd at ``path``, or its short name where the written one is not known."""
    return Coalesce(NullIf(F(f"{path}__committee_name"), Value("")), F(f"{path}__short_name"))


def _written(given: list[str] | None) -> SafeString:
    """Write the numbers so that a line breaks between them, never inside one."""
    if not given:
        return format_html('<span class="unreported">{}</span>', gettext("inget än"))
    return format_html_join(", ", '<span class="nowrap">{}</span>', [(number,) for number in given])


NUMBERS = Kind(page=_written, export=lambda given: ", ".join(given or []) or None)
KINDS = words({code: capfirst(label) for code, label in Case.Kind.choices})


def case_url(row: Any) -> str:
    return f"/arenden/{row.pk}/"


NUMBER = Column("numbers", _("Diarienummer"), source=numbers(), kind=NUMBERS)
TITLE = Column("title", _("Ärende"), sort=SwedishKey("title"), nulls=False, head=True, link=case_url)
HOLDER = Column(
    "holder",
    _("Ansvarig nämnd"),
    source=committee_name("holder"),
    sort=SwedishKey(committee_name("holder")),
    nulls=False,
)
KIND = Column("kind", _("Slag"), kind=KINDS, sort=True)
OPENED = Column("opened_on", _("Öppnat"), kind=DAY, sort=True)
STATE = Column("state", _("Läge"), source=state(), kind=states(STATES.get), sort=True, nulls=False)
