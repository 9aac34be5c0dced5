"""What waits for a person before the nämnder decide: drafts to hand in, applications to assess, decisions."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.organisation.models import Role
from portal.workareas import State, TodoItem
from projects import access
from projects.domain.rounds import FINAL
from projects.models import Application, CommitteeDecision, DecisionRound, RoundCommittee
from projects.states import DRAFT, EXAMPLE, TO_DECIDE, application_state

SOON = timedelta(days=14)  # so long before the last day a draft that is not handed in is near
MOST = 50
_State = Application.State
_LATE, _NEAR, _DRAFT = 3, 2, 1  # urgency, as in todo


def waiting(user, today: date) -> Iterable[TodoItem]:
    """What waits for ``user`` on ``today``, of applications and rounds."""
    if here := user.reach.at(Role.PROJECT_MANAGER):
        yield from _to_hand_in(user, here, today)
    if access.may_decide(user):
        yield from _of_rounds()
        yield from _to_register(today)


def _to_hand_in(user, here: frozenset[int], today: date) -> Iterable[TodoItem]:
    """The own drafts, with the last day there is."""
    drafts = Application.objects.for_user(user).drafts().filter(lead__in=here)
    for draft in drafts.select_related("round__programme").order_by("round__apply_by", "pk")[:MOST]:
        last = draft.round.apply_by
        if last is None:
            detail, urgency = _("Utkastet ser bara din egen förvaltning."), _DRAFT
        elif last < today:
            detail, urgency = _("Sista dagen var %(day)s.") % {"day": last.isoformat()}, _LATE
        else:
            detail = _("Sista dagen att söka är %(day)s.") % {"day": last.isoformat()}
            urgency = _NEAR if last <= today + SOON else _DRAFT
        title = _("Lämna in ansökan: %(title)s") % {"title": _marked(draft.title, draft.round)}
        url = reverse("projects:application_detail", args=[draft.pk])
        yield TodoItem(title=title, detail=detail, url=url, state=DRAFT, urgency=urgency)


def _of_rounds() -> Iterable[TodoItem]:
    """A line a round with applications nobody has assessed, and one with delegated decisions nobody has
    reported to their nämnd: in one query."""
    submitted = Q(applications__state=_State.SUBMITTED)
    silent = Q(decisions__reported_on__isnull=True) & ~Q(decisions__delegation="")
    rounds = DecisionRound.objects.annotate(
        waits=Count("applications", filter=submitted, distinct=True),
        silent=Count("decisions", filter=silent, distinct=True),
    ).filter(Q(waits__gt=0) | Q(silent__gt=0))
    for round in rounds.select_related("programme").order_by("pk")[:MOST]:
        if round.waits:
            yield _to_assess(round, round.waits)
        if round.silent:
            yield _to_report(round, round.silent)


def _to_assess(round: DecisionRound, count: int) -> TodoItem:
    words = ngettext("%(n)s ansökan att bedöma", "%(n)s ansökningar att bedöma", count)
    return TodoItem(
        title=words % {"n": count},
        detail=_name(round),
        url=f"{reverse('projects:application_list')}?tillfalle={round.pk}&status={_State.SUBMITTED}",
        state=application_state(_State.SUBMITTED) or DRAFT,
        urgency=_NEAR,
    )


def _to_report(round: DecisionRound, count: int) -> TodoItem:
    words = ngettext("%(n)s delegationsbeslut att anmäla", "%(n)s delegationsbeslut att anmäla", count)
    return TodoItem(
        title=words % {"n": count},
        detail=_name(round),
        url=f"{reverse('projects:round_detail', args=[round.pk])}#delegation",
        state=State(_("Att anmäla"), "send"),
        urgency=_DRAFT,
    )


def _to_register(today: date) -> Iterable[TodoItem]:
    """Nämnder that have met about something that was proposed, and whose decision is not registered."""
    here = {"round": OuterRef("round"), "committee": OuterRef("committee")}
    decided = CommitteeDecision.objects.filter(outcome__in=FINAL, **here)
    before = Application.objects.filter(
        round=OuterRef("round"),
        state__in=[_State.ASSESSED, _State.CONDITIONAL],
        allocations__committee=OuterRef("committee"),
        allocations__decided__isnull=True,
    )
    rows = RoundCommittee.objects.filter(Exists(before), ~Exists(decided), meets_on__lt=today)
    for row in rows.select_related("round__programme", "committee").order_by("meets_on", "pk")[:MOST]:
        words = {"committee": row.committee.as_committee}
        yield TodoItem(
            title=_("Registrera beslut: %(committee)s") % words,
            detail=_("%(round)s. Nämnden sammanträdde %(day)s.")
            % {"round": _name(row.round), "day": row.meets_on.isoformat()},
            url=reverse("projects:decision_register", args=[row.round_id, row.committee_id]),
            state=TO_DECIDE,
            urgency=_NEAR,
        )


def _name(round: DecisionRound) -> str:
    words = {"programme": _marked(round.programme.name, round), "number": round.number}
    return _("%(programme)s, beslutstillfälle %(number)s") % words


def _marked(text: str, round: DecisionRound) -> str:
    return f"{text} ({EXAMPLE.word})" if round.programme.is_example else text
