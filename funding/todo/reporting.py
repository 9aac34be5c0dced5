"""Reports on agreements: to write, to review, to chase, and uppskov to answer; and which are due."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Case, Count, F, IntegerField, Min, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funding import access
from funding.models import PartyDuty
from funding.states import EXAMPLE
from portal.deadlines.expecting import period_of_report
from portal.deadlines.models import ExpectedReport, Extension
from portal.deadlines.states import state_of
from portal.organisation.models import User
from portal.workareas import Expected, State, TodoItem

SOON = timedelta(days=30)  # so long before it is due a report waits for the one who writes it
MOST = 50  # lines of a kind; who has more opens the list
DUTIES_SHOWN = 200
_LATE, _NEAR = 3, 2  # urgency
_State = ExpectedReport.State


def waiting(user: User, today: date) -> Iterable[TodoItem]:
    """The own party's reports; for the officer those that came in, those that are late, and uppskov."""
    if here := user.reach.at(*access.REPORTING):
        yield from _to_report(user, here, today)
    if access.may_review_reports(user):
        yield from _to_review(user, today)
        yield from _to_chase(user, today)
    if access.may_follow_reports(user):
        yield from _to_answer()


def expected(user: User, today: date) -> list[Expected]:
    """The reports that are not in, of those ``user`` may know of: the next first, then the late."""
    if not access.may_list_agreements(user):
        return []
    late = Case(When(last_day__lt=today, then=Value(1)), default=Value(0), output_field=IntegerField())
    duties = outstanding(user).order_by(late, "last_day", "pk")[:DUTIES_SHOWN]
    return [_expected(duty, user, today) for duty in duties]


def outstanding(user: User) -> QuerySet[PartyDuty]:
    """Duties in open cases whose report is not in, with the last day it may come."""
    return (
        PartyDuty.objects.for_user(user)
        .filter(expected__in=ExpectedReport.objects.outstanding().in_open_cases())
        .annotate(last_day=Coalesce("expected__extended_to", "expected__due_on"))
        .select_related("expected__organisation", "party__agreement", "party__organisation")
    )


def named(duty: PartyDuty) -> str:
    """Name the agreement; one that is invented says so."""
    agreement = duty.party.agreement
    return f"{agreement} ({EXAMPLE.word})" if agreement.is_example else str(agreement)


def _to_report(user: User, here: frozenset[int], today: date) -> Iterable[TodoItem]:
    """Reports that the user's own party owes: late ones, returned ones, and those due within a month."""
    near = Q(last_day__lte=today + SOON) | Q(expected__state=_State.RETURNED)
    duties = outstanding(user).filter(near, party__organisation__in=here)
    for duty in duties.order_by("last_day", "pk")[:MOST]:
        words = {
            "party": duty.party,
            "period": period_of_report(duty.expected).title,
            "day": duty.last_day.isoformat(),
        }
        yield TodoItem(
            title=_("Redovisning för %(agreement)s") % {"agreement": named(duty)},
            detail=_("%(party)s, %(period)s. Senast %(day)s.") % words,
            url=reverse("funding:report_edit", args=[duty.party.agreement_id, duty.pk]),
            state=state_of(duty.expected, today=today),
            urgency=_LATE if duty.last_day < today else _NEAR,
        )


def _to_review(user: User, today: date) -> Iterable[TodoItem]:
    """Reports that have come in and that nobody has answered, the first that came first."""
    came_in = ExpectedReport.objects.in_open_cases().filter(state=_State.SUBMITTED)
    waits = PartyDuty.objects.for_user(user).filter(expected__in=came_in)
    duties = waits.select_related("expected", "party__agreement", "party__organisation")
    for duty in duties.order_by("expected__submitted_at", "pk")[:MOST]:
        words = {
            "party": duty.party,
            "period": period_of_report(duty.expected).title,
            "day": localdate(duty.expected.submitted_at).isoformat(),
        }
        yield TodoItem(
            title=_("Granska redovisningen för %(agreement)s") % {"agreement": named(duty)},
            detail=_("%(party)s, %(period)s. Inlämnad %(day)s.") % words,
            url=reverse("funding:report_detail", args=[duty.party.agreement_id, duty.pk]),
            state=state_of(duty.expected, today=today),
            urgency=_NEAR,
        )


def _to_chase(user: User, today: date) -> Iterable[TodoItem]:
    """One line per agreement whose reports are late, the longest awaited first."""
    late = outstanding(user).filter(last_day__lt=today)
    owing = late.values(agreement=F("party__agreement"), title=F("party__agreement__title"))
    for found in owing.annotate(late=Count("pk"), oldest=Min("last_day")).order_by("oldest", "title")[:MOST]:
        count, days = found["late"], (today - found["oldest"]).days
        title = ngettext(
            "%(agreement)s: %(count)s redovisning är sen",
            "%(agreement)s: %(count)s redovisningar är sena",
            count,
        )
        detail = ngettext("Väntad i %(days)s dag.", "Den äldsta har varit väntad i %(days)s dagar.", days)
        yield TodoItem(
            title=title % {"agreement": found["title"], "count": count},
            detail=detail % {"days": days},
            url=reverse("funding:report_list", args=[found["agreement"]]),
            state=State(_("Sen"), "bad", "bad"),
            urgency=_LATE,
        )


def _to_answer() -> Iterable[TodoItem]:
    """Uppskov that parties have asked for, the longest waiting first."""
    asked = Extension.objects.filter(granted__isnull=True, expected__party_duty__isnull=False)
    rows = asked.select_related(
        "expected__party_duty__party__agreement", "expected__party_duty__party__organisation"
    )
    for extension in rows.order_by("asked_at", "pk")[:MOST]:
        duty = extension.expected.party_duty
        words = {"party": duty.party, "day": extension.asked_to.isoformat()}
        yield TodoItem(
            title=_("Uppskov för %(agreement)s") % {"agreement": named(duty)},
            detail=_("%(party)s begär uppskov till %(day)s.") % words,
            url=reverse("funding:extension_answer", args=[duty.party.agreement_id, duty.pk, extension.pk]),
            state=State(_("Väntar på svar"), "wait", "warn"),
            urgency=_NEAR,
        )


def _expected(duty: PartyDuty, user: User, today: date) -> Expected:
    page = "report_edit" if access.may_report(user, duty.party) else "report_detail"
    return Expected(
        title=named(duty),
        url=reverse(f"funding:{page}", args=[duty.party.agreement_id, duty.pk]),
        organisation=duty.expected.organisation.short_name,
        period=period_of_report(duty.expected).title,
        due_on=duty.last_day,
        state=state_of(duty.expected, today=today),
        days_late=duty.expected.days_late(today),
        report=duty.expected_id,
    )
