"""Materials and their versions: which counts, what is missing and outdated, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from outreach.domain.keeping import add_version, keep_material, review, withdraw
from outreach.models import Language, Material, MaterialVersion
from tests.factories.outreach import form
from tests.factories.portal import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def codes():
    form()


def material(**fields) -> Material:
    known = {"title": "Välkommen", "kind": "brochure", "owner": fields.pop("owner", None)}
    known["owner"] = known["owner"] or OrganisationFactory()
    return keep_material(material=Material(**(known | fields)))


def version(of: Material, language="ar", **fields) -> MaterialVersion:
    known = {"file": None, "address": "", "reviewed_on": None, "outdated_after": None, "by": None}
    return add_version(
        material=of, language=Language.objects.get(code=language), today=TODAY, **(known | fields)
    )


def test_a_material_is_kept_tidy():
    kept = material(title="  Välkommen\r\n", note=" Beställs. ", topics=["bostad", "bostad"], groups=["ebo"])

    assert (kept.title, kept.note, kept.topics, kept.groups) == (
        "Välkommen",
        "Beställs.",
        ["bostad"],
        ["ebo"],
    )


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "Om 19121212-1212"}, "title"),
        ({"note": "Fråga 121212+1212"}, "note"),
        ({"topics": ["finns-inte"]}, "topics"),
        ({"groups": ["finns-inte"]}, "groups"),
        ({"kind": "finns-inte"}, "kind"),
    ],
)
def test_what_does_not_hold_is_not_kept(fields, field):
    with pytest.raises(ValidationError) as refusal:
        material(**fields)

    assert list(refusal.value.message_dict) == [field]
    assert not Material.objects.exists()


def test_a_title_stands_once_with_its_owner():
    first = material()
    material(owner=OrganisationFactory())

    with pytest.raises(ValidationError) as refusal:
        material(owner=first.owner)

    assert refusal.value.messages == ["Ni har redan ett material med den titeln."]


def test_versions_are_numbered_in_their_language():
    of = material()

    numbers = [version(of, code).version for code in ("ar", "ar", "so", "ar")]

    assert numbers == [1, 2, 1, 3]


def test_a_file_is_stored_and_its_bytes_can_be_read():
    by = UserFactory()

    kept = version(material(), file=("C:\\hemma\\välkommen.pdf", b"%PDF-1.4 hej"), by=by)

    assert (kept.file.name, kept.file.content_type, kept.file.stored_by) == (
        "välkommen.pdf",
        "application/pdf",
        by,
    )
    assert default_storage.open(kept.file.path).read() == b"%PDF-1.4 hej"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"file": ("a.pdf", b"")}, "file"),
        ({"file": ("19121212-1212.pdf", b"%PDF-")}, "file"),
        ({"file": ("a.pdf", b"%PDF-"), "address": "https://exempel.se/"}, "address"),
        ({"address": "javascript:alert(1)"}, "address"),
        ({"reviewed_on": date(2026, 3, 2)}, "reviewed_on"),
        ({"reviewed_on": date(2026, 2, 2), "outdated_after": date(2026, 2, 1)}, "__all__"),
    ],
)
def test_a_version_that_does_not_hold_is_not_added(fields, field):
    of = material()

    with pytest.raises(ValidationError) as refusal:
        version(of, **fields)

    assert list(refusal.value.message_dict) == [field]
    assert not of.versions.exists()


def test_the_newest_counts_and_is_outdated_the_day_after():
    old = material()
    version(old, outdated_after=date(2026, 1, 1))
    newest = version(old, outdated_after=date(2026, 2, 28))
    holds = version(material(), outdated_after=TODAY)

    assert set(MaterialVersion.objects.newest()) == {newest, holds}
    assert list(MaterialVersion.objects.outdated(TODAY)) == [newest]
    assert (newest.is_outdated(TODAY), holds.is_outdated(TODAY)) == (True, False)


def test_what_is_reviewed_holds_again():
    outdated = version(material(), outdated_after=date(2026, 1, 1))

    review(version=outdated, reviewed_on=TODAY, outdated_after=date(2027, 3, 1), today=TODAY)

    assert not MaterialVersion.objects.outdated(TODAY).exists()
    outdated.refresh_from_db()
    assert (outdated.reviewed_on, outdated.outdated_after) == (TODAY, date(2027, 3, 1))


@pytest.mark.parametrize(
    ("reviewed_on", "outdated_after"),
    [(date(2026, 3, 2), None), (date(2026, 3, 1), date(2026, 2, 1))],
)
def test_a_review_that_does_not_hold_changes_nothing(reviewed_on, outdated_after):
    outdated = version(material(), outdated_after=date(2026, 1, 1))

    with pytest.raises(ValidationError):
        review(version=outdated, reviewed_on=reviewed_on, outdated_after=outdated_after, today=TODAY)

    outdated.refresh_from_db()
    assert outdated.outdated_after == date(2026, 1, 1)


def test_what_is_withdrawn_is_in_use_its_last_day_and_asks_for_no_review():
    kept = material()
    version(kept, outdated_after=date(2026, 1, 1))

    withdraw(material=kept, on=TODAY)

    assert list(Material.objects.in_use(TODAY)) == [kept]
    assert list(Material.objects.in_use(date(2026, 3, 2))) == []
    assert list(MaterialVersion.objects.outdated(date(2026, 3, 2))) == []
    withdraw(material=kept, on=None)
    assert list(Material.objects.in_use(date(2026, 3, 2))) == [kept]
