"""The forms of a series: repeat, move one, change the rest, cancel the rest."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from outreach.domain.repeating import CHANGEABLE
from outreach.forms.fields import ClockField, CodesField
from outreach.models import Activity, Language, TargetGroup, Topic
from portal.ui.fields import SwedishDateField
from portal.ui.layout import group, one_column

EVERY = [
    (1, _("Varje vecka")),
    (2, _("Varannan vecka")),
    (3, _("Var tredje vecka")),
    (4, _("Var fjärde vecka")),
    (6, _("Var sjätte vecka")),
    (8, _("Var åttonde vecka")),
]
WEEKDAYS = [
    (0, _("måndag")),
    (1, _("tisdag")),
    (2, _("onsdag")),
    (3, _("torsdag")),
    (4, _("fredag")),
    (5, _("lördag")),
    (6, _("söndag")),
]
TOLD = [("", _("Inte bestämt")), ("True", _("Ja")), ("False", _("Nej"))]


class RepeatForm(forms.Form):
    every_weeks = forms.TypedChoiceField(label=_("Hur ofta?"), choices=EVERY, coerce=int, initial=1)
    until = SwedishDateField(label=_("Till och med"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = one_column("every_weeks", "until")


class MoveForm(forms.Form):
    day = SwedishDateField(label=_("Ny dag"))
    starts_at = ClockField(label=_("Börjar"))
    ends_at = ClockField(label=_("Slutar"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = one_column("day", "starts_at", "ends_at")


class CancelRestForm(forms.Form):
    reason = forms.CharField(
        label=_("Varför ställs de in?"),
        max_length=200,
        required=False,
        help_text=_("Till exempel: lokalen är stängd. Skriv inget som pekar ut en person."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = one_column("reason")


def _told(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=TOLD,
        required=False,
        coerce=lambda value: value == "True",
        empty_value=None,
    )


class ChangeRestForm(forms.Form):
    """``changes`` are only the boxes that were changed: what one of the series has of its own stays."""

    weekday = forms.TypedChoiceField(label=_("Veckodag"), choices=WEEKDAYS, coerce=int)
    starts_at = ClockField(label=_("Börjar"))
    ends_at = ClockField(label=_("Slutar"))
    place = forms.CharField(label=_("Plats"), max_length=120, required=False)
    groups = CodesField(label=_("Målgrupper"))
    languages = CodesField(label=_("Språk"), required=False)
    topics = CodesField(label=_("Ämnen"), required=False)
    interpreter = _told(_("Tolk"))
    childcare = _told(_("Barnpassning"))

    def __init__(self, *args: Any, activity: Activity, today: date, **kwargs: Any):
        held = {name: getattr(activity, name) for name in CHANGEABLE}
        for name in ("interpreter", "childcare"):
            held[name] = "" if held[name] is None else str(held[name])
        kwargs["initial"] = held | {"weekday": activity.day.weekday()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        for name, model in (("groups", TargetGroup), ("languages", Language), ("topics", Topic)):
            self.fields[name].offer(model, today, getattr(activity, name))
        self.helper = one_column(
            group(_("Tid och plats"), "weekday", "starts_at", "ends_at", "place"),
            group(_("För vem"), "groups", "languages", "topics"),
            group(_("Stöd"), "interpreter", "childcare"),
        )

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.changed_data if name in CHANGEABLE}

    def new_weekday(self) -> int | None:
        return self.cleaned_data["weekday"] if "weekday" in self.changed_data else None
