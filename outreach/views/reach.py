"""``/uppsokande/rackvidd/``: how many women, men and children come, and what is not known of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from outreach import access
from outreach.domain import windows
from outreach.domain.reach import Reach, first_month, reach
from outreach.domain.reachtables import DISTRICTS, FORMS, PEOPLE, reach_tables
from outreach.domain.reachwords import answer
from outreach.views.pages import OutreachPage
from portal.content.masking_tables import mask_tables
from portal.content.papers import Heading, Paper, Part
from portal.content.tables import Table
from portal.content.writers import table_response
from portal.content.writers_word import word_response
from portal.disclosures.opening import opens_unmasked
from portal.ui.requests import Asked

FORMATS = ("csv", "xlsx")
INTERNAL = "intern"
DIVISIONS = ("nu", "da")
IN_THE_SECTION = (DISTRICTS, FORMS, PEOPLE)


def mask_page(tables: Mapping[str, Table]) -> dict[str, Table]:
    """All tables of a page, masked in one call: what one hides another could tell."""
    return dict(zip(tables, mask_tables([*tables.values()], below=settings.MASK_BELOW), strict=True))


class ReachPage(OutreachPage, TemplateView):
    """``?period=``, ``?indelning=nu|da``; ``?format=csv|xlsx&tabell=`` one table; ``?variant=intern``."""

    request: Asked
    template_name = "outreach/reach.html"
    title = gettext_lazy("Räckvidd")
    lede = gettext_lazy("Hur många kvinnor, män och barn det uppsökande arbetet når.")

    @cached_property
    def offered(self) -> list[windows.Window]:
        return windows.offered(self.today, first_month(self.request.user))

    @cached_property
    def reach(self) -> Reach:
        division = self.request.GET.get("indelning", "")
        return reach(
            self.request.user,
            windows.chosen(self.offered, self.request.GET.get("period", "")),
            division=division if division in DIVISIONS else DIVISIONS[0],
            today=self.today,
        )

    @cached_property
    def tables(self) -> dict[str, Table]:
        return {name: self._opened(table) for name, table in reach_tables(self.reach).items()}

    def _opened(self, table: Table) -> Table:
        """The table with each district and form opening the list of its activities in the window."""
        rows = tuple(replace(row, href=self._opens(row.key)) for row in table.rows)
        return replace(table, rows=rows)

    def _opens(self, key: str) -> str | None:
        """Nothing where the row tells of several organisations: the list is of one."""
        forms = {f"f{each.pk}": each.code for each, _sums in self.reach.forms}
        asked = {"form": forms[key]} if key in forms else {"stadsdel": key[1:]}
        if key[:1] not in "df" or key[1:] in self.reach.merged:
            return None
        window = self.reach.window
        asked |= {"fran": f"{window.begins}", "till": f"{window.ends - timedelta(days=1)}"}
        return f"{reverse('outreach:activity_list')}?{urlencode(asked)}"

    @cached_property
    def masked(self) -> dict[str, Table]:
        return mask_page(self.tables)

    @cached_property
    def is_own(self) -> bool:
        """Whether every district of the page lets the reader see its small counts."""
        return all(access.sees_unmasked(self.request.user, each.pk) for each, _sums in self.reach.districts)

    @cached_property
    def is_internal(self) -> bool:
        """Whether print and file were asked for with small counts, by who may see them or was given them."""
        wanted = self.request.GET.get("variant") == INTERNAL
        return wanted and (self.is_own or opens_unmasked(self.request))

    @property
    def sees_small(self) -> bool:
        return self.is_own or self.is_internal

    @property
    def outgoing(self) -> dict[str, Table]:
        """What may be printed or taken out."""
        return self.tables if self.is_internal else self.masked

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if (form := request.GET.get("format")) in FORMATS:
            return self.export(str(form), request.GET.get("tabell", DISTRICTS))
        return super().get(request, *args, **kwargs)

    def export(self, form: str, name: str) -> HttpResponseBase:
        """One of the page's tables, masked as all of them are. 404: there is no such table."""
        if name not in self.outgoing:
            raise Http404
        file = f"rackvidd-{name}-{self.reach.window.key}-{self.reach.division}"
        return table_response(self.outgoing[name], form, file)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = self.tables if self.sees_small else self.masked
        found = {
            "reach": self.reach,
            "offered": self.offered,
            "answer": answer(self.reach, shown),
            "printed_answer": answer(self.reach, self.outgoing),
            "shown": [*shown.items()],
            "printed": [*self.outgoing.items()],
            "one_print": shown == self.outgoing,
            "sees_small": self.sees_small,
            "is_internal": self.is_internal,
        }
        return super().get_context_data(**(found | kwargs))


class ReachSection(ReachPage):
    """``/uppsokande/rackvidd/avsnitt/``: the answer as a section of a paper, to print or to take as Word."""

    template_name = "outreach/reach_section.html"
    title = gettext_lazy("Hur når vi kvinnor och barn?")

    def breadcrumb(self):
        return [*super().breadcrumb(), (ReachPage.title, reverse("outreach:reach"))]

    def paper(self) -> Paper:
        tables = [self.outgoing[name] for name in IN_THE_SECTION if name in self.outgoing]
        told: tuple[Part, ...] = (Heading(_("Talen")), *tables) if self.reach.total.activities else ()
        return Paper(
            str(self.title),
            self.reach.window.title,
            (*answer(self.reach, self.outgoing), *told),
            self._foot(),
        )

    def _foot(self) -> str:
        now = timezone.localtime()
        words = {"day": f"{now:%Y-%m-%d}", "time": f"{now:%H.%M}", "address": self.request.get_full_path()}
        return _("Ur Samverkansportalen %(day)s kl. %(time)s. Adress: %(address)s") % words

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paper = self.paper()
        parts = [(f"d{n}", type(part).__name__, part) for n, part in enumerate(paper.parts, start=1)]
        word = f"{reverse('outreach:reach_word')}?{self.request.GET.urlencode()}"
        found = {"lede": paper.lede, "parts": parts, "word_url": word}
        return super().get_context_data(**(found | kwargs))


class ReachWord(ReachSection):
    """``/uppsokande/rackvidd/avsnitt.docx``"""

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        return word_response(self.paper(), f"rackvidd-{self.reach.window.key}")
