"""What a section begins with: the template's text, with what the document's subject has to say in it.

``[[text:avsnitt.medel]]`` in a template becomes the area's ready words of that key, with their references. A
paragraph (lines without a blank one between) with something the subject does not say is left out, and with it
a heading on its first line: so one template serves a programme, an agreement and outreach.
"""

import re

from portal.content.live import Live
from portal.content.prose import references
from portal.documents.domain.living import resolver

_READY = re.compile(r"^\[\[text:([a-z0-9.-]+)\]\]$", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n\s*")


def starting_text(text: str, live: Live) -> str:
    """Return the text a section begins with; one without references stands as it is."""
    if "[[" not in text:
        return text
    found = [_said(paragraph, live) for paragraph in _BLANK.split(text.strip())]
    return "\n\n".join(filter(None, found))


def _said(paragraph: str, live: Live) -> str:
    """A paragraph of the template with ready words in it; "" when the subject has nothing to say to it."""
    ready = {key: live.texts.get(key) for key in _READY.findall(paragraph)}
    if None in ready.values() or not _leads(paragraph, live):
        return ""
    whole = _READY.sub(lambda match: f"\n{_there(ready[match[1]].text, live)}\n", paragraph)  # type: ignore[union-attr]  # none is None
    return re.sub(r"\n{3,}", "\n\n", whole).strip()


def _there(text: str, live: Live) -> str:
    """Ready words without the paragraphs whose table or figure is not there now."""
    return "\n\n".join(each for each in _BLANK.split(text.strip()) if _leads(each, live))


def _leads(text: str, live: Live) -> bool:
    resolve = resolver(live)
    return all(resolve(kind, key) is not None for kind, key in references(text))
