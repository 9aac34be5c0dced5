"""What waits of the mapping rounds: to answer in a district, to send and to close for who asks."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from outreach import access, states
from outreach.models import MappingReply, MappingRound
from portal.inquiries.states import RETURNED, UNANSWERED
from portal.organisation.models import User
from portal.organisation.models.people import DISTRICT_ROLES
from portal.workareas import Expected, TodoItem

LATE, NEAR, LEAST = 3, 2, 1  # urgency
MOST = 50


def waiting(user: User, today: date) -> Iterable[TodoItem]:
    """To answer: the own districts' replies. To send and to close: the rounds the user asks."""
    if here := user.reach.at(*DISTRICT_ROLES):
        yield from _to_answer(user, here, today)
    if access.may_keep_mapping(user):
        yield from _to_see_to(user, today)


def expected(user: User, today: date) -> Iterable[Expected]:
    """The replies that are not in, of those ``user`` may know of: the next first."""
    if not access.may_read_outreach(user):
        return
    rows = _outstanding().filter(pk__in=MappingReply.objects.known_to(user).values("pk"))
    for reply in rows.order_by("round__due_on", "pk")[:MOST]:
        page = "mapping_reply_edit" if access.may_answer_mapping(user, reply) else ""
        own = reverse(f"outreach:{page}", args=[reply.round_id, reply.pk]) if page else _page(reply.round)
        yield Expected(
            title=str(reply.round),
            url=own,
            organisation=reply.organisation.short_name,
            period=str(reply.round.year),
            due_on=reply.round.due_on,
            state=RETURNED if reply.was_returned else UNANSWERED,
            days_late=max((today - reply.round.due_on).days, 0),
        )


def _outstanding():
    """The drafts of rounds that are sent, have a last day and are open."""
    still = {
        "round__sent_on__isnull": False,
        "round__due_on__isnull": False,
        "round__closed_on__isnull": True,
    }
    replies = MappingReply.objects.drafts().filter(**still).with_returned()
    return replies.select_related("round", "organisation")


def _to_answer(user: User, here: frozenset[int], today: date) -> Iterable[TodoItem]:
    for reply in _outstanding().filter(organisation__in=here).order_by("round__due_on", "pk")[:MOST]:
        due = reply.round.due_on
        words = {"round": _named(reply.round), "day": due.isoformat(), "lead": reply.organisation}
        detail = _("%(lead)s. Svar senast %(day)s.") if due >= today else _("%(lead)s. Väntades %(day)s.")
        if reply.was_returned:
            detail = _("%(lead)s. Återlämnad: läs skälet, ändra och lämna in igen.")
        yield TodoItem(
            title=_("Svara på %(round)s") % words,
            detail=detail % words,
            url=reverse("outreach:mapping_reply_edit", args=[reply.round_id, reply.pk]),
            state=RETURNED if reply.was_returned else UNANSWERED,
            urgency=LATE if due < today else NEAR,
        )


def _to_see_to(user: User, today: date) -> Iterable[TodoItem]:
    """Rounds that are written but not sent, and those whose last day has passed."""
    own = MappingRound.objects.filter(asked_by__in=user.reach.own_organisations, closed_on__isnull=True)
    for row in own.filter(source="").order_by("due_on", "pk")[:MOST]:
        if row.sent_on is None:
            title, detail = _("Skicka %(round)s"), _("Frågorna är skrivna. Stadsdelarna ser dem inte än.")
            page, state, urgency = "mapping_send", states.ROUNDS[states.UNSENT], LEAST
        elif row.due_on and row.due_on < today:
            title = _("Stäng %(round)s")
            detail = _("Sista svarsdagen var %(day)s. Påminn dem som saknas, eller stäng.")
            page, state, urgency = "mapping_detail", states.ROUNDS[states.OPEN], NEAR
        else:
            continue
        yield TodoItem(
            title=title % {"round": _named(row)},
            detail=detail % {"day": row.due_on.isoformat() if row.due_on else ""},
            url=reverse(f"outreach:{page}", args=[row.pk]),
            state=state,
            urgency=urgency,
        )


def _page(round: MappingRound) -> str:
    return reverse("outreach:mapping_detail", args=[round.pk])


def _named(round: MappingRound) -> str:
    return f"{round} ({states.EXAMPLE.word})" if round.is_example else str(round)
