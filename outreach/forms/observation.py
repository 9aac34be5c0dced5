"""The forms of an observation and of how a good example spreads."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from outreach import access
from outreach.models import Activity, Observation, ObservationSpread
from portal.organisation.models import Organisation, User
from portal.ui.fields import SwedishDateField
from portal.ui.layout import group, one_column
from portal.ui.meanwhile import Meanwhile

NO_NAMES = _("Inga namn, personnummer, telefonnummer eller adresser. Skriv ”en förälder” eller ”flera unga”.")
LATEST = 60  # activities one may choose from: the newest


class ObservationForm(Meanwhile, forms.ModelForm):
    """A shared one keeps its kind, day and text; its theme, what was done and how it stands follow on."""

    observed_on = SwedishDateField(label=_("Datum"), required=False)

    class Meta:
        model = Observation
        fields = (
            "kind",
            "theme",
            "text",
            "organisation",
            "activity",
            "observed_on",
            "response",
            "status",
        )
        widgets = {
            "text": forms.Textarea(attrs={"rows": 6}),
            "response": forms.Textarea(attrs={"rows": 4}),
        }
        labels = {"response": _("Vad ni har gjort, eller hur ryktet bemöttes")}
        help_texts = {
            "theme": _("Ett eller två ord som samlar det som hör ihop, till exempel ryktesspridning."),
            "text": NO_NAMES,
            "activity": _("Om iakttagelsen kommer från en aktivitet."),
        }

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.user = user
        for name in ("kind", "status"):
            field: Any = self.fields[name]
            offered = [(code, capfirst(str(label))) for code, label in field.choices if code]
            field.choices = [("", _("Välj slag")), *offered] if name == "kind" else offered
        self._offer(today)
        for name in ("text", "response"):
            self.fields[name].validators.append(MaxLengthValidator(4000))
        if self.instance.pk and not self.instance.is_draft:
            for name in ("kind", "text", "observed_on"):
                del self.fields[name]
        self.helper = one_column(*self._parts())

    def _offer(self, today: date) -> None:
        """Own organisations of today; what they did last, and the activity that is chosen."""
        own = Organisation.objects.valid_on(today).filter(pk__in=access.observes_at(self.user))
        field: Any = self.fields["organisation"]
        if self.instance.pk or own.count() == 1:
            if not self.instance.pk:
                self.instance.organisation = own.get()
            del self.fields["organisation"]
        else:
            field.queryset, field.empty_label = own.by_name(), _("Välj förvaltning")
        seen = Activity.objects.for_user(self.user).filter(organisation__in=access.observes_at(self.user))
        seen = seen.filter(day__lte=today).exclude(state=Activity.State.CANCELLED)
        newest = list(seen.newest_first().values_list("pk", flat=True)[:LATEST])
        chosen: Any = self.fields["activity"]
        chosen.queryset = (
            Activity.objects.filter(pk__in=[*newest, self.instance.activity_id or 0])
            .select_related("form")
            .newest_first()
        )
        chosen.empty_label = _("Ingen aktivitet")
        chosen.label_from_instance = _named

    def _parts(self) -> list[Any]:
        groups = (
            (_("Iakttagelsen"), ("kind", "theme", "text", "organisation", "activity", "observed_on")),
            (_("Uppföljning"), ("response", "status")),
        )
        parts = [group(title, *[name for name in names if name in self.fields]) for title, names in groups]
        return [*parts, *(["seen"] if "seen" in self.fields else [])]


class OfferForm(forms.Form):
    """Which districts a good example is offered to; all that have not had it are ticked."""

    to = forms.ModelMultipleChoiceField(
        label=_("Stadsdelsförvaltningar"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("De som redan har fått erbjudandet står inte här."),
    )

    def __init__(self, *args: Any, offered: list[Organisation], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.queryset = Organisation.objects.filter(pk__in=[each.pk for each in offered]).by_name()
        field.pills = True
        self.initial.setdefault("to", [each.pk for each in offered])


class SpreadForm(Meanwhile, forms.ModelForm):
    """What became of an offer."""

    taken_up_on = SwedishDateField(label=_("Används sedan"), required=False)

    class Meta:
        model = ObservationSpread
        fields = ("taken_up_on", "note")
        labels = {"note": _("Hur ni gör hos er")}
        help_texts = {"note": NO_NAMES}


def _named(activity: Activity) -> str:
    return " ".join(filter(None, [activity.day.isoformat(), str(activity.form), activity.place]))
