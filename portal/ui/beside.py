"""What was told the last time, beside the box where it is told again; and a question about the two.

::

    field = beside(CountField(label=_("Arbete")), when="Tertial 1", value="9")
    field.question = _("Talet är lägre än förra gången (9). Stämmer det?")
"""

from typing import TypeVar

from django.forms import Field
from django.forms.boundfield import BoundField

AnyField = TypeVar("AnyField", bound=Field)


class BesideBox(BoundField):
    """A box that names what stands beside it, so that a screen reader reads it with the box."""

    @property
    def aria_describedby(self) -> str | None:
        parts = [super().aria_describedby or ""]
        if getattr(self.field, "prev", None):
            parts.append(f"{self.auto_id}_prev")
        if getattr(self.field, "question", ""):
            parts.append(f"{self.auto_id}_question")
        return " ".join(filter(None, parts)) or None


def beside(field: AnyField, *, when: str, value: str) -> AnyField:
    """Return ``field`` with ``value``, told ``when``, beside it (templates/bootstrap5/field.html)."""
    field.prev = (when, value)  # type: ignore[attr-defined]  # read by the template
    field.bound_field_class = BesideBox
    return field
