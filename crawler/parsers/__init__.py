"""From a captured page to data, by pure functions: no clock, no network, no files, no logging.

In: a ``Page`` and, when a comment platform asked for it, the ``Need`` it answers. Out: an ``Extraction`` (article,
thread fragments, links, needs, notes); ``visit.assemble`` joins the extractions of one look into items.
To read more sites or comment systems, add a file to ``sites/`` or ``comments/platforms/`` and name it in the
tuple of ``sites`` or ``comments``.
"""
