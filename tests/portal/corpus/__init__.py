"""Odd and bad files with the answer each must get; ``python -m tests.portal.corpus FOLDER`` writes them."""

from tests.portal.corpus import cells, dialects, rows, workbooks

CASES = [*dialects.CASES, *rows.CASES, *cells.CASES, *workbooks.CASES]
