"""Terms from draft to force: who is missing, what was read, what ends them; versions never overlap."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from funding.domain.closing import decline, withdraw
from funding.domain.drafting import draft_amendment, draft_first, write_draft
from funding.domain.registering import register_signed
from funding.domain.sending import send_for_signing
from funding.domain.signing import Signer
from funding.domain.supporting import register_support
from funding.models import Terms, TermsShare
from tests.factories.funding import (
    DIRECTOR,
    NOW,
    content,
    half_open,
    make_agreement,
    party,
    sent_terms,
    set_now,
    sign_all,
    sign_for,
    signed_terms,
    support,
)
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db


def refused(call) -> list[str]:
    with pytest.raises(ValidationError) as error, transaction.atomic():
        call()
    return error.value.messages


def test_terms_bind_when_the_last_party_has_signed_and_not_before():
    terms = sent_terms()
    sign_all(terms, but="Östermalm")
    assert (terms.state, terms.signed_at, terms.force) == (Terms.State.FOR_SIGNING, None, None)
    last = party(terms.agreement, "Östermalm")
    support(terms, last)
    sign_for(terms, last)
    terms.refresh_from_db()
    assert (terms.state, terms.signed_at) == (Terms.State.SIGNED, NOW)
    assert terms.force == half_open(date(2018, 9, 1), date(2019, 12, 31))


def test_signature_needs_support_the_text_that_was_read_and_a_party_of_the_terms():
    terms = sent_terms()
    kungsholmen = party(terms.agreement, "Kungsholmen")
    assert refused(lambda: sign_for(terms, kungsholmen)) == [
        "Registrera först vad underskriften stöder sig på: nämndens beslut eller delegation."
    ]
    support(terms, kungsholmen)
    assert refused(lambda: sign_for(terms, kungsholmen, seen="0" * 64)) == [
        "Villkoren har ändrats sedan du läste dem. Läs den nya versionen och underteckna den."
    ]
    stranger = party(make_agreement({"A": "50", "B": "50"}, host="A"), "A")
    assert refused(lambda: sign_for(terms, stranger)) == ["Parten är inte med i de här villkoren."]
    sign_for(terms, kungsholmen)
    assert refused(lambda: sign_for(terms, kungsholmen)) == ["Parten har redan undertecknat."]


def test_signature_after_the_time_has_passed_is_refused():
    terms = sent_terms()
    kungsholmen = party(terms.agreement, "Kungsholmen")
    support(terms, kungsholmen)
    assert refused(lambda: sign_for(terms, kungsholmen, now=datetime(2020, 1, 1, 9, tzinfo=UTC))) == [
        "Tiden som villkoren gäller har redan gått ut, så de kan inte undertecknas."
    ]


@pytest.mark.parametrize(
    ("shares", "message"),
    [
        (
            {"Kungsholmen": "23", "Norrmalm": "66", "Östermalm": "10.9"},
            "Andelarna är tillsammans 99,9 procent. De ska vara 100.",
        ),
        ({"Norrmalm": "100"}, "En överenskommelse har minst två parter."),
    ],
)
def test_terms_are_not_sent_before_the_shares_are_whole(shares, message):
    agreement = make_agreement()
    draft = draft_first(agreement=agreement, content=content(agreement, shares))
    assert refused(lambda: send_for_signing(terms=draft, to=agreement.owner, by=UserFactory(), now=NOW)) == [
        message
    ]


def test_what_was_sent_is_not_written_over():
    terms = sent_terms()
    assert refused(lambda: write_draft(terms=terms, content=content(terms.agreement))) == [
        "Villkoren är skickade för underskrift och kan inte ändras. Ta tillbaka dem först."
    ]


def test_support_is_a_decision_of_a_day_that_has_been_with_paragraph_or_delegation():
    terms = sent_terms()
    of = party(terms.agreement, "Norrmalm")
    given = {"terms": terms, "party": of, "by": None, "today": date(2018, 8, 20)}
    assert refused(lambda: register_support(**given, decided_on=date(2018, 8, 21), paragraph="1")) == [
        "Beslutet kan inte vara fattat en dag som inte har varit."
    ]
    assert refused(lambda: register_support(**given, decided_on=date(2018, 8, 20))) == [
        "Skriv paragrafen, eller punkten i delegationsordningen."
    ]


def test_amendment_begins_where_it_cuts_what_it_amends():
    first = signed_terms()
    amendment = draft_amendment(agreement=first.agreement, begins=date(2019, 5, 1), change="Ny andel.")
    assert (amendment.version, amendment.amends, amendment.valid) == (
        2,
        first,
        half_open(date(2019, 5, 1), date(2019, 12, 31)),
    )
    send_for_signing(terms=amendment, to=first.agreement.owner, by=UserFactory(), now=NOW)
    amendment.refresh_from_db()
    sign_all(amendment)
    first.refresh_from_db()
    assert first.force == half_open(date(2018, 9, 1), date(2019, 4, 30))
    assert first.valid == half_open(date(2018, 9, 1), date(2019, 12, 31))
    assert amendment.force == half_open(date(2019, 5, 1), date(2019, 12, 31))


def test_second_officer_who_drafts_is_told_of_the_first():
    first = signed_terms()
    draft_amendment(agreement=first.agreement, begins=date(2019, 5, 1))
    assert refused(lambda: draft_amendment(agreement=first.agreement, begins=date(2019, 9, 1))) == [
        "Ett annat utkast är redan på väg. Öppna det i stället."
    ]


def test_nothing_in_force_cannot_be_amended():
    first = signed_terms()
    assert refused(lambda: draft_amendment(agreement=first.agreement, begins=date(2020, 1, 1))) == [
        "Inga villkor gäller den dagen, så det finns inget att ändra."
    ]


def test_a_party_declines_with_a_reason_and_the_drafter_takes_back():
    terms = sent_terms()
    of = party(terms.agreement, "Östermalm")
    by = UserFactory()
    assert refused(lambda: decline(terms=terms, party=of, reason=" ", by=by, now=NOW)) == ["Skriv varför."]
    ended = decline(terms=terms, party=of, reason="Andelen är för hög.", by=by, now=NOW)
    assert (ended.state, ended.closed_reason) == (Terms.State.DECLINED, "Östermalm: Andelen är för hög.")
    assert refused(lambda: withdraw(terms=terms, reason="Fel.", by=by, now=NOW)) == [
        "Villkoren är redan avslutade eller undertecknade av alla."
    ]
    other = withdraw(terms=sent_terms(), reason="Fel datum.", by=by, now=NOW)
    assert other.state == Terms.State.WITHDRAWN


def test_existing_agreement_signed_on_paper_is_registered_in_one_go():
    agreement = make_agreement()
    parties = list(agreement.parties.order_by("signing_order"))
    given = {
        "agreement": agreement,
        "content": content(agreement),
        "paper": None,
        "to": agreement.owner,
        "by": UserFactory(),
        "now": NOW,
    }
    assert refused(lambda: register_signed(**given, signers=dict.fromkeys(parties[:2], DIRECTOR))) == [
        "Skriv vem som undertecknade för Östermalm."
    ]
    with pytest.raises(ValidationError):
        register_signed(**given, signers={})
    ahead, late = (
        Signer("", "direktör", False, date(2018, 8, 21)),
        Signer("", "direktör", False, date(2020, 1, 1)),
    )
    assert refused(
        lambda: register_signed(**given, signers=dict.fromkeys(parties[:2], DIRECTOR) | {parties[2]: ahead})
    ) == ["Östermalm: Papperet kan inte vara undertecknat en dag som inte har varit."]
    later = given | {"now": datetime(2020, 5, 1, 9, tzinfo=UTC)}
    assert refused(lambda: register_signed(**later, signers=dict.fromkeys(parties, late))) == [
        f"{each}: Papperet är undertecknat efter att tiden som villkoren gäller hade gått ut."
        for each in parties
    ]
    terms = register_signed(**given, signers=dict.fromkeys(parties, Signer("Direktören", "direktör", True)))
    assert (terms.state, terms.signatures.count(), terms.supports.count()) == (Terms.State.SIGNED, 3, 0)


def test_database_refuses_two_versions_in_force_at_once():
    terms = signed_terms()
    twin = Terms.objects.get(pk=terms.pk)
    twin.pk, twin.version = None, 2
    with pytest.raises(IntegrityError, match="terms_never_overlap"):
        set_now(twin.save)


def test_database_sends_no_shares_that_are_not_whole():
    agreement = make_agreement()
    terms = draft_first(agreement=agreement, content=content(agreement))
    TermsShare.objects.filter(terms=terms, percent=66).update(percent=Decimal(65))
    sent = {"state": "for_signing", "content_hash": "0" * 64, "submitted_at": NOW}
    with pytest.raises(IntegrityError, match="shares of terms do not sum to 100"):
        set_now(lambda: Terms.objects.filter(pk=terms.pk).update(**sent, received_by=agreement.owner))


@pytest.mark.parametrize(
    "change",
    [
        lambda terms: terms.shares.update(percent=50),
        lambda terms: terms.shares.all().delete(),
        lambda terms: terms.costs.update(amount=1),
        lambda terms: terms.clauses.create(number=99, kind="Tillagd", text="Efteråt."),
        lambda terms: terms.staffing.create(role="tillagd"),
        lambda terms: terms.steering_group.create(role="tillagd", organisation="efteråt"),
        lambda terms: Terms.objects.filter(pk=terms.pk).update(change="Efteråt."),
        lambda terms: Terms.objects.filter(pk=terms.pk).update(content_hash="1" * 64),
    ],
)
def test_database_keeps_what_was_sent_as_it_was(change):
    terms = sent_terms()
    with pytest.raises(IntegrityError, match="terms that were sent are not changed"), transaction.atomic():
        change(terms)


def test_database_refuses_a_signature_on_another_text():
    terms = sign_all(sent_terms(), but="Östermalm")
    other = terms.signatures.earliest("pk")
    other.pk, other.signed_by, other.content_hash = None, None, "1" * 64
    other.party = party(terms.agreement, "Östermalm")
    with pytest.raises(IntegrityError, match="signature is not on the terms that were sent"):
        set_now(lambda: other.save(force_insert=True))
