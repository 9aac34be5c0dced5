"""The pages of materials: listed, language by language, kept, reviewed, withdrawn; and what waits."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from outreach.models import ActivityMaterial, Language, Material, MaterialVersion
from outreach.todo.materials import waiting
from portal.organisation.models import Role
from tests.factories.outreach import form, make_activity
from tests.factories.portal import OrganisationFactory, UserFactory, person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def today():
    form()
    with time_machine.travel(datetime(2026, 3, 1, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def district():
    return OrganisationFactory(short_name="Järva")


@pytest.fixture
def officer(client, district):
    user = person(Role.OUTREACH_OFFICER, district)
    client.force_login(user)
    return user


def to(name, *args):
    return reverse(f"outreach:{name}", args=args)


def material(owner, title="Välkommen", **versions) -> Material:
    """A material with a version for each language, outdated after the day given, or never."""
    kept = Material.objects.create(owner=owner, title=title, kind="letter", topics=["bostad"])
    for code, outdated_after in versions.items():
        language = Language.objects.get(code=code)
        MaterialVersion.objects.create(material=kept, language=language, outdated_after=outdated_after)
    return kept


def exported(client, name, **asked) -> list[list[str]]:
    text = client.get(to(name), {"format": "csv"} | asked).getvalue().decode("utf-8-sig")
    return [line.split(";") for line in text.splitlines()]


def test_the_matrix_says_what_is_there_in_each_language(client, officer, district):
    material(district, "A", sv=None, ar=date(2026, 2, 28), so=TODAY)
    material(district, "B", ur=None)

    rows = exported(client, "material_matrix")

    assert rows[0][3:] == [
        "Svenska",
        "Arabiska",
        "Somaliska",
        "Tigrinja",
        "Persiska",
        "Dari",
        "Engelska",
        "Urdu",
    ]
    missing = "Saknas"
    assert [row[3:] for row in rows[1:]] == [
        ["Finns", "Inaktuell", "Finns", missing, missing, missing, missing, missing],
        [missing, missing, missing, missing, missing, missing, missing, "Finns"],
    ]


def test_the_newest_version_decides(client, officer, district):
    kept = material(district, ar=date(2026, 1, 1))
    MaterialVersion.objects.create(material=kept, language=Language.objects.get(code="ar"), version=2)

    assert exported(client, "material_matrix")[1][4] == "Finns"


def test_what_is_missing_opens_the_form_with_its_language(client, officer, district):
    kept = material(district, sv=None)
    address = f"{to('version_create', kept.pk)}?sprak=ar"

    assert address in client.get(to("material_matrix")).content.decode()
    assert client.get(address).context["form"]["language"].value() == "ar"


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({}, ["A", "B"]),
        ({"ord": "a"}, ["A"]),
        ({"saknas": "ar"}, ["B"]),
        ({"amne": "bostad"}, ["A", "B"]),
        ({"malgrupp": "ebo"}, []),
        ({"utgangna": "on"}, ["A", "B", "C"]),
        ({"slag": "finns-inte", "agare": "x", "saknas": "\x00"}, ["A", "B"]),
    ],
)
def test_the_list_is_filtered(client, officer, district, asked, titles):
    material(district, "A", ar=None)
    material(district, "B", sv=None)
    Material.objects.create(owner=district, title="C", kind="web", withdrawn_on=date(2026, 2, 28))

    assert [row[0] for row in exported(client, "material_list", **asked)[1:]] == titles


def test_the_list_says_how_each_stands(client, officer, district):
    material(district, "A", sv=None)
    material(district, "B", sv=None, ar=date(2026, 2, 1))
    material(district, "C")

    assert [row[-1] for row in exported(client, "material_list")[1:]] == ["Finns", "Inaktuell", "Saknas"]


@pytest.mark.parametrize("page", ["material_list", "material_matrix"])
def test_many_cost_no_more_queries_than_few(client, officer, district, page):
    counts = []
    for titles in ("A", "BCDEF"):
        for title in titles:
            material(district, title, sv=None, ar=date(2026, 2, 1))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(to(page)).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_a_material_is_added_with_a_file_that_others_open(client, officer, district):
    client.post(to("material_create"), {"title": "Brev", "kind": "letter", "owner": district.pk})
    kept = Material.objects.get()
    sent = SimpleUploadedFile("brev.pdf", b"%PDF-1.4 hej")

    answer = client.post(
        to("version_create", kept.pk),
        {"language": "so", "file": sent, "reviewed_on": "2026-02-01", "outdated_after": "2027-02-01"},
    )

    version = kept.versions.get()
    assert answer.url == to("material_detail", kept.pk)
    assert (version.language.code, version.reviewed_on) == ("so", date(2026, 2, 1))
    client.force_login(person(Role.AUDITOR))
    file = client.get(to("version_file", kept.pk, version.pk))
    assert (file.getvalue(), file.headers["X-Content-Type-Options"]) == (b"%PDF-1.4 hej", "nosniff")
    assert file.headers["Content-Disposition"] == 'attachment; filename="brev.pdf"'


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"language": "finns-inte"}, "language"),
        ({"address": "javascript:alert(1)"}, "address"),
        ({"reviewed_on": "2026-03-02"}, "reviewed_on"),
        ({"file": SimpleUploadedFile("tom.pdf", b"")}, "file"),
    ],
)
def test_a_version_that_does_not_hold_is_said_at_its_box(client, officer, district, said, field):
    kept = material(district)

    answer = client.post(to("version_create", kept.pk), {"language": "ar"} | said)

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
    assert not kept.versions.exists()


def test_an_owner_that_is_not_ones_own_is_not_taken(client, officer):
    other = OrganisationFactory()

    answer = client.post(to("material_create"), {"title": "Brev", "kind": "letter", "owner": other.pk})

    assert list(answer.context["form"].errors) == ["owner"]
    assert not Material.objects.exists()


def test_another_districts_officer_changes_nothing(client, district):
    kept = material(district, ar=None)
    client.force_login(person(Role.OUTREACH_OFFICER))
    version = kept.versions.get()

    assert client.get(to("material_detail", kept.pk)).status_code == 200
    pages = [
        to("material_edit", kept.pk),
        to("material_withdraw", kept.pk),
        to("material_reuse", kept.pk),
        to("version_create", kept.pk),
        to("version_review", kept.pk, version.pk),
    ]
    assert [client.post(page).status_code for page in pages] == [403] * 5


def test_two_who_save_at_once_are_told(client, officer, district):
    kept = material(district)
    boxes = {
        bound.html_name: bound.value() or ""
        for bound in client.get(to("material_edit", kept.pk)).context["form"]
    }
    Material.objects.filter(pk=kept.pk).update(title="Hej")

    answer = client.post(to("material_edit", kept.pk), boxes | {"note": "Nytt"})

    assert "”Välkommen” ändrades till ”Hej”" in str(answer.context["form"].non_field_errors())
    assert Material.objects.get().note == ""


def test_it_is_withdrawn_and_taken_into_use_again(client, officer, district):
    kept = material(district)

    client.post(to("material_withdraw", kept.pk), {"withdrawn_on": "2026-02-28"})
    withdrawn = client.get(to("material_detail", kept.pk)).context["badges"]
    client.post(to("material_reuse", kept.pk))

    assert [str(state.word) for state in withdrawn] == ["Används inte"]
    kept.refresh_from_db()
    assert kept.withdrawn_on is None


def test_the_page_tells_of_uses_one_may_see(client, officer, district):
    kept = material(district)
    for organisation, state in ((district, "planned"), (OrganisationFactory(), "planned")):
        ActivityMaterial.objects.create(material=kept, activity=make_activity(organisation, state=state))

    page = client.get(to("material_detail", kept.pk))

    assert [row.organisation for row in page.context["uses"]] == [district]
    assert "<p>Järva, planerad</p>" in page.content.decode()


def test_outdated_ones_wait_for_their_owner(client, officer, district):
    material(district, "Först", ar=date(2026, 1, 1), so=date(2026, 1, 2), sv=None)
    material(district, "Sedan", ar=date(2026, 2, 1))
    material(OrganisationFactory(), "Annans", ar=date(2026, 2, 1))

    items = [(item.title, item.detail) for item in waiting(officer, TODAY)]

    assert items == [
        ("Granska Först", "Inaktuell på arabiska, somaliska sedan 2026-01-01."),
        ("Granska Sedan", "Inaktuell på arabiska sedan 2026-02-01."),
    ]


@pytest.mark.parametrize("who", ["reviewed", "stranger", "auditor"])
def test_nothing_waits_where_nothing_is_outdated_or_ones_own(district, who):
    outdated = material(district, ar=date(2026, 2, 1))
    user = {
        "reviewed": lambda: person(Role.OUTREACH_OFFICER, district),
        "stranger": UserFactory,
        "auditor": lambda: person(Role.AUDITOR, district),
    }[who]()
    if who == "reviewed":
        outdated.versions.update(outdated_after=TODAY)

    assert list(waiting(user, TODAY)) == []
