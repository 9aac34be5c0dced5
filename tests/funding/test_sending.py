"""What must hold before terms are signed: number, shares, cost, time, one person a party, the text sent."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from funding.domain.casing import join_case
from funding.domain.cautions import cautions
from funding.domain.closing import decline, draft_again, withdraw
from funding.domain.drafting import draft_amendment, draft_first, read_content
from funding.domain.sending import hindrances, send_for_signing
from funding.domain.signing import Signer, sign
from funding.domain.supporting import register_support, remove_support, report_support
from funding.models import Agreement, CostLine, Signature, Support, Terms
from portal.files.storing import store_file
from tests.factories.funding import (
    NOW,
    content,
    cost_type,
    half_open,
    make_agreement,
    party,
    sent_terms,
    sign_all,
    sign_for,
    signed_terms,
    support,
)
from tests.factories.portal import CaseFactory, CaseNumberFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = date(2018, 8, 20)


def refused(call) -> list[str]:
    with pytest.raises(ValidationError) as error, transaction.atomic():
        call()
    return error.value.messages


def send(draft: Terms, now=NOW) -> Terms:
    return send_for_signing(terms=draft, to=draft.agreement.owner, by=UserFactory(), now=now)


def on_paper(terms: Terms, of, day: date | None, now=NOW) -> Signature:
    return sign(
        terms=terms,
        party=of,
        signer=Signer("Direktören", "stadsdelsdirektör", True, day),
        seen_hash=terms.content_hash,
        by=UserFactory(),
        now=now,
        paper=store_file(name="a.pdf", content=b"%PDF-1.4", by=None),
    )


def test_all_that_keeps_a_draft_from_being_sent_is_told_at_once():
    agreement = make_agreement()
    shares = {"Kungsholmen": "23", "Norrmalm": "66", "Östermalm": "10.9"}
    draft = draft_first(agreement=agreement, content=content(agreement, shares, costs={}))
    told = [
        "Andelarna är tillsammans 99,9 procent. De ska vara 100.",
        "Det finns ingen kostnad att dela. Skriv vad det kostar per år.",
        "Tiden som villkoren gäller har redan gått ut. Är överenskommelsen redan undertecknad på papper "
        "registrerar du den i stället.",
    ]
    late = datetime(2020, 1, 1, 9, tzinfo=UTC)
    assert hindrances(draft, late) == told
    assert refused(lambda: send(draft, late)) == told
    assert (hindrances(draft, NOW), Terms.objects.get().state) == (told[:2], Terms.State.DRAFT)


def test_a_cost_of_one_ore_is_a_cost_and_zero_is_none():
    agreement = make_agreement()
    draft = draft_first(agreement=agreement, content=content(agreement, costs={cost_type(): Decimal("0.01")}))
    assert hindrances(draft, NOW) == []
    CostLine.objects.update(amount=0)
    assert hindrances(draft, NOW) == ["Det finns ingen kostnad att dela. Skriv vad det kostar per år."]


def test_nothing_is_signed_without_a_registry_number():
    terms = sent_terms()
    of = party(terms.agreement, "Norrmalm")
    support(terms, of)
    Agreement.objects.update(case=CaseFactory(committee=terms.agreement.owner))
    words = ["Överenskommelsen har inget diarienummer än. Utan det undertecknas inget."]
    assert refused(lambda: sign_for(terms, of)) == words
    Agreement.objects.update(case=None)
    assert refused(lambda: sign_for(terms, of)) == words
    join_case(agreement=terms.agreement, case=CaseNumberFactory().case)
    assert sign_for(terms, of).party == of


def test_an_agreement_somebody_signed_stays_in_its_case():
    terms = sent_terms()
    other = CaseNumberFactory().case
    join_case(agreement=terms.agreement, case=other)
    sign_all(terms, but="Norrmalm")
    assert refused(lambda: join_case(agreement=terms.agreement, case=CaseNumberFactory().case)) == [
        "Någon har redan undertecknat i det ärende som överenskommelsen hör till."
    ]
    assert join_case(agreement=terms.agreement, case=other).case == other
    assert refused(lambda: join_case(agreement=make_agreement(), case=CaseFactory(closed=True))) == [
        "Ärendet är avslutat. Välj ett som är öppet."
    ]


def test_one_person_signs_for_one_party_only():
    terms = sent_terms()
    first, second = party(terms.agreement, "Norrmalm"), party(terms.agreement, "Östermalm")
    support(terms, first)
    support(terms, second)
    who = sign_for(terms, first).signed_by

    def again():
        return sign(
            terms=terms,
            party=second,
            signer=Signer("", "direktör"),
            seen_hash=terms.content_hash,
            by=who,
            now=NOW,
        )

    assert refused(again) == [
        "Du har redan undertecknat för Norrmalm. En person undertecknar bara för en part."
    ]
    Signature.objects.all().delete()
    assert again().signed_by == who


def test_the_database_holds_one_person_to_one_party():
    terms = sign_all(sent_terms())
    who = terms.signatures.earliest("pk").signed_by
    with pytest.raises(IntegrityError, match="signature_one_party_a_person"), transaction.atomic():
        terms.signatures.update(signed_by=who)


def test_a_text_that_was_changed_after_it_was_sent_is_not_signed():
    terms = sent_terms()
    of = party(terms.agreement, "Norrmalm")
    support(terms, of)
    for change in (
        lambda: Agreement.objects.update(subject="Annat."),
        lambda: Agreement.objects.update(host_unit="Annan enhet"),
        lambda: terms.agreement.parties.update(is_host=True),
    ):
        with transaction.atomic():
            change()
            assert refused(lambda: sign_for(terms, of)) == [
                "Texten stämmer inte längre med den som skickades. Be handläggaren ta tillbaka villkoren och "
                "skicka dem på nytt."
            ]
            transaction.set_rollback(True)
    assert sign_for(terms, of).content_hash == terms.content_hash


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (None, "Skriv den dag som står på papperet."),
        (date(2018, 8, 26), "Papperet kan inte vara undertecknat en dag som inte har varit."),
        (date(2018, 8, 19), "Papperet kan inte vara undertecknat innan villkoren skickades för underskrift."),
    ],
)
def test_a_paper_has_a_day_that_holds(day, words):
    terms = sent_terms()
    of = party(terms.agreement, "Norrmalm")
    support(terms, of)
    now = datetime(2018, 8, 25, 9, tzinfo=UTC)
    assert refused(lambda: on_paper(terms, of, day, now)) == [words]
    signature = on_paper(terms, of, date(2018, 8, 21), now)
    assert (signature.signed_on, signature.signed_by, signature.is_acting) == (date(2018, 8, 21), None, True)


def test_a_paper_signed_in_time_is_taken_in_afterwards_and_a_late_one_is_not():
    terms = sent_terms()
    of = party(terms.agreement, "Norrmalm")
    support(terms, of)
    after = datetime(2020, 2, 1, 9, tzinfo=UTC)
    assert refused(lambda: on_paper(terms, of, date(2020, 1, 1), after)) == [
        "Papperet är undertecknat efter att tiden som villkoren gäller hade gått ut."
    ]
    assert on_paper(terms, of, date(2019, 12, 31), after).signed_on == date(2019, 12, 31)


def test_papers_of_several_parties_are_taken_in_by_one_officer():
    terms, officer = sent_terms(), UserFactory()
    for share in terms.shares.select_related("party"):
        support(terms, share.party)
        sign(
            terms=terms,
            party=share.party,
            signer=Signer("", "direktör", signed_on=date(2018, 8, 20)),
            seen_hash=terms.content_hash,
            by=officer,
            now=NOW,
            paper=store_file(name="a.pdf", content=b"%PDF-1.4", by=officer),
        )
    assert Terms.objects.get().state == Terms.State.SIGNED


def test_support_is_taken_away_until_it_is_signed_on():
    terms = sent_terms()
    of = party(terms.agreement, "Norrmalm")
    support(terms, of)
    remove_support(support=Support.objects.get())
    assert Support.objects.count() == 0
    support(terms, of)
    sign_for(terms, of)
    assert refused(lambda: remove_support(support=Support.objects.get())) == [
        "Parten har undertecknat med det här stödet. Det kan inte tas bort."
    ]
    stranger = party(make_agreement({"A": "50", "B": "50"}, host="A"), "A")
    assert refused(lambda: support(terms, stranger)) == ["Parten är inte med i de här villkoren."]
    assert refused(lambda: support(terms, of)) == ["Partens stöd är redan registrerat."]


def test_a_delegation_is_told_once_after_it_was_made_and_a_decision_never():
    terms = sent_terms()
    given = {"terms": terms, "by": None, "today": TODAY, "decided_on": date(2018, 8, 14)}
    told = register_support(party=party(terms.agreement, "Norrmalm"), delegation="4.7", **given)
    decided = register_support(party=party(terms.agreement, "Östermalm"), paragraph="§ 3", **given)
    assert refused(lambda: report_support(support=told, on=date(2018, 8, 21), today=TODAY)) == [
        "Dagen har inte varit. Anmäl beslutet när nämnden har mötts."
    ]
    never = ["Bara delegationsbeslut anmäls, och först efter att de fattats."]
    assert refused(lambda: report_support(support=told, on=date(2018, 8, 13), today=TODAY)) == never
    assert refused(lambda: report_support(support=decided, on=TODAY, today=TODAY)) == never
    assert report_support(support=told, on=TODAY, today=TODAY).reported_on == TODAY
    assert refused(lambda: report_support(support=told, on=TODAY, today=TODAY)) == [
        "Beslutet är redan anmält."
    ]


def test_the_database_refuses_a_decision_told_as_a_delegation():
    terms = sent_terms()
    support(terms, party(terms.agreement, "Norrmalm"))
    with pytest.raises(IntegrityError, match="support_reported_on_delegation"), transaction.atomic():
        Support.objects.update(reported_on=TODAY)


def test_who_has_signed_does_not_decline_and_a_reason_points_at_nobody():
    terms = sent_terms()
    of, by = party(terms.agreement, "Norrmalm"), UserFactory()
    assert refused(lambda: decline(terms=terms, party=of, reason="Se 19121212-1212.", by=by, now=NOW))[
        0
    ].startswith("Texten innehåller ett personnummer.")
    support(terms, of)
    sign_for(terms, of)
    assert refused(lambda: decline(terms=terms, party=of, reason="Nej.", by=by, now=NOW)) == [
        "Parten har redan undertecknat och kan inte avböja."
    ]


def test_what_was_declined_is_drafted_again_as_it_was():
    terms = sent_terms()
    assert refused(lambda: draft_again(terms=terms)) == [
        "Bara villkor som är avböjda eller återtagna skrivs om."
    ]
    of = party(terms.agreement, "Norrmalm")
    decline(terms=terms, party=of, reason="För dyrt.", by=UserFactory(), now=NOW)
    again = draft_again(terms=terms)
    assert (again.version, again.amends, again.state) == (2, None, Terms.State.DRAFT)
    assert read_content(again) == read_content(terms)
    assert refused(lambda: draft_again(terms=terms)) == [
        "Ett annat utkast är redan på väg. Öppna det i stället."
    ]
    sign_all(send(again))
    assert refused(lambda: draft_again(terms=terms)) == [
        "Överenskommelsen är redan undertecknad. Skriv ett tillägg i stället."
    ]


def test_an_amendment_that_was_taken_back_is_drafted_again_on_what_is_in_force():
    first = signed_terms()
    amendment = draft_amendment(agreement=first.agreement, begins=date(2019, 5, 1), change="Ny andel.")
    withdraw(terms=amendment, reason="Fel dag.", by=UserFactory(), now=NOW)
    again = draft_again(terms=amendment)
    assert (again.version, again.amends, again.change, again.valid) == (
        3,
        first,
        "Ny andel.",
        half_open(date(2019, 5, 1), date(2019, 12, 31)),
    )


def test_what_reaches_back_in_time_is_told_in_words():
    first = signed_terms()
    amendment = draft_amendment(agreement=first.agreement, begins=date(2018, 11, 1))
    assert cautions(amendment, date(2018, 10, 31)) == []
    back = (
        "Tillägget gäller bakåt i tiden, från 2018-11-01. Det som redan är avräknat ändras inte av sig "
        "självt. Skillnaden tas i en ny avräkning."
    )
    assert cautions(amendment, date(2018, 12, 1)) == [back]
    assert cautions(amendment, date(2019, 2, 1)) == [
        back,
        "Bokföringen för 2018 öppnas inte igen. Skillnaden för det året debiteras inte.",
    ]
    assert cautions(first, date(2018, 9, 2)) == [
        "Villkoren gäller från 2018-09-01, alltså från en dag som redan har varit. De binder parterna även "
        "för den tiden när alla har undertecknat."
    ]
    assert cautions(first, TODAY) == []


def test_an_amendment_that_reaches_back_binds_from_its_day():
    first = signed_terms()
    amendment = draft_amendment(agreement=first.agreement, begins=date(2018, 11, 1))
    sign_all(send(amendment, datetime(2019, 1, 7, 9, tzinfo=UTC)), now=datetime(2019, 1, 8, 9, tzinfo=UTC))
    first.refresh_from_db()
    amendment.refresh_from_db()
    assert (first.force, amendment.force) == (
        half_open(date(2018, 9, 1), date(2018, 10, 31)),
        half_open(date(2018, 11, 1), date(2019, 12, 31)),
    )
