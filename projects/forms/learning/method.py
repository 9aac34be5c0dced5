"""The forms of a method and of how it spreads."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.fields import SwedishDateField
from projects.forms.learning.base import NO_NAMES, RecordForm, offered_organisations
from projects.forms.offers import name_on
from projects.models import Method, MethodSpread


class MethodForm(RecordForm):
    groups = ((_("Metoden"), ("name", "description", "project")),)

    class Meta:
        model = Method
        fields = ("name", "description", "project")
        widgets = {"description": forms.Textarea(attrs={"rows": 6})}
        help_texts = {"description": NO_NAMES}

    def offer(self) -> None:
        self.fields["project"].queryset = self.projects()
        self.fields["project"].empty_label = _("Inget projekt")


class SpreadForm(RecordForm):
    """To whom a method is offered; ``method`` is the one whose page it stands on."""

    offered_on = SwedishDateField(label=_("Erbjuden den"), required=False)
    answered_on = SwedishDateField(label=_("Svarade den"), required=False)
    groups = (
        (_("Vem"), ("organisation", "offered_on")),
        (_("Hur det gick"), ("status", "answered_on", "project", "note")),
    )

    class Meta:
        model = MethodSpread
        fields = ("organisation", "offered_on", "status", "answered_on", "project", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "project": _("Om metoden används i ett projekt som organisationen leder."),
            "note": NO_NAMES,
        }

    def __init__(self, *args: Any, method: Method, **kwargs: Any):
        self.method = method
        super().__init__(*args, **kwargs)
        self.instance.method = method

    def offer(self) -> None:
        chosen = [self.instance.organisation_id] if self.instance.pk else []
        field = self.fields["organisation"]
        field.queryset = offered_organisations(self.today, chosen=chosen)
        field.label_from_instance = name_on(self.today)
        field.empty_label = _("Välj organisation")
        self.fields["project"].queryset = self.projects()
        self.fields["project"].empty_label = _("Inget projekt")
