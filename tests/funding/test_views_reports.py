"""The pages of a party's report: written, handed in, read, reviewed, chased; by whom; in how many queries."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from funding.domain.reporting import hand_in_draft, write_draft
from funding.domain.reviewing import correct_report, return_report
from funding.models import Agreement, PartyDuty, PartyReport
from portal.deadlines.models import ExpectedReport, Extension, Promise
from portal.organisation.models import Role
from tests.factories.funding import cost_type, party, signed_terms
from tests.factories.portal import ExpectedReportFactory, person

pytestmark = pytest.mark.django_db
NOW = datetime(2019, 5, 6, 9, tzinfo=UTC)
TOLD = {"registered": 58, "women": 31, "men": 27, "children": 3, "cost_personal": Decimal(705200)}
PAGES = (
    "report_edit",
    "report_detail",
    "report_hand_in",
    "report_receipt",
    "report_correct",
    "report_history",
    "duty_detail",
    "extension_create",
    "report_return",
    "reminder_create",
)
STATE = ExpectedReport.State


@pytest.fixture
def agreement():
    cost_type()
    return signed_terms().agreement


def duty_of(agreement: Agreement, name: str = "Norrmalm", number: int = 1, **more) -> PartyDuty:
    one = party(agreement, name)
    expected = ExpectedReportFactory(
        organisation=one.organisation, year=2019, number=number, due_on=date(2019, 5, 8), **more
    )
    return PartyDuty.objects.create(party=one, expected=expected)


@pytest.fixture
def duty(agreement):
    return duty_of(agreement)


def handed_in(duty: PartyDuty, **values) -> PartyReport:
    draft = write_draft(duty=duty, values=TOLD | values, by=None, now=NOW)
    report = hand_in_draft(report=draft, by=None, now=NOW)
    duty.expected.refresh_from_db()
    return report


def manager(duty: PartyDuty):
    return person(Role.PROJECT_MANAGER, organisation=duty.party.organisation)


def officer(duty: PartyDuty):
    return person(Role.AGREEMENT_OFFICER, organisation=duty.party.agreement.owner)


def url(name: str, duty: PartyDuty, *more) -> str:
    return reverse(f"funding:{name}", args=[duty.party.agreement_id, duty.pk, *more])


def boxes(client, address: str) -> dict:
    """What the form holds, as a browser would send it."""
    form = client.get(address).context["form"]
    return {name: form[name].value() if form[name].value() is not None else "" for name in form.fields}


class TestWriting:
    def test_a_draft_is_saved_and_seen_only_by_its_own(self, client, duty):
        client.force_login(manager(duty))
        address = url("report_edit", duty)
        typed = boxes(client, address) | {"registered": "58", "cost_personal": "705,2", "forecast": "2 980"}
        assert client.post(address, typed).url == address
        draft = PartyReport.objects.get()
        (cost,) = draft.costs.all()
        assert (draft.registered, cost.amount, draft.forecast) == (58, Decimal(705200), Decimal(2980000))
        for other in (officer(duty), manager(duty_of(duty.party.agreement, "Östermalm"))):
            client.force_login(other)
            assert list(PartyReport.objects.for_user(other)) == []

    def test_forward_leads_to_lamna_in_and_a_receipt(self, client, duty):
        user = manager(duty)
        client.force_login(user)
        address = url("report_edit", duty)
        typed = boxes(client, address) | {"registered": "58", "granska": "1"}
        assert client.post(address, typed).url == url("report_hand_in", duty)
        page = client.get(url("report_hand_in", duty))
        assert (page.context["missing"], len(page.context["questions"])) == ([], 1)
        answer = client.post(url("report_hand_in", duty), {"sedd": page.context["seen"]})
        report = PartyReport.objects.get()
        assert (answer.url, report.submitted_by) == (url("report_receipt", duty), user)
        assert client.get(answer.url).context["report"] == report

    def test_what_is_missing_is_said_with_a_way_to_the_box(self, client, duty):
        client.force_login(manager(duty))
        write_draft(duty=duty, values=TOLD | {"registered": None}, by=None, now=NOW)
        page = client.get(url("report_hand_in", duty))
        assert [(box, label) for box, label, _words in page.context["missing"]] == [
            ("id_registered", "Folkbokförda nyanlända 18–64")
        ]
        client.post(url("report_hand_in", duty), {"sedd": page.context["seen"]})
        assert PartyReport.objects.get().is_draft

    def test_somebody_elses_change_meanwhile_is_told(self, client, duty):
        client.force_login(manager(duty))
        write_draft(duty=duty, values=TOLD, by=None, now=NOW)
        address = url("report_edit", duty)
        typed = boxes(client, address) | {"women": "30"}
        write_draft(duty=duty, values={"men": 26}, by=None, now=NOW)
        page = client.post(address, typed)
        assert "Män: ”27” ändrades till ”26”." in str(page.context["form"].non_field_errors())
        assert PartyReport.objects.values_list("women", "men").get() == (31, 26)

    def test_a_draft_changed_while_it_was_read_is_not_handed_in(self, client, duty):
        client.force_login(manager(duty))
        write_draft(duty=duty, values=TOLD, by=None, now=NOW)
        seen = client.get(url("report_hand_in", duty)).context["seen"]
        write_draft(duty=duty, values={"men": 26}, by=None, now=timezone.now())
        client.post(url("report_hand_in", duty), {"sedd": seen})
        assert PartyReport.objects.get().is_draft

    def test_a_typing_error_is_said_and_nothing_is_saved(self, client, duty):
        client.force_login(manager(duty))
        address = url("report_edit", duty)
        page = client.post(address, boxes(client, address) | {"women": "1,5", "cost_personal": "-1"})
        assert sorted(page.context["form"].errors) == ["cost_personal", "women"]
        assert not PartyReport.objects.exists()

    def test_last_periods_figures_stand_beside(self, client, agreement):
        handed_in(duty_of(agreement))
        second = duty_of(agreement, number=2)
        client.force_login(manager(second))
        form = client.get(url("report_edit", second)).context["form"]
        assert form.fields["women"].prev == ("Tertial 1 2019", "31")
        assert form.fields["cost_personal"].prev == ("Tertial 1 2019", "705,2")

    def test_the_host_sees_budget_and_deviation(self, client, agreement):
        duty = duty_of(agreement)
        handed_in(duty, forecast=Decimal(2900000))
        client.force_login(officer(duty))
        money = client.get(url("report_detail", duty)).context["money"]
        assert (money.budget, money.so_far, money.deviation) == (2800000, 705200, -100000)
        assert money.deviation_percent == "−3,6\N{NO-BREAK SPACE}%"

    def test_another_party_has_no_budget_of_its_own(self, client, agreement):
        duty = duty_of(agreement, "Östermalm")
        handed_in(duty, forecast=Decimal(2900000))
        client.force_login(officer(duty))
        money = client.get(url("report_detail", duty)).context["money"]
        assert (money.budget, money.deviation, money.steps) == (None, None, [])


def test_what_is_to_come_stands_last_and_is_not_written_yet(client, agreement):
    duty = duty_of(agreement, number=3)
    year = timezone.localdate().year + 1
    ahead = ExpectedReportFactory(organisation=duty.party.organisation, year=year, number=1)
    PartyDuty.objects.create(party=duty.party, expected=ahead)
    client.force_login(manager(duty))
    page = client.get(reverse("funding:report_list", args=[agreement.pk]))
    lines = [(line.period, line.verb) for line in page.context["lines"]]
    assert lines == [("Helår 2019", "Redovisa"), (f"Tertial 1 {year}", "Läs")]


class TestReview:
    def test_the_officer_takes_it_as_good(self, client, duty):
        report = handed_in(duty)
        client.force_login(officer(duty))
        client.post(url("report_accept", duty), {"version": report.version})
        assert ExpectedReport.objects.get().state == STATE.ACCEPTED

    def test_only_the_version_that_was_read(self, client, duty):
        handed_in(duty)
        client.force_login(officer(duty))
        client.post(url("report_accept", duty), {"version": "7"})
        assert ExpectedReport.objects.get().state == STATE.SUBMITTED

    def test_the_officer_returns_it_and_the_party_reads_why(self, client, duty):
        report = handed_in(duty)
        client.force_login(officer(duty))
        client.post(url("report_return", duty), {"version": report.version, "return_reason": "Barnen?"})
        client.force_login(manager(duty))
        page = client.get(url("report_edit", duty))
        assert "Barnen?" in page.content.decode()
        client.force_login(manager(duty_of(duty.party.agreement, "Östermalm")))
        assert "Barnen?" not in client.get(url("report_detail", duty)).content.decode()

    def test_a_correction_shows_what_differs(self, client, duty):
        report = handed_in(duty)
        client.force_login(manager(duty))
        address = url("report_correct", duty)
        typed = boxes(client, address) | {"women": "30", "men": "28", "correction_reason": "Räknat om."}
        assert client.post(address, typed).url == url("report_hand_in", duty)
        seen = client.get(url("report_hand_in", duty)).context["seen"]
        client.post(url("report_hand_in", duty), {"sedd": seen})
        table = client.get(url("report_detail", duty)).context["shown"][-1][1]
        rows = [(row.label, row.cells["old"].written, row.cells["new"].written) for row in table.rows]
        assert rows == [("Kvinnor", "31", "30"), ("Män", "27", "28")]
        old = client.get(url("report_detail", duty), {"version": report.version})
        assert (old.context["report"], old.context["is_newest"]) == (report, False)

    def test_a_draft_is_thrown_away(self, client, duty):
        report = handed_in(duty)
        correct_report(report=report, reason="Fel.")
        client.force_login(manager(duty))
        client.post(url("report_discard", duty))
        assert list(PartyReport.objects.all()) == [report]


class TestSmallCounts:
    def written(self, client, duty, user, **query) -> str:
        client.force_login(user)
        page = client.get(url("report_detail", duty), query)
        table = page.context["shown"][0][1]
        return table.rows[0].cells["children"].written

    def test_are_hidden_from_other_parties(self, client, duty):
        handed_in(duty)
        other = manager(duty_of(duty.party.agreement, "Östermalm"))
        assert self.written(client, duty, manager(duty)) == "3"
        assert self.written(client, duty, officer(duty)) == "3"
        assert self.written(client, duty, other) == ".."
        assert self.written(client, duty, person(Role.COORDINATOR)) == ".."

    def test_are_hidden_on_paper_and_in_files(self, client, duty):
        handed_in(duty)
        client.force_login(manager(duty))
        page = client.get(url("report_detail", duty))
        assert page.context["printed"][0][1].rows[0].cells["children"].written == ".."
        listed = reverse("funding:report_list", args=[duty.party.agreement_id])

        def line(**query) -> str:
            answer = client.get(listed, {"format": "csv"} | query)
            return b"".join(answer).decode("utf-8-sig").splitlines()[1]

        assert line() == "Tertial 1 2019;Norrmalm;58;31;27;..;705,2;"
        assert line(variant="intern") == "Tertial 1 2019;Norrmalm;58;31;27;3;705,2;"
        client.force_login(manager(duty_of(duty.party.agreement, "Östermalm")))
        assert line(variant="intern") == "Tertial 1 2019;Norrmalm;58;31;27;..;705,2;"

    def test_what_stands_in_print_is_shown(self, client, duty):
        handed_in(duty)
        Agreement.objects.update(is_published=True)
        other = manager(duty_of(duty.party.agreement, "Östermalm"))
        assert self.written(client, duty, other) == "3"


class TestLedger:
    def test_uppskov_is_asked_for_and_granted(self, client, duty):
        client.force_login(manager(duty))
        later = timezone.localdate() + timedelta(days=14)
        asked = {"asked_to": later.isoformat(), "reason": "Fakturor dröjer."}
        client.post(url("extension_create", duty), asked)
        extension = Extension.objects.get()
        client.force_login(officer(duty))
        client.post(url("extension_answer", duty, extension.pk), {"granted": "ja", "answer": ""})
        report = ExpectedReport.objects.get()
        assert (report.due_on, report.last_day) == (date(2019, 5, 8), later)

    def test_what_was_said_is_noted_and_read_in_the_sentence(self, client, duty):
        client.force_login(officer(duty))
        client.post(
            url("promise_create", duty), {"on": "2019-05-20", "promised_for": "2019-06-01", "text": "Snart."}
        )
        client.post(url("reminder_create", duty), {"channel": "telephone", "on": "2019-05-21", "text": ""})
        page = client.get(url("duty_detail", duty))
        assert page.context["sentence"] == (
            "Trots en påminnelse den 21 maj 2019 har redovisningen från Norrmalm för tertial 1 2019 inte "
            "kommit in. Den utlovades den 20 maj 2019 till den 1 juni 2019."
        )
        promise = Promise.objects.get()
        client.post(url("promise_withdraw", duty, promise.pk), {"on": "2019-05-25"})
        assert Promise.objects.get().withdrawn_on == date(2019, 5, 25)

    def test_another_partys_chase_is_not_read(self, client, duty):
        handed_in(duty)
        client.force_login(manager(duty_of(duty.party.agreement, "Östermalm")))
        assert client.get(url("duty_detail", duty)).status_code == 403
        assert client.get(url("report_detail", duty)).status_code == 200


class TestRights:
    @pytest.mark.parametrize("name", PAGES)
    def test_a_stranger_sees_none_of_it(self, client, duty, name):
        handed_in(duty)
        client.force_login(person(Role.PROJECT_MANAGER))
        assert client.get(url(name, duty)).status_code == 404
        assert client.post(url(name, duty)).status_code == 404

    @pytest.mark.parametrize("name", PAGES)
    def test_what_is_not_in_is_not_there_for_another_party(self, client, duty, name):
        client.force_login(manager(duty_of(duty.party.agreement, "Östermalm")))
        assert client.get(url(name, duty)).status_code == 404

    @pytest.mark.parametrize("role", Role)
    def test_only_who_reports_for_the_party_writes(self, client, duty, role):
        client.force_login(person(role, organisation=duty.party.organisation))
        may = role in (Role.PROJECT_MANAGER, Role.DISTRICT_DIRECTOR)
        assert (client.get(url("report_edit", duty)).status_code == 200) is may

    @pytest.mark.parametrize("role", Role)
    def test_only_the_officer_reviews(self, client, duty, role):
        handed_in(duty)
        client.force_login(person(role))
        client.post(url("report_accept", duty), {"version": "1"})
        accepted = ExpectedReport.objects.get().state == STATE.ACCEPTED
        assert accepted is (role == Role.AGREEMENT_OFFICER)

    def test_a_duty_is_asked_for_under_its_own_agreement(self, client, duty):
        other = signed_terms().agreement
        client.force_login(person(Role.COORDINATOR))
        address = reverse("funding:report_detail", args=[other.pk, duty.pk])
        assert client.get(address).status_code == 404


def test_the_list_asks_as_often_for_few_as_for_many(client, agreement):
    client.force_login(person(Role.COORDINATOR))
    address = reverse("funding:report_list", args=[agreement.pk])
    handed_in(duty_of(agreement))
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for name in ("Kungsholmen", "Östermalm"):
        handed_in(duty_of(agreement, name))
        handed_in(duty_of(agreement, name, number=2))
    with CaptureQueriesContext(connection) as many:
        assert len(client.get(address).context["lines"]) == 5
    assert len(many) == len(few)


def test_a_page_asks_as_often_after_many_versions(client, duty):
    report = handed_in(duty)
    client.force_login(officer(duty))
    client.get(url("report_detail", duty))
    with CaptureQueriesContext(connection) as few:
        client.get(url("report_detail", duty))
    for women in (30, 29):
        return_report(report=report, reason="Rätta.", now=NOW)
        write_draft(duty=duty, values={"women": women}, by=None, now=NOW)
        report = hand_in_draft(report=PartyReport.objects.drafts().get(), by=None, now=NOW)
    with CaptureQueriesContext(connection) as many:
        assert len(client.get(url("report_detail", duty)).context["handed_in"]) == 3
    assert len(many) == len(few)
