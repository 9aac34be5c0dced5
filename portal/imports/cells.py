"""Readers of cells that several kinds of file share: a cell is read as the form's box is, with its words."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from portal.content.parsing import Unreadable, read_text
from portal.content.texts import refuse_long
from portal.ui.fields import CountField, TkrField

TERTIALS = range(1, 4)


def read_tertial(text: str) -> int:
    """1, 2 or 3 (the year's end)."""
    number = read_text(text).removesuffix(".0").removesuffix(",0")
    if number in {str(each) for each in TERTIALS}:
        return int(number)
    raise Unreadable(gettext("Tertialen finns inte."), gettext("Skriv 1, 2 eller 3. Helåret är 3."))


def as_in_the_form(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """What reads a cell as the form's box is read, with its limits and its words."""

    def read_cell(text: str) -> Any:
        try:
            return read(text)
        except ValidationError as refusal:
            said, dot, remedy = refusal.messages[0].partition(". ")
            raise Unreadable(said + dot.strip(), remedy or gettext("Rätta cellen.")) from refusal

    return read_cell


read_heads = as_in_the_form(CountField().read)
read_tkr = as_in_the_form(TkrField().read)
read_tkr_left = as_in_the_form(TkrField(negative=True).read)


@as_in_the_form
def read_words(text: str) -> str:
    """A free text, as long as the form takes."""
    words = read_text(text)
    refuse_long(words)
    return words
