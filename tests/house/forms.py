"""A browser that reads forms: what it would send if one pressed the button, and what one could have typed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

Boxes = dict[str, list[str]]
TYPED = {"text", "search", "email", "password", "number", "date", "url", "tel", "hidden"}
NOT_TYPED = {"csrfmiddlewaretoken", "seen"}


@dataclass
class Form:
    """``boxes`` is what the form holds, ``texts`` the names of what takes text, those ``hidden`` too, and
    ``choices`` of all else."""

    action: str
    method: str
    boxes: Boxes = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)
    choices: list[str] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return [*self.texts, *self.choices]

    def filled(self, **typed: str) -> Boxes:
        return self.boxes | {name: [value] for name, value in typed.items()}


class _Reader(HTMLParser):
    def __init__(self, page: str):
        super().__init__()
        self.page, self.forms = page, list[Form]()
        self.form: Form | None = None
        self.select = self.textarea = ""
        self.said = ""

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = given.get("action") or self.page
            self.form = Form(action, given.get("method", "get").lower())
            self.forms.append(self.form)
        elif self.form and given.get("name"):
            self._box(tag, given)
        if tag == "option" and self.form and self.select and "selected" in given:
            self.form.boxes.setdefault(self.select, []).append(given.get("value", ""))

    def _box(self, tag, given):
        name, kind = given["name"], given.get("type", "text")
        if tag == "input" and kind in ("checkbox", "radio"):
            self._note(self.form.choices, name)
            if "checked" in given:
                self.form.boxes.setdefault(name, []).append(given.get("value", "on"))
        elif tag == "input" and kind in TYPED:
            self._note(self.form.texts, name)
            if kind == "hidden":
                self.form.hidden.add(name)
            self.form.boxes.setdefault(name, []).append(given.get("value", ""))
        elif tag == "select":
            self.select = name
            self._note(self.form.choices, name)
        elif tag == "textarea":
            self.textarea, self.said = name, ""
            self._note(self.form.texts, name)

    def _note(self, names, name):
        if name not in names and name not in NOT_TYPED:
            names.append(name)

    def handle_data(self, data):
        if self.textarea:
            self.said += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""
        elif tag == "textarea" and self.form:
            self.form.boxes.setdefault(self.textarea, []).append(self.said.removeprefix("\n"))
            self.textarea = ""


def forms_on(page: str, html: str) -> Iterator[Form]:
    """Yield the forms of the page at ``page``."""
    reader = _Reader(page)
    reader.feed(html)
    yield from reader.forms
