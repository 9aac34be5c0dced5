"""How SQL reads a cell, said beside the column's own reader: less than that reads, and never otherwise.

What a form does not know for certain (an odd space in a number, a word it has not met) is no
mistake: the row is doubtful, and the column's own reader is asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass

LONGEST = 4000  # signs of a free text, as portal.content.texts has it; tested to be the same
DIGITS = 9  # of a number that has nothing else in it
FEW = 200  # different words of a column that are told apart


@dataclass(frozen=True)
class Digits:
    """A cell that matches ``pattern`` (no groups kept), as any up to ``DIGITS`` digits alone do; ``value`` is
    SQL of it, with ``{cell}`` filled in, and ``quick`` the same for digits alone."""

    pattern: str
    value: str
    quick: str
    type: str


@dataclass(frozen=True)
class Words:
    """One of few words: each is read once, by the column's own reader. ``type`` is the value's in SQL."""

    type: str


@dataclass(frozen=True)
class Name:
    """What is read as it stands, such as a number or a name that the kind looks up."""

    type: str = "text"


@dataclass(frozen=True)
class FreeText:
    """Words that people write. Ten digits or more may be a person: then the domain looks.

    ``refused`` is a pattern of what the column's reader takes apart.
    """

    refused: str = ""
    type: str = "text"


@dataclass(frozen=True)
class Listed:
    """Things between ``|``, each at most ``longest`` signs."""

    longest: int
    type: str = "text[]"


SqlForm = Digits | Words | Name | FreeText | Listed

_WHOLE = f"(?:[0-9]{{1,{DIGITS}}}|[0-9]{{1,3}}(?:[ \u00a0][0-9]{{3}}){{1,2}})"
COUNT = Digits(_WHOLE, "translate({cell}, ' \u00a0', '')::int", "{cell}::int", "int")
_TKR = "(translate(replace({cell}, ',', '.'), ' \u00a0', '')::numeric * 1000)::numeric(14, 2)"
_QUICK = "({cell}::int * 1000.00)::numeric(14, 2)"
TKR = Digits(f"{_WHOLE}(?:[,.][0-9]{{1,2}}|[,.][0-9]{{4,5}})?", _TKR, _QUICK, "numeric(14, 2)")
TKR_LEFT = Digits(f"(?:-(?=[1-9]))?{TKR.pattern}", _TKR, _QUICK, "numeric(14, 2)")


def text_is_plain(cell: str, form: FreeText | Listed) -> str:
    """SQL that is true when nothing in a filled cell needs the domain's eyes."""
    said = [
        f"char_length({cell}) <= {LONGEST}",
        has_few_digits(cell),
    ]
    if isinstance(form, Listed):
        things = f"string_to_array({cell}, '|')"
        said.append(f"{cell} !~ '\n|[|][ \u00a0''=|]|[ \u00a0][|]|[|]$|^[|]'")
        said.append(
            f"(SELECT count(DISTINCT t) = count(*) AND max(char_length(t)) <= {form.longest} "
            f"FROM unnest({things}) t)"
        )
    elif form.refused:
        said.append(f"{cell} !~ '{form.refused}'")
    return " AND ".join(said)


def has_few_digits(text: str) -> str:
    """SQL that is true when a text cannot hold a personal identity number: ten digits or more may."""
    return f"char_length({text}) - char_length(translate({text}, '0123456789', '')) < 10"


def value_of(
    cell: str, form: Words | Name | FreeText | Listed, words: Mapping[str, object]
) -> tuple[str, list]:
    """SQL, with its parameters, of a cell's value; NULL for a blank one and for an unknown word."""
    if isinstance(form, Words):
        cases = " ".join(["WHEN %s THEN %s"] * len(words))
        params = [each for pair in words.items() for each in pair]
        return (f"(CASE {cell} {cases} END)::{form.type}" if words else f"NULL::{form.type}"), params
    filled = f"nullif({cell}, '')"
    return (f"string_to_array({filled}, '|')" if isinstance(form, Listed) else filled), []
