"""One page's article: ``read`` asks each field's module, and they ask the witnesses.

In: a ``Page``. Out: an ``Article`` and what was noticed. ``witness`` gathers testimony (JSON-LD, microdata, meta);
one module per field arbitrates (headline, authors, dates …); ``layout`` walks the tree once, ``features`` describes
each block, ``forest`` weighs it by fitted data, ``body`` decides, ``render`` writes HTML.
To add a field: a module here with one function of ``Witnesses``, and a line in ``read``.
"""

from crawler.parsers.article.read import read

__all__ = ["read"]
