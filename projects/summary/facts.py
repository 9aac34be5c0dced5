"""The facts every projects table is made of, one row each: a figure and what it opens never differ."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Sum

from portal.organisation.lineage import Lineage, load_lineage
from portal.organisation.models import Organisation
from portal.workareas import Scope
from projects.models import Grant, ImplementationStatement, Partnership, Programme, Project


@dataclass(frozen=True)
class ProjectFact:
    """A project with its lead, area, money (kronor) and answer about implementation as published."""

    pk: int
    number: str
    title: str
    lead: int
    area: str
    plan: str
    report_status: str
    granted: Decimal

    @property
    def name(self) -> str:
        return f"{self.number} {self.title}"


@dataclass(frozen=True)
class GrantFact:
    """A grant in kronor; ``year`` is None where the source does not say it."""

    project: int
    year: int | None
    amount: Decimal


@dataclass(frozen=True)
class PlanFact:
    """Answers about a plan for implementation: of one project, or stated for a lead as a whole."""

    lead: int
    yes: int
    no: int
    project: int | None = None
    text: str = ""


class Facts:
    """What ``scope.user`` may see of a programme, drafts left out, in districts of then or of now."""

    def __init__(self, programme: Programme, scope: Scope):
        self.programme = programme
        self.scope = scope

    @cached_property
    def projects(self) -> list[ProjectFact]:
        visible = Project.objects.for_user(self.scope.user).submitted().filter(programme=self.programme)
        rows = visible.by_number().annotate(granted=Sum("grants__amount", default=Decimal()))
        fields = ("pk", "number", "title", "lead", "area__name", "plan_in_table", "report_status", "granted")
        return [ProjectFact(*row) for row in rows.values_list(*fields)]

    @cached_property
    def by_pk(self) -> dict[int, ProjectFact]:
        return {fact.pk: fact for fact in self.projects}

    @cached_property
    def grants(self) -> list[GrantFact]:
        rows = Grant.objects.filter(project__programme=self.programme).order_by("project", "number")
        facts = (GrantFact(*row) for row in rows.values_list("project", "year", "amount"))
        return [fact for fact in facts if fact.project in self.by_pk]

    @cached_property
    def plans(self) -> list[PlanFact]:
        """A statement for a lead as a whole is used instead of its projects' own answers."""
        leads = {fact.lead for fact in self.projects}
        stated = [
            PlanFact(lead, yes, no, text=text)
            for lead, yes, no, text in ImplementationStatement.objects.filter(
                programme=self.programme, lead__in=leads
            ).values_list("lead", "yes", "no", "text")
        ]
        spoken_for = {fact.lead for fact in stated}
        own = [
            PlanFact(fact.lead, int(fact.plan == "yes"), int(fact.plan == "no"), fact.pk)
            for fact in self.projects
            if fact.lead not in spoken_for
        ]
        return [*stated, *own]

    @cached_property
    def lineage(self) -> Lineage:
        return self.scope.user.reach.lineage or load_lineage()

    @cached_property
    def organisations(self) -> dict[int, Organisation]:
        return Organisation.objects.in_bulk()

    def line(self, lead: int) -> int:
        """The organisation a lead's figures stand under: itself, or today's successor."""
        return self.lineage.successor(lead, on=self.scope.today) if self.scope.division == "nu" else lead

    @cached_property
    def partners(self) -> dict[int, list[int]]:
        """The partner organisations of each project."""
        found: dict[int, list[int]] = {}
        rows = Partnership.objects.filter(project__programme=self.programme).order_by("pk")
        for project, organisation in rows.values_list("project", "organisation"):
            found.setdefault(project, []).append(organisation)
        return found
