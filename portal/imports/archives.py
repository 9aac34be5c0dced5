"""An XLSX file is a zip archive: it is looked through before any of it is given to the library that reads it.

The limits stand where they stop what would take the server's memory or minutes, far above what Excel writes.
"""

import re
import zipfile
from io import BytesIO
from typing import IO

from django.utils.translation import gettext as _

from portal.imports.sheets import UnreadableFile

MB = 1024 * 1024
MAX_MEMBERS = 500
MAX_UNPACKED = 300 * MB
MAX_RATIO = 200  # a sheet shrinks to a tenth, a bomb to a thousandth
RATIO_FROM = 10 * MB
MAX_STRINGS = 100 * MB
MAX_TREE = 8 * MB  # the library reads styles and the like as whole trees
MAX_ROW = MB  # of XML without the end of a row
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!\s*DOCTYPE", re.IGNORECASE)
_STRINGS = "xl/sharedstrings.xml"


def look_through(content: bytes | IO[bytes]) -> None:
    """Refuse, in words, what is no workbook, what is locked, and what unpacks to far more than it says."""
    try:
        with zipfile.ZipFile(BytesIO(content) if isinstance(content, bytes) else content) as archive:
            members = archive.infolist()
            _refuse_foreign(archive, members)
            _refuse_large(members)
            for member in members:
                _refuse_entities(archive.open(member))
                if _SHEET.fullmatch(member.filename):
                    _refuse_endless_row(archive.open(member))
    except UnreadableFile:
        raise
    except Exception as error:  # zipfile and zlib raise what a damaged archive provokes
        raise not_a_workbook() from error


def not_a_workbook() -> UnreadableFile:
    return UnreadableFile(
        _("Filen är ingen hel Excel-arbetsbok."),
        _("Öppna den i Excel, spara den som .xlsx och lämna in den igen."),
    )


def _refuse_foreign(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFile(_("Filen är skyddad med lösenord."), _("Ta bort lösenordet och spara igen."))
    names = {member.filename for member in members}
    if "mimetype" in names and b"opendocument" in archive.open("mimetype").read(200):
        raise UnreadableFile(
            _("Filen är sparad som OpenDocument (.ods)."),
            _("Spara den som Excel-arbetsbok (.xlsx) eller CSV och lämna in den igen."),
        )
    if "xl/workbook.xml" not in names:
        raise not_a_workbook()


def _refuse_large(members: list[zipfile.ZipInfo]) -> None:
    bomb = any(
        member.file_size > RATIO_FROM and member.file_size > MAX_RATIO * max(member.compress_size, 1)
        for member in members
    )
    if bomb or len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise _too_large()
    if any(member.file_size > _limit(member.filename.lower()) for member in members):
        raise _too_large()


def _limit(name: str) -> int:
    if _SHEET.fullmatch(name) or not name.endswith((".xml", ".rels", ".vml")):
        return MAX_UNPACKED
    return MAX_STRINGS if name == _STRINGS else MAX_TREE


def _refuse_entities(member: IO[bytes]) -> None:
    """No spreadsheet program writes a document type; in one, a few words can grow into gigabytes."""
    with member:
        if _DOCTYPE.search(member.read(4096).replace(b"\x00", b"")):
            raise not_a_workbook()


def _refuse_endless_row(sheet: IO[bytes]) -> None:
    """The library holds a row of XML in memory until it ends: one that does not end is refused."""
    with sheet:
        waited = 0
        while piece := sheet.read(MAX_ROW // 4):
            waited = 0 if b"row" in piece else waited + len(piece)
            if waited > MAX_ROW:
                raise _too_large()


def _too_large() -> UnreadableFile:
    return UnreadableFile(
        _("Filen blir för stor när den packas upp."), _("Spara bara det blad som ska lämnas in.")
    )
