"""Files by the back office: the same batch, outcomes and history as by the page, and nothing beside it."""

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, reverse
from tablib import Dataset

from portal.imports.kinds import all_kinds
from portal.imports.models import Batch, RowOutcome
from portal.imports.resources import resource_of
from portal.organisation.models import Organisation, Role
from tests.factories.portal import AssignmentFactory, OrganisationFactory, person
from tests.portal.importing import KIND, offer

pytestmark = pytest.mark.django_db
LIST, IMPORT, EXPORT = (reverse(f"admin:imports_batch_{name}") for name in ("changelist", "import", "export"))
GOOD = b"Nyckel;Namn;Bildad\r\nsimba;Simba;2001-05-02\r\nlek;Leken;\r\n"
BAD = "Nyckel;Namn;Bildad\r\nsimba;Simba;2001-05-02\r\nlek;Spärrad;\r\n".encode()
OF_THE_ROW = ("line", "status", "label", "href", "details", "questions")
OF_THE_BATCH = ("kind", "authority", "received_by", "detected", "state", "new", "changed", "unchanged", "bad")


@pytest.fixture(autouse=True)
def offered(monkeypatch):
    offer(KIND, monkeypatch)


@pytest.fixture
def both(client):
    """Somebody who keeps the back office and is the coordinator too."""
    found = person(Role.ADMINISTRATOR)
    AssignmentFactory(user=found, role=Role.COORDINATOR, organisation=OrganisationFactory(committee=True))
    client.force_login(found)
    return found


def sent_in(client, content, kind=KIND.slug):
    return client.post(IMPORT, {"kind": kind, "import_file": SimpleUploadedFile("fil.csv", content)})


def sent_by_page(client, content):
    return client.post(f"/inlasning/{KIND.slug}/", {"fil": SimpleUploadedFile("fil.csv", content)})


def told(batch):
    return (
        [getattr(batch, name) for name in OF_THE_BATCH],
        bytes(batch.file.content) if hasattr(batch.file, "content") else batch.file.sha256,
        list(batch.outcomes.order_by("line").values_list(*OF_THE_ROW)),
    )


def on_the_front(client) -> list[str]:
    """What of this the front of the back office leads to."""
    apps = client.get("/admin/").context["app_list"]
    return [each["object_name"] for app in apps if app["app_label"] == "imports" for each in app["models"]]


def test_administrator_alone_has_no_business_here(client):
    client.force_login(person(Role.ADMINISTRATOR))
    assert [client.get(path).status_code for path in (LIST, IMPORT, EXPORT)] == [403, 403, 403]
    assert sent_in(client, GOOD).status_code == 403
    assert client.post(EXPORT, {"kind": KIND.slug, "format": "csv"}).status_code == 403
    assert on_the_front(client) == ["RetentionRule"]
    assert not Batch.objects.exists()


def test_coordinator_alone_is_turned_away_at_the_door(client):
    client.force_login(person(Role.COORDINATOR))
    assert [client.get(path).status_code for path in (LIST, IMPORT, EXPORT)] == [403, 403, 403]


def test_who_holds_both_roles_finds_the_page_and_its_buttons(client, both):
    assert sorted(on_the_front(client)) == ["Batch", "RetentionRule"]
    shown = client.get(LIST).content.decode()
    assert [f'href="{path}' in shown for path in (IMPORT, EXPORT)] == [True, True]


@pytest.mark.parametrize("content", [GOOD, BAD, b"Nyckel;Namn;Annat\r\nx;X;1\r\n", b"%PDF-1.7"])
def test_file_by_the_back_office_is_the_file_by_the_page(client, both, content):
    answers = [sent_in(client, content), sent_by_page(client, content)]
    here, there = Batch.objects.order_by("pk")
    assert [each.url for each in answers] == [f"/inlasning/{here.pk}/", f"/inlasning/{there.pk}/"]
    assert told(here) == told(there)
    assert not Organisation.objects.filter(kind="voluntary").exists()  # nothing but checked


def test_what_it_wrote_has_the_batch_in_its_history(client, both):
    batch = Batch.objects.get(pk=int(sent_in(client, GOOD).url.split("/")[-2]))
    client.post(f"/inlasning/{batch.pk}/verkstall/", {"omfattning": "allt"})
    batch.refresh_from_db()
    events = apps.get_model("organisation", "OrganisationEvent").objects.filter(pgh_obj__kind="voluntary")
    told = events.order_by("pgh_id").values_list("key", "pgh_label", "pgh_context__metadata__user")
    assert list(told) == [("simba", "insert", both.pk), ("lek", "insert", both.pk)]
    assert set(events.values_list("pgh_context", flat=True)) == {batch.context}


def test_same_file_again_is_the_one_already_read_in(client, both):
    first = sent_in(client, GOOD).url
    client.post(f"{first}verkstall/", {"omfattning": "allt"})
    assert sent_in(client, GOOD).url == first
    assert Batch.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"kind": KIND.slug}, "import_file"),
        ({"kind": "finns-inte", "import_file": SimpleUploadedFile("fil.csv", GOOD)}, "kind"),
        ({"kind": KIND.slug, "import_file": SimpleUploadedFile("tom.csv", b"")}, "import_file"),
    ],
)
def test_what_cannot_be_taken_in_is_said_at_the_field(client, both, told, field):
    answer = client.post(IMPORT, told)
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
    assert not Batch.objects.exists()


def test_each_kind_is_offered_by_its_name(client, both):
    own = ["Beviljade medel", "Föreningar", "Indikatorer", "Projekt", "Redovisningar"]
    for path in (IMPORT, EXPORT):
        answer = client.get(path)
        assert answer.status_code == 200
        offered = dict(answer.context["form"].fields["kind"].choices)
        assert sorted(offered.values()) == own
        assert "" not in offered


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.slug)
def test_resource_of_each_kind_has_its_columns(kind):
    made = resource_of(kind)
    assert made.kind is kind
    named = [(field.attribute, field.column_name) for field in made().fields.values()]
    assert named == [(column.key, column.heading) for column in kind.columns]


def test_kind_of_another_role_is_not_offered(client, both):
    assert 'value="overenskommelser"' not in client.get(IMPORT).content.decode()
    assert 'value="projekt"' in client.get(IMPORT).content.decode()
    assert list(client.post(IMPORT, {"kind": "overenskommelser"}).context["form"].errors["kind"]) != []


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_export_is_the_kinds_own(client, both, form):
    OrganisationFactory(association=True, key="simba", short_name="=Simba")
    answer = client.post(EXPORT, {"kind": KIND.slug, "format": form})
    own = client.get(f"/inlasning/{KIND.slug}/export.{form}")
    assert answer["Content-Disposition"] == own["Content-Disposition"]
    if form == "csv":
        body = b"".join(answer.streaming_content)
        assert body == b"".join(own.streaming_content)
        assert body.decode() == "\ufeffNyckel;Namn;Bildad\r\nsimba;'=Simba;\r\n"


def test_step_that_would_apply_beside_the_preview_is_not_there(client, both):
    with pytest.raises(NoReverseMatch):
        reverse("admin:imports_batch_process_import")
    assert client.post("/admin/imports/batch/process_import/", {"format": "0"}).status_code in (302, 404)
    assert not Organisation.objects.filter(kind="voluntary").exists()


def test_batch_is_only_read_here(client, both):
    pk = Batch.objects.get(pk=int(sent_in(client, GOOD).url.split("/")[-2])).pk
    for where in ("change", "delete"):
        path = reverse(f"admin:imports_batch_{where}", args=[pk])
        assert client.post(path, {"state": "applied", "post": "yes"}).status_code == 403
    assert Batch.objects.get().state == "checked"


def test_files_of_others_are_not_there(client, both):
    client.force_login(other := person(Role.COORDINATOR))
    pk = int(sent_by_page(client, GOOD).url.split("/")[-2])
    client.force_login(both)
    assert other.pk != both.pk
    assert client.get(reverse("admin:imports_batch_change", args=[pk])).status_code == 404
    assert client.get(reverse("admin:imports_batch_history", args=[pk])).status_code == 404


# The resource by itself -----------------------------------------------------------------------------------


def resource(by):
    return resource_of(KIND)(by=by)


ROWS = Dataset(
    ("simba", "Simba", "2001-05-02"),
    ("", "", ""),
    ("lek", "Leken", None),
    headers=["Nyckel", "Namn", "Bildad"],
)


def test_resource_reads_in_by_the_one_way(both):
    result = resource(both).import_data(ROWS, file_name="rader.csv")
    assert ([(row.number, row.import_type) for row in result], dict(result.totals)["new"]) == (
        [(2, "new"), (4, "new")],
        2,
    )
    batch = Batch.objects.get()
    assert (batch.state, batch.received_by, batch.file.name) == ("applied", both, "rader.csv")
    assert RowOutcome.objects.count() == 2
    again = resource(both).import_data(ROWS)
    assert [row.import_type for row in again] == ["skip", "skip"]


def test_resource_only_checks_when_asked_to(both):
    result = resource(both).import_data(ROWS, dry_run=True)
    assert [row.import_type for row in result] == ["new", "new"]
    assert (Batch.objects.count(), Organisation.objects.filter(kind="voluntary").count()) == (0, 0)


def test_resource_writes_nothing_of_a_file_with_a_bad_row(both):
    rows = Dataset(*ROWS, ("x", "Spärrad", ""), headers=ROWS.headers)
    result = resource(both).import_data(rows)
    assert [(row.number, row.error.messages, row.values) for row in result.invalid_rows] == [
        (5, ["Namn: Namnet är spärrat. Välj ett annat namn."], ("x", "Spärrad", ""))
    ]
    assert not Organisation.objects.filter(kind="voluntary").exists()


def test_resource_says_why_a_file_is_none(both):
    result = resource(both).import_data(Dataset(("x",), headers=["Annat"]))
    assert (result.has_errors(), "Annat" in str(result.base_errors[0].error)) == (True, True)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR, Role.PROJECT_MANAGER])
def test_resource_refuses_who_may_not(role):
    stranger = person(role)
    for act in (
        lambda: resource(stranger).import_data(ROWS),
        lambda: resource(None).import_data(ROWS, user=stranger),
        lambda: resource(stranger).import_data(ROWS, dry_run=True),
        lambda: resource(stranger).receive(name="x.csv", content=GOOD),
        lambda: resource(stranger).export(),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert not Batch.objects.exists()


def test_resource_writes_no_row_by_itself(both):
    with pytest.raises(TypeError):
        resource(both).import_row({"Nyckel": "x"}, None)
    with pytest.raises(TypeError):
        resource(both).save_instance(Organisation(), False)


def test_resource_gives_what_is_stored(both):
    OrganisationFactory(association=True, key="simba", short_name="Simba")
    given = resource(both).export()
    assert (given.headers, list(given)) == (["Nyckel", "Namn", "Bildad"], [("simba", "Simba", None)])
