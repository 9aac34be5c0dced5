"""Figures open the rows they are made of; the unknown has no sum; buttons stand where they lead on."""

import re

import pytest
from django.urls import reverse

from funding.domain.basis import Count, record_counts
from funding.models import PartyDuty
from portal.organisation.models import Role
from tests.factories.funding import FIRST, NOW, party, sent_terms, signed_terms
from tests.factories.portal import person
from tests.factories.settling import ordered, reported, settled

pytestmark = pytest.mark.django_db


def page_of(client, name: str, *args, role=Role.AUDITOR) -> str:
    client.force_login(person(role))
    shown = client.get(reverse(f"funding:{name}", args=args)).content.decode()
    return re.sub(r"\s+", " ", shown.replace("\u00a0", " ").replace("&nbsp;", " "))


def test_own_costs_of_a_settlement_open_the_report(client):
    settlement = settled()
    duty = PartyDuty.objects.get()
    page = page_of(client, "settlement_detail", settlement.agreement_id, settlement.pk)
    report = reverse("funding:report_detail", args=[settlement.agreement_id, duty.pk])
    assert re.findall(r'<a class="fig" href="([^"]*)">933 333,33</a>', page) == [
        report,
        *[reverse("funding:report_list", args=[settlement.agreement_id]) + "#redovisat"] * 2,
    ]


def test_shares_of_the_term_open_the_settlement(client):
    settlement = settled()
    page = page_of(client, "account_term", settlement.agreement_id)
    lines = reverse("funding:settlement_detail", args=[settlement.agreement_id, settlement.pk]) + "#rader"
    assert re.findall(rf'href="{lines}">([^<]*)</a>', page) == ["214 666,67", "615 999,99", "102 666,67"]


def test_an_orders_number_opens_the_order(client):
    order = ordered()
    settlement = order.settlement
    page = page_of(client, "settlement_list", settlement.agreement_id)
    url = reverse("funding:order_detail", args=[settlement.agreement_id, settlement.pk])
    assert f'<a class="nowrap" href="{url}">{order.number}</a>' in page


def test_a_period_is_offered_for_settling_only_where_one_can_be(client):
    agreement = reported()
    asked = reverse("funding:settlement_create", args=[agreement.pk])
    button = f'class="btn btn-primary" href="{asked}"'
    assert button in page_of(client, "settlement_list", agreement.pk, role=Role.AGREEMENT_OFFICER)
    settled(agreement)
    assert button not in page_of(client, "settlement_list", agreement.pk, role=Role.AGREEMENT_OFFICER)


def test_nobody_counted_has_no_sum_of_zero(client):
    page = page_of(client, "agreement_detail", signed_terms().agreement_id)
    total = re.search(r'<tfoot><tr><th scope="row">Totalt</th>(.*?)</td>', page)
    assert total
    assert total[1] == '<td class="num"><span class="unreported">ej redovisat</span>'


def test_the_print_is_to_be_signed_only_while_it_waits(client):
    waiting = sent_terms()
    assert "Utskrift att underteckna" in page_of(client, "agreement_detail", waiting.agreement_id)
    assert "Utskrift att underteckna" not in page_of(client, "agreement_detail", signed_terms().agreement_id)


@pytest.mark.parametrize(
    ("name", "said", "unsaid"),
    [
        ("agreement_create", "Vem ser utkastet?", "Vem ser den?"),
        ("agreement_register", "Vem ser den?", "Vem ser utkastet?"),
    ],
)
def test_the_form_says_who_sees_what_is_written(client, name, said, unsaid):
    page = page_of(client, name, role=Role.AGREEMENT_OFFICER)
    assert (said in page, unsaid in page) == (True, False)
    assert re.findall(r"Andel, procent[^<]*<span[^>]*>", page) == []


@pytest.mark.parametrize("name", ["shares_compare", "periods_compare"])
def test_the_arithmetic_stands_on_paper(client, name):
    terms = signed_terms()
    counts = {"Kungsholmen": 70, "Norrmalm": 206, "Östermalm": 33}
    rows = [
        Count(party(terms.agreement, key), FIRST.replace(year=2017), FIRST.replace(month=1), n, "listor")
        for key, n in counts.items()
    ]
    record_counts(agreement=terms.agreement, counts=rows, now=NOW)
    page = page_of(client, name, terms.agreement_id)
    folds = re.findall(r'<details class="(how[^"]*)"', page)
    assert folds == ["how on-paper"] * {"shares_compare": 8, "periods_compare": 4}[name]


def test_what_the_outcome_opens_is_there(client):
    settlement = settled()
    page = page_of(client, "report_list", settlement.agreement_id)
    assert page.count(' id="redovisat"') == 1
