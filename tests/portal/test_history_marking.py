"""The mark of the history is another one as soon as anything tracked is written, and by nothing else."""

from contextlib import closing

import psycopg2
import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from portal.history import marking
from portal.history.marking import mark, newest
from portal.organisation.models import Organisation
from tests.factories.portal import OrganisationFactory
from tests.portal.importing import at_work

pytestmark = pytest.mark.database
NONE = ()


@pytest.mark.django_db
def test_a_mark_stands_until_something_tracked_is_written():
    one = OrganisationFactory()
    seen = mark(but=NONE)
    Session.objects.create(session_key="x" * 32, session_data="", expire_date=timezone.now())
    assert newest(but=NONE) == seen
    marks = [seen]
    for write in (
        lambda: Organisation.objects.filter(pk=one.pk).update(note="Ny"),
        OrganisationFactory,
        one.delete,
    ):
        write()
        marks.append(newest(but=NONE))
    assert len(set(marks)) == 4


@pytest.mark.django_db
def test_what_is_left_out_does_not_count():
    seen = mark(but=["organisation"])
    OrganisationFactory()
    assert newest(but=["organisation"]) == seen


@pytest.mark.django_db(transaction=True)
def test_there_is_no_mark_while_another_is_writing():
    """What the other wrote has a lower number than what is seen, and is seen only later."""
    one, other = OrganisationFactory(), OrganisationFactory()
    with at_work(lambda: Organisation.objects.filter(pk=one.pk).update(note="Först")):
        Organisation.objects.filter(pk=other.pk).update(note="Sedan")
        seen, standing = mark(but=NONE), newest(but=NONE)
    assert (seen, newest(but=NONE)) == (None, standing)
    assert mark(but=NONE) == standing


@pytest.mark.django_db
@pytest.mark.parametrize("where", ["here", "in another database"])
def test_only_who_writes_in_this_database_is_in_the_way(where):
    facts = connection.get_connection_params() | ({} if where == "here" else {"dbname": "postgres"})
    with closing(psycopg2.connect(**facts)) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")
        assert (mark(but=NONE) is None) == (where == "here")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("where", ["here", "in another database"])
def test_who_is_done_while_the_mark_is_taken(where, monkeypatch):
    """Here: what they wrote is seen by all that is read from now on, and the mark is an old one. Elsewhere:
    nobody's concern, however busy the server is."""
    facts, asked, one = connection.get_connection_params(), marking._asked, OrganisationFactory()
    write = "UPDATE organisation_organisation SET note = 'Ny' WHERE id = %s"
    if where != "here":
        facts, write = facts | {"dbname": "postgres"}, "SELECT pg_current_xact_id(), %s"

    def answered(sql):
        found = asked(sql)
        if sql != marking._OTHERS:
            with closing(psycopg2.connect(**facts)) as other, other.cursor() as cursor:
                cursor.execute(write, [one.pk])
                other.commit()
        return found

    with monkeypatch.context() as busy:
        busy.setattr(marking, "_asked", answered)
        seen = mark(but=NONE)
    assert seen is not None
    assert (seen == newest(but=NONE)) == (where != "here")


@pytest.mark.django_db
def test_events_are_numbered_one_at_a_time():
    """A connection that takes numbers in advance would write lower ones later."""
    events = [model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), max(s.seqcache), bool_and(s.seqincrement = 1 AND NOT s.seqcycle)"
            " FROM unnest(%s) AS e (name)"
            " JOIN pg_sequence s ON s.seqrelid = pg_get_serial_sequence(e.name, 'pgh_id')::regclass",
            [[model._meta.db_table for model in events]],
        )
        assert cursor.fetchone() == (len(events), 1, True)
