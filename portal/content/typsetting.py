"""``python -m portal.content.typsetting``: JSON on standard input, a PDF or pictures on standard output.

A process of its own: what typst keeps in memory goes when it does, and what it cannot do harms nobody else.
It knows no settings and no database, and imports nothing of the portal but its neighbour.
"""

import json
import re
import resource
import sys
from base64 import b64encode
from pathlib import Path
from typing import Any
from unicodedata import category

import typst

from portal.content.typsetting_tags import mark_row_heads

MEMORY = 2 * 1024**3  # bytes
TEMPLATES = Path(__file__).parent / "typst"
STANDARDS = ["a-2a", "ua-1"]
DOTS = 200.0  # an inch, in a picture
TRIES = 4
_UNSHOWN = re.compile(r'(?:the text|codepoint) `"((?:[^"\\]|\\.)*)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


def main() -> int:
    """Answer 0 and the file; 1 and what typst said on standard error, when it refuses."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    asked = json.load(sys.stdin.buffer)
    try:
        made = pdf(asked["paper"], asked["pictures"]) if "paper" in asked else pngs(asked["pictures"])
    except typst.TypstError as refused:
        sys.stderr.write(str(refused.diagnostic)[:4000])
        return 1
    sys.stdout.buffer.write(made)
    return 0


def pdf(paper: dict[str, Any], pictures: list[str]) -> bytes:
    """Return a paper (see ``laying.lay``) as PDF. A sign our fonts have no shape for becomes [U+1F600]."""
    inputs = {"paper": json.dumps(paper), "pictures": json.dumps(pictures)}
    unshown: set[str] = set()
    for left in reversed(range(TRIES)):
        try:
            return mark_row_heads(_compiled("paper.typ", inputs, format="pdf", pdf_standards=STANDARDS))
        except typst.TypstError as refused:
            found = _unshown(str(refused.diagnostic)) - unshown
            if not found or not left:
                raise
            unshown |= found
            named = str.maketrans({sign: _name(sign) for sign in unshown})
            inputs = {
                "paper": json.dumps(_renamed(paper, named)),
                "pictures": json.dumps(_renamed(pictures, named)),
            }
    raise AssertionError


def pngs(pictures: list[str]) -> bytes:
    """Return drawings (SVG) as a JSON list of PNG files in base64."""
    made = _compiled("pictures.typ", {"pictures": json.dumps(pictures)}, format="png", ppi=DOTS)
    pages = made if isinstance(made, list) else [made]
    return json.dumps([b64encode(page).decode() for page in pages]).encode()


def _compiled(template: str, inputs: dict[str, str], **options: Any) -> Any:
    """Without the fonts of the machine: the same paper is the same file everywhere."""
    source = (TEMPLATES / template).read_bytes()
    return typst.Compiler(source, ignore_system_fonts=True, sys_inputs=inputs).compile(**options)


def _name(sign: str) -> str:
    """What stands for a sign without a shape; nothing for one that only joins others."""
    return "" if category(sign) == "Cf" else f"[U+{ord(sign):04X}]"


def _unshown(said: str) -> set[str]:
    """The signs that typst says it has no shape for, or may not write."""
    found = "".join(_ESCAPED.sub(_unescaped, match[1]) for match in _UNSHOWN.finditer(said))
    return {sign for sign in found if not sign.isascii()}


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else match[2]


def _renamed(value: Any, named: dict[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(named)
    if isinstance(value, list):
        return [_renamed(each, named) for each in value]
    return {key: _renamed(each, named) for key, each in value.items()} if isinstance(value, dict) else value


if __name__ == "__main__":
    sys.exit(main())
