"""Till uppföljningssystemet: texts to paste, the measure file, and the names that are mapped once."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from portal.content.figures import Figure, Unit
from portal.content.tables import Column, Row, Table
from portal.periods import Period
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin
from portal.workareas import Scope, SummaryPage
from projects import access
from projects.domain.systemnaming import name_for_the_system
from projects.forms.systemnames import SystemNamesForm
from projects.models import Programme
from projects.models.following import followed_programmes
from projects.summary.handover import Handover, PeriodHandover, may_open_more, measures_in_use
from projects.summary.handovertext import file_rows, measure_file, text_of

SLUG = "till-uppfoljning"
INTERNAL = "intern"


def handover(request: Asked) -> HttpResponseBase:
    """``/sammanstallningar/till-uppfoljning/``; ``?format=txt`` is the measure file."""
    programmes = list(followed_programmes(request.user))
    programme = _chosen(programmes, request.GET.get("program", ""))
    scope = Scope(user=request.user, today=timezone.localdate(), programme=programme)
    internal = request.GET.get("variant") == INTERNAL
    found = Handover(programme, scope, internal=internal) if programme else None
    period = _period(found.periods, request.GET.get("period", "")) if found else None
    shown = found.of(period) if found and period else None
    if shown and request.GET.get("format") == "txt":
        return _file(shown)
    page = _page(request, programmes, programme, found.periods if found else [], shown)
    return render(request, "projects/handover.html", page)


def _chosen(programmes: list[Programme], asked: str) -> Programme | None:
    """The programme asked for, or the newest followed. One the reader does not follow does not exist: 404."""
    if not asked:
        return next(iter(programmes), None)
    found = [programme for programme in programmes if programme.slug == asked]
    if not found:
        raise Http404
    return found[0]


def period_key(period: Period) -> str:
    return f"{period.kind}-{period.year}-{period.number}"


def _period(periods: list[Period], asked: str) -> Period | None:
    found = [period for period in periods if period_key(period) == asked]
    return next(iter(found or periods), None)


def _page(
    request: Asked,
    programmes: list[Programme],
    programme: Programme | None,
    periods: list[Period],
    shown: PeriodHandover | None,
) -> dict[str, Any]:
    return {
        "title": _("Till uppföljningssystemet"),
        "breadcrumb": [(_("Sammanställningar"), reverse("summaries:index"))],
        "programmes": programmes,
        "programme": programme,
        "periods": [(period_key(period), period.title) for period in periods],
        "chosen": period_key(shown.period) if shown else "",
        "shown": shown,
        "texts": _texts(shown) if shown else [],
        "table": _table(shown) if shown else None,
        "unnamed": _unnamed(shown) if shown else ([], []),
        "may_name": access.may_name_for_the_system(request.user),
        "may_open": bool(shown) and may_open_more(request.user, shown.handed),
    }


def _texts(shown: PeriodHandover) -> list[dict[str, Any]]:
    """The texts, the organisation's name before its first."""
    found: list[dict[str, Any]] = []
    last = None
    for handed in shown.handed:
        text = text_of(shown, handed)
        found.append(
            {
                "organisation": handed.organisation if handed.organisation.pk != last else None,
                "project": handed.report.duty.project,
                "report": handed.report,
                "text": text,
                "rows": min(len(text.splitlines()) + len(text) // 90 + 1, 24),
            }
        )
        last = handed.organisation.pk
    return found


def _table(shown: PeriodHandover) -> Table:
    """The measure file as a table: what stands in it, before it is taken out."""
    rows = tuple(
        Row(name, {"day": day, "measure": measure, "value": Figure(value, Unit.NUMBER)})
        for name, day, measure, value in file_rows(shown)
    )
    heads = (
        Column("organisation", _("Organisation"), Unit.TEXT),
        Column("day", _("Perioddatum"), Unit.TEXT),
        Column("measure", _("Mått"), Unit.TEXT),
        Column("value", _("Värde"), Unit.NUMBER, sums=False),
    )
    return Table(_("Måttfilen"), heads, rows, subtitle=_("namnen är uppföljningssystemets"))


def _unnamed(shown: PeriodHandover) -> tuple[list[str], list[str]]:
    """What is reported but has no name in the system: organisations, measures."""
    names = shown.names
    organisations = {
        handed.organisation.as_administration: None
        for handed in shown.handed
        if not names.organisation(handed.organisation.pk)
    }
    reported = {count.measure_id for handed in shown.handed for count in handed.counts}
    measures = [each.name for each in measures_in_use() if each.pk in reported and not names.measure(each.pk)]
    return list(organisations), measures


def _file(shown: PeriodHandover) -> HttpResponse:
    response = HttpResponse(measure_file(shown).encode(), content_type="text/plain; charset=utf-8")
    name = f"mattfil-{shown.handover.programme.slug}-{period_key(shown.period)}.txt"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


PAGE = SummaryPage(
    slug=SLUG,
    title=gettext_lazy("Till uppföljningssystemet"),
    intro=gettext_lazy("Texter att klistra in och måttfilen, ur de redovisningar som är inlämnade."),
    view=handover,
)


class SystemNames(CaseWorkMixin, FormView):
    """``/projekt/systemnamn/``: what the city's system calls our organisations and measures."""

    form_class = SystemNamesForm
    title = gettext_lazy("Namn i uppföljningssystemet")
    lede = gettext_lazy("Skriv namnen så som de står i stadens system. Det behöver göras en gång.")
    success_message = gettext_lazy("Namnen är sparade.")

    def may(self) -> bool:
        return access.may_name_for_the_system(self.request.user)

    @property
    def cancel_url(self) -> str:
        return reverse("summaries:table", args=[SLUG])

    def breadcrumb(self):
        tables = (_("Sammanställningar"), reverse("summaries:index"))
        return [tables, (_("Till uppföljningssystemet"), self.cancel_url)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def act(self, form: SystemNamesForm) -> None:
        name_for_the_system(form.names())

    def get_success_url(self) -> str:
        return self.cancel_url
