"""A file's way: received, checked, applied once."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.files.storing import Content, opener_of, sha256_of, store_file
from portal.history.context import act_of_its_own
from portal.imports.columns import ImportKind
from portal.imports.job import Job
from portal.imports.models import Batch
from portal.imports.noting import keep_outcomes, keep_problem
from portal.imports.putting_right import remembered
from portal.imports.retention import refuse_disposed
from portal.imports.sheets import UnreadableFile
from portal.imports.staging.proofs import NotProvedError, forget, keep_proof, write_proved
from portal.imports.staging.proving import TriedInSets
from portal.imports.trying import Tried, alone, try_file
from portal.organisation.models import Organisation, User
from portal.organisation.reach import READERS


def receive(*, kind: ImportKind, name: str, content: Content, by: User | None, now: datetime) -> Batch:
    """Store the file and check it. The same file applied before answers with that batch, unchanged.

    Raises ValidationError when the file is empty or too large to store.
    """
    with alone(kind):
        if earlier := applied_before(kind, sha256_of(content), by):
            return earlier
        batch = new_batch(kind=kind, name=name, content=content, by=by, now=now)
        work(batch, kind, by=by, now=now)
        return batch


def new_batch(*, kind: ImportKind, name: str, content: Content, by: User | None, now: datetime) -> Batch:
    """Store the file, to be checked. Raises ValidationError when it is empty or too large to store."""
    authority = authority_of(by)
    return Batch.objects.create(
        kind=kind.slug,
        file=store_file(name=name, content=content, by=by),
        authority=authority,
        received_at=now,
        received_by=by,
        mapped_columns=remembered(kind, authority),
        state=Batch.State.WAITING,
    )


def check_again(
    *, batch: Batch, kind: ImportKind, say: Callable[[Batch], None], by: User | None, now: datetime
) -> Batch:
    """Check the file anew after the sender has said more of it. Nothing else is written.

    ``say`` writes it on the batch, and may raise ValidationError; so does this, when the file is applied or
    thrown away.
    """
    with alone(kind):
        batch = still_open(batch)
        say(batch)
        work(batch, kind, by=by, now=now)
        return batch


def still_open(batch: Batch) -> Batch:
    """The batch, locked. ValidationError when it is applied, thrown away or disposed of."""
    batch = Batch.objects.select_for_update(of=("self",)).select_related("file").get(pk=batch.pk)
    refuse_disposed(batch)
    if batch.state not in (Batch.State.WAITING, Batch.State.CHECKED, Batch.State.UNREADABLE):
        raise ValidationError(_("Filen är redan inläst eller avbruten och kan inte rättas här."))
    return batch


def apply(*, batch: Batch, kind: ImportKind, scope: str, by: User | None, now: datetime) -> Batch:
    """Apply a checked file: "allt" is all rows or nothing, "goda" the rows that can be read.

    A second confirm does nothing. The same file applied in the meantime answers with that batch instead. A
    file that is refused (a row is bad and all were wanted, nothing can be read, or what is stored has changed
    since the preview) comes back checked anew, not applied. ValidationError when there is nothing to apply.
    """
    refuse_scope(scope)
    with suppress(NotProvedError), alone(kind):  # taken back as a whole: a savepoint would cost every row
        return _applied(batch.pk, kind, scope, by=by, now=now, proved=True)
    with alone(kind):
        return _applied(batch.pk, kind, scope, by=by, now=now, proved=False)


def _applied(pk: int, kind: ImportKind, scope: str, *, by: User | None, now: datetime, proved: bool) -> Batch:
    """Raises NotProvedError when ``proved`` and what the preview proved does not hold."""
    batch = Batch.objects.select_for_update(of=("self",)).select_related("file").get(pk=pk)
    if batch.state in Batch.RECEIPTS:
        return batch
    refuse_disposed(batch)
    if batch.state != Batch.State.CHECKED:
        raise ValidationError(_("Filen går inte att läsa in. Lämna in en rättad fil."))
    if earlier := applied_before(kind, batch.file.sha256, by):
        batch.detected = batch.detected | {"applied_as": earlier.pk}
        batch.save(update_fields=["detected"])
        discard(batch=batch)
        return earlier
    _apply(batch, kind, scope, by=by, now=now, proved=proved)
    return batch


def refuse_scope(scope: str) -> None:
    """Raise ValidationError for what is neither "allt" nor "goda"."""
    if scope not in Batch.Scope.values:
        raise ValidationError(_("Välj om alla rader ska läsas in, eller bara de goda."))


def _apply(
    batch: Batch, kind: ImportKind, scope: str, *, by: User | None, now: datetime, proved: bool
) -> None:
    seen = batch.fingerprint

    def wanted(tried: Tried | TriedInSets) -> bool:
        return tried.fingerprint == seen and tried.may_be_kept(good_rows=scope == Batch.Scope.GOOD)

    why = _("Inläst ur %(name)s, kvitto %(batch)s") % {"name": batch.file.name, "batch": batch.pk}
    with act_of_its_own(why) as act:
        written = write_proved(batch, kind, by=by, now=now, keep=wanted) if proved else None
        tried = written or work(batch, kind, by=by, now=now, keep=wanted)
    if tried and wanted(tried):
        batch.state, batch.scope, batch.context = Batch.State.APPLIED, Batch.Scope(scope), act
        batch.applied_at, batch.applied_by = now, by
        batch.save()


def discard(*, batch: Batch) -> None:
    """Leave a file that is not applied. Raises ValidationError when it is, or is disposed of."""
    refuse_disposed(batch)
    left = Batch.objects.filter(pk=batch.pk).exclude(state__in=Batch.RECEIPTS)
    if not left.update(state=Batch.State.DISCARDED):
        raise ValidationError(_("Filen är redan inläst och kan inte slängas."))
    Job.objects.filter(batch=batch).delete()
    forget(batch)


def applied_before(kind: ImportKind, sha256: str, by: User | None) -> Batch | None:
    """The batch of the same file (the SHA-256 of its bytes) already applied, if the sender may see it."""
    applied = Batch.objects.filter(kind=kind.slug, file__sha256=sha256, state=Batch.State.APPLIED)
    return (applied.for_user(by) if by else applied).order_by("-applied_at").first()


def authority_of(user: User | None) -> Organisation | None:
    """The administration whose file it is: that of the sender's first role of today with work of its own."""
    if user is None:
        return None
    held = user.assignments.valid_on(timezone.localdate()).exclude(role__in=READERS)
    first = held.select_related("organisation").order_by("pk").first()
    return first.organisation if first else None


def work(
    batch: Batch,
    kind: ImportKind,
    *,
    by: User | None,
    now: datetime,
    keep: Callable[[Tried | TriedInSets], bool] = lambda tried: False,
) -> Tried | TriedInSets | None:
    """Try the batch's file and write down what came of it; None when it cannot be read. What was proved is
    kept for later when nothing else is."""
    content = opener_of(batch.file)
    forget(batch)
    try:
        tried = try_file(kind=kind, content=content, by=by, now=now, said=batch.said, keep=keep)
    except UnreadableFile as problem:
        keep_problem(batch, problem)
        return None
    keep_outcomes(batch, tried)
    if isinstance(tried, TriedInSets) and not keep(tried):
        keep_proof(batch, tried, kind, by=by, now=now)
    return tried
