"""``crawler redact``: records out of a collection, tombstones in their places, everything else as it was.

``plan`` reads the archive, verifies it and says what is to change. ``prepare`` makes every changed file beside the
collection, with the data rebuilt from it. ``commit`` writes down the intent and puts the files in their places, so that
a death before the intent leaves the old collection, and one after it a collection that the next call finishes.
``mentions`` looks for a person in payloads that no comment was read from.
"""
