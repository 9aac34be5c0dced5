"""An observation is written down, shared with everyone who works with outreach, and followed up."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from outreach.domain.records import keep_record, refuse_future
from outreach.models import Observation
from portal.organisation.handing_in import hand_in
from portal.organisation.models import User


def keep_observation(*, observation: Observation, today: date) -> Observation:
    """Save a new or changed observation.

    Raises ValidationError with {field: messages}: a day that has not been, an activity of another district,
    what points out a person.
    """
    refuse_future(today=today, observed_on=observation.observed_on)
    activity = observation.activity
    if activity and activity.organisation_id != observation.organisation_id:
        raise ValidationError({"activity": _("Aktiviteten hör till en annan förvaltning.")})
    return keep_record(observation)


@transaction.atomic
def share_observation(*, observation: Observation, by: User | None, now: datetime) -> Observation:
    """Share it: from that second everyone who works with outreach reads it, and it is not taken back.

    Raises ValidationError when it is shared already.
    """
    receiver = observation.organisation.parent or observation.organisation
    hand_in(draft=observation, to=receiver, by=by, now=now)
    return observation
