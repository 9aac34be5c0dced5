"""What nobody should type, and what an answer must not hold when somebody did."""

import csv
import io
import re
from html.parser import HTMLParser

from openpyxl import load_workbook

SCRIPT = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'{{ 7|add:7 }}"
SHORT_SCRIPT = '9#"><script>a</script>'  # where no more than twenty signs fit
FORMULA = '=HYPERLINK("http://evil.example";"x")1'
RIGHT_TO_LEFT = "\u202e\u2066fdp.exe\u200b1"
LONG = "å" * 20_000
TEXTS = {
    "script": SCRIPT,
    "formula": FORMULA,
    "plus": "+1-cmd|'/C calc'!A0",
    "at": "@SUM(1)",
    "tab": "\t=1",
    "right to left": RIGHT_TO_LEFT,
    "long": LONG,
    "nul": "a\x00b",
    "half a character": b"\xed\xa0\x80".decode("utf-8", "surrogatepass"),
    "no characters": "\ufffe\uffff\x7f\x1b\x08",
    "lines": "a\r\nBcc: x@evil.example\r\n\r\nb",
    "huge": "1" + "0" * 30,
    "huger": "9" * 5000,
    "power": "1e400",
    "not a number": "NaN",
    "endless": "-Infinity",
    "negative": "-1",
    "other digits": "\u0663\u0968\u00b2",
    "no day": "2026-02-30",
    "last day": "9999-12-31",
    "space": "\u3000\u00a0 ",
    "quotes": "'; DROP TABLE organisation_user; --%s%(a)s\\",
    "path": "../../../../etc/passwd%2f..",
}
_NUMBER = re.compile(r"-?\d+(,\d+)?( ?%)?|-?\d{4}-\d\d-\d\d")


def encoded(text: str) -> bytes:
    """As bytes on the wire: half a character too, which no browser sends."""
    return text.encode("utf-8", "surrogatepass")


class _Acting(HTMLParser):
    """Collects what would run: script in the page, handlers, and what only our payloads are called."""

    def __init__(self):
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "script" and "src" not in given:
            self.found.append(tag)
        self.found += [f"{tag} {name}" for name in given if name.startswith("on")]
        if tag == "img" and given.get("src") == "x":
            self.found.append(tag)
        if (given.get("href") or "").strip().lower().startswith("javascript:"):
            self.found.append(f"{tag} href")


def runs_in(html: str) -> list[str]:
    """What in a page would run; a template's arithmetic counts as running."""
    reader = _Acting()
    reader.feed(html)
    return reader.found + ["template"] * ("'14" in html)


def formulas_in(content: bytes) -> list[str]:
    """The cells of a CSV or XLSX file that a spreadsheet would work out."""
    if content.startswith(b"PK\x03\x04"):
        cells = [
            cell for sheet in load_workbook(io.BytesIO(content)) for row in sheet.iter_rows() for cell in row
        ]
        worked_out = [str(cell.value) for cell in cells if cell.data_type == "f" or cell.hyperlink]
        texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    else:
        worked_out = []
        texts = [
            cell
            for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
            for cell in row
        ]
    return worked_out + [
        text for text in texts if text[:1] in "=+-@\t\r" and text and not _NUMBER.fullmatch(text)
    ]
