"""What the portal asks of outreach: a thin class that sends each question to who answers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from outreach import finding, live, menu, news, summary, todo
from outreach.imports import KINDS
from outreach.todo import mapping
from portal.workareas import (
    Behind,
    Counted,
    Entry,
    Expected,
    Hit,
    MenuItem,
    News,
    Scope,
    Subject,
    Summary,
    TodoItem,
)


class Outreach:
    """Outreach to newly arrived residents and exposed areas."""

    key = "outreach"
    path = "uppsokande/"
    urls = "outreach.urls"
    imports: Sequence[Any] = KINDS
    demo = "outreach.demo.showing.OutreachDemo"  # asked for by portal.demo, by name

    def menu(self, user) -> Sequence[MenuItem]:
        return menu.menu(user)

    def todo(self, user, today: date) -> Iterable[TodoItem]:
        return todo.waiting(user, today)

    def on_case(self, case, user) -> Iterable[Entry]:
        return ()  # nothing of outreach belongs to a case: activities are registered, not handled

    def summary(self, scope: Scope) -> Summary:
        return summary.summary(scope)

    def find(self, query: str, user) -> Iterable[Hit]:
        return finding.find(query, user)

    def expected(self, user, today: date) -> Iterable[Expected]:
        return mapping.expected(user, today)

    def about(self, reports: Sequence[int], today: date) -> Mapping[int, Expected]:
        return {}

    def news(self, user, since: datetime, today: date) -> Iterable[News]:
        return news.news(user, since, today)

    def people_counted(self, user, today: date) -> Iterable[Counted]:
        return ()

    def subjects(self, user) -> Sequence[Subject]:
        return live.subjects(user)

    def sees_small(self, user, subject: str) -> bool:
        return False  # of every district: shown to the district's own people only (access.sees_unmasked)

    def behind(
        self, subject: str, period: str, *, since: datetime
    ) -> Sequence[tuple[Any, Mapping[str, Any]]]:
        return live.behind(subject, since=since)

    def told_of(self, changes: Sequence[Any]) -> Sequence[Behind]:
        return live.told_of(changes)

    def live(self, subject: str, period: str, *, today: date, unmasked: bool = False) -> Any:
        return live.live(subject, period, today=today, unmasked=unmasked)
