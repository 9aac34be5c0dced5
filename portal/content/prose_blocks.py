"""The blocks of a text: headings, lists, tables and paragraphs, in the order they stand."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from markdown_it.tree import SyntaxTreeNode

from portal.content.papers import Bullets, Heading, Item, Part, Prose
from portal.content.prose_inline import Inline, plain
from portal.content.prose_marks import BREAKS, LIVE
from portal.content.prose_reading import Placed, Reading, Resolve
from portal.content.prose_tables import caption_of, read_table
from portal.content.runs import Break, Run

_LISTS = ("bullet_list", "ordered_list")


class Reader:
    """Walks the tree of one text."""

    def __init__(self, resolve: Resolve, top: int, text: str) -> None:
        self.inline, self.top, self.text = Inline(resolve), top, text
        self.placed: list[Placed] = []

    def read(self, tree: SyntaxTreeNode, names: dict) -> Reading:
        """Return the parts of a parsed text; ``names``: what its footnotes are called."""
        self._notes(tree, names)
        for node in tree.children:
            if node.type != "footnote_block":
                self._block(node)
        problems = sorted(self.inline.problems, key=lambda problem: problem.line)
        return Reading(tuple(self.placed), tuple(dict.fromkeys(problems)))

    def _notes(self, tree: SyntaxTreeNode, names: dict) -> None:
        """Read the footnotes first: they stand last in the tree, and are said where they are referred to."""
        for note in (
            note for block in tree.children if block.type == "footnote_block" for note in block.children
        ):
            words = [plain(self.inline.runs(each.children, first_line(each))) for each in _inlines(note)]
            self.inline.notes[note.meta["id"]] = " ".join(words).strip()
        for name in (name[1:] for name, number in names.get("refs", {}).items() if number < 0):
            message = _("Fotnoten %(label)s används inte i texten. Skriv [^%(label)s] där den hör hemma.")
            self.inline.problem(self._line_of(f"[^{name}]:"), "unused_note", message % {"label": name})

    def _block(self, node: SyntaxTreeNode) -> None:
        if node.type == "heading":
            self._place(self._heading(node), node)
        elif node.type in _LISTS:
            items = tuple(self._items(node, is_top=True))
            self._place(Bullets(items, node.type == "ordered_list", _start(node)), node)
        elif node.type == "table":
            caption = caption_of(self.placed, first_line(node))
            self._place(read_table(node, self.inline, caption), node)
        else:
            self._paragraph(node)

    def _place(self, part: Part, node: SyntaxTreeNode) -> None:
        first, end = node.map or (0, 1)
        self.placed.append(Placed(part, first + 1, max(end, first + 1)))

    def _heading(self, node: SyntaxTreeNode) -> Heading:
        marks, line = int(node.tag[1:]), first_line(node)
        if marks not in (2, 3):
            self.inline.problem(line, "heading_marks", _("Skriv rubriker med ## och underrubriker med ###."))
        runs = [run for each in _inlines(node) for run in self.inline.runs(each.children, line)]
        return Heading(plain(runs).strip(), self.top + (1 if marks > 2 else 0))

    def _items(self, node: SyntaxTreeNode, *, is_top: bool) -> Iterator[Item]:
        """The items of a list. A list under a list's list comes up beside it, and its writer is told."""
        for item in node.children:
            below = [child for child in item.children if child.type in _LISTS]
            runs = self._lines([child for child in item.children if child.type not in _LISTS])
            if not is_top:
                yield Item(runs)
                for each in below:
                    message = _("En lista får ha en lista under sig, inte fler. Dela upp den.")
                    self.inline.problem(first_line(each), "deep_list", message)
                    yield from self._items(each, is_top=False)
                continue
            under = tuple(one for each in below for one in self._items(each, is_top=False))
            numbered = bool(below) and below[0].type == "ordered_list"
            start = _start(below[0]) if below else 1
            yield Item(runs, Bullets(under, numbered, start) if under else None)

    def _lines(self, nodes: list[SyntaxTreeNode]) -> tuple[Run, ...]:
        runs: list[Run] = []
        for line in (line for node in nodes for line in _inlines(node)):
            runs += [Break()] if runs else []
            runs += self.inline.runs(line.children, first_line(line))
        return tuple(runs)

    def _paragraph(self, node: SyntaxTreeNode) -> None:
        """A reference to a table or a chart, alone on its line, is that; what is around it are paragraphs."""
        line, waiting, since = first_line(node), [], first_line(node)
        for nodes in _by_line(node.children[0]):
            block = self._alone(nodes)
            if block is None:
                waiting += nodes
            else:
                self._prose(waiting, since, line - 1)
                self.placed.append(Placed(block, line, line))
                waiting, since = [], line + 1
            line += 1
        self._prose(waiting, since, line - 1)

    def _alone(self, nodes: list[SyntaxTreeNode]) -> Part | None:
        said = [node for node in nodes if node.type not in BREAKS and (node.type != "text" or node.content)]
        alone = said[0] if len(said) == 1 and said[0].type == LIVE else None
        return self.inline.block(alone) if alone is not None and alone.info != "figur" else None

    def _prose(self, nodes: list[SyntaxTreeNode], first: int, last: int) -> None:
        runs = list(self.inline.runs(nodes, first))
        while runs and isinstance(runs[-1], Break):
            runs.pop()
        if runs:
            self.placed.append(Placed(Prose(tuple(runs)), first, max(first, last)))

    def _line_of(self, mark: str) -> int:
        lines = self.text.lower().split("\n")
        return next((number for number, line in enumerate(lines, 1) if mark.lower() in line), 1)


def first_line(node: SyntaxTreeNode) -> int:
    """The line of the text where a node begins, from 1."""
    return node.map[0] + 1 if node.map else 1


def _inlines(node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    return (each for each in node.walk() if each.type == "inline")


def _by_line(inline: SyntaxTreeNode) -> Iterator[list[SyntaxTreeNode]]:
    """The nodes of each line, its break last."""
    line: list[SyntaxTreeNode] = []
    for node in inline.children:
        line.append(node)
        if node.type in BREAKS:
            yield line
            line = []
    if line:
        yield line


def _start(node: SyntaxTreeNode) -> int:
    return int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 1
