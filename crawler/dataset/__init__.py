"""JSON lines: what was found, each line naming its record.

In: items of one visit with their evidence stamped, and what was known before. Out: the lines of articles, threads,
comments and visits (``lines``), files that grow by whole lines (``files``), and the JSON Schema of each (``schema``).
"""
