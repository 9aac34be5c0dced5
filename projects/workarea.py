"""What the portal asks of the projects: a thin class that sends each question to the module that answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

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
from projects import finding, letters, live, menu, news, rounds_todo, summary, todo
from projects.imports import KINDS
from projects.views import handover


class Projects:
    """Development projects: programmes, grants and reports."""

    key = "projects"
    path = "projekt/"
    urls = "projects.urls"
    imports: Sequence[Any] = KINDS
    demo = "projects.demo.showing.ProjectsDemo"  # asked for by portal.demo, by name

    def menu(self, user) -> Sequence[MenuItem]:
        return menu.menu(user)

    def todo(self, user, today: date) -> Iterable[TodoItem]:
        return [*todo.waiting(user, today), *rounds_todo.waiting(user, today)]

    def on_case(self, case, user) -> Iterable[Entry]:
        return finding.on_case(case, user)

    def summary(self, scope: Scope) -> Summary:
        found = summary.summary(scope)
        return replace(found, pages=(handover.PAGE,)) if found.tables else found

    def find(self, query: str, user) -> Iterable[Hit]:
        return finding.find(query, user)

    def expected(self, user, today: date) -> Iterable[Expected]:
        return todo.expected(user, today)

    def about(self, reports: Sequence[int], today: date) -> Mapping[int, Expected]:
        return letters.about(reports, today)

    def news(self, user, since: datetime, today: date) -> Iterable[News]:
        return news.news(user, since, today)

    def people_counted(self, user, today: date) -> Iterable[Counted]:
        return ()

    def subjects(self, user) -> Sequence[Subject]:
        return live.subjects(user)

    def sees_small(self, user, subject: str) -> bool:
        return live.sees_small(user, subject)

    def behind(
        self, subject: str, period: str, *, since: datetime
    ) -> Sequence[tuple[Any, Mapping[str, Any]]]:
        return live.behind(subject, since=since)

    def told_of(self, changes: Sequence[Any]) -> Sequence[Behind]:
        return live.told_of(changes)

    def live(self, subject: str, period: str, *, today: date, unmasked: bool = False) -> Any:
        return live.live(subject, period, today=today, unmasked=unmasked)
