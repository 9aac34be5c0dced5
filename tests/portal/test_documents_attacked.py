"""What an attacker tried with committee documents: each door that was open, shut."""

from datetime import UTC, datetime
from time import perf_counter

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client

from portal.documents import access
from portal.documents.domain import meetings
from portal.documents.domain.drafting import plan_recipients
from portal.documents.domain.publishing import publish
from portal.documents.domain.sending import send_with_summons
from portal.documents.domain.versions import new_version
from portal.documents.domain.wordwise import Piece, word_diff
from portal.documents.models import DecisionPoint, Document, Section, Words
from portal.organisation.models import Role
from tests.factories.flow import NOW, authority, begun, decide, reviewed, sent, sign_as, signed
from tests.factories.portal import person
from tests.factories.projects import ProgrammeFactory, ProjectFactory


@pytest.fixture
def here():
    return authority()


def about(here, area: str, subject: str) -> Document:
    return begun(here, area=area, subject=subject)


@pytest.mark.django_db
def test_nobody_comes_by_other_districts_small_counts_through_a_document(here):
    """Outreach shows small counts to the responsible district's own people only."""
    document = about(here, "outreach", "uppsokande:staden")
    people = (here.writer, here.chief, here.head, person(Role.COORDINATOR, here.house))
    assert [access.may_read_unmasked(who, document) for who in people] == [False] * 4
    client = Client()
    client.force_login(here.writer)
    assert client.get(f"/handlingar/{document.pk}.pdf?variant=intern").status_code == 403


@pytest.mark.django_db
def test_small_counts_of_projects_are_shown_as_on_their_own_pages(here):
    programme = ProgrammeFactory(is_published=False)
    project = ProjectFactory(programme=programme, lead=here.house)
    other = ProjectFactory(programme=programme)
    coordinator = person(Role.COORDINATOR, here.house)
    subjects = [
        f"program:{programme.slug}",
        f"projekt:{programme.slug}:{project.number}",
        f"projekt:{programme.slug}:{other.number}",
        "program:finns-inte",
    ]
    documents = [about(here, "projects", each) for each in subjects]
    assert [access.may_read_unmasked(here.head, each) for each in documents] == [False, True, False, False]
    assert [access.may_read_unmasked(coordinator, each) for each in documents] == [True, True, True, False]
    programme.is_published = True
    programme.save()
    assert access.may_read_unmasked(here.head, documents[0])


@pytest.mark.django_db
def test_a_document_of_an_agreement_that_is_not_there_shows_no_small_counts(here):
    document = about(here, "funding", "overenskommelse:finns-inte")
    assert not access.may_read_unmasked(here.head, document)


@pytest.mark.django_db
def test_signed_by_sql_is_refused_until_all_have_signed_and_it_is_frozen(here):
    document = reviewed(here)
    signing = "UPDATE documents_document SET state = 'signed', signed_at = now() WHERE id = %s"

    def run(*statements: str) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for each in statements:
                cursor.execute(each, [document.pk])

    def refused(*first: str) -> str:
        with pytest.raises(DatabaseError) as refusal:
            run(*first, signing)
        return refusal.value.__cause__.diag.constraint_name

    half = (
        "UPDATE documents_signatory SET signed_at = now(), signed_by_id = (SELECT min(id) FROM "
        "organisation_user) WHERE document_id = %s"
    )
    assert refused() == "document_signed_by_all"
    assert refused(half) == "document_signed_by_all"
    for who in (here.head, here.chief):
        sign_as(document, who)
    assert Document.objects.get(pk=document.pk).state == Document.State.SIGNED


@pytest.mark.django_db
def test_a_version_that_a_namnd_has_decided_on_is_not_replaced(here):
    both = [(here.committee, here.meeting), (here.other, here.other_meeting)]
    first = sent(here, begun(here, recipients=both))
    decide(here, first.recipients.get(committee=here.committee))
    second = signed(here, new_version(document=first, reason="Rättad.", by=here.writer, now=NOW))
    assert [to.committee for to in second.recipients.all()] == [here.other]
    assert Document.objects.get(pk=first.pk).state == Document.State.DECIDED


@pytest.mark.django_db
def test_points_under_a_secrecy_marking_are_not_found(here):
    document = begun(here)
    DecisionPoint.objects.filter(document=document).update(text="Socialnämnden beviljar Blåklinten 9 tkr.")
    assert "Blåklinten" in Words.objects.get(document=document).text
    Section.objects.filter(document=document, role="proposal").update(
        secrecy_provision="26 kap. 1 § OSL", secrecy_authority="Socialnämnden", secrecy_date=NOW.date()
    )
    assert "Blåklinten" not in Words.objects.get(document=document).text
    assert "Medlen räckte" in Words.objects.get(document=document).text
    Section.objects.filter(document=document, role="proposal").delete()
    assert "Blåklinten" in Words.objects.get(document=document).text


@pytest.mark.django_db
def test_a_line_of_a_sent_agenda_stays_when_its_draft_goes_elsewhere(here):
    document = begun(here)
    first = meetings.add_document(meeting=here.meeting, recipient=document.recipients.get())
    meetings.add_words(meeting=here.meeting, title="Val av justerare")
    meetings.send_summons(meeting=here.meeting, now=NOW)
    plan_recipients(document=document, recipients=[(here.other, here.other_meeting)])
    lines = here.meeting.items.order_by("number").values_list("number", "title", "recipient")
    assert list(lines) == [(1, document.title, None), (2, "Val av justerare", None)]
    assert here.meeting.items.filter(pk=first.pk).exists()


@pytest.mark.django_db
def test_nothing_is_published_before_the_day_it_was_signed_here(here):
    """Half past midnight in Stockholm is still the day before in UTC."""
    night = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    day = datetime(2026, 11, 24, tzinfo=UTC).date()
    document = reviewed(here)
    for who in (here.head, here.chief):
        sign_as(document, who, now=night)
    to = {"recipient": document.recipients.get(), "meeting": here.meeting, "number": ""}
    send_with_summons(**to, sent_on=day, by=here.registrar, now=night)
    given = {"by": here.registrar, "now": night, "today": day}
    with pytest.raises(ValidationError):
        publish(document=document, on=night.date(), **given)
    assert publish(document=document, on=day, **given).published_on == day


def test_ten_pages_with_a_word_changed_here_and_there_are_compared_at_once():
    old = [f"ord{n * 7 % 900}" for n in range(4_500)]
    new = ["ny" if n % 100 == 50 else word for n, word in enumerate(old)]
    began = perf_counter()
    pieces = word_diff(" ".join(old), " ".join(new))
    assert perf_counter() - began < 10  # it took a minute
    assert [piece.text for piece in pieces if piece.kind == "added"] == ["ny"] * 45
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == " ".join(new)


def test_what_is_alike_before_and_after_is_set_aside():
    assert word_diff("a b", "a b b") == [Piece("same", "a b"), Piece("added", " b")]
