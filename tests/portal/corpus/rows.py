"""Headings, rows and quotes that do not stand as they should: doubled, missing, ragged, stray, cut off."""

import unicodedata

from tests.portal.corpus.case import GOOD, HEADINGS, SECOND, Case, csv_of

TEXT = csv_of(GOOD)
HEAD, ROW = TEXT.splitlines()
STRAY = "Cellen står i en kolumn utan rubrik."


def _heads(old: str, new: str) -> bytes:
    return f"{HEAD.replace(old, new)}\n{ROW}\n".encode()


def _rows(*lines: str) -> bytes:
    return "\n".join([HEAD, *lines, ""]).encode()


CASES = [
    Case("tom fil", b"", whole="Filen är tom."),
    Case("bara blanksteg", b"  \n \t\n", whole="Filen är tom."),
    Case("bara skiljetecken", b";;;\n;;;\n", whole="Filen är tom."),
    Case("bara BOM", b"\xef\xbb\xbf", whole="Filen är tom."),
    Case("bara sep-rad", b"sep=;\n", whole="Filen är tom."),
    Case("bara rubriker", f"{HEAD}\n".encode(), whole="Filen har rubriker men inga rader."),
    Case("rubriker och tomma rader", f"{HEAD}\n;;;\n\n".encode(), whole="Filen har rubriker men inga"),
    Case("inga rubriker", f"{ROW}\n".encode(), whole="Okända kolumner: 2026, 2, Järva"),
    Case("en webbsida", b"<!DOCTYPE html>\n<html><body>Logga in</body></html>\n", whole="Okända kolumner"),
    Case("ett brev", "Hej! Här kommer siffrorna.\n\nMvh\n".encode(), whole="Okända kolumner: Hej!"),
    Case("JSON", b'[{"ar": 2026, "tertial": 2}]\n', whole="Okända kolumner"),
    Case("XML", b'<?xml version="1.0"?><rader/>\n', whole="Okända kolumner"),
    Case("stora bokstäver i rubrikerna", f"{HEAD.upper()}\n{ROW}\n".encode(), new=1),
    Case("små bokstäver i rubrikerna", f"{HEAD.lower()}\n{ROW}\n".encode(), new=1),
    Case("sammansatta bokstäver", unicodedata.normalize("NFD", TEXT).encode(), new=1),
    Case("stjärnor på rubrikerna", f"{HEAD.replace(';', '*;')}*\n{ROW}\n".encode(), new=1),
    Case("mjukt blanksteg i rubriken", _heads("Deltagare hittills", "Deltagare\u00a0hittills"), new=1),
    Case("osynligt tecken i rubriken", _heads("Tertial", "\u200bTertial\ufeff"), new=1),
    Case("radbrytning i rubriken", _heads("Deltagare hittills", '"Deltagare\nhittills"'), new=1),
    Case("andra namn på kolumnerna", _heads("Stadsdelsförvaltning", "Stadsdelsnämnd"), new=1),
    Case("förkortat namn på beloppet", _heads("Förbrukat hittills tkr", "Förbrukat tkr"), new=1),
    Case(
        "rubriken två gånger",
        f"{HEAD};Kallade\n{ROW};\n".encode(),
        whole="Kolumner som står två gånger: Kallade.",
    ),
    Case(
        "rubriken och dess andra namn",
        f"{HEAD};Stadsdel\n{ROW};\n".encode(),
        whole="Kolumner som står två gånger: Stadsdel.",
    ),
    Case("okänd kolumn", f"{HEAD};Handläggare\n{ROW};x\n".encode(), whole="Okända kolumner: Handläggare."),
    Case("felstavad kolumn", _heads("Tertial", "Tertail"), whole="Okända kolumner: Tertail."),
    Case("rubrik saknas", _heads("Tertial;", ""), whole="Kolumner som saknas: Tertial."),
    Case("alla rubriker saknas utom en", "År\n2026\n".encode(), whole="Kolumner som saknas"),
    Case("rubrik som är en formel", _heads("Tertial", "=Tertial"), whole="Okända kolumner"),
    Case("två hundra kolumner till", f"{HEAD}{';x' * 200}\n".encode(), whole="Filen är för stor"),
    Case(
        "kolumner baklänges",
        "\n".join(";".join(line.split(";")[::-1]) for line in (HEAD, ROW)).encode(),
        new=1,
    ),
    Case("kort rad", _rows(";".join(ROW.split(";")[:8])), bad=((2, "Slutredovisning", "Cellen är tom."),)),
    Case(
        "mycket kort rad",
        _rows("2026"),
        bad=tuple(
            (2, name, "Cellen är tom.")
            for name in HEADINGS
            if name not in ("År", "Deltagare hittills", "Kallade", "Erfarenheter", "Samverkanspartner")
        ),
    ),
    Case("cell utan rubrik", _rows(f"{ROW};vilse"), bad=((2, "", STRAY),)),
    Case("cell långt utanför", _rows(f"{ROW}{';' * 50}vilse"), bad=((2, "", STRAY),)),
    Case(
        "skiljetecken i en text utan citattecken",
        _rows(ROW.replace("Ja;;", "Ja;ett;två;")),
        bad=(
            (2, "", STRAY),
            (2, "Slutredovisning", "Cellen är tom."),
        ),
    ),
    Case(
        "samma rad två gånger",
        _rows(ROW, ROW),
        new=1,
        bad=(
            (
                3,
                "Projektnummer",
                "Samma År, Tertial, Stadsdelsförvaltning, Projektnummer står redan på rad 2.",
            ),
        ),
    ),
    Case(
        "samma rad två gånger, skriven på två sätt",
        _rows(ROW, ROW.replace("2026", "2026.0")),
        new=1,
        bad=((3, "Projektnummer", "Samma År, Tertial"),),
    ),
    Case(
        "summa sist",
        _rows(ROW, ";;Totalt;;42;;310,5;;;;"),
        new=1,
        bad=(
            (3, "År", "Cellen är tom."),
            (3, "Tertial", "Cellen är tom."),
            (3, "Projektnummer", "Cellen är tom."),
            (3, "Plan för implementering", "Cellen är tom."),
            (3, "Slutredovisning", "Cellen är tom."),
        ),
    ),
    Case(
        "rubrikerna en gång till mitt i",
        _rows(ROW, HEAD),
        new=1,
        bad=tuple(
            (3, name, said)
            for name, said in (
                ("År", "Det är inget år."),
                ("Tertial", "Tertialen finns inte."),
                ("Deltagare hittills", "Det är inget tal."),
                ("Kallade", "Det är inget tal."),
                ("Förbrukat hittills tkr", "Det är inget tal."),
                ("Plan för implementering", "Ordet finns inte i listan."),
                ("Slutredovisning", "Svaret finns inte."),
            )
        ),
    ),
    Case(
        "en god och en dålig",
        csv_of(GOOD, SECOND | {"Tertial": "4"}).encode(),
        new=1,
        bad=((3, "Tertial", "Tertialen finns inte."),),
    ),
    Case("citat som inte slutar", _rows(ROW, ROW.replace("Järva", '"Järva')), whole="Citattecknen på rad 3"),
    Case(
        "text efter slutet på citatet", _rows(ROW.replace("Järva", '"Jär"va')), whole="Citattecknen på rad 2"
    ),
    Case("citattecken mitt i en cell", _rows(ROW.replace("Ja;;", 'Ja;5" rör;')), new=1),
    Case("dubbla citattecken", _rows(ROW.replace("Ja;;", 'Ja;"sa ""hej"" då";')), new=1),
    Case("radbrytningar i en cell", _rows(ROW.replace("Ja;;", 'Ja;"ett\r\ntvå\rtre\nfyra";')), new=1),
    Case(
        "fel efter en cell med radbrytningar",
        _rows(ROW.replace("Ja;;", 'Ja;"ett\ntvå\ntre";'), ROW.replace("2026;2", "2026;9")),
        new=1,
        bad=((5, "Tertial", "Tertialen finns inte."),),
    ),
    Case("svenska citattecken", _rows(ROW.replace("Ja;;", "Ja;”sa hej”;")), new=1),
    Case("NUL i en cell", _rows(ROW.replace("Ja;;", "Ja;a\x00b;")), whole="Filen är ingen text"),
    Case("NUL sist", TEXT.encode() + b"\x00" * 400, whole="Filen är ingen text"),
    Case(
        "Ctrl-Z sist",
        TEXT.encode() + b"\x1a",
        new=1,
        bad=tuple(
            (3, name, said)
            for name, said in (
                ("År", "Texten innehåller tecken"),
                ("Tertial", "Cellen är tom."),
                ("Stadsdelsförvaltning", "Cellen är tom."),
                ("Projektnummer", "Cellen är tom."),
                ("Förbrukat hittills tkr", "Cellen är tom."),
                ("Plan för implementering", "Cellen är tom."),
                ("Slutredovisning", "Cellen är tom."),
            )
        ),
    ),
    Case(
        "cell med hundratusen tecken",
        _rows(ROW.replace("Ja;;", f"Ja;{'x' * 100_001};")),
        whole="En cell på rad 2 är för stor.",
    ),
    Case("en rad på 40 MB", lambda: b"x" * 40_000_000, whole="En cell på rad 1 är för stor."),
    Case("en rad på 100 MB", lambda: b"x" * 100_000_000, whole="Filen är för stor. Gränsen är 50 MB."),
    Case("en miljon tomma rader", lambda: TEXT.encode() + b"\n" * 1_000_000, new=1),
    Case("tusen kolumner på en rad", _rows(ROW + ";" * 1000), whole="Filen är för stor"),
]
