"""Search over documents: stems, lost rings and dots, frozen words, rights, secrets, and the index."""

from datetime import date

import pytest
from django.db import connection

from portal.cases.views.detail import entries
from portal.database.roles import as_owner
from portal.documents.domain.searching import matching, snippet, stems_of
from portal.documents.finding import find, on_case
from portal.documents.models import DecisionPoint, Document, Section, Words
from portal.organisation.models import Role
from tests.factories.documents import DocumentFactory, SectionFactory
from tests.factories.flow import authority, begun, sent, signed
from tests.factories.portal import person

TEXT = (
    "Stadsdelsförvaltningarna i Hägersten-Älvsjö och Spånga-Tensta har redovisat sina projekt. "
    "Deltagarna fick praktikplatser, och försörjningsstödet minskade i projekt 2.2.6."
)

SIGNED_BY_ALL = "pgtrigger_signed_by_all_f6654"


@pytest.fixture
def here(db):
    return authority()


@pytest.fixture
def document(here) -> Document:
    found = begun(here)
    Section.objects.filter(document=found, heading="Ärendet").update(text=TEXT)
    return found


def found(query: str, user) -> list[str]:
    return [hit.title for hit in find(query, user)]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("Hagersten", 1),
        ("Hägersten", 1),
        ("hägersten-älvsjö", 1),
        ("stadsdelsforvaltning", 1),
        ("stadsdelsförvaltningen", 1),
        ("stadsdel", 1),
        ("praktikplats", 1),
        ("projektet", 1),  # stands as projekt
        ("stödets", 0),
        ("forsorjningsstod", 1),
        ("deltagare redovisning", 1),
        ("2.2.6", 1),
        ("Spanga", 1),
        ("1.2.4-182-2026", 1),
        ("1.2.4.182", 1),
        ("godkänna", 1),  # of a decision point
        ("Hagersten bostad", 0),
        ("arsten", 0),
        ("och", 0),
        ("figur", 0),
        ("", 0),
    ],
)
def test_words_are_found_however_they_are_bent(here, document, query, hits):
    section = Section.objects.get(document=document, heading="Sammanfattning")
    Section.objects.filter(pk=section.pk).update(text="Summan är [[figur:beviljat]].")
    assert len(found(query, here.writer)) == hits


@pytest.mark.parametrize(
    "query", ["\x00", "'", "''", "\\", "& | !", "':*", "(", "%", "_", "x" * 5000, "å" * 3, "<->", "٣"]
)
def test_any_question_is_answered(here, document, query):
    assert found(query, here.writer) == []


def test_draft_is_found_by_its_own_administration_alone(here, document):
    others = [person(role) for role in (Role.AUDITOR, Role.COORDINATOR, Role.PROJECT_MANAGER)]
    assert [found("Hagersten", user) for user in (here.writer, *others)] == [[document.title], [], [], []]
    sent(here, document)
    assert [len(found("Hagersten", user)) for user in (here.writer, *others)] == [1, 1, 1, 0]


def test_words_follow_every_change_by_every_way(here, document):
    DecisionPoint.objects.filter(document=document).update(text="Socialnämnden avslår ansökan.")
    assert (found("avslå", here.writer), found("godkänna", here.writer)) == ([document.title], [])
    Section.objects.filter(document=document).delete()
    assert found("Hagersten", here.writer) == []
    Document.objects.filter(pk=document.pk).update(title="Bokslut")
    assert found("bokslutet", here.writer) == ["Bokslut"]
    Section.objects.bulk_create([SectionFactory.build(document=document, order=9, text="Hyresgäster")])
    assert found("hyresgast", here.writer) == ["Bokslut"]
    Document.objects.filter(pk=document.pk).update(state=Document.State.WITHDRAWN)
    assert found("bokslutet", here.writer) == []


def test_document_and_its_words_go_together(db):
    document = DocumentFactory()
    SectionFactory(document=document)
    assert Words.objects.get(document=document).text.split("\n") == [document.title, "", "Ärendet", ""]
    document.delete()
    assert Words.objects.count() == 0


def test_secret_is_never_searched_nor_what_stands_under_it(here, document):
    marked = {
        "secrecy_provision": "26 kap. 1 § OSL",
        "secrecy_authority": "Socialnämnden",
        "secrecy_date": date(2026, 11, 1),
    }
    last = Section.objects.filter(document=document).count()
    rows = [(2, "Hemligheten", marked), (3, "Undanstoppat", {}), (2, "Oskyldigt", {})]
    for order, (level, word, more) in enumerate(rows, start=last + 1):
        SectionFactory(document=document, order=order, level=level, heading=word, text=word, **more)
    words = ("hemligheten", "undanstoppat", "oskyldigt")
    assert [len(found(word, here.writer)) for word in words] == [0, 0, 1]
    signed(here, document)
    assert [len(found(word, here.writer)) for word in words] == [0, 0, 1]
    kept = Words.objects.get(document=document)
    assert [word.title() in kept.text + kept.frozen for word in words] == [False, False, True]


def test_frozen_words_are_those_of_the_paper(here, document):
    assert Words.objects.get(document=document).frozen == ""
    signed(here, document)
    kept = Words.objects.get(document=document).frozen
    for words in ("Tjänsteutlåtande", "1.2.4-182-2026", "Socialnämnden", "Hägersten-Älvsjö"):
        assert words in kept
    assert "Bara för den som skriver." not in kept
    assert found("tjänsteutlåtande", here.writer) == [document.title]  # stands on the paper alone


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("Hagersten", "Stadsdelsförvaltningarna i Hägersten-Älvsjö och Spånga-Tensta har redovisat sina …"),
        ("praktikplatsen", "… och Spånga-Tensta har redovisat sina projekt. Deltagarna fick praktikplatser"),
        ("finns inte", ""),
    ],
)
def test_snippet_is_what_stands_around(query, said):
    shown = snippet(TEXT, query)
    assert shown.startswith(said[:60])
    assert bool(shown) == bool(said)


def test_snippet_of_letters_written_as_two_is_left_out():
    assert snippet("Ha\u0308gersten", "hagersten") == ""


def test_hit_says_how_it_stands(here, document):
    (hit,) = find("praktikplats", here.writer)
    assert (hit.title, hit.kind, hit.url) == (
        document.title,
        "Tjänsteutlåtande",
        document.get_absolute_url(),
    )
    assert hit.detail.startswith("Utkast, Socialförvaltningen. … ")
    assert "Deltagarna fick praktikplatser" in hit.detail


def test_case_shows_its_documents_to_those_who_see_them(here, document):
    (entry,) = on_case(here.case, here.writer)
    assert (entry.kind, entry.title, entry.detail) == (
        "Tjänsteutlåtande",
        document.title,
        "Utkast, Socialförvaltningen",
    )
    assert document.title in [entry.title for entry in entries(here.case, here.writer)]
    assert list(on_case(here.case, person(Role.AUDITOR))) == []


def test_search_page_shows_the_hit(client, here, document):
    client.force_login(here.writer)
    page = client.get("/sok/", {"q": "forsorjningsstod"}).content.decode()
    assert document.title in page
    client.force_login(person(Role.PROJECT_MANAGER))
    assert document.title not in client.get("/sok/", {"q": "forsorjningsstod"}).content.decode()


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_search_asks_the_index_at_many_rows():
    """A search among five thousand documents reads the index, for writer and auditor alike."""
    here = authority()
    document = begun(here)
    template, owner, officer = document.template, document.owner, document.officer
    with as_owner(), connection.cursor() as cursor:
        # nobody but the owner of the tables can let a document be signed from the start
        cursor.execute(f"ALTER TABLE documents_document DISABLE TRIGGER {SIGNED_BY_ALL}")
        Document.objects.bulk_create(
            DocumentFactory.build(
                template=template,
                owner=owner,
                officer=officer,
                kind="tjansteutlatande",
                title=f"Redovisning {n} av {'Hägersten' if n == 7 else 'annat'} {n * 7919 % 5000}",
                subtitle=" ".join(f"ord{n * 31 + word}" for word in range(30))[:300],
                state="signed",
                signed_at="2026-11-23T09:00Z",
            )
            for n in range(5000)
        )
        cursor.execute(f"ALTER TABLE documents_document ENABLE TRIGGER {SIGNED_BY_ALL}")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE documents_words; ANALYZE documents_document")
        cursor.execute("SELECT gin_clean_pending_list('words_stems')")  # as the database does by itself
    for user in (here.writer, person(Role.AUDITOR)):
        rows = matching(Document.objects.for_user(user), "hagersten")
        assert "Bitmap Index Scan on words_stems" in rows.explain()
        assert next(row.title for row in rows).startswith("Redovisning 7 av")
    assert stems_of("  ") is None


def test_search_asks_as_little_of_many_hits(here, django_assert_num_queries):
    begun(here)
    list(find("projektmedel", here.writer))
    with django_assert_num_queries(1):
        assert len(list(find("projektmedel", here.writer))) == 1
    for _n in range(4):
        begun(here)
    with django_assert_num_queries(1):
        assert len(list(find("projektmedel", here.writer))) == 5
