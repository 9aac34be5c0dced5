"""What a work area can say, by name: figures, tables, charts, ready sentences and whole sections.

A document refers to these by key (``[[figur:beviljat]]``) and keeps its own words. Keys are of lower case
letters, digits, hyphens and full stops; they are the area's own and never change their meaning.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.content.figures import Figure
from portal.content.notes import Note
from portal.content.tables import Table


@dataclass(frozen=True)
class LiveFigure:
    """A figure with its name. ``written`` is how running text says it ("15,5 mnkr", "48 procent")."""

    key: str
    label: str
    figure: Figure
    written: str
    group: str = ""  # where it stands in the picker
    source: str = ""  # the page it is opened at
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class LiveTable:
    """A table with its name."""

    key: str
    label: str
    table: Table
    group: str = ""
    source: str = ""


@dataclass(frozen=True)
class LiveChart:
    """A chart (``portal.content.charts.Chart``) with its name and what it shows, in words."""

    key: str
    label: str
    chart: Any
    alt: str
    group: str = ""
    source: str = ""


@dataclass(frozen=True)
class LiveText:
    """Ready sentences, as text for a section: with references to figures, tables and charts in it."""

    key: str
    label: str
    text: str
    group: str = ""


@dataclass(frozen=True)
class Live:
    """All an area says of one subject, by key."""

    figures: Mapping[str, LiveFigure] = field(default_factory=dict)
    tables: Mapping[str, LiveTable] = field(default_factory=dict)
    charts: Mapping[str, LiveChart] = field(default_factory=dict)
    texts: Mapping[str, LiveText] = field(default_factory=dict)
