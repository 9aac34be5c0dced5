"""A file taken back: every row it wrote becomes what it was, unless somebody has gone on from it since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.database.refusals import in_words
from portal.history.context import act_of_its_own
from portal.history.taking_back import Key, Touched, take_back, touched_by, used_by_others
from portal.imports.columns import ImportKind
from portal.imports.models import Batch, RowOutcome
from portal.imports.retention import refuse_disposed
from portal.imports.trying import alone
from portal.organisation.models import User

OWN = ("imports", "files")  # the receipt itself is kept


@dataclass
class Group:
    """Rows of the database that belong together, and the rows of the file that wrote them."""

    rows: list[Touched] = field(default_factory=list)
    outcomes: list[RowOutcome] = field(default_factory=list)
    stuck: bool = False


@dataclass(frozen=True)
class Undoing:
    """What taking the file back would do: the groups that can be, and those somebody has gone on from."""

    free: Sequence[Group]
    stuck: Sequence[Group]

    @property
    def in_the_way(self) -> list[RowOutcome]:
        """The rows of the file that cannot be taken back, in its order."""
        return sorted((each for group in self.stuck for each in group.outcomes), key=lambda row: row.line)


def look(*, batch: Batch, kind: ImportKind) -> Undoing:
    """Say what can be taken back now. Writes nothing."""
    if batch.context is None or batch.disposed_at:
        return Undoing((), ())
    rows = touched_by(batch.context, but=OWN)
    used = used_by_others(rows)
    groups = _groups(rows, kind, _written(batch))
    for group in groups:
        group.stuck = any(row.edited_later or row.key in used for row in group.rows)
    return Undoing([group for group in groups if not group.stuck], [group for group in groups if group.stuck])


def undo(*, batch: Batch, kind: ImportKind, rest: bool, by: User | None, now: datetime) -> Batch:
    """Take the file back; a second undo does nothing. With ``rest``, rows edited later stay as they are.

    ValidationError when the file is not applied or is disposed of, when rows were edited later (and the rest
    was not asked for), when nothing is left to take back, and when the database refuses.
    """
    with alone(kind):
        batch = Batch.objects.select_for_update(of=("self",)).select_related("file").get(pk=batch.pk)
        refuse_disposed(batch)
        if batch.state == Batch.State.UNDONE:
            return batch
        if batch.state != Batch.State.APPLIED or batch.context is None:
            raise ValidationError(_("Filen är inte inläst, så det finns inget att ångra."))
        found = look(batch=batch, kind=kind)
        _refuse(found, rest)
        why = _("Ångrade kvitto %(batch)s, %(name)s") % {"name": batch.file.name, "batch": batch.pk}
        with act_of_its_own(why), in_words():
            take_back([row for group in found.free for row in group.rows])
        batch.outcomes.filter(pk__in=[row.pk for row in found.in_the_way]).update(is_kept=True)
        batch.state, batch.undone_at, batch.undone_by = Batch.State.UNDONE, now, by
        batch.save(update_fields=["state", "undone_at", "undone_by"])
        return batch


def _refuse(found: Undoing, rest: bool) -> None:
    if found.stuck and not rest:
        lines = ", ".join(str(row.line) for row in found.in_the_way[:10]) or "-"
        raise ValidationError(
            _("Någon har ändrat eller använt det som lästes in på rad %(lines)s. Ångra de andra raderna.")
            % {"lines": lines},
            code="edited_later",
        )
    if found.stuck and not found.free:
        raise ValidationError(_("Allt som lästes in har ändrats sedan dess. Inget går att ångra."))


def _written(batch: Batch) -> dict[Key, list[RowOutcome]]:
    """What the rows of the file wrote: (model, key) -> rows, for those that wrote something."""
    written: dict[Key, list[RowOutcome]] = {}
    wrote = batch.outcomes.filter(status__in=[RowOutcome.Status.NEW, RowOutcome.Status.CHANGED])
    for row in wrote.exclude(record="").defer("details", "questions").iterator(chunk_size=2000):
        label, _colon, pk = row.record.partition(":")
        model = apps.get_model(label)
        written.setdefault((model, model._meta.pk.to_python(pk)), []).append(row)
    return written


def _groups(rows: Sequence[Touched], kind: ImportKind, written: dict[Key, list[RowOutcome]]) -> list[Group]:
    """Join what points at each other, so that a report goes with its counts or not at all."""
    heads = _Heads(row.key for row in rows)
    for row in rows:
        for other in row.points_at():
            heads.join(row.key, other)
    for model, path in kind.joined:
        own = [pk for of_model, pk in heads.known if of_model is model]
        target = _model_at(model, path)
        for pk, other in model._base_manager.filter(pk__in=own).values_list("pk", path):
            heads.join((model, pk), (target, other))
    groups: dict[Key, Group] = {}
    for row in rows:
        group = groups.setdefault(heads.of(row.key), Group())
        group.rows.append(row)
        group.outcomes += written.get(row.key, [])
    return list(groups.values())


def _model_at(model: Any, path: str) -> Any:
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model
    return model


class _Heads:
    """Which rows hang together: each is joined with another, and answers with the same head."""

    def __init__(self, keys: Iterable[Key]):
        self.known: dict[Key, Key] = {key: key for key in keys}

    def of(self, key: Key) -> Key:
        while self.known[key] != key:
            self.known[key] = key = self.known[self.known[key]]
        return key

    def join(self, one: Key, other: Key) -> None:
        if one in self.known and other in self.known:
            self.known[self.of(one)] = self.of(other)
