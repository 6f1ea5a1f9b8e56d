"""Item pipelines: ``warc`` archives every exchange and stamps each item with its record, ``jsonl`` ends visits.

In: the signal of each exchange, and items. Out: captures for the committer, items that say where their evidence lies.
They come before other people's pipelines, which see every item as soon as it is stamped.
"""
