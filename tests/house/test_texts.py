"""Swedish and English are both complete."""

import re

import polib

from tests.house.messages import CATALOGUE, wanted

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def catalogue() -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in polib.pofile(str(CATALOGUE))}


def test_every_text_has_an_english_translation():
    translated = {text for text, entry in catalogue().items() if entry.translated()}
    assert sorted(set(wanted()) - translated) == []


def test_no_translation_is_left_of_a_text_that_is_gone():
    assert sorted(set(catalogue()) - set(wanted())) == []


def test_translations_keep_their_placeholders():
    wrong = []
    for entry in catalogue().values():
        strings = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        allowed = set(PLACEHOLDER.findall(entry.msgid + (entry.msgid_plural or "")))
        for string in strings:
            if string and not set(PLACEHOLDER.findall(string)) <= allowed:
                wrong.append((entry.msgid, string))
    assert wrong == []
