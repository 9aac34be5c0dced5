"""What the sender says of a file after the preview: what a heading means, what is left out, a cell put right.

The file itself is never changed: what was said stands beside it, on the receipt.
"""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.content.personal import refuse_personal_numbers
from portal.imports.columns import ImportKind
from portal.imports.headings import fold_heading
from portal.imports.models import Batch, ColumnName
from portal.organisation.models import Organisation

LONGEST = 4000  # characters of a cell that is typed on the page
LEFT_OUT = ""


def name_columns(*, batch: Batch, kind: ImportKind, meanings: Mapping[str, str]) -> None:
    """Say what unknown headings mean: heading -> column key, or ``LEFT_OUT``; remembered for the next file.

    The caller checks the file again. ValidationError: a heading that is not unknown, a column that does not
    exist or is meant twice.
    """
    unknown, absent = batch.detected.get("unknown", []), batch.detected.get("absent", [])
    chosen = [key for key in meanings.values() if key != LEFT_OUT]
    if not meanings.keys() <= set(unknown) or not set(chosen) <= set(absent):
        raise ValidationError(_("Filen har ingen sådan kolumn. Läs om sidan och välj igen."))
    if len(chosen) != len(set(chosen)):
        raise ValidationError(_("Två rubriker kan inte vara samma kolumn. Välj en av dem."))
    mapped = {fold_heading(name): key for name, key in meanings.items() if key != LEFT_OUT}
    batch.mapped_columns = {**batch.mapped_columns, **mapped}
    dropped = [name for name, key in meanings.items() if key == LEFT_OUT]
    batch.dropped_columns = list(dict.fromkeys([*batch.dropped_columns, *dropped]))
    _remember(kind, batch.authority, mapped)


def correct_cells(*, batch: Batch, kind: ImportKind, cells: Mapping[tuple[int, str], str]) -> None:
    """Read ``cells``, {(line, column key): text}, instead of what stands there. The caller checks again.

    ValidationError: a row that was not bad, a text too long, a personal identity number.
    """
    lines = set(batch.outcomes.filter(status="bad").values_list("line", flat=True))
    keys = {column.key for column in kind.columns}
    for (line, key), text in cells.items():
        if line not in lines or key not in keys:
            raise ValidationError(_("Raden går inte att rätta här. Läs om sidan."))
        if len(text) > LONGEST:
            raise ValidationError(_("Skriv högst %(most)s tecken i en cell.") % {"most": LONGEST})
        refuse_personal_numbers(text)
        batch.corrections.setdefault(str(line), {})[key] = text


def remembered(kind: ImportKind, authority: Organisation | None) -> dict[str, str]:
    """What the administration's own headings meant the last time: folded heading -> column key."""
    names = ColumnName.objects.filter(kind=kind.slug, authority=authority)
    return dict(names.values_list("heading", "column")) if authority else {}


def _remember(kind: ImportKind, authority: Organisation | None, mapped: Mapping[str, str]) -> None:
    if authority is None:
        return
    for heading, column in mapped.items():
        ColumnName.objects.update_or_create(
            kind=kind.slug, authority=authority, heading=heading[:200], defaults={"column": column}
        )
