"""The journal: one SQLite file per archives folder that says what happened and what is left to do.

In: rows that the committer writes in one transaction a second, after the bytes they speak of are on disk. Out: rows to
fetch next, URLs seen, captures by record, versions of items, committed lengths of files. What is not in the journal
did not happen; what is in the journal is on disk. One file per table; ``journal`` opens the file and holds the schema.
"""
