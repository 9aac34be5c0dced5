"""The replies to a mapping round, put together for one reader: read once, asked by page, paper and file."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from outreach import access
from outreach.models import MappingQuestion, MappingReply, MappingReturn, MappingRound
from outreach.states import DRAFT, reply_state
from portal.content.figures import Unit
from portal.content.tables import Cell, Column, Row, Table
from portal.organisation.models import User


@dataclass(frozen=True)
class Line:
    """One district: whether it has answered, and what it says of each question (by key), if one may read."""

    reply: MappingReply
    state: Any
    may_read: bool
    may_answer: bool
    answers: dict[int, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.reply.organisation.short_name

    @property
    def url(self) -> str:
        return reverse("outreach:mapping_reply", args=[self.reply.round_id, self.reply.pk])

    @property
    def edit_url(self) -> str:
        return reverse("outreach:mapping_reply_edit", args=[self.reply.round_id, self.reply.pk])


@dataclass(frozen=True)
class Returned:
    """A reply that was given back: ``answers`` as they stood when they were received."""

    row: MappingReturn
    organisation: str
    answers: list[tuple[MappingQuestion, str]]


class MappingSheet:
    """What ``reader`` may know of the replies: central roles who has answered, a district its own."""

    def __init__(self, round: MappingRound, reader: User):
        self.round, self.reader = round, reader

    @cached_property
    def questions(self) -> list[MappingQuestion]:
        return list(self.round.questions.order_by("number"))

    @cached_property
    def lines(self) -> list[Line]:
        of_round = MappingReply.objects.filter(round=self.round)
        readable = of_round.for_user(self.reader).prefetch_related("answers").in_bulk()
        known = of_round.known_to(self.reader).select_related("organisation")
        return [
            self._line(each, readable.get(each.pk))
            for each in known.order_by("organisation__short_name", "pk")
        ]

    def _line(self, reply: MappingReply, read: MappingReply | None) -> Line:
        reply.round = self.round
        answers = {each.question_id: each.text for each in read.answers.all()} if read else {}
        state = reply_state(
            handed_in=not reply.is_draft,
            closed=self.round.closed_on is not None,
            returned=bool(reply.returned_reason),
        )
        return Line(
            reply,
            state,
            may_read=read is not None and bool(answers),
            may_answer=access.may_answer_mapping(self.reader, reply),
            answers=answers,
        )

    @cached_property
    def returned(self) -> list[Returned]:
        rows = MappingReturn.objects.for_user(self.reader).filter(reply__round=self.round)
        asked = {question.pk: question for question in self.questions}
        return [
            Returned(
                row,
                row.reply.organisation.short_name,
                [(asked[key], text) for key, text in row.answers if key in asked],
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
    def by_question(self) -> list[tuple[MappingQuestion, list[tuple[Line, str, Any]]]]:
        """Each question with what was answered: (who, what, the badge of a draft)."""
        return [
            (
                question,
                [
                    (line, text, DRAFT if line.reply.is_draft else None)
                    for line in self.lines
                    if (text := line.answers.get(question.pk))
                ],
            )
            for question in self.questions
        ]


def answers_table(sheet: MappingSheet) -> Table:
    """The answers as a table for a file: a row for each district, a column for each question."""
    columns = [
        Column("district", _("Stadsdelsförvaltning"), Unit.TEXT),
        Column("state", _("Status"), Unit.TEXT),
        Column("day", _("Inlämnad"), Unit.TEXT),
        *(Column(f"q{each.pk}", str(each), Unit.TEXT) for each in sheet.questions),
    ]
    return Table(str(sheet.round), tuple(columns), tuple(_row(sheet, line) for line in sheet.lines))


def _row(sheet: MappingSheet, line: Line) -> Row:
    day = line.reply.submitted_at
    cells: dict[str, Cell] = {
        "state": str(line.state.word),
        "day": localtime(day).date().isoformat() if day else "",
    }
    cells |= {f"q{each.pk}": line.answers.get(each.pk, "") for each in sheet.questions}
    return Row(line.name, cells)
