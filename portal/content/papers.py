"""A paper as a value: what the page, the print, the PDF and the Word file of it are all made of."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from portal.content.charts import Chart
from portal.content.figures import Figure
from portal.content.heads import Head, Signer
from portal.content.runs import Run
from portal.content.tables import Table


@dataclass(frozen=True)
class Heading:
    """A heading under the title, of the second level or deeper (at most the fifth)."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """Running text; its line breaks are kept. ``figures``: the live figures it says, by name."""

    text: str
    figures: tuple[tuple[str, Figure], ...] = ()


@dataclass(frozen=True)
class Prose:
    """A paragraph of runs: emphasis, links, live figures and footnotes."""

    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Item:
    """A line of a list, and the list under it, which has none under it in turn."""

    runs: tuple[Run, ...]
    below: "Bullets | None" = None


@dataclass(frozen=True)
class Bullets:
    """A list; ``is_ordered`` is numbered from ``start``."""

    items: tuple[Item, ...]
    is_ordered: bool = False
    start: int = 1


@dataclass(frozen=True)
class Points:
    """Numbered decision points. A single one stands without its number, as the printed ones do."""

    items: tuple[tuple[Run, ...], ...]

    @property
    def is_numbered(self) -> bool:
        return len(self.items) > 1


@dataclass(frozen=True)
class Quote:
    """Words of somebody else, paragraph by paragraph: a decision cited, a reservation."""

    paragraphs: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True)
class Facts:
    """Labels with what they say, as a list of two columns."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Lines:
    """Lines to write on by hand, each with its label under it, kept together on a page."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class ChartPart:
    """A chart, what it shows in words for those who cannot see it, and always its table under it.

    ``alt`` empty: the words the chart itself brings.
    """

    chart: Chart
    alt: str = ""


@dataclass(frozen=True)
class Appendix:
    """An appendix: its number, title and day; ``file`` is what it is called when it is attached."""

    number: int
    title: str
    day: date | None = None
    file: str = ""


@dataclass(frozen=True)
class Appendices:
    """The list of appendices, numbered as they say."""

    items: tuple[Appendix, ...]


@dataclass(frozen=True)
class Signatures:
    """Who signs, side by side where there is room."""

    signers: tuple[Signer, ...]


@dataclass(frozen=True)
class Withheld:
    """The mark of a part left out of the public variant: by which provision, when and by which authority.

    What was there is not in the value at all, so no writer can let it through.
    """

    provision: str
    day: date
    authority: str


Part: TypeAlias = (
    Heading
    | Paragraph
    | Prose
    | Bullets
    | Points
    | Quote
    | Facts
    | Lines
    | Table
    | ChartPart
    | Appendices
    | Signatures
    | Withheld
)


@dataclass(frozen=True)
class Paper:
    """A paper. ``foot`` says where it comes from and when, at the end of every page.

    ``has_contents``: a list of headings after the head. ``day``: the date that files carry as theirs; the
    same paper gives the same bytes. ``address``: the portal's, so that paths lead there from a file; without
    it they are only words there.
    """

    title: str
    lede: str
    parts: tuple[Part, ...]
    foot: str = ""
    subtitle: str = ""
    head: Head | None = None
    has_contents: bool = False
    day: date | None = None
    address: str = ""
