"""What three printed sources tell of outreach, fact by fact: 001 (2019), 002 (2020) and 004 (2018–2019).

Each row of the three files stands on a page afterwards; a test counts them. No person is named. The one
telephone number of the sources is a function's, and is left out.
"""

from collections.abc import Iterable
from datetime import datetime

from outreach.demo.fixtures import organisations, parts, rows_of
from outreach.domain.observing import share_observation
from outreach.models import (
    Initiative,
    InitiativeTheme,
    MappingRound,
    Material,
    Observation,
    Population,
    WorkForm,
)
from portal.organisation.models import Organisation

Row = dict[str, str]
SOCIAL = "socialforvaltningen"
KINDS = {
    "utmaning": Observation.Kind.CHALLENGE,
    "utvecklingsområde": Observation.Kind.IMPROVEMENT,
    "gott exempel": Observation.Kind.GOOD_EXAMPLE,
    "slutsats": Observation.Kind.CONCLUSION,
}
ROUND = "Hur nyanlända och personer i utsatta områden nås"
RESULTS = {"uppnått": InitiativeTheme.Result.REACHED, "fortgår": InitiativeTheme.Result.ONGOING}
KIND = Material.Kind
MATERIALS = (
    ("Processkarta", KIND.PROCESS_MAP, "002"),
    ("Checklista/översikt", KIND.CHECKLIST, "002"),
    ("Länksamling", KIND.LINKS, "002"),
    ("Samverkansmodeller", KIND.MODEL, "002"),
    ("Power Point med normkritiska bilder och barns rättigheter", KIND.SLIDES, "002"),
    ("Utbildningsmaterial för samhällsvägledare", KIND.SLIDES, "001"),
    ("Informationsbrev med bild på samhällsvägledarna", KIND.LETTER, "001"),
    ("Sidor för nyanlända och om socialtjänstens stöd", KIND.WEB, "001"),
)


def load_printed(now: datetime) -> None:
    """Add initiatives, the project with its themes, observations, population, the mapping, materials."""
    facts = rows_of("uppsokande-fakta")
    social = Organisation.objects.get(key=SOCIAL)
    _add_partners()
    _add_initiatives(facts)
    _add_project()
    _add_population(facts)
    _add_round(facts, social)
    _add_observations(facts, social, now)
    Material.objects.bulk_create(
        Material(title=title, kind=kind, owner=social, note=f"Källa {source}. Inga språk namnges.")
        for title, kind, source in MATERIALS
    )


def said(row: Row) -> str:
    """A fact as it is read: "deltagande stadsdelsförvaltningar: 4 (Namnges inte)"."""
    value = ", ".join(parts(row["värde"]))
    note = f" ({row['anteckning']})" if row["anteckning"] else ""
    return f"{row.get('namn') or row['uppgift']}: {value}{note}"


def _add_partners() -> None:
    Organisation.objects.bulk_create(
        Organisation(
            key=row["nyckel"],
            kind=Organisation.Kind(row["slag"]),
            short_name=row["kort namn"],
            note=row["anteckning"],
        )
        for row in rows_of("uppsokande-organisationer")
    )


def _add_initiatives(facts: Iterable[Row]) -> None:
    rows = rows_of("insatser")
    known = organisations(row["organisationsnyckel"] for row in rows)
    forms = WorkForm.objects.in_bulk(field_name="code")
    for row in rows:
        more = [said(fact) for fact in facts if fact["står vid"] == f"insats:{row['namn']}"]
        Initiative.objects.create(
            name=row["namn"],
            form=forms.get(row["formkod"]),
            form_text=row["form"],
            organisation=known.get(row["organisationsnyckel"]),
            organisation_text=row["vem"],
            groups=parts(row["målgruppskoder"]),
            groups_text=row["målgrupp"],
            partners=parts(row["samverkanspartner"]),
            frequency=row["hur ofta eller länge"],
            since_text=row["sedan"],
            until_text=row["till"],
            materials_text=row["material"],
            languages_text=row["språk"],
            place=row["plats"],
            is_good_example=row["gott exempel"] == "Ja",
            note="\n".join(filter(None, [row["anteckning"], *more])),
            source=row["källa"],
        )


def _add_project() -> None:
    """The quota-refugee project: what has a field of its own stands there, the rest in the note."""
    rows = {int(row["rad"]): row for row in rows_of("kvotprojektet")}
    since, until = rows[2]["värde"].split("/")
    own = {1, 4, 5, 8, 9, *range(10, 15), 16, 17, 18, 28}  # the rows with a field of their own
    project = Initiative.objects.create(
        name=rows[1]["värde"],
        form_text="projekt",
        organisation=Organisation.objects.get(key="intro-stockholm"),
        organisation_text=rows[5]["värde"],
        groups=["medarbetare", "kvot"],
        groups_text=rows[8]["värde"],
        partners=parts(rows[28]["värde"]),
        since_text=since,
        until_text=until,
        funding=f"{rows[4]['värde']} ({rows[4]['anteckning']})",
        purpose=rows[9]["värde"],
        methods="Metodstöd: " + ", ".join(parts(rows[16]["värde"])),
        materials_text=", ".join(parts(rows[16]["värde"])),
        equality=f"{rows[17]['uppgift'].capitalize()}: {rows[17]['värde']}",
        child_perspective=f"{rows[18]['uppgift'].capitalize()}: {rows[18]['värde']}",
        note="\n".join(
            f"{row['avsnitt'].capitalize()}, {said(row)}" for at, row in rows.items() if at not in own
        ),
        source="002",
    )
    InitiativeTheme.objects.bulk_create(
        InitiativeTheme(
            initiative=project,
            number=number,
            title=rows[9 + number]["uppgift"],
            text=rows[9 + number]["värde"],
            result=RESULTS[rows[9 + number]["anteckning"]],
        )
        for number in range(1, 6)
    )


def _add_population(facts: Iterable[Row]) -> None:
    women, men = (row for row in facts if row["står vid"] == "befolkning")
    Population.objects.create(
        year=2018,
        women=int(women["värde"]),
        men=int(men["värde"]),
        source=f"rapport {women['källa']}, 2019. {women['anteckning']}",
    )


def _add_round(facts: Iterable[Row], social: Organisation) -> None:
    """The mapping of 2019. Targets, assignment and preparation stand in its introduction."""
    told = [row for row in facts if row["står vid"] in ("kartläggning", "målgrupp")]
    took_part = [row for row in told if row["namn"].startswith("deltagande")]
    limits = [row for row in told if row["slag"] == "begränsning"]
    rest = [row for row in told if row not in took_part and row not in limits]
    MappingRound.objects.create(
        title=ROUND,
        year=2019,
        asked_by=social,
        intro="\n".join(f"{row['slag'].capitalize()}, {said(row)}" for row in rest),
        participants_text="\n".join(map(said, took_part)),
        limits="\n".join(map(said, limits)),
        source="001",
    )


def _add_observations(facts: Iterable[Row], social: Organisation, now: datetime) -> None:
    for row in facts:
        if row["slag"] not in KINDS:
            continue
        kind = KINDS[row["slag"]]
        open_still = kind in (Observation.Kind.CHALLENGE, Observation.Kind.IMPROVEMENT)
        observation = Observation.objects.create(
            kind=kind,
            theme=row["namn"],
            text="\n".join(filter(None, [row["värde"], row["anteckning"]])),
            status=Observation.Status.OPEN if open_still else Observation.Status.CLOSED,
            organisation=social,
            source=row["källa"],
        )
        share_observation(observation=observation, by=None, now=now)
