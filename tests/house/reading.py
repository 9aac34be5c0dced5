"""What an answer says, whatever it is written in."""

import io
import re
import zipfile

from django.http import HttpResponseBase

from tests.house.city import JARVA, NOTE, OF_JARVA, OF_THE_CENTRE, SECRET, SECRET_FIGURE, SOCIAL

NOTED = frozenset({"samordnare", "revisor"})
KEPT_BY = {SECRET: JARVA, str(SECRET_FIGURE): JARVA, OF_JARVA: JARVA, OF_THE_CENTRE: SOCIAL, NOTE: NOTED}
# What differs from one answer to the next without saying anything.
_FLEETING = re.compile(
    r'(csrfmiddlewaretoken" value="|X-CSRFToken": ?"|name="seen" value="|kl\. )[^"<\s]+', re.IGNORECASE
)


def said_by(answer: HttpResponseBase) -> str:
    """The text of a page, a CSV file or the sheets of an XLSX file; and where it leads on to. Read it once:
    a stream is empty afterwards."""
    content = answer.getvalue()
    if content.startswith(b"PK\x03\x04"):
        content = b"".join(_sheets(content))
    return f"{content.decode('utf-8', 'replace')}{answer.headers.get('Location', '')}"


def unchanging(text: str) -> str:
    return _FLEETING.sub(r"\1", text)


def tells_of(kronor: int, said: str) -> bool:
    """Whether an amount stands in a page, in kronor or in tkr, with or without decimals, or bare in a cell; a
    few of its digits elsewhere may be a key's or a login's."""
    tkr, rest = divmod(kronor, 1000)
    return re.search(rf"(?<!\d){tkr}(\s?{rest:03}|,\d|\s?tkr)|>\s*{tkr}\s*<", said) is not None


def secrets_in(answer: HttpResponseBase | str, login: str) -> list[str]:
    """The secrets in an answer, or in what it said, that ``login`` may not know."""
    said = answer if isinstance(answer, str) else said_by(answer)
    text = "".join(said.split())  # figures have no-break spaces
    return [secret for secret, keepers in KEPT_BY.items() if secret in text and login not in keepers]


def _sheets(content: bytes):
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        for name in sorted(book.namelist()):
            if name.startswith("xl/"):
                yield book.read(name)
