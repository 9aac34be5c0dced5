"""The template as a workbook: known rows, lists to choose from, headings that stay, and how to fill it in.

Protected without a password: nothing is secret in it, it only keeps a heading from being typed over.
"""

from collections.abc import Iterable, Mapping, Sequence
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _

from portal.content.figures import Unit
from portal.content.writers_cells import NUMBERS, plain
from portal.content.writers_xlsx import FORMATS, OPTIONS, WIDE
from portal.imports.columns import Column, ImportKind

EMPTY_ROWS = 1000  # with lists and help below those that are filled in
ALLOWED = dict.fromkeys(
    ("insert_rows", "delete_rows", "format_cells", "format_columns", "format_rows", "sort", "autofilter"),
    True,
)
LISTS = "Listor"
TITLE, HELP, SHEET_NAME = 32, 255, 31  # characters that a spreadsheet's box and tab can hold


def template_xlsx(
    kind: ImportKind, rows: Iterable[Sequence[Any]], options: Mapping[str, Sequence[str]]
) -> IO[bytes]:
    """Return the open workbook. ``rows``: cells as of ``rows_out``; ``options``: column key -> words."""
    file = TemporaryFile()  # noqa: SIM115 - handed to the response, which closes it
    with xlsxwriter.Workbook(file, {**OPTIONS, "constant_memory": False}) as book:
        formats = {
            name: book.add_format({**form, "locked": name == "head"}) for name, form in FORMATS.items()
        }
        sheet = book.add_worksheet(_sheet_name(str(kind.title)))
        last = _fill(sheet, kind, rows, formats) + EMPTY_ROWS
        _instruct(book, kind, options)
        choices = {
            column.key: column.choices or tuple(options.get(column.key, ())) for column in kind.columns
        }
        _offer(book, sheet, kind, choices, last)
        sheet.protect("", ALLOWED)
    file.seek(0)
    return file


def _sheet_name(title: str) -> str:
    return "".join(" " if sign in "[]:*?/\\" else sign for sign in title)[:SHEET_NAME].strip("' ") or "Blad"


def _heading(column: Column) -> str:
    return f"{column.heading}*" if column.required else column.heading


def _fill(sheet: Any, kind: ImportKind, rows: Iterable[Sequence[Any]], formats: Mapping[str, Any]) -> int:
    """Write the headings and the rows; answer the number of the last one."""
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(kind.columns):
        heading = _heading(column)
        sheet.set_column(place, place, min(max(12, len(heading) + 3), WIDE), formats["text"])
        sheet.write_string(0, place, heading, formats["head"])
    number = 0
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            cell = plain(value, Unit.TEXT)
            if isinstance(cell, NUMBERS):
                sheet.write_number(number, place, cell, formats["text"])
            elif cell is not None:
                sheet.write_string(number, place, str(cell), formats["text"])
    return number


def _offer(book: Any, sheet: Any, kind: ImportKind, choices: Mapping[str, Sequence[str]], last: int) -> None:
    """Give each column its help when a cell in it is chosen, and its list where there is one."""
    lists = [(key, words) for key, words in choices.items() if words]
    _lay_down_lists(book, [words for _key, words in lists])
    places = {key: place for place, (key, _words) in enumerate(lists)}
    for number, column in enumerate(kind.columns):
        rule: dict[str, Any] = {"validate": "any"}
        if column.key in places:
            name = xlsxwriter.utility.xl_col_to_name(places[column.key])
            count = len(choices[column.key])
            # A warning and no more: the reader knows more spellings than the list, and says what is wrong.
            rule = {
                "validate": "list",
                "source": f"={LISTS}!${name}$1:${name}${count}",
                "error_type": "warning",
                "error_title": _("Finns inte i listan"),
                "error_message": _("Välj i listan, så säger portalen inte ifrån när filen lämnas in."),
            }
        if text := str(column.help):
            rule |= {"input_title": column.heading[:TITLE], "input_message": text[:HELP]}
        if len(rule) > 1:
            sheet.data_validation(1, number, last, number, rule)


def _lay_down_lists(book: Any, lists: Sequence[Sequence[str]]) -> None:
    sheet = book.add_worksheet(LISTS)
    for place, words in enumerate(lists):
        sheet.write_column(0, place, [str(plain(word, Unit.TEXT)) for word in words])
    sheet.very_hidden()


def _instruct(book: Any, kind: ImportKind, options: Mapping[str, Sequence[str]]) -> None:
    """The second sheet: what to do, and what each column is."""
    wrap, bold = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"bold": True})
    sheet = book.add_worksheet(_("Så fyller du i"))
    sheet.set_column(0, 0, 30, wrap)
    sheet.set_column(1, 1, 14, wrap)
    sheet.set_column(2, 4, WIDE, wrap)
    lines = (
        kind.intro,
        _("Fyll i det första bladet. Rubrikerna ska stå kvar, i vilken ordning som helst."),
        _("Lämna en cell tom om ni inte vet. Skriv 0 om ni har räknat och det blev noll."),
        _("Spara filen och lämna in den under Läs in fil. Du får se allt som ändras innan det sparas."),
    )
    sheet.write_string(0, 0, str(kind.title), bold)
    for number, line in enumerate(lines, start=1):
        sheet.merge_range(number, 0, number, 4, str(line), wrap)
    headings = (_("Rubrik"), _("Måste fyllas i"), _("Vad som skrivs"), _("Exempel"), _("Ord att välja bland"))
    sheet.write_row(6, 0, headings, bold)
    for number, column in enumerate(kind.columns, start=7):
        words = column.choices or tuple(options.get(column.key, ()))
        required = _("Ja") if column.required and not column.may_be_blank else _("Nej")
        cells = (_heading(column), required, column.help, column.example, ", ".join(words))
        for place, cell in enumerate(cells):
            sheet.write_string(number, place, str(plain(str(cell), Unit.TEXT)), wrap)
