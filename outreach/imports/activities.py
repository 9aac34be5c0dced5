"""A file of activities (aktiviteter): one on each row, found again by its id, with the rules of the form."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from outreach import access
from outreach.domain.recording_many import register_activities
from outreach.imports.cells import Cells
from outreach.imports.columns import COLUMNS
from outreach.imports.naming import Lists
from outreach.imports.sheet import known, to_fill_in
from portal.imports.columns import CandidateRow, ImportKind, RowResult


class ActivityFile(ImportKind):
    """``aktiviteter``: key the activity's id, made when it is blank."""

    slug, title = "aktiviteter", _("Aktiviteter i uppsökande arbete")
    intro = _(
        "En aktivitet på varje rad. Ett datum som har varit är hållet, ett som kommer är planerat och har "
        "inga antal. Mallen har de aktiviteter som väntar på att du skriver hur många som kom."
    )
    columns = COLUMNS
    key = ("key",)

    def may(self, user) -> bool:
        return user is None or access.may_register(user)

    def may_export(self, user) -> bool:
        return user is None or access.may_export_activities(user)

    def may_read(self, user, authority: int | None) -> bool:
        return access.may_read_activity_files(user, authority)

    def save(self, rows: Sequence[CandidateRow], *, by, now: datetime) -> list[RowResult]:
        own = access.registers_at(by) if by else None
        lists = Lists.load(own=own, today=timezone.localdate(now))
        read = [Cells(self, row, lists) for row in rows]
        candidates = [cells.candidate for cells in read if cells.candidate]
        outcomes = iter(register_activities(candidates, by=by, now=now))
        return [cells.result(next(outcomes) if cells.candidate else None) for cells in read]

    def known(self, user) -> Iterable[Mapping[str, Any]]:
        return known(user)

    def to_fill_in(self, user, asked: Mapping[str, str]) -> Iterable[Mapping[str, Any]]:
        return to_fill_in(user)
