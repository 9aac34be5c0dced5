"""What areas say by name: the published figures exactly, few queries, masked where people are few."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.content.figures import MASKED
from portal.content.prose import read
from portal.documents.domain.living import (
    ChangedFigure,
    changed,
    held,
    last_snapshot,
    live_of,
    mark_seen,
    resolver,
    restored,
    seen_by,
    take_snapshot,
    written,
)
from portal.documents.models import Document, Section, Template
from portal.organisation.models import Organisation, User
from portal.workareas import work_areas
from projects.models import OutcomeCount, Programme
from tests.demo import NOW, demo_data

TODAY = date(2026, 11, 22)
ACCOUNT = "program:fran-bidrag-till-egen-forsorjning"
PUBLISHED = {
    "beviljat.projekt": "32 projekt",
    "beviljat.totalt": "15,5 mnkr",
    "beviljat.totalt-tkr": "15\u00a0528 tkr",
    "beviljat.omrade.sfi": "4\u00a0835 tkr",
    "beviljat.ar.okant": "396 tkr",
    "redovisning.slutredovisade": "27 projekt",
    "redovisning.ej-redovisade": "tre projekt",
    "redovisning.ej-redovisade.beviljat": "1\u00a0136 tkr",
    "redovisning.omrade.arbetsmarknad": "tio projekt",
    "redovisning.ansvarig.rinkeby": "fyra projekt",
    "redovisning.saknas": "fem projekt",
    "medel.forbrukat.socialtjanstnamnden.2002": "4\u00a0770,5 tkr",
    "medel.forbrukat.integrationsnamnden.totalt": "9\u00a0359,5 tkr",
    "medel.forbrukat.totalt": "18,6 mnkr",
    "medel.skillnad.2003": "113 tkr",
    "medel.kvar.totalt": "1\u00a0394 tkr",
    "plan.ja": "18 projekt",
    "plan.nej": "14 projekt",
    "mal.natta": "två mål",
    "larande.kompetens.deltagare": "741",
    "projekt.2-2-5.praktik": "40",
    "projekt.2-2-5.mal-1": "19 (48 procent)",
    "projekt.2-3-6.arbete-fatt-arbete-andel": "57 procent",
    "projekt.2-2-4.deltagare": "cirka 200",
}
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    """Load once for all these tests, and take it back afterwards."""
    with django_db_blocker.unblock(), demo_data():
        yield


def area(key):
    return next(each for each in work_areas() if each.key == key)


def said(subject, period="", *, of="projects", unmasked=False):
    return area(of).live(subject, period, today=TODAY, unmasked=unmasked)


def plain(text):
    return (
        text.replace("\u00a0tkr", " tkr").replace("\u00a0mnkr", " mnkr").replace("\u00a0procent", " procent")
    )


def a_document(text, subject=ACCOUNT):
    owner = Organisation.objects.get(key="socialforvaltningen")
    template, _made = Template.objects.get_or_create(kind="tjansteutlatande", committee=None, is_active=True)
    document = Document.objects.create(
        kind="tjansteutlatande",
        template=template,
        owner=owner,
        officer=User.objects.get(username="namndsekreterare"),
        title="T",
        dated=TODAY,
        area="projects" if subject else "",
        subject=subject,
        created_at=timezone.now(),
    )
    Section.objects.create(document=document, order=1, role="matter", heading="H", text=text)
    return document


def test_the_published_figures_are_said_exactly():
    figures = said(ACCOUNT).figures

    assert {key: plain(figures[key].written) for key in PUBLISHED} == PUBLISHED


def test_every_figure_has_a_name_of_its_own_a_label_and_where_there_are_rows_a_page():
    figures = said(ACCOUNT).figures

    assert [key for key, each in figures.items() if each.key != key or not each.label or not each.group] == []
    assert figures["beviljat.totalt"].source.startswith("/sammanstallningar/beviljade-medel/rader/?program=")


def test_the_used_funds_stand_as_they_were_printed():
    table = said(ACCOUNT).tables["medel.forbrukat"].table

    assert [(row.label, [cell.written for cell in row.cells.values()]) for row in table.all_rows] == [
        ("Socialtjänstnämnden", ["4\u00a0770,5", "4\u00a0476", "9\u00a0246,5"]),
        ("Integrationsnämnden", ["4\u00a0770,5", "4\u00a0589", "9\u00a0359,5"]),
        ("Totalt", ["9\u00a0541", "9\u00a0065", "18\u00a0606"]),
    ]


@pytest.mark.parametrize("key", ["projects", "funding", "outreach"])
def test_no_ready_sentence_refers_to_something_that_is_not_there(key):
    user = User.objects.get(username="namndsekreterare")
    missing = []
    for subject in area(key).subjects(user):
        for period, _title in subject.periods[:1] or [("", "")]:
            live = said(subject.key, period, of=key)
            resolve = resolver(live)
            for text in live.texts.values():
                problems = read(text.text, resolve, top=3).problems
                missing += [
                    (subject.key, text.key, each.message)
                    for each in problems
                    if each.code in ("missing_reference", "block_inside")
                ]
    assert missing == []


@pytest.mark.parametrize(
    ("key", "subject", "period"),
    [
        ("projects", "program:finns-inte", ""),
        ("projects", "annat:fran-bidrag-till-egen-forsorjning", ""),
        ("projects", "projekt:fran-bidrag-till-egen-forsorjning:9.9.9", ""),
        ("projects", "beslutstillfalle:exempelprogrammet:x", ""),
        ("projects", "tertial:exempelprogrammet", "tertial:2026:7"),
        ("funding", "overenskommelse:finns-inte", ""),
        ("funding", "avrakning:exempel-samhallsvagledning", "2019-1"),
        ("outreach", "uppsokande:landet", ""),
        ("outreach", "uppsokande:staden", "2026-t9"),
    ],
)
def test_nothing_is_said_of_what_is_not_there(key, subject, period):
    assert said(subject, period, of=key) is None


def test_the_agreement_of_2018_says_its_shares():
    figures = said("overenskommelse:samverkan-innerstaden-2018", of="funding").figures

    assert {
        key: plain(figures[key].written) for key in ("andel.norrmalm", "kostnad.per-ar", "underlag.totalt")
    } == {
        "andel.norrmalm": "66 procent",
        "kostnad.per-ar": "2\u00a0800 tkr",
        "underlag.totalt": "309",
    }


def test_a_documents_twelve_months_of_outreach_do_not_move():
    period = "12-till-2026-10"
    then = area("outreach").live("uppsokande:staden", period, today=date(2026, 11, 1))
    later = area("outreach").live("uppsokande:staden", period, today=date(2027, 5, 1))

    assert then.figures["rackvidd.aktiviteter"].written == later.figures["rackvidd.aktiviteter"].written


def test_small_counts_of_people_are_masked_unless_asked_for():
    programme = Programme.objects.get(slug="exempelprogrammet")
    count = OutcomeCount.objects.filter(
        report__duty__project__programme=programme, measure__code="arbete", label=""
    ).first()
    number = count.report.duty.project.number
    newest = OutcomeCount.objects.filter(report__duty__project__number=number, measure__code="arbete")
    newest.update(value=2, verified=None)
    key = f"projekt.{number.replace('.', '-')}.arbete"

    masked = said("program:exempelprogrammet").figures[key]
    shown = said("program:exempelprogrammet", unmasked=True).figures[key]

    assert (masked.figure.value, masked.written) == (MASKED, "..")
    assert (shown.figure.value, shown.written) == (2, "2")


def test_a_draft_of_sixty_figures_is_refreshed_in_twelve_queries():
    keys = [*PUBLISHED, *list(said(ACCOUNT).figures)]
    keys = list(dict.fromkeys(keys))[:80]
    chosen = list(dict.fromkeys([*PUBLISHED, *keys]))
    document = a_document(" ".join(f"[[figur:{key}]]" for key in chosen))
    document = Document.objects.get(pk=document.pk)

    with CaptureQueriesContext(connection) as queries:
        found = written(live_of(document, today=TODAY))

    assert len(found) >= 60
    assert len(queries) <= 12


def test_three_references_ask_only_for_their_own():
    document = Document.objects.get(pk=a_document("[[figur:medel.skillnad.2003]]").pk)

    with CaptureQueriesContext(connection) as queries:
        assert {key: plain(words) for key, words in written(live_of(document, today=TODAY)).items()} == {
            "medel.skillnad.2003": "113 tkr"
        }
    assert len(queries) <= 4  # the references, the programme, its money, its grants


def test_a_document_without_a_subject_says_nothing():
    live = live_of(a_document("[[figur:medel.skillnad.2003]]", subject=""), today=TODAY)

    assert (dict(live.figures), written(live)) == ({}, {})


def test_what_changed_since_i_last_looked_is_told_figure_by_figure():
    document, user = (
        a_document("[[figur:plan.ja]] [[figur:plan.nej]]"),
        User.objects.get(username="registrator"),
    )
    live = live_of(document, today=TODAY)
    mark_seen(document=document, user=user, live=live, now=NOW)
    assert changed(document, seen_by(document, user).figures, live) == []

    programme = Programme.objects.get(slug=ACCOUNT.partition(":")[2])
    programme.statements.filter(lead__key="kista").update(yes=5)
    later = live_of(document, today=TODAY)

    assert changed(document, seen_by(document, user).figures, later) == [
        ChangedFigure("plan.ja", "Plan för implementering: ja", "18 projekt", "19 projekt")
    ]


def test_a_figure_that_is_gone_and_one_that_is_new_in_the_text():
    document = a_document("[[figur:plan.ja]] [[figur:plan.forsvunnen]]")
    live = live_of(document, today=TODAY)
    since = {"plan.forsvunnen": ["sju projekt", "Något som fanns"], "plan.nej": ["14 projekt", "Utan plan"]}

    assert changed(document, since, live) == [
        ChangedFigure("plan.forsvunnen", "Något som fanns", "sju projekt", "")
    ]


def test_a_snapshot_keeps_what_was_sent_for_review():
    document = a_document("[[figur:plan.ja]]")
    take_snapshot(document=document, live=live_of(document, today=TODAY), now=NOW)

    assert last_snapshot(document).figures == {"plan.ja": ["18 projekt", "Plan för implementering: ja"]}
    assert last_snapshot(a_document("")) is None


def test_what_is_held_comes_back_and_is_what_a_frozen_document_says():
    text = "[[figur:projekt.2-2-5.mal-1]]\n\n[[tabell:medel.forbrukat]]\n\n[[diagram:beviljat.omrade-ar]]"
    live = live_of(a_document(text), today=TODAY)
    back = restored(held(live))

    assert written(back) == written(live) == {"projekt.2-2-5.mal-1": "19 (48\u00a0procent)"}
    assert back.referred == live.referred
    assert back.tables["medel.forbrukat"].table.all_rows[-1].cells["totalt"].written == "18\u00a0606"
    assert back.charts["beviljat.omrade-ar"].chart.svg == live.charts["beviljat.omrade-ar"].chart.svg


@pytest.mark.parametrize(
    ("login", "kinds"),
    [
        ("namndsekreterare", {"program", "tertial", "beslutstillfalle", "projekt"}),
        ("projektledare-kungsholmen", {"program", "tertial", "projekt"}),
        ("admin", set()),
    ],
)
def test_one_writes_about_what_one_may_list(login, kinds):
    found = area("projects").subjects(User.objects.get(username=login))

    assert {subject.key.partition(":")[0] for subject in found} == kinds


def test_a_settlement_says_the_newest_of_its_period():
    live = said("avrakning:exempel-samhallsvagledning", "2026-1", of="funding")

    assert live.figures["avrakning.kostnad"].written == "980\u00a0100,00\u00a0kr"
    assert [row.label for row in live.tables["avrakning.parter"].table.all_rows][-1] == "Totalt"


def test_a_period_counts_what_is_in_and_what_is_missing():
    figures = said("tertial:exempelprogrammet", "tertial:2026:1").figures
    keys = ("tertial.vantade", "tertial.inlamnade", "tertial.saknas")

    assert [figures[key].written for key in keys] == [
        "24 redovisningar",
        "23 redovisningar",
        "en redovisning",
    ]
