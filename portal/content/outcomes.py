"""What became of each row when many were registered at once; a form is a batch of one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model

Record = TypeVar("Record", bound=Model)


class Status(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class Change:
    """One field before and after, in the candidate's own values (an Organisation, a set of them, a text)."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Outcome(Generic[Record]):
    """``refusal`` is {field: messages} when ``status`` is REFUSED; a refused record is not written."""

    record: Record
    status: Status
    changes: tuple[Change, ...] = ()
    refusal: ValidationError | None = None


@dataclass
class Refusals:
    """What stands against one row, collected so that all of it is said at once."""

    messages: dict[str, list[Any]] = field(default_factory=dict)

    def add(self, name: str, *messages: Any) -> None:
        self.messages.setdefault(name, []).extend(messages)

    def take(self, check: Callable[[], Any], *, name: str = NON_FIELD_ERRORS) -> None:
        """Run ``check`` and keep what it refuses; where that names no field it is about ``name``."""
        try:
            check()
        except ValidationError as error:
            by_field = error.message_dict if hasattr(error, "error_dict") else {name: error.messages}
            for where, messages in by_field.items():
                self.add(where, *messages)

    def __bool__(self) -> bool:
        return bool(self.messages)

    def error(self) -> ValidationError:
        return ValidationError(self.messages)


def only(outcomes: Iterable[Outcome[Record]]) -> Record:
    """Return the record of a batch of one; raise what refused it."""
    (outcome,) = outcomes
    if outcome.refusal:
        raise outcome.refusal
    return outcome.record
