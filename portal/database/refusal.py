"""What the portal says when the database cannot be used: one clear line, never a traceback."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import InterfaceError, OperationalError

# SQLSTATE classes and codes that mean "no answer" rather than "no to this statement":
# 08 connection, 28 login, 3D no such database, 53300 too many connections, 57P01-57P05 going down.
_NO_ANSWER = ("08", "28", "3D", "53300", "57P")
UNUSABLE = 2  # exit code of a command that cannot be carried out at all (contract, "Commands")


class Unusable(OperationalError):
    """The database cannot be used; the text is one Swedish line that says why and what to do."""


def no_answer(error: BaseException) -> bool:
    """Tell whether ``error`` means that the database does not answer at all."""
    if isinstance(error, (Unusable, InterfaceError)):
        return True
    code = getattr(error.__cause__, "pgcode", None)
    return isinstance(error, OperationalError) and (code is None or code.startswith(_NO_ANSWER))


def one_line(error: BaseException) -> str:
    """Put ``error`` in one Swedish line. A password never stands in it: drivers do not repeat them."""
    if isinstance(error, (Unusable, ImproperlyConfigured)):
        return " ".join(str(error).split())
    said = " ".join(str(error).split())
    if settings.EMBEDDED:
        return f"Den inbyggda databasen svarar inte: {said}"
    return f"Databasen svarar inte. Kontrollera DATABASE_URL och att servern är igång: {said}"


@contextmanager
def plainly() -> Iterator[None]:
    """Let a command that cannot reach its database, or is set up wrong, end with one line and exit code 2."""
    try:
        yield
    except (ImproperlyConfigured, OperationalError, InterfaceError) as error:
        if "--traceback" in sys.argv or not (isinstance(error, ImproperlyConfigured) or no_answer(error)):
            raise
        sys.stderr.write(one_line(error) + "\n")
        sys.exit(UNUSABLE)
