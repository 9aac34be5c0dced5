"""The columns of the list of projects, said once: page, sums and export are all made from them."""

from typing import Any

from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.database.functions import NaturalKey, SwedishKey
from portal.database.textkeys import swedish_key
from portal.ui import writing
from portal.ui.columns import TKR, Column, Expression, Kind, states
from projects.models import Project, computed
from projects.states import DRAFT, EXAMPLE, plan_word, report_status, years_word

#: values of a row that no column shows by itself
EXTRA: dict[str, Expression] = {
    "submitted_at": "submitted_at",
    "is_example": "programme__is_example",
    "yes": computed.statement("yes"),
    "no": computed.statement("no"),
}


class Notes:
    """The footnotes of one page, numbered as the rows first need them."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {}

    def mark(self, text: str) -> SafeString:
        """Return the sign that leads to ``text`` under the table."""
        number = self.texts.setdefault(text, len(self.texts) + 1)
        return format_html(
            '<a class="fn" href="#not-{}" aria-label="{}">{}</a>',
            number,
            _("Fotnot %(number)s") % {"number": number},
            number,
        )

    def __iter__(self):
        return iter((number, text) for text, number in self.texts.items())


def project_columns(notes: Notes, *, several_programmes: bool = False) -> list[Column]:
    """Return the columns; the programme's name stands in one of its own where several are shown."""
    programme = [PROGRAMME] if several_programmes else []
    return [NUMBER, TITLE, *programme, LEAD, AREA, YEARS, GRANTED, REPORT, _plan_column(notes)]


def project_path(pk: int) -> str:
    """Return a project's address; reversed once a page costs less than once a row."""
    return f"{reverse('projects:project_list')}{pk}/"


def _title(row: Any) -> SafeString:
    badges = (DRAFT,) * (row.submitted_at is None) + (EXAMPLE,) * row.is_example
    return format_html(
        '<a href="{}"><span class="only-phone">{} </span>{}</a>{}',
        project_path(row.pk),
        row.number,
        row.title,
        mark_safe("".join(f" {writing.badge(state)}" for state in badges)),  # noqa: S308 - badges are safe
    )


def _title_out(row: Any) -> str:
    """Return the title for a file, where a draft and an invented project must say so too."""
    marks = [str(DRAFT.word).lower()] * (row.submitted_at is None) + [str(EXAMPLE.word)] * row.is_example
    return f"{row.title} ({', '.join(marks)})" if marks else row.title


def _granted(row: Any) -> SafeString:
    """Write the sum as a link that opens the grants it is made of."""
    if row.granted is None:
        return format_html('<span class="unreported">{}</span>', _("inget beslut"))
    return format_html(
        '<a class="fig" href="{}#medel">{}</a>', project_path(row.pk), writing.tkr(row.granted)
    )


def _plan(row: Any, notes: Notes) -> SafeString:
    answer = writing.text(plan_word(row.plan))
    if row.plan != Project.Plan.NOT_APPORTIONED or row.yes is None:
        return answer
    return answer + notes.mark(statement_text(row.lead, row.yes, row.no))


def statement_text(lead: str, yes: int, no: int) -> str:
    """Say what was printed for a lead as a whole instead of for each of its projects."""
    told = _("%(lead)s svarade samlat om plan för implementering: %(yes)s ja och %(no)s nej.") % {
        "lead": lead,
        "yes": yes,
        "no": no,
    }
    return f"{told} {_('Fördelningen på projekt är inte redovisad.')}"


def _by_word(code: Combinable, words: dict[str, Any]) -> Case:
    """Return the order of codes by the words shown for them, as Swedes sort; no word stands first."""
    sorted_codes = sorted(words, key=lambda each: swedish_key(str(words[each])))
    whens = [When(Exact(code, Value(each)), then=Value(n)) for n, each in enumerate(sorted_codes)]
    return Case(*whens, default=Value(len(words)), output_field=IntegerField())


def _plan_column(notes: Notes) -> Column:
    return Column(
        "plan",
        gettext_lazy("Plan för implementering"),
        source=computed.plan(),
        sort=_by_word(computed.plan(), {code: plan_word(code) or "" for code in Project.Plan.values}),
        nulls=False,
        cell=lambda row: _plan(row, notes),
        export=lambda row: plan_word(row.plan),
    )


_NOWRAP = Kind(css="nowrap")
_YEARS = Kind(page=lambda years: writing.text(years_word(years)), export=years_word, css="nowrap")


def _named(key: str, title: Any, source: str) -> Column:
    """Return the column of a name, in Swedish order."""
    return Column(key, title, source=source, sort=SwedishKey(source), nulls=False)


NUMBER = Column(
    "number", gettext_lazy("Nr"), sort=NaturalKey("number"), nulls=False, phone="skip", kind=_NOWRAP
)
TITLE = Column(
    "title",
    gettext_lazy("Projekt"),
    sort=SwedishKey("title"),
    nulls=False,
    head=True,
    cell=_title,
    export=_title_out,
)
PROGRAMME = _named("programme", gettext_lazy("Program"), "programme__name")
LEAD = _named("lead", gettext_lazy("Ansvarig"), "lead__short_name")
AREA = _named("area", gettext_lazy("Område"), "area__name")
YEARS = Column(
    "years",
    gettext_lazy("År"),
    source=computed.years(),
    sort=computed.first_year(),
    kind=_YEARS,
    label=gettext_lazy("År med medel"),
    none=gettext_lazy("inget beslut"),
)
GRANTED = Column(
    "granted",
    gettext_lazy("Beviljat tkr"),
    source=computed.granted(),
    kind=TKR,
    sort=True,
    total=True,
    cell=_granted,
)
REPORT = Column(
    "report_status",
    gettext_lazy("Redovisning"),
    kind=states(report_status),
    sort=_by_word(F("report_status"), dict(Project.ReportStatus.choices)),
    nulls=False,
)
