"""When the article was published and changed.

``dates`` decides between what is declared, what is shown and what the address says. ``moments`` reads dates as software
writes them, ``instants`` joins several of one instant; ``shown`` finds those in elements of their own, ``dated_lines``
those in lines of text. Dates in words are read by ``parsers.dates``.
"""
