"""What the example programme puts right after a document about it was decided: who came was told late."""

from django.utils.translation import gettext as _

from portal.history.context import because
from projects.domain.recording import record_thing
from projects.models import Activity, Programme

LATE = {"Startseminarium för årets projekt": 37, "Nätverksträff om praktikplatser": 11}


def load_correction() -> None:
    """Write how many came to two activities of the example year, as their lists came in afterwards."""
    programme = Programme.objects.get(slug="exempelprogrammet")
    with because(_("Exempel: deltagarlistan kom in efter beslutet.")):
        for activity in Activity.objects.filter(programme=programme, title__in=LATE).order_by("pk"):
            activity.participants = LATE[activity.title]
            record_thing(activity)
