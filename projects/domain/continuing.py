"""Which project continues which, for a whole batch at once: numbers become keys, and rings are refused.

The database refuses a ring too (projects/models/project.py); here every row of it is named.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F

from projects.models import Project

Key = tuple[int, str]  # programme, number


@dataclass(frozen=True)
class Known:
    """A project that may be continued: its key, and whose draft it is (None when it is handed in)."""

    pk: int
    draft_of: int | None

    @classmethod
    def of(cls, project: Project) -> "Known":
        return cls(project.pk, project.lead_id if project.is_draft else None)

    def may_be_continued_by(self, project: Project) -> bool:
        """A draft is known to its own administration only, so only a draft of the same lead continues it."""
        return self.draft_of is None or (project.is_draft and project.lead_id == self.draft_of)


def known_projects(numbers: Iterable[Key]) -> dict[Key, list[Known]]:
    """The stored projects with these numbers: what is handed in first, then drafts, of each lead its own."""
    wanted = set(numbers)
    if not wanted:
        return {}
    programmes, texts = map(set, zip(*wanted, strict=True))
    rows = Project.objects.filter(programme__in=programmes, number__in=texts).values_list(
        "programme", "number", "pk", "lead", "submitted_at"
    )
    found: dict[Key, list[Known]] = {}
    for programme, number, pk, lead, submitted in rows.order_by(F("submitted_at").asc(nulls_last=True), "pk"):
        found.setdefault((programme, number), []).append(Known(pk, None if submitted else lead))
    return found


def in_rings(planned: Mapping[int, int | None]) -> set[int]:
    """Of the projects in ``planned`` (what each is to continue), those that would continue themselves."""
    if not any(planned.values()):
        return set()
    linked = Project.objects.filter(continues__isnull=False).filter(
        programme__in=Project.objects.filter(pk__in=[pk for pk in planned.values() if pk]).values("programme")
    )
    earlier: dict[int, int | None] = dict(linked.values_list("pk", "continues")) | dict(planned)
    return {pk for pk in planned if _returns(pk, earlier)}


def _returns(start: int, earlier: Mapping[int, int | None]) -> bool:
    seen: set[int] = set()
    step = earlier.get(start)
    while step is not None and step not in seen:
        if step == start:
            return True
        seen.add(step)
        step = earlier.get(step)
    return False
