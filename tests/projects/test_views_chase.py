"""/projekt/redovisningar/: the table, its sums and filters, a report's ledger, and what is noted there."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.deadlines.models import Extension, Promise, Reminder
from portal.organisation.models import Role
from projects.models import Repayment, Report
from tests.factories.chase import ExtensionFactory, PromiseFactory, ReminderFactory, RepaymentFactory
from tests.factories.portal import ExpectedReportFactory, OrganisationFactory, UserFactory, person
from tests.factories.projects import (
    GrantFactory,
    PartnershipFactory,
    ProgrammeFactory,
    ProjectFactory,
    ReportDutyFactory,
)
from tests.house.reading import tells_of

pytestmark = pytest.mark.django_db
HEADINGS = ["Projekt", "Ansvarig", "Period", "Senast", "Status", "Dagar sen", "Påminnelser", "Belopp tkr"]
TABLE = "/projekt/redovisningar/"


@pytest.fixture(autouse=True)
def may_20():
    with time_machine.travel(datetime(2026, 5, 20, 10, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="programmet")


@pytest.fixture
def jarva():
    return OrganisationFactory(short_name="Järva")


@pytest.fixture
def coordinator(client):
    user = person(Role.COORDINATOR)
    client.force_login(user)
    return user


def owes(programme, nr, lead, *, tkr=100, **report):
    project = ProjectFactory(programme=programme, number=nr, title="Navigator", lead=lead)
    GrantFactory(project=project, amount=Decimal(tkr * 1000))
    expected = ExpectedReportFactory(organisation=lead, **({"due_on": date(2026, 5, 8)} | report))
    return ReportDutyFactory(project=project, expected=expected)


def table(client, query="") -> list[list[str]]:
    answer = client.get(f"{TABLE}?format=csv{query}")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))


class TestTable:
    def test_the_contracts_columns_and_every_standing(self, client, coordinator, programme, jarva):
        ReminderFactory.create_batch(2, expected=owes(programme, "1", jarva, tkr=349).expected)
        owes(programme, "2", jarva, due_on=date(2026, 5, 20))
        owes(programme, "3", jarva, due_on=date(2026, 6, 4))
        owes(programme, "4", jarva, returned=True)
        owes(programme, "5", jarva, submitted=True)
        owes(programme, "6", jarva, accepted=True)
        head, *rows, total = table(client)
        assert head == HEADINGS
        assert [(row[0], *row[4:]) for row in rows] == [
            ("4 Navigator", "Återlämnad", "12", "0", "100"),
            ("1 Navigator", "Ej inlämnad, sen", "12", "2", "349"),
            ("2 Navigator", "Ej inlämnad, inom 14 dagar", "0", "0", "100"),
            ("3 Navigator", "Ej inlämnad", "0", "0", "100"),
            ("6 Navigator", "Granskad och godtagen", "0", "0", "0"),
            ("5 Navigator", "Inlämnad", "0", "0", "100"),
        ]
        assert rows[1][1:4] == ["Järva", "Tertial 1 2026", "2026-05-08"]
        assert total == ["Totalt", "", "", "", "", "", "", "749"]

    def test_a_projects_money_is_summed_once(self, client, coordinator, programme, jarva):
        duty = owes(programme, "1", jarva)
        later = ExpectedReportFactory(organisation=jarva, number=2, due_on=date(2026, 9, 8))
        ReportDutyFactory(project=duty.project, expected=later)
        _head, *rows, total = table(client)
        assert [row[-1] for row in [*rows, total]] == ["100", "100", "100"]
        page = client.get(TABLE)
        assert [(row.label, row.cells["money"].value) for row in page.context["leads"].rows] == [
            ("Järva", Decimal("100000.00"))
        ]

    def test_an_extension_moves_the_day_and_keeps_the_old_one(self, client, coordinator, programme, jarva):
        owes(programme, "1", jarva, extended_to=date(2026, 5, 29))
        assert table(client)[1][3:6] == ["2026-05-29", "Ej inlämnad, inom 14 dagar", "0"]
        assert "uppskov, var 2026-05-08" in client.get(TABLE).content.decode()

    @pytest.mark.parametrize(
        ("query", "numbers"),
        [
            ("status=sen", ["4", "1"]),
            ("status=ej-inlamnad", ["1", "2", "3"]),
            ("status=inom-14-dagar", ["2"]),
            ("status=vantas", ["3"]),
            ("status=aterlamnad", ["4"]),
            ("status=inlamnad", ["5"]),
            ("status=godtagen", ["6"]),
            ("status=uppskov", ["3"]),
            ("period=tertial:2026:2", ["3"]),
            ("status=finns-inte", ["4", "1", "2", "3", "6", "5"]),
            ("program=annat", ["4", "1", "2", "3", "6", "5"]),
            ("sortera=project&status=sen", ["1", "4"]),
        ],
    )
    def test_filters(self, client, coordinator, programme, jarva, query, numbers):
        owes(programme, "1", jarva)
        owes(programme, "2", jarva, due_on=date(2026, 5, 20))
        third = owes(programme, "3", jarva, due_on=date(2026, 9, 8), number=2)
        ExtensionFactory(expected=third.expected, asked_to=date(2026, 9, 30))
        owes(programme, "4", jarva, returned=True)
        owes(programme, "5", jarva, submitted=True)
        owes(programme, "6", jarva, accepted=True)
        _head, *rows, _total = table(client, f"&{query}")
        assert [row[0].split()[0] for row in rows] == numbers

    def test_by_lead_and_by_programme(self, client, coordinator, programme, jarva):
        farsta = OrganisationFactory(short_name="Farsta")
        owes(programme, "1", jarva)
        owes(programme, "2", farsta)
        owes(ProgrammeFactory(slug="aldre", starts_on=date(2020, 1, 1)), "9", jarva)
        assert [row[0] for row in table(client, f"&ansvarig={farsta.pk}")[1:-1]] == ["2 Navigator"]
        assert [row[0] for row in table(client, "&program=aldre")[1:-1]] == ["9 Navigator"]
        assert len(table(client, "&program=alla")) == 5

    def test_it_costs_the_same_with_three(self, client, coordinator, programme, jarva):
        def cost() -> int:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(TABLE).status_code == 200
            return len(asked)

        ReminderFactory(expected=owes(programme, "1", jarva).expected)
        client.get(TABLE)
        one = cost()
        for number in ("2", "3"):
            ReminderFactory(expected=owes(programme, number, OrganisationFactory()).expected)
        assert cost() == one

    def test_who_sees_which_rows(self, client, programme, jarva):
        duty = owes(programme, "1", jarva)
        partner = PartnershipFactory(project=duty.project).organisation
        owes(programme, "2", OrganisationFactory())
        seen = {}
        for name, user in {
            "central": person(Role.CONTROLLER),
            "own": person(Role.PROJECT_MANAGER, jarva),
            "partner": person(Role.PROJECT_MANAGER, partner),
        }.items():
            client.force_login(user)
            seen[name] = [row[0] for row in table(client)[1:-1]]
        assert seen == {"central": ["2 Navigator", "1 Navigator"], "own": ["1 Navigator"], "partner": []}

    def test_a_foreign_draft_stands_as_not_handed_in(self, client, coordinator, programme, jarva):
        duty = owes(programme, "1", jarva)
        Report.objects.create(duty=duty, experience="hemligt utkast", spent=Decimal("918273.00"))
        page = client.get(TABLE).content.decode() + client.get(f"{TABLE}{duty.pk}/").content.decode()
        assert "Ej inlämnad, sen" in page
        assert "hemligt" not in page
        assert not tells_of(918273, page)

    def test_strangers(self, client):
        assert client.get(TABLE).url == f"/logga-in/?next={TABLE}"
        for user in (UserFactory(), person(Role.ADMINISTRATOR)):
            client.force_login(user)
            assert client.get(TABLE).status_code == 403


class TestLedger:
    def test_the_ready_sentence_and_what_happened(self, client, coordinator, programme, jarva):
        duty = owes(programme, "1", jarva)
        ReminderFactory(expected=duty.expected, text="Ringde.")
        page = client.get(f"{TABLE}{duty.pk}/")
        assert page.context["sentence"] == (
            "Trots en påminnelse den 12 maj 2026 har redovisning för tertial 1 2026 inte kommit in."
        )
        assert [line.title for line in page.context["lines"]] == ["Påminnelse: telefon"]
        assert 'id="mening" lang="sv">Trots en påminnelse' in page.content.decode()

    def test_the_final_report_and_money_back(self, client, coordinator, programme, jarva):
        duty = owes(programme, "1", jarva)
        duty.is_final = True
        duty.save()
        RepaymentFactory(project=duty.project, withdrawn_on=date(2026, 5, 19))
        assert client.get(f"{TABLE}{duty.pk}/").context["sentence"] == (
            "Slutredovisning har inte kommit in. Sista dagen var den 8 maj 2026. "
            "Återföring av medel meddelades den 12 maj 2026 men drogs tillbaka den 19 maj 2026."
        )

    def test_it_is_swedish_on_an_english_page(self, client, coordinator, programme, jarva):
        duty = owes(programme, "1", jarva)
        client.cookies["sprak"] = "en"
        page = client.get(f"{TABLE}{duty.pk}/")
        assert page.context["sentence"].startswith("Redovisning för tertial 1 2026 har inte kommit in.")

    def test_it_costs_the_same_with_three_lines(self, client, coordinator, programme, jarva):
        duty = owes(programme, "1", jarva)

        def cost(more: int) -> int:
            for _n in range(more):
                by = UserFactory()
                ReminderFactory(expected=duty.expected, noted_by=by)
                PromiseFactory(expected=duty.expected, noted_by=by)
                ExtensionFactory(
                    expected=duty.expected,
                    asked_by=by,
                    granted=False,
                    answered_by=by,
                    answered_at=datetime(2026, 5, 13, tzinfo=UTC),
                )
                RepaymentFactory(project=duty.project)
            with CaptureQueriesContext(connection) as asked:
                client.get(f"{TABLE}{duty.pk}/")
            return len(asked)

        cost(1)
        assert cost(0) == cost(2)

    def test_a_partner_and_another_district_do_not_find_it(self, client, programme, jarva):
        duty = owes(programme, "1", jarva)
        partner = PartnershipFactory(project=duty.project).organisation
        for user in (person(Role.PROJECT_MANAGER, partner), person(Role.PROJECT_MANAGER)):
            client.force_login(user)
            assert client.get(f"{TABLE}{duty.pk}/").status_code == 404


def noted(client, duty, what, **said):
    return client.post(f"{TABLE}{duty.pk}/{what}/", said)


class TestNoting:
    @pytest.fixture
    def duty(self, programme, jarva):
        return owes(programme, "1", jarva)

    def test_a_reminder_by_hand(self, client, coordinator, duty):
        said = {"channel": "letter", "on": "2026-05-19", "text": "Brev."}
        answer = noted(client, duty, "paminnelse", **said)
        assert answer.url == f"{TABLE}{duty.pk}/#liggare"
        row = Reminder.objects.get()
        assert (row.channel, row.on, row.text, row.noted_by) == (
            "letter",
            date(2026, 5, 19),
            "Brev.",
            coordinator,
        )

    @pytest.mark.parametrize(
        ("what", "said", "wrong"),
        [
            ("paminnelse", {"channel": "letter", "on": "2026-05-21"}, ["on"]),
            ("paminnelse", {"channel": "automatic", "on": "2026-05-19"}, ["channel"]),
            ("lofte", {"on": "2026-05-19", "promised_for": "2026-05-18", "text": "Ja"}, ["promised_for"]),
            ("lofte", {"on": "i går", "text": "Ja"}, ["on"]),
            ("forklaring", {"on": "2026-05-19", "text": "811218-9876"}, ["text"]),
            ("lyft", {"on": "2026-05-19", "text": "Ja"}, ["chief"]),
            ("aterforing", {"on": "2026-05-19", "amount": "101", "reason": "Ja"}, ["amount"]),
        ],
    )
    def test_refused_in_words_at_the_field(self, client, coordinator, duty, what, said, wrong):
        answer = noted(client, duty, what, **said)
        assert (answer.status_code, list(answer.context["form"].errors)) == (200, wrong)
        assert (Reminder.objects.count(), Promise.objects.count(), Repayment.objects.count()) == (0, 0, 0)

    def test_promise_excuse_escalation_and_taking_back(self, client, coordinator, duty):
        noted(client, duty, "lofte", on="2026-05-12", promised_for="2026-05-15", text="På fredag.")
        noted(client, duty, "forklaring", on="2026-05-16", text="Sjukdom.")
        noted(client, duty, "lyft", on="2026-05-18", chief="director", text="Ingen redovisning.")
        promise = Promise.objects.get(kind="promise")
        noted(client, duty, f"lofte/{promise.pk}/aterta", on="2026-05-17")
        found = Promise.objects.order_by("pk").values_list("kind", "promised_for", "withdrawn_on", "chief")
        assert list(found) == [
            ("promise", date(2026, 5, 15), date(2026, 5, 17), ""),
            ("excuse", None, None, ""),
            ("escalation", None, None, "director"),
        ]

    def test_money_back(self, client, coordinator, duty):
        noted(client, duty, "aterforing", on="2026-05-12", amount="40", reason="Blev över.")
        row = Repayment.objects.get()
        answer = noted(client, duty, f"aterforing/{row.pk}/mottaget", on="2026-05-19", amount="39,5")
        assert answer.url == f"{TABLE}{duty.pk}/#aterforing"
        row.refresh_from_db()
        assert (row.kind, row.amount, row.received_on) == ("return", Decimal("39500.00"), date(2026, 5, 19))
        again = noted(client, duty, f"aterforing/{row.pk}/aterta", on="2026-05-19", reason="Nej")
        assert again.context["form"].non_field_errors() == ["Återföringen är redan avslutad."]

    def test_an_external_body_is_claimed_from(self, client, coordinator, programme):
        duty = owes(programme, "2", OrganisationFactory(association=True))
        assert "Notera återkrav" in client.get(f"{TABLE}{duty.pk}/aterforing/").content.decode()
        noted(client, duty, "aterforing", on="2026-05-12", amount="40", reason="Blev över.")
        assert Repayment.objects.get().kind == "claim"

    @pytest.mark.parametrize("what", ["paminnelse", "lofte", "forklaring", "lyft", "aterforing"])
    @pytest.mark.parametrize("role", [Role.PROJECT_MANAGER, Role.DISTRICT_DIRECTOR, Role.AUDITOR])
    def test_the_coordinator_alone_notes(self, client, duty, jarva, role, what):
        client.force_login(person(role, jarva if role != Role.AUDITOR else None))
        assert noted(client, duty, what).status_code == 403


class TestExtension:
    @pytest.fixture
    def duty(self, programme, jarva):
        return owes(programme, "1", jarva)

    def test_asked_beside_the_deadline_granted_and_the_old_day_kept(self, client, duty, jarva):
        client.force_login(person(Role.PROJECT_MANAGER, jarva))
        assert "Begär uppskov" in client.get(f"{TABLE}{duty.pk}/").content.decode()
        noted(client, duty, "uppskov", asked_to="2026-05-29", reason="Mer tid.")
        extension = Extension.objects.get()
        client.force_login(person(Role.COORDINATOR))
        noted(client, duty, f"uppskov/{extension.pk}", granted="ja", answer="Ja.")
        duty.expected.refresh_from_db()
        assert (duty.expected.due_on, duty.expected.last_day) == (date(2026, 5, 8), date(2026, 5, 29))
        page = client.get(f"{TABLE}{duty.pk}/")
        assert "uppskov, var 2026-05-08" in page.content.decode()
        assert page.context["sentence"] == (
            "Redovisning för tertial 1 2026 ska komma in senast den 29 maj 2026. "
            "Uppskov beviljades från den 8 maj 2026 till den 29 maj 2026."
        )

    def test_refused_with_words(self, client, coordinator, duty):
        extension = ExtensionFactory(expected=duty.expected)
        answer = noted(client, duty, f"uppskov/{extension.pk}", granted="nej")
        assert list(answer.context["form"].errors) == ["answer"]
        noted(client, duty, f"uppskov/{extension.pk}", granted="nej", answer="Nämnden möts före.")
        extension.refresh_from_db()
        assert (extension.granted, extension.answer) == (False, "Nämnden möts före.")

    @pytest.mark.parametrize(
        ("said", "wrong"),
        [
            ({"asked_to": "2026-05-08", "reason": "Tid."}, ["asked_to"]),
            ({"asked_to": "2026-05-19", "reason": "Tid."}, ["asked_to"]),
            ({"asked_to": "2026-05-29", "reason": ""}, ["reason"]),
        ],
    )
    def test_wrong_dates_and_no_reason(self, client, duty, jarva, said, wrong):
        client.force_login(person(Role.PROJECT_MANAGER, jarva))
        assert list(noted(client, duty, "uppskov", **said).context["form"].errors) == wrong
        assert Extension.objects.count() == 0

    def test_each_does_their_part_only(self, client, duty, jarva):
        extension = ExtensionFactory(expected=duty.expected)
        client.force_login(person(Role.PROJECT_MANAGER, jarva))
        assert noted(client, duty, f"uppskov/{extension.pk}", granted="ja").status_code == 403
        client.force_login(person(Role.COORDINATOR))
        assert noted(client, duty, "uppskov", asked_to="2026-05-29", reason="Tid.").status_code == 403


def test_the_projects_page_tells_of_the_chase(client, coordinator, programme, jarva):
    duty = owes(programme, "1", jarva)
    ReminderFactory(expected=duty.expected)
    PromiseFactory(expected=duty.expected, promised_for=date(2026, 5, 15))
    page = client.get(reverse("projects:project_detail", args=[duty.project_id])).content.decode()
    assert "1 påminnelse, 2026-05-12. 1 löfte, till 2026-05-15." in page
