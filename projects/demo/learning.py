"""What the published programme learnt, as in print: networks, activities, surveys, methods, suggestions.

Source: Utlåtande 2005: RVII, and for a network and a survey two later reports. Whether the coordinator's
suggestions came to be is not told there, so they wait.
"""

from datetime import date
from decimal import Decimal
from itertools import groupby

from portal.organisation.models import Organisation
from projects.demo.fixtures import organisations, parts, rows_of
from projects.domain.gathering import keep_activity
from projects.domain.networking import Member, keep_network
from projects.domain.spreading import keep_method, keep_spread
from projects.domain.suggesting import keep_suggestion
from projects.domain.surveying import Asked, keep_survey
from projects.models import (
    Activity,
    ActivityKind,
    Method,
    MethodSpread,
    Network,
    NetworkKind,
    Programme,
    Project,
    Suggestion,
    Survey,
)

Row = dict[str, str]
YES = "ja"


def load_learning(programme: Programme, today: date) -> None:
    """Add it all. Expects the programme's projects, and the code lists, to be there."""
    projects = {project.number: project for project in programme.projects.all()}
    add_networks(programme, rows_of("natverk"))
    _add_activities(programme, today)
    _add_surveys(programme)
    add_methods(programme, rows_of("metoder"), projects)
    _add_spread(programme, projects, today)
    _add_suggestions(programme, projects, today)


def add_networks(programme: Programme, rows: list[Row]) -> None:
    """Add the networks; a member that is the key of an organisation is that organisation."""
    kinds = {kind.name: kind for kind in NetworkKind.objects.all()}
    known = organisations(member for row in rows for member in parts(row["medlemmar"]))
    for row in rows:
        network = Network(
            programme=programme,
            name=row["namn"],
            kind=kinds[row["slag"]],
            status=Network.Status(row["läge"]),
            status_text=row.get("läget enligt källan", ""),
            note=row["anteckning"],
        )
        keep_network(network=network, members=_members(row, known))


def _members(row: Row, known: dict[str, Organisation]) -> list[Member]:
    return [known.get(member, member) for member in parts(row["medlemmar"])]


def new_activity(programme: Programme, row: Row, networks: dict[str, Network]) -> Activity:
    """An activity of a row, without its days. KeyError when its kind or network is not known."""
    return Activity(
        programme=programme,
        number=int(row["nr"]),
        title=row["titel"],
        kind=ActivityKind.objects.get(name=row["slag"]),
        status=Activity.Status(row["läge"]),
        days=Decimal(row["dagar"].replace(",", ".")) if row["dagar"] else None,
        audience=row["för vem"],
        participants=int(row["deltagare"]) if row["deltagare"] else None,
        in_competence_programme=row["kompetensprogrammet"] == YES,
        organiser=row["arrangör"],
        network=networks[row["nätverk"]] if row["nätverk"] else None,
        note=row["anteckning"],
    )


def networks_of(programme: Programme) -> dict[str, Network]:
    return {network.name: network for network in programme.networks.all()}


def _add_activities(programme: Programme, today: date) -> None:
    networks = networks_of(programme)
    for row in rows_of("aktiviteter"):
        activity = new_activity(programme, row, networks)
        activity.dates = row["datum"]
        keep_activity(activity=activity, today=today)


def _add_surveys(programme: Programme) -> None:
    """A survey is the rows of its questions. Its answers stand in papers that are not attached."""
    for title, found in groupby(rows_of("enkater"), key=lambda row: row["enkät"]):
        rows = list(found)
        survey = Survey(
            programme=programme,
            title=title,
            respondents=rows[0]["tillfrågade"],
            result_document=rows[0]["redovisas i"],
            source=rows[0]["källa"],
        )
        questions = [Asked(row["fråga"], row["svaras med"]) for row in rows]
        keep_survey(survey=survey, questions=questions, to=[])


def add_methods(programme: Programme, rows: list[Row], projects: dict[str, Project]) -> None:
    for row in rows:
        method = Method(programme=programme, name=row["namn"], description=row["beskrivning"])
        method.project = projects[row["projekt"]]
        keep_method(method=method)


def _add_spread(programme: Programme, projects: dict[str, Project], today: date) -> None:
    rows = rows_of("spridning")
    known = organisations(row["organisation"] for row in rows)
    for row in rows:
        spread = MethodSpread(
            method=programme.methods.get(name=row["metod"]),
            organisation=known[row["organisation"]],
            project=projects[row["projekt"]] if row["projekt"] else None,
            status=MethodSpread.Status(row["läge"]),
            note=row["anteckning"],
        )
        keep_spread(spread=spread, today=today)


def _add_suggestions(programme: Programme, projects: dict[str, Project], today: date) -> None:
    for row in rows_of("forslag"):
        suggestion = Suggestion(
            programme=programme,
            kind=Suggestion.Kind(row["slag"]),
            text=row["förslag"],
            project=projects[row["projekt"]],
            method=programme.methods.get(name=row["metod"]) if row["metod"] else None,
        )
        keep_suggestion(suggestion=suggestion, today=today)
