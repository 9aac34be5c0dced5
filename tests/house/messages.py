"""``make messages``: put every text of the source into locale/en, and drop those no longer used.

What is already translated stays. Texts that are new get an empty translation, which the house test refuses.
"""

from pathlib import Path

import django
import polib

from tests.house.texts import ROOT, all_texts

CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"


def wanted() -> dict[str, tuple[str | None, list[str]]]:
    """msgid -> (plural form, where it stands)."""
    found: dict[str, tuple[str | None, list[str]]] = {}
    for where, plural, text in all_texts():
        known = found.setdefault(text, (plural, []))
        known[1].append(where.rsplit(":", 1)[0])
        if plural and not known[0]:
            found[text] = (plural, known[1])
    return found


def update(path: Path = CATALOGUE) -> list[str]:
    """Write the catalogue anew and return the texts that still lack a translation."""
    old = {entry.msgid: entry for entry in polib.pofile(str(path))} if path.exists() else {}
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for text, (plural, places) in sorted(wanted().items()):
        catalogue.append(_entry(text, plural, places, old.get(text)))
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    return [entry.msgid for entry in catalogue if not entry.translated()]


def _entry(text: str, plural: str | None, places: list[str], old: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(msgid=text, occurrences=[(place, "") for place in sorted(set(places))])
    if "%(" in text or (plural and "%(" in plural):
        entry.flags = ["python-format"]
    if plural:
        entry.msgid_plural = plural
        entry.msgstr_plural = (old.msgstr_plural if old else None) or {0: "", 1: ""}
    else:
        entry.msgstr = old.msgstr if old else ""
    return entry


if __name__ == "__main__":
    django.setup()
    for missing in update():
        print(missing)  # noqa: T201 - this is a command's output
