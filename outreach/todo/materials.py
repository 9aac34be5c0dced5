"""Materials that are to be reviewed: outdated ones of the reader's own."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from outreach import access
from outreach.models import Material, MaterialVersion
from outreach.states import MATERIALS, OUTDATED
from portal.organisation.models import User
from portal.workareas import TodoItem

MOST = 20  # materials; who has more opens the list
_URGENCY = 1


def waiting(user: User, today: date) -> Iterable[TodoItem]:
    """A line for each material of ``user``'s with outdated versions, the longest outdated first."""
    here = access.keeps_materials_at(user)
    if not here:
        return
    rows = MaterialVersion.objects.outdated(today).filter(material__owner__in=here)
    found: dict[Material, list[MaterialVersion]] = defaultdict(list)
    for version in rows.select_related("material", "language").order_by("outdated_after", "pk"):
        found[version.material].append(version)
    for material, versions in list(found.items())[:MOST]:
        words = {
            "languages": ", ".join(each.language.name.lower() for each in versions),
            "day": versions[0].outdated_after,
        }
        yield TodoItem(
            title=_("Granska %(material)s") % {"material": material},
            detail=_("Inaktuell på %(languages)s sedan %(day)s.") % words,
            url=f"{reverse('outreach:material_detail', args=[material.pk])}#sprak",
            state=MATERIALS[OUTDATED],
            urgency=_URGENCY,
        )
