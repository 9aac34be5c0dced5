"""Follow up what a project left behind: 6, 12 and 24 months after its end, asked for on fixed days.

model.md, life cycle of an implementation plan: none, planned, introduced, followed up. "Infört" is said only
here (administration.md, Words).
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from portal.content.outcomes import Refusals
from portal.content.texts import refuse_personal, tidy
from portal.deadlines.models import ExpectedReport
from portal.organisation.models import User
from portal.periods import Period, add_months
from projects.models import FollowUp, Project, Report

MONTHS = (6, 12, 24)
EARLIEST = timedelta(days=30)  # an answer is about the day it is due, and may come a month before
_Answer = FollowUp.Answer


def plan_follow_ups(*, project: Project, today: date) -> list[FollowUp]:
    """Store the follow-ups of a project whose end is known; answer those that are new. See ``plan_many``."""
    return plan_many([project.pk], today=today)


@transaction.atomic
def plan_many(projects: Iterable[int], *, today: date) -> list[FollowUp]:
    """Store follow-ups for those of ``projects`` (keys) whose end is known; answer the new ones.

    The end is ``ends_on``, or else the last day that an accepted final report tells of. A day that has come,
    and one that is answered, is never moved; a later one follows when the end is corrected. Drafts have no
    follow-ups, and a programme that stands in print has none either: nobody promised them in 2003, and what
    nobody asked for would stand as overdue for ever.
    """
    rows = (
        Project.objects.submitted()
        .filter(pk__in=set(projects), programme__is_published=False)
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    keys = {row.pk: row.ends_on for row in rows}
    reported = _reported_ends([key for key, ends_on in keys.items() if ends_on is None])
    ends = {key: day for key, ends_on in keys.items() if (day := ends_on or reported.get(key))}
    stored = {(row.project_id, row.months): row for row in FollowUp.objects.filter(project__in=ends)}
    new = []
    for key, day in ends.items():
        for months in MONTHS:
            due = add_months(day, months)
            row = stored.get((key, months))
            if row is None:
                new.append(FollowUp(project_id=key, months=months, due_on=due))
            elif not row.answer and row.due_on > today and due > today:
                row.due_on = due
    FollowUp.objects.bulk_update(stored.values(), ["due_on"])
    return FollowUp.objects.bulk_create(new)


def _reported_ends(projects: Iterable[int]) -> dict[int, date]:
    """The last day each project's accepted final report tells of."""
    rows = Report.objects.current().filter(
        duty__project__in=list(projects),
        duty__expected__state=ExpectedReport.State.ACCEPTED,
        is_final=True,
    )
    fields = (
        "duty__project",
        "duty__expected__period_kind",
        "duty__expected__year",
        "duty__expected__number",
    )
    ends: dict[int, date] = {}
    for project, kind, year, number in rows.values_list(*fields):
        day = Period(kind, year, number).last_day
        ends[project] = max(day, ends.get(project, day))
    return ends


@transaction.atomic
def answer_follow_up(
    *,
    follow_up: FollowUp,
    answer: str,
    where: str = "",
    cost: Decimal | None = None,
    note: str = "",
    by: User | None,
    today: date,
) -> FollowUp:
    """Note how it went, or correct what was noted. ``cost`` in kronor a year, None when it is not known.

    ValidationError with {field: messages}: too early, no answer, no place for what runs, a place or a cost
    for what does not, no word of why it ended or was never introduced, a personal number in the text.
    """
    row = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    where, note = tidy(where), tidy(note)
    _refuse(row, answer, where, cost, note, today)
    row.answer, row.where, row.cost, row.note = answer, where, cost, note
    row.answered_on, row.answered_by = today, by
    row.save(update_fields=["answer", "where", "cost", "note", "answered_on", "answered_by"])
    return row


def _refuse(row: FollowUp, answer: str, where: str, cost: Decimal | None, note: str, today: date) -> None:
    found = Refusals()
    if today < row.due_on - EARLIEST:
        day = (row.due_on - EARLIEST).isoformat()
        found.add(
            "answer", _("Svaret gäller läget vid uppföljningen. Svara tidigast %(day)s.") % {"day": day}
        )
    if answer not in _Answer.values:
        found.add("answer", _("Välj hur det gick."))
    runs = answer in (_Answer.RUNNING, _Answer.PARTLY)
    if runs and not where:
        found.add("where", _("Skriv var det är infört, till exempel en enhet eller en förvaltning."))
    if answer in _Answer.values and not runs:
        if cost is not None:
            found.add("cost", _("Det som inte pågår har ingen kostnad per år. Lämna tomt."))
        if not note:
            found.add("note", _("Skriv varför det inte pågår."))
    for name, text in (("where", where), ("note", note)):
        found.take(partial(refuse_personal, text), name=name)
    if found:
        raise found.error()


def is_open_to_answers(follow_up: FollowUp, *, today: date) -> bool:
    """Whether the follow-up may be answered yet."""
    return today >= follow_up.due_on - EARLIEST


def days_overdue(follow_up: FollowUp, *, today: date) -> int:
    """How many days an unanswered follow-up has waited past its day; 0 when answered or not yet due."""
    return 0 if follow_up.answer else max((today - follow_up.due_on).days, 0)
