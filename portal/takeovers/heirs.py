"""Who takes over after whom today. A split that nobody has stated an heir for is never guessed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from portal.organisation.lineage import Lineage, load_lineage
from portal.organisation.models import Organisation, Succession


@dataclass(frozen=True)
class Heirs:
    """One stated heir, or the parts of a split among which one must be stated by hand."""

    bodies: tuple[Organisation, ...]
    stated: bool


def all_heirs(*, today: date, lineage: Lineage | None = None) -> dict[int, Heirs]:
    """Return the heirs of every organisation (by key) that has ended with a successor today.

    ``lineage`` saves a question when somebody has loaded it already (``user.reach.lineage``).
    """
    lineage, parts = lineage or load_lineage(), _parts_of_splits(today)
    found = {key: _heirs(key, lineage, parts, today) for key in {*lineage.heirs, *parts}}
    bodies = Organisation.objects.in_bulk({heir for heirs, _stated in found.values() for heir in heirs})
    return {
        key: Heirs(tuple(bodies[heir] for heir in heirs), stated)
        for key, (heirs, stated) in found.items()
        if heirs
    }


def _heirs(
    organisation: int, lineage: Lineage, parts: dict[int, list[int]], today: date
) -> tuple[list[int], bool]:
    last = lineage.successor(organisation, on=today)
    if last in parts and lineage.is_unstated(last):
        return [lineage.successor(part, on=today) for part in parts[last]], False
    return ([last], True) if last != organisation else ([], True)


def _parts_of_splits(today: date) -> dict[int, list[int]]:
    """Return what each organisation was split into by ``today``, in the order it was entered."""
    over = Succession.objects.filter(Q(on__isnull=True) | Q(on__lte=today), kind=Succession.Kind.SPLIT)
    parts: dict[int, list[int]] = defaultdict(list)
    for before, after in over.order_by("pk").values_list("predecessor", "successor"):
        parts[before].append(after)
    return parts
