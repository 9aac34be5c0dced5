"""The projects' demo: the published programme as in print, and an example year that is alive today."""

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db.models import Count, Sum
from django.utils import timezone

from portal.cases.models import Case
from portal.comments.models import Comment
from portal.deadlines.models import ExpectedReport, Extension, Promise
from portal.deadlines.receiving import days_after_last_day
from portal.deadlines.reminding import remind
from portal.imports.models import Batch
from portal.organisation.lineage import load_lineage
from portal.organisation.models import Organisation, User
from projects.models import Appropriation, Grant, IndicatorValue, Programme, Project, PublishedAccount
from projects.views.indicators.sheet import IndicatorSheet
from tests.demo import NOW, demo_data

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    """Load once for all these tests, and take it back afterwards."""
    with django_db_blocker.unblock(), demo_data():
        yield


@pytest.fixture
def historic():
    return Programme.objects.get(slug="fran-bidrag-till-egen-forsorjning")


@pytest.fixture
def example():
    return Programme.objects.get(slug="exempelprogrammet")


def test_the_published_programme(historic):
    assert (historic.name, historic.is_published, historic.published_year, historic.is_example) == (
        "Från bidrag till egen försörjning",
        True,
        2004,
        False,
    )
    assert list(historic.rounds.order_by("number").values_list("number", "decided_on")) == [
        (number, None) for number in (1, 2, 3, 4, 5)
    ]


def test_its_case_is_closed_and_registered_by_two_bodies(historic):
    case = historic.case
    assert (case.committee.key, case.is_open) == ("socialtjanstnamnden", False)
    assert list(case.numbers.order_by("pk").values_list("body__key", "number")) == [
        ("socialtjanstnamnden", "SOTN 013-609/2001"),
        ("kommunstyrelsen", "SLK 338-1002/2004"),
    ]
    for written in ("013-609/2001", "SOTN 013 – 609 / 2001", "338-1002/2004"):
        assert list(Case.objects.with_number(written)) == [case]


def test_what_each_committee_set_aside_and_used(historic):
    rows = historic.appropriations.order_by("year", "-committee__key")
    assert [(row.committee.key, row.year, row.budget, row.used) for row in rows] == [
        ("socialtjanstnamnden", 2002, Decimal("5000000.00"), Decimal("4770500.00")),
        ("integrationsnamnden", 2002, Decimal("5000000.00"), Decimal("4770500.00")),
        ("socialtjanstnamnden", 2003, Decimal("5000000.00"), Decimal("4476000.00")),
        ("integrationsnamnden", 2003, Decimal("5000000.00"), Decimal("4589000.00")),
    ]
    assert rows.aggregate(used=Sum("used"))["used"] == Decimal("18606000.00")


def test_32_projects_and_36_grants_came_in_by_file(historic):
    assert list(Batch.objects.order_by("pk").values_list("kind", "state", "new", "bad", "received_by")) == [
        ("projekt", "applied", 32, 0, None),
        ("beviljade-medel", "applied", 36, 0, None),
        ("indikatorer", "applied", 48, 0, None),
    ]
    assert historic.projects.submitted().count() == 32
    total = Grant.objects.filter(project__programme=historic).aggregate(sum=Sum("amount"))["sum"]
    assert total == Decimal("15528000.00")


def test_what_each_lead_was_granted(historic):
    rows = (
        historic.projects.values_list("lead__short_name")
        .annotate(projects=Count("pk", distinct=True), granted=Sum("grants__amount"))
        .order_by("-granted")
    )
    assert [(lead, projects, int(granted / 1000)) for lead, projects, granted in rows] == [
        ("Rinkeby", 6, 3836),
        ("Vantör", 6, 2322),
        ("Kista", 5, 2265),
        ("Hägersten, Älvsjö och Liljeholmen", 1, 1207),
        ("Skärholmen", 2, 1062),
        ("Skarpnäck", 2, 854),
        ("Enskede-Årsta", 1, 813),
        ("Maria-Gamla stan", 2, 800),
        ("Hässelby-Vällingby", 2, 655),
        ("Simba", 1, 600),
        ("Kungsholmen", 2, 432),
        ("Farsta", 1, 397),
        ("Spånga-Tensta", 1, 285),
    ]


def test_every_lead_is_the_organisation_of_its_time(historic):
    for project in historic.projects.select_related("lead"):
        assert project.lead.existed_on(date(2002, 6, 1)), project


def test_half_of_each_committee(historic):
    shares = Grant.objects.filter(project__programme=historic).values_list("shares__committee__key")
    assert sorted(shares.annotate(sum=Sum("shares__amount"))) == [
        ("integrationsnamnden", Decimal("7764000.00")),
        ("socialtjanstnamnden", Decimal("7764000.00")),
    ]


def test_an_unknown_year_stays_unknown(historic):
    unknown = Grant.objects.filter(project__programme=historic, year__isnull=True)
    assert list(unknown.values_list("project__number", "amount")) == [("2.1.9", Decimal("396000.00"))]


def test_the_joint_organisation_and_the_association():
    joint = Organisation.objects.get(key="hagersten-alvsjo-och-liljeholmen")
    members = joint.memberships.order_by("member__key").values_list("member__short_name", flat=True)
    assert list(members) == ["Älvsjö", "Hägersten", "Liljeholmen"]
    lineage = load_lineage()
    heirs = [
        Organisation.objects.get(pk=lineage.successor(joint.pk, on=day)).key
        for day in (date(2003, 1, 1), date(2020, 6, 30), date(2020, 7, 1), TODAY)
    ]
    assert heirs == [joint.key, joint.key, "hagersten-alvsjo", "hagersten-alvsjo"]
    simba = Organisation.objects.get(key="simba")
    assert (simba.kind, simba.full_name) == (
        "voluntary",
        "Afrosvenskarnas Riksförbund, Stockholms avdelningen (Simba Center)",
    )


def test_what_the_report_says_in_words(historic):
    project = historic.projects.get(number="2.3.9")
    account = project.published_account
    assert (account.experience, account.reminders, account.repayment, account.source) == (
        "Varken resultat eller uppföljning redovisad.",
        "flera",
        "Avsåg att återbetala medel (2003-09-30), ändrade sig efter cirka två veckor. "
        "Ingen återbetalning bekräftad.",
        "Utlåtande 2005: RVII",
    )
    assert (project.target_text, project.years_stated, project.collaborators) == (
        "Arbeta med omkring 10 unga och deras föräldrar under 2003.",
        "2003",
        [],
    )
    assert PublishedAccount.objects.count() == 32


def test_a_year_that_does_not_match_the_grants_is_kept_as_it_stood(historic):
    project = historic.projects.get(number="2.3.2")
    assert (project.years_stated, sorted(project.grants.values_list("year", flat=True))) == (
        "2002",
        [2002, 2003],
    )


def test_the_answer_printed_for_kista_as_a_whole(historic):
    assert list(historic.statements.values_list("lead__key", "yes", "no")) == [("kista", 4, 1)]


def test_the_example_has_24_projects_in_todays_districts_and_says_so(example):
    projects = example.projects.submitted().select_related("lead", "area")
    assert Counter(project.area.name for project in projects) == {
        "Arbetsmarknad": 8,
        "SFI": 8,
        "Socialmedicin": 8,
    }
    leads = {project.lead for project in projects}
    assert leads == set(Organisation.objects.districts().valid_on(TODAY))
    texts = [text for project in example.projects.all() for text in (project.goal, project.target_group)]
    assert {text.partition(":")[0] for text in texts} == {"Exempel"}
    assert (example.is_example, str(example.case)) == (True, "Exempel: medel till utvecklingsprojekt")
    # "newest first" is what a reader without a choice of their own follows
    assert Programme.objects.newest_first().first() == example


def test_the_example_has_grants_of_two_committees_within_their_money(example):
    borne = Grant.objects.filter(project__programme=example).values_list("shares__committee__key", "year")
    granted = {(key, year): sum for key, year, sum in borne.annotate(sum=Sum("shares__amount"))}
    assert granted == {
        (key, year): amount
        for key in ("socialnamnden", "arbetsmarknadsnamnden")
        for year, amount in ((2025, Decimal("812500.00")), (2026, Decimal("2600000.00")))
    }
    for money in Appropriation.objects.filter(programme=example).select_related("committee"):
        assert granted.get((money.committee.key, money.year), 0) <= money.budget
        assert (money.used or 0) <= money.budget


def test_the_draft_is_seen_in_its_own_district_only(example):
    draft = example.projects.drafts().get()
    assert (draft.number, draft.lead.key) == ("4.1", "jarva")
    seen = {
        login: Project.objects.for_user(User.objects.get(username=login)).filter(pk=draft.pk).exists()
        for login in ("projektledare", "projektledare-kungsholmen", "samordnare", "revisor", "admin")
    }
    assert seen == {
        "projektledare": True,
        "projektledare-kungsholmen": False,
        "samordnare": False,
        "revisor": False,
        "admin": False,
    }


def test_expected_reports_are_in_every_state(example):
    reports = ExpectedReport.objects.filter(project_duty__project__programme=example)
    assert {
        state: reports.filter(state=state).exists() for state in ExpectedReport.State.values
    } == dict.fromkeys(ExpectedReport.State.values, True)
    owed = reports.outstanding()
    late = sorted({report.days_late(TODAY) for report in owed})
    assert late == [0, 1, 3, 12, 15, 40, 198]
    ahead = sorted({(report.last_day - TODAY).days for report in owed if report.last_day >= TODAY})
    assert ahead == [0, 2, 4, 6, 9, 54]
    assert sorted(days_after_last_day(report) for report in reports.filter(state="submitted")) == [0, 0, 0, 4]
    answers = Extension.objects.filter(expected__in=reports).order_by("granted")
    assert list(answers.values_list("granted", flat=True)) == [False, True, None]
    assert Promise.objects.filter(expected__in=reports, kind="promise").count() == 3


def test_the_reminders_of_today_are_sent_already():
    assert remind(today=TODAY, now=NOW, dry_run=True).reminders == ()


def test_the_dates_of_the_example_are_in_order(example):
    for report in ExpectedReport.objects.filter(project_duty__project__programme=example):
        assert report.submitted_at is None or report.submitted_at <= NOW
        assert report.decided_at is None or report.submitted_at <= report.decided_at <= NOW
        for sent in report.reminders.all():
            assert timezone.localdate(sent.sent_at) <= TODAY


def test_comments_have_their_audiences(example):
    seen = {
        login: Comment.objects.for_user(User.objects.get(username=login)).count()
        for login in ("samordnare", "projektledare", "projektledare-kungsholmen")
    }
    assert (Comment.objects.count(), seen) == (
        6,
        {"samordnare": 5, "projektledare": 5, "projektledare-kungsholmen": 4},
    )


@pytest.mark.parametrize(
    "now",
    [
        datetime(2027, 1, 1, 0, 30, tzinfo=UTC),  # a year that has just begun
        datetime(2027, 1, 15, 12, tzinfo=UTC),  # the year's accounts are due
        datetime(2028, 2, 29, 12, tzinfo=UTC),  # a leap day
        datetime(2027, 3, 28, 1, 30, tzinfo=UTC),  # the hour that is not
        datetime(2027, 5, 8, 12, tzinfo=UTC),
        datetime(2027, 9, 1, 12, tzinfo=UTC),
        datetime(2026, 12, 31, 23, 30, tzinfo=UTC),  # in Stockholm it is next year
    ],
)
def test_the_example_can_be_told_on_any_day(now):
    from projects.demo.example import load_example

    Programme.objects.filter(slug="exempelprogrammet").update(slug="forra", name="Förra")
    today = timezone.localdate(now)
    numbers = [f"EXEMPEL-{letter}-1/{today.year - 1}" for letter in "SA"]
    Case.objects.filter(numbers__number__in=numbers).update(title="Förra")
    from portal.cases.models import CaseNumber

    CaseNumber.objects.filter(number__in=numbers).delete()
    programme = load_example(now)
    reports = ExpectedReport.objects.filter(project_duty__project__programme=programme)
    assert {report.state for report in reports} == set(ExpectedReport.State.values)
    for report in reports:
        assert report.submitted_at is None or report.submitted_at <= now
    assert programme.projects.count() == 25


def test_every_printed_indicator_is_there_with_its_breaks_and_goal_lines(historic):
    values = IndicatorValue.objects.filter(series__programme=historic)
    assert (values.count(), historic.indicators.count(), values.filter(is_preliminary=True).count()) == (
        48,
        46,
        6,
    )
    halved = historic.indicators.get(name="hushåll med ekonomiskt bistånd")
    goal = halved.goal_base_year, halved.goal_base_value, halved.goal_year, halved.goal_value
    assert goal == (1999, 18994, 2004, 9497)
    assert [(each.period, "Paraply" in each.text) for each in halved.breaks.all()] == [("2002-11", True)]
    assert sum(values.values_list("value", flat=True)) == Decimal("62761.35")


def test_the_example_has_a_monthly_indicator_with_rolling_means_on_both_sides_of_its_break(example):
    sheet = IndicatorSheet(example.indicators.get())
    assert (len(sheet.lines), sheet.base_year) == (48, 2023)
    (broken,) = sheet.days_of_breaks
    means = [line.point.days.begins > broken for line in sheet.lines if line.mean.value is not None]
    assert (means.count(False), means.count(True)) == (9, 17)
