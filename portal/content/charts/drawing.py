"""What every chart is: a drawing, its key and its table. No inline style, no script; all text is escaped.

Percent x without a viewBox: text stays 13 px at any width. Colours are classes of the stylesheet, and never
alone: hatch, dashes, thickness and hollow dots tell the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.content.tables import Table


@dataclass(frozen=True)
class Chart:
    """A drawing, its key, and the table it was made from, to be shown together."""

    svg: SafeString
    key: SafeString
    table: Table


def joined(pieces: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def framed(name: str, *, height: int, title: Any, description: str, inside: SafeString) -> SafeString:
    """Return the drawing with what those who cannot see it are told; ``name`` begins its ids."""
    return format_html(
        '<svg width="100%" height="{}" role="img" aria-labelledby="{}-t {}-d"><title id="{}-t">{}</title>'
        '<desc id="{}-d">{}</desc>{}</svg>',
        *(height, name, name, name, title, name, description, inside),
    )


def key_list(items: Iterable[tuple[SafeString, Any]]) -> SafeString:
    """Return what the parts are called, each with its swatch."""
    return format_html(
        '<ul class="chart-key" aria-hidden="true">{}</ul>', format_html_join("", "<li>{}{}</li>", items)
    )
