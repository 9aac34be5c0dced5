"""The little Markdown that people write in a textarea, and our references in it: ``[[figur:KEY]]``.

Commonmark reduced: headings, lists, emphasis, links, tables, footnotes. Whatever else looks like a mark stays
the words it is; HTML and pictures too. Nothing here knows what a reference leads to.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin

KINDS = ("figur", "tabell", "diagram")
LIVE = "live"
BREAKS = ("softbreak", "hardbreak")
_REFERENCE = re.compile(rf"\[\[({'|'.join(KINDS)}):\s*([^\s\[\]|*<>\"]{{1,200}})\s*\]\]")
_OFF = ["code", "fence", "blockquote", "hr", "reference", "html_block", "lheading"]
_OFF_INLINE = ["backticks", "image", "autolink", "html_inline", "entity"]
# The parser drops what is nested deeper than its limit, and a thousand open brackets cost it seconds: nobody
# writes such a text, and one that is written so is left unread, with all its words.
DEEPEST, DEEP, MOST_BRACKETS = 100, 40, 3000


class Unread(Exception):
    """The marks of a text are too many, or too deep in each other, to be read."""


def parse(text: str) -> tuple[SyntaxTreeNode, dict]:
    """Return the tree of a text, and what the footnotes are called in it. Raise Unread."""
    if text.count("[") > MOST_BRACKETS:
        raise Unread
    found: dict = {}
    tokens = _MARKDOWN.parse(text, found)
    if any(token.level >= DEEP for token in tokens):
        raise Unread
    return SyntaxTreeNode(tokens), found.get("footnotes", {})


def _live(state: StateInline, silent: bool) -> bool:
    """Take a reference as one token, before anything in its key is read as emphasis."""
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push(LIVE, "", 0)
        token.content, token.info = match[2], match[1]
    state.pos = match.end()
    return True


def _leads_somewhere(address: str) -> bool:
    """Links go to http(s) or to a path of the portal; not to scripts, files or another host in disguise."""
    if re.search(r"[\x00-\x20\\]", address):
        return False
    return bool(re.match(r"https?://[^/]", address, re.IGNORECASE) or re.match(r"/(?!/)", address))


def _made() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST})
    markdown.enable("table").use(footnote_plugin)
    markdown.disable([*_OFF, *_OFF_INLINE])
    markdown.inline.ruler.before("escape", LIVE, _live)
    markdown.validateLink = _leads_somewhere  # type: ignore[method-assign,assignment]
    return markdown


_MARKDOWN = _made()
