"""Bytes into rows: the kind of file is told by its content, never by its name."""

from django.utils.translation import gettext as _

from portal.files.storing import Opener, opener
from portal.imports.reading_csv import read_csv
from portal.imports.reading_xlsx import read_xlsx
from portal.imports.sheets import Sheet, UnreadableFile

ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-"


def read_sheet(content: bytes | Opener, names: set[str]) -> Sheet:
    """Read a CSV or XLSX file, bytes or what opens it, a piece at a time.

    ``names`` are the folded headings that help to tell the separator.

    Raises UnreadableFile, in words, for everything else.
    """
    opened = opener(content)
    with opened() as file:
        head = file.read(len(PDF))
    if head.startswith(ZIP):
        return read_xlsx(opened)
    if head.startswith(OLE):
        raise UnreadableFile(
            _("Filen är skyddad med lösenord eller sparad i det gamla Excel-formatet (.xls)."),
            _("Ta bort lösenordet och spara den som Excel-arbetsbok (.xlsx) eller CSV."),
        )
    if head.startswith(PDF):
        raise UnreadableFile(_("Filen är en PDF."), _("Lämna in den som Excel-arbetsbok (.xlsx) eller CSV."))
    return read_csv(opened, names)
