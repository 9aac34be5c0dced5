"""Words in braces that a letter's text may hold, checked when it is saved and filled in when it is sent."""

from collections.abc import Mapping
from string import Formatter

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

#: What the back office may write; the same words in the English texts.
NAMES = ("projekt", "ansvarig", "period", "senast", "dagar", "frågor")


def check_placeholders(text: str) -> None:
    """Refuse, with the words there are, a text whose braces hold anything else. ValidationError."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        raise ValidationError(
            _("Klamrarna går inte ihop. Skriv dem i par, till exempel {projekt}.")
        ) from None
    wrong = [
        name for _text, name, spec, turn in parts if name is not None and (name not in NAMES or spec or turn)
    ]
    if wrong:
        words = {"wrong": _written(str(wrong[0])), "known": ", ".join(map(_written, NAMES))}
        raise ValidationError(_("%(wrong)s finns inte. Välj bland %(known)s.") % words)


def _written(name: str) -> str:
    return f"{{{name}}}"


def one_line(text: str) -> None:
    """Refuse a subject of several lines: in a letter they would be headers. ValidationError."""
    if len(text.splitlines()) > 1:
        raise ValidationError(_("Skriv ämnet på en rad."))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return the text with its words filled in; one that an older rule let through is returned as it is."""
    try:
        check_placeholders(text)
    except ValidationError:
        return text
    return text.format_map(values)
