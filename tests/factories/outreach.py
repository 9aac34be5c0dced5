"""Outreach for tests: activities that were held, with what a test says of them."""

from datetime import UTC, date, datetime
from itertools import count

from outreach.domain.codelists import add_codes
from outreach.models import Activity, WorkForm
from portal.history.context import acting
from portal.organisation.models import Organisation
from tests.factories.portal import OrganisationFactory

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
_NUMBERS = count(1)


def form(code: str = "gruppinformation") -> WorkForm:
    if not WorkForm.objects.exists():
        with acting(by=None, door="test"):
            add_codes()
    return WorkForm.objects.get(code=code)


def make_activity(organisation: Organisation | None = None, *, state: str = "held", **fields) -> Activity:
    """Write an activity as it stands: held on 2 February 2026 unless told otherwise."""
    district = organisation or OrganisationFactory()
    handed_in = state in ("held", "reported")
    known = {
        "key": f"a-{next(_NUMBERS)}",
        "form": fields.pop("form", None) or form(),
        "day": date(2026, 2, 2),
        "groups": ["ebo"],
        "languages": ["ar"],
        "submitted_at": NOW if handed_in else None,
        "received_by": district if handed_in else None,
    }
    return Activity.objects.create(organisation=district, state=state, **(known | fields))
