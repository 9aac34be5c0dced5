"""Every text of the product that must have a translation, found in the source itself.

Python is read by Babel; templates are turned into Python-like source by Django's own ``templatize``.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("portal", "projects", "funding", "outreach")
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "_": None,
}

Text = tuple[str, str | None, str]  # (where, plural form, text)


def python_files() -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted(p for p in (ROOT / package).rglob("*.py") if "migrations" not in p.parts)


def template_files() -> Iterator[Path]:
    yield from sorted((ROOT / "templates").rglob("*.html"))
    yield from sorted((ROOT / "templates").rglob("*.txt"))


def _texts(source: str, where: str) -> Iterator[Text]:
    for line, function, found, _comments in extract_python(
        BytesIO(source.encode()), KEYWORDS, (), {"encoding": "utf-8"}
    ):
        arguments = found if isinstance(found, tuple) else (found,)
        strings = [text for text in arguments if isinstance(text, str)]
        if function.startswith(("p", "np")):
            strings = strings[1:]
        if strings and strings[0]:
            plural = strings[1] if function.startswith("n") and len(strings) > 1 else None
            yield f"{where}:{line}", plural, strings[0]


def all_texts() -> Iterator[Text]:
    """(file:line, plural or None, msgid) of every text in Python and templates."""
    for path in python_files():
        yield from _texts(path.read_text(), str(path.relative_to(ROOT)))
    for path in template_files():
        where = str(path.relative_to(ROOT))
        yield from _texts(templatize(path.read_text(), origin=where), where)
