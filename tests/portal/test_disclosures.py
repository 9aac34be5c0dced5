"""Lämna ut: asked in words, tried by a registrar, open for some days to the asker alone, openings logged."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, transaction
from django.test import RequestFactory
from django.urls import reverse

from portal.disclosures import access, trying
from portal.disclosures.models import Disclosure, DisclosureOpening
from portal.disclosures.opening import opens_unmasked
from portal.disclosures.places import place_of, read_place
from portal.home.asking import waiting_for
from portal.organisation.models import Role, User
from tests.factories.portal import CaseFactory, CaseNumberFactory, person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = date(2026, 11, 22)
PAGE = "/sammanstallningar/aktiviteter-per-form/"


@pytest.fixture
def asker():
    return person(Role.COORDINATOR)


@pytest.fixture
def registrar():
    return person(Role.REGISTRAR)


def asked(by, address=PAGE, purpose="Till nämndens svar."):
    return trying.ask(address=address, title="Aktiviteter per form", purpose=purpose, by=by, now=NOW)


def opened(by, address):
    request = RequestFactory().get(address)
    request.user = by
    return opens_unmasked(request)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (PAGE, PAGE),
        (f"{PAGE}?program=2026&indelning=nu", f"{PAGE}?indelning=nu&program=2026"),
        (f"{PAGE}?variant=intern&format=csv&sortera=-women&program=2026", f"{PAGE}?program=2026"),
        (f"  {PAGE}#tabell", PAGE),
        (f"{PAGE}?form=&stadsdel=1", f"{PAGE}?stadsdel=1"),
        (f"{PAGE}?stadsdel=1&stadsdel=", f"{PAGE}?stadsdel=1&stadsdel="),
        (f"{PAGE}?stadsdel=2&form=a&stadsdel=1", f"{PAGE}?form=a&stadsdel=2&stadsdel=1"),
    ],
)
def test_a_page_is_kept_with_the_choices_made_on_it(typed, kept):
    assert read_place(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "aktiviteter",
        "//exempel.invalid/",
        "https://exempel.invalid/sammanstallningar/",
        "/finns-inte/",
        "/admin/",
        "/utlamnande/",
        "/\\exempel.invalid",
        "javascript:alert(1)",
        "http://[",
        f"{PAGE}?text={'x' * 600}",
        f"{PAGE}?text=19121212-1212",
        f"{PAGE}?text=anna.andersson%40exempel.se",
    ],
)
def test_what_is_no_page_with_figures_is_refused(typed):
    with pytest.raises(ValidationError):
        read_place(typed)


def test_the_address_of_a_request_is_the_one_that_is_kept():
    request = RequestFactory().get(PAGE, {"program": "2026", "format": "xlsx", "indelning": "nu"})
    assert place_of(request) == read_place(f"{PAGE}?indelning=nu&program=2026&variant=intern")


@pytest.mark.parametrize(
    "more", ["&stadsdel=", "&stadsdel=%00", "&stadsdel=2", "&stadsdel=1", "&form=a", ";stadsdel="]
)
def test_what_was_given_of_one_district_opens_no_other(asker, registrar, more):
    """The last of two choices with one name is the one a page goes by, and a blank one is all."""
    with time_machine.travel(NOW, tick=False):
        trying.grant(disclosure=asked(asker, f"{PAGE}?stadsdel=1"), days=3, by=registrar, now=NOW)
        assert opened(asker, f"{PAGE}?stadsdel=1&variant=intern") is True
        assert opened(asker, f"{PAGE}?form=&stadsdel=1&variant=intern") is True
        assert opened(asker, f"{PAGE}?stadsdel=1{more}&variant=intern") is False


def test_the_same_page_is_asked_for_once_until_it_is_tried(asker, registrar):
    first = asked(asker)
    with pytest.raises(ValidationError, match="redan begärt"):
        asked(asker, address=f"{PAGE}?format=csv")
    trying.refuse(disclosure=first, by=registrar, now=NOW, reason="För få.", provision="26 kap. 1 § OSL")
    assert asked(asker).state == "asked"


@pytest.mark.parametrize("purpose", ["", "  ", "Fråga 19121212-1212", "Ring 070-174 06 05"])
def test_a_purpose_that_says_nothing_or_names_somebody_is_refused(asker, purpose):
    with pytest.raises(ValidationError) as refused:
        asked(asker, purpose=purpose)
    assert list(refused.value.message_dict) == ["purpose"]
    assert not Disclosure.objects.exists()


def test_what_is_granted_is_open_to_the_asker_for_its_days_and_every_opening_is_logged(asker, registrar):
    with time_machine.travel(NOW, tick=False):
        given = trying.grant(disclosure=asked(asker), days=3, by=registrar, now=NOW)
        assert given.last_day == date(2026, 11, 24)
        assert opened(asker, f"{PAGE}?variant=intern") is True
        assert opened(asker, f"{PAGE}?variant=intern&format=csv") is True
        assert opened(asker, f"{PAGE}?sortera=women&variant=intern") is True
    assert list(DisclosureOpening.objects.order_by("pk").values_list("form", flat=True)) == [
        "page",
        "csv",
        "page",
    ]
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        assert opened(asker, f"{PAGE}?variant=intern") is True
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        assert opened(asker, f"{PAGE}?variant=intern") is False
    assert DisclosureOpening.objects.count() == 4


@pytest.mark.parametrize(
    "address",
    [
        PAGE,
        f"{PAGE}?variant=publik",
        f"{PAGE}?program=2026&variant=intern",
        "/sammanstallningar/aktiviteter-per-sprak/?variant=intern",
    ],
)
def test_nothing_but_the_page_that_was_given_opens(asker, registrar, address):
    with time_machine.travel(NOW, tick=False):
        trying.grant(disclosure=asked(asker), days=3, by=registrar, now=NOW)
        assert opened(asker, address) is False
    assert not DisclosureOpening.objects.exists()


def test_nobody_else_opens_it_nor_the_asker_without_a_role(asker, registrar):
    with time_machine.travel(NOW, tick=False):
        trying.grant(disclosure=asked(asker), days=3, by=registrar, now=NOW)
        assert opened(person(Role.COORDINATOR), f"{PAGE}?variant=intern") is False
        assert opened(registrar, f"{PAGE}?variant=intern") is False
        asker.assignments.update(valid_to=TODAY - timedelta(days=1))
        left = User.objects.get(pk=asker.pk)
        assert opened(left, f"{PAGE}?variant=intern") is False
        assert not Disclosure.objects.for_user(left).exists()


def test_what_waits_or_is_refused_opens_nothing(asker, registrar):
    with time_machine.travel(NOW, tick=False):
        waiting = asked(asker)
        assert opened(asker, f"{PAGE}?variant=intern") is False
        trying.refuse(
            disclosure=waiting, by=registrar, now=NOW, reason="För få.", provision="26 kap. 1 § OSL"
        )
        assert opened(asker, f"{PAGE}?variant=intern") is False


@pytest.mark.parametrize("missing", ["reason", "provision"])
def test_a_refusal_says_why_and_by_which_provision(asker, registrar, missing):
    said = {"reason": "För få.", "provision": "26 kap. 1 § OSL"} | {missing: " "}
    with pytest.raises(ValidationError) as refused:
        trying.refuse(disclosure=asked(asker), by=registrar, now=NOW, **said)
    assert list(refused.value.message_dict) == [missing]


@pytest.mark.parametrize("days", [0, -1, 91, 100000])
def test_days_are_between_one_and_ninety(asker, registrar, days):
    with pytest.raises(ValidationError):
        trying.grant(disclosure=asked(asker), days=days, by=registrar, now=NOW)
    assert Disclosure.objects.get().state == "asked"


def test_a_request_is_tried_once(asker, registrar):
    waiting = asked(asker)
    trying.grant(disclosure=waiting, days=1, by=registrar, now=NOW)
    for act in (
        lambda: trying.grant(disclosure=waiting, days=9, by=registrar, now=NOW),
        lambda: trying.refuse(disclosure=waiting, by=registrar, now=NOW, reason="x", provision="y"),
        lambda: trying.withdraw(disclosure=waiting),
    ):
        with pytest.raises(ValidationError, match="redan prövad"):
            act()


def test_nobody_tries_the_own_request(registrar):
    own = asked(registrar)
    assert access.may_try(registrar, own) is False
    with pytest.raises(ValidationError, match="kan inte pröva"):
        trying.grant(disclosure=own, days=1, by=registrar, now=NOW)
    with pytest.raises(IntegrityError, match="disclosure_tried_by_another"), transaction.atomic():
        Disclosure.objects.filter(pk=own.pk).update(
            state="granted", decided_by=registrar, decided_at=NOW, last_day=TODAY
        )


def test_the_log_is_neither_changed_nor_taken_away(asker, registrar):
    with time_machine.travel(NOW, tick=False):
        trying.grant(disclosure=asked(asker), days=3, by=registrar, now=NOW)
        opened(asker, f"{PAGE}?variant=intern")
    for act in (
        lambda: DisclosureOpening.objects.update(form="csv"),
        lambda: DisclosureOpening.objects.all().delete(),
    ):
        with pytest.raises(InternalError), transaction.atomic():
            act()
    assert DisclosureOpening.objects.get().form == "page"


@pytest.mark.parametrize(
    ("role", "asks", "lists", "tries"),
    [
        (Role.COORDINATOR, True, True, False),
        (Role.OUTREACH_OFFICER, True, True, False),
        (Role.DISTRICT_DIRECTOR, True, True, False),
        (Role.REGISTRAR, True, True, True),
        (Role.DATA_PROTECTION_OFFICER, True, True, False),
        (Role.AUDITOR, False, True, False),
        (Role.ADMINISTRATOR, False, False, False),
    ],
)
def test_who_asks_lists_and_tries(asker, role, asks, lists, tries):
    somebody, waiting = person(role), asked(asker)
    assert (access.may_ask(somebody), access.may_list(somebody), access.may_try(somebody, waiting)) == (
        asks,
        lists,
        tries,
    )


@pytest.mark.parametrize(("role", "seen"), [(Role.REGISTRAR, 2), (Role.AUDITOR, 2), (Role.COORDINATOR, 0)])
def test_the_registrar_and_the_auditor_see_every_request_others_their_own(asker, role, seen):
    asked(asker)
    asked(asker, address="/sammanstallningar/")
    assert Disclosure.objects.for_user(person(role)).count() == seen
    assert Disclosure.objects.for_user(asker).count() == 2


def test_registrars_get_a_line_to_do_and_not_of_their_own(asker, registrar):
    asked(registrar)
    assert waiting_for(registrar, TODAY) == []
    asked(asker)
    (item,) = waiting_for(registrar, TODAY)
    assert (item.title, item.url) == ("1 begäran om att lämna ut", "/utlamnande/?sortera=state")
    assert waiting_for(asker, TODAY) == []


def test_the_whole_way_through_the_pages(client, asker, registrar):
    client.force_login(asker)
    form = client.get("/utlamnande/ny/", {"sida": f"{PAGE}?indelning=nu", "tabell": "Aktiviteter"})
    assert form.context["form"].initial == {"address": f"{PAGE}?indelning=nu", "title": "Aktiviteter"}
    sent = {"address": f"{PAGE}?indelning=nu", "title": "Aktiviteter", "purpose": "Till svaret."}
    answer = client.post("/utlamnande/ny/", sent)
    request = Disclosure.objects.get()
    assert answer.url == reverse("disclosures:detail", args=[request.pk])
    assert client.get(f"/utlamnande/{request.pk}/prova/").status_code == 403
    case = CaseFactory(committee=registrar.assignments.get().organisation)
    CaseNumberFactory(case=case, number="013-11/2026")
    client.force_login(registrar)
    decided = {
        "outcome": "lamnas-ut",
        "days": "5",
        "number": "013 11/2026",
        "reason": "Räknat i hela staden.",
    }
    assert client.post(f"/utlamnande/{request.pk}/prova/", decided).status_code == 302
    request.refresh_from_db()
    assert (request.state, request.decided_by, request.case) == ("granted", registrar, case)
    assert client.get(f"/utlamnande/{request.pk}/prova/").status_code == 403
    client.force_login(asker)
    page = client.get(f"/utlamnande/{request.pk}/").content.decode()
    assert f"{PAGE}?indelning=nu&amp;variant=intern" in page
    assert client.get(f"/utlamnande/{request.pk}/historik/").status_code == 200
    assert [
        each.pk
        for each, _state in client.get(f"/utlamnande/ny/?sida={PAGE}%3Findelning%3Dnu").context["earlier"]
    ] == [request.pk]


def test_a_refusal_without_a_reason_says_so_at_the_field(client, asker, registrar):
    request = asked(asker)
    client.force_login(registrar)
    page = client.post(
        f"/utlamnande/{request.pk}/prova/", {"outcome": "lamnas-inte-ut", "provision": "26 kap."}
    )
    assert page.context["form"].errors == {"reason": ["Ett avslag ska ha skäl och lagrum."]}


def test_a_case_number_that_leads_nowhere_is_refused(client, asker, registrar):
    request = asked(asker)
    client.force_login(registrar)
    said = {"outcome": "lamnas-ut", "days": "5", "number": "99-99/2099"}
    page = client.post(f"/utlamnande/{request.pk}/prova/", said)
    assert list(page.context["form"].errors) == ["number"]


def test_another_persons_request_is_not_there(client, asker):
    request = asked(asker)
    client.force_login(person(Role.COORDINATOR))
    for name in ("detail", "try", "history", "withdraw"):
        assert client.get(reverse(f"disclosures:{name}", args=[request.pk])).status_code == 404


def test_the_asker_takes_back_what_is_not_tried(client, asker, registrar):
    request = asked(asker)
    client.force_login(registrar)
    assert client.post(f"/utlamnande/{request.pk}/ta-tillbaka/").status_code == 403
    client.force_login(asker)
    client.post(f"/utlamnande/{request.pk}/ta-tillbaka/")
    request.refresh_from_db()
    assert request.state == "withdrawn"


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    client, asker, registrar, django_assert_max_num_queries, django_assert_num_queries
):
    client.force_login(registrar)
    asked(asker)
    with django_assert_max_num_queries(20) as few:
        client.get("/utlamnande/")
    for number in range(20):
        asked(person(Role.COORDINATOR), address=f"{PAGE}?program={number}")
    with django_assert_num_queries(len(few)):
        client.get("/utlamnande/")
