"""What of a report's tables is hidden from those who may not see small counts of people."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from portal.content.figures import MASKED, Figure
from portal.content.masking import Line
from portal.content.masking_tables import mask_tables
from portal.content.tables import Cell, Row, Table
from projects.domain.codelist import PARTICIPANTS
from projects.domain.plausibility.summing import sums_told
from projects.domain.reportcontent import key_of
from projects.models import OutcomeCount, Report


def mask_report(tables: Sequence[Table], report: Report, earlier: Report | None) -> list[Table]:
    """All tables of one version of a report, masked together. ``earlier`` is what it is shown beside."""
    masked = mask_tables(tables, sums=list(_sums(report, earlier)))
    return [_without_shares(table) if _whole_is_hidden(masked) else table for table in masked]


def verified_fact(count: OutcomeCount) -> tuple:
    """What a checked number is the same as, wherever it stands."""
    return count.report_id, key_of(count), "verified"


def _sums(report: Report, earlier: Report | None) -> Iterator[Line]:
    """What is a sum without being shown as one: who has ended and who is ongoing are all who take part."""
    for told in filter(None, (report, earlier)):
        counts = list(told.counts.all())
        facts: dict[int, tuple] = {count.pk: (count.report_id, key_of(count)) for count in counts}
        yield from _lines(facts, sums_told(counts, checked=False))
        if told is report:
            checked = {count.pk: verified_fact(count) for count in counts if count.verified is not None}
            yield from _lines(facts | checked, sums_told(counts, checked=True))


def _lines(facts: dict[int, tuple], sums: Iterator[tuple[int, tuple[int, ...]]]) -> Iterator[Line]:
    for whole, parts in sums:
        yield Line(facts[whole], tuple(facts[part] for part in parts))


def _whole_is_hidden(tables: list[Table]) -> bool:
    """Whether the participants of this report are masked somewhere: then every share of them would tell."""
    return any(
        row.key == PARTICIPANTS and isinstance(cell, Figure) and cell.value is MASKED
        for table in tables
        for row in table.rows
        for name, cell in row.cells.items()
        if name == "reported"
    )


def _without_shares(table: Table) -> Table:
    def cells(row: Row) -> dict[str, Cell]:
        share = row.cells.get("share")
        hidden = replace(share, value=MASKED) if isinstance(share, Figure) else share
        return (
            {**row.cells, "share": hidden} if "share" in row.cells and hidden is not None else dict(row.cells)
        )

    return replace(table, rows=tuple(replace(row, cells=cells(row)) for row in table.rows))
