"""The form of what a nämnd set aside for a programme in a year, in tkr."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.organisation.models import Organisation
from portal.ui.fields import TkrField
from portal.ui.layout import group, one_column
from portal.ui.meanwhile import Meanwhile
from projects.domain.applicationrows import YEARS
from projects.models import Appropriation, Programme


class AppropriationForm(Meanwhile, forms.ModelForm):
    """Reads an appropriation without touching the record: the domain checks and writes."""

    budget = TkrField(label=_("Budget"), help_text=_("I tusental kronor, till exempel 5 000."))
    used = TkrField(
        label=_("Förbrukat"), required=False, help_text=_("Lämna tomt tills bokslutet är klart. 0 är noll.")
    )
    why = forms.CharField(
        label=_("Skäl till ändringen"), required=False, max_length=500, help_text=_("Står i historiken.")
    )
    not_of_the_record = ("seen", "why")

    class Meta:
        model = Appropriation
        fields = ("programme", "committee", "year", "budget", "used", "purpose")
        widgets = {"year": forms.TextInput(attrs={"inputmode": "numeric", "class": "form-control-num"})}
        help_texts = {"purpose": _("Vad medlen är till, till exempel metodutveckling.")}

    def __init__(self, *args: Any, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        mine = self.instance
        alive = Q(pk__in=Organisation.objects.valid_on(today).values("pk")) | Q(pk=mine.committee_id)
        committees = Organisation.objects.filter(alive, kind=Organisation.Kind.COMMITTEE)
        self.fields["committee"].queryset = committees.by_name()
        self.fields["committee"].empty_label = _("Välj nämnd")
        self.fields["committee"].label_from_instance = lambda organisation: organisation.as_committee
        self.fields["programme"].queryset = Programme.objects.newest_first()
        self.fields["programme"].empty_label = _("Välj program")
        if mine.pk:
            for name in ("programme", "committee", "year"):
                del self.fields[name]
            self.fields["why"].required = mine.programme.is_published
        else:
            del self.fields["why"]
        self.helper = one_column(group("", *self.fields))

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        if year not in YEARS:
            raise forms.ValidationError(_("Skriv året med fyra siffror, mellan 1990 och 2100."))
        return year

    def _post_clean(self) -> None:
        """Leave the record as it is: the domain checks and writes."""

    def values(self) -> dict[str, Any]:
        """Return what the form says, by the names of ``projects.domain.funding``."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.cleaned_data}
