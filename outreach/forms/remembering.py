"""What stands in the boxes of an activity's form before anybody types: the record's own, or the usual."""

from collections.abc import Mapping
from typing import Any

from outreach.domain.noting import noted
from outreach.domain.recording import new_key
from outreach.domain.refusing import COUNTS
from outreach.forms.activity import NO, YES
from outreach.forms.offering import Offered
from outreach.models import Activity

PLAIN = ("day", "starts_at", "ends_at", "place", "counting", "remark", "groups", "languages", "topics")
#: what the address may fill in: parameter -> (box, whether it takes several)
PARAMETERS = {
    "stadsdel": ("organisation", False),
    "form": ("form", False),
    "dag": ("day", False),
    "omrade": ("neighbourhood", False),
    "plats": ("place", False),
    "malgrupp": ("groups", True),
    "sprak": ("languages", True),
    "amne": ("topics", True),
}
ALIKE = "som"  # the activity it is to be like


def stored(activity: Activity) -> dict[str, Any]:
    """What the boxes hold for a record that exists."""
    learnt = noted(activity)
    return {name: getattr(activity, name) for name in (*PLAIN, *COUNTS)} | {
        **_places(activity),
        "key": activity.key,
        "interpreter": _answer(activity.interpreter),
        "childcare": _answer(activity.childcare),
        "partners": _keys(activity.partners.values_list("partner_id", flat=True)),
        "materials": _keys(activity.materials.values_list("material_id", flat=True)),
        "challenge": learnt["challenge"].text if "challenge" in learnt else "",
        "good_example": learnt["good_example"].text if "good_example" in learnt else "",
    }


def usual(offered: Offered) -> dict[str, Any]:
    """What a person usually does: the latest form, area, place and languages; today, and no heads."""
    newest = offered.usual.newest
    found: dict[str, Any] = {"key": new_key(), "day": offered.today, "counting": Activity.Counting.COUNTED}
    if offered.districts:
        found["organisation"] = str(offered.districts[0].pk)
    if newest:
        found |= _places(newest, offered) | {"place": newest.place, "languages": newest.languages}
    return found


def alike(activity: Activity, offered: Offered) -> dict[str, Any]:
    """Everything as the last time but the day, the heads and what was learnt."""
    names = ("starts_at", "ends_at", "place", "groups", "languages", "topics")
    return {name: getattr(activity, name) for name in names} | {
        **_places(activity, offered),
        "interpreter": _answer(activity.interpreter),
        "childcare": _answer(activity.childcare),
        "partners": _keys(activity.partners.values_list("partner_id", flat=True)),
        "materials": _keys(activity.materials.values_list("material_id", flat=True)),
    }


def asked_for(params: Mapping[str, Any]) -> dict[str, Any]:
    """What the address fills in: ``?form=dialogtorg&malgrupp=ebo&sprak=so&dag=2026-12-01``."""
    found: dict[str, Any] = {}
    for parameter, (name, several) in PARAMETERS.items():
        values = [value for value in params.getlist(parameter) if value]  # type: ignore[attr-defined]  # QueryDict
        if values:
            found[name] = values if several else values[-1]
    return found


def _places(activity: Activity, offered: Offered | None = None) -> dict[str, Any]:
    """District, area and form; where a person registers today, of what was registered before."""
    own = {str(each.pk) for each in offered.districts} if offered else {str(activity.organisation_id)}
    found = {"form": activity.form.code}
    if str(activity.organisation_id) in own:
        found["organisation"] = str(activity.organisation_id)
        found["neighbourhood"] = str(activity.neighbourhood_id or "")
    return found


def _answer(said: bool | None) -> str:
    return "" if said is None else YES if said else NO


def _keys(keys: Any) -> list[str]:
    return [str(key) for key in keys]
