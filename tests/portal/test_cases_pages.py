"""The pages of cases: the list finds, the case shows what hangs on it, each form does one thing."""

from datetime import date

import pytest
from django.urls import reverse

from portal.cases.models import Case, CaseNumber
from portal.history.timeline import timeline
from portal.organisation.models import Role
from tests.factories.portal import (
    CaseFactory,
    CaseNumberFactory,
    CommentFactory,
    ExpectedReportFactory,
    OrganisationFactory,
    RegistryFactory,
    person,
)
from tests.factories.projects import ProgrammeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar(client):
    user = person(Role.REGISTRAR, username="registrator")
    client.force_login(user)
    return user


def text_of(answer):
    return " ".join(answer.content.decode().split())


def titles(answer):
    return [row.title for row in answer.context["listing"].rows]


@pytest.mark.parametrize("typed", ["SOTN 013-609/2001", "013 609 2001", "013-609"])
def test_list_finds_a_number_with_any_separator(client, registrar, typed):
    CaseNumberFactory(number="SOTN 013-609/2001", case__title="Rätt")
    CaseNumberFactory(number="999-1/2001", case__title="Fel")

    assert titles(client.get(reverse("cases:list"), {"text": typed})) == ["Rätt"]


def test_list_finds_words_of_the_title_without_their_rings(client, registrar):
    CaseFactory(title="Överenskommelse i innerstaden")
    CaseFactory(title="Något annat")

    assert titles(client.get(reverse("cases:list"), {"text": "overenskomm"})) == [
        "Överenskommelse i innerstaden"
    ]


@pytest.mark.parametrize(
    ("state", "found"), [("oppet", ["Öppet"]), ("vantar", ["Väntar"]), ("avslutat", ["Avslutat"]), ("x", 3)]
)
def test_list_is_filtered_by_how_a_case_stands(client, registrar, state, found):
    CaseNumberFactory(case__title="Öppet")
    CaseFactory(title="Väntar")
    CaseFactory(title="Avslutat", closed=True)

    got = titles(client.get(reverse("cases:list"), {"lage": state}))
    assert (len(got) if isinstance(found, int) else got) == found


def test_list_is_sorted_in_swedish(client, registrar):
    for title in ["Ö", "Z", "Å", "A", "Ä"]:
        CaseFactory(title=title)
    assert titles(client.get(reverse("cases:list"), {"sortera": "title"})) == ["A", "Z", "Å", "Ä", "Ö"]


def test_list_shows_a_district_its_own_and_what_it_inherited(client):
    mine = OrganisationFactory()
    CaseFactory(title="Mitt", committee=mine)
    CaseFactory(title="Övertaget", holder=mine)
    CaseFactory(title="Hemligt ärende")
    client.force_login(person(Role.PROJECT_MANAGER, mine))

    answer = client.get(reverse("cases:list"), {"sortera": "title"})
    assert titles(answer) == ["Mitt", "Övertaget"]
    assert "Hemligt" not in text_of(answer)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_number_of_questions_for_one_row_and_for_three(
    client, registrar, rows, django_assert_num_queries
):
    for number in range(rows):
        CaseNumberFactory(number=f"{number}/2026", case__title=f"Ärende {number}")
    client.get(reverse("cases:list"))
    with django_assert_num_queries(11):
        client.get(reverse("cases:list"))


@pytest.mark.parametrize("rows", [1, 3])
def test_case_asks_the_same_number_of_questions_for_one_of_each_and_for_three(
    client, registrar, rows, django_assert_num_queries
):
    case = CaseFactory()
    for _row in range(rows):
        CaseNumberFactory(case=case, body=OrganisationFactory(committee=True))
        ProgrammeFactory(case=case)
        ExpectedReportFactory(case=case)
        CommentFactory(about=case)
    client.get(case.get_absolute_url())
    with django_assert_num_queries(18):
        client.get(case.get_absolute_url())


def test_case_shows_all_that_hangs_on_it(client, registrar):
    number = CaseNumberFactory(number="SOTN 013-609/2001", case__title="Utvecklingsprojekt")
    case = number.case
    CaseNumberFactory(
        case=case, number="338-1002/2004", body=OrganisationFactory(short_name="Kommunstyrelsen")
    )
    ProgrammeFactory(case=case, name="Från bidrag till egen försörjning")
    ExpectedReportFactory(case=case, organisation=OrganisationFactory(short_name="Kista"))
    CommentFactory(about=case, text="Två nämnder har registrerat samma sak.")

    shown = text_of(client.get(case.get_absolute_url()))
    for words in [
        "<h1>Utvecklingsprojekt</h1>",
        "SOTN 013-609/2001",
        "338-1002/2004",
        "Kommunstyrelsen",
        "Från bidrag till egen försörjning",
        "Tertial 1 2026",
        "Kista",
        "Två nämnder har registrerat samma sak.",
    ]:
        assert words in shown


def test_case_keeps_internal_comments_of_others_to_themselves(client, registrar):
    case = CaseFactory()
    CommentFactory(about=case, audience="internal", text="Bara hos dem.")
    assert "Bara hos dem." not in text_of(client.get(case.get_absolute_url()))


def test_registrar_opens_a_case_with_its_number(client, registrar):
    committee = OrganisationFactory(committee=True)
    answer = client.post(
        reverse("cases:create"),
        {
            "title": "Överenskommelse",
            "kind": "agreement",
            "committee": committee.pk,
            "number": "2026/152",
            "opened_on": "2026-01-12",
            "holder": OrganisationFactory().pk,
            "closed_on": "2026-01-13",
        },
    )
    case = Case.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/arenden/{case.pk}/")
    assert (case.title, case.kind, case.committee, case.holder, case.opened_on, case.closed_on) == (
        "Överenskommelse",
        "agreement",
        committee,
        committee,
        date(2026, 1, 12),
        None,
    )
    assert [str(number) for number in case.numbers.all()] == ["2026/152"]
    assert timeline(case, reader=registrar)[0].who == "registrator"


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"title": ""}, "title", "Detta fält måste fyllas i."),
        ({"title": "Om 19121212-1212"}, "title", "Texten innehåller ett personnummer."),
        ({"number": "utan"}, "number", "Skriv diarienumret med siffror."),
        ({"number": "1-1/1\x00"}, "number", "Null-tecken är inte tillåtna."),
        ({"opened_on": "den trettonde"}, "opened_on", ""),
        ({"committee": "99999999999999999999"}, "committee", ""),
    ],
)
def test_wrong_input_is_told_at_its_field_and_nothing_is_kept(client, registrar, wrong, field, words):
    told = {
        "title": "Ärende",
        "kind": "other",
        "committee": OrganisationFactory(committee=True).pk,
        "number": "1/2026",
        "opened_on": "2026-01-12",
    }
    answer = client.post(reverse("cases:create"), told | wrong)
    errors = answer.context["form"].errors
    assert (answer.status_code, list(errors)) == (200, [field])
    assert words in errors[field][0]
    assert (Case.objects.count(), CaseNumber.objects.count()) == (0, 0)


def test_registrar_changes_a_case_and_an_earlier_change_is_not_overwritten(client, registrar):
    case = CaseFactory(title="Förr")
    path = reverse("cases:edit", args=[case.pk])
    form = client.get(path).context["form"]
    told = {"title": "Mitt", "kind": "other", "opened_on": "2026-01-12", "seen": form["seen"].value()}

    Case.objects.filter(pk=case.pk).update(title="En annans")
    refused = client.post(path, told)
    assert refused.status_code == 200
    assert "”Förr” ändrades till ”En annans”" in text_of(refused)
    case.refresh_from_db()
    assert case.title == "En annans"

    again = refused.context["form"].data["seen"]
    assert client.post(path, told | {"seen": again, "closed_on": "2026-02-01"}).status_code == 302
    case.refresh_from_db()
    assert (case.title, case.closed_on) == ("Mitt", date(2026, 2, 1))


def test_waiting_list_is_worked_off_row_by_row(client, registrar):
    city, portal = (
        CaseFactory(title="Ur diariet"),
        CaseFactory(title="Ur portalen", committee=RegistryFactory().body),
    )
    CaseNumberFactory(case__title="Har redan")
    waiting = reverse("cases:waiting")
    answer = client.get(waiting)
    assert sorted(titles(answer)) == ["Ur diariet", "Ur portalen"]
    assert "Ge nästa nummer" in text_of(answer)

    for case, number in [(city, "013-609/2001"), (portal, "")]:
        path = f"{reverse('cases:number_add', args=[case.pk])}?vidare=vantar"
        posted = client.post(path, {"body": case.holder_id, "number": number})
        assert (posted.status_code, posted.url) == (302, waiting)
    assert titles(client.get(waiting)) == []
    assert "Inget ärende väntar" in text_of(client.get(waiting))
    assert [str(city.numbers.get()), city.numbers.get().given_by_portal] == ["013-609/2001", False]
    assert portal.numbers.get().given_by_portal is True


def test_refused_number_comes_back_with_the_reason(client, registrar):
    case, other = CaseFactory(), CaseNumberFactory(number="013-609/2001")
    answer = client.post(
        reverse("cases:number_add", args=[case.pk]), {"body": other.body_id, "number": "013 609 2001"}
    )
    assert answer.context["form"].errors == {"number": ["Nämnden har redan ett ärende med det diarienumret."]}
    assert case.numbers.count() == 0


def test_number_is_put_right_with_a_reason_that_history_keeps(client, registrar):
    number = CaseNumberFactory(number="013-690/2001")
    path = reverse("cases:number_edit", args=[number.case_id, number.pk])
    assert client.post(path, {"number": "013-609/2001"}).context["form"].errors == {
        "why": ["Detta fält måste fyllas i."]
    }

    assert client.post(path, {"number": "013-609/2001", "why": "Omkastade siffror"}).status_code == 302
    told = timeline(number.case, reader=registrar, children=("numbers",))
    newest = next(entry for entry in told if entry.why)
    assert (newest.why, newest.door, newest.parts[0].changes[0].after) == (
        "Omkastade siffror",
        f"sidan {path}",
        "013-609/2001",
    )


def test_number_of_another_case_is_not_found(client, registrar):
    number = CaseNumberFactory()
    path = reverse("cases:number_edit", args=[CaseFactory().pk, number.pk])
    assert client.get(path).status_code == 404


def test_history_page_tells_who_did_what(client, registrar):
    case = CaseFactory(title="Ett ärende")
    client.post(reverse("cases:number_add", args=[case.pk]), {"body": case.holder_id, "number": "1-1/2026"})
    shown = text_of(client.get(reverse("cases:history", args=[case.pk])))
    assert "<strong>registrator</strong> registrerade diarienummer" in shown
    assert "<ins>1-1/2026</ins>" in shown
    assert f"Genom sidan /arenden/{case.pk}/diarienummer/" in shown


@pytest.mark.parametrize("address", ["cases:list", "cases:waiting"])
def test_list_goes_out_as_a_file_without_its_buttons(client, registrar, address):
    CaseFactory(title="Ett ärende", opened_on=date(2026, 1, 12))
    answer = client.get(reverse(address), {"format": "csv"})
    body = b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode("utf-8-sig")
    assert "Ett ärende" in body
    assert "<" not in body


def test_list_is_kept_as_a_view_and_found_over_the_list(client, registrar):
    CaseFactory(title="Ett")
    path = reverse("cases:list")
    assert client.get(path).context["save_view_url"] == ""
    link = client.get(path, {"lage": "vantar"}).context["save_view_url"]
    assert link == "/sparat/vyer/ny/?sida=%2Farenden%2F&urval=lage%3Dvantar"
    client.post(link, {"name": "Mina som väntar", "path": path, "query": "lage=vantar"})
    assert 'href="/arenden/?lage=vantar"' in text_of(client.get(path))


@pytest.mark.parametrize(
    "query",
    [
        "text=%00",
        "text=" + "x" * 500,
        "namnd=99999999999999999999&slag=x&lage=x",
        "sortera=finns-inte&efter=abc&fore=%00",
        "text=%ED%A0%80",
        "text=1%25_%27%22",
    ],
)
@pytest.mark.parametrize("address", ["cases:list", "cases:waiting"])
def test_odd_addresses_never_break_a_list(client, registrar, address, query):
    CaseFactory()
    assert client.get(f"{reverse(address)}?{query}").status_code == 200


@pytest.mark.parametrize("odd", ["\x00", "x" * 5000, "<script>alert(1)</script>", "=1+1", "\u202e"])
def test_odd_text_in_a_case_is_stored_harmlessly_or_refused(client, registrar, odd):
    told = {
        "title": odd,
        "kind": "other",
        "committee": OrganisationFactory(committee=True).pk,
        "number": "",
        "opened_on": "2026-01-12",
    }
    answer = client.post(reverse("cases:create"), told, follow=True)
    assert answer.status_code == 200
    assert "<script>alert(1)" not in answer.content.decode()
