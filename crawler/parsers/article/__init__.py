"""One page's article: ``read`` asks each field's module, and they ask the witnesses.

In: a ``Page``. Out: an ``Article`` and what was noticed. ``witness`` gathers testimony (JSON-LD, microdata, meta), and
one module per field arbitrates, here or in the folder of what takes several:

    blocks    the page as blocks of text        body      which of them are the article's
    scripts   text that only scripts hold       people    authors, contributors
    times     published, changed                subjects  section, keywords, breadcrumbs
    kinds     article, list, wall, error …

To add a field: a module here with one function of ``Witnesses``, and a line in ``read``.
"""

from crawler.parsers.article.read import read

__all__ = ["read"]
