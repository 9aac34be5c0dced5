"""The filters a reader has chosen, as chips that can be taken away."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import localize
from django.utils.translation import gettext as _

from portal.ui.addresses import with_query, without_value


@dataclass(frozen=True)
class Chip:
    """One chosen filter: "Område: SFI" and the address without it."""

    label: str
    href: str


def chips(form: forms.BaseForm, params: QueryDict) -> list[Chip]:
    """Return a chip for every filter of ``form`` that is chosen and understood."""
    return [
        chip
        for name in form.fields
        if name in getattr(form, "cleaned_data", {})
        for chip in _of(form, name, params)
    ]


def _of(form: forms.BaseForm, name: str, params: QueryDict) -> Iterator[Chip]:
    field, value = form.fields[name], form.cleaned_data[name]
    if value in field.empty_values or value is False or (hasattr(value, "__len__") and not len(value)):
        return
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        for one in params.getlist(form.add_prefix(name)):
            yield Chip(
                f"{field.label}: {_word(field, one)}", without_value(params, form.add_prefix(name), one)
            )
        return
    gone: dict[str, Any] = dict.fromkeys(_parameters(form, name))
    yield Chip(f"{field.label}: {_said(field, value, form[name].value())}", with_query(params, **gone))


def _parameters(form: forms.BaseForm, name: str) -> list[str]:
    """Return the parameters a field reads: its own name, or its parts' (a range has two)."""
    widget, prefixed = form.fields[name].widget, form.add_prefix(name)
    if isinstance(widget, forms.MultiWidget):
        suffixes = getattr(widget, "suffixes", None)  # django-filter's: belopp_min, belopp_max
        parts = [f"_{suffix}" for suffix in suffixes] if suffixes else getattr(widget, "widgets_names", [])
        return [prefixed + part for part in parts]
    return [prefixed]


def _word(field: Any, raw: Any) -> str:
    """Return a choice as its word; what is no choice (or is a row's key) is looked for as text."""
    for key, label in field.choices:
        if str(key) == str(raw):
            return str(label)
    return str(raw)


def _said(field: forms.Field, value: Any, raw: Any) -> str:
    if isinstance(field, forms.ModelChoiceField):
        return field.label_from_instance(value)
    if isinstance(field, forms.ChoiceField):
        return _word(field, raw)
    if isinstance(value, bool):
        return _("Ja")
    if isinstance(value, slice):
        return "–".join("" if end is None else localize(end) for end in (value.start, value.stop))
    return str(raw)
