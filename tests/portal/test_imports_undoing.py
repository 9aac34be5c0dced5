"""A file taken back: every table as it was, and nothing lost that somebody has done since."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from portal.comments.models import Comment
from portal.history.context import acting
from portal.imports import kinds, running, undoing
from portal.imports.sheets_out import rows_out
from portal.organisation.models import Organisation, Role
from tests.factories.portal import OrganisationFactory, person
from tests.house.city import demo_city
from tests.portal.importing import Societies, offer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
FIRST = "Nyckel;Namn;Bildad\na;Ett;2001-01-01\nb;Två;\n".encode()
SECOND = "Nyckel;Namn;Bildad\na;Ett;2001-01-01\nb;Tvåan;2002-02-02\nc;Tre;\n".encode()
#: written by the import itself, or only ever added to
NOT_COMPARED = ("imports_", "files_", "pghistory_", "django_session")


@pytest.fixture(autouse=True)
def _act():
    """As every door does: what is done beside the import is another act."""
    with acting(by=None, door="test"):
        yield


@pytest.fixture
def kind(monkeypatch):
    societies = Societies()
    offer(societies, monkeypatch)
    return societies


def read_in(kind, content, by=None):
    batch = running.receive(kind=kind, name="fil.csv", content=content, by=by, now=NOW)
    return running.apply(batch=batch, kind=kind, scope="allt", by=by, now=NOW)


def undo(kind, batch, rest=False):
    return undoing.undo(batch=batch, kind=kind, rest=rest, by=None, now=NOW)


def everything() -> dict[str, list[str]]:
    """Every row of every table but the history's and the import's own."""
    with connection.cursor() as cursor:
        tables = [
            name
            for name in connection.introspection.table_names(cursor)
            if not name.startswith(NOT_COMPARED) and not name.endswith("event")
        ]
        rows = {}
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
            rows[table] = [row for (row,) in cursor.fetchall()]
    return rows


def names() -> dict[str, str]:
    return dict(Organisation.objects.filter(kind="voluntary").values_list("key", "short_name"))


def test_new_and_changed_rows_become_what_they_were(kind):
    read_in(kind, FIRST)
    before = everything()
    batch = read_in(kind, SECOND)
    assert names() == {"a": "Ett", "b": "Tvåan", "c": "Tre"}
    undone = undo(kind, batch)
    assert (undone.state, undone.undone_at) == ("undone", NOW)
    assert everything() == before


def test_the_same_file_can_be_read_in_again_after_that(kind):
    undo(kind, read_in(kind, FIRST))
    assert names() == {}
    assert (read_in(kind, FIRST).state, names()) == ("applied", {"a": "Ett", "b": "Två"})


def test_second_undo_does_nothing(kind):
    batch = read_in(kind, FIRST)
    undo(kind, batch)
    read_in(kind, FIRST)
    assert undo(kind, batch).state == "undone"
    assert names() == {"a": "Ett", "b": "Två"}


def test_file_that_is_not_applied_cannot_be_undone(kind):
    batch = running.receive(kind=kind, name="fil.csv", content=FIRST, by=None, now=NOW)
    with pytest.raises(ValidationError, match="Filen är inte inläst"):
        undo(kind, batch)


def test_row_edited_later_is_in_the_way_and_the_rest_can_go(kind):
    read_in(kind, FIRST)
    batch = read_in(kind, SECOND)
    Organisation.objects.filter(key="c").update(short_name="Trean")
    with pytest.raises(ValidationError) as refused:
        undo(kind, batch)
    assert refused.value.messages == [
        "Någon har ändrat eller använt det som lästes in på rad 4. Ångra de andra raderna."
    ]
    assert names() == {"a": "Ett", "b": "Tvåan", "c": "Trean"}
    undo(kind, batch, rest=True)
    assert names() == {"a": "Ett", "b": "Två", "c": "Trean"}
    assert list(batch.outcomes.filter(is_kept=True).values_list("line", flat=True)) == [4]


def test_row_that_something_hangs_on_is_in_the_way(kind):
    batch = read_in(kind, FIRST)
    OrganisationFactory(parent=Organisation.objects.get(key="a"))
    assert [row.line for row in undoing.look(batch=batch, kind=kind).in_the_way] == [2]


def test_row_that_somebody_has_commented_on_is_in_the_way(kind):
    batch, writer = read_in(kind, FIRST), person(Role.COORDINATOR)
    Comment.objects.create(
        content_type=ContentType.objects.get_for_model(Organisation),
        object_id=Organisation.objects.get(key="b").pk,
        author=writer,
        authority=OrganisationFactory(),
        audience="shared",
        text="Vilka är det?",
        written_at=NOW,
    )
    assert [row.line for row in undoing.look(batch=batch, kind=kind).in_the_way] == [3]


def test_nothing_left_to_take_back_is_refused(kind):
    batch = read_in(kind, FIRST)
    Organisation.objects.filter(key__in=["a", "b"]).update(valid_to="2026-12-31")
    with pytest.raises(ValidationError, match="Allt som lästes in har ändrats sedan dess"):
        undo(kind, batch, rest=True)


def test_two_files_of_one_request_are_taken_back_one_at_a_time(kind):
    with acting(by=None, door="test"):
        first, second = read_in(kind, FIRST), read_in(kind, SECOND)
    undo(kind, second)
    assert names() == {"a": "Ett", "b": "Två"}
    undo(kind, first)
    assert names() == {}


def test_history_says_why(kind):
    batch = read_in(kind, FIRST)
    with acting(by=None, door="test"):
        undo(kind, batch)
    last = Organisation.pgh_event_model.objects.order_by("pgh_id").last()
    assert (last.pgh_label, last.pgh_context.metadata["why"]) == (
        "delete",
        f"Ångrade kvitto {batch.pk}, fil.csv",
    )


def test_page_undoes_and_shows_what_is_in_the_way(kind, client):
    sender = person(Role.COORDINATOR)
    batch = read_in(kind, FIRST, by=sender)
    client.force_login(sender)
    page = reverse("imports:batch", args=[batch.pk])
    assert "Ångra inläsningen" in client.get(page).content.decode()
    Organisation.objects.filter(key="a").update(short_name="Ettan")
    answer = client.post(reverse("imports:undo", args=[batch.pk]), follow=True)
    assert answer.redirect_chain == [(f"{page}?angra=1", 302)]
    assert "Ångra de andra raderna" in answer.content.decode()
    client.post(reverse("imports:undo", args=[batch.pk]), {"resten": "1"})
    assert names() == {"a": "Ettan"}
    assert "Rader som står kvar" in client.get(page).content.decode()


def command(*arguments) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("undo_import", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as stopped:
        return stopped.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_command_undoes_or_names_the_rows(kind):
    batch = read_in(kind, FIRST)
    Organisation.objects.filter(key="a").update(short_name="Ettan")
    assert command(batch.pk) == (
        1,
        "",
        "Någon har ändrat eller använt det som lästes in på rad 2. Ångra de andra raderna.\nRad 2: Ett\n",
    )
    assert command(batch.pk, "--rest") == (0, f"Kvitto {batch.pk} är ångrat.\n", "")
    assert command(999_999) == (2, "", "Det finns inget kvitto med numret 999999.\n")


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), demo_city() as found:
        yield found


CHANGED = {
    "aktiviteter": ("Plats", "Ny plats"),
    "projekt": ("Mål", "Ett nytt mål"),
    "beviljade-medel": ("Kommentar", "Ny"),
    "redovisningar": ("Erfarenheter", "Mycket nytt"),
    "overenskommelser": ("Kommentar", "Ny"),
    "indikatorer": ("Kommentar", "Ny"),
}


@pytest.mark.parametrize("slug", sorted(kind.slug for kind in kinds.all_kinds()))
def test_every_kind_undone_leaves_every_table_as_it_was(city, slug):
    """What is stored, with one column changed on every row that lets it, read in and taken back."""
    kind, (heading, value) = kinds.kind_of(slug), CHANGED[slug]
    headings = [column.heading for column in kind.columns]
    place, lines = headings.index(heading), []
    for row in rows_out(kind, kind.known(None)):
        row[place] = value
        lines.append(";".join("" if cell is None else f'"{cell}"'.replace(".00", "") for cell in row))
    content = "\n".join([";".join(headings), *lines]).encode()
    before = everything()
    batch = running.receive(kind=kind, name="fil.csv", content=content, by=None, now=NOW)
    batch = running.apply(batch=batch, kind=kind, scope="goda", by=None, now=NOW)
    assert (batch.state, batch.changed > 0) == ("applied", True), batch.problem
    assert everything() != before
    undo(kind, batch)
    assert everything() == before
