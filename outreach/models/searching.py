"""Searching the words of a record, whatever the accents: "Hagersten" finds "Hägersten"."""

from typing import TypeVar

from django.db.models import F, Func, QuerySet, TextField, Value

from portal.database.functions import FoldText
from portal.database.textkeys import fold_text

MOST_WORDS = 10  # of a search; more than that is not a question anybody asks


Rows = TypeVar("Rows", bound=QuerySet)


def with_words(rows: Rows, words: str, *fields: str) -> Rows:
    """Return the ``rows`` whose ``fields`` together hold every word of ``words``; none without a word."""
    # Control signs, NUL among them, are no part of a word, and the database takes none of them.
    typed = "".join(sign if sign.isprintable() else " " for sign in words)
    wanted = fold_text(typed).split()[:MOST_WORDS]
    if not wanted:
        return rows.none()
    whole = Func(Value(" "), *map(F, fields), function="concat_ws", output_field=TextField())
    found = rows.alias(searched_text=FoldText(whole))
    for word in wanted:
        found = found.filter(searched_text__contains=word)
    return found
