"""Workbooks, whole and broken: cells of every type, hidden and merged, locked, renamed, cut off; bombs."""

import io
import random
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.worksheet.formula import ArrayFormula

from tests.portal.corpus.case import GOOD, HEADINGS, SECOND, Case, cell, rezipped, workbook

TKR, TOLD, COUNT = "Förbrukat hittills tkr", "Erfarenheter", "Kallade"
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
BROKEN, SWOLLEN = "Filen är ingen hel Excel-arbetsbok.", "Filen blir för stor när den packas upp."
FORMULA = "Cellen är en formel."


def _case(name: str, content: Callable[[], bytes] | bytes, **answer: Any) -> Case:
    return Case(f"XLSX {name}", content, file="fil.xlsx", **answer)


def _filled(fill: Callable[[Any], None]) -> Callable[[], bytes]:
    return lambda: workbook(fill)


def _hidden(book: Any) -> None:
    book.create_sheet("Dolt", 0).append(["Hemligt"])
    book.worksheets[0].sheet_state = "hidden"


def _second_sheet(book: Any) -> None:
    book.create_sheet("Anvisningar").append(["Så fyller du i"])


def _merged(book: Any) -> None:
    book.active.append([SECOND[name] or None for name in HEADINGS])
    book.active.merge_cells("C2:C3")


def _hidden_rows(book: Any) -> None:
    book.active.append([SECOND[name] or None for name in HEADINGS])
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["F"].hidden = True


def _dressed(book: Any) -> None:
    sheet = book.active
    sheet["A1"].comment = Comment("Hej", "Någon")
    sheet.auto_filter.ref = "A1:K2"
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True
    sheet["E2"].hyperlink = "https://example.org"


def _set(where: str, value: Any) -> Callable[[], bytes]:
    def fill(book: Any) -> None:
        book.active[where] = value

    return _filled(fill)


def _array(book: Any) -> None:
    book.active["G2"] = ArrayFormula("G2:G3", "=SUM(1)")


def _chart_first() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        drawn, sheet, chart = book.add_chartsheet(), book.add_worksheet(), book.add_chart({"type": "bar"})
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, [GOOD[name] for name in HEADINGS])
        chart.add_series({"values": [sheet.get_name(), 1, 4, 1, 4]})
        drawn.set_chart(chart)
    return out.getvalue()


def _shared() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, [GOOD[name] for name in HEADINGS])
        sheet.write_rich_string(
            1, HEADINGS.index(TOLD), "halv", book.add_format({"bold": True}), "fet", " text"
        )
    return out.getvalue()


def _changed(member: str, old: bytes, new: bytes) -> Callable[[], bytes]:
    def change(xml: bytes) -> bytes:
        assert old in xml
        return xml.replace(old, new)

    return lambda: rezipped(workbook(), member, change)


def _swollen(member: str, size: int, content: bytes = b"") -> Callable[[], bytes]:
    """A workbook, or ``content``, with a member that unpacks to ``size`` bytes more: written bit by bit."""

    def made() -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content or workbook())) as old, zipfile.ZipFile(out, "w", 8) as new:
            for name in old.namelist():
                with new.open(name, "w") as file:
                    file.write(old.read(name))
                    for _ in range(size // 1_000_000 if name == member else 0):
                        file.write(b" " * 1_000_000)
        return out.getvalue()

    return made


def _without(member: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != member:
                new.writestr(name, old.read(name))
    return out.getvalue()


def _archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def _locked() -> bytes:
    content = bytearray(workbook())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(signature, at + 1)) >= 0:
            content[at + place] |= 1
    return bytes(content)


def _nested() -> bytes:
    inner = _swollen("bomb", 300_000_000, _archive(bomb=b""))()
    return rezipped(workbook(), "docProps/core.xml", lambda _: inner, zipfile.ZIP_STORED)


def _noise(size: int) -> bytes:
    return random.Random(6).randbytes(size)


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "' + b"a" * 1000 + b'"><!ENTITY b "&a;&a;&a;">]>'

CASES = [
    _case("som mallen", workbook, new=1),
    _case("delade strängar och halvfet text", _shared, new=1),
    _case("dolt blad först", _filled(_hidden), new=1),
    _case("fler blad", _filled(_second_sheet), new=1),
    _case("dolda rader och kolumner läses", _filled(_hidden_rows), new=2),
    _case(
        "sammanslagna celler", _filled(_merged), new=1, bad=((3, "Stadsdelsförvaltning", "Cellen är tom."),)
    ),
    _case("kommentarer, filter, låsta rutor, länkar", _filled(_dressed), new=1),
    _case("okomprimerad", lambda: rezipped(workbook(), SHEET, lambda xml: xml, zipfile.ZIP_STORED), new=1),
    _case("bladet ljuger om sin storlek", _changed(SHEET, b"A1:K2", b"A1:A1"), new=1),
    _case("tal", lambda: cell(TKR, 310.5), new=1),
    _case("heltal som flyttal", lambda: cell(COUNT, 12.0), new=1),
    _case("0,1 + 0,2", lambda: cell(TKR, 0.1 + 0.2), new=1),
    _case("tre decimaler är inga tusen", lambda: cell(TKR, 1.125), new=1),
    _case("tal med tusentalsformat", lambda: cell(TKR, 1234.5, "# ##0,00"), new=1),
    _case("tal som text", lambda: cell(TKR, "1 234,5"), new=1),
    _case("sant som svar", lambda: cell("Slutredovisning", False), new=1),
    _case("procent är bara ett tal", lambda: cell(TKR, 0.5, "0%"), new=1),
    _case("mycket stort tal", lambda: cell(TKR, 1e300), bad=((2, TKR, "Talet är för stort."),)),
    _case("mycket litet tal", lambda: cell(TKR, 1e-300), bad=((2, TKR, "Talet har för många decimaler."),)),
    _case(
        "datum där ett tal ska stå", lambda: cell(TKR, date(2026, 5, 1)), bad=((2, TKR, "Det är inget tal."),)
    ),
    _case(
        "datum där ett år ska stå",
        lambda: cell("År", datetime.fromisoformat("2026-05-01")),
        bad=((2, "År", "Det är inget år."),),
    ),
    _case("klockslag", lambda: cell(COUNT, time(8, 30)), bad=((2, COUNT, "Det är inget tal."),)),
    _case(
        "projektnummer som blev datum",
        lambda: cell("Projektnummer", date(2026, 1, 2)),
        bad=((2, "Projektnummer", ""),),
    ),
    _case("projektnummer som blev tal", lambda: cell("Projektnummer", 2.1), new=1),
    _case("formel", lambda: cell(TKR, "=SUM(A1:A2)"), bad=((2, TKR, FORMULA),)),
    _case("matrisformel", _filled(_array), bad=((2, TKR, FORMULA),)),
    _case("felvärde", lambda: cell(TKR, "#N/A"), bad=((2, TKR, FORMULA),)),
    _case("formel i en text", lambda: cell(TOLD, '=HYPERLINK("http://x","y")'), bad=((2, TOLD, FORMULA),)),
    _case("text som börjar med plus", lambda: cell(TOLD, "+46 8"), new=1),
    _case("hostil text", lambda: cell(TOLD, "<img src=x onerror=alert(1)>"), new=1),
    _case("styrtecken i XML", _changed(SHEET, b"310,5", b"310,5&#7;"), whole=BROKEN),
    _case(
        "vilsen cell till höger", _set("M2", "vilse"), bad=((2, "", "Cellen står i en kolumn utan rubrik."),)
    ),
    _case("vilsen cell långt till höger", _set("ZZ2", "vilse"), whole="Det står något i cell ZZ2"),
    _case("vilsen cell långt ner", _set("B90000", "vilse"), whole="Det står något i cell B90000"),
    _case("rubrikerna på rad fem", _filled(lambda book: book.active.insert_rows(1, 4)), new=1),
    _case(
        "titel ovanför rubrikerna",
        _filled(
            lambda book: (book.active.insert_rows(1), book.active.__setitem__("A1", "Redovisningar 2026"))
        ),
        whole="Okända kolumner",
    ),
    _case(
        "tomt blad", _filled(lambda book: book.active.delete_rows(1, 9)), whole="Filens första blad är tomt."
    ),
    _case(
        "bara rubriker", _filled(lambda book: book.active.delete_rows(2)), whole="Filen har rubriker men inga"
    ),
    _case("diagramblad först", _chart_first, new=1),
    _case("rubrik som är en formel", _set("A1", "=1"), whole="Okända kolumner"),
    _case("döpt om från CSV", ";".join(HEADINGS).encode() + b"\n", whole="Filen har rubriker men inga"),
    _case("döpt om från DOCX", _archive(word__document=b"<x/>"), whole=BROKEN),
    _case(
        "OpenDocument",
        _archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
        whole="Filen är sparad som OpenDocument (.ods).",
    ),
    _case(
        "gammal XLS, eller skyddad med lösenord",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        whole="Filen är skyddad med lösenord",
    ),
    _case("PDF", b"%PDF-1.7\n%\xe2\xe3", whole="Filen är en PDF."),
    _case("bild", b"\x89PNG\r\n\x1a\n" + bytes(300), whole="Filen är ingen text"),
    _case("gzip", b"\x1f\x8b\x08" + bytes(300), whole="Filen är ingen text"),
    _case("brus", lambda: b"PK\x03\x04" + _noise(50_000), whole=BROKEN),
    _case("låsta medlemmar", _locked, whole="Filen är skyddad med lösenord."),
    _case("tomt arkiv", b"PK\x05\x06" + bytes(18), whole="Filen är ingen text"),
    _case("avhuggen på mitten", lambda: workbook()[:3000], whole=BROKEN),
    _case("avhuggen i slutet", lambda: workbook()[:-10], whole=BROKEN),
    _case("utan arbetsbok", lambda: _without(BOOK), whole=BROKEN),
    _case("utan blad", lambda: _without(SHEET), whole=BROKEN),
    _case("XML som inte slutar", _changed(SHEET, b"</sheetData>", b""), whole=BROKEN),
    _case("tomt blad-XML", lambda: rezipped(workbook(), SHEET, lambda _: b""), whole=BROKEN),
    _case(
        "entiteter som växer", lambda: rezipped(workbook(), SHEET, lambda xml: ENTITIES + xml), whole=BROKEN
    ),
    _case("zipbomb i bladet", _swollen(SHEET, 350_000_000), whole=SWOLLEN),
    _case("zipbomb i stilarna", _swollen("xl/styles.xml", 50_000_000), whole=SWOLLEN),
    _case("zipbomb i en zip", _nested, whole=BROKEN),
    _case(
        "tusen medlemmar",
        lambda: _archive(**{BOOK.replace("/", "__"): b""}, **{f"m{n}": b"" for n in range(999)}),
        whole=SWOLLEN,
    ),
    _case("en miljon tomma rader", _set("A1048576", " "), new=1),
]
