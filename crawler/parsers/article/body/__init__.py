"""The article's text: which blocks of the page are part of it, and the same as HTML that is safe to show.

``text`` puts it together. ``forest`` weighs each block by fitted data (``weights``), once by itself and once among its
neighbours (``context``); ``alike`` and ``live`` judge together what belongs together. Then goes what stands in a text
and is none of it: ``asides``, ``latest_comments``, ``disclosures``, ``pointers`` with ``related``, ``notices`` with
``stand_ins``, ``controls``, ``captions``, ``leftovers`` and ``invitations``, then ``endings``, ``biographies``, and
what is of other ``stories``; ``render`` writes the HTML. To leave out one more kind of line: a module here with one
function of blocks, asked by ``text``.
"""
