"""The form of one measurable target, and of the goals of the city budget a project answers to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.fields import NumberField, SwedishDateField
from portal.ui.layout import group, one_column
from portal.ui.meanwhile import Meanwhile
from projects.models import CityGoal, OutcomeMeasure, Project, Target


class TargetForm(Meanwhile, forms.ModelForm):
    """Reads a target without touching the record: the domain takes ``values()``, checks and writes."""

    value = NumberField(label=_("Målvärde"), help_text=_("Bara talet, till exempel 80."))
    due_on = SwedishDateField(label=_("Ska vara nått senast"), required=False)

    class Meta:
        model = Target
        fields = ("text", "measure", "direction", "value", "unit", "is_percent", "base", "due_on", "note")
        widgets = {"direction": forms.RadioSelect}
        help_texts = {
            "text": _("En mening, till exempel: minst 40 personer ska få praktik."),
            "measure": _(
                "Det mått i redovisningarna som målet jämförs med. Utan mått går det inte att räkna ut."
            ),
            "unit": _("Vad talet räknar, till exempel personer."),
            "is_percent": _("Då är målet en andel av basen."),
            "note": _("Behövs när inget mått i redovisningarna motsvarar målet."),
            "base": _("Vad procenten är av, till exempel deltagare. Fyll i när målet är i procent."),
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        measures = OutcomeMeasure.objects.order_by("position", "pk")
        for name, empty in (("measure", _("Inget mått")), ("base", _("Ingen bas"))):
            self.fields[name].queryset = measures
            self.fields[name].empty_label = empty
        self.fields["direction"].choices = Target.Direction.choices
        names = ["text", "measure", "direction", "value", "unit", "is_percent", "base", "due_on", "note"]
        self.helper = one_column(group("", *names, *(["seen"] if self.instance.pk else [])))

    def _post_clean(self) -> None:
        """Leave the record as it is: the domain builds and checks what is to be written."""

    def values(self) -> dict[str, Any]:
        """Return what the form says, by the names of ``projects.domain.targeting``."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class CityGoalsForm(Meanwhile, forms.ModelForm):
    """Which goals of the city budget the project answers to."""

    goals = forms.ModelMultipleChoiceField(
        label=_("Mål i stadens budget"),
        queryset=CityGoal.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("De mål som projektet svarar mot. Målen läggs upp av systemförvaltaren, år för år."),
    )

    class Meta:
        model = Project
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, instance: Project, initial: dict[str, Any] | None = None, **kwargs: Any):
        linked = list(instance.goal_links.values_list("goal", flat=True))
        super().__init__(*args, instance=instance, initial={"goals": linked} | (initial or {}), **kwargs)
        self.fields["goals"].queryset = CityGoal.objects.newest_first()
        self.helper = one_column(group("", "goals", "seen"))

    def _post_clean(self) -> None:
        """The project itself is not touched."""
