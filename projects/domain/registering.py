"""Register and change projects, one or a whole file of them: the same rules for form and file."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.content.outcomes import Outcome, Status, only
from portal.database.refusals import in_words, words_of
from portal.database.reserving import reserve_keys
from portal.organisation.models import User
from projects.domain.candidates import ProjectCandidate, Row, load_rows
from projects.domain.continuing import Known, in_rings, known_projects
from projects.domain.following_up import plan_many
from projects.domain.handing_in import no_committee, receiving_committee
from projects.models import Partnership, Project

__all__ = ["ProjectCandidate", "register_project", "register_projects"]


def register_project(
    candidate: ProjectCandidate, *, by: User | None, now: datetime, draft: bool = False
) -> Project:
    """Register or change one project, for a form. Raises ValidationError with {field: messages}.

    A number that is taken is refused: a form means a new project unless it says which one it edits.
    """
    return only(register_projects([candidate], by=by, now=now, draft=draft, known_numbers_update=False))


@transaction.atomic
def register_projects(
    candidates: Sequence[ProjectCandidate],
    *,
    by: User | None,
    now: datetime,
    draft: bool = False,
    known_numbers_update: bool = True,
) -> list[Outcome[Project]]:
    """Register and change many projects; answer what became of each, in order. Refused ones are not written.

    A new project is handed in to the programme's nämnd at once, or kept as a ``draft`` of its lead. Raises
    ValidationError only for what the database alone can refuse (somebody else was a second earlier).
    """
    if not candidates:
        return []
    rows = load_rows(candidates)
    _refuse_numbers(rows, known_numbers_update, draft=draft)
    _begin([row for row in rows if row.is_new], by=by, now=now, draft=draft)
    _continue(rows)
    for row in rows:
        row.check()
    _refuse_followers(rows)
    outcomes = [row.outcome() for row in rows]
    with in_words():
        _write(rows)
    # Whose end is now known is to be followed up; a draft and a printed programme are passed over there.
    ended = [row.project.pk for row in rows if not row.refusals and row.after.get("ends_on")]
    if ended:
        plan_many(ended, today=timezone.localdate(now))
    return outcomes


def _refuse_numbers(rows: Iterable[Row], known_numbers_update: bool, *, draft: bool) -> None:
    """A number is once among what is handed in to its programme, among a lead's drafts, and in the batch."""
    seen = set()
    for row in rows:
        if row.candidate.key in seen:
            row.refusals.add("number", _("Numret står redan på en tidigare rad. Ta bort den ena."))
        seen.add(row.candidate.key)
        found_by_number = not row.is_new and not row.candidate.project
        if found_by_number and not known_numbers_update:
            row.refusals.add("number", words_of("project_number_once"))
    placed = [row for row in rows if (row.is_new and draft) or (row.candidate.project and _moves(row))]
    known = known_projects(row.candidate.key for row in placed)
    for row in placed:
        others = {each.draft_of for each in known.get(row.candidate.key, ()) if each.pk != row.project.pk}
        if None in others:
            row.refusals.add("number", words_of("project_number_once"))
        elif (draft or row.project.is_draft) and row.project.lead_id in others:
            row.refusals.add("number", words_of("project_draft_number_once"))


def _moves(row: Row) -> bool:
    """Whether the project gets another number or, a draft, another lead."""
    return bool({change.field for change in row.changes} & {"number", "lead"})


def _begin(rows: Sequence[Row], *, by: User | None, now: datetime, draft: bool) -> None:
    """Give new projects their keys, and hand them in unless they are drafts."""
    programmes = {row.candidate.programme for row in rows}
    on = timezone.localdate(now)
    committees = {} if draft else {each.pk: receiving_committee(each, on=on) for each in programmes}
    for row, key in zip(rows, reserve_keys(Project, len(rows)), strict=True):
        row.project.pk = key
        if draft:
            continue
        committee = committees[row.candidate.programme.pk]
        if committee is None:
            row.refusals.add("programme", no_committee())
        row.project.submitted_at, row.project.submitted_by, row.project.received_by = now, by, committee


def _continue(rows: Sequence[Row]) -> None:
    """Find the earlier projects by their numbers, also those of the same batch, and refuse rings."""
    linked = [row for row in rows if "continues" in row.after]
    wanted = {row: (row.candidate.programme.pk, row.after["continues"]) for row in linked}
    stored = known_projects(wanted.values())
    here = {row.candidate.key: [Known.of(row.project)] for row in rows}
    for row, key in wanted.items():
        earlier = [*here.get(key, ()), *stored.get(key, ())]
        found = next((each for each in earlier if each.may_be_continued_by(row.project)), None)
        if not row.after["continues"]:
            row.project.continues_id = None
        elif found:
            row.project.continues_id = found.pk
        else:
            row.refusals.add("continues", _unknown(row))
    rings = in_rings({row.project.pk: row.project.continues_id for row in linked})
    for row in linked:
        if row.project.pk == row.project.continues_id:
            row.refusals.add("continues", words_of("project_does_not_continue_itself"))
        elif row.project.pk in rings:
            row.refusals.add("continues", words_of("project_continuation_no_ring"))


def _unknown(row: Row) -> str:
    words = _("Projektet %(number)s finns inte i programmet. Skriv numret på ett tidigare projekt.")
    return words % {"number": row.after["continues"]}


def _refuse_followers(rows: Sequence[Row]) -> None:
    """What continues a new project that is refused cannot be written either, nor what continues that."""
    absent = {row.project.pk for row in rows if row.is_new and row.refusals}
    while followers := [row for row in rows if not row.refusals and row.project.continues_id in absent]:
        for row in followers:
            row.refusals.add("continues", _unknown(row))
        absent |= {row.project.pk for row in followers if row.is_new}


def _write(rows: Sequence[Row]) -> None:
    """Write with a fixed number of statements, however many rows."""
    new = [row.project for row in rows if row.status == Status.NEW]
    changed = [row for row in rows if row.status == Status.CHANGED]
    Project.objects.bulk_create(new)
    fields = {change.field for row in changed for change in row.changes} - {"partners"}
    if fields:
        Project.objects.bulk_update([row.project for row in changed], sorted(fields))
    _write_partners([row for row in rows if row.status in (Status.NEW, Status.CHANGED)])


def _write_partners(rows: Sequence[Row]) -> None:
    joined = [(row.project, partner) for row in rows for partner in row.partners - row.before["partners"]]
    left = [(row.project.pk, partner.pk) for row in rows for partner in row.before["partners"] - row.partners]
    if left:
        both = Q(pk__in=())
        for project, partner in left:
            both |= Q(project=project, organisation=partner)
        Partnership.objects.filter(both).delete()
    Partnership.objects.bulk_create(
        Partnership(project=project, organisation=partner) for project, partner in joined
    )
