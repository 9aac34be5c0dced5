"""The page, the PDF and the Word file say the same words and figures, whatever they are."""

import re
from datetime import date
from decimal import Decimal
from difflib import unified_diff
from operator import itemgetter
from unicodedata import bidirectional

import pytest
from django.template import engines
from django.utils import translation
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from portal.content.figures import MASKED, Figure, Share, Unit
from portal.content.heads import Contact, Head, Recipient, Sender, Signer
from portal.content.laying import lay
from portal.content.notes import Note
from portal.content.papers import (
    Appendices,
    Appendix,
    Bullets,
    Facts,
    Heading,
    Item,
    Lines,
    Paper,
    Paragraph,
    Points,
    Prose,
    Quote,
    Signatures,
    Withheld,
)
from portal.content.prose import read_prose
from portal.content.runs import Break, Footnote, Live, Missing, Words
from portal.content.tables import Column, Row, Table
from portal.content.typsetting import pdf as typeset_here
from portal.content.writers_pdf import asked_of, pdf_bytes
from portal.content.writers_word import word_file
from tests.portal import reading_papers as reading
from tests.portal.papering import whole_paper

HOSTILE = [
    "#let x = 1; #panic()",
    "$ sum_(i=1)^n $ \\ @ref <label> `raw` = Rubrik",
    "<script>alert(1)</script> &amp; <b>",
    "{{ request }} {% include %}",
    "]]> <!-- <?xml ?>",
    "\u202eadmin\u202c vänt \u2066x\u2069",
    "NUL\x00 BEL\x07 ESC\x1b VT\x0b FF\x0c rad\u2028rad",
    "å" * 400,
    "https://" + "x" * 200,
    "😀 👩‍👩‍👧 漢字 ትግርኛ",
    "=cmd|' /C calc'!A0",
    "\ud800 halv \ufffe slut \ue000 privat",
    "PAGE \\* MERGEFORMAT",
    "[[figur:x]] **fet** ^[not]",
    "e\u0301 mjukt\u00adstreck noll\u200bbrett",
    "\"citat\" 'enkelt' -- --- ... ~ // http://x /* */",
    "   blanka\t\ttabbar   ",
    "",
]


@pytest.fixture(autouse=True)
def swedish():
    with translation.override("sv"):
        yield


def page_of(paper: Paper) -> str:
    return engines["django"].from_string("{% paper paper %}").render({"paper": paper})


def agree(paper: Paper, pdf: bytes) -> reading.Said:
    """All three say the same; return what the Word file says."""
    told = reading.word(word_file(lay(paper)))
    page, printed = reading.page(page_of(paper)), reading.pdf(pdf)
    same(page, told)
    unshown = {chr(int(each, 16)) for each in re.findall(r"\[U\+([0-9A-F]{4,6})\]", str(printed))}
    named = str.maketrans({sign: f"[U+{ord(sign):04X}]" for sign in unshown})
    notes = [[word.translate(named) for word in note] for note in told.notes]
    same(printed, reading.Said([word.translate(named) for word in told.words], notes))
    return told


def same(one: reading.Said, other: reading.Said) -> None:
    """Both say the same; what does not is shown with the words around it."""
    unlike = list(unified_diff(other.words, one.words, "Word", "", lineterm="", n=3))
    assert unlike == []
    assert one.notes == other.notes


def test_a_paper_with_everything_in_it_is_the_same_three_times():
    paper = whole_paper()
    said = agree(paper, pdf_bytes(paper))
    assert said.notes == [
        ["Två", "projekt", "är", "ej", "redovisade."],
        ["Lagen", "(2016:752)", "om", "mottagande."],
    ]
    text = " ".join(said.words)
    assert (
        "Nämnden har beviljat 61 093 tkr 1 till utvecklingsprojekt enligt lagen 2 och samma lag 2 ." in text
    )
    assert "Kista 4 771,5 −15 527,999 .. 9 av 18 (50 %)" in text
    assert "Spånga-Tensta 4 772,5 −15 527,998 ej redovisat" in text
    assert "Annan Person t.f. avdelningschef" in text


@pytest.mark.parametrize("evil", HOSTILE)
def test_hostile_text_is_the_same_text_in_every_field(evil):
    paper = everywhere(evil)
    agree(paper, typeset_here(**asked_of(lay(paper))))


def everywhere(text: str) -> Paper:
    """The same words in every field that takes words."""
    runs = (
        Words(text),
        Words(text, is_bold=True, is_italic=True),
        Words(text, href="https://x.se/"),
        Break(),
    )
    runs += (Live("k", text, Figure(3, href="/x")), Missing("figur", text), Footnote(Note(text + " not")))
    table = Table(
        text,
        (
            Column("a", text, Unit.TEXT),
            Column("b", text, Unit.TEXT, group=text),
            Column("c", text, notes=(Note(text),)),
        ),
        (Row(text, {"b": text, "c": Figure(MASKED)}, notes=(Note("a " + text),)),),
        subtitle=text,
        notes=(Note(text),),
    )
    head = Head(
        text or "x", (Sender(text, text),), (text,), date(2026, 1, 2), (Contact(text, text, text),),
        (Recipient(text, date(2026, 1, 3), text),), text,
    )  # fmt: skip
    item = Item(runs, Bullets((Item(runs),), is_ordered=True))
    parts = (
        Heading(text), Paragraph(text), Prose(runs), Bullets((item,)), Points((runs, runs)), Quote((runs,)),
        Facts(((text, text),)), Lines((text,)), table,
        Appendices((Appendix(4, text, date(2026, 1, 4), text),)),
        Signatures((Signer(text, text, is_acting=True, administration=text),)),
        Withheld(text, date(2026, 1, 5), text), *read_prose(text, lambda kind, key: None),
    )  # fmt: skip
    return Paper(text, text, parts, text, subtitle=text, head=head)


def _runs_one_way(text: str) -> bool:
    """Words from right to left beside others are read back in an order of the reader's own; alone they are
    among the hostile texts above."""
    return not {bidirectional(sign) for sign in text} & {"R", "AL", "AN"}


texts = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Z", "Cc", "Cf"))
    | st.sampled_from("#$*_[]<>{}|\\\u202e\x00\n åäö"),
    max_size=40,
).filter(_runs_one_way)
figures = st.one_of(
    st.builds(Figure, st.none() | st.integers(0, 10**9) | st.just(MASKED)),
    st.builds(Figure, st.decimals(-(10**8), 10**8, places=2).map(Decimal), st.just(Unit.KRONOR)),
    st.builds(Figure, st.builds(Share, st.integers(0, 9), st.integers(0, 9)), st.just(Unit.PERCENT)),
)
runs = st.lists(
    st.one_of(
        st.builds(Words, texts, st.booleans(), st.booleans()),
        st.builds(Live, st.just("k"), texts, figures),
        st.builds(Footnote, st.builds(Note, texts.filter(str.strip))),
        st.just(Break()),
    ),
    min_size=1,
    max_size=5,
).map(tuple)
tables = st.builds(
    lambda caption, rows: Table(
        caption,
        (Column("n", "Namn", Unit.TEXT), Column("a", "Antal"), Column("t", "Text", Unit.TEXT)),
        tuple(Row(label, {"a": Figure(value), "t": words}) for label, value, words in rows),
    ).with_total(),
    texts,
    st.lists(st.tuples(texts, st.none() | st.integers(0, 10**6), texts), max_size=4),
)
parts = st.lists(
    st.one_of(
        st.builds(Heading, texts, st.integers(2, 5)),
        st.builds(Paragraph, texts),
        st.builds(Prose, runs),
        st.builds(Bullets, st.lists(st.builds(Item, runs), min_size=1, max_size=3).map(tuple), st.booleans()),
        tables,
        texts.map(lambda text: read_prose(text, lambda kind, key: None)).filter(bool).map(itemgetter(0)),
    ),
    max_size=6,
).map(tuple)


# Without shrinking: a paper takes a while, and the words that differ are shown.
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.builds(Paper, texts, texts, parts, texts))
def test_any_paper_is_the_same_three_times(paper):
    with translation.override("sv"):
        agree(paper, typeset_here(**asked_of(lay(paper))))
