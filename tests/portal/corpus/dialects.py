"""The same two reports in every ordinary dialect of CSV: encodings, separators, quotes, line ends, BOMs."""

import codecs
import csv
import io
from itertools import product

from tests.portal.corpus.case import GOOD, HEADINGS, SECOND, Case, csv_of

ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be")
SEPARATORS = {";": "semikolon", ",": "komma", "\t": "tabb"}
ENDS = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}
TEXT = csv_of(GOOD, SECOND)


def _quoted(quoting: int, ends: str = "\r\n") -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=quoting, lineterminator=ends)
    writer.writerows([HEADINGS, list(GOOD.values()), list(SECOND.values())])
    return out.getvalue().encode()


CASES = [
    Case(
        f"{encoding}, {SEPARATORS[separator]}, {ENDS[ends]}",
        csv_of(GOOD, SECOND, separator=separator, ends=ends).encode(encoding),
        new=2,
    )
    for encoding, separator, ends in product(ENCODINGS, SEPARATORS, ENDS)
]
CASES += [
    Case("allt inom citattecken", _quoted(csv.QUOTE_ALL), new=2),
    Case("text inom citattecken", _quoted(csv.QUOTE_NONNUMERIC), new=2),
    Case("utan radslut på sista raden", TEXT.rstrip("\n").encode(), new=2),
    Case("tomma rader överallt", TEXT.replace("\n", "\n\n;;;\n").encode(), new=2),
    Case("tomma rader först", f"\n\n;;\n{TEXT}".encode(), new=2),
    Case("sep-rad", f"sep=;\n{TEXT}".encode(), new=2),
    Case("sep-rad med BOM", codecs.BOM_UTF8 + f"sep=;\r\n{TEXT}".encode(), new=2),
    Case("sep-rad inom citattecken", f'"sep=;"\n{TEXT}'.encode(), new=2),
    Case("sep-rad med komma", f"SEP=,\n{csv_of(GOOD, SECOND, separator=',')}".encode(), new=2),
    Case("sep-rad med tabb", f"sep=\t\n{csv_of(GOOD, SECOND, separator=chr(9))}".encode(), new=2),
    Case("blandade radslut", TEXT.replace("\n", "\r\n", 1).encode(), new=2),
    Case("skiljetecken sist på varje rad", TEXT.replace("\n", ";\n").encode(), new=2),
    Case("blanksteg kring varje cell", TEXT.replace(";", " ; ").encode(), new=2),
    Case("hårda blanksteg kring varje cell", TEXT.replace(";", "\u00a0;\u00a0").encode(), new=2),
    Case("vertikala streck som skiljetecken", csv_of(GOOD, separator="|").encode(), whole="Okända kolumner"),
    Case("kolon som skiljetecken", csv_of(GOOD, separator=":").encode(), whole="Okända kolumner"),
    Case("två BOM", codecs.BOM_UTF8 * 2 + TEXT.encode(), new=2),
    Case("ISO 8859-1 sägs vara UTF-8", TEXT.encode("latin-1"), new=2),
    Case("Mac Roman", TEXT.encode("mac_roman"), whole="Filen är ingen text"),
    Case("CP850 ur ett gammalt system", TEXT.encode("cp850"), whole="Filen är ingen text"),
    Case("UTF-32", TEXT.encode("utf-32"), whole="Filen är ingen text"),
    Case("UTF-7", TEXT.encode("utf-7"), whole="Okända kolumner"),
    Case("UTF-8 kodat två gånger", TEXT.encode().decode("cp1252").encode(), whole="Okända kolumner"),
    Case("EBCDIC", TEXT.encode("cp037"), whole="Filen är ingen text"),
    Case(
        "halva filen i Windows-1252",
        TEXT.encode() + csv_of(SECOND).encode("cp1252"),
        whole="Filen är avhuggen",
    ),
    Case("avhuggen mitt i ett å", "Å".encode()[:1].join([b"", TEXT.encode()]), whole="Filen är avhuggen"),
    Case("UTF-16 avhuggen mitt i ett tecken", TEXT.encode("utf-16")[:-1], whole="Filen är ingen text"),
    Case("UTF-16 med udda BOM", codecs.BOM_UTF16_BE + TEXT.encode("utf-16-le"), whole="Okända kolumner"),
]
