"""Two people save the same record: the second is told what the first changed, and nothing is overwritten.

A form remembers, signed, what its boxes held when it was opened. The view locks the row before it reads it
for saving; what then differs from the remembered was changed by somebody else meanwhile::

    class ProjectForm(Meanwhile, forms.ModelForm): ...

    @transaction.atomic
    def post(self, ...):                    # in the view
        self.object = Project.objects.select_for_update().get(pk=self.object.pk)

The refused form holds the other's new values where the reader had not touched the box, and the reader's own
elsewhere; saving again is then done with open eyes.
"""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _

SHOWN = 120  # signs of a long text that are quoted
Boxes = dict[str, str | list[str]]


class Meanwhile:
    """Mixin before ModelForm: adds the hidden field ``seen`` to the form of a record that exists."""

    seen_salt = "sedd"
    not_of_the_record: tuple[str, ...] = ("seen",)  # fields that say nothing about what is stored

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["seen"] = forms.CharField(widget=forms.HiddenInput, required=False)

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        if field_name == "seen":
            return signing.dumps(self._now(), salt=self._salt, compress=True)
        return super().get_initial_for_field(field, field_name)

    @property
    def _salt(self) -> str:
        return f"{self.seen_salt}:{self.instance._meta.label}:{self.instance.pk}"

    def _now(self) -> Boxes:
        """Return what the boxes hold for the record as it is stored."""
        boxes = ((name, field) for name, field in self.fields.items() if name not in self.not_of_the_record)
        return {name: _held(field, self.get_initial_for_field(field, name)) for name, field in boxes}

    def clean(self) -> Any:
        cleaned = super().clean()
        if "seen" not in self.fields:
            return cleaned
        seen, now = self._remembered(), self._now()
        if seen is None:
            raise ValidationError(_("Sidan har blivit för gammal. Läs om den och gör ändringen igen."))
        changed = [name for name in now if seen.get(name) != now[name]]
        if changed:
            self._put_together(seen, now, changed)
            raise ValidationError(self._told(seen, now, changed), code="meanwhile")
        return cleaned

    def _remembered(self) -> Boxes | None:
        try:
            return signing.loads(self.data.get(self.add_prefix("seen"), ""), salt=self._salt)
        except signing.BadSignature:
            return None

    def _put_together(self, seen: Boxes, now: Boxes, changed: list[str]) -> None:
        """Give the other's values to boxes that were not touched, and remember what is seen from now on."""
        data = self.data.copy()
        for name in changed:
            field, key = self.fields[name], self.add_prefix(name)
            typed = _held(field, field.widget.value_from_datadict(self.data, self.files, key))
            if typed == seen.get(name):
                value = now[name]
                data.setlist(key, value if isinstance(value, list) else [value])
        data[self.add_prefix("seen")] = self.get_initial_for_field(self.fields["seen"], "seen")
        self.data = data

    def _told(self, seen: Boxes, now: Boxes, changed: list[str]) -> str:
        parts = [_("Någon annan sparade medan du skrev, och inget av ditt är sparat än.")]
        for name in changed:
            field = self.fields[name]
            words = {
                "label": field.label,
                "before": _said(field, seen.get(name)),
                "now": _said(field, now[name]),
            }
            parts.append(_("%(label)s: ”%(before)s” ändrades till ”%(now)s”.") % words)
        return " ".join([*parts, _("Läs igenom och spara igen.")])


def _held(field: forms.Field, value: Any) -> str | list[str]:
    """Return what a box holds as the text (or the chosen keys) that a browser sends back."""
    if isinstance(field, forms.BooleanField):
        return "on" if value else ""
    shown = field.widget.format_value(field.prepare_value(value))
    if isinstance(shown, list | tuple):
        return sorted(str(each) for each in shown if each not in (None, ""))
    return str("" if shown is None else shown).replace("\r\n", "\n").strip()


def _said(field: forms.Field, held: str | list[str] | None) -> str:
    """Return a box's content in words: the names of what is chosen, a long text cut."""
    if isinstance(held, list):
        names = _names(field, held)
        return ", ".join(names) if names else _("inget valt")
    if isinstance(field, forms.BooleanField):
        return _("ja") if held else _("nej")
    return Truncator(held or _("tomt")).chars(SHOWN)


def _names(field: forms.Field, keys: list[str]) -> list[str]:
    if isinstance(field, forms.ModelChoiceField):
        return [field.label_from_instance(row) for row in field.queryset.filter(pk__in=keys)]
    return [str(label) for key, label in getattr(field, "choices", ()) if str(key) in keys]
