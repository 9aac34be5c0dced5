"""Grant money to projects, and correct what was granted: the same rules for form and file."""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from portal.content.outcomes import Outcome, Status, only
from portal.database.refusals import in_words, words_of
from portal.history.context import because
from projects.domain.apportioning import load_funding
from projects.domain.expecting import expect_reports_of
from projects.domain.extending import refuse_kinds
from projects.domain.grantrows import GrantCandidate, GrantRow, lay_out, stored_grants
from projects.domain.moneychecking import refuse_uncovered
from projects.models import Grant, GrantShare

__all__ = ["GrantCandidate", "grant_fund", "grant_funds"]


def grant_fund(candidate: GrantCandidate, *, why: str = "", today: date | None = None) -> Grant:
    """Grant money once or correct one grant, for a form. Raises ValidationError with {field: messages}."""
    return only(grant_funds([candidate], why=why, known_numbers_update=False, today=today, holds_budget=True))


@transaction.atomic
def grant_funds(
    candidates: Sequence[GrantCandidate],
    *,
    why: str | None = "",
    known_numbers_update: bool = True,
    today: date | None = None,
    holds_budget: bool = False,
) -> list[Outcome[Grant]]:
    """Grant and correct many; answer what became of each, in order. Refused ones are not written.

    ``why`` is asked for when a grant of a published programme is corrected, and stands in the history; None
    says that the door has given the reason to the history already (a file: its receipt). ``today`` is the day
    the money is granted: from it the projects' reports are expected (projects/domain/expecting.py); None
    leaves that to the caller. ``holds_budget``: more than the nämnder set aside is refused (moneychecking);
    what they decide in a round is held against it there. Raises ValidationError only for what the database
    alone can refuse (somebody else was a second earlier).
    """
    if not candidates:
        return []
    stored = stored_grants([each.project.pk for each in candidates])
    rows = lay_out(candidates, stored)
    _refuse_numbers(rows, known_numbers_update)
    funding = load_funding({each.project.programme for each in candidates})
    for row in rows:
        row.check()
        row.apportion(funding[row.candidate.project.programme_id])
        _ask_why(row, why)
    refuse_kinds(rows, stored)
    if holds_budget:
        refuse_uncovered(rows)
    outcomes = [row.outcome() for row in rows]
    with in_words(), because(why) if why else nullcontext():
        written = [row for row in rows if row.status in (Status.NEW, Status.CHANGED)]
        _write(written)
        if today is not None:
            expect_reports_of([row.grant.project_id for row in written], today=today)
    return outcomes


def _refuse_numbers(rows: Sequence[GrantRow], known_numbers_update: bool) -> None:
    """A number is once in its project: in the database, and in the batch."""
    seen = set()
    for row in rows:
        key = (row.candidate.project.pk, row.grant.number)
        if key in seen:
            row.refusals.add("number", _("Numret står redan på en tidigare rad. Ta bort den ena."))
        seen.add(key)
        if not row.is_new and not row.candidate.grant and not known_numbers_update:
            row.refusals.add("number", words_of("grant_number_once"))


def _ask_why(row: GrantRow, why: str | None) -> None:
    published = row.candidate.project.programme.is_published
    if published and row.status == Status.CHANGED and why is not None and not why.strip():
        row.refusals.add("why", _("Uppgifterna är publicerade. Skriv varför beslutet rättas."))


def _write(rows: Sequence[GrantRow]) -> None:
    """Write with a fixed number of statements, however many rows."""
    Grant.objects.bulk_create([row.grant for row in rows if row.status == Status.NEW])
    changed = [row for row in rows if row.status == Status.CHANGED]
    fields = {change.field for row in changed for change in row.changes} - {"shares"}
    if fields:
        Grant.objects.bulk_update([row.grant for row in changed], sorted(fields))
    _write_shares([row for row in rows if "shares" in row.after])


def _write_shares(rows: Sequence[GrantRow]) -> None:
    wanted = [
        GrantShare(grant=row.grant, committee=committee, amount=amount)
        for row in rows
        for committee, amount in row.after["shares"].items()
    ]
    key = ["grant", "committee"]
    GrantShare.objects.bulk_create(wanted, update_conflicts=True, unique_fields=key, update_fields=["amount"])
    borne = {(share.grant_id, share.committee_id) for share in wanted}
    stored = [share for row in rows if row.before["shares"] for share in row.grant.shares.all()]
    gone = [share.pk for share in stored if (share.grant_id, share.committee_id) not in borne]
    if gone:
        GrantShare.objects.filter(pk__in=gone).delete()
