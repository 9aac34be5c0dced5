"""What the portal asks of the agreements: a thin class that sends each question to who answers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from funding import finding, letters, live, menu, news, summary, todo
from funding.imports import KINDS
from funding.summary import needs
from funding.todo import reporting, telling
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


class Funding:
    """Cost-sharing agreements between committees of one city."""

    key = "funding"
    path = "overenskommelser/"
    urls = "funding.urls"
    imports: Sequence[Any] = KINDS
    demo = "funding.demo.showing.FundingDemo"  # asked for by portal.demo, by name

    def menu(self, user) -> Sequence[MenuItem]:
        return menu.menu(user)

    def todo(self, user, today: date) -> Iterable[TodoItem]:
        return todo.waiting(user, today)

    def on_case(self, case, user) -> Iterable[Entry]:
        return finding.on_case(case, user)

    def summary(self, scope: Scope) -> Summary:
        return summary.summary(scope)

    def find(self, query: str, user) -> Iterable[Hit]:
        return finding.find(query, user)

    def expected(self, user, today: date) -> Iterable[Expected]:
        return reporting.expected(user, today)

    def about(self, reports: Sequence[int], today: date) -> Mapping[int, Expected]:
        return letters.about(reports, today)

    def news(self, user, since: datetime, today: date) -> Iterable[News]:
        return [*news.news(user, since, today), *telling.told(user, since, today)]

    def people_counted(self, user, today: date) -> Iterable[Counted]:
        return needs.people_counted(user)

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
