"""The pages about agreements: what they show, to whom, in how many queries."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from funding.domain.basis import Count, basis_for, newer_than, record_counts
from funding.domain.drafting import draft_first
from funding.domain.noticing import give_notice
from funding.models import Agreement, BasisCount, Terms
from portal.organisation.models import Role
from tests.factories.funding import NOW, SHARES, content, make_agreement, party, sent_terms, signed_terms
from tests.factories.portal import OrganisationFactory, person

pytestmark = pytest.mark.django_db
COUNTS = {"Kungsholmen": 70, "Norrmalm": 206, "Östermalm": 33}
PAGES = ("agreement_detail", "agreement_history", "shares_compare", "periods_compare", "basis_list")


def count_all(agreement, counts=COUNTS, year=2017) -> None:
    record_counts(
        agreement=agreement,
        counts=[
            Count(party(agreement, name), date(year, 1, 1), date(year + 1, 1, 1), persons, "listor")
            for name, persons in counts.items()
        ],
        now=NOW,
    )


@pytest.fixture
def coordinator(client):
    user = person(Role.COORDINATOR)
    client.force_login(user)
    return user


@pytest.fixture
def terms():
    terms = signed_terms(rule="host_rest")
    count_all(terms.agreement)
    return terms


def officer_of(agreement):
    owner = OrganisationFactory(committee=True)
    Agreement.objects.filter(pk=agreement.pk).update(owner=owner)
    return person(Role.AGREEMENT_OFFICER, organisation=owner)


def open_page(client, name, agreement, **query):
    return client.get(reverse(f"funding:{name}", args=[agreement.pk]), query)


def test_page_says_shares_kronor_and_counts(client, coordinator, terms):
    sheet = open_page(client, "agreement_detail", terms.agreement).context["sheet"]
    lines = [
        (str(line.party), line.share, line.per_year, line.whole, line.count, line.exact)
        for line in sheet.lines
    ]
    assert lines == [
        ("Kungsholmen", "23", Decimal("644000.00"), Decimal("858666.67"), 70, "22,65"),
        ("Norrmalm", "66", Decimal("1848000.00"), Decimal("2463999.99"), 206, "66,67"),
        ("Östermalm", "11", Decimal("308000.00"), Decimal("410666.67"), 33, "10,68"),
    ]
    assert (sheet.yearly, sheet.amount.whole, sheet.months) == (2_800_000, Decimal("3733333.33"), 16)
    assert (sheet.total_count, sheet.rounded_sum) == (309, 101)
    assert [share for _step, share in sheet.share_steps] == ["23", "66", "11"]


def test_a_party_without_basis_is_not_zero(client, coordinator):
    terms = signed_terms()
    count_all(terms.agreement, {"Norrmalm": 10})
    sheet = open_page(client, "agreement_detail", terms.agreement).context["sheet"]
    assert [line.count for line in sheet.lines] == [None, 10, None]
    page = open_page(client, "shares_compare", terms.agreement)
    assert [str(each) for each in page.context["comparison"].missing] == ["Kungsholmen", "Östermalm"]


def test_rules_stand_side_by_side_and_say_which_give_what_is_agreed(client, coordinator, terms):
    page = open_page(client, "shares_compare", terms.agreement)
    found = [
        (row.code, [cell.share for cell in row.cells], row.gives_agreed) for row in page.context["rules"]
    ]
    assert found == [
        ("host_rest", ["23", "66", "11"], True),
        ("largest_difference", ["23", "66", "11"], True),
        ("largest_remainder", ["22", "67", "11"], False),
        ("webster", ["23", "66", "11"], True),
        ("huntington_hill", ["23", "66", "11"], True),
        ("dhondt", ["23", "67", "10"], False),
        ("adams", ["23", "66", "11"], True),
        ("exact", ["22,6537", "66,6667", "10,6796"], False),
    ]
    remainder = page.context["rules"][2].cells
    assert [(cell.beside, cell.effect) for cell in remainder] == [
        ("−0,65", Decimal(-28000)),
        ("+0,33", Decimal(28000)),
        ("+0,32", Decimal(0)),
    ]
    exact = [(str(name), *rest) for name, *rest in page.context["comparison"].exact]
    assert exact == [
        ("Kungsholmen", 70, "22,65", Decimal("634304.21")),
        ("Norrmalm", 206, "66,67", Decimal("1866666.67")),
        ("Östermalm", 33, "10,68", Decimal("299029.13")),
    ]


@pytest.mark.parametrize(("counts", "told"), [({}, True), (dict.fromkeys(SHARES, 0), True)])
def test_nobody_counted_is_told_in_words(client, coordinator, counts, told):
    terms = signed_terms()
    if counts:
        count_all(terms.agreement, counts)
    page = open_page(client, "shares_compare", terms.agreement)
    words = "Ingen part har någon i underlaget, så andelar kan inte räknas fram."
    assert (page.context["problem"] == words) is told


def test_the_term_stands_under_each_convention(client, coordinator, terms):
    rows = open_page(client, "periods_compare", terms.agreement).context["rows"]
    assert [(str(row["name"]), row.get("whole"), row["chosen"]) for row in rows] == [
        ("Hela månader", Decimal("3733333.33"), True),
        ("Dagar", Decimal("3735890.41"), False),
        ("Tertial", Decimal("3733333.33"), False),
        ("30/360", Decimal("3733333.33"), False),
    ]


def test_a_convention_that_does_not_fit_says_why(client, coordinator):
    terms = signed_terms(last_day=date(2019, 12, 30))
    rows = open_page(client, "periods_compare", terms.agreement).context["rows"]
    assert [row["refused"] for row in rows] == [
        "Tiden är inte hela månader. Välj dagar eller 30/360.",
        "",
        "Tiden är inte hela tertial. Välj månader, dagar eller 30/360.",
        "",
    ]


def test_newer_counts_propose_and_change_nothing(client, coordinator, terms):
    count_all(terms.agreement, {"Kungsholmen": 50, "Norrmalm": 50, "Östermalm": 0}, year=2018)
    before = list(terms.shares.order_by("pk").values_list("percent", flat=True))
    page = open_page(client, "shares_compare", terms.agreement, underlag="nytt")
    assert [cell.share for cell in page.context["rules"][0].cells] == ["50", "50", "0"]
    assert list(terms.shares.order_by("pk").values_list("percent", flat=True)) == before
    rows = list(BasisCount.objects.order_by("pk"))
    assert [row.persons for row in basis_for(terms, rows)] == [70, 206, 33]
    assert [row.persons for row in newer_than(terms, rows)] == [50, 50, 0]


def test_a_rule_is_chosen_into_a_draft_and_only_there(client):
    agreement = make_agreement()
    client.force_login(officer_of(agreement))
    draft = draft_first(agreement=agreement, content=content(agreement))
    count_all(agreement)
    url = reverse("funding:rule_choose", args=[agreement.pk])
    assert client.post(url, {"regel": "dhondt"}).status_code == 302
    draft.refresh_from_db()
    shares = dict(draft.shares.values_list("party__organisation__short_name", "percent"))
    assert (draft.rule, shares) == (
        "dhondt",
        {"Kungsholmen": Decimal(23), "Norrmalm": Decimal(67), "Östermalm": Decimal(10)},
    )
    client.post(url, {"regel": ""})
    draft.refresh_from_db()
    assert (draft.rule, draft.shares.get(percent=67).percent) == ("", Decimal(67))


def test_signed_terms_take_no_rule(client, terms):
    client.force_login(officer_of(terms.agreement))
    client.post(reverse("funding:rule_choose", args=[terms.agreement_id]), {"regel": "dhondt"})
    terms.refresh_from_db()
    assert (terms.rule, terms.shares.filter(percent=66).count()) == ("host_rest", 1)


def test_counts_are_added_and_taken_away_by_the_officer(client, terms):
    agreement = terms.agreement
    client.force_login(officer_of(agreement))
    url = reverse("funding:basis_create", args=[agreement.pk])
    said = {"begins": "2018-01-01", "last_day": "2018-12-31", "source": "listor"}
    refused = client.post(url, said)
    assert refused.context["form"].non_field_errors() == ["Skriv antalet för minst en part."]
    host = party(agreement, "Norrmalm")
    assert client.post(url, said | {f"antal_{host.pk}": "0"}).status_code == 302
    row = agreement.basis.get(begins=date(2018, 1, 1))
    assert (row.party, row.persons, row.ends) == (host, 0, date(2019, 1, 1))
    client.post(reverse("funding:basis_remove", args=[agreement.pk, row.pk]))
    assert not agreement.basis.filter(pk=row.pk).exists()


def test_only_the_drafting_officer_keeps_the_basis(client, coordinator, terms):
    assert open_page(client, "basis_create", terms.agreement).status_code == 403
    count = terms.agreement.basis.first()
    assert (
        client.post(reverse("funding:basis_remove", args=[terms.agreement_id, count.pk])).status_code == 403
    )
    assert open_page(client, "basis_create", make_agreement()).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_a_draft_is_not_there_for_others(client, coordinator, name):
    agreement = make_agreement()
    draft_first(agreement=agreement, content=content(agreement))
    assert open_page(client, name, agreement).status_code == 404


def test_a_draft_amendment_is_seen_by_its_own_authority_alone(client, coordinator, terms):
    agreement = terms.agreement
    Terms.objects.create(agreement=agreement, version=2, amends=terms, valid=terms.valid, change="qhemligq")
    for name in PAGES:
        assert b"qhemligq" not in open_page(client, name, agreement, version="2").content
    client.force_login(officer_of(agreement))
    assert b"qhemligq" in open_page(client, "agreement_detail", agreement).content


def test_list_says_how_each_stands(client, coordinator):
    ended, sent = signed_terms(), sent_terms(last_day=date(2030, 12, 31))
    rows = list(client.get(reverse("funding:agreement_list")).context["listing"].rows)
    assert [(row.pk, row.rank, row.party_names) for row in rows] == [
        (sent.agreement_id, 1, ["Kungsholmen", "Norrmalm", "Östermalm"]),
        (ended.agreement_id, 3, ["Kungsholmen", "Norrmalm", "Östermalm"]),
    ]


def test_list_is_exported_with_its_states(client, coordinator):
    terms = signed_terms(last_day=date(2019, 12, 31))
    give_notice(
        party=party(terms.agreement, "Norrmalm"),
        ground="Färre",
        known_since=date(2019, 1, 1),
        on=date(2019, 2, 1),
        today=date(2019, 2, 1),
    )
    answer = client.get(reverse("funding:agreement_list"), {"format": "csv"})
    lines = b"".join(answer).decode("utf-8-sig").split("\r\n") if answer.streaming else None
    lines = lines or answer.content.decode("utf-8-sig").splitlines()
    assert lines[:2] == [
        "Överenskommelse;Parter;Gäller från;Till och med;Läge;Pågående omförhandlingar",
        f"{terms.agreement};Kungsholmen, Norrmalm, Östermalm;2018-09-01;2019-12-31;"
        "Avslutad, låst, Omförhandling pågår;1",
    ]


def queries(client, url) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_the_list_asks_as_much_for_three_as_for_one(client, coordinator):
    signed_terms()
    one = queries(client, reverse("funding:agreement_list"))
    signed_terms()
    signed_terms()
    assert queries(client, reverse("funding:agreement_list")) == one


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_as_much_for_five_parties_as_for_two(client, coordinator, name):
    small = make_agreement({"A": "50", "B": "50"}, host="A")
    large = make_agreement(dict.fromkeys("CDEFG", "20"), host="C")
    for agreement, shares in ((small, {"A": "50", "B": "50"}), (large, dict.fromkeys("CDEFG", "20"))):
        sent_terms(agreement, shares=shares)
        count_all(agreement, dict.fromkeys(shares, 7))
    few = queries(client, reverse(f"funding:{name}", args=[small.pk]))
    assert queries(client, reverse(f"funding:{name}", args=[large.pk])) == few


def test_a_stranger_without_role_is_refused(client):
    client.force_login(person(Role.OUTREACH_OFFICER))
    assert client.get(reverse("funding:agreement_list")).status_code == 403
