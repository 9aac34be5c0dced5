"""Planned activities whose day has passed: were they held, and how many came?"""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from outreach.models import Activity
from outreach.states import activity_state
from portal.organisation.models import Role, User
from portal.workareas import TodoItem

MOST = 20  # lines; who has more opens the list
_URGENCY = 2


def waiting(user: User, today: date) -> Iterable[TodoItem]:
    """A line for each planned activity of the officer's district whose day has passed, the oldest first."""
    here = user.reach.at(Role.OUTREACH_OFFICER)
    if not here:
        return
    planned = Activity.objects.for_user(user).filter(state=Activity.State.PLANNED, organisation__in=here)
    rows = planned.filter(day__lt=today).select_related("form", "neighbourhood", "organisation")
    for activity in rows.order_by("day", "starts_at", "pk")[:MOST]:
        words = {"form": activity.form, "place": activity.neighbourhood or activity.organisation}
        yield TodoItem(
            title=_("Skriv hur många som kom: %(form)s, %(place)s") % words,
            detail=_("Planerad till %(day)s. Blev den inte av? Ställ in den.") % {"day": activity.day},
            url=reverse("outreach:activity_edit", args=[activity.pk]),
            state=activity_state(activity.state),
            urgency=_URGENCY,
        )
