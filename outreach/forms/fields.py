"""Boxes that outreach's forms share: an hour as people write it, and choices out of the code lists."""

import re
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

_CLOCK = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:\s]?(\d{2}))?", re.IGNORECASE)


class ClockField(forms.CharField):
    """An hour: 14, 14.30, 14:30 or 1430. The value is a time, or None."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", 10)
        super().__init__(empty_value="", **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        own = {"class": "form-control-num", "inputmode": "text", "autocomplete": "off"}
        return super().widget_attrs(widget) | own

    def clean(self, value: Any) -> time | None:
        text = super().clean(value).strip()
        if text == "":
            return None
        found = _CLOCK.fullmatch(text)
        if found is None or not text.isascii() or int(found[1]) > 23 or int(found[2] or 0) > 59:
            raise ValidationError(_("Skriv klockslaget så här: 14.00."))
        return time(int(found[1]), int(found[2] or 0))

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H.%M}" if isinstance(value, time) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.clean(data or "") != initial
        except ValidationError:
            return True


class CodesField(forms.MultipleChoiceField):
    """Some of a code list, as buttons one presses; the value is a list of codes."""

    pills = True

    def __init__(self, **kwargs: Any):
        super().__init__(widget=forms.CheckboxSelectMultiple, **kwargs)

    def offer(self, model: Any, today: date, chosen: Iterable[str] = ()) -> None:
        """Offer what is in use on ``today``, and what is ``chosen`` already."""
        there = model.objects.valid_on(today).values("pk")
        rows = model.objects.filter(Q(pk__in=there) | Q(code__in=list(chosen))).in_order()
        self.choices = [(row.code, row.name) for row in rows]
