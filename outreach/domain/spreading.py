"""How a good example spreads: offered to other districts, and taken up."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from outreach.domain.records import keep_record, refuse_future
from outreach.models import Observation, ObservationSpread
from portal.organisation.models import Organisation


@transaction.atomic
def offer_example(*, observation: Observation, to: Iterable[Organisation], today: date) -> int:
    """Offer a good example to districts; those that have it already are passed over. Returns to how many.

    Raises ValidationError for what is not shared, or is no good example, or when there is nobody new.
    """
    if observation.kind != Observation.Kind.GOOD_EXAMPLE:
        raise ValidationError(_("Bara goda exempel erbjuds andra."))
    if observation.is_draft:
        raise ValidationError(_("Dela exemplet först. Ett utkast ser bara din egen förvaltning."))
    Observation.objects.select_for_update().get(pk=observation.pk)
    there = {*observation.spreads.values_list("organisation", flat=True), observation.organisation_id}
    new = [each for each in dict.fromkeys(to) if each.pk not in there]
    if not new:
        raise ValidationError(_("Alla har redan fått erbjudandet."))
    ObservationSpread.objects.bulk_create(
        ObservationSpread(observation=observation, organisation=each, offered_on=today) for each in new
    )
    return len(new)


def keep_spread(*, spread: ObservationSpread, today: date) -> ObservationSpread:
    """Save what became of an offer.

    Raises ValidationError with {field: messages}: a day that has not been, taken up before it was offered.
    """
    refuse_future(today=today, taken_up_on=spread.taken_up_on)
    return keep_record(spread)


def others_than(observation: Observation, *, today: date) -> list[Organisation]:
    """The districts of today that have not been offered it, by name; its own is not among them."""
    offered = observation.spreads.values("organisation")
    rows = Organisation.objects.districts().valid_on(today).exclude(pk=observation.organisation_id)
    return list(rows.exclude(pk__in=offered).by_name())
