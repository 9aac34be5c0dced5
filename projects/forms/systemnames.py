"""The form of the names in the city's follow-up system: one box for each organisation and each measure."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.organisation.models import Organisation
from portal.ui.layout import group, one_column
from projects.models import FollowUpName, OutcomeMeasure

LONGEST = 160


class SystemNamesForm(forms.Form):
    """Boxes are filled with the names that are mapped; an empty one is not in the file."""

    def __init__(self, *args: Any, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.things: dict[str, Organisation | OutcomeMeasure] = {}
        known = {
            (row.organisation_id, row.measure_id): row.name for row in FollowUpName.objects.order_by("pk")
        }
        here = Q(pk__in=Organisation.objects.valid_on(today).districts().values("pk"))
        named = Q(follow_up_name__isnull=False)
        for row in Organisation.objects.filter(here | named).by_name():
            self._box(f"organisation_{row.pk}", row, row.as_administration, known.get((row.pk, None), ""))
        for row in OutcomeMeasure.objects.in_use():
            self._box(f"matt_{row.pk}", row, row.name, known.get((None, row.pk), ""))
        organisations = [name for name in self.fields if name.startswith("organisation_")]
        measures = [name for name in self.fields if name.startswith("matt_")]
        self.helper = one_column(
            group(_("Organisationer"), *organisations),
            group(_("Mått"), *measures, intro=_("Ett mått utan namn är inte med i måttfilen.")),
        )

    def _box(self, name: str, thing: Organisation | OutcomeMeasure, label: str, value: str) -> None:
        self.things[name] = thing
        self.fields[name] = forms.CharField(label=label, required=False, max_length=LONGEST, initial=value)

    def names(self) -> dict[Organisation | OutcomeMeasure, str]:
        return {thing: self.cleaned_data[name] for name, thing in self.things.items()}
