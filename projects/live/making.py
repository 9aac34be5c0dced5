"""How a live figure of a programme is made: its words, its group in the picker and the page it opens."""

from decimal import Decimal

from django.urls import reverse
from django.utils.text import slugify

from portal.content.figures import Figure, Share, Unit, Value
from portal.content.live import LiveFigure
from portal.content.saying import in_millions, in_percent, in_tkr, number_in_words
from projects.summary.facts import Facts


class Group:
    """The figures of one group in the picker, gathered in order."""

    def __init__(self, name: str) -> None:
        self.name, self.found = name, []  # type: ignore[var-annotated]  # LiveFigure

    def money(self, key: str, label: str, kronor: Decimal | None, href: str = "") -> None:
        """An amount as "1 136 tkr"."""
        self._add(key, label, kronor, Unit.TKR, "" if kronor is None else in_tkr(kronor), href)

    def rounded(self, key: str, label: str, kronor: Decimal | None, href: str = "") -> None:
        """An amount as "15,5 mnkr"; the figure itself is exact."""
        self._add(key, label, kronor, Unit.TKR, "" if kronor is None else in_millions(kronor), href)

    def count(
        self, key: str, label: str, number: int, noun: str, href: str = "", *, neuter: bool = True
    ) -> None:
        """A count with what is counted: "tre projekt"."""
        words = f"{number_in_words(number, of_neuter=neuter)} {noun}".strip()
        self._add(key, label, number, Unit.COUNT, words, href)

    def share(self, key: str, label: str, part: int, whole: int, href: str = "") -> None:
        """A share as "48 procent"."""
        self._add(key, label, Share(part, whole), Unit.PERCENT, in_percent(part, whole), href)

    def add(self, key: str, label: str, figure: Figure, written: str) -> None:
        """Any other figure; ``written`` "" says it as figure and unit."""
        words = written or ("" if figure.value is None else figure.written)
        live = LiveFigure(key, label, figure, words, self.name, figure.href or "")
        self.found.append(live)

    def _add(self, key: str, label: str, value: Value, unit: Unit, written: str, href: str) -> None:
        self.add(key, label, Figure(value, unit, href=href or None), written)


def key_of(words: str) -> str:
    """A name as a part of a key: "Hägersten, Älvsjö och Liljeholmen" is "hagersten-alvsjo-och-liljeholmen",
    "2.2.5" is "2-2-5"."""
    return slugify(words.replace(".", "-"))


def project_page(pk: int, anchor: str = "") -> str:
    page = reverse("projects:project_detail", args=[pk])
    return f"{page}#{anchor}" if anchor else page


def table_page(facts: Facts, slug: str) -> str:
    """The standing table of the programme."""
    return f"{reverse('summaries:table', args=[slug])}?program={facts.programme.slug}"
