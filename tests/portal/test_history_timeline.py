"""A record's history in words: who, when, before, after, why, through which door; nobody else's secrets."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from portal.cases.models import Case, CaseNumber
from portal.history.context import acting, because
from portal.history.doors import door_in_words
from portal.history.latest import latest
from portal.history.timeline import Change, Part, timeline
from portal.organisation.handing_in import hand_in
from portal.organisation.models import Role
from tests.factories.portal import CaseFactory, CaseNumberFactory, OrganisationFactory, person
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar():
    return person(Role.REGISTRAR, username="registrator")


def test_change_is_told_with_before_after_who_door_and_why(registrar):
    case = CaseFactory(title="Förr")
    with acting(by=registrar, door="/arenden/1/andra/", why="Skrivfel"):
        Case.objects.filter(pk=case.pk).update(title="Nu", closed_on=date(2026, 3, 1))

    changed, made = timeline(case, reader=registrar)
    assert (changed.who, changed.door, changed.why) == ("registrator", "sidan /arenden/1/andra/", "Skrivfel")
    assert changed.parts == [
        Part("ändrade ärende", [Change("Ärendemening", "Förr", "Nu"), Change("Avslutat", "", "2026-03-01")])
    ]
    assert (made.who, made.parts[0].what) == ("Okänd (direkt i databasen)", "registrerade ärende")
    assert made.parts[0].changes == [
        Change("Ärendemening", "", "Förr"),
        Change("Slag", "", "övrigt"),
        Change("Arkivbildare", "", str(case.committee)),
        Change("Ansvarig nämnd", "", str(case.committee)),
        Change("Öppnat", "", "2026-01-12"),
    ]


@pytest.mark.parametrize(
    ("door", "said"),
    [
        ("/inlasning/12/verkstall/", "inläst fil 12"),
        ("/inlasning/12/angra/", "ångrad inläsning 12"),
        ("/inlasning/projekt/", "sidan /inlasning/projekt/"),
        ("/arenden/1/andra/", "sidan /arenden/1/andra/"),
        ("remind", "de automatiska påminnelserna"),
        ("nytt-kommando", "nytt-kommando"),
        ("", ""),
    ],
)
def test_a_door_is_named_in_words(door, said):
    assert door_in_words(door) == said


def test_system_and_system_on_behalf_are_told_apart(registrar):
    case = CaseFactory()
    with acting(by=None, door="import"):
        Case.objects.filter(pk=case.pk).update(title="Ett")
    with acting(by=registrar, door="import", on_behalf=True), because("Ny fil"):
        Case.objects.filter(pk=case.pk).update(title="Två")

    behalf, system, _made = timeline(case, reader=registrar)
    assert (behalf.who, behalf.door, behalf.why) == (
        "Systemet, på uppdrag av registrator",
        "en fil som driften läste in",
        "Ny fil",
    )
    assert (system.who, system.why) == ("Systemet", "")


def test_children_belong_also_when_they_are_gone_and_bulk_changes_too(registrar):
    case = CaseFactory()
    number = CaseNumberFactory(case=case, number="013-609/2001")
    CaseNumberFactory(number="999/1999")
    with acting(by=registrar, door="test"):
        CaseNumber.objects.filter(pk=number.pk).update(number="013-610/2001")
    with acting(by=registrar, door="test"):
        number.delete()

    told = timeline(case, reader=registrar, children=("numbers",))
    parts = [(part.what, part.changes) for entry in told for part in entry.parts if entry.door == "test"]
    assert parts == [
        (
            "tog bort diarienummer",
            [
                Change("Diarieförd hos", str(case.holder), ""),
                Change("Diarienummer", "013-610/2001", ""),
                Change("Givet av portalen", "Nej", ""),
            ],
        ),
        ("ändrade diarienummer", [Change("Diarienummer", "013-609/2001", "013-610/2001")]),
    ]
    assert [part.what for entry in timeline(case, reader=registrar) for part in entry.parts] == [
        "registrerade ärende"
    ]


def test_limit_keeps_the_newest_and_still_knows_what_was_before(registrar):
    case = CaseFactory(title="A")
    for title in "BCD":
        with acting(by=registrar, door="test"):
            Case.objects.filter(pk=case.pk).update(title=title)

    told = timeline(case, reader=registrar, limit=2)
    assert [entry.parts[0].changes for entry in told] == [
        [Change("Ärendemening", "C", "D")],
        [Change("Ärendemening", "B", "C")],
    ]


def test_link_to_what_the_reader_may_not_see_is_told_without_its_name(registrar):
    hidden = ProjectFactory(title="Hemligt utkast", draft=True)
    project = ProjectFactory(programme=hidden.programme)
    with acting(by=registrar, door="test"):
        type(project).objects.filter(pk=project.pk).update(continues=hidden)

    change = timeline(project, reader=registrar)[0].parts[0].changes
    assert change == [Change("Fortsättning på", "", f"en post som du inte ser (nr {hidden.pk})")]
    owner = person(Role.PROJECT_MANAGER, hidden.lead)
    assert timeline(project, reader=owner)[0].parts[0].changes[0].after == str(hidden)


# Each change in a transaction of its own: the moment of an event is that of its transaction.
@pytest.mark.django_db(transaction=True)
def test_drafts_words_are_told_only_to_their_own_authority(registrar):
    project = ProjectFactory(title="Hemligt första försök", draft=True)
    type(project).objects.filter(pk=project.pk).update(title="Som det lämnades in")
    project.refresh_from_db()
    hand_in(draft=project, to=OrganisationFactory(committee=True), by=registrar, now=timezone.now())

    told = timeline(project, reader=registrar)
    assert [change.label for entry in told for part in entry.parts for change in part.changes] == [
        "Inlämnad",
        "Inlämnad av",
        "Mottagen av",
    ]
    own = timeline(project, reader=person(Role.PROJECT_MANAGER, project.lead))
    assert [entry.parts[0].what for entry in own] == [
        "ändrade projekt",
        "ändrade projekt",
        "registrerade projekt",
    ]
    assert own[-1].when < datetime.now(UTC)


def test_latest_says_who_did_what_and_tells_one_moment_in_one_line(registrar):
    case = CaseFactory()
    with acting(by=registrar, door="test"):
        Case.objects.filter(pk=case.pk).update(title="Nu")
        CaseNumberFactory(case=case)
    with acting(by=registrar, door="import", on_behalf=True):
        Case.objects.filter(pk=case.pk).update(title="Sedan")

    told = {(line.who, line.what) for line in latest(case, reader=registrar, children=("numbers",))}
    assert told == {
        ("registrator", "registrerade diarienummer, ändrade ärende"),
        ("Systemet, på uppdrag av registrator", "ändrade ärende"),
        ("Okänd (direkt i databasen)", "registrerade ärende"),
    }
    assert len(latest(case, reader=registrar, children=("numbers",), limit=2)) == 2


@pytest.mark.django_db(transaction=True)
def test_latest_keeps_a_draft_to_its_own_authority(registrar):
    project = ProjectFactory(draft=True)
    assert latest(project, reader=registrar) == []
    hand_in(draft=project, to=OrganisationFactory(committee=True), by=registrar, now=timezone.now())
    assert [line.what for line in latest(project, reader=registrar)] == ["ändrade projekt"]
    own = person(Role.PROJECT_MANAGER, project.lead)
    assert [line.what for line in latest(project, reader=own)] == ["ändrade projekt", "registrerade projekt"]
