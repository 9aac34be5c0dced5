"""What has happened with the reports on agreements that a person should hear of, and what falls due."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funding import access
from funding.models import PartyDuty
from portal.deadlines.expecting import period_of_report
from portal.deadlines.models import ExpectedReport, Extension
from portal.organisation.models import User
from portal.workareas import News

MOST = 30  # lines under a heading; the rest stands in the list
AHEAD = timedelta(days=14)
MARKS = (7, 1, 0, -1)  # days left on which a report that is due makes a letter of its own
_State = ExpectedReport.State


def news(user: User, since: datetime, today: date) -> Iterable[News]:
    """For those who report: what came back, answers on uppskov, what is due. For the officer: what came in,
    what is asked, what is late."""
    if not access.may_list_agreements(user):
        return
    if here := user.reach.at(*access.REPORTING):
        own = _duties(user).filter(party__organisation__in=here)
        yield from _returned(own, since)
        yield from _answered(own, since)
        yield from _due(own, today)
    if access.may_review_reports(user):
        yield from _came_in(_duties(user), since)
        yield from _asked(_duties(user), since)
        yield from _late(_duties(user), today)


def _duties(user: User) -> QuerySet[PartyDuty]:
    about = ("expected__organisation", "party__agreement", "party__organisation")
    found = PartyDuty.objects.for_user(user).select_related(*about)
    return found.annotate(latest=Coalesce("expected__extended_to", "expected__due_on"))


def _returned(own: QuerySet[PartyDuty], since: datetime) -> Iterator[News]:
    back = own.filter(expected__state=_State.RETURNED, expected__decided_at__gt=since)
    for duty in back.order_by("expected__decided_at", "pk")[:MOST]:
        yield _news(_("Lämnat tillbaka"), duty, duty.expected.return_reason)


def _answered(own: QuerySet[PartyDuty], since: datetime) -> Iterator[News]:
    for extension in _extensions(own, Q(answered_at__gt=since)):
        words = (
            _("Uppskov beviljat till %(day)s.") if extension.granted else _("Uppskov till %(day)s avslaget.")
        )
        answer = f"{words % {'day': extension.asked_to.isoformat()}} {extension.answer}".strip()
        yield _news(_("Svar på uppskov"), extension.expected.party_duty, answer)


def _asked(duties: QuerySet[PartyDuty], since: datetime) -> Iterator[News]:
    for extension in _extensions(duties, Q(granted__isnull=True)):
        words = {"day": extension.asked_to.isoformat(), "reason": extension.reason}
        text = _("Till %(day)s: %(reason)s") % words
        is_new = extension.asked_at > since
        yield _news(_("Uppskov att svara på"), extension.expected.party_duty, text, is_new=is_new)


def _extensions(duties: QuerySet[PartyDuty], which: Q) -> QuerySet[Extension]:
    found = Extension.objects.filter(which, expected__party_duty__in=duties.values("pk"))
    rows = found.select_related(
        "expected__party_duty__party__agreement", "expected__party_duty__party__organisation"
    )
    return rows.order_by("asked_at", "pk")[:MOST]


def _due(own: QuerySet[PartyDuty], today: date) -> Iterator[News]:
    """What is due within two weeks, or late; new on the days that matter."""
    owed = _outstanding(own).filter(latest__lte=today + AHEAD)
    for duty in owed.order_by("latest", "pk")[:MOST]:
        left = (duty.latest - today).days
        yield _news(_("Ska redovisas"), duty, _left(duty, left), is_new=left in MARKS)


def _came_in(duties: QuerySet[PartyDuty], since: datetime) -> Iterator[News]:
    came = duties.filter(expected__state=_State.SUBMITTED, expected__submitted_at__gt=since)
    for duty in came.order_by("expected__submitted_at", "pk")[:MOST]:
        yield _news(_("Kommit in"), duty, str(duty.party))


def _late(duties: QuerySet[PartyDuty], today: date) -> Iterator[News]:
    late = _outstanding(duties).filter(latest__lt=today)
    for duty in late.order_by("-latest", "pk")[:MOST]:
        left = (duty.latest - today).days
        yield _news(_("Sena redovisningar"), duty, f"{duty.party}. {_left(duty, left)}", is_new=left == -1)


def _outstanding(duties: QuerySet[PartyDuty]) -> QuerySet[PartyDuty]:
    return duties.filter(expected__in=ExpectedReport.objects.outstanding().in_open_cases())


def _left(duty: PartyDuty, left: int) -> str:
    if left < 0:
        return ngettext("%(days)s dag sen.", "%(days)s dagar sen.", -left) % {"days": -left}
    if left == 0:
        return _("Senast i dag.")
    return _("Senast %(day)s.") % {"day": duty.latest.isoformat()}


def _news(heading: str, duty: PartyDuty, detail: str, *, is_new: bool = True) -> News:
    report = duty.expected
    url = reverse("funding:duty_detail", args=[duty.party.agreement_id, duty.pk])
    title = f"{duty.party.agreement}, {period_of_report(report).title}"
    return News(heading, title, url, detail, is_new, report.pk)
