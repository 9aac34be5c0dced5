"""A file of indicators (indikatorer): a value a row, found by indicator, category, unit and period."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.content.outcomes import Outcome
from portal.content.parsing import read_decimal, read_yes_no
from portal.database.functions import SwedishKey
from portal.imports.columns import CandidateRow, Column, ImportKind, RowResult
from portal.imports.results import result
from projects import access
from projects.domain.indicating import SeriesKey, ValueCandidate, record_values
from projects.domain.indicatorperiods import read_period
from projects.models import IndicatorValue, Precision


class IndicatorFile(ImportKind):
    """``indikatorer``: a series that is not there is made; goal line and breaks are set on its page."""

    slug, title = "indikatorer", _("Indikatorer")
    intro = _(
        "Ett värde på varje rad. Samma indikator, kategori, enhet och period rättar värdet, "
        "en ny period lägger till."
    )
    columns = (
        Column("Indikator", "name", required=True, example="hushåll med ekonomiskt bistånd"),
        Column("Kategori", "category", example="arbetslöshet", help=_("Tomt om indikatorn gäller alla.")),
        Column(
            "Period",
            "period",
            read_period,
            required=True,
            example="2003-12",
            help=_("2003, 2003-12, 2003 K4, 2003 T3, 2002-11/2003-10 eller 1999 till 2003-12."),
            write=str,
        ),
        Column("Värde", "value", lambda text: read_decimal(text, units=()), required=True, example="12156"),
        Column("Enhet", "unit", required=True, example="hushåll"),
        Column(
            "Preliminär",
            "is_preliminary",
            read_yes_no,
            example="Nej",
            choices=("Ja", "Nej"),
            write=lambda yes: "Ja" if yes else "Nej",
        ),
        Column("Kommentar", "comment", help=_("Inga namn och inga personnummer.")),
    )
    key = ("name", "category", "unit", "period")

    def may(self, user) -> bool:
        return user is None or access.may_import_indicators(user)

    def may_export(self, user) -> bool:
        return user is None or access.may_export_imports(user)

    def save(self, rows: Sequence[CandidateRow], *, by, now: datetime) -> list[RowResult]:
        outcomes = record_values([_candidate(row) for row in rows], today=timezone.localdate(now))
        return [self._result(row, outcome) for row, outcome in zip(rows, outcomes, strict=True)]

    def _result(self, row: CandidateRow, outcome: Outcome[IndicatorValue]) -> RowResult:
        said, series = row.values, outcome.record.series
        label = ", ".join(
            filter(None, (said["name"], said.get("category"), said["unit"], str(said["period"])))
        )
        return result(
            self,
            row,
            outcome,
            in_file=lambda name, value: value,
            label=label,
            href=reverse("projects:indicator_detail", args=[series.pk]) if series.pk else "",
            questions=_questions(outcome),
        )

    def known(self, user) -> Iterable[Mapping[str, Any]]:
        order = [SwedishKey(f"series__{name}") for name in ("name", "category", "unit")]
        stored = IndicatorValue.objects.select_related("series").order_by(*order, "series", "begins", "pk")
        for value in stored.iterator(chunk_size=2000):
            yield {
                "name": value.series.name,
                "category": value.series.category,
                "period": value.period,
                "value": value.value,
                "unit": value.series.unit,
                "is_preliminary": value.is_preliminary,
                "comment": value.comment,
            }


def _candidate(row: CandidateRow) -> ValueCandidate:
    said = row.values
    values: dict[str, Any] = {"value": said["value"]}
    if "is_preliminary" in said:
        values["is_preliminary"] = bool(said["is_preliminary"])
    if "comment" in said:
        values["comment"] = said["comment"] or ""
    key = SeriesKey(said["name"], said.get("category") or "", said["unit"])
    return ValueCandidate(key, said["period"], values)


def _questions(outcome: Outcome[IndicatorValue]) -> tuple[str, ...]:
    """A day in a series of months is most often a month that a spreadsheet made a day of."""
    value, series = outcome.record, outcome.record.series
    if outcome.refusal or value.precision != Precision.DAY or series.precision == Precision.DAY:
        return ()
    words = gettext(
        "Raden gäller en dag, men serien mäts per %(precision)s. "
        "Kalkylprogram gör ibland om en månad till en dag."
    )
    return (words % {"precision": series.get_precision_display().lower()},)
