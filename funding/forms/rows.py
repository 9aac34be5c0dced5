"""The rows of an agreement's form: parties, costs, clauses, staffing, steering group; script or not.

A row that is left blank is not there. What stands in the boxes can be given back unread after Lägg till rad.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from funding.forms.plain import point_at_nobody
from portal.content.texts import as_number
from portal.ui.fields import CountField, NumberField, SwedishDateField, TkrField
from portal.ui.layout import dress

MOST = 60  # rows of a kind
FEWEST = {"parter": 2}  # blank rows to begin with, where it is not one: nobody agrees alone
REQUIRED = _("Fyll i fältet, eller töm hela raden.")
Typed = Mapping[str, Any]
Choices = Sequence[tuple[str, Any]]


class RowForm(forms.Form):
    """A row is whole or blank: ``needed`` are the boxes that a row with anything in it must have.

    ``always`` hold something in a blank row too. ``choices``: name of a box -> what may be chosen in it.
    """

    needed: tuple[str, ...] = ()
    always: tuple[str, ...] = ()

    def __init__(self, *args: Any, choices: Mapping[str, Choices], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("Välj")), *choices[name]]
        point_at_nobody(self)

    @property
    def is_blank(self) -> bool:
        values = (value for name, value in self.cleaned_data.items() if name not in (*self.always, "DELETE"))
        return not any(value not in (None, "", False) for value in values)

    def clean(self) -> Any:
        cleaned = super().clean()
        if not self.is_blank:
            for name in self.needed:
                if name not in self.errors and cleaned.get(name) in (None, ""):
                    self.add_error(name, REQUIRED)
        return cleaned


class PartyRow(RowForm):
    needed = ("organisation", "percent")
    organisation = forms.ChoiceField(label=_("Stadsdelsförvaltning"), required=False)
    percent = NumberField(label=_("Andel, procent"), required=False, digits=3, decimals=6)
    is_host = forms.BooleanField(label=_("Värd"), required=False)


class SignedPartyRow(PartyRow):
    """A party of an agreement that is signed on paper: also who signed it."""

    needed = ("organisation", "percent", "signer_title")
    always = ("signer_title",)
    signer_name = forms.CharField(label=_("Undertecknad av"), required=False, max_length=120)
    signer_title = forms.CharField(
        label=_("Befattning"), required=False, max_length=120, initial=_("stadsdelsdirektör")
    )
    is_acting = forms.BooleanField(label=_("Tillförordnad"), required=False)
    signed_on = SwedishDateField(
        label=_("Datum på papperet"), required=False, help_text=_("Lämna tomt om det inte framgår.")
    )


class CostRow(RowForm):
    needed = ("kind", "amount")
    kind = forms.ChoiceField(label=_("Kostnadsslag"), required=False)
    amount = TkrField(label=_("Per år, tkr"), required=False)
    note = forms.CharField(label=_("Anteckning"), required=False, max_length=300)


class ClauseRow(RowForm):
    needed = ("kind", "text")
    kind = forms.CharField(label=_("Rubrik"), required=False, max_length=80)
    text = forms.CharField(
        label=_("Text"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )


class StaffRow(RowForm):
    needed = ("role", "headcount", "percent")
    role = forms.CharField(label=_("Roll"), required=False, max_length=80)
    headcount = CountField(label=_("Antal"))
    percent = CountField(label=_("Procent av heltid"))
    starts_on = SwedishDateField(label=_("Börjar"), required=False)
    note = forms.CharField(label=_("Anteckning"), required=False, max_length=300)


class SteeringRow(RowForm):
    needed = ("role", "organisation")
    role = forms.CharField(label=_("Uppgift i styrgruppen"), required=False, max_length=80)
    organisation = forms.CharField(label=_("Organisation"), required=False, max_length=160)
    position = forms.CharField(
        label=_("Befattning"), required=False, max_length=160, help_text=_("Befattning, inte namn.")
    )
    is_chair = forms.BooleanField(label=_("Ordförande"), required=False)
    note = forms.CharField(label=_("Anteckning"), required=False, max_length=300)


#: prefix -> (row, legend, what the rows are for, one row, the button)
KINDS: dict[str, tuple[type[RowForm], Any, Any, Any, Any]] = {
    "parter": (
        PartyRow,
        _("Parter och andelar"),
        _("En rad per part. Andelarna ska tillsammans vara 100 procent. En av parterna är värd."),
        _("Part"),
        _("Lägg till en part"),
    ),
    "kostnader": (
        CostRow,
        _("Kostnader per år"),
        _("Uppskattad kostnad per år och slag, i tusental kronor (tkr)."),
        _("Kostnad"),
        _("Lägg till en kostnad"),
    ),
    "punkter": (
        ClauseRow,
        _("Villkor"),
        _("Varje punkt får en rad. Numren följer ordningen."),
        _("Punkt"),
        _("Lägg till en punkt"),
    ),
    "bemanning": (
        StaffRow,
        _("Bemanning"),
        _("Roller, inga namn."),
        _("Roll"),
        _("Lägg till en roll"),
    ),
    "styrgrupp": (
        SteeringRow,
        _("Styrgrupp"),
        _("Vilka som sitter i styrgruppen, efter befattning."),
        _("Ledamot"),
        _("Lägg till en ledamot"),
    ),
}


class BlankFormSet(forms.BaseFormSet):
    def add_fields(self, form: Any, index: Any) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Ta bort raden")
        for box in form.fields.values():
            box.unmarked = True  # a blank row may be left; "(frivilligt)" at its share would be untrue
        dress(form)


class RowSets:
    """All sets of rows: sent (``data``), given back as they were ``typed``, or as they are ``stored``.

    ``more`` names the set that gets one more row.
    """

    def __init__(
        self,
        *,
        choices: Mapping[str, Choices],
        signed: bool = False,
        data: Any = None,
        typed: Typed | None = None,
        stored: Mapping[str, list[dict[str, Any]]] | None = None,
        more: str = "",
    ):
        self.sets: dict[str, Any] = {}
        for kind, (row, *_words) in KINDS.items():
            form = SignedPartyRow if signed and kind == "parter" else row
            rows = typed_rows(typed, kind, form) if typed else list((stored or {}).get(kind, []))
            rows += [{}] * (int(more == kind) if rows else FEWEST.get(kind, 1))
            factory: Any = forms.formset_factory(
                form, formset=BlankFormSet, extra=0, can_delete=True, max_num=MOST, absolute_max=MOST
            )
            given = {"data": data} if data is not None else {"initial": rows[:MOST]}
            self.sets[kind] = factory(prefix=kind, form_kwargs={"choices": choices}, **given)

    @property
    def shown(self) -> list[tuple[str, Any, Any, Any, Any, Any]]:
        """Return (kind, rows, legend, intro, name of a row, button) in order."""
        return [(kind, rows, *KINDS[kind][1:]) for kind, rows in self.sets.items()]

    @property
    def forms(self) -> list[Any]:
        return [form for rows in self.sets.values() for form in rows]

    def is_valid(self) -> bool:
        checked = [rows.is_valid() for rows in self.sets.values()]  # every set, so that all errors are told
        return all(checked)

    def said(self, kind: str) -> list[dict[str, Any]]:
        """Return what the rows of a valid set say, without those left blank or taken away."""
        rows = self.sets[kind]
        kept = [row for row in rows if row not in rows.deleted_forms and not row.is_blank]
        return [{name: row.cleaned_data[name] for name in row.base_fields} for row in kept]


def typed_rows(typed: Typed, prefix: str, form: type[RowForm]) -> list[dict[str, Any]]:
    """Return what stood in the rows' boxes, as text; rows marked to be taken away are gone."""
    count = min(as_number(str(typed.get(f"{prefix}-TOTAL_FORMS", ""))) or 0, MOST)
    return [
        {name: typed.get(f"{prefix}-{n}-{name}", "") for name in form.base_fields}
        for n in range(count)
        if not typed.get(f"{prefix}-{n}-DELETE")
    ]
