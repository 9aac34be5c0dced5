"""What is to be done, as the day's letter tells it: new once, when it begins to wait, the rest beside it."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from funding import access
from funding.todo import booking, settling, signing, warnings
from portal.organisation.models import User
from portal.workareas import News

MOST = 30  # lines of a letter; the rest stands on the start page
PARTS = (
    signing.waiting,
    settling.waiting,
    booking.waiting,
    warnings.waiting,
)  # reports are told of in funding.news


def told(user: User, since: datetime, today: date) -> Iterable[News]:
    """Tell ``user`` what waits; a line is new when it began to wait after ``since``, the letter before.

    What waits since a day, at no known hour, is new the day after: else two letters could tell it as new.
    """
    if not access.may_list_agreements(user):
        return
    heading = _("Att göra i överenskommelser")
    waiting = [item for part in PARTS for item in part(user, today)]
    ends = datetime.combine(today, time.max, timezone.get_current_timezone())
    fresh = [bool(item.since and since < item.since < ends) for item in waiting]
    for is_new, item in sorted(zip(fresh, waiting, strict=True), key=lambda each: not each[0])[:MOST]:
        yield News(heading, item.title, item.url, item.detail, is_new)
