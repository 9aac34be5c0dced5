"""The forms of an uppdrag: what it says, and how it was answered or written off."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.organisation.models import Organisation, User
from portal.ui.fields import SwedishDateField
from portal.ui.layout import group, one_column
from portal.ui.meanwhile import Meanwhile
from projects.domain.commissioning import GIVERS
from projects.forms.fields import LONGEST, case_with_number
from projects.models import Commission, Programme, Project
from projects.models.following import followed_programmes


class ProjectNumbersField(forms.CharField):
    """Projects of the chosen programme by their numbers, "1.1, 2.3"."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        return [number for part in text.replace(";", ",").split(",") if (number := part.strip())]


class CommissionForm(Meanwhile, forms.ModelForm):
    """Reads an uppdrag without touching the record: the domain takes ``values()``, checks and writes."""

    given_on = SwedishDateField(label=_("Gavs den"))
    due_on = SwedishDateField(label=_("Ska besvaras senast"), required=False)
    case_number = forms.CharField(
        label=_("Ärende"),
        required=False,
        max_length=60,
        help_text=_("Diarienumret på ett ärende som är registrerat under Ärenden."),
    )
    projects = ProjectNumbersField(
        label=_("Projekt som svarar på uppdraget"),
        required=False,
        max_length=400,
        help_text=_("Projektens nummer i programmet, med komma mellan, till exempel 1.1, 2.3."),
    )

    class Meta:
        model = Commission
        fields = (
            "text",
            "source",
            "given_by",
            "given_on",
            "reference",
            "point",
            "committee",
            "due_on",
            "programme",
            "note",
        )
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST}),
            "note": forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST}),
            "source": forms.RadioSelect,
        }
        help_texts = {
            "text": _("Som det står i beslutet eller budgeten."),
            "given_by": _("Den som gav uppdraget: kommunfullmäktige, kommunstyrelsen eller en nämnd."),
            "committee": _("På den nämndens balanslista står uppdraget tills det är besvarat."),
            "reference": _("Till exempel § 12 eller diarienumret på beslutet."),
            "point": _("Beslutspunkten eller sidan i budgeten."),
        }

    def __init__(
        self, *args: Any, user: User, today: date, instance: Any = None, initial: Any = None, **kwargs: Any
    ):
        super().__init__(
            *args, instance=instance, initial=_links_of(instance, user) | (initial or {}), **kwargs
        )
        self.user = user
        kept = [instance.given_by_id, instance.committee_id] if instance and instance.pk else []
        there = Q(pk__in=Organisation.objects.valid_on(today).values("pk")) | Q(pk__in=kept)
        for name, empty in (("given_by", _("Välj vem")), ("committee", _("Välj nämnd"))):
            self.fields[name].queryset = Organisation.objects.filter(there, kind__in=GIVERS).by_name()
            self.fields[name].label_from_instance = lambda row: row.as_committee
            self.fields[name].empty_label = empty
        self.fields["source"].choices = Commission.Source.choices
        self.fields["programme"].queryset = followed_programmes(user)
        self.fields["programme"].empty_label = _("Inget program")
        self.helper = one_column(*self._groups())

    def _groups(self) -> list[Any]:
        return [
            group(_("Vad och från vem"), "text", "source", "given_by", "given_on", "reference", "point"),
            group(_("Svaret"), "committee", "due_on", "case_number"),
            group(_("Projekt"), "programme", "projects", "note"),
            *(["seen"] if self.instance.pk else []),
        ]

    def clean_case_number(self) -> Any:
        return case_with_number(self.cleaned_data["case_number"], user=self.user)

    def clean(self) -> Any:
        cleaned = super().clean()
        if "projects" in self.cleaned_data:
            self.cleaned_data["projects"] = self._projects(self.cleaned_data["projects"])
        return cleaned

    def _projects(self, numbers: list[str]) -> list[Project]:
        programme: Programme | None = self.cleaned_data.get("programme")
        if numbers and programme is None:
            self.add_error("programme", _("Välj vilket program projekten hör till."))
            return []
        visible = Project.objects.for_user(self.user).submitted()
        found = {each.number: each for each in visible.filter(programme=programme, number__in=numbers)}
        if missing := [number for number in numbers if number not in found]:
            words = _("Programmet har inget projekt med numret %(numbers)s.")
            self.add_error("projects", words % {"numbers": ", ".join(missing)})
        return list(found.values())

    def _post_clean(self) -> None:
        """Leave the record as it is: the domain builds and checks what is to be written."""

    def values(self) -> dict[str, Any]:
        """Return what the form says, by the names of ``projects.domain.commissioning``."""
        said = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return said | {"case": self.cleaned_data["case_number"]}


class AnswerForm(forms.Form):
    """In which paper an uppdrag was answered, and when."""

    answered_on = SwedishDateField(label=_("Besvarat den"))
    answered_in = forms.CharField(
        label=_("Besvarat i"),
        max_length=200,
        help_text=_("Handlingen eller ärendet, till exempel Tertialrapport 2 2026, dnr 2026/119."),
    )


class DropForm(forms.Form):
    """Why an uppdrag is written off without an answer, and when that was decided."""

    answered_on = SwedishDateField(label=_("Avskrivet den"))
    reason = forms.CharField(
        label=_("Skäl"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Till exempel att uppdraget har ersatts av ett nytt."),
    )


def _links_of(commission: Commission | None, user: User) -> dict[str, Any]:
    """Return by number what the record points at by key."""
    if commission is None or commission.pk is None:
        return {}
    visible = Project.objects.for_user(user).filter(commission_links__commission=commission)
    case = commission.case
    number = case.numbers.order_by("pk").first() if case else None
    return {
        "projects": list(visible.by_number().values_list("number", flat=True)),
        "case_number": number.number if number else "",
    }
