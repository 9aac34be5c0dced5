"""What is said by name, built group by group, and only when something of the group is asked for.

A key's group is what stands before its first full stop: "medel" of "medel.forbrukat.2003". A picker that
lists everything builds everything; a text with three references builds their groups. What costs more than
the rest of its group is built alone: its whole key is a group.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from django.conf import settings
from django.utils.translation import override

Item = TypeVar("Item")


class Lazy(Mapping[str, Item]):
    """``builders``: group -> what makes its items, by whole key. Each runs once at most."""

    def __init__(self, builders: Mapping[str, Callable[[], Mapping[str, Item]]]) -> None:
        self._builders = builders
        self._built: dict[str, Mapping[str, Item]] = {}

    def __getitem__(self, key: str) -> Item:
        return self._group(key if key in self._builders else key.partition(".")[0])[key]

    @property
    def groups(self) -> tuple[str, ...]:
        """The names of the groups, in order; nothing is built."""
        return tuple(dict.fromkeys(name.partition(".")[0] for name in self._builders))

    def of_group(self, group: str) -> Mapping[str, Item]:
        """What stands in one group, and nothing of the others."""
        names = [name for name in self._builders if name.partition(".")[0] == group]
        return {key: item for name in names for key, item in self._group(name).items()}

    def __iter__(self) -> Iterator[str]:
        for name in self._builders:
            yield from self._group(name)

    def __len__(self) -> int:
        return sum(len(self._group(name)) for name in self._builders)

    def _group(self, name: str) -> Mapping[str, Item]:
        """The items of a group, in Swedish whoever asks; KeyError when there is no such group."""
        if name not in self._built:
            with override(settings.LANGUAGE_CODE):
                self._built[name] = self._builders[name]()
        return self._built[name]


def by_key(items: Iterable[Item]) -> dict[str, Item]:
    """The items by their ``key``. ValueError for two of the same: a key means one thing."""
    listed = list(items)
    found = {item.key: item for item in listed}  # type: ignore[attr-defined]  # all live things have one
    if len(found) != len(listed):
        raise ValueError("Two things are called by the same key")
    return found
