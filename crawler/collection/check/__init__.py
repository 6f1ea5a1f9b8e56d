"""``crawler check``: files against themselves, and collections against themselves: WARC, index, manifest, data.

``run`` checks each WARC in a process of its own (``part``), gathers the facts in a scratch database (``scratch``) and
then judges what must agree: names and revisits (``links``), the index (``index``), manifest and leftovers (``files``),
items (``data``), pages of a WACZ (``pages``). Memory does not grow with the archive.
"""
