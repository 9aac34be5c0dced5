"""Who a committee paper is from and to, and who signs it (the order of administration.md, point 8)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Sender:
    """An administration that writes, with its department."""

    administration: str
    department: str = ""


@dataclass(frozen=True)
class Contact:
    """Handläggare: who answers for the paper and how they are reached."""

    name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Recipient:
    """A committee the paper goes to, the day it meets, and its own registry number where it has one."""

    committee: str
    meeting: date | None = None
    number: str = ""


@dataclass(frozen=True)
class Head:
    """The head of a paper. ``kind`` is "Tjänsteutlåtande"; ``state`` is printed with it, as "Utkast"."""

    kind: str
    senders: tuple[Sender, ...] = ()
    numbers: tuple[str, ...] = ()
    day: date | None = None
    contacts: tuple[Contact, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    state: str = ""


@dataclass(frozen=True)
class Signer:
    """Somebody who signs. ``is_acting``: "t.f." stands before the title; ``signed``: the day it was done."""

    title: str
    name: str = ""
    is_acting: bool = False
    administration: str = ""
    signed: date | None = None
