"""What a rule of the plausibility check (rimlighetskontroll) is, and what it hands back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from projects.domain.plausibility.seen import Seen

Facts = dict[str, Any]


@dataclass(frozen=True)
class Finding:
    """What one rule saw about one project.

    ``facts`` are plain values (numbers, texts), kept as JSON: with the rule they give the sentence in either
    language. ``key`` tells two findings of a rule about a project apart and is the same in every run.
    ``report`` is the version whose figures were seen; None when it is not about a report.
    """

    project: int
    facts: Facts = field(default_factory=dict)
    key: str = ""
    report: int | None = None


class Rule(Protocol):
    """One idea. ``code`` is stored with the question and never changes; ``title`` is what a page calls it."""

    code: str
    title: Any

    def find(self, seen: Sequence[Seen]) -> Iterable[Finding]:
        """Yield what does not seem to add up. Asks the database nothing."""
        ...

    def sentence(self, facts: Facts) -> str:
        """Write the question in the reader's language from the stored facts."""
        ...
