"""``/uppsokande/tackning/``: where somebody was met, and where nobody was."""

from dataclasses import replace
from functools import cached_property
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from outreach.domain import windows
from outreach.domain.coverage import AREAS, DISTRICTS, GROUPS, LANGUAGES, TOPICS, Coverage, Question
from outreach.domain.needs import Need, needs
from outreach.views.covering import cells_of, for_a_file, material_cell, said_of_blanks
from outreach.views.needing import needs_table, shown_to
from outreach.views.pages import OutreachPage
from portal.content.tables import Table
from portal.content.writers import table_response
from portal.disclosures.opening import opens_unmasked
from portal.ui.requests import Asked

FORMATS = ("csv", "xlsx")
INTERNAL = "intern"
DIVISIONS = ("nu", "da")
ROWS = {
    DISTRICTS: gettext_lazy("Stadsdelsförvaltningar"),
    GROUPS: gettext_lazy("Målgrupper"),
    AREAS: gettext_lazy("Områden"),
}
AGAINST = {LANGUAGES: gettext_lazy("Språk"), TOPICS: gettext_lazy("Ämnen")}
HEADS = {
    DISTRICTS: gettext_lazy("Stadsdelsförvaltning"),
    GROUPS: gettext_lazy("Målgrupp"),
    AREAS: gettext_lazy("Område"),
}


class CoveragePage(OutreachPage, TemplateView):
    """``?rader=stadsdel|malgrupp|omrade&mot=sprak|amne&stadsdel=&malgrupp=&indelning=``; what is not offered
    is passed over. ``?format=csv|xlsx``: a row for each cell, or with ``tabell=behov`` the needs."""

    request: Asked
    template_name = "outreach/coverage.html"
    title = gettext_lazy("Täckning")
    lede = gettext_lazy("Vilka ni har mött de senaste 12 månaderna, och vilka ingen har mött.")

    @cached_property
    def coverage(self) -> Coverage:
        user, today = self.request.user, self.today
        division = self._one_of(DIVISIONS, "indelning")
        window = windows.latest(today)
        free = Coverage(user, window, Question(), division=division, today=today)
        districts = {str(each.pk): each.pk for each in free.districts}
        groups = {each.code for each in free.groups}
        group = self.request.GET.get("malgrupp", "")
        rows = self._one_of(ROWS, "rader")
        asked = Question(
            rows=rows,
            against=self._one_of(AGAINST, "mot"),
            district=districts.get(self.request.GET.get("stadsdel", "")),
            group=group if group in groups and rows != GROUPS else "",
        )
        free.asked = asked  # what it has read so far does not depend on what is asked
        return free

    def _one_of(self, offered: Any, name: str) -> str:
        """The answer to a choice; the first where it is none of them."""
        asked = self.request.GET.get(name, "")
        return asked if asked in offered else next(iter(offered))

    @cached_property
    def needs(self) -> list[Need]:
        """How many are counted, where the rows are districts and somebody has counted them."""
        found = self.coverage
        if found.asked.rows != DISTRICTS:
            return []
        told = needs(self.request.user, found.window, found.places, found.today)
        return [each for each in told if found.asked.district in (None, each.district.pk)]

    def needs_shown(self, *, unmasked: bool) -> Table | None:
        """``unmasked``: each small count to whom it may be shown; else only what is published."""
        if not self.needs:
            return None
        table = needs_table(self.needs, self.coverage.window)
        if self.is_disclosed:
            return table
        return shown_to(self.request.user, self.needs, table, unmasked=unmasked)

    @property
    def is_internal(self) -> bool:
        return self.request.GET.get("variant") == INTERNAL

    @cached_property
    def is_disclosed(self) -> bool:
        """Whether all of the page's small counts were given out to the reader, who asks for them now."""
        return self.is_internal and opens_unmasked(self.request)

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if (form := request.GET.get("format")) in FORMATS:
            return self.export(str(form))
        return super().get(request, *args, **kwargs)

    def export(self, form: str) -> HttpResponseBase:
        needed = self.needs_shown(unmasked=self.is_internal) if self._asks_for_needs() else None
        table = needed or for_a_file(self.coverage, str(HEADS[self.coverage.asked.rows]), self._against_one())
        if not needed:
            table = replace(table, subtitle=self.in_words())
        return table_response(table, form, "behov" if needed else "tackning")

    def _asks_for_needs(self) -> bool:
        return self.request.GET.get("tabell") == "behov"

    def in_words(self) -> str:
        """What is asked, for a reader of the print or the file: whose, for whom, districts of then or now."""
        found = self.coverage
        district = [each.short_name for each in found.districts if each.pk == found.asked.district]
        group = [each.name for each in found.groups if each.code == found.asked.group]
        now = _("Nuvarande stadsdelsförvaltningar")
        division = now if found.places.division == DIVISIONS[0] else _("Dåvarande stadsdelsförvaltningar")
        return ". ".join([*(district or [division]), *group, found.window.title])

    def _against_one(self) -> str:
        return _("Språk") if self.coverage.asked.against == LANGUAGES else _("Ämne")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found, asked = self.coverage, self.coverage.asked
        shown = self.needs_shown(unmasked=True)
        printed = self.needs_shown(unmasked=self.is_internal)
        context = {
            "coverage": found,
            "asked": asked,
            "division": found.places.division,
            "rows_offered": [*ROWS.items()],
            "against_offered": [*AGAINST.items()],
            "head": HEADS[asked.rows],
            "rows": [(line, cells_of(found, line, self.request.user)) for line in found.lines],
            "materials": self._materials(),
            "in_words": self.in_words(),
            "blanks": said_of_blanks(len(found.blanks), len(found.lines) * len(found.columns)),
            "needs": shown,
            "printed_needs": printed,
            "one_print": shown == printed,
        }
        return super().get_context_data(**(context | kwargs))

    def _materials(self) -> list[Any]:
        """A row of its own, where the rows are places: materials are shared by all districts."""
        found = self.coverage
        if found.asked.rows == GROUPS:
            return []
        return [material_cell(found, found.asked.group, code, name) for code, name in found.columns]
