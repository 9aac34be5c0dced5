"""The replies to a survey, put together for one reader: read once, asked by the page and by the file."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from portal.content.figures import Unit
from portal.content.tables import Cell, Column, Row, Table
from portal.organisation.models import User
from projects import access
from projects.models import ReturnedReply, Survey, SurveyQuestion, SurveyReply
from projects.states import DRAFT
from projects.views.learning.looks import reply_state


@dataclass(frozen=True)
class Line:
    """One district: whether it has answered, and what it says of each question (by key), if one may read."""

    reply: SurveyReply
    state: Any
    may_read: bool
    may_answer: bool
    answers: dict[int, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.reply.organisation.short_name

    @property
    def has_begun(self) -> bool:
        return bool(self.answers)

    @property
    def url(self) -> str:
        return reverse("projects:survey_reply", args=[self.reply.survey_id, self.reply.pk])

    @property
    def edit_url(self) -> str:
        return reverse("projects:survey_reply_edit", args=[self.reply.survey_id, self.reply.pk])


@dataclass(frozen=True)
class Returned:
    """A reply that was given back: ``answers`` as they stood when they were received."""

    row: ReturnedReply
    organisation: str
    answers: list[tuple[SurveyQuestion, str]]


class ReplySheet:
    """What ``reader`` may know of the replies: central roles who has answered, a district its own."""

    def __init__(self, survey: Survey, reader: User):
        self.survey, self.reader = survey, reader

    @cached_property
    def questions(self) -> list[SurveyQuestion]:
        return list(self.survey.questions.order_by("number"))

    @cached_property
    def lines(self) -> list[Line]:
        of_survey = SurveyReply.objects.filter(survey=self.survey)
        readable = of_survey.for_user(self.reader).prefetch_related("answers").in_bulk()
        known = of_survey.known_to(self.reader).select_related("organisation")
        return [
            self._line(reply, readable.get(reply.pk))
            for reply in known.order_by("organisation__short_name", "pk")
        ]

    def _line(self, reply: SurveyReply, read: SurveyReply | None) -> Line:
        reply.survey = self.survey
        answers = {each.question_id: each.text for each in read.answers.all()} if read else {}
        return Line(
            reply,
            reply_state(
                handed_in=not reply.is_draft,
                closed=self.survey.closed_on is not None,
                returned=any(each.row.reply_id == reply.pk for each in self.returned),
            ),
            may_read=read is not None and bool(answers),
            may_answer=access.may_answer_survey(self.reader, reply),
            answers=answers,
        )

    @cached_property
    def returned(self) -> list[Returned]:
        """What was handed in and given back, the newest first: it was received, so it can be read."""
        rows = ReturnedReply.objects.for_user(self.reader).filter(reply__survey=self.survey)
        asked = {question.pk: question for question in self.questions}
        return [
            Returned(
                row,
                row.reply.organisation.short_name,
                [(asked[key], said(asked[key], text)) for key, text in row.answers],
            )
            for row in rows.select_related("reply__organisation", "returned_by").order_by("-returned_at")
        ]

    @property
    def missing(self) -> list[Line]:
        """Those who have not answered."""
        return [line for line in self.lines if line.reply.is_draft]

    @property
    def answered(self) -> int:
        return len(self.lines) - len(self.missing)

    @property
    def by_question(self) -> list[tuple[SurveyQuestion, list[tuple[Line, str, Any]]]]:
        """Each question with what was answered: (who, what, the badge of a draft)."""
        return [
            (
                question,
                [
                    (line, said(question, text), DRAFT if line.reply.is_draft else None)
                    for line in self.lines
                    if (text := line.answers.get(question.pk))
                ],
            )
            for question in self.questions
        ]


def said(question: SurveyQuestion, text: str) -> str:
    """Say an answer in words: "ja" is kept small."""
    if question.answer_type == SurveyQuestion.AnswerType.YES_NO:
        return {"ja": _("Ja"), "nej": _("Nej")}.get(text, text)
    return text


def answers_table(sheet: ReplySheet) -> Table:
    """Return the replies as a table: a row for each district, a column for each question."""
    columns = (
        Column("district", _("Stadsdelsförvaltning"), Unit.TEXT),
        Column("state", _("Status"), Unit.TEXT),
        Column("handed_in", _("Inlämnad"), Unit.TEXT),
        *(Column(f"q{each.number}", str(each), Unit.TEXT) for each in sheet.questions),
    )
    return Table(sheet.survey.title, columns, tuple(_row(sheet, line) for line in sheet.lines))


def _row(sheet: ReplySheet, line: Line) -> Row:
    when = line.reply.submitted_at
    cells: dict[str, Cell] = {
        "state": str(line.state.word),
        "handed_in": localtime(when).date().isoformat() if when else "",
    }
    for each in sheet.questions:
        cells[f"q{each.number}"] = said(each, line.answers.get(each.pk, ""))
    return Row(line.name, cells)
