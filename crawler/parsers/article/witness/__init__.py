"""Everything on a page that can testify about its article. Fields ask here and arbitrate.

``witnesses`` gathers JSON-LD, microdata, meta, title and headings; nothing is decided but which JSON-LD nodes are of
this page, by its ``identity``. ``nodes`` reads values of JSON-LD, ``elements`` the text of elements.
"""

from crawler.parsers.article.witness.elements import (
    COUNT,
    TEXTS,
    classed,
    clean,
    is_linked,
    item_of,
    short_text,
    value_of,
    visible_text,
    with_ancestors,
)
from crawler.parsers.article.witness.nodes import ARTICLE_TYPES, address_of, texts, types
from crawler.parsers.article.witness.witnesses import Witnesses

__all__ = [
    "ARTICLE_TYPES",
    "COUNT",
    "TEXTS",
    "Witnesses",
    "address_of",
    "classed",
    "clean",
    "is_linked",
    "item_of",
    "short_text",
    "texts",
    "types",
    "value_of",
    "visible_text",
    "with_ancestors",
]
