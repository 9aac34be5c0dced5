"""The published programme "Från bidrag till egen försörjning" (2001–2003): 32 projects as in print.

Source: Utlåtande 2005: RVII. Projects and grants come in through the same door as users' files. What stands
in print and does not agree is kept as it stands.
"""

from datetime import date, datetime

from django.utils import timezone

from portal.cases.models import Case
from portal.cases.registering import add_number, open_case
from portal.organisation.models import Membership, Organisation, Succession
from portal.organisation.reference import day_or_none
from projects.demo.fixtures import FOLDER, kronor, organisations, parts, refuse_failures, rows_of
from projects.demo.importing import import_file
from projects.domain.registering import ProjectCandidate, register_projects
from projects.models import (
    Appropriation,
    DecisionRound,
    ImplementationStatement,
    Programme,
    Project,
    PublishedAccount,
)

SOURCE = "Utlåtande 2005: RVII"


def load_historic(now: datetime) -> Programme:
    """Add the programme, its organisations, case, money and projects. Expects the areas to be there."""
    _add_organisations()
    (row,) = rows_of("program")
    case = _add_case(row, timezone.localdate(now))
    programme = _add_programme(row, case)
    _add_money(programme)
    for kind in ("projekt", "beviljade-medel"):
        import_file(kind, FOLDER / f"{kind}.csv", now=now)
    _add_accounts(programme, now)
    # They came before the nämnd of then, not before the one that a file of today would be handed in to.
    Project.objects.filter(programme=programme).update(received_by=case.committee)
    return programme


def _add_organisations() -> None:
    """The three districts that led a project together, and the association that was given money itself."""
    for row in rows_of("organisationer"):
        known = organisations([*parts(row["medlemmar"]), row["efterträdare"]])
        added = Organisation.objects.create(
            key=row["nyckel"],
            kind=Organisation.Kind(row["slag"]),
            short_name=row["kort namn"],
            full_name=row["fullständigt namn"],
            valid_from=day_or_none(row["från och med"]),
            valid_to=day_or_none(row["till och med"]),
            evidence=Organisation.Evidence.SOURCE,
            evidence_text=SOURCE,
            note=row["anteckning"],
        )
        for key in parts(row["medlemmar"]):
            Membership.objects.create(joint=added, member=known[key])
        if row["efterträdare"]:
            Succession.objects.create(
                predecessor=added,
                successor=known[row["efterträdare"]],
                on=day_or_none(row["efterträdd"]),
                kind=Succession.Kind.MERGE,
            )


def _add_programme(row: dict[str, str], case: Case) -> Programme:
    return Programme.objects.create(
        name=row["namn"],
        slug=row["adress"],
        goal=row["mål"],
        starts_on=day_or_none(row["börjar"]),
        ends_on=day_or_none(row["slutar"]),
        case=case,
        is_published=True,
        published_year=int(row["publicerad år"]),
    )


def _add_case(row: dict[str, str], today: date) -> Case:
    """The closed case, registered by two bodies under a number each."""
    numbers = rows_of("diarienummer")
    bodies = organisations([row["nämnd"], *(number["nämnd"] for number in numbers)])
    case = open_case(
        case=Case(
            title=row["ärendemening"],
            kind=Case.Kind.PROGRAMME,
            committee=bodies[row["nämnd"]],
            opened_on=date.fromisoformat(row["ärendet öppnat"]),
            closed_on=day_or_none(row["ärendet avslutat"]),
        ),
        today=today,
    )
    for number in numbers:
        add_number(case=case, body=bodies[number["nämnd"]], number=number["diarienummer"], today=today)
    return case


def _add_money(programme: Programme) -> None:
    """What each nämnd set aside and used a year, and the five occasions of decision, on unknown days."""
    rows = rows_of("medel")
    committees = organisations(row["nämnd"] for row in rows)
    Appropriation.objects.bulk_create(
        Appropriation(
            programme=programme,
            committee=committees[row["nämnd"]],
            year=int(row["år"]),
            budget=kronor(row["budget tkr"]),
            used=kronor(row["förbrukat tkr"]),
            purpose=row["ändamål"],
        )
        for row in rows
    )
    DecisionRound.objects.bulk_create(
        DecisionRound(programme=programme, number=int(row["nummer"]), directions=row["inriktning"])
        for row in rows_of("beslutstillfallen")
    )


def _add_accounts(programme: Programme, now: datetime) -> None:
    """What the printed report says beyond the columns of a file: the projects' words, and answers by lead."""
    rows = rows_of("redogorelser")
    refuse_failures(register_projects([_candidate(programme, row) for row in rows], by=None, now=now))
    projects = {project.number: project for project in programme.projects.all()}
    PublishedAccount.objects.bulk_create(_account(projects[row["projektnummer"]], row) for row in rows)
    leads = organisations(row["ansvarig"] for row in rows_of("samlade-svar"))
    for row in rows_of("samlade-svar"):
        ImplementationStatement.objects.create(
            programme=programme,
            lead=leads[row["ansvarig"]],
            yes=int(row["ja"]),
            no=int(row["nej"]),
            text=row["så stod det"],
            source=SOURCE,
        )


def _candidate(programme: Programme, row: dict[str, str]) -> ProjectCandidate:
    values = {
        "years_stated": row["år enligt källan"],
        "target_text": row["målet i ord"],
        "collaborators": parts(row["samverkanspartner"]),
    }
    return ProjectCandidate(programme=programme, number=row["projektnummer"], values=values)


def _account(project: Project, row: dict[str, str]) -> PublishedAccount:
    return PublishedAccount(
        project=project,
        experience=row["erfarenhet"],
        implementation=row["implementering"],
        further_work=row["fortsatt arbete"],
        status_evidence=row["så vet vi statusen"],
        reminders=row["påminnelser"],
        coordinator_comment=row["samordnarens kommentar"],
        repayment=row["återföring"],
        continuation_basis=row["så vet vi fortsättningen"],
        source=SOURCE,
    )
