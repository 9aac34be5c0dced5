"""Form fields that read what Swedes write. The reading is done in portal.content.parsing, as for files."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.content.parsing import Unreadable, read_count, read_date, read_decimal
from portal.money import kronor_to_tkr, tkr_to_kronor
from portal.money.writing import write_number

LARGEST_KRONOR = Decimal("999999999999.99")  # numeric(14, 2)
LARGEST_COUNT = 2_000_000_000  # an integer column


class _ReadField(forms.CharField):
    """A text box whose words are read by ``read``; refused with the reader's own message and remedy."""

    css, inputmode, longest = "", "", 40

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("max_length", self.longest)
        super().__init__(empty_value="", **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        own = {"class": self.css, "inputmode": self.inputmode, "autocomplete": "off"}
        return super().widget_attrs(widget) | own

    def read(self, text: str) -> Any:
        raise TypeError(f"{type(self).__name__} reads nothing")

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if text in self.empty_values:
            return None
        try:
            return self.read(text)
        except Unreadable as refusal:
            raise ValidationError(f"{refusal.message} {refusal.remedy}") from refusal


class TkrField(_ReadField):
    """An amount in tkr as people write it ("1 234,5"); the value is kronor, exact to the öre."""

    css, inputmode = "form-control-num", "decimal"
    unit = "tkr"

    def __init__(self, *, negative: bool = False, **kwargs: Any):
        self.negative = negative
        super().__init__(**kwargs)

    def read(self, text: str) -> Decimal:
        kronor = tkr_to_kronor(read_decimal(text, units=("tkr",)))
        if kronor < 0 and not self.negative:
            raise ValidationError(_("Beloppet kan inte vara mindre än noll."))
        if abs(kronor) > LARGEST_KRONOR:
            raise ValidationError(_("Beloppet är för stort. Skriv det i tusental kronor (tkr)."))
        return kronor

    def prepare_value(self, value: Any) -> Any:
        return write_number(kronor_to_tkr(value)) if isinstance(value, Decimal | int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _changed(self, initial, data)


class NumberField(_ReadField):
    """A number with a decimal comma ("1 234,5"), at most ``digits`` before it and ``decimals`` after."""

    css, inputmode = "form-control-num", "decimal"

    def __init__(self, *, digits: int = 10, decimals: int = 2, **kwargs: Any):
        self.digits, self.decimals = digits, decimals
        super().__init__(**kwargs)

    def read(self, text: str) -> Decimal:
        number = read_decimal(text)
        if abs(number) >= 10**self.digits:
            raise ValidationError(_("Talet är för stort. Kontrollera det."))
        if round(number, self.decimals) != number:
            words = {"decimals": self.decimals}
            raise ValidationError(_("Skriv talet med högst %(decimals)s decimaler.") % words)
        return number

    def prepare_value(self, value: Any) -> Any:
        return write_number(value) if isinstance(value, Decimal | int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _changed(self, initial, data)


class CountField(_ReadField):
    """How many: blank is "not reported" (None), 0 is zero."""

    css, inputmode = "form-control-num", "numeric"

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def read(self, text: str) -> int:
        count = read_count(text)
        if count > LARGEST_COUNT:
            raise ValidationError(_("Talet är för stort. Kontrollera att det är ett antal."))
        return count

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _changed(self, initial, data)


class SwedishDateField(_ReadField):
    """A day: 2026-11-22, 20261122, 22/11 2026 or 22.11.2026; one that can be read two ways is refused."""

    css, inputmode = "form-control-date", "text"

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("help_text", _("År-månad-dag, till exempel 2026-11-22."))
        super().__init__(**kwargs)

    def read(self, text: str) -> date:
        return read_date(text)

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _changed(self, initial, data)


def _changed(field: _ReadField, initial: Any, data: Any) -> bool:
    """Compare values, not spellings: "4 770,5" is no change of 4770500 kronor. What cannot be read is one."""
    try:
        return field.clean(data) != initial if data not in field.empty_values else initial is not None
    except ValidationError:
        return True
