"""When the article was published and changed.

``dates`` decides between what is ``declared``, what is ``shown`` in elements of its own or in ``dated_lines`` of text,
and what is ``unshown``, in the address and in scripts. ``moments`` reads dates as software writes them, ``instants``
joins several of one instant. Dates in words are read by ``parsers.dates``.
"""
