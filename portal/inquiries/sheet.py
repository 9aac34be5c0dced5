"""The replies to an inquiry, put together for one reader: read once, asked by page, paper and file."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from portal.content.figures import Unit
from portal.content.tables import Cell, Column, Row, Table
from portal.inquiries.models import Reply
from portal.inquiries.states import DRAFT, reply_state
from portal.organisation.models import User


@dataclass(frozen=True)
class Line:
    """One district: whether it has answered, and what it says of each question (by key), if one may read."""

    reply: Any
    state: Any
    url: str
    edit_url: str
    may_read: bool
    may_answer: bool
    answers: dict[int, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.reply.organisation.short_name

    @property
    def has_begun(self) -> bool:
        return bool(self.answers)


@dataclass(frozen=True)
class ReturnedReply:
    """A reply that was given back: ``answers`` as they stood when they were received."""

    row: Any
    organisation: str
    answers: list[tuple[Any, str]]


def as_written(question: Any, text: str) -> str:
    return text


class ReplySheet:
    """What ``reader`` may know of the replies: central roles who has answered, a district its own.

    ``address``: the name of a reply's page ("projects:survey_reply"); its form's is the same and "_edit".
    ``said``: how an answer to a question is put in words.
    """

    def __init__(
        self,
        inquiry: Any,
        reader: User,
        *,
        replies: type[Reply],
        address: str,
        may_answer: Callable[[User, Any], bool],
        said: Callable[[Any, str], str] = as_written,
    ):
        self.inquiry, self.reader, self.replies = inquiry, reader, replies
        self.address, self.may_answer, self.said = address, may_answer, said

    @cached_property
    def questions(self) -> list[Any]:
        return list(self.inquiry.questions.order_by("number"))

    @cached_property
    def lines(self) -> list[Line]:
        asked: Any = self.replies._default_manager.filter(**{self.replies.about: self.inquiry})
        readable = asked.for_user(self.reader).prefetch_related("answers").in_bulk()
        known = asked.known_to(self.reader).select_related("organisation")
        ordered = known.order_by("organisation__short_name", "pk")
        return [self._line(reply, readable.get(reply.pk)) for reply in ordered]

    def _line(self, reply: Any, read: Any) -> Line:
        setattr(reply, reply.about, self.inquiry)
        answers = {each.question_id: each.text for each in read.answers.all()} if read else {}
        state = reply_state(
            handed_in=not reply.is_draft,
            closed=self.inquiry.closed_on is not None,
            returned=any(each.row.reply_id == reply.pk for each in self.returned),
        )
        place = [self.inquiry.pk, reply.pk]
        return Line(
            reply,
            state,
            url=reverse(self.address, args=place),
            edit_url=reverse(f"{self.address}_edit", args=place),
            may_read=read is not None and bool(answers),
            may_answer=self.may_answer(self.reader, reply),
            answers=answers,
        )

    @cached_property
    def returned(self) -> list[ReturnedReply]:
        """What was handed in and given back, the newest first: it was received, so it can be read."""
        reply: Any = self.replies
        model = reply._meta.get_field("returns").related_model
        rows = model.objects.for_user(self.reader).filter(**{f"reply__{self.replies.about}": self.inquiry})
        asked = {question.pk: question for question in self.questions}
        return [
            ReturnedReply(
                row,
                row.reply.organisation.short_name,
                [(asked[key], self.said(asked[key], text)) for key, text in row.answers if key in asked],
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
    def by_question(self) -> list[tuple[Any, list[tuple[Line, str, Any]]]]:
        """Each question with what was answered: (who, what, the badge of a draft)."""
        return [(question, self._answers_to(question)) for question in self.questions]

    def _answers_to(self, question: Any) -> list[tuple[Line, str, Any]]:
        return [
            (line, self.said(question, text), DRAFT if line.reply.is_draft else None)
            for line in self.lines
            if (text := line.answers.get(question.pk))
        ]

    def table(self) -> Table:
        """The replies as a table for a file: a row for each district, a column for each question."""
        columns = (
            Column("district", _("Stadsdelsförvaltning"), Unit.TEXT),
            Column("state", _("Status"), Unit.TEXT),
            Column("handed_in", _("Inlämnad"), Unit.TEXT),
            *(Column(f"q{each.number}", str(each), Unit.TEXT) for each in self.questions),
        )
        return Table(str(self.inquiry), columns, tuple(self._row(line) for line in self.lines))

    def _row(self, line: Line) -> Row:
        when = line.reply.submitted_at
        cells: dict[str, Cell] = {
            "state": str(line.state.word),
            "handed_in": localtime(when).date().isoformat() if when else "",
        }
        for each in self.questions:
            cells[f"q{each.number}"] = self.said(each, line.answers.get(each.pk, ""))
        return Row(line.name, cells)
