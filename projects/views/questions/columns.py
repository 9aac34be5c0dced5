"""The columns of the list of questions, in the contract's order: ``Projekt;Regel;Fråga;Svar;Status``."""

from typing import Any

from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.functions import Concat
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.database.functions import NaturalKey
from portal.organisation.models import User
from portal.ui import writing
from portal.ui.columns import TEXT, Column, Kind, states
from projects import access
from projects.domain.plausibility import RULES, title_of
from projects.models import Question
from projects.states import EXAMPLE, question_state
from projects.tables import project_path
from projects.views.questions.showing import hides_small, written

EXTRA: dict[str, Any] = {
    "rule_code": "rule",
    "project_pk": "project",
    "lead": "project__lead",
    "is_published": "project__programme__is_published",
    "is_example": "project__programme__is_example",
}
_RULE = Kind(page=lambda code: writing.text(title_of(code)), export=lambda code: str(title_of(code)))
_WORDS = Kind(css="words")


class Columns:
    """The columns for one reader. A file hides small counts unless ``is_internal`` and the right say not."""

    def __init__(self, user: User, *, is_internal: bool):
        self.user, self.is_internal = user, is_internal

    def all(self) -> list[Column]:
        return [
            Column(
                "project_name",
                gettext_lazy("Projekt"),
                source=Concat("project__number", Value(" "), "project__title"),
                sort=NaturalKey("project__number"),
                nulls=False,
                head=True,
                cell=_project,
                export=_project_out,
            ),
            Column("rule", gettext_lazy("Regel"), kind=_RULE, sort=_in_order("rule", _RULES), nulls=False),
            Column(
                "facts",
                gettext_lazy("Fråga"),
                kind=_WORDS,
                cell=self._question,
                export=self._question_out,
                phone="wide",
            ),
            Column("answer", gettext_lazy("Svar"), kind=TEXT, cell=_answer, phone="wide"),
            Column(
                "status",
                gettext_lazy("Status"),
                kind=states(question_state),
                sort=_in_order("status", Question.Status.values),
                nulls=False,
            ),
        ]

    def _question(self, row: Any) -> SafeString:
        hides = hides_small(self.user, is_published=row.is_published, lead=row.lead)
        sentence, steps = written(row.rule_code, row.facts, hides_small=hides)
        address = f"{reverse('projects:question_list')}{row.pk}/"
        below = format_html_join("", '<span class="sub">{}</span>', ((step,) for step in steps))
        return format_html('<a href="{}">{}</a>{}', address, sentence, below)

    def _question_out(self, row: Any) -> str:
        sees = self.is_internal and access.sees_small_counts_of(self.user, row.lead)
        sentence, _steps = written(row.rule_code, row.facts, hides_small=not row.is_published and not sees)
        return sentence


def _project(row: Any) -> SafeString:
    badge = writing.badge(EXAMPLE) if row.is_example else ""
    return format_html('<a href="{}">{}</a> {}', project_path(row.project_pk), row.project_name, badge)


def _project_out(row: Any) -> str:
    return f"{row.project_name} ({EXAMPLE.word})" if row.is_example else row.project_name


def _answer(row: Any) -> SafeString | str:
    return row.answer or format_html('<span class="unreported">{}</span>', _("inget svar än"))


_RULES = [rule.code for rule in RULES]


def _in_order(name: str, codes: list[str]) -> Case:
    """Order codes as the check shows them, not by the alphabet."""
    whens = [When(Exact(F(name), Value(code)), then=Value(n)) for n, code in enumerate(codes)]
    return Case(*whens, default=Value(len(codes)), output_field=IntegerField())
