"""What the preview of a large file proved, written when it is confirmed, if nothing has changed meanwhile.

At the preview the rows to be written, and the keys of what they are about, are copied to a file; at the
confirm they are read from it. A proof holds once: for the same person, the same day and the same state of
the portal. When it does not hold, or the database refuses what it says, the file is read and proved anew.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import IO

from django.db import connection, transaction
from django.utils import timezone

from portal.background import progress
from portal.database.transactions import set_for_transaction
from portal.history.marking import newest
from portal.imports.columns import ImportKind
from portal.imports.job import Job
from portal.imports.models import Batch
from portal.imports.proof import Proof
from portal.imports.staging import prooffiles
from portal.imports.staging.judging import Asked, NotForSetsError
from portal.imports.staging.locking import lock_kept
from portal.imports.staging.proving import OWN, PLANNED, REFUSED, TriedInSets
from portal.organisation.models import User


def keep_proof(batch: Batch, tried: TriedInSets, kind: ImportKind, *, by: User | None, now: datetime) -> None:
    """Keep what ``tried`` proved, in the transaction in which it did.

    Nothing is kept when a row was doubtful, somebody else was writing, or there is no room for the file.
    """
    if kind.in_sets is None or tried.mark is None or tried.spool.counts:
        return
    rows = partial(kind.in_sets.rows, Asked(kind, by, now, ()))
    with suppress(OSError), transaction.atomic():
        facts = prooffiles.write(kind.in_sets.locked, rows)
        plain = [(status, number, str(sign)) for status, number, sign in tried.plain]
        Proof.objects.create(batch=batch, by=by, made_at=now, mark=tried.mark, plain=plain, **facts)


class NotProvedError(Exception):
    """What the preview proved does not hold: what is written in the transaction has to be taken back."""


def write_proved(
    batch: Batch, kind: ImportKind, *, by: User | None, now: datetime, keep: Callable[[TriedInSets], bool]
) -> TriedInSets | None:
    """Write what the preview of the batch proved, if ``keep`` says so. There is no proof afterwards.

    None when there is none. Raises NotProvedError when it does not hold. It is for the caller to take back
    the transaction: what is written in a savepoint costs some six per cent more, row after row.
    """
    proof = Proof.objects.filter(batch=batch).first()
    file = proof and prooffiles.opened(proof)
    forget(batch)
    if not proof or not file:
        return None
    if proof.by_id != (by and by.pk) or timezone.localdate(proof.made_at) != timezone.localdate(now):
        return None
    try:
        with file:
            return _written(proof, file, Asked(kind, by, now, ()), keep)
    except (NotForSetsError, *REFUSED) as error:
        raise NotProvedError from error


def _written(proof: Proof, file: IO[bytes], asked: Asked, keep: Callable[[TriedInSets], bool]) -> TriedInSets:
    """Raises NotForSetsError and what is ``REFUSED``."""
    sets, batch = asked.sets, proof.batch
    plain = [(status, number, int(sign)) for status, number, sign in proof.plain]
    tried = TriedInSets(batch.detected, sets.record, plain=plain)
    told = tried.rows - tried.count("unchanged")
    if not keep(tried) or batch.outcomes.count() != told:  # the receipt stands from the preview
        raise NotForSetsError
    progress.begin(Job.Step.KEEPING, tried.rows)
    set_for_transaction(PLANNED)
    lock_kept(file, proof.tables)
    if proof.mark != newest(but=OWN):  # asked for now: who held a row until now has written by now
        raise NotForSetsError
    prooffiles.write_rows(proof, file, sets.rows(asked, proof.name), now=asked.now)
    connection.check_constraints()
    return tried


def forget(batch: Batch) -> None:
    """There is no proof of the batch any more."""
    _forget(Proof.objects.filter(batch=batch))


def forget_old(now: datetime) -> None:
    """Nobody confirmed within a day."""
    _forget(Proof.objects.all().old(now))
    prooffiles.sweep(now)


def forget_all() -> None:
    """The rules may be other ones now."""
    _forget(Proof.objects.all())


def _forget(proofs) -> None:
    for proof in proofs:
        prooffiles.remove(proof)
        proof.delete()
