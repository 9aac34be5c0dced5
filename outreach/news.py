"""What has happened in outreach that a person should hear of, and what waits for figures."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from outreach import access
from outreach.models import Activity, MappingReply, ObservationSpread
from portal.organisation.models import User
from portal.workareas import News

MOST = 30  # lines under a heading; the rest stands in the list
BACK = timedelta(days=60)  # what nobody told of in two months is no news
AHEAD = timedelta(days=14)
MARKS = (7, 1, 0, -1)  # days left on which a reply that is due makes a letter of its own


def news(user: User, since: datetime, today: date) -> Iterable[News]:
    """For a district: what was planned and nobody has told of, examples it was offered, replies due.
    For who asks: what the districts have answered."""
    if not access.may_read_outreach(user):
        return
    if here := access.registers_at(user):
        yield from _untold(here, since, today)
        yield from _offered(here, since, today)
    if here := access.reads_raw_of(user):
        yield from _to_answer(here, today)
    if access.may_keep_mapping(user):
        yield from _answered(since)


def _untold(here: frozenset[int], since: datetime, today: date) -> Iterator[News]:
    states = [Activity.State.PLANNED]
    rows = Activity.objects.filter(
        organisation__in=here, state__in=states, day__lt=today, day__gte=today - BACK
    ).select_related("form")
    for each in rows.order_by("day", "pk")[:MOST]:
        url = reverse("outreach:activity_edit", args=[each.pk])
        is_new = each.day >= since.date()
        yield News(_("Skriv hur många som kom"), str(each), url, each.place, is_new=is_new)


def _offered(here: frozenset[int], since: datetime, today: date) -> Iterator[News]:
    """Only the day is known: what was offered on the day of the last letter is told once more."""
    rows = ObservationSpread.objects.filter(
        organisation__in=here, taken_up_on__isnull=True, offered_on__gte=since.date(), offered_on__lte=today
    )
    shared = rows.filter(observation__submitted_at__isnull=False).select_related("observation__organisation")
    for each in shared.order_by("offered_on", "pk")[:MOST]:
        seen = each.observation
        url = reverse("outreach:observation_detail", args=[seen.pk])
        detail = _("Från %(district)s.") % {"district": seen.organisation}
        yield News(_("Gott exempel till er"), seen.theme, url, detail)


def _to_answer(here: frozenset[int], today: date) -> Iterator[News]:
    rows = MappingReply.objects.drafts().filter(
        organisation__in=here,
        round__sent_on__isnull=False,
        round__closed_on__isnull=True,
        round__due_on__lte=today + AHEAD,
    )
    for each in rows.select_related("round").order_by("round__due_on", "pk")[:MOST]:
        left = (each.round.due_on - today).days
        words = {"day": date_format(each.round.due_on, "Y-m-d")}
        detail = _("Svar senast %(day)s.") if left >= 0 else _("Väntades %(day)s.")
        url = reverse("outreach:mapping_detail", args=[each.round_id])
        yield News(_("Kartläggning att svara på"), str(each.round), url, detail % words, is_new=left in MARKS)


def _answered(since: datetime) -> Iterator[News]:
    rows = MappingReply.objects.submitted().filter(submitted_at__gt=since, round__closed_on__isnull=True)
    for each in rows.select_related("round", "organisation").order_by("submitted_at", "pk")[:MOST]:
        url = reverse("outreach:mapping_reply", args=[each.round_id, each.pk])
        yield News(_("Svar på kartläggningen"), str(each.round), url, str(each.organisation))
