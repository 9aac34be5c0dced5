"""A document begins with what its subject has to say, in the sections where the template says so."""

import csv
import re

import pytest

from portal.content.figures import Figure
from portal.content.live import Live, LiveFigure, LiveText
from portal.content.prose import references
from portal.documents.checks import run_checks
from portal.documents.domain.drafting import begin
from portal.documents.domain.living import live_of, said_of
from portal.documents.domain.starting import starting_text
from portal.documents.models import Document, Template
from portal.organisation.models import Organisation, User
from portal.organisation.reference import FOLDER
from tests.demo import NOW, demo_data

LIVE = Live(
    figures={"a": LiveFigure("a", "A", Figure(3), "tre")},
    texts={
        "avsnitt.a": LiveText("avsnitt.a", "A", "Det är [[figur:a]].\n\n[[tabell:saknas]]"),
        "avsnitt.b": LiveText("avsnitt.b", "B", "Ord utan tal."),
    },
)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Egna ord.\n\n\nMed luft.", "Egna ord.\n\n\nMed luft."),
        ("[[text:avsnitt.b]]", "Ord utan tal."),
        ("## Rubrik\n[[text:avsnitt.a]]", "## Rubrik\n\nDet är [[figur:a]]."),
        ("## Rubrik\n[[text:avsnitt.saknas]]\n\nKvar.", "Kvar."),
        ("Summan är [[figur:a]].\n\nOch [[figur:saknas]].", "Summan är [[figur:a]]."),
        ("[[text:avsnitt.saknas]]", ""),
    ],
)
def test_what_the_subject_does_not_say_is_left_out(text, begins):
    assert starting_text(text, LIVE) == begins


def test_without_a_subject_only_the_own_words_of_the_template_stand():
    assert starting_text("Egna ord.\n\n[[text:avsnitt.b]]", Live()) == "Egna ord."


@pytest.fixture(scope="module")
def _demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), demo_data():
        yield


def _begun(area: str, subject: str, kind: str = "tjansteutlatande", period: str = "") -> Document:
    return begin(
        template=Template.objects.get(kind=kind, committee=None, is_active=True),
        owner=Organisation.objects.get(key="socialforvaltningen"),
        officer=User.objects.get(username="namndsekreterare"),
        title="Ny handling",
        area=area,
        subject=subject,
        period=period,
        now=NOW,
    )


def _text(document: Document, heading: str) -> str:
    return document.sections.get(heading=heading).text


@pytest.mark.django_db
@pytest.mark.usefixtures("_demo")
def test_a_programmes_paper_begins_with_its_figures_sentences_and_tables():
    document = _begun("projects", "program:fran-bidrag-till-egen-forsorjning")
    assert _text(document, "Sammanfattning").startswith(
        "Sammanlagt beviljades [[figur:beviljat.totalt]] till"
    )
    matter = _text(document, "Ärendet")
    assert re.findall(r"^## (.*)$", matter, re.MULTILINE) == [
        "Beviljade medel",
        "Redovisningar",
        "Mål och utfall",
    ]
    assert "[[tabell:beviljat.stadsdel]]" in matter
    assert "[[diagram:beviljat.omrade-ar]]" in matter
    assert "[[tabell:medel.forbrukat]]" in _text(document, "Ekonomiska konsekvenser")
    assert "kvinnor och män" in _text(document, "Jämställdhetsanalys och barnperspektiv")
    assert _text(document, "Bakgrund") == ""
    _nothing_leads_nowhere(document)


@pytest.mark.django_db
@pytest.mark.usefixtures("_demo")
def test_a_programme_that_goes_on_says_no_figure_by_hand_and_no_sum_that_is_not_known():
    document = _begun("projects", "program:exempelprogrammet")
    assert _text(document, "Jämställdhetsanalys och barnperspektiv") == (
        "Av [[figur:beviljat.projekt]] redovisar [[figur:redovisning.kvinnor-och-man]] kvinnor och män "
        "var för sig."
    )
    assert _text(document, "Ekonomiska konsekvenser").split("\n\n")[0] == (
        "Nämnderna har avsatt [[figur:medel.budget.totalt]]. Till projekten beviljades "
        "[[figur:beviljat.totalt-tkr]]. Allt som har förbrukats är inte redovisat än."
    )
    live = live_of(document, today=document.dated)
    assert said_of(live.figures["redovisning.kvinnor-och-man"]) == "21 projekt"
    typed = [each.words for each in run_checks(document, live) if each.code == "figures.typed"]
    assert typed == ["Inga siffror är skrivna för hand som kan vara levande"]
    _nothing_leads_nowhere(document)


@pytest.mark.django_db
@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize("kind", ["tjansteutlatande", "overenskommelse"])
def test_an_agreements_paper_begins_with_the_agreements(kind):
    document = _begun("funding", "overenskommelse:samverkan-innerstaden-2018", kind)
    money = "Finansiering" if kind == "overenskommelse" else "Ekonomiska konsekvenser"
    assert "[[tabell:andel.parter]]" in _text(document, money)
    assert (
        _text(document, "Sammanfattning") == "Kostnaden uppskattas till [[figur:kostnad.per-ar-mnkr]] per år."
    )
    background = document.sections.get(role="background").text
    assert background.startswith("Överenskommelsen gäller mellan ")
    _nothing_leads_nowhere(document)


@pytest.mark.django_db
@pytest.mark.usefixtures("_demo")
def test_an_outreach_report_begins_with_the_periods():
    document = _begun("outreach", "uppsokande:staden", "uppsokande-rapport", "12-till-2026-10")
    assert references(_text(document, "Aktiviteter under perioden"))
    assert _text(document, "Hur når vi kvinnor och barn?") != ""
    _nothing_leads_nowhere(document)


def _nothing_leads_nowhere(document: Document) -> None:
    found = run_checks(document, live_of(document, today=document.dated))
    assert [each.words for each in found if each.code == "figures.references"] == []


def test_the_templates_name_ready_words_on_lines_of_their_own():
    with (FOLDER / "mallavsnitt.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["text att börja med"] for row in csv.DictReader(file, delimiter=";", strict=True)]
    lines = [line for text in texts for line in text.split("\n") if "[[text:" in line]
    assert len(lines) > 30
    assert [line for line in lines if not re.fullmatch(r"\[\[text:[a-z0-9.-]+\]\]", line)] == []
