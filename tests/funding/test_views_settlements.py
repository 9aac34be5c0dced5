"""The pages of settlements: what they show, every verb, who is refused, in how many queries."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from funding.domain.accounting import check_line
from funding.domain.booking import attest, discard_order
from funding.models import Allowance, BookingOrder, Settlement
from portal.organisation.models import Role
from tests.factories.funding import party, report_cost
from tests.factories.portal import UserFactory, person
from tests.factories.settling import SETTLED_AT, ordered, prepared, reported, settled

pytestmark = pytest.mark.django_db
OFFICER, CONTROLLER, HEAD = Role.AGREEMENT_OFFICER, Role.CONTROLLER, Role.HEAD_OF_DEPARTMENT


def log_in(client, role, organisation=None):
    user = person(role, organisation)
    client.force_login(user)
    return user


def url(name: str, settlement: Settlement, *more) -> str:
    return reverse(f"funding:{name}", args=[settlement.agreement_id, settlement.pk, *more])


def read(client, settlement: Settlement) -> dict[str, str]:
    """What the button to attest sends: the order as it was read."""
    return {"sedd": client.get(url("order_detail", settlement)).context["seen"]}


def test_officer_prepares_a_period_and_is_shown_what_each_party_owes(client):
    agreement = reported()
    log_in(client, OFFICER)
    page = client.get(reverse("funding:settlement_create", args=[agreement.pk]) + "?period=2019-1")
    assert [str(each) for each in page.context["choices"]] == ["Tertial 1 2019"]
    done = client.post(
        reverse("funding:settlement_create", args=[agreement.pk]), {"period": "2019-1"}, follow=True
    )
    account = done.context["account"]
    assert [(str(line.row.party), line.percents, line.row.remains) for line in account.lines] == [
        ("Kungsholmen", "23", Decimal("214666.67")),
        ("Norrmalm", "66", Decimal("-317333.34")),
        ("Östermalm", "11", Decimal("102666.67")),
    ]
    assert [part.words.replace("\u00a0", " ") for part in account.lines[0].parts] == [
        "2019-01-01 till 2019-04-30: 23 % av 933 333,33 kr"
    ]
    assert (account.to_book, account.missing) == (
        Decimal("317333.34"),
        ["Kungsholmen", "Norrmalm", "Östermalm"],
    )


def test_a_period_without_costs_cannot_be_chosen(client):
    agreement = reported()
    log_in(client, OFFICER)
    answer = client.post(reverse("funding:settlement_create", args=[agreement.pk]), {"period": "2019-2"})
    assert (answer.status_code, Settlement.objects.count()) == (200, 0)


def test_director_checks_the_own_line_and_no_other(client):
    settlement = prepared()
    kungsholmen = settlement.lines.get(party__organisation__short_name="Kungsholmen")
    other = settlement.lines.get(party__organisation__short_name="Norrmalm")
    director = log_in(client, Role.DISTRICT_DIRECTOR, kungsholmen.party.organisation)
    shown = client.get(url("settlement_detail", settlement)).context["account"].lines
    assert [line.may_check for line in shown] == [True, False, False]
    assert client.post(url("line_check", settlement, other.pk)).status_code == 403
    answer = client.post(url("line_check", settlement, kungsholmen.pk), follow=True)
    kungsholmen.refresh_from_db()
    assert (kungsholmen.checked_by, said(answer)) == (director, ["Raden är granskad."])
    again = client.post(url("line_check", settlement, kungsholmen.pk), follow=True)
    assert said(again) == ["Raden är redan granskad."]


def test_officer_withdraws_with_a_reason_and_a_settled_one_is_not_withdrawn(client):
    settlement = prepared()
    log_in(client, OFFICER)
    assert client.post(url("settlement_withdraw", settlement), {"reason": " "}).status_code == 200
    client.post(url("settlement_withdraw", settlement), {"reason": "Fel kostnad."})
    settlement.refresh_from_db()
    assert (settlement.state, settlement.withdrawn_reason) == (Settlement.State.WITHDRAWN, "Fel kostnad.")
    final = settled(settlement.agreement)
    answer = client.post(url("settlement_withdraw", final), {"reason": "Fel."})
    assert answer.context["form"].non_field_errors() == [
        "Avräkningen är avslutad. Rätta den med en ny avräkning."
    ]


def test_officer_corrects_by_a_new_settlement_with_a_reason(client):
    first = settled()
    report_cost(party(first.agreement, "Kungsholmen"), "100")
    log_in(client, OFFICER)
    client.post(url("settlement_correct", first), {"reason": "En sen kostnad."})
    correction = Settlement.objects.get(corrects=first)
    assert (correction.reason, correction.cost) == ("En sen kostnad.", Decimal("933433.33"))
    answer = client.post(url("settlement_correct", correction), {"reason": "Igen."})
    assert answer.context["form"].non_field_errors() == [
        "Bara en avräkning som alla parter har granskat rättas."
    ]


def test_order_is_prepared_attested_by_another_and_booked(client):
    settlement = settled()
    controller = log_in(client, CONTROLLER)
    client.post(url("order_create", settlement), {"booking_date": "2019-06-03"})
    order = BookingOrder.objects.get()
    assert (order.prepared_by, client.post(url("order_attest", settlement)).status_code) == (controller, 403)
    head = log_in(client, HEAD)
    client.post(url("order_attest", settlement), read(client, settlement))
    order.refresh_from_db()
    assert order.attested_by == head
    client.force_login(controller)
    late = client.post(url("order_book", settlement), {"voucher": "V1", "booked_on": "2020-01-02"})
    assert late.context["form"].errors == {
        "booked_on": ["Bokför inom 2019. En debitering får inte hamna i ett annat år."]
    }
    client.post(url("order_book", settlement), {"voucher": "V1", "booked_on": "2019-06-05"})
    order.refresh_from_db()
    assert (order.voucher, order.booked_on.isoformat()) == ("V1", "2019-06-05")


def test_an_order_nobody_has_attested_is_taken_away_and_an_attested_one_stays(client):
    order = ordered()
    log_in(client, CONTROLLER)
    gone = client.post(url("order_discard", order.settlement), follow=True)
    assert (said(gone), BookingOrder.objects.count()) == (
        ["Bokföringsordern är borttagen. Den kan upprättas på nytt."],
        0,
    )
    again = attest(order=ordered(order.settlement), by=UserFactory(), now=SETTLED_AT)
    answer = client.post(url("order_discard", again.settlement), follow=True)
    assert said(answer) == ["Bokföringsordern är attesterad. Är inget bokfört kan den makuleras."]


def test_the_file_of_an_order_has_exactly_the_columns_and_balances(client):
    order = ordered()
    log_in(client, Role.AUDITOR)
    answer = client.get(url("order_detail", order.settlement) + "?format=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").split("\r\n")
    assert lines[0] == (
        "Bokföringsorder;Rad;Bokföringsdatum;Period;Nämnd;Ansvar;Verksamhet;Konto;Projekt;Aktivitet;Motpart;"
        "Debet;Kredit;Text;Underlag;Upprättad av;Attesterad av"
    )
    rows = [line.split(";") for line in lines[1:] if line]
    assert [(row[1], row[2], row[3], row[11], row[12]) for row in rows] == [
        ("1", "2019-06-03", "201906", "214666,67", "0"),
        ("2", "2019-06-03", "201906", "0", "214666,67"),
        ("3", "2019-06-03", "201906", "102666,67", "0"),
        ("4", "2019-06-03", "201906", "0", "102666,67"),
    ]


def test_the_years_account_counts_what_is_settled_and_booked(client):
    order = ordered()
    log_in(client, Role.AUDITOR)
    page = client.get(reverse("funding:account_year", args=[order.settlement.agreement_id, 2019]))
    table = page.context["parties"]
    assert [
        (row.label, *[row.cells[key].value for key in ("share", "debited", "booked", "left")])
        for row in table.rows
    ] == [
        ("Kungsholmen", Decimal("214666.67"), Decimal("214666.67"), Decimal(0), Decimal("214666.67")),
        ("Norrmalm", Decimal("615999.99"), Decimal(0), Decimal(0), Decimal(0)),
        ("Östermalm", Decimal("102666.67"), Decimal("102666.67"), Decimal(0), Decimal("102666.67")),
    ]
    file = client.get(page.request["PATH_INFO"] + "?format=csv&tabell=parter")
    assert b"".join(file.streaming_content).decode("utf-8-sig").splitlines()[1] == (
        "Kungsholmen;214666,67;214666,67;0;214666,67"
    )
    empty = client.get(reverse("funding:account_year", args=[order.settlement.agreement_id, 2018]))
    assert empty.status_code == 404


def test_allowances_are_kept_in_kronor_and_taken_away_when_blank(client):
    agreement = reported()
    one = party(agreement, "Norrmalm")
    log_in(client, CONTROLLER)
    page = reverse("funding:allowance_edit", args=[agreement.pk, 2019])
    client.post(page, {f"part_{one.pk}": "1 500,5"})
    assert list(Allowance.objects.values_list("party", "year", "amount")) == [
        (one.pk, 2019, Decimal("1500500.00"))
    ]
    wrong = client.post(page, {f"part_{one.pk}": "-1"})
    assert wrong.context["form"].errors == {f"part_{one.pk}": ["Beloppet kan inte vara mindre än noll."]}
    client.post(page, {f"part_{one.pk}": ""})
    assert Allowance.objects.count() == 0


VERBS = {
    # verb: who may press it, and whether the page asks with POST alone
    "settlement_correct": {OFFICER, CONTROLLER},
    "settlement_withdraw": {OFFICER, CONTROLLER},
    "order_create": {CONTROLLER},
    "order_book": {CONTROLLER},
    "order_return": {HEAD, Role.HEAD_OF_ADMINISTRATION},
    "order_cancel": {CONTROLLER},
    "order_discard": {CONTROLLER},
    "order_attest": {HEAD, Role.HEAD_OF_ADMINISTRATION},
}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OUTREACH_OFFICER])
def test_only_whose_work_it_is_presses_a_verb(client, role):
    order = ordered()
    log_in(client, role)
    answers = {verb: client.post(url(verb, order.settlement)).status_code for verb in VERBS}
    central = role not in (Role.PROJECT_MANAGER, Role.DISTRICT_DIRECTOR, Role.ADMINISTRATOR)
    expected = {
        verb: (302 if verb in ("order_discard", "order_attest") else 200)
        if role in may
        else 403
        if central
        else 404
        for verb, may in VERBS.items()
    }
    if role == CONTROLLER:
        expected["order_attest"] = 404  # it has taken the order away
    assert answers == expected


@pytest.mark.parametrize("name", ["settlement_list", "account_term"])
def test_pages_ask_as_often_for_one_settlement_as_for_three(client, name):
    log_in(client, Role.AUDITOR)
    first = settled()
    page = reverse(f"funding:{name}", args=[first.agreement_id])
    few = queries(client, page)
    for name in ("Kungsholmen", "Östermalm"):
        report_cost(party(first.agreement, name), "5")
        settled(first.agreement, reason="Mer.")
    assert queries(client, page) == few


@pytest.mark.parametrize("name", ["settlement_detail", "order_detail"])
def test_pages_ask_as_often_for_two_parties_as_for_five(client, name):
    log_in(client, Role.AUDITOR)
    few, many = (
        ordered(settled(reported(shares=shares))).settlement
        for shares in (
            {"Norrmalm": "50", "Kungsholmen": "50"},
            {"Norrmalm": "20", "Kungsholmen": "20", "Östermalm": "20", "Farsta": "20", "Älvsjö": "20"},
        )
    )
    assert queries(client, url(name, few)) == queries(client, url(name, many))


def queries(client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as found:
        assert client.get(page).status_code == 200
    return len(found)


def said(answer) -> list[str]:
    return [str(each) for each in answer.context["messages"]]


def test_an_order_that_was_made_anew_is_read_again_before_it_is_attested(client):
    settlement = settled()
    ordered(settlement, by=person(CONTROLLER))
    head = log_in(client, HEAD)
    stale = read(client, settlement)
    discard_order(order=settlement.order)
    settlement.refresh_from_db()
    ordered(settlement, by=person(CONTROLLER))
    words = "Bokföringsordern har gjorts om sedan du läste den. Läs raderna igen och attestera sedan."
    for typed in (stale, {}, {"sedd": "\x00"}):
        assert said(client.post(url("order_attest", settlement), typed, follow=True)) == [words]
    client.post(url("order_attest", settlement), read(client, settlement))
    assert BookingOrder.objects.get(settlement=settlement).attested_by == head


def test_the_timeline_says_whose_director_checked_where_nobody_is_stored(client):
    """As in what is taken over from before: who it was is not known."""
    settlement = prepared()
    first, *others = settlement.lines.select_related("party__organisation").order_by("pk")
    director = UserFactory(first_name="Direktören")
    for line in (first, *others):
        check_line(line=line, by=director if line == first else None, now=SETTLED_AT)
    client.force_login(person(Role.COORDINATOR))
    where = reverse("funding:settlement_detail", args=[settlement.agreement_id, settlement.pk])
    page = client.get(where).content.decode()
    assert page.count(f"{first.party}: raden granskad, {director}") == 1
    assert [page.count(f"{line.party}: raden granskad av partens direktör") for line in others] == [1, 1]
