"""Att ta över: who comes after whom, what passes on, what stays, and the list that is worked off."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from portal.cases.models import Case
from portal.organisation.models import Role, Succession
from portal.takeovers.models import Takeover
from portal.takeovers.taking_over import take_over, take_over_report
from portal.takeovers.waiting import waiting
from tests.factories.portal import (
    CaseFactory,
    CaseNumberFactory,
    ExpectedReportFactory,
    OrganisationFactory,
    RegistryFactory,
    SuccessionFactory,
    person,
)

TODAY, NOW = date(2026, 11, 22), datetime(2026, 11, 22, 8, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def merger():
    """Rinkeby-Kista went into Järva on 1 July 2023."""
    return SuccessionFactory(
        predecessor=OrganisationFactory(short_name="Rinkeby-Kista"),
        successor=OrganisationFactory(short_name="Järva"),
    )


@pytest.fixture
def split():
    """A committee was split in two and nobody has said who took over."""
    before = OrganisationFactory(committee=True, short_name="Gamla nämnden")
    for name in ("Socialnämnden", "Arbetsmarknadsnämnden"):
        after = OrganisationFactory(committee=True, short_name=name)
        SuccessionFactory(
            predecessor=before,
            successor=after,
            kind=Succession.Kind.SPLIT,
            on=date(2010, 1, 1),
            takes_over=False,
        )
    return before


def told(found):
    return [
        (each.thing, str(each.from_body), [str(h) for h in each.heirs.bodies], each.heirs.stated)
        for each in found
    ]


def take(case, to, **more):
    return take_over(case=case, to=to, by=None, today=TODAY, now=NOW, **more)


def test_open_case_of_an_ended_body_waits_for_its_heir(merger):
    case = CaseFactory(committee=merger.predecessor)
    CaseFactory(committee=merger.predecessor, closed=True)
    CaseFactory(committee=merger.successor)

    assert told(waiting(today=TODAY)) == [(case, "Rinkeby-Kista", ["Järva"], True)]


def test_nothing_waits_before_the_day_of_the_merger(merger):
    CaseFactory(committee=merger.predecessor)
    assert waiting(today=date(2023, 6, 30)) == []
    assert len(waiting(today=date(2023, 7, 1))) == 1


def test_heir_of_the_heir_takes_over(merger):
    rinkeby = OrganisationFactory(short_name="Rinkeby")
    SuccessionFactory(predecessor=rinkeby, successor=merger.predecessor, on=date(2007, 1, 1))
    case = CaseFactory(committee=rinkeby)

    assert told(waiting(today=TODAY)) == [(case, "Rinkeby", ["Järva"], True)]
    assert told(waiting(today=date(2010, 1, 1))) == [(case, "Rinkeby", ["Rinkeby-Kista"], True)]


def test_split_is_listed_and_must_be_stated_by_hand(split):
    case = CaseFactory(committee=split)
    assert told(waiting(today=TODAY)) == [
        (case, "Gamla nämnden", ["Socialnämnden", "Arbetsmarknadsnämnden"], False)
    ]
    assert waiting(today=date(2009, 12, 31)) == []

    with pytest.raises(ValidationError) as refused:
        take(case, OrganisationFactory(committee=True))
    assert refused.value.message_dict == {
        "to": ["Ange vem som tar över: Socialnämnden, Arbetsmarknadsnämnden."]
    }
    chosen = waiting(today=TODAY)[0].heirs.bodies[1]
    assert str(take(case, chosen).to_body) == "Arbetsmarknadsnämnden"
    assert waiting(today=TODAY) == []


def test_split_with_a_stated_heir_is_as_a_merger(split):
    stated = Succession.objects.filter(predecessor=split).last()
    Succession.objects.filter(pk=stated.pk).update(takes_over=True)
    case = CaseFactory(committee=split)

    assert told(waiting(today=TODAY)) == [(case, "Gamla nämnden", ["Arbetsmarknadsnämnden"], True)]


def test_case_passes_with_its_new_number_and_keeps_the_old_one_and_its_records_creator(merger):
    case = CaseFactory(committee=merger.predecessor)
    CaseNumberFactory(case=case, number="013-609/2021")
    line = take(case, merger.successor, number="2026/17")

    case.refresh_from_db()
    assert (case.committee, case.holder) == (merger.predecessor, merger.successor)
    assert (line.from_body, line.to_body, line.on, line.taken_at) == (
        merger.predecessor,
        merger.successor,
        TODAY,
        NOW,
    )
    assert sorted(case.numbers.values_list("number", "body")) == [
        ("013-609/2021", merger.predecessor.pk),
        ("2026/17", merger.successor.pk),
    ]
    assert list(Case.objects.with_number("013 609 2021")) == [case]
    assert waiting(today=TODAY) == []


def test_case_taken_over_without_a_number_waits_for_one(merger):
    case = CaseNumberFactory(case__committee=merger.predecessor).case
    assert list(Case.objects.waiting_for_number()) == []
    take(case, merger.successor)
    assert list(Case.objects.waiting_for_number()) == [case]


def test_portal_gives_the_number_where_the_successor_has_chosen_so(merger):
    RegistryFactory(body=merger.successor)
    case = CaseFactory(committee=merger.predecessor)
    take(case, merger.successor)
    assert [str(number) for number in case.numbers.all()] == ["2026/1"]


def test_open_reports_of_the_case_pass_with_it_and_the_others_stay(merger):
    case, old = CaseFactory(committee=merger.predecessor), merger.predecessor
    awaited = ExpectedReportFactory(case=case, organisation=old)
    returned = ExpectedReportFactory(case=case, organisation=old, returned=True)
    submitted = ExpectedReportFactory(case=case, organisation=old, submitted=True)
    accepted = ExpectedReportFactory(case=case, organisation=old, accepted=True)
    others = ExpectedReportFactory(case=case)
    assert told(waiting(today=TODAY)[1:]) == []

    before = others.organisation
    take(case, merger.successor)
    for row in (awaited, returned, submitted, accepted, others):
        row.refresh_from_db()
    assert [row.organisation for row in (awaited, returned, submitted, accepted, others)] == [
        merger.successor,
        merger.successor,
        old,
        old,
        before,
    ]
    assert awaited.due_on == date(2026, 5, 8)
    assert sorted(Takeover.objects.exclude(expected=None).values_list("expected", flat=True)) == sorted(
        [awaited.pk, returned.pk]
    )


def test_report_alone_is_taken_over_by_itself(merger):
    report = ExpectedReportFactory(organisation=merger.predecessor)
    ExpectedReportFactory(organisation=merger.predecessor, submitted=True)
    assert told(waiting(today=TODAY)) == [(report, "Rinkeby-Kista", ["Järva"], True)]

    take_over_report(expected=report, to=merger.successor, by=None, today=TODAY, now=NOW)
    report.refresh_from_db()
    assert (report.organisation, waiting(today=TODAY)) == (merger.successor, [])


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ({"closed": True}, "Ett avslutat ärende tas inte över. Det stannar hos sin arkivbildare."),
        ({}, "Järva har ingen efterträdare i dag. Det kan redan vara övertaget."),
    ],
)
def test_closed_case_and_one_taken_over_are_refused(merger, made, words):
    case = CaseFactory(committee=merger.predecessor, **made)
    if not made:
        take(case, merger.successor)
    with pytest.raises(ValidationError) as refused:
        take(case, merger.successor)
    assert refused.value.messages == [words]
    assert Takeover.objects.count() == (0 if made else 1)


def test_report_that_is_in_is_not_taken_over(merger):
    report = ExpectedReportFactory(organisation=merger.predecessor, submitted=True)
    with pytest.raises(ValidationError) as refused:
        take_over_report(expected=report, to=merger.successor, by=None, today=TODAY, now=NOW)
    assert refused.value.messages == ["Redovisningen är redan inlämnad och tas inte över."]


def test_refused_number_leaves_everything_as_it_was(merger):
    CaseNumberFactory(body=merger.successor, number="2026/17")
    case = CaseFactory(committee=merger.predecessor)
    with pytest.raises(ValidationError):
        take(case, merger.successor, number="2026-17")
    case.refresh_from_db()
    assert (case.holder, Takeover.objects.count()) == (merger.predecessor, 0)


# The page ------------------------------------------------------------------------------------------------


@pytest.fixture
def registrar(client):
    user = person(Role.REGISTRAR, username="registrator")
    client.force_login(user)
    return user


def text_of(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_number_of_questions_for_one_row_and_for_three(
    client, registrar, merger, split, rows, django_assert_num_queries
):
    for _row in range(rows):
        CaseNumberFactory(case__committee=merger.predecessor)
        CaseFactory(committee=split)
        ExpectedReportFactory(organisation=merger.predecessor)
    client.get(reverse("takeovers:list"))
    with django_assert_num_queries(12):
        client.get(reverse("takeovers:list"))


def test_empty_list_says_what_it_is_for(client, registrar):
    assert "Inget att ta över" in text_of(client.get(reverse("takeovers:list")))


def test_list_is_worked_off_with_a_button_per_row(client, registrar, merger):
    case = CaseFactory(committee=merger.predecessor, title="Mötesplatser")
    report = ExpectedReportFactory(organisation=merger.predecessor)
    page = reverse("takeovers:list")
    assert [str(line.thing) for line in client.get(page).context["cases"]] == ["Mötesplatser"]

    told = {"to": merger.successor.pk, "number": "2026/17"}
    first = client.post(reverse("takeovers:take", args=[case.pk]), told)
    second = client.post(reverse("takeovers:take_report", args=[report.pk]), {"to": merger.successor.pk})
    assert [(answer.status_code, answer.url) for answer in (first, second)] == [(302, page)] * 2
    line = Takeover.objects.get(case=case)
    assert (line.taken_by, line.to_body) == (registrar, merger.successor)

    answer = client.get(page)
    assert (answer.context["cases"], answer.context["reports"]) == ([], [])
    assert "Mötesplatser är övertaget av Järva." in text_of(answer)
    assert "Övertaget av Järva den" in text_of(client.get(case.get_absolute_url()))


def test_button_pressed_twice_has_one_effect(client, registrar, merger):
    case = CaseFactory(committee=merger.predecessor)
    path = reverse("takeovers:take", args=[case.pk])
    for _time in range(2):
        assert client.post(path, {"to": merger.successor.pk}).status_code == 302
    assert Takeover.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"to": ""}, "Ange vem som tar över."),
        ({"to": "x"}, "Välj en av dem som står i listan."),
        ({"to": "foreign"}, "Välj en av dem som står i listan."),
    ],
)
def test_after_a_split_the_heir_must_be_chosen_from_the_list(client, registrar, split, told, words):
    case = CaseFactory(committee=split)
    if told["to"] == "foreign":
        told = {"to": OrganisationFactory(committee=True).pk}
    answer = client.post(reverse("takeovers:take", args=[case.pk]), told | {"number": "1/2026"})
    assert (answer.status_code, answer.context["cases"][0].form.errors) == (200, {"to": [words]})
    assert 'value="1/2026"' in text_of(answer)
    assert "Ange vem som tar över" in text_of(answer)
    assert Takeover.objects.count() == 0


def test_auditor_reads_the_list_without_buttons(client, merger):
    CaseFactory(committee=merger.predecessor, title="Mötesplatser")
    client.force_login(person(Role.AUDITOR))
    shown = text_of(client.get(reverse("takeovers:list")))
    assert "Mötesplatser" in shown
    assert '<button class="btn btn-sm"' not in shown
