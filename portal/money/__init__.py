"""Pure arithmetic of kronor: splitting, tkr and kronor, how pages and files write numbers."""

from portal.money.explaining import explain
from portal.money.splitting import PartStep, RestStep, Split, split
from portal.money.units import kronor_to_tkr, ore_exact, tkr_to_kronor
from portal.money.writing import (
    MINUS,
    NBSP,
    csv_number,
    percent,
    write_fraction,
    write_int,
    write_kronor,
    write_number,
    write_percent,
    write_tkr,
)

__all__ = [
    "MINUS",
    "NBSP",
    "PartStep",
    "RestStep",
    "Split",
    "csv_number",
    "explain",
    "kronor_to_tkr",
    "ore_exact",
    "percent",
    "split",
    "tkr_to_kronor",
    "write_fraction",
    "write_int",
    "write_kronor",
    "write_number",
    "write_percent",
    "write_tkr",
]
