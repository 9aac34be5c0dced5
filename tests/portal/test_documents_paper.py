"""The acceptance paper: the account of the development projects, whole, from the demo's rows alone."""

from datetime import date

import pytest

from portal.content.papers import ChartPart, Heading, Points, Prose
from portal.content.prose_inline import plain
from portal.content.runs import Live, Missing
from portal.content.tables import Table
from portal.documents.checks import what_hinders_signing
from portal.documents.domain.composing import compose
from portal.documents.domain.living import changed, current_live, live_of, seen_by, written
from portal.documents.models import AgendaItem, Assignment, DelegationDecision, Dispatch, Document
from portal.organisation.models import User
from tests.demo import demo_data

TODAY = date(2026, 11, 22)
ACCOUNT, AGREEMENT = (
    "Från bidrag till egen försörjning",
    "Samverkansöverenskommelse för socialt stöd till nyanlända",
)
OUTREACH, EXAMPLE = (
    "Så når vi nyanlända och personer i utsatta områden",
    "Exempel: medel till utvecklingsprojekt",
)
CHAPTERS = [
    "Förvaltningens förslag till beslut",
    "Sammanfattning",
    "Bakgrund",
    "Ärendets beredning",
    "Ärendet",
    "Förbrukade medel",
    "Beviljade medel per stadsdelsförvaltning och område",
    "Vilka som har redovisat",
    "Mål och utfall",
    "Socialmedicin",
    "Svenska för invandrare (SFI)",
    "Arbetsmarknad",
    "Implementering",
    "Aktiviteter",
    "Nätverk",
    "Studieresor",
    "Ekonomiska konsekvenser",
    "Jämställdhetsanalys och barnperspektiv",
    "Förvaltningens synpunkter och förslag",
    "Bilagor",
]
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    """Load once for all these tests, and take it back afterwards."""
    with django_db_blocker.unblock(), demo_data(papers=True):
        yield


def the(title):
    return Document.objects.get(title=title)


def paper_of(title):
    document = the(title)
    return compose(document, live_of(document, today=TODAY))


def words_of(paper):
    return "\n".join(plain(part.runs) for part in paper.parts if isinstance(part, Prose))


def test_the_account_has_all_its_chapters_in_order():
    headings = [part.text for part in paper_of(ACCOUNT).parts if isinstance(part, Heading) and part.level < 4]

    assert headings == CHAPTERS


def test_each_of_the_thirty_two_projects_has_its_account():
    projects = [
        part.text for part in paper_of(ACCOUNT).parts if isinstance(part, Heading) and part.level == 4
    ]

    assert len(projects) == 32
    assert (projects[0], projects[9], projects[-1]) == (
        "2.1.1 Myndighetssamverkan",
        "2.2.1 SFI-plus",
        "2.3.14 Simba",
    )


def test_the_account_has_every_table_and_both_charts():
    parts = paper_of(ACCOUNT).parts
    captions = [str(part.caption) for part in parts if isinstance(part, Table)]

    assert [each for each in captions if not each.startswith("Utfall i projekt")] == [
        "Förbrukade medel per nämnd och år, tkr",
        "Beviljade medel och plan för implementering",
        "Projekt som inte är slutredovisade",
        "Redovisningar per stadsdelsförvaltning",
        "Mål och utfall, projekt för projekt",
        "Plan för implementering och det som infördes",
        "Plan för implementering och det som infördes",
        "Aktiviteter och deltagare per termin",
        "Genomförda aktiviteter",
        "Nätverk",
        "Studieresor och studiebesök",
    ]
    assert sum(isinstance(part, ChartPart) and bool(part.alt) for part in parts) == 2


def test_its_summary_says_the_published_figures():
    assert (
        "Under 2002 och 2003 beviljades 32 projekt sammanlagt 15,5\u00a0mnkr i utvecklingsmedel."
    ) in words_of(paper_of(ACCOUNT))
    assert (
        "Trots flera påminnelser har redovisning inte kommit in för tre projekt i Rinkeby, som fick "
        "1\u00a0136\u00a0tkr."
    ) in words_of(paper_of(ACCOUNT))


def test_its_decision_points_are_two():
    points = next(part for part in paper_of(ACCOUNT).parts if isinstance(part, Points))

    assert [plain(point) for point in points.items] == [
        "Socialnämnden godkänner redovisningen av utvecklingsmedel 2002–2003.",
        "Socialnämnden överlämnar redovisningen till stadsdelsnämnderna för kännedom.",
    ]


@pytest.mark.parametrize("title", [ACCOUNT, AGREEMENT, OUTREACH, EXAMPLE])
def test_nothing_is_missing_in_any_of_them(title):
    runs = [run for part in paper_of(title).parts if isinstance(part, Prose) for run in part.runs]

    assert [run.key for run in runs if isinstance(run, Missing)] == []
    assert sum(isinstance(run, Live) for run in runs) >= 7
    assert "saknad uppgift" not in words_of(paper_of(title))


def test_there_is_one_in_each_state_and_a_decided_one_in_two_nämnder():
    states = {document.title: document.state for document in Document.objects.all()}

    assert states == {
        ACCOUNT: "draft",
        "Exempel: tertialöversikt för utvecklingsmedel": "draft",
        AGREEMENT: "review",
        OUTREACH: "sent",
        EXAMPLE: "decided",
    }
    assert list(the(EXAMPLE).recipients.order_by("order").values_list("paragraph", "outcome")) == [
        ("§ 14", "as_proposed"),
        ("§ 9", "as_proposed"),
    ]


def test_the_account_waits_only_for_its_number():
    document = the(ACCOUNT)

    assert [finding.words for finding in what_hinders_signing(document, live_of(document, today=TODAY))] == [
        "Diarienummer saknas."
    ]


def test_three_figures_changed_since_the_secretary_read_it():
    document = the(ACCOUNT)
    seen = seen_by(document, User.objects.get(username="namndsekreterare"))
    found = changed(document, seen.figures, live_of(document, today=TODAY))

    assert {each.key: (each.old, each.new.replace("\u00a0", " ")) for each in found} == {
        "projekt.2-2-5.mal-1": ("19 (47 procent)", "19 (48 procent)"),
        "redovisning.ej-redovisade": ("fyra projekt", "tre projekt"),
        "redovisning.slutredovisade": ("26 projekt", "27 projekt"),
    }


def test_a_later_correction_differs_from_what_was_decided():
    document = the(EXAMPLE)
    then, now = written(live_of(document, today=TODAY)), written(current_live(document, today=TODAY))

    assert sorted(key for key, words in now.items() if words != then[key]) == [
        "larande.aktiviteter.deltagare",
        "larande.kompetens.deltagare",
    ]


def test_the_meetings_around_them():
    assert AgendaItem.objects.filter(recipient__isnull=False).count() == 6
    assert Assignment.objects.filter(answered_in=the(OUTREACH)).count() == 1
    assert DelegationDecision.objects.filter(reported_at__isnull=True).count() == 3
    assert Dispatch.objects.filter(recipient__document=the(EXAMPLE), sent_on__isnull=False).count() == 1
