"""The forms of a material and of its versions."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from outreach.forms.fields import CodesField
from outreach.models import Language, Material, TargetGroup, Topic
from portal.content.texts import LONGEST
from portal.files.storing import refuse_size
from portal.organisation.models import Organisation
from portal.ui.fields import SwedishDateField
from portal.ui.layout import group, one_column
from portal.ui.meanwhile import Meanwhile


class MaterialForm(Meanwhile, forms.ModelForm):
    """``owners``: the organisations the writer may keep materials for."""

    topics = CodesField(label=_("Ämnen"), required=False)
    groups = CodesField(label=_("Målgrupper"), required=False)
    note = forms.CharField(
        label=_("Anteckning"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Till exempel var det beställs. Inga namn, telefonnummer eller e-postadresser."),
    )

    class Meta:
        model = Material
        fields = ("title", "kind", "owner", "topics", "groups", "note")

    def __init__(self, *args: Any, owners: Any, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners
        self.fields["owner"].empty_label = None
        self.fields["kind"].choices = [(code, capfirst(str(word))) for code, word in Material.Kind.choices]
        self.fields["topics"].offer(Topic, today, self.instance.topics)
        self.fields["groups"].offer(TargetGroup, today, self.instance.groups)
        hidden = ["seen"] if "seen" in self.fields else []
        self.helper = one_column(
            group(_("Materialet"), "title", "kind", "owner"),
            group(_("Vad och för vem"), "topics", "groups", "note"),
            *hidden,
        )


class WithdrawForm(forms.Form):
    withdrawn_on = SwedishDateField(label=_("Sista dag det används"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = one_column("withdrawn_on")


class ReviewForm(forms.Form):
    reviewed_on = SwedishDateField(label=_("Granskad den"))
    outdated_after = SwedishDateField(
        label=_("Inaktuell efter"),
        required=False,
        help_text=_("Då påminns ägaren om att granska igen. Lämna tomt om det inte blir inaktuellt."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = one_column("reviewed_on", "outdated_after")


class VersionForm(forms.Form):
    language = forms.ModelChoiceField(
        label=_("Språk"), queryset=Language.objects.none(), to_field_name="code", empty_label=_("Välj språk")
    )
    file = forms.FileField(
        label=_("Fil"), required=False, help_text=_("Till exempel PDF, Word, bildspel eller en bild.")
    )
    address = forms.URLField(
        label=_("Webbadress"),
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text=_("Om materialet ligger på en webbplats. Lämna båda tomma om det bara finns på papper."),
    )
    reviewed_on = SwedishDateField(label=_("Granskad den"), required=False)
    outdated_after = SwedishDateField(label=_("Inaktuell efter"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        there = Language.objects.valid_on(today).values("pk")
        self.fields["language"].queryset = Language.objects.filter(Q(pk__in=there)).in_order()
        self.content: bytes | None = None
        self.helper = one_column(
            group(_("Versionen"), "language", "file", "address"),
            group(_("Aktualitet"), "reviewed_on", "outdated_after"),
        )

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if sent:
            self.content = sent.read()
            refuse_size(self.content)
        return sent

    def sent(self) -> tuple[str, bytes] | None:
        """The file as (name, bytes), or None."""
        file = self.cleaned_data["file"]
        return (file.name, self.content) if file and self.content is not None else None


def owners_for(where: frozenset[int], today: date, kept: int | None = None) -> Any:
    """Of the organisations ``where``, those there are today; and the one that owns it already."""
    there = Organisation.objects.valid_on(today).filter(pk__in=where).values("pk")
    return Organisation.objects.filter(Q(pk__in=there) | Q(pk=kept)).by_name()
