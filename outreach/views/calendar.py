"""The calendar: a month of activities, in whole weeks; and the address a calendar program reads it from."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from outreach import access
from outreach.domain.feeding import events_for, find_feed, make_feed, note_reading, revoke_feed
from outreach.domain.monthly import month_after, month_before, month_of, weeks_of
from outreach.models import Activity, CalendarFeed
from outreach.states import activity_state
from outreach.views.pages import OutreachPage, activity_url
from portal.content.writers_calendar import CONTENT_TYPE, write_calendar
from portal.history.context import acting
from portal.organisation.models import Organisation
from portal.ui.requests import Asked
from portal.ui.views import Action

MONTH = "manad"


class CalendarPage(OutreachPage, TemplateView):
    """``/uppsokande/kalender/?manad=2026-11&stadsdel=12``: what the reader may see of a month."""

    template_name = "outreach/calendar.html"

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.first = month_of(request.GET.get(MONTH, ""), self.today)

    @property
    def title(self) -> str:
        return _("Kalender")

    def actions(self):
        found = [Action(_("Prenumerera"), reverse("outreach:feed_detail"), icon="export", primary=False)]
        if access.may_register(self.request.user):
            found.append(Action(_("Planera"), reverse("outreach:activity_create"), icon="plus"))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        visible = Activity.objects.for_user(self.request.user)
        districts = Organisation.objects.districts().valid_on(self.today).by_name()
        chosen = self.request.GET.get("stadsdel", "")
        district = next((each for each in districts if str(each.pk) == chosen), None)
        rows = visible.filter(organisation=district) if district else visible
        weeks = weeks_of(self.first, rows, today=self.today)
        found = {
            "first": self.first,
            "weeks": weeks,
            "is_empty": all(week.is_empty for week in weeks),
            "before": f"{month_before(self.first):%Y-%m}",
            "after": f"{month_after(self.first):%Y-%m}",
            "this_month": f"{self.today:%Y-%m}",
            "districts": districts,
            "district": district,
            "states": {code: activity_state(code) for code in Activity.State.values},
            "may_plan": access.may_register(self.request.user),
        }
        return super().get_context_data(**(found | kwargs))


class FeedDetail(OutreachPage, TemplateView):
    """``/uppsokande/kalender/adress/``: whether there is an address; POST makes one and shows it, once."""

    http_method_names = ["get", "head", "post", "options"]
    template_name = "outreach/feed_detail.html"
    title = gettext_lazy("Kalender i telefonen")

    def breadcrumb(self):
        return [*super().breadcrumb(), (_("Kalender"), reverse("outreach:calendar"))]

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        secret = make_feed(user=request.user, now=timezone.now())
        address = request.build_absolute_uri(reverse("outreach:calendar_feed", args=[secret]))
        response = self.render_to_response(self.get_context_data(address=address))
        patch_cache_control(response, no_store=True, private=True)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        feed = CalendarFeed.objects.filter(user=self.request.user).first()
        return super().get_context_data(feed=feed, **kwargs)


class FeedRevoke(OutreachPage, View):
    """``/uppsokande/kalender/adress/ta-bort/``"""

    http_method_names = ["post"]

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        if revoke_feed(user=request.user):
            messages.success(request, _("Adressen är borttagen. Den som har den ser ingenting mer."))
        return redirect("outreach:feed_detail")


class CalendarFile(View):
    """``/uppsokande/kalender/<secret>.ics``: open to who has the secret; 404 to anybody else, and when its
    owner may not log in or works with outreach no more."""

    http_method_names = ["get", "head"]

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        feed = find_feed(kwargs["secret"])
        if feed is None or not access.may_read_outreach(feed.user):
            raise Http404
        self.feed = feed

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        now = timezone.now()
        with acting(by=self.feed.user, door="calendar-feed"):
            note_reading(feed=self.feed, now=now)
        response = HttpResponse(self.written(now), content_type=CONTENT_TYPE)
        response.headers["Content-Disposition"] = 'attachment; filename="uppsokande.ics"'
        response.headers["X-Robots-Tag"] = "noindex"
        patch_cache_control(response, private=True, no_store=True)
        return response

    def written(self, now: datetime) -> bytes:
        """The calendar in its owner's language."""
        zone = timezone.get_default_timezone()
        with translation.override(self.feed.user.language):
            events = events_for(self.feed.user, now=now, address=self.address)
            return write_calendar(_("Uppsökande arbete"), events, now=now, zone=zone)

    def address(self, activity: Activity) -> str:
        return self.request.build_absolute_uri(activity_url(activity))
