"""Writing agreements in the browser: a draft, one signed on paper, rows without script, two at once."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from funding.domain.drafting import draft_amendment, draft_first
from funding.models import Agreement, Signature, Terms
from portal.files.storing import read_file
from portal.organisation.models import Role
from tests.factories.funding import content, cost_type, half_open, make_agreement, signed_terms
from tests.factories.portal import OrganisationFactory, person

pytestmark = pytest.mark.django_db
KINDS = ("parter", "kostnader", "punkter", "bemanning", "styrgrupp")


@pytest.fixture
def owner():
    return OrganisationFactory(committee=True)


@pytest.fixture
def officer(client, owner):
    user = person(Role.AGREEMENT_OFFICER, organisation=owner)
    client.force_login(user)
    return user


@pytest.fixture
def districts():
    return {name: OrganisationFactory(short_name=name) for name in ("Norrmalm", "Kungsholmen", "Östermalm")}


def rows(kind: str, *found: dict) -> dict[str, str]:
    boxes = {f"{kind}-TOTAL_FORMS": str(len(found)), f"{kind}-INITIAL_FORMS": "0"}
    return boxes | {
        f"{kind}-{n}-{name}": str(value) for n, row in enumerate(found) for name, value in row.items()
    }


def boxes(districts, shares=("66", "23", "11"), **more) -> dict:
    """What a browser sends for the agreement of 2018."""
    parties = [
        {"organisation": each.pk, "percent": share}
        | ({"is_host": "on"} if each.short_name == "Norrmalm" else {})
        for each, share in zip(districts.values(), shares, strict=True)
    ]
    found = {
        "title": "Socialt stöd",
        "begins": "2018-09-01",
        "last_day": "2019-12-31",
        "convention": "months",
        "rule": "host_rest",
    }
    found |= rows("parter", *parties) | rows("kostnader", {"kind": cost_type().pk, "amount": "2 800,5"})
    found |= rows("punkter", {"kind": "ansvar", "text": "Var och en."}, {})
    found |= rows("bemanning", {"role": "projektledare", "headcount": "1", "percent": "60"}) | rows(
        "styrgrupp"
    )
    return found | more


def errors(response) -> list[str]:
    whole = response.context["whole"]
    of_boxes = [str(error) for bound in whole for error in bound.errors]
    return [str(error) for error in whole.non_field_errors()] + of_boxes


def test_a_draft_is_written_with_all_its_rows(client, officer, owner, districts):
    response = client.post(reverse("funding:agreement_create"), boxes(districts))
    agreement = Agreement.objects.get()
    terms = agreement.terms.get()
    assert response.url == f"/overenskommelser/{agreement.pk}/?version=1"
    assert (agreement.key, agreement.owner, terms.state) == ("socialt-stod-2018", owner, Terms.State.DRAFT)
    assert (terms.valid, terms.rule) == (half_open(date(2018, 9, 1), date(2019, 12, 31)), "host_rest")
    shares = terms.shares.order_by("party__table_order").values_list(
        "party__organisation__short_name", "percent", "party__is_host"
    )
    assert list(shares) == [
        ("Norrmalm", Decimal(66), True),
        ("Kungsholmen", Decimal(23), False),
        ("Östermalm", Decimal(11), False),
    ]
    assert list(terms.costs.values_list("amount", flat=True)) == [Decimal(2_800_500)]
    assert list(terms.clauses.values_list("number", "kind", "text")) == [(1, "ansvar", "Var och en.")]
    assert list(terms.staffing.values_list("role", "percent")) == [("projektledare", 60)]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"last_day": "2018-08-31"}, ["Överenskommelsen kan inte sluta innan den börjar."]),
        (
            {"last_day": "2018-08-31", "title": ""}
            | {f"parter-{n}-{box}": "" for n in (1, 2) for box in ("organisation", "percent", "is_host")},
            [
                "En överenskommelse har minst två parter.",
                "Överenskommelsen kan inte sluta innan den börjar.",
                "Detta fält måste fyllas i.",
            ],
        ),
        ({"parter-0-is_host": ""}, ["Ange vilken av parterna som är värd."]),
        ({"parter-1-is_host": "on"}, ["Ange vilken av parterna som är värd."]),
        ({"parter-0-percent": ""}, ["Fyll i fältet, eller töm hela raden."]),
        ({"parter-0-percent": "100,5", "parter-1-percent": "0"}, ["En andel är mellan 0 och 100 procent."]),
        ({"age_from": "64", "age_to": "18"}, ["Den högsta åldern kan inte vara lägre än den lägsta."]),
        ({"title": ""}, ["Detta fält måste fyllas i."]),
    ],
)
def test_what_does_not_hold_is_refused_in_words(client, officer, districts, change, told):
    response = client.post(reverse("funding:agreement_create"), boxes(districts) | change)
    assert (response.status_code, errors(response)) == (200, told)
    assert Agreement.objects.count() == 0


def test_a_row_is_added_without_script_and_nothing_typed_is_lost(client, officer, districts):
    response = client.post(
        reverse("funding:agreement_create"), boxes(districts, **{"lagg-till": "parter", "subject": "Stöd"})
    )
    sets = response.context["rows"].sets
    assert (len(sets["parter"]), len(sets["kostnader"])) == (4, 1)
    assert sets["parter"][1]["percent"].value() == "23"
    assert response.context["form"]["subject"].value() == "Stöd"
    assert (response.context["form"].is_bound, Agreement.objects.count()) == (False, 0)


def test_an_agreement_signed_on_paper_is_one_form_and_one_upload(client, officer, districts):
    signed = {
        f"parter-{n}-{name}": value
        for n in range(3)
        for name, value in {"signer_title": "stadsdelsdirektör", "signed_on": "2018-06-20"}.items()
    }
    paper = SimpleUploadedFile("overenskommelse.pdf", b"%PDF-1.4 undertecknad")
    data = boxes(districts) | signed | {"parter-0-is_acting": "on", "parter-1-signed_on": "", "paper": paper}
    client.post(reverse("funding:agreement_register"), data)
    terms = Terms.objects.get()
    assert (terms.state, terms.force) == (
        Terms.State.SIGNED,
        half_open(date(2018, 9, 1), date(2019, 12, 31)),
    )
    found = Signature.objects.order_by("party__signing_order").values_list(
        "title", "is_acting", "signed_on", "signed_by"
    )
    day = date(2018, 6, 20)
    assert list(found) == [
        ("stadsdelsdirektör", True, day, None),
        ("stadsdelsdirektör", False, None, None),
        ("stadsdelsdirektör", False, day, None),
    ]
    assert read_file(Signature.objects.first().paper) == b"%PDF-1.4 undertecknad"


def test_paper_with_shares_that_are_not_whole_or_without_the_page_is_refused(client, officer, districts):
    titled = {f"parter-{n}-signer_title": "direktör" for n in range(3)}
    paper = SimpleUploadedFile("a.pdf", b"%PDF-1.4")
    data = boxes(districts, ("66", "23", "10,9")) | titled
    url = reverse("funding:agreement_register")
    assert errors(client.post(url, data | {"paper": paper})) == ["Andelarna är inte tillsammans 100 procent."]
    assert errors(client.post(url, data)) == ["Detta fält måste fyllas i."]
    assert Agreement.objects.count() == 0


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2019-12-31", []),
        ("2020-01-01", ["Papperet är undertecknat efter att tiden som villkoren gäller hade gått ut."]),
        ("2999-01-01", ["Papperet kan inte vara undertecknat en dag som inte har varit."]),
    ],
)
def test_a_day_on_the_paper_that_cannot_be_is_told_at_its_box(client, officer, districts, day, told):
    titled = {f"parter-{n}-signer_title": "direktör" for n in range(3)} | {"parter-1-signed_on": day}
    paper = SimpleUploadedFile("a.pdf", b"%PDF-1.4")
    answer = client.post(reverse("funding:agreement_register"), boxes(districts) | titled | {"paper": paper})
    if told:
        assert answer.context["rows"].sets["parter"][1].errors == {"signed_on": told}
    assert Agreement.objects.count() == int(not told)


def test_two_who_write_the_draft_at_once_are_told_of_each_other(client, officer, owner):
    agreement = make_agreement()
    Agreement.objects.filter(pk=agreement.pk).update(owner=owner)
    terms = draft_first(agreement=agreement, content=content(agreement))
    url = reverse("funding:draft_edit", args=[agreement.pk])
    page = client.get(url)
    form, sets = page.context["form"], page.context["rows"].sets
    data = {name: form[name].value() or "" for name in form.fields}
    data |= {"begins": "2018-09-01", "last_day": "2019-12-31"}
    for kind, shown in sets.items():
        stored = [{k: v for k, v in (row.initial or {}).items() if v not in (None, False)} for row in shown]
        data |= rows(kind, *stored)
    terms.shares.filter(party__is_host=True).update(percent=65)
    refused = client.post(url, data)
    assert errors(refused)[0].startswith(
        "Någon annan sparade medan du skrev, och inget av ditt är sparat än. Rader: "
    )
    again = data | {"seen": refused.context["form"]["seen"].value()}
    assert client.post(url, again).status_code == 302


def test_an_amendment_is_written_with_its_reason(client, officer):
    first = signed_terms()
    Agreement.objects.filter(pk=first.agreement_id).update(owner=officer.assignments.get().organisation)
    draft_amendment(agreement=first.agreement, begins=date(2019, 5, 1), change="Ny andel.")
    page = client.get(reverse("funding:draft_edit", args=[first.agreement_id]))
    assert page.context["form"]["change"].value() == "Ny andel."
    assert "title" not in page.context["form"].fields


def test_strangers_are_refused(client, districts):
    client.force_login(person(Role.COORDINATOR))
    for name in ("agreement_create", "agreement_register"):
        assert client.get(reverse(f"funding:{name}")).status_code == 403
    agreement = make_agreement()
    draft_first(agreement=agreement, content=content(agreement))
    assert client.get(reverse("funding:draft_edit", args=[agreement.pk])).status_code == 404
