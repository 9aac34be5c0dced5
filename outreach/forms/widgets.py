"""Boxes for a thumb: a number with steps beside it, and forms of work that say what they count."""

from collections.abc import Mapping
from typing import Any

from django import forms


class Stepper(forms.NumberInput):
    """A number; the page draws a step down and a step up beside it (templates/outreach/_steppers.html)."""

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__({"min": "0", "inputmode": "numeric"} | (attrs or {}))


class FormChoice(forms.RadioSelect):
    """Forms of work; each choice says what it counts (data-counts), so that the page asks for no more."""

    def __init__(self, counts: Mapping[str, str]):
        super().__init__()
        self.counts = counts

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["data-counts"] = self.counts.get(str(value), "")
        return option
