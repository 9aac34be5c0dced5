"""Amendments begun: earlier ends, mergers, and notices of renegotiation from beginning to end."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from funding.domain.amending import draft_answer, draft_ending
from funding.domain.closing import withdraw
from funding.domain.drafting import draft_amendment, read_content, write_draft
from funding.domain.merging import draft_merger, preview_merger
from funding.domain.noticing import answer_with, give_notice, tell_steering_group, withdraw_notice
from funding.domain.sending import send_for_signing
from funding.models import Notice, Terms
from portal.organisation.lineage import load_lineage
from tests.factories.funding import (
    NOW,
    half_open,
    make_agreement,
    party,
    sent_terms,
    sign_all,
    signed_terms,
)
from tests.factories.portal import OrganisationFactory, SuccessionFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = date(2019, 2, 10)


def refused(call) -> list[str]:
    with pytest.raises(ValidationError) as error, transaction.atomic():
        call()
    return error.value.messages


def send_and_sign(draft: Terms) -> Terms:
    sent = send_for_signing(terms=draft, to=draft.agreement.owner, by=UserFactory(), now=NOW)
    return sign_all(sent)


@pytest.fixture
def terms():
    return signed_terms()


def notice_of(terms, name="Norrmalm", **given) -> Notice:
    said = {"ground": "Färre nyanlända.", "known_since": date(2019, 1, 2), "on": date(2019, 2, 1)} | given
    return give_notice(party=party(terms.agreement, name), today=TODAY, **said)


def test_an_agreement_ends_earlier_by_an_amendment_of_its_last_month(terms):
    draft = draft_ending(agreement=terms.agreement, last_day=date(2019, 6, 30), change="Uppdraget upphör.")
    assert draft.valid == half_open(date(2019, 6, 1), date(2019, 6, 30))
    assert read_content(draft).shares == read_content(terms).shares
    signed = send_and_sign(draft)
    terms.refresh_from_db()
    assert terms.force == half_open(date(2018, 9, 1), date(2019, 5, 31))
    assert signed.force == half_open(date(2019, 6, 1), date(2019, 6, 30))


@pytest.mark.parametrize(
    ("last_day", "told"),
    [
        (date(2020, 1, 1), "Inga villkor gäller den dagen, så det finns inget att avsluta."),
        (date(2019, 12, 31), "Överenskommelsen slutar redan den dagen."),
        (date(2018, 9, 1), "Villkoren ska ha gällt minst en dag. Välj en senare dag."),
    ],
)
def test_an_end_that_is_none_is_refused(terms, last_day, told):
    assert refused(lambda: draft_ending(agreement=terms.agreement, last_day=last_day, change="x")) == [told]
    assert terms.agreement.terms.count() == 1


def test_an_end_inside_the_first_month_begins_the_day_after_the_beginning(terms):
    draft = draft_ending(agreement=terms.agreement, last_day=date(2018, 9, 20), change="Upphör.")
    assert draft.valid == half_open(date(2018, 9, 2), date(2018, 9, 20))


def test_an_end_before_a_signed_amendment_is_refused(terms):
    send_and_sign(draft_amendment(agreement=terms.agreement, begins=date(2019, 9, 1), change="Ny."))
    told = ["Ett undertecknat tillägg gäller efter den dagen. Ändra det."]
    assert (
        refused(lambda: draft_ending(agreement=terms.agreement, last_day=date(2019, 6, 30), change="x"))
        == told
    )


def test_an_amendment_has_a_reason_and_lies_inside_what_it_amends(terms):
    agreement = terms.agreement
    no_reason = lambda: draft_answer(agreement=agreement, begins=date(2019, 5, 1), change=" ")  # noqa: E731
    assert refused(no_reason) == ["Skriv vad som ändras och varför."]
    first_day = lambda: draft_amendment(agreement=agreement, begins=date(2018, 9, 1))  # noqa: E731
    assert refused(first_day) == ["Tillägget ska börja mellan 2018-09-02 och 2019-12-31."]


def test_a_draft_is_not_written_into_a_later_amendment(terms):
    send_and_sign(draft_amendment(agreement=terms.agreement, begins=date(2019, 9, 1), change="Ny."))
    draft = draft_amendment(agreement=terms.agreement, begins=date(2019, 5, 1), change="Till.")
    assert draft.valid == half_open(date(2019, 5, 1), date(2019, 8, 31))
    longer = replace(read_content(draft), last_day=date(2019, 9, 1))
    assert refused(lambda: write_draft(terms=draft, content=longer)) == [
        "Ett undertecknat tillägg börjar gälla 2019-09-01. Sluta före den dagen."
    ]
    outside = replace(read_content(draft), begins=date(2019, 10, 1), last_day=date(2019, 10, 31))
    assert refused(lambda: write_draft(terms=draft, content=outside)) == [
        "Tillägget ska börja mellan 2018-09-02 och 2019-08-31."
    ]


def test_two_parties_become_one_66_and_11_are_77(terms):
    heir = OrganisationFactory(short_name="Norra innerstaden")
    for name in ("Norrmalm", "Östermalm"):
        gone = party(terms.agreement, name).organisation
        SuccessionFactory(predecessor=gone, successor=heir, on=date(2019, 7, 1))
    lineage, begins = load_lineage(), date(2019, 7, 1)
    shown = preview_merger(agreement=terms.agreement, begins=begins, lineage=lineage)
    assert [
        (line.name, line.percent, line.is_new, line.told[0].replace("\u00a0", " ")) for line in shown.lines
    ] == [
        ("Kungsholmen", Decimal(23), False, "Kungsholmen 23 %"),
        ("Norra innerstaden", Decimal(77), True, "Norrmalm 66 % + Östermalm 11 % = 77 %"),
    ]
    assert (terms.agreement.terms.count(), terms.agreement.parties.count()) == (1, 3)
    draft = draft_merger(agreement=terms.agreement, begins=begins, lineage=lineage)
    shares = {str(party): percent for party, percent in read_content(draft).shares.items()}
    assert shares == {"Kungsholmen": Decimal(23), "Norra innerstaden": Decimal(77)}
    assert (draft.state, str(draft.residual), draft.residual.is_host) == ("draft", "Norra innerstaden", True)
    assert draft.change == (
        "Norra innerstaden träder in för Norrmalm. Norra innerstaden träder in för Östermalm."
    )
    terms.refresh_from_db()
    assert (terms.force.upper, terms.shares.count()) == (date(2020, 1, 1), 3)  # nothing changes by itself


def test_the_successor_of_the_host_is_host_in_whatever_order_they_stand():
    agreement = make_agreement({"A": "50", "B": "30", "C": "20"}, host="B")
    sign_all(sent_terms(agreement, shares={"A": "50", "B": "30", "C": "20"}))
    heir = OrganisationFactory(short_name="AB")
    for name in "AB":
        SuccessionFactory(
            predecessor=party(agreement, name).organisation, successor=heir, on=date(2019, 7, 1)
        )
    draft = draft_merger(agreement=agreement, begins=date(2019, 7, 1), lineage=load_lineage())
    assert party(agreement, "AB").is_host is True
    assert str(draft.residual) == "AB"


def test_a_host_that_became_part_of_a_party_is_refused(terms):
    host, heir = (party(terms.agreement, name).organisation for name in ("Norrmalm", "Kungsholmen"))
    SuccessionFactory(predecessor=host, successor=heir, on=date(2019, 7, 1))
    merge = lambda: draft_merger(agreement=terms.agreement, begins=date(2019, 7, 1), lineage=load_lineage())  # noqa: E731
    assert refused(merge) == [
        "Värden har gått upp i Kungsholmen, som redan är part. Avsluta överenskommelsen i förtid och skriv "
        "en ny med Kungsholmen som värd."
    ]


def test_the_host_of_a_draft_is_no_host_yet(terms):
    heir = OrganisationFactory(short_name="Norra innerstaden")
    SuccessionFactory(
        predecessor=party(terms.agreement, "Norrmalm").organisation, successor=heir, on=date(2019, 7, 1)
    )
    draft = draft_merger(agreement=terms.agreement, begins=date(2019, 7, 1), lineage=load_lineage())
    assert [str(each) for each in terms.agreement.parties.hosts()] == ["Norrmalm"]
    send_and_sign(draft)
    assert {str(each) for each in terms.agreement.parties.hosts()} == {"Norrmalm", "Norra innerstaden"}


def test_a_merger_that_leaves_one_party_or_none_merged_is_refused(terms):
    lineage = load_lineage()
    assert preview_merger(agreement=terms.agreement, begins=date(2019, 7, 1), lineage=lineage) is None
    merge = lambda: draft_merger(agreement=terms.agreement, begins=date(2019, 7, 1), lineage=load_lineage())  # noqa: E731
    assert refused(merge) == ["Ingen part har gått upp i en annan förvaltning den dagen."]
    heir = OrganisationFactory()
    for share in terms.shares.select_related("party__organisation"):
        SuccessionFactory(predecessor=share.party.organisation, successor=heir, on=date(2019, 7, 1))
    assert refused(merge) == [
        "Efter sammanslagningen finns bara en part kvar. Avsluta överenskommelsen i förtid i stället."
    ]
    assert (terms.agreement.terms.count(), terms.agreement.parties.count()) == (1, 3)


def test_a_notice_goes_on_until_the_amendment_is_signed_by_all(terms):
    notice = notice_of(terms)
    draft = draft_answer(
        agreement=terms.agreement, begins=date(2019, 5, 1), change="Ny andel.", notices=[notice]
    )
    notice.refresh_from_db()
    assert (notice.amendment, notice.is_open, notice.waits) == (draft, True, False)
    assert list(Notice.objects.open()) == [notice]
    send_and_sign(draft)
    notice.refresh_from_db()
    assert (notice.is_open, list(Notice.objects.open())) == (False, [])
    told = ["Anmälan är redan avslutad."]
    assert refused(lambda: withdraw_notice(notice=notice, reason="Fel.", on=TODAY)) == told


def test_a_notice_whose_amendment_is_taken_back_waits_for_another(terms):
    notice = notice_of(terms)
    given = {"agreement": terms.agreement, "begins": date(2019, 5, 1), "change": "Ny."}
    first = draft_answer(**given, notices=[notice])
    withdraw(terms=first, reason="Fel.", by=UserFactory(), now=NOW)
    notice.refresh_from_db()
    first.refresh_from_db()
    assert (notice.is_open, notice.waits) == (True, True)
    assert refused(lambda: answer_with(notice=notice, amendment=first)) == [
        "Tillägget är avböjt eller återtaget. Välj ett annat."
    ]
    second = draft_answer(**given, notices=[notice])
    notice.refresh_from_db()
    assert (notice.amendment, notice.waits) == (second, False)


def test_a_notice_that_is_taken_back_has_a_reason_and_no_answer(terms):
    notice = notice_of(terms)
    draft_answer(agreement=terms.agreement, begins=date(2019, 5, 1), change="Ny.", notices=[notice])
    assert refused(lambda: withdraw_notice(notice=notice, reason=" ", on=TODAY)) == [
        "Skriv varför anmälan tas tillbaka."
    ]
    withdraw_notice(notice=notice, reason="Antalen steg.", on=TODAY)
    notice.refresh_from_db()
    assert (notice.withdrawn_on, notice.amendment, notice.is_open) == (TODAY, None, False)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"ground": " "}, "Skriv vilka förutsättningar som har ändrats."),
        ({"on": date(2019, 2, 11)}, "Anmälan kan inte vara gjord en dag som inte har varit."),
        ({"known_since": date(2019, 2, 2)}, "Anmälan kan inte göras innan ändringen är känd."),
        (
            {"known_since": date(2018, 8, 1), "on": date(2018, 8, 31)},
            "Inga villkor är i kraft den dagen, så det finns inget att omförhandla.",
        ),
    ],
)
def test_a_notice_that_does_not_hold_is_refused(terms, given, told):
    assert refused(lambda: notice_of(terms, **given)) == [told]


def test_a_party_has_one_notice_at_a_time(terms):
    notice = notice_of(terms)
    assert refused(lambda: notice_of(terms)) == ["Parten har redan begärt omförhandling, och den pågår."]
    notice_of(terms, "Östermalm")
    withdraw_notice(notice=notice, reason="Fel.", on=TODAY)
    notice_of(terms)
    assert Notice.objects.open().count() == 2


def test_the_steering_group_is_told_after_the_notice_and_not_ahead(terms):
    notice = notice_of(terms)
    tell = lambda on: tell_steering_group(notice=notice, on=on, today=TODAY)  # noqa: E731
    assert refused(lambda: tell(date(2019, 1, 31))) == ["Styrgruppen kan inte ha fått veta det före anmälan."]
    assert refused(lambda: tell(date(2019, 2, 11))) == [
        "Styrgruppen kan inte ha fått veta det en dag som inte har varit."
    ]
    assert tell(TODAY).steering_told_on == TODAY


def test_an_amendment_of_another_agreement_is_no_answer(terms):
    other = signed_terms()
    foreign = draft_amendment(agreement=other.agreement, begins=date(2019, 5, 1), change="Annan.")
    notice, told = notice_of(terms), ["Välj ett tillägg till samma överenskommelse."]
    assert refused(lambda: answer_with(notice=notice, amendment=foreign)) == told
    assert refused(lambda: answer_with(notice=notice, amendment=terms)) == told
