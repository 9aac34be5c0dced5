"""What the pages about calendar, series, materials and partners have in common."""

from datetime import date
from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from outreach import access
from outreach.models import Activity
from portal.ui.requests import Asked
from portal.ui.views import PageMixin


class OutreachPage(PageMixin):
    """Read by everybody who works with outreach."""

    request: Asked
    kwargs: dict[str, Any]

    def may(self) -> bool:
        return access.may_read_outreach(self.request.user)

    @cached_property
    def today(self) -> date:
        return localdate()

    def breadcrumb(self):
        return [(_("Uppsökande"), reverse("outreach:activity_list"))]


class ActivityPage(OutreachPage):
    """A page about one activity, found among what the reader may see: else 404. Its officers may write."""

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = Activity.objects.for_user(request.user).select_related("form", "organisation", "series")
        self.activity = get_object_or_404(rows, pk=kwargs["pk"])
        self.cancel_url = activity_url(self.activity)

    def may(self) -> bool:
        return access.may_edit(self.request.user, self.activity)

    @property
    def lede(self) -> str:
        return f"{self.activity}, {self.activity.organisation}"

    def breadcrumb(self):
        return [*super().breadcrumb(), (str(self.activity), self.cancel_url)]


def activity_url(activity: Any) -> str:
    """Where an activity, or a row with its ``pk``, is read."""
    return reverse("outreach:activity_detail", args=[activity.pk])
