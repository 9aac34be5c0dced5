"""Large files in sets: rows go by COPY into a temporary table, and SQL tells the plain from the doubtful.

A row is called new, changed or unchanged only when SQL can prove that the domain would say the same, without
a remark. Every other row (bad, asked about, oddly spelled) goes the way of a small file, through the domain:
words, rules and suggestions have one home. A kind joins by saying how SQL reads its columns (``Column.sql``)
and what its rows mean (``ImportKind.in_sets``, a ``portal.imports.staging.judging.InSets``).
"""
