"""The phone form: an activity is registered in few taps, refused in words, kept once however often sent."""

from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.urls import reverse

from outreach.domain.codelists import add_codes
from outreach.models import Activity, ActivityPartner, Cooperation, Observation
from portal.history.context import acting
from portal.organisation.models import Role
from portal.saved.models import SavedDraft
from tests.factories.outreach import form as work_form
from tests.factories.outreach import make_activity
from tests.factories.portal import NeighbourhoodFactory, OrganisationFactory, person
from tests.house.forms import forms_on
from tests.house.hostile import TEXTS, encoded, runs_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
KEY = "a-abcdefghjk"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-24T09:00:00+01:00", tick=False):
        yield


@pytest.fixture
def officer(db):
    with acting(by=None, door="test"):
        add_codes()
    return person(Role.OUTREACH_OFFICER)


@pytest.fixture
def district(officer):
    return officer.assignments.get().organisation


@pytest.fixture
def phone(client, officer):
    client.force_login(officer)
    return client


def said(district, **more):
    told = {
        "key": KEY,
        "organisation": str(district.pk),
        "form": "dialogtorg",
        "day": "2026-11-24",
        "groups": ["ebo", "ovriga"],
        "languages": ["sv", "so"],
        "counting": "counted",
        "women": "14",
        "men": "6",
        "children": "9",
    }
    return {name: value for name, value in (told | more).items() if value is not None}


def errors(answer):
    return {name: [str(each) for each in found] for name, found in answer.context["form"].errors.items()}


def test_what_is_sent_is_registered_and_shown(phone, district, officer):
    answer = phone.post(reverse("outreach:activity_create"), said(district), follow=True)

    one = Activity.objects.get()
    assert (one.key, one.organisation, one.form.code, one.day) == (KEY, district, "dialogtorg", TODAY)
    assert (one.groups, one.languages) == (["ebo", "ovriga"], ["sv", "so"])
    assert (one.women, one.men, one.unknown, one.children) == (14, 6, None, 9)
    assert (one.state, one.registered_by, one.submitted_by) == ("reported", officer, officer)
    assert answer.redirect_chain == [(reverse("outreach:activity_detail", args=[one.pk]), 302)]
    assert "Aktiviteten är sparad." in answer.content.decode()


def test_the_same_form_sent_twice_is_one_activity(phone, district):
    for _ in range(2):
        answer = phone.post(reverse("outreach:activity_create"), said(district))
        assert answer.status_code == 302
    assert Activity.objects.count() == 1


def test_a_key_that_somebody_else_has_is_refused(phone, district):
    make_activity(district, key=KEY)
    answer = phone.post(reverse("outreach:activity_create"), said(district))
    assert (answer.status_code, Activity.objects.count()) == (200, 1)


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"women": "-1"}, {"women"}),
        ({"women": "1000000"}, {"women"}),
        ({"women": "10000000000"}, {"women"}),
        ({"women": "många"}, {"women"}),
        ({"day": "2026-11-25"}, {"day"}),
        ({"groups": None}, {"groups"}),
        ({"groups": ["finns-inte"]}, {"groups"}),
        ({"form": None}, {"form"}),
        ({"form": "informationsbrev"}, {"recipients"}),
        ({"form": "webb"}, {"__all__"}),
        ({"recipients": "400", "women": None, "men": None, "children": None}, {"recipients"}),
        ({"counting": "range", "lowest": "10", "highest": "20"}, {"counting"}),
        ({"counting": "range", "lowest": "20", "highest": "10", "women": None, "men": None}, {"highest"}),
        ({"counting": "range", "lowest": "20", "women": None, "men": None}, {"highest"}),
        ({"lowest": "10", "highest": "20"}, {"counting"}),
        ({"starts_at": "25.00"}, {"starts_at"}),
        ({"starts_at": "14.00", "ends_at": "13.00"}, {"__all__"}),
        ({"key": "x"}, {"key"}),
        ({"organisation": "0"}, {"organisation"}),
        *(
            ({name: "Ring 070-123 45 67."}, {name})
            for name in ("place", "remark", "challenge", "good_example")
        ),
        ({"remark": "Skriv till namn@exempel.se"}, {"remark"}),
        *(
            ({"remark": f"Hon heter {number}."}, {"remark"})
            for number in (
                "19121212-1212",
                "121212-1212",
                "1912 12 12 12 12",
                "121212+1212",
                "１２１２１２-１２１２",
            )
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(phone, district, changed, refused):
    answer = phone.post(reverse("outreach:activity_create"), said(district, **changed))

    assert set(errors(answer)) == refused
    assert not Activity.objects.exists()
    assert not Observation.objects.exists()


def test_a_letter_has_recipients_and_a_web_page_neither(phone, district):
    letter = {"form": "informationsbrev", "recipients": "400", "women": None, "men": None, "children": None}
    phone.post(reverse("outreach:activity_create"), said(district, **letter))
    page = {"form": "webb", "key": "a-bbbbbbbbbb", "women": None, "men": None, "children": None}
    phone.post(reverse("outreach:activity_create"), said(district, **page))

    found = Activity.objects.order_by("form__position").values_list("form__code", "recipients", "state")
    assert list(found) == [("informationsbrev", 400, "reported"), ("webb", None, "reported")]


def test_a_day_ahead_is_planned(phone, district):
    told = said(district, day="2026-12-01", women=None, men=None, children=None)
    answer = phone.post(reverse("outreach:activity_create"), told, follow=True)
    assert Activity.objects.get().state == "planned"
    assert "Aktiviteten är planerad." in answer.content.decode()


def test_a_range_is_told_by_its_ends(phone, district):
    told = said(district, counting="range", lowest="10", highest="20", women=None, men=None)
    phone.post(reverse("outreach:activity_create"), told)
    one = Activity.objects.get()
    assert (one.lowest, one.highest, one.women, one.children) == (10, 20, None, 9)


@pytest.mark.parametrize(
    ("typed", "step", "shown"),
    [
        ("14", "women+1", "15"),
        ("14", "women-1", "13"),
        ("", "women+1", "1"),
        ("0", "women-1", ""),
        ("", "women-1", ""),
        ("många", "women+1", "många"),
        ("10000", "women+1", "10000"),
        ("14", "key+1", "14"),
        ("14", "+1", "14"),
        ("14", "women+9", "14"),
    ],
)
def test_a_step_without_script_gives_the_form_back_changed_and_stores_nothing(
    phone, district, typed, step, shown
):
    told = said(district, women=typed, remark="Står kvar", steg=step)
    answer = phone.post(reverse("outreach:activity_create"), told)

    form = answer.context["form"]
    assert (form["women"].value(), form["remark"].value(), form["groups"].value()) == (
        shown,
        "Står kvar",
        ["ebo", "ovriga"],
    )
    assert not form.errors
    assert not Activity.objects.exists()


def test_the_usual_is_filled_in_and_no_heads(phone, district, officer):
    area = NeighbourhoodFactory(district=district)
    make_activity(
        district,
        registered_by=officer,
        form=work_form("dialogtorg"),
        place="Biblioteket",
        neighbourhood=area,
        languages=["so"],
        women=5,
        remark="Bara då",
    )
    shown = phone.get(reverse("outreach:activity_create")).context["form"]

    values = {name: shown[name].value() for name in ("form", "place", "neighbourhood", "languages", "day")}
    assert values == {
        "form": "dialogtorg",
        "place": "Biblioteket",
        "neighbourhood": str(area.pk),
        "languages": ["so"],
        "day": "2026-11-24",
    }
    assert (shown["women"].value(), shown["remark"].value(), shown["groups"].value()) == (None, None, None)


def test_another_persons_usual_is_not_mine(phone, district):
    make_activity(district, registered_by=person(Role.OUTREACH_OFFICER), place="Biblioteket")
    assert phone.get(reverse("outreach:activity_create")).context["form"]["place"].value() is None


def test_alike_the_last_but_the_day_heads_and_words(phone, district, officer):
    like = make_activity(
        district, registered_by=officer, topics=["bostad"], childcare=True, women=5, remark="Bara då"
    )
    page = phone.get(reverse("outreach:activity_create"), {"som": like.pk})

    form = page.context["form"]
    names = ("groups", "topics", "childcare", "day", "women", "remark")
    assert [form[name].value() for name in names] == [["ebo"], ["bostad"], "ja", "2026-11-24", None, None]
    assert f"?som={like.pk}" in page.content.decode()


@pytest.mark.parametrize("som", ["x", "0", "9" * 30, "²", "-1", "\x00"])
def test_alike_nothing_is_an_empty_form(phone, som):
    assert phone.get(reverse("outreach:activity_create"), {"som": som}).status_code == 200


def test_alike_a_foreign_planned_one_tells_nothing(phone):
    foreign = make_activity(state="planned", day=TODAY + timedelta(days=9), place="Hemlig plats")
    page = phone.get(reverse("outreach:activity_create"), {"som": foreign.pk})
    assert "Hemlig plats" not in page.content.decode()


def test_the_address_fills_boxes_in(phone):
    asked = {
        "form": "dialogtorg",
        "malgrupp": ["ebo", "kvot"],
        "sprak": "so",
        "amne": "bostad",
        "dag": "2026-12-01",
    }
    form = phone.get(reverse("outreach:activity_create"), asked).context["form"]
    names = ("form", "groups", "languages", "topics", "day")
    assert [form[name].value() for name in names] == [
        "dialogtorg",
        ["ebo", "kvot"],
        ["so"],
        ["bostad"],
        "2026-12-01",
    ]


def test_what_was_learnt_hangs_on_the_activity_and_is_shared(phone, district):
    told = said(district, challenge="Få hittade hit.", good_example="Barnpassning gav fler kvinnor.")
    phone.post(reverse("outreach:activity_create"), told)
    one = Activity.objects.get()
    found = Observation.objects.order_by("pk").values_list("kind", "text", "activity", "submitted_at")
    assert list(found) == [
        ("challenge", "Få hittade hit.", one.pk, one.submitted_at),
        ("good_example", "Barnpassning gav fler kvinnor.", one.pk, one.submitted_at),
    ]


def test_partners_are_those_the_district_works_with(phone, district):
    friend, stranger = OrganisationFactory(association=True), OrganisationFactory(association=True)
    Cooperation.objects.create(organisation=district, partner=friend)
    phone.post(reverse("outreach:activity_create"), said(district, partners=[str(friend.pk)]))
    assert list(ActivityPartner.objects.values_list("partner", flat=True)) == [friend.pk]

    answer = phone.post(
        reverse("outreach:activity_create"), said(district, key="a-cccccccccc", partners=[str(stranger.pk)])
    )
    assert set(errors(answer)) == {"partners"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Många frågor om bostad den 24 november kl. 14.00", 200),
        ("Hon heter 19121212-1212", 422),
        ("Ring 070-123 45 67", 422),
        ("Skriv till namn@exempel.se", 422),
    ],
)
def test_what_points_out_a_person_is_not_even_kept_as_a_draft(phone, text, status):
    page = reverse("outreach:activity_create")
    answer = phone.post(reverse("saved:draft_keep"), {"sida": page, "remark": text, "day": "2026-11-24"})
    assert (answer.status_code, SavedDraft.objects.exists()) == (status, status == 200)


@pytest.mark.parametrize("text", ["Ring 070-174 06 05", "anna.andersson@exempel.se", "19121212-1212"])
@pytest.mark.parametrize("page", ["observation_create", "material_create", "mapping_create"])
def test_nor_does_any_other_form_of_outreach_keep_it(phone, page, text):
    told = {"sida": reverse(f"outreach:{page}"), "text": text}
    assert phone.post(reverse("saved:draft_keep"), told).status_code == 422
    assert not SavedDraft.objects.exists()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Växeln 08-508 00 000", 200),
        ("kontakt@forening.example", 200),
        ("Ring 070-174 06 05", 422),
        ("anna.andersson@exempel.se", 422),
        ("19121212-1212", 422),
    ],
)
def test_a_cooperation_keeps_the_way_to_a_function_as_a_draft(phone, text, status):
    told = {"sida": reverse("outreach:cooperation_create"), "contact": text}
    assert phone.post(reverse("saved:draft_keep"), told).status_code == status


def test_other_forms_may_hold_a_telephone_number_still(phone):
    answer = phone.post(
        reverse("saved:draft_keep"), {"sida": "/sparat/vyer/ny/", "name": "Ring 070-123 45 67"}
    )
    assert answer.status_code == 200


def test_a_draft_comes_back_and_goes_when_it_is_sent(phone, district):
    page = reverse("outreach:activity_create")
    phone.post(reverse("saved:draft_keep"), {"sida": page, "remark": "Halva"})
    assert phone.get(page).context["form"]["remark"].value() == "Halva"
    phone.post(page, said(district))
    assert not SavedDraft.objects.exists()


def test_a_foreign_district_cannot_be_chosen(phone, district):
    foreign = OrganisationFactory()
    answer = phone.post(reverse("outreach:activity_create"), said(district, organisation=str(foreign.pk)))
    assert set(errors(answer)) == {"organisation"}


def test_the_form_asks_as_often_at_much_as_at_little(phone, district, officer, django_assert_num_queries):
    page = reverse("outreach:activity_create")
    make_activity(district, registered_by=officer)
    phone.get(page)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        phone.get(page)
    for _ in range(9):
        make_activity(district, registered_by=officer, languages=["so", "ti"])
        NeighbourhoodFactory(district=district)
        Cooperation.objects.create(organisation=district, partner=OrganisationFactory(association=True))
    with django_assert_num_queries(len(few)):
        phone.get(page)


@pytest.mark.parametrize("what", TEXTS)
def test_no_text_breaks_the_form_or_comes_alive(client, officer, district, what):
    client.raise_request_exception = False
    client.force_login(officer)
    page, wrong = reverse("outreach:activity_create"), []
    html = client.get(page).content.decode()
    (form,) = (each for each in forms_on(page, html) if each.method == "post" and each.action == page)
    for box in [*form.texts, *form.choices, "steg"]:
        told = {
            name: value if isinstance(value, list) else [value] for name, value in said(district).items()
        } | {box: [TEXTS[what]]}
        typed = [(name, encoded(value)) for name, values in told.items() for value in values]
        answer = client.post(
            page, urlencode(typed), content_type="application/x-www-form-urlencoded", follow=True
        )
        if answer.status_code >= 500 or runs_in(answer.content.decode()):
            wrong.append((box, answer.status_code))
    assert wrong == []
