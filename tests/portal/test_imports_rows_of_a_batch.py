"""The rows of a file are of a batch that is there, though no foreign key asks for each of them."""

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from portal.imports import running
from portal.imports.handing_back import rows_back
from portal.imports.models import Batch, RowOutcome
from tests.portal.importing import Societies
from tests.portal.test_imports_twice import GOOD, NOW, apply, receive

pytestmark = pytest.mark.django_db


def refused(sql: str, *params, by=IntegrityError) -> None:
    with pytest.raises(by), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_a_row_of_no_batch_is_refused_also_among_others():
    batch = receive(Societies())
    stands, lost = RowOutcome(batch=batch, line=9), RowOutcome(batch_id=batch.pk + 1, line=9)
    with pytest.raises(IntegrityError), transaction.atomic():
        RowOutcome.objects.bulk_create([stands, lost])
    RowOutcome.objects.bulk_create([stands])
    assert list(batch.outcomes.order_by("line").values_list("line", flat=True)) == [2, 3, 9]


def test_a_row_stays_with_its_batch():
    batch, other = receive(Societies()), receive(Societies(), b"Nyckel;Namn\nc;Tre\n")
    refused(
        "UPDATE imports_rowoutcome SET batch_id = %s WHERE batch_id = %s",
        other.pk,
        batch.pk,
        by=InternalError,
    )
    batch.outcomes.update(is_kept=True)
    assert (batch.outcomes.filter(is_kept=True).count(), other.outcomes.count()) == (2, 1)


def test_a_batch_goes_after_its_rows():
    batch = receive(Societies())
    refused("DELETE FROM imports_batch WHERE id = %s", batch.pk)
    batch.outcomes.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM imports_batch WHERE id = %s", [batch.pk])
    assert not Batch.objects.filter(pk=batch.pk).exists()


def test_a_row_that_changes_nothing_is_counted_and_handed_back_but_has_no_outcome():
    kind = Societies()
    apply(kind, receive(kind))
    again = running.receive(
        kind=kind, name="igen.csv", content=b"Nyckel;Namn\na;Ett\nb;Sju\n", by=None, now=NOW
    )
    assert (again.unchanged, again.changed) == (1, 1)
    assert list(again.outcomes.values_list("line", "status")) == [(3, "changed")]
    heading, rows = rows_back(again, kind, only_bad=False)
    assert (heading, [(row.said[0], row.cells) for row in rows]) == (
        ["Nyckel", "Namn"],
        [("oförändrad", ["a", "Ett"]), ("ändrad", ["b", "Sju"])],
    )
    assert list(rows_back(again, kind, only_bad=True)[1]) == []


def test_nothing_is_said_of_the_rows_of_a_file_that_still_waits():
    kind = Societies()
    waits = running.new_batch(kind=kind, name="senare.csv", content=GOOD, by=None, now=NOW)
    assert list(rows_back(waits, kind, only_bad=False)[1]) == []
