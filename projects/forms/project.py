"""The form of a project: registered and changed by its district, and by the coordinator."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from portal.organisation.models import Role, User
from portal.ui.fields import NumberField, SwedishDateField
from portal.ui.layout import group, one_column
from portal.ui.meanwhile import Meanwhile
from projects.forms.fields import LONGEST, LinesField, case_with_number
from projects.forms.offers import name_on, offered_leads, offered_partners
from projects.models import Area, Programme, Project
from projects.states import report_statuses

NO_NAMES = _("Inga namn, personnummer eller adresser. Skriv till exempel ”en förälder” eller ”flera unga”.")
FOR_THE_COORDINATOR = (
    "starts_on",
    "ends_on",
    "report_status",
    "plan_in_table",
    "plan_in_text",
    "years_stated",
    "case_number",
)
GROUPS = (
    (_("Projektet"), ("programme", "number", "title", "area", "subgroup", "lead", "partners", "operator")),
    (
        _("För vem och varför"),
        ("target_group", "goal", "target_text", "target_value", "target_unit", "collaborators", "continues"),
    ),
    (_("Tid, redovisning och ärende"), FOR_THE_COORDINATOR),
    (_("Historik"), ("why",)),
)


class ProjectForm(Meanwhile, forms.ModelForm):
    """Reads a project without touching the record: the domain takes ``values()``, checks and writes."""

    collaborators = LinesField(
        label=_("Samverkanspartner"),
        required=False,
        line_length=160,
        help_text=_("En på varje rad, till exempel Arbetsförmedlingen."),
    )
    continues = forms.CharField(
        label=_("Fortsättning på"),
        required=False,
        max_length=20,
        help_text=_("Numret på ett tidigare projekt i samma program, till exempel 2.2.1."),
    )
    target_value = NumberField(
        label=_("Målvärde"), required=False, help_text=_("Bara talet, till exempel 80.")
    )
    case_number = forms.CharField(
        label=_("Diarienummer"),
        required=False,
        max_length=60,
        help_text=_("Av ett ärende som är registrerat under Ärenden. Du kan arbeta vidare utan."),
    )

    starts_on = SwedishDateField(label=_("Börjar"), required=False)
    ends_on = SwedishDateField(
        label=_("Slutar"),
        required=False,
        help_text=_("År-månad-dag. När slutet är känt följs projektet upp efter 6, 12 och 24 månader."),
    )
    why = forms.CharField(
        label=_("Skäl till ändringen"),
        required=False,
        max_length=500,
        help_text=_("Står i historiken. Skriv vad som var fel och hur du vet det."),
    )
    not_of_the_record = ("seen", "why")

    class Meta:
        model = Project
        fields = (
            "programme",
            "number",
            "title",
            "area",
            "subgroup",
            "lead",
            "partners",
            "operator",
            "target_group",
            "goal",
            "target_text",
            "target_value",
            "target_unit",
            "collaborators",
            "starts_on",
            "ends_on",
            "report_status",
            "plan_in_table",
            "plan_in_text",
            "years_stated",
        )
        widgets = {
            "partners": forms.CheckboxSelectMultiple,
            "target_group": forms.Textarea(attrs={"rows": 3}),
            "goal": forms.Textarea(attrs={"rows": 4}),
            "target_text": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "number": _("Som i beslutet, till exempel 2.2.5. Samma nummer finns bara en gång i programmet."),
            "partners": _("De som deltar. Bara den ansvariga får medel."),
            "operator": _("Den som gör arbetet, när det är någon annan än den ansvariga."),
            "target_group": NO_NAMES,
            "goal": NO_NAMES,
            "target_text": _("En mening, till exempel: 80 procent av målgruppen ska komma i arbete."),
            "target_unit": _("Vad talet räknar, till exempel procent av målgruppen."),
        }

    def __init__(
        self,
        *args: Any,
        user: User,
        today: date,
        programme: Programme | None,
        instance: Project | None = None,
        initial: dict[str, Any] | None = None,
        **kwargs: Any,
    ):
        links = _links_of(instance) if instance else {}
        super().__init__(*args, instance=instance, initial=links | (initial or {}), **kwargs)
        self.user = user
        self._leave_out()
        self._offer(programme, today)
        self.helper = one_column(*self._groups())

    def _leave_out(self) -> None:
        """Take away what this person may not change, and what belongs to a new record or to a stored one."""
        if self.instance.pk:
            del self.fields["programme"]
        if self.instance.is_draft:
            del self.fields["why"]
        else:
            self.fields["why"].required = self.instance.programme.is_published
        if not self.user.reach.has(Role.COORDINATOR):
            for name in FOR_THE_COORDINATOR:
                del self.fields[name]

    def _offer(self, programme: Programme | None, today: date) -> None:
        project = self.instance
        lead, partners = self.fields["lead"], self.fields["partners"]
        lead.queryset = offered_leads(project, programme, user=self.user, today=today)
        partners.queryset = offered_partners(project, programme, today=today)
        lead.label_from_instance = partners.label_from_instance = name_on(today)
        partners.pills = True
        if not project.pk and len(own := list(lead.queryset[:2])) == 1:
            self.initial.setdefault("lead", own[0].pk)
        self.fields["area"].queryset = Area.objects.by_name()
        self.fields["area"].empty_label, lead.empty_label = _("Välj område"), _("Välj ansvarig")
        if "programme" in self.fields:
            self.fields["programme"].queryset = Programme.objects.newest_first()
            self.fields["programme"].empty_label = _("Välj program")
        if "report_status" in self.fields:
            self.fields["report_status"].choices = report_statuses()
        for name in ("target_group", "goal", "target_text"):
            self.fields[name].max_length = LONGEST
            self.fields[name].validators.append(MaxLengthValidator(LONGEST))

    def _groups(self) -> list[Any]:
        parts = [(title, [name for name in names if name in self.fields]) for title, names in GROUPS]
        hidden = ["seen"] if "seen" in self.fields else []
        return [*(group(title, *names) for title, names in parts if names), *hidden]

    def clean_case_number(self) -> Any:
        return case_with_number(self.cleaned_data["case_number"], user=self.user)

    def _post_clean(self) -> None:
        """Leave the record as it is: the domain builds and checks what is to be written."""

    def values(self) -> dict[str, Any]:
        """Return what the form says, by the names of ``projects.domain.candidates``."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in NOT_A_VALUE}
        if "case_number" in self.cleaned_data:
            said["case"] = self.cleaned_data["case_number"]
        return said


NOT_A_VALUE = ("programme", "number", "case_number", "seen", "why")


def _links_of(project: Project) -> dict[str, Any]:
    """Return by number what the record points at by key."""
    number = project.case.numbers.order_by("pk").first() if project.case else None
    return {
        "continues": project.continues.number if project.continues else "",
        "case_number": number.number if number else "",
    }
