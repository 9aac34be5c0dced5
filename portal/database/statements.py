"""Triggers that see all rows of a statement at once: a row at a time is slow where thousands are written."""

import pgtrigger


def after_statement(name: str, operation: pgtrigger.Operation, func: str, **tables: str) -> pgtrigger.Trigger:
    """``func`` is PL/pgSQL; ``tables`` names what it sees: ``new``, the rows written, ``old``, as before."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        operation=operation,
        when=pgtrigger.After,
        referencing=pgtrigger.Referencing(**tables),
        func=func,
    )
