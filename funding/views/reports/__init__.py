"""A party's tertial report: its list, form, receipt, reading, review and ledger."""
