"""A line of marked text as runs: words, live figures, footnotes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from markdown_it.tree import SyntaxTreeNode

from portal.content.charts import Chart
from portal.content.figures import Figure
from portal.content.notes import Note
from portal.content.papers import ChartPart
from portal.content.prose_marks import BREAKS, LIVE
from portal.content.prose_reading import Named, Problem, Resolve
from portal.content.runs import Break, Footnote, Live, Missing, Run, Words, missing_words
from portal.content.tables import Table

_LOST_NOTE = re.compile(r"\[\^([^\]\s]{1,60})\]")
_LOST_LINK = re.compile(r"\[[^\[\]]+\]\([^()\s]*\)")
_BARE = re.compile(r"https?://", re.IGNORECASE)


@dataclass
class Inline:
    """Reads the inside of lines; gathers what is wrong. ``notes``: the footnotes' words by number."""

    resolve: Resolve
    notes: dict[int, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def runs(self, nodes: Iterable[SyntaxTreeNode], line: int) -> tuple[Run, ...]:
        """Return the runs of nodes inside a block, the first at ``line``; neighbours of one look are one."""
        found: list[Run] = []
        self._into(found, nodes, Words(""), line)
        self._look_for_lost(found, line)
        return tuple(run for run in found if not isinstance(run, Words) or run.text)

    def problem(self, line: int, code: str, message: str) -> None:
        self.problems.append(Problem(line, code, message))

    def block(self, node: SyntaxTreeNode) -> Table | ChartPart | None:
        """Return the table or chart that a reference leads to; None when it leads to no such thing."""
        found = self.resolve(node.info, node.content)
        if node.info == "tabell" and isinstance(found, Table):
            return found
        if node.info == "diagram" and isinstance(found, Chart):
            return ChartPart(found)
        return found if node.info == "diagram" and isinstance(found, ChartPart) else None

    def _into(self, found: list[Run], nodes: Iterable[SyntaxTreeNode], look: Words, line: int) -> int:
        """Add the runs of ``nodes`` to ``found``; return the line where they end."""
        for node in nodes:
            if node.type in ("text", "text_special"):
                _add(found, replace(look, text=node.content))
            elif node.type in BREAKS:
                found.append(Break())
                line += 1
            elif node.type == LIVE:
                found.append(self._live(node, look, line))
            elif node.type == "footnote_ref":
                found.append(Footnote(Note(self.notes.get(node.meta["id"], ""))))
            elif node.type == "link":
                line = self._link(found, node, look, line)
            else:
                bold, italic = look.is_bold or node.type == "strong", look.is_italic or node.type == "em"
                inside = replace(look, is_bold=bold, is_italic=italic)
                line = self._into(found, node.children, inside, line)
        return line

    def _link(self, found: list[Run], node: SyntaxTreeNode, look: Words, line: int) -> int:
        inside: list[Run] = []
        end = self._into(inside, node.children, replace(look, href=str(node.attrs["href"])), line)
        words = plain(inside).strip()
        if not words or _BARE.match(words):
            self.problem(line, "link_words", _("Länken saknar ord. Skriv vad den leder till."))
        found += inside
        return end

    def _live(self, node: SyntaxTreeNode, look: Words, line: int) -> Run:
        """Return the figure a reference leads to; a table or chart in the middle of a line cannot stand."""
        found = self.resolve(node.info, node.content) if node.info == "figur" else None
        if isinstance(found, Figure):
            found = Named(node.content, found)
        if isinstance(found, Named):
            return Live(node.content, found.label, found.figure, look.is_bold, look.is_italic, found.said)
        self.missing(node, line)
        return Missing(node.info, node.content, look.is_bold, look.is_italic)

    def missing(self, node: SyntaxTreeNode, line: int) -> None:
        """Tell that a reference leads nowhere, or that it cannot stand where it does."""
        words = {"key": node.content}
        if node.info != "figur" and self.block(node) is not None:
            message = _(
                "Ställ hänvisningen %(key)s på en egen rad. En tabell eller ett diagram får inte plats här."
            )
            return self.problem(line, "block_inside", message % words)
        message = _("Uppgiften %(key)s finns inte. Ta bort hänvisningen eller välj en annan uppgift.")
        return self.problem(line, "missing_reference", message % words)

    def _look_for_lost(self, runs: list[Run], line: int) -> None:
        """Tell of marks that were meant and did not become what they were meant to be."""
        words = "".join(run.text for run in runs if isinstance(run, Words) and not run.href)
        for label in _LOST_NOTE.findall(words):
            message = _("Fotnoten %(label)s saknar text. Skriv den på en egen rad: [^%(label)s]: texten.")
            self.problem(line, "missing_note", message % {"label": label})
        if _LOST_LINK.search(words):
            message = _(
                "En länk leder inte till någon webbadress. Skriv https:// eller en adress i portalen."
            )
            self.problem(line, "bad_link", message)


def plain(runs: Iterable[Run]) -> str:
    """Return the words of runs without their look; a line break is a space, a footnote says nothing."""
    written = []
    for run in runs:
        if isinstance(run, Words):
            written.append(run.text)
        elif isinstance(run, Live):
            written.append(run.written)
        elif isinstance(run, Missing):
            written.append(missing_words(run))
        elif isinstance(run, Break):
            written.append(" ")
    return "".join(written)


def _add(found: list[Run], words: Words) -> None:
    last = found[-1] if found else None
    if isinstance(last, Words) and replace(last, text=words.text) == words:
        found[-1] = replace(words, text=last.text + words.text)
    else:
        found.append(words)
