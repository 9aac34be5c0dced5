"""What one project's page shows, loaded with a fixed number of queries and worked out before the template."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, Exists, F, OuterRef, Subquery, TextField, Value, When
from django.db.models import Case as Choose
from django.db.models.functions import Cast, Coalesce, JSONObject, NullIf
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from portal.cases.models import Case, CaseNumber
from portal.deadlines.models import ExpectedReport
from portal.deadlines.states import state_of
from portal.money import Split, explain, split, write_number, write_tkr
from portal.organisation.models import Organisation, User
from portal.periods import Period
from portal.workareas import State
from projects.models import Grant, GrantShare, Partnership, Project, Report, computed
from projects.models.family import family_of
from projects.states import years_word
from projects.views.chase.onproject import ChaseLine, chase_lines
from projects.views.reports.leading import lead_on

# What each nämnd bears of a grant, as {"name", "amount"}; the amount as text, so that no float comes near it.
_SHARES = (
    GrantShare.objects.filter(grant=OuterRef("pk"))
    .order_by("pk")
    .values_list(
        JSONObject(
            name=Coalesce(NullIf("committee__committee_name", Value("")), "committee__short_name"),
            amount=Cast("amount", TextField()),
        )
    )
)


_NUMBERS = CaseNumber.objects.filter(case=OuterRef("shown_case")).order_by("pk").values("number")
_PARTNERS = (
    Organisation.objects.filter(
        Exists(Partnership.objects.filter(project=OuterRef(OuterRef("pk")), organisation=OuterRef("pk")))
    )
    .by_name()
    .values("short_name")
)
_HEIR = Organisation.objects.filter(pk=OuterRef("heir_key")).values(
    names=JSONObject(pk="pk", name=Coalesce(NullIf("administration_name", Value("")), "short_name"))
)


@dataclass(frozen=True)
class Duty:
    """An expected report as a line of the page."""

    report: ExpectedReport
    state: State
    verb: str
    url: str

    @property
    def period(self) -> str:
        return Period(self.report.period_kind, self.report.year, self.report.number).title


@dataclass(frozen=True)
class Event:
    """Something that happened; ``when`` is a day, or only a year where no more is known."""

    when: str
    text: str


def load_project(pk: int, user: User, *, today: date) -> Project | None:
    """The project with what its page asks of it, in one query; None when ``user`` may not see it."""
    lineage = user.reach.lineage
    if lineage is None:
        return None
    heirs = [When(lead=lead, then=lineage.successor(lead, on=today)) for lead in lineage.heirs]
    visible = Case.objects.for_user(user).filter(pk=OuterRef("shown_case"))
    return (
        Project.objects.for_user(user)
        .select_related("programme", "area", "lead", "published_account", "submitted_by", "received_by")
        .annotate(
            shown_case=Coalesce("case", "programme__case"),
            case_numbers=ArraySubquery(_NUMBERS),
            case_visible=Exists(visible),
            partner_names=ArraySubquery(_PARTNERS),
            heir_key=Choose(*heirs, default=F("lead"), output_field=BigIntegerField()),
            heir=Subquery(_HEIR),
            lead_yes=computed.statement("yes"),
            lead_no=computed.statement("no"),
        )
        .filter(pk=pk)
        .first()
    )


class Sheet:
    """One project for one reader on one day."""

    def __init__(self, project: Project, *, user: User, today: date):
        """``project`` comes from ``load_project``."""
        self.project, self.user, self.today = project, user, today
        self.lineage = user.reach.lineage

    @property
    def target(self) -> str:
        """The target in figures, "80 procent av målgruppen"; "" when there is none."""
        value = self.project.target_value
        return "" if value is None else f"{write_number(value)} {self.project.target_unit}".strip()

    @cached_property
    def grants(self) -> list[Grant]:
        grants = self.project.grants.select_related("round").annotate(borne=ArraySubquery(_SHARES))
        found = list(grants.order_by("number"))
        for grant in found:
            grant.parts = {each["name"]: Decimal(each["amount"]) for each in grant.borne}
        return found

    @property
    def granted(self) -> Decimal | None:
        """All that was granted, in kronor; None when nothing was."""
        return sum((grant.amount for grant in self.grants), Decimal()) if self.grants else None

    @cached_property
    def committees(self) -> list[tuple[str, Decimal]]:
        """What each nämnd bears of all grants, in kronor; empty when no grant is split."""
        sums: dict[str, Decimal] = {}
        for grant in self.grants:
            for name, amount in grant.parts.items():
                sums[name] = sums.get(name, Decimal()) + amount
        return list(sums.items())

    @property
    def unsplit(self) -> Decimal:
        """What of the granted nobody has split between nämnder, in kronor."""
        return (self.granted or Decimal()) - sum((amount for _name, amount in self.committees), Decimal())

    @property
    def steps(self) -> list[tuple[Grant, list[str]]]:
        """How each grant was split, in sentences."""
        return [(grant, explain(_split(grant))) for grant in self.grants if grant.parts]

    @property
    def heir(self) -> dict[str, Any] | None:
        """Who answers today for what the lead did: its key and names; None when that is the lead itself."""
        found = self.project.heir
        return found if found and found["pk"] != self.project.lead_id else None

    @property
    def is_unstated(self) -> bool:
        """Whether the lead, or who took it over, was split and nobody has said who took over then."""
        heir = self.project.heir
        return bool(heir) and self.lineage.is_unstated(heir["pk"])

    @cached_property
    def family(self) -> list[Project]:
        """The continuation family the reader may see, with years and granted; empty when it is alone."""
        members = family_of(self.project).filter(pk__in=Project.objects.for_user(self.user))
        found = list(members.annotate(granted=computed.granted(), granted_years=computed.years()))
        for member in found:
            member.years_word = years_word(member.granted_years)
        return found if len(found) > 1 else []

    @property
    def family_granted(self) -> Decimal:
        return sum((member.granted or Decimal() for member in self.family), Decimal())

    @cached_property
    def duties(self) -> list[Duty]:
        begun = Report.objects.drafts().filter(duty=OuterRef("pk"))
        duties = self.project.duties.select_related("expected__organisation").annotate(begun=Exists(begun))
        return [self._duty(duty) for duty in duties.order_by("-expected__due_on", "pk")]

    def _duty(self, duty: Any) -> Duty:
        verb, url = lead_on(duty, self.user, has_draft=duty.begun)
        return Duty(duty.expected, state_of(duty.expected, today=self.today), verb, url)

    @cached_property
    def chase(self) -> list[ChaseLine]:
        """How often the reports were asked for, and what was promised; for those who may follow it."""
        return chase_lines(self.project, self.user)

    @property
    def events(self) -> list[Event]:
        """What happened, newest first, as far as the stored facts know: handed in, granted, reports in."""
        handed_in = self.project.submitted_at
        found = [
            *(self._granted(grant) for grant in self.grants if grant.year or _decided(grant)),
            *(_received(duty) for duty in self.duties if duty.report.submitted_at),
        ]
        if handed_in:
            committee = self.project.received_by.as_committee
            found.append(
                _on(localdate(handed_in), _("Inlämnat till %(committee)s") % {"committee": committee})
            )
        return sorted(found, key=lambda event: event.when, reverse=True)

    def _granted(self, grant: Grant) -> Event:
        words = {"kind": grant.get_kind_display(), "amount": write_tkr(grant.amount)}
        text = _("%(kind)s beslut, %(amount)s tkr") % words
        if grant.kind == Grant.Kind.EXTENSION:
            text = _("Förlängning, %(amount)s tkr") % words
        return _on(decided, text) if (decided := _decided(grant)) else Event(str(grant.year), text)


def _decided(grant: Grant) -> date | None:
    return grant.round.decided_on if grant.round else None


def _received(duty: Duty) -> Event:
    text = _("Redovisning inlämnad: %(period)s") % {"period": duty.period}
    return _on(localdate(duty.report.submitted_at), text)


def _on(day: date, text: str) -> Event:
    return Event(day.isoformat(), text)


def _split(grant: Grant) -> Split[Any]:
    """How the stored shares come out of the grant: equal parts, or by the shares agreed."""
    equal = split(grant.amount, dict.fromkeys(grant.parts, 1))
    return equal if equal.parts == grant.parts else split(grant.amount, grant.parts)
