"""CSV as it comes out of Excel, LibreOffice and the city's systems: encodings, separators, line ends."""

import codecs
import csv
import re
from collections.abc import Iterator
from io import TextIOWrapper
from typing import TextIO

from django.utils.translation import gettext as _

from portal.files.storing import Opener
from portal.imports.headings import fold_heading
from portal.imports.sheets import MAX_COLUMNS, MAX_ROWS, Sheet, SourceRow, UnreadableFile

SEPARATORS = {";": "semikolon", ",": "komma", "\t": "tabb"}
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
MAX_CELL = 100_000
PIECE = 1 << 16  # characters that are looked at together
HEADING = 10_000  # characters of the heading row that are looked at to tell the separator
# å, ä, ö, é of UTF-8: in a file that is not whole UTF-8 they are broken letters, not Windows-1252.
_UTF8_LETTER = re.compile(rb"\xc3[\x84\x85\x89\x96\xa4\xa5\xa9\xb6]")


def read_csv(opened: Opener, names: set[str]) -> Sheet:
    """Read a CSV file, a piece at a time: a large one is never held.

    Raises UnreadableFile when it is none, or is cut off inside a cell.
    """
    codec, encoding = codec_of(opened)
    with _text(opened, codec) as text:
        declared, skipped = _declared_separator(text.read(8))
    with _text(opened, codec) as text:
        separator = declared or _likeliest(_first_line(text), names)
    rows = _rows(opened, codec, separator, skipped)
    heading = next(rows, None)
    if heading is None:
        raise UnreadableFile(_("Filen är tom."), _("Hämta mallen, fyll i den och lämna in den."))
    return Sheet(heading, rows, {"format": "CSV", "encoding": encoding, "separator": SEPARATORS[separator]})


def codec_of(opened: Opener) -> tuple[str, str]:
    """The codec that reads all of the file, and the name of its encoding: by byte order mark, else UTF-8,
    else Windows-1252."""
    with opened() as file:
        head = file.read(200)
    for mark, codec, name in BOMS:
        if head.startswith(mark):
            return _readable(opened, codec), name
    if head.count(0) * 4 > len(head):  # most Latin letters have a zero byte in UTF-16
        little = head[1::2].count(0) > head[::2].count(0)
        return _readable(opened, "utf-16-le" if little else "utf-16-be"), "UTF-16"
    try:
        return _readable(opened, "utf-8"), "UTF-8"
    except UnreadableFile:
        if _has_utf8_letters(opened):
            raise UnreadableFile(
                _("Filen är avhuggen, eller så är å, ä och ö skrivna på två sätt i den."),
                _("Spara den som CSV UTF-8 eller Excel-arbetsbok (.xlsx) och lämna in den igen."),
            ) from None
        return _readable(opened, "cp1252"), "Windows-1252"


def _has_utf8_letters(opened: Opener) -> bool:
    """Whether a Swedish letter of UTF-8 stands somewhere, and no zero byte anywhere."""
    found, last = False, b""
    with opened() as file:
        while piece := file.read(PIECE):
            if b"\x00" in piece:
                return False
            found = found or _UTF8_LETTER.search(last + piece) is not None
            last = piece[-1:]
    return found


def _readable(opened: Opener, codec: str) -> str:
    """The codec, when it reads every byte and finds no NUL among the signs; else raises UnreadableFile."""
    with _text(opened, codec) as text:
        try:
            found = any("\x00" in piece for piece in iter(lambda: text.read(PIECE), ""))
        except UnicodeDecodeError:
            found = True
    if found:
        raise UnreadableFile(
            _("Filen är ingen text som går att läsa."),
            _("Spara den som Excel-arbetsbok (.xlsx) eller CSV och lämna in den igen."),
        )
    return codec


def _text(opened: Opener, codec: str) -> TextIO:
    return TextIOWrapper(opened(), encoding=codec, newline="")


def _declared_separator(begins: str) -> tuple[str, int]:
    """The separator of Excel's first line ``sep=;`` and how many lines it takes."""
    first = begins.splitlines()[0].strip().strip('"') if begins else ""
    if first.lower().startswith("sep=") and first[4:5] in SEPARATORS:
        return first[4], 1
    return ("\t", 1) if first.lower() == "sep=" and begins[4:5] == "\t" else ("", 0)


def _first_line(text: TextIO) -> str:
    """The first line with anything in it, as much of it as headings take."""
    return next((line for line in iter(lambda: text.readline(HEADING), "") if line.strip()), "")


def _likeliest(heading: str, names: set[str]) -> str:
    """The separator that finds most known headings, then most cells."""

    def found(separator: str) -> tuple[int, int]:
        cells = next(csv.reader([heading], delimiter=separator), [])
        return sum(fold_heading(cell) in names for cell in cells), len(cells)

    return max(SEPARATORS, key=found)


def _rows(opened: Opener, codec: str, separator: str, skipped: int) -> Iterator[SourceRow]:
    """Rows with the line they begin on; blank ones are left out. The first is the heading."""
    csv.field_size_limit(MAX_CELL)
    with _text(opened, codec) as text:
        yield from _rows_of(text, separator, skipped)


def _rows_of(text: TextIO, separator: str, skipped: int) -> Iterator[SourceRow]:
    reader = csv.reader(text, delimiter=separator, strict=True)
    count, begins = 0, 1
    try:
        for cells in reader:
            line, begins = begins, reader.line_num + 1
            if line <= skipped or not "".join(cells).strip():
                continue
            count += 1
            if count > MAX_ROWS + 1 or len(cells) > MAX_COLUMNS:
                raise _too_large(line)
            yield SourceRow(line, cells)
    except csv.Error as error:
        raise _broken(error, begins) from error


def _too_large(line: int) -> UnreadableFile:
    return UnreadableFile(
        _("Filen är för stor: högst %(rows)s rader och %(columns)s kolumner.")
        % {"rows": MAX_ROWS, "columns": MAX_COLUMNS},
        _("Dela den i flera filer."),
        line,
    )


def _broken(error: csv.Error, line: int) -> UnreadableFile:
    if "field larger" in str(error):
        return UnreadableFile(
            _("En cell på rad %(line)s är för stor.") % {"line": line}, _("Korta texten."), line
        )
    return UnreadableFile(
        _("Citattecknen på rad %(line)s stämmer inte, eller så är filen avhuggen.") % {"line": line},
        _("Öppna filen, kontrollera raden och spara den igen."),
        line,
    )
