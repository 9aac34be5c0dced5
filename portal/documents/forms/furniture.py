"""The forms of what stands around a text: points, senders and signatories as rows, appendices one by one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.documents.models import DecisionPoint
from portal.files.storing import refuse_size
from portal.organisation.models import Organisation, Role
from portal.ui.fields import SwedishDateField
from portal.ui.layout import dress

MOST = 30  # rows of a set
REQUIRED = _("Fyll i fältet, eller töm hela raden.")
SIGNING = (
    (Role.HEAD_OF_ADMINISTRATION, Role.HEAD_OF_ADMINISTRATION.label),
    (Role.HEAD_OF_DEPARTMENT, Role.HEAD_OF_DEPARTMENT.label),
    (Role.DISTRICT_DIRECTOR, Role.DISTRICT_DIRECTOR.label),
)


class RowForm(forms.Form):
    """A row is whole or blank: ``needed`` are the boxes that a row with anything in it must have."""

    needed: tuple[str, ...] = ()

    def __init__(self, *args: Any, administrations: Sequence[Organisation] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.named = {str(each.pk): each for each in administrations}
        if "administration" in self.fields:
            names = [(key, each.as_administration) for key, each in self.named.items()]
            self.fields["administration"].choices = [("", _("Välj")), *names]

    @property
    def is_blank(self) -> bool:
        values = (value for name, value in self.cleaned_data.items() if name != "DELETE")
        return not any(value not in (None, "", False) for value in values)

    def clean(self) -> Any:
        cleaned = super().clean()
        if not self.is_blank:
            for name in self.needed:
                if name not in self.errors and cleaned.get(name) in (None, ""):
                    self.add_error(name, REQUIRED)
        return cleaned


class PointRow(RowForm):
    needed = ("kind", "text")
    kind = forms.ChoiceField(
        label=_("Vad nämnden gör"), required=False, choices=[("", _("Välj")), *DecisionPoint.Kind.choices]
    )
    text = forms.CharField(
        label=_("Beslutspunkt"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class SenderRowForm(RowForm):
    needed = ("administration",)
    administration = forms.ChoiceField(label=_("Förvaltning"), required=False)
    department = forms.CharField(label=_("Avdelning"), required=False, max_length=200)
    handled_by = forms.CharField(label=_("Handläggare"), required=False, max_length=120)
    phone = forms.CharField(label=_("Telefon"), required=False, max_length=60)


class SignatoryRowForm(RowForm):
    needed = ("administration", "role", "title")
    administration = forms.ChoiceField(label=_("Förvaltning"), required=False)
    role = forms.ChoiceField(label=_("Roll i portalen"), required=False, choices=[("", _("Välj")), *SIGNING])
    title = forms.CharField(label=_("Funktion, som den skrivs ut"), required=False, max_length=120)
    is_acting = forms.BooleanField(label=_("Tillförordnad (t.f.)"), required=False)


class BlankFormSet(forms.BaseFormSet):
    def add_fields(self, form: Any, index: Any) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Ta bort raden")
        for box in form.fields.values():
            box.unmarked = True  # "(frivilligt)" at every box of a row would say nothing
        dress(form)


def rows_of(
    row: type[RowForm],
    *,
    data: Any = None,
    initial: Sequence[Mapping[str, Any]] = (),
    administrations: Sequence[Organisation] = (),
) -> Any:
    """Return a set of rows: sent (``data``), or as they are stored, with a blank one last."""
    factory: Any = forms.formset_factory(
        row, formset=BlankFormSet, extra=0, can_delete=True, max_num=MOST, absolute_max=MOST
    )
    kwargs = {"administrations": administrations}
    if data is not None:
        return factory(data, prefix="rader", form_kwargs=kwargs)
    return factory(initial=[*initial, {}][:MOST], prefix="rader", form_kwargs=kwargs)


def said(rows: Any) -> list[dict[str, Any]]:
    """Return what the rows of a valid set say, without those left blank or taken away; an administration as
    itself."""
    kept = [row for row in rows if row not in rows.deleted_forms and not row.is_blank]
    found = [{name: row.cleaned_data[name] for name in row.base_fields} for row in kept]
    for row, values in zip(kept, found, strict=True):
        if "administration" in values:
            values["administration"] = row.named[values["administration"]]
    return found


class AppendixForm(forms.Form):
    title = forms.CharField(label=_("Rubrik"), max_length=200)
    dated = SwedishDateField(label=_("Datum"), required=False)
    file = forms.FileField(
        label=_("Fil"), required=False, help_text=_("Till exempel PDF, Word, Excel eller en bild.")
    )
    is_reference = forms.BooleanField(
        label=_("Bilagan bifogas inte"),
        required=False,
        help_text=_("Den står i förteckningen, men läsaren får söka den någon annanstans."),
    )
    is_secret = forms.BooleanField(label=_("Bilagan utgår ur den offentliga varianten"), required=False)

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        self.content = sent.read() if sent else b""
        if sent:
            refuse_size(self.content)
        return sent
