"""The draft form: who takes the rest, what is kept of a form that was left, and bad input in words."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from funding.domain.drafting import draft_amendment, draft_first
from funding.models import Agreement, Terms
from funding.views.saying import told_rows
from portal.content.personal import find_personal_numbers
from portal.organisation.models import Role
from portal.saved.models import SavedDraft
from tests.factories.funding import content, cost_type, make_agreement, party, signed_terms
from tests.factories.portal import OrganisationFactory, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return OrganisationFactory(committee=True)


@pytest.fixture
def officer(client, owner):
    user = person(Role.AGREEMENT_OFFICER, organisation=owner)
    client.force_login(user)
    return user


@pytest.fixture
def draft(owner):
    agreement = make_agreement()
    Agreement.objects.filter(pk=agreement.pk).update(owner=owner)
    kungsholmen = party(agreement, "Kungsholmen")
    return draft_first(agreement=agreement, content=content(agreement, residual=kungsholmen))


def edit(terms: Terms) -> str:
    return reverse("funding:draft_edit", args=[terms.agreement_id])


def boxes_of(page) -> dict[str, str]:
    """What a browser would send for the page as it stands."""
    found = {}
    for bound in page.context["form"]:
        value = bound.value()
        found[bound.html_name] = "" if value is None else value
    for kind, rows in page.context["rows"].sets.items():
        found |= {f"{kind}-TOTAL_FORMS": str(len(rows)), f"{kind}-INITIAL_FORMS": "0"}
        for bound in (bound for row in rows for bound in row):
            value = bound.field.prepare_value(bound.value())
            if value not in (None, "", False):
                found[bound.html_name] = "on" if value is True else value
    return found


def errors(answer) -> list[str]:
    whole = answer.context["whole"]
    of_boxes = [str(error) for bound in whole for error in bound.errors]
    return [str(error) for error in whole.non_field_errors()] + of_boxes


def keep(client, terms: Terms, boxes: dict[str, str]) -> None:
    """What autosave.js sends."""
    assert client.post(reverse("saved:draft_keep"), boxes | {"sida": edit(terms)}).status_code == 200


def test_who_takes_the_rest_is_kept_when_the_form_is_saved(client, officer, draft):
    page = client.get(edit(draft))
    kungsholmen = draft.residual
    assert page.context["form"]["residual"].value() == str(kungsholmen.organisation_id)
    assert client.post(edit(draft), boxes_of(page)).status_code == 302
    draft.refresh_from_db()
    assert draft.residual == kungsholmen
    client.post(edit(draft), boxes_of(client.get(edit(draft))) | {"residual": ""})
    draft.refresh_from_db()
    assert draft.residual is None


def test_only_a_party_takes_the_rest(client, officer, draft):
    stranger = OrganisationFactory(short_name="Farsta")
    refused = client.post(edit(draft), boxes_of(client.get(edit(draft))) | {"residual": stranger.pk})
    assert errors(refused) == ["Den som ska ta resten måste vara en av parterna."]


def test_the_host_is_not_changed_by_an_amendment(client, officer, owner):
    first = signed_terms()
    Agreement.objects.filter(pk=first.agreement_id).update(owner=owner)
    second = draft_amendment(agreement=first.agreement, begins=date(2019, 5, 1), change="Ny värd.")
    boxes = boxes_of(client.get(edit(second)))
    assert boxes.pop("parter-1-is_host") == "on"
    assert errors(client.post(edit(second), boxes)) == ["Ange vilken av parterna som är värd."]
    assert errors(client.post(edit(second), boxes | {"parter-0-is_host": "on"})) == [
        "Vem som är värd ändras inte i ett tillägg. Avsluta överenskommelsen i förtid och skriv en ny."
    ]


def test_what_was_typed_and_not_saved_stands_there_again(client, officer, draft):
    boxes = boxes_of(client.get(edit(draft)))
    keep(client, draft, boxes | {"subject": "Halvskrivet", "parter-0-percent": "24"})
    page = client.get(edit(draft))
    assert page.context["was_kept"] is True
    assert page.context["form"]["subject"].value() == "Halvskrivet"
    assert page.context["rows"].sets["parter"][0]["percent"].value() == "24"
    draft.agreement.refresh_from_db()
    assert draft.agreement.subject == ""
    assert client.post(edit(draft), boxes_of(page)).status_code == 302
    draft.agreement.refresh_from_db()
    assert (draft.agreement.subject, SavedDraft.objects.count()) == ("Halvskrivet", 0)


def test_no_two_numbers_that_a_kept_form_remembers_pass_for_a_persons():
    shares = {"organisation": 1406, "percent": Decimal("10.100000")}
    stored = {"parter": [shares], "kostnader": [{"kind": 1, "amount": Decimal("81010118.00")}]}
    assert find_personal_numbers("1406 10.100000")
    assert find_personal_numbers("81010118.00")
    assert find_personal_numbers(told_rows(stored)) == []
    assert told_rows(stored) == "1406 | 10,100000; 1 | 81010118,00"


def test_a_kept_form_does_not_write_over_what_another_saved_meanwhile(client, officer, draft):
    boxes = boxes_of(client.get(edit(draft)))
    keep(client, draft, boxes | {"subject": "Mitt"})
    Agreement.objects.filter(pk=draft.agreement_id).update(target_group="Den andras")
    page = client.get(edit(draft))
    refused = client.post(edit(draft), boxes_of(page))
    assert errors(refused)[0].startswith(
        "Någon annan sparade medan du skrev, och inget av ditt är sparat än."
    )
    assert refused.context["form"]["subject"].value() == "Mitt"
    assert refused.context["form"]["target_group"].value() == "Den andras"
    assert client.post(edit(draft), boxes_of(refused)).status_code == 302
    draft.agreement.refresh_from_db()
    assert (draft.agreement.subject, draft.agreement.target_group) == ("Mitt", "Den andras")


def test_what_was_kept_of_another_draft_is_passed_over(client, officer, owner):
    first = signed_terms()
    Agreement.objects.filter(pk=first.agreement_id).update(owner=owner)
    second = draft_amendment(agreement=first.agreement, begins=date(2019, 5, 1), change="Den andra.")
    keep(client, second, boxes_of(client.get(edit(second))) | {"change": "Kvarlämnat"})
    second.delete()
    third = draft_amendment(agreement=first.agreement, begins=date(2019, 9, 1), change="Den tredje.")
    page = client.get(edit(third))
    assert (page.context["was_kept"], page.context["form"]["change"].value()) == (False, "Den tredje.")


def test_a_kept_form_with_lists_and_rubbish_in_it_opens(client, officer, draft):
    SavedDraft.objects.create(
        user=officer,
        path=edit(draft),
        saved_at="2026-01-01T00:00Z",
        fields=boxes_of(client.get(edit(draft))) | {"begins": ["a", "b"], "parter-TOTAL_FORMS": "x"},
    )
    page = client.get(edit(draft))
    assert (page.status_code, page.context["form"]["begins"].value()) == (200, "b")


def new_agreement(shares: dict[str, str], **more: str) -> dict[str, str]:
    """What a browser sends for a new agreement of the parties and shares given; the first is host."""
    found = {"title": "Ny", "begins": "2027-01-01", "last_day": "2027-12-31", "convention": "months"}
    for kind in ("punkter", "bemanning", "styrgrupp"):
        found |= {f"{kind}-TOTAL_FORMS": "0", f"{kind}-INITIAL_FORMS": "0"}
    found |= {"parter-TOTAL_FORMS": str(len(shares)), "parter-INITIAL_FORMS": "0", "parter-0-is_host": "on"}
    for number, (name, share) in enumerate(shares.items()):
        found[f"parter-{number}-organisation"] = str(OrganisationFactory(short_name=name).pk)
        found[f"parter-{number}-percent"] = share
    found |= {"kostnader-TOTAL_FORMS": "1", "kostnader-INITIAL_FORMS": "0"}
    found |= {"kostnader-0-kind": str(cost_type().pk), "kostnader-0-amount": "1"}
    return found | more


@pytest.mark.parametrize(
    ("shares", "more", "told"),
    [
        ({"A": "100"}, {}, ["En överenskommelse har minst två parter."]),
        (
            {"A": "50", "B": "50"},
            {"last_day": "2026-12-31"},
            ["Överenskommelsen kan inte sluta innan den börjar."],
        ),
        ({"A": "50", "B": "-50"}, {}, ["En andel är mellan 0 och 100 procent."]),
        ({"A": "50", "B": "50"}, {"kostnader-0-amount": "-1"}, ["Beloppet kan inte vara mindre än noll."]),
    ],
)
def test_bad_input_is_refused_in_words(client, officer, shares, more, told):
    answer = client.post(reverse("funding:agreement_create"), new_agreement(shares, **more))
    assert (errors(answer), Agreement.objects.count()) == (told, 0)


def test_twelve_parties_with_equal_counts_share_a_single_ore(client, officer):
    names = "ABCDEFGHIJKL"
    shares = dict.fromkeys(names[1:], "8,33333") | {"A": "8,33337"}
    ordered = {name: shares[name] for name in names}
    boxes = new_agreement(ordered, **{"kostnader-0-amount": "0,00001"})
    answer = client.post(reverse("funding:agreement_create"), boxes)
    assert (answer.status_code, errors(answer) if answer.context else []) == (302, [])
    terms = Terms.objects.get()
    assert (terms.shares.count(), terms.costs.get().amount) == (12, Decimal("0.01"))
    sheet = client.get(reverse("funding:agreement_detail", args=[terms.agreement_id])).context["sheet"]
    assert sum(line.per_year for line in sheet.lines) == Decimal("0.01")
    assert (sheet.percent_total, len(sheet.lines)) == ("100", 12)
