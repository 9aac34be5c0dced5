"""Odd and hostile CSV files, each with its answer: the rows it holds, or words. Never anything else."""

import codecs
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.imports.headings import match
from portal.imports.reading import read_sheet
from portal.imports.sheets import UnreadableFile
from tests.portal.importing import KIND, NAMES, answer_of, cells, read

GOOD = [
    (b"Nyckel;Namn\na;x", [(2, ["a", "x"])]),
    (b"\n\nNyckel,Namn\na,x\n", [(4, ["a", "x"])]),
    (b"Nyckel;Namn\r\n\r\na;x\r\n;;\r\nb;y\r\n", [(3, ["a", "x"]), (5, ["b", "y"])]),
    (b"sep=;\nNyckel;Namn\na;x\n", [(3, ["a", "x"])]),
    (b'"sep=,"\nNyckel,Namn\na,x\n', [(3, ["a", "x"])]),
    (b"SEP=\t\nNyckel\tNamn\na\tx\n", [(3, ["a", "x"])]),
    (codecs.BOM_UTF8 + b"sep=;\nNyckel;Namn\na;x\n", [(3, ["a", "x"])]),
    (b'Nyckel;Namn\na;"x;y"\n', [(2, ["a", "x;y"])]),
    (b'Nyckel;Namn\na;5" r\xc3\xb6r\n', [(2, ["a", '5" rör'])]),
    (b'Nyckel;Namn\na;"""x"""\n', [(2, ["a", '"x"'])]),
    (
        b'Nyckel;Namn\r\na;"ett\r\ntv\xc3\xa5\rtre"\r\nb;y\r\n',
        [(2, ["a", "ett\r\ntvå\rtre"]), (5, ["b", "y"])],
    ),
    (b'"Nyckel";"Na\nmn"\na;x\n', [(3, ["a", "x"])]),
    (b"Nyckel;Namn\na\n", [(2, ["a"])]),
    (b"Nyckel,Namn\na,1;2;3;4\n", [(2, ["a", "1;2;3;4"])]),
    ("Nyckel;Namn\na;b\u2028c\n".encode(), [(2, ["a", "b\u2028c"])]),
    ("Nyckel;Namn\na;pris 5 €\n".encode("cp1252"), [(2, ["a", "pris 5 €"])]),
    ("Nyckel;Namn\na;Ñandú Ãlvares\n".encode("cp1252"), [(2, ["a", "Ñandú Ãlvares"])]),
]


@pytest.mark.parametrize(("content", "expected"), GOOD)
def test_odd_csv_is_read(content, expected):
    assert cells(content) == expected


# Files that are no rows ------------------------------------------------------------------------------------

UTF8_LEFT = "Nyckel;Namn\na;Älvsjö".encode()
UNREADABLE = [
    (b" ", "Filen är tom."),
    (b";;;\n;;\n", "Filen är tom."),
    (b"sep=;\n", "Filen är tom."),
    (UTF8_LEFT[:-1], "Filen är avhuggen, eller så är å, ä och ö skrivna på två sätt i den."),
    (UTF8_LEFT + "\nb;Älvsjö".encode("cp1252"), "Filen är avhuggen, eller så är å, ä och ö"),
    (codecs.BOM_UTF8 + b"Nyckel;Namn\na;\xff\n", "Filen är ingen text som går att läsa."),
    ("Nyckel;Namn\na;x\n".encode("utf-16")[:-1], "Filen är ingen text som går att läsa."),
    ("Nyckel;Namn\n".encode("utf-32"), "Filen är ingen text som går att läsa."),
    (b"\x89PNG\r\n\x1a\n" + bytes(300), "Filen är ingen text som går att läsa."),
    (zlib.compress(b"Nyckel;Namn\n" * 50), "Filen är ingen text som går att läsa."),
    (b"PK\x05\x06" + bytes(18), "Filen är ingen text som går att läsa."),
    (b"PK\x03\x04" + bytes(30), "Filen är ingen hel Excel-arbetsbok."),
    (b"%PDF-1.7\n%\xe2\xe3", "Filen är en PDF."),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "Filen är skyddad med lösenord"),
    (b'Nyckel;Namn\na;"x" y\n', "Citattecknen på rad 2 stämmer inte"),
    (b'Nyckel;Namn\na;x\nb;"y\nc;z\n', "Citattecknen på rad 3 stämmer inte"),
    (b"x" * 5_000_000, "En cell på rad 1 är för stor."),
    (b"Nyckel;Namn\n" + b"a;" + b"y" * 100_001 + b"\n", "En cell på rad 2 är för stor."),
    (b";".join(b"%d" % n for n in range(201)) + b"\n", "Filen är för stor: högst 1000000 rader och 200"),
]


@pytest.mark.parametrize(("content", "said"), UNREADABLE)
def test_file_that_is_no_rows_says_so_with_a_remedy(content, said):
    with pytest.raises(UnreadableFile) as refusal:
        cells(content)
    assert refusal.value.message.startswith(said)
    assert refusal.value.remedy


HEADINGS = [
    ("Namn;Nyckel*;Bildad", None),
    ("NYCKEL;  namn ;\u00a0Bildad", None),
    ("Nyckel;Namn\u200b", None),
    ("Nyckel;Bena\u0308mning", None),
    ("Nyckel;Namn;;", None),
    ("Nyckel;Namn;Namn", "Kolumner som står två gånger: Namn."),
    ("Nyckel;Namn;NYCKEL *", "Kolumner som står två gånger: NYCKEL *."),
    ("Bildad", "Kolumner som saknas: Nyckel, Namn."),
    ("<html><body>", "Okända kolumner: <html><body>. Kolumner som saknas: Nyckel, Namn."),
    ("Nyckel;Namn;" + "x" * 80, f"Okända kolumner: {'x' * 60}…."),
    (
        "Nyckel;Namn;" + ";".join("abcdefghijkl"),
        "Okända kolumner: a, b, c, d, e, f, g, h, i, j, ….",
    ),
]


@pytest.mark.parametrize(("line", "said"), HEADINGS)
def test_heading_row(line, said):
    heading = read_sheet(f"{line}\na;b;c\n".encode(), NAMES).heading.cells
    if said is None:
        assert {column.key for column in match(heading, KIND).places.values()} >= {"key", "short_name"}
    else:
        with pytest.raises(UnreadableFile) as refusal:
            match(heading, KIND)
        assert refusal.value.message == said


# Rows ------------------------------------------------------------------------------------------------------

NO_HEADING = "Cellen står i en kolumn utan rubrik."
ROWS = [
    ("a;x", [(2, {"key": "a", "short_name": "x"})], []),
    ("a;x;;;", [(2, {"key": "a", "short_name": "x"})], []),
    ("a;x;vilse", [], [(2, "", "vilse", NO_HEADING)]),
    ("a", [], [(2, "Namn", "", "Cellen är tom.")]),
    (";", [], []),
    (" \u00a0;x", [], [(2, "Nyckel", " \u00a0", "Cellen är tom.")]),
    ("a;=1+1", [], [(2, "Namn", "=1+1", "Cellen är en formel.")]),
    ("a; =1+1", [], [(2, "Namn", " =1+1", "Cellen är en formel.")]),
    ("a;\u200b=1+1", [], [(2, "Namn", "\u200b=1+1", "Cellen är en formel.")]),
    ("a;'=1+1", [(2, {"key": "a", "short_name": "=1+1"})], []),
    ("a;''=1+1", [(2, {"key": "a", "short_name": "'=1+1"})], []),
    ("a;+46 8", [(2, {"key": "a", "short_name": "+46 8"})], []),
    ("a;@x", [(2, {"key": "a", "short_name": "@x"})], []),
    ("a;d'Or", [(2, {"key": "a", "short_name": "d'Or"})], []),
    ("a;x\x07", [], [(2, "Namn", "x\x07", "Texten innehåller tecken som inte går att spara.")]),
    ("a;\u202efdp.x", [(2, {"key": "a", "short_name": "fdp.x"})], []),
    ("a;<script>alert(1)</script>", [(2, {"key": "a", "short_name": "<script>alert(1)</script>"})], []),
    ("a;" + "=" * 500, [], [(2, "Namn", "=" * 120, "Cellen är en formel.")]),
]


@pytest.mark.parametrize(("line", "good", "bad"), ROWS)
def test_row(line, good, bad):
    assert read(f"Nyckel;Namn\n{line}\n".encode()) == (good, bad)


def test_column_that_is_not_in_the_file_is_not_among_the_values():
    (absent,), _ = read(b"Nyckel;Namn\na;x\n")
    (blank,), _ = read(b"Nyckel;Namn;Bildad\na;x;\n")
    assert absent == (2, {"key": "a", "short_name": "x"})
    assert blank == (2, {"key": "a", "short_name": "x", "valid_from": None})


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_rows_or_words(content):
    for start in (b"", b"Nyckel;Namn\n", b"PK\x03\x04", codecs.BOM_UTF16_LE, codecs.BOM_UTF8):
        assert answer_of(start + content) is not None
