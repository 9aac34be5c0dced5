"""A file of reports by our import, against django-import-export as its manual has it, in bulk mode.

The same file, checked and then read in by both. The library is let off with reports alone: it cannot write
what they count, expects no report, asks no question and keeps no receipt. Measured in a fresh process with a
database of its own: ``python -m tests.bench.library``.
"""

import json
import os
import sys
import time
from decimal import Decimal
from typing import Any

import django

from tests.bench import Measured, benchmark
from tests.bench.year import in_a_process

ROWS = int(os.environ.get("BENCH_ROWS", 10_000))


@benchmark("import.vs_import_export_10k", goal=0.02)
def against_import_export() -> Measured:
    found = in_a_process("tests.bench.library", str(ROWS))
    detail = f"{found['ours']:.1f} s, django-import-export {found['theirs']:.1f} s, {ROWS} rader"
    return Measured(found["ours"] / found["theirs"], detail)


def main(rows: int) -> None:
    django.setup()
    from django.core.management import call_command

    from tests.bench import imports
    from tests.bench.filling import begin, fill

    call_command("prepare", stdout=sys.stderr)
    year = begin()
    fill(year, 1, rows + 1)
    imports._read_in(imports.sheet(rows + 1, rows + 1))  # what is loaded once is not what is measured
    content, kind = imports.sheet(1, rows), imports._kind()
    began = time.perf_counter()
    imports._apply(kind, imports._receive(kind, content))
    ours = time.perf_counter() - began
    found = {"ours": ours, "theirs": theirs(content, rows)}
    sys.stdout.write("\n" + json.dumps(found) + "\n")


def theirs(content: bytes, rows: int) -> float:
    """Seconds of the preview and the import that its admin makes: a resource of the model, in bulk."""
    from tablib import Dataset

    from portal.database.roles import as_owner
    from projects.models import OutcomeCount, Report

    OutcomeCount.objects.filter(report__origin="file").delete()
    Report.objects.filter(origin="file").delete()
    resource = resource_class()()
    began = time.perf_counter()
    dataset = Dataset().load(content.decode(), format="csv", delimiter=";")
    with as_owner():  # it sets the table's sequence, which the application's role may not
        for dry_run in (True, False):
            result = resource.import_data(dataset, dry_run=dry_run, raise_errors=True)
            assert result.totals["new"] == rows, result.totals
    seconds = time.perf_counter() - began
    assert Report.objects.filter(origin="file").count() == rows
    return seconds


def resource_class() -> Any:
    from import_export.fields import Field
    from import_export.resources import ModelResource
    from import_export.widgets import BooleanWidget, ForeignKeyWidget

    from projects.models import Report, ReportDuty

    class Tkr(Field):
        def clean(self, row: Any, **more: Any) -> Decimal:
            return Decimal(row[self.column_name].replace(",", ".")) * 1000

    class Reports(ModelResource):
        duty = Field("duty", "Projektnummer", ForeignKeyWidget(ReportDuty, field="project__number"))
        spent = Tkr("spent", "Förbrukat hittills tkr")
        is_final = Field("is_final", "Slutredovisning", BooleanWidget())

        class Meta:
            model = Report
            fields = ("duty", "spent", "is_final")
            import_id_fields = ("duty",)
            use_bulk = force_init_instance = True
            batch_size = 1000

        def before_import_row(self, row: Any, **more: Any) -> None:
            row["Slutredovisning"] = "1" if row["Slutredovisning"] == "Ja" else "0"

        def before_save_instance(self, instance: Any, row: Any, **more: Any) -> None:
            committee = instance.duty.project.programme.case.committee
            instance.plan, instance.origin, instance.received_by = "yes", "file", committee
            instance.submitted_at = "2026-05-04T09:00:00+00:00"

    return Reports


if __name__ == "__main__":
    main(int(sys.argv[1]))
