"""What a page is: an article, and of which kind, or something else that came in its place; with the evidence.

``kind`` decides. ``walls`` tells pages that ask or refuse (``consent``, ``errors``), ``listing`` those that list
articles or stand for the site, ``gallery`` those that show pictures. A kind is named in ``parsers.extraction``.
"""
