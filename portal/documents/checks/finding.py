"""What a check says: in words that tell where, and what to do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from portal.documents.checks.material import Material


class Level(StrEnum):
    """``BAD`` hinders signing, ``WARN`` asks the writer to look, ``OK`` says that a check found nothing."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """``anchor`` is the place on the document's page, ``remedy`` what to do there.

    ``code`` names the check, ``section`` the section it is about and ``key`` the live figure to put in, where
    there is one ("text:" before it: ready words).
    """

    level: Level
    words: str
    anchor: str = ""
    remedy: str = ""
    code: str = ""
    section: int | None = None
    key: str = ""


Findings = Iterator[Finding]


@dataclass(frozen=True)
class Check:
    """A check by name: what it finds, and what is said when it finds nothing ("" for nothing).

    ``about``: whether there is anything to look at; where there is not, nothing is said to be well.
    """

    code: str
    find: Callable[[Material], Findings]
    fine: Any = ""
    about: Callable[[Material], Any] = lambda material: True
