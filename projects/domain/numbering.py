"""The number a new project gets: the next one after those of its area in the programme."""

from collections import Counter

from projects.models import Area, Programme, Project


def next_number(programme: Programme, area: Area) -> str:
    """Return a number that is free: "2.9" after 2.8 when its area begins with 2, else a new beginning.

    A number is a name, not a count: the coordinator may change it afterwards. Drafts take none.
    """
    handed_in = Project.objects.submitted().filter(programme=programme)
    numbers = list(handed_in.values_list("number", "area"))
    taken = {number for number, _area in numbers}
    here = Counter(number.rpartition(".")[0] for number, found in numbers if found == area.pk)
    prefix = here.most_common(1)[0][0] if here else str(_first(taken) + 1)
    last = max((_tail(number) for number in taken if number.rpartition(".")[0] == prefix), default=0)
    while (number := f"{prefix}.{last + 1}" if prefix else str(last + 1)) in taken:
        last += 1
    return number


def _first(numbers: set[str]) -> int:
    return max((int(head) for number in numbers if (head := number.partition(".")[0]).isdecimal()), default=0)


def _tail(number: str) -> int:
    tail = number.rpartition(".")[2]
    return int(tail) if tail.isdecimal() else 0
