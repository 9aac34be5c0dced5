"""A project as somebody wants it to be, and the same on its way to being written."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.content.outcomes import Change, Outcome, Refusals, Status
from portal.content.texts import refuse_personal, tidy
from portal.database.refusals import words_of
from portal.organisation.models import Organisation
from projects.domain.continuing import Key
from projects.models import Programme, Project

LINKS = ("area", "lead", "case")
FREE_TEXT = (
    "title",
    "subgroup",
    "operator",
    "collaborators",
    "target_group",
    "goal",
    "target_unit",
    "target_text",
    "years_stated",
)
DAYS = ("starts_on", "ends_on")
PLAIN = (*LINKS, *FREE_TEXT, *DAYS, "target_value", "report_status", "plan_in_table", "plan_in_text")
# A nämnd decides and a political body debates; neither runs a project.
RUNNERS = frozenset(Organisation.Kind) - {Organisation.Kind.COMMITTEE, Organisation.Kind.POLITICAL}
FOREIGN = [each.name for each in Project._meta.fields if each.is_relation]


@dataclass(frozen=True)
class ProjectCandidate:
    """What a project is to be. ``values`` holds what was said; what it does not name stays as it is.

    Its names are those of ``PLAIN`` with the model's own values, and ``partners`` (organisations) and
    ``continues`` (a number in the same programme, "" for none). ``project`` is the record that a form edits;
    without it the programme and the number find it. ``unread`` is what was said but could not be understood,
    with the reason: it refuses the candidate beside all that the domain itself finds.
    """

    programme: Programme
    number: str
    values: Mapping[str, Any]
    project: Project | None = None
    unread: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        return self.programme.pk, tidy(self.number)


@dataclass(eq=False)
class Row:
    """One candidate on its way: the record as it is to be, what it was, and what stands against it."""

    candidate: ProjectCandidate
    project: Project
    before: dict[str, Any]
    after: dict[str, Any] = field(default_factory=dict)
    refusals: Refusals = field(default_factory=Refusals)

    @property
    def is_new(self) -> bool:
        return self.project._state.adding

    @property
    def partners(self) -> frozenset[Organisation]:
        return self.after.get("partners", self.before["partners"])

    @property
    def changes(self) -> tuple[Change, ...]:
        before = self.before
        return tuple(
            Change(name, before[name], now) for name, now in self.after.items() if now != before[name]
        )

    @property
    def status(self) -> Status:
        if self.refusals:
            return Status.REFUSED
        if self.is_new:
            return Status.NEW
        return Status.CHANGED if self.changes else Status.UNCHANGED

    def take_over(self) -> None:
        """Give the record what the candidate says. A value the model cannot read is refused."""
        said = {name: tidy(value) for name, value in self.candidate.values.items()}
        self.after = said | {"number": self.candidate.key[1]}
        if "partners" in said:
            self.after["partners"] = frozenset(said["partners"])
        for name in self.after.keys() - {"partners", "continues"}:
            setattr(self.project, name, self.after[name])

    def check(self) -> None:
        """Refuse what no other row has to do with: what is missing, too long, unknown, personal or double."""
        for name, reason in self.candidate.unread.items():
            self.refusals.add(name, reason)
        if self.candidate.programme.pk != self.project.programme_id:
            self.refusals.add("programme", _("Ett projekt byter inte program. Registrera ett nytt."))
        for name in ("area", "lead"):
            if getattr(self.project, f"{name}_id") is None and name not in self.candidate.unread:
                self.refusals.add(name, _("Det här måste fyllas i."))
        if self.project.lead_id and self.project.lead.kind not in RUNNERS:
            self.refusals.add("lead", _("En nämnd beslutar men driver inga projekt. Välj en förvaltning."))
        if self.project.lead_id in {partner.pk for partner in self.partners}:
            self.refusals.add("partners", words_of("partnership_not_the_lead"))
        begins, ends = self.project.starts_on, self.project.ends_on
        if begins and ends and ends < begins:
            self.refusals.add("ends_on", words_of("project_dates_in_order"))
        self.refusals.take(lambda: self.project.clean_fields(exclude=FOREIGN))
        for name in FREE_TEXT:
            if name in self.after:
                self.refusals.take(partial(refuse_personal, self.after[name]), name=name)

    def outcome(self) -> Outcome[Project]:
        if self.refusals:
            return Outcome(self.project, Status.REFUSED, refusal=self.refusals.error())
        return Outcome(self.project, self.status, self.changes)


def load_rows(candidates: Sequence[ProjectCandidate]) -> list[Row]:
    """Find the stored projects, locked until the transaction ends, and lay each candidate beside its own."""
    found = list(_stored(candidates))
    by_pk = {project.pk: project for project in found}
    # A draft is found by its key alone: its number is known to its own administration only.
    by_key = {(each.programme_id, each.number): each for each in found if not each.is_draft}
    return [
        _row(each, by_pk[each.project.pk] if each.project else by_key.get(each.key)) for each in candidates
    ]


def _stored(candidates: Iterable[ProjectCandidate]) -> Iterable[Project]:
    edited = {each.project.pk for each in candidates if each.project}
    programmes, numbers = map(set, zip(*(each.key for each in candidates), strict=True))
    return (
        Project.objects.select_for_update(of=("self",))
        .select_related("lead", "area", "case", "continues")
        .prefetch_related("partners")
        .filter(Q(pk__in=edited) | Q(programme__in=programmes, number__in=numbers))
        .order_by("pk")
    )


def _row(candidate: ProjectCandidate, stored: Project | None) -> Row:
    # A copy: two rows of a file may name the same project, and the second is refused, not mixed in.
    project = copy(stored) if stored else Project(programme=candidate.programme)
    before = {name: None if name in LINKS and not stored else getattr(project, name) for name in PLAIN}
    before["number"] = project.number
    before["continues"] = project.continues.number if project.continues else ""
    before["partners"] = frozenset(project.partners.all()) if stored else frozenset()
    row = Row(candidate, project, before)
    row.take_over()
    return row
