"""When the article was published and changed."""

from collections.abc import Iterator

from crawler.parsers.article.moments import moment
from crawler.parsers.article.witness import Witnesses, texts
from crawler.parsers.comments.dates import Dates

_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "publication_date",
    "article:published",
)
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")


def dates(witnesses: Witnesses, reader: Dates) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    """(ISO, raw) of publication and of the last change."""
    return _first(_published(witnesses), reader), _first(_modified(witnesses), reader)


def _first(raws: Iterator[str], reader: Dates) -> tuple[str, str] | None:
    return next(((value, raw) for raw in raws if (value := moment(raw, reader))), None)


def _published(witnesses: Witnesses) -> Iterator[str]:
    yield from texts(witnesses.article.get("datePublished"))
    for name in _PUBLISHED:
        yield from witnesses.metas(name)
    yield from texts(witnesses.web_page.get("datePublished"))
    for element in witnesses.page.tree.iter("time"):
        if value := element.get("datetime"):
            yield value


def _modified(witnesses: Witnesses) -> Iterator[str]:
    yield from texts(witnesses.article.get("dateModified"))
    for name in _MODIFIED:
        yield from witnesses.metas(name)
    yield from texts(witnesses.web_page.get("dateModified"))
