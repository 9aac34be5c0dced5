"""The chase: the table of expected reports, each report's ledger, and what is noted there."""
