"""Form fields that only projects need."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case
from portal.content.texts import LONGEST, refuse_long_lines
from portal.organisation.models import User

__all__ = ["LONGEST", "LinesField", "case_with_number"]


class LinesField(forms.CharField):
    """A list of texts, one a line of at most ``line_length`` signs."""

    def __init__(self, *, line_length: int, **kwargs: Any):
        self.line_length = line_length
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip() for line in super().clean(value).splitlines()]
        refuse_long_lines(lines, longest=self.line_length)
        return [line for line in lines if line]


def case_with_number(text: str, *, user: User) -> Case | None:
    """The one case ``user`` may see with the registry number ``text``; None for an empty text.

    Raises ValidationError when there is none, or more than one.
    """
    if not text.strip():
        return None
    found = list(Case.objects.for_user(user).with_number(text).distinct()[:2])
    if not found:
        raise ValidationError(_("Inget ärende har det diarienumret. Registrera ärendet under Ärenden först."))
    if len(found) > 1:
        raise ValidationError(
            _("Flera ärenden har det diarienumret. Skriv det nummer som bara ett av dem har.")
        )
    return found[0]
