"""What an article is about: the keywords of the first witness that has any, else the topics that the page shows."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Final

from crawler.parsers.article.lexicon import fold
from crawler.parsers.article.marks import spaceless
from crawler.parsers.article.subjects.topics import topics
from crawler.parsers.article.witness import Witnesses, short_text, texts

MAX_KEYWORDS: Final = 500
"""Most that are kept of one page; some publishers declare a hundred."""

_WORDY: Final = 3
"""Fewest spaces of a headline that names no topic."""

_TAGS: Final = ("article:tag", "og:article:tag")
"""As JSON-LD's list it has one keyword in each value, which may hold a comma (https://ogp.me/#array)."""

_KEYWORD_METAS: Final = (
    "news_keywords",
    "keywords",
    *_TAGS,
    "parsely-tags",
    "sailthru.tags",
    "dc.subject",
    "dc:subject",
    "dcterms.subject",
    "dcterms:subject",
    "schema:keywords",
    "keyword",
    "citation_keywords",
)
_SEPARATOR: Final = re.compile(r"\s*[,;|、，；｜،؛]\s*")
_MOST_ITEMS: Final = 30
_LONGEST: Final = 80
_ID_LIKE: Final = re.compile(r"[0-9a-f-]{24,}|\w+:(?!in(?:nen)?$)\S*|\d{5,}|(?!19|20)\d{4}", re.I)
"""Machine tags and internal ids; no years, and no German words for all genders (Schüler:innen)."""


def keywords(witnesses: Witnesses, headline: str | None) -> list[str]:
    """Keywords of the first witness that has any, in its order, each once; the topics shown where none has.

    The first ``MAX_KEYWORDS`` of them, without a headline of several words.
    """
    same = fold(headline or "")
    for found in _keywords(witnesses):
        if kept := [word for word in found if word.count(" ") < _WORDY or fold(word) != same]:
            return kept[:MAX_KEYWORDS]
    return []


def _keywords(witnesses: Witnesses) -> Iterator[list[str]]:
    known = witnesses.page.meta
    named = ((witnesses.metas(name), name in _TAGS) for name in _KEYWORD_METAS if name in known)
    for values, listed in ((list(texts(witnesses.article.get("keywords"))), True), *named):
        parted = values if listed and len(values) > 1 else chain.from_iterable(map(_SEPARATOR.split, values))
        found = list(_words(parted))
        yield found if len(found) != 1 else _spaced(found[0])
    marked = (element for element in witnesses.items.get("keywords", ()) if element.tag != "meta")
    yield list(_words(chain.from_iterable(map(_SEPARATOR.split, map(short_text, islice(marked, _MOST_ITEMS))))))
    yield list(_words(topics(witnesses.page)))


def _spaced(keyword: str) -> list[str]:
    """The only keyword of a page, which is several where spaces part what is written without them."""
    return list(_words(keyword.split())) if 2 * spaceless(keyword) > len(keyword) else [keyword]


def _words(values: Iterable[str]) -> Iterator[str]:
    """Keywords without marks around them, each once; internal ids and machine tags are left out."""
    seen = set()
    for value in values:
        word = value.strip(" \"'#[]")
        if (
            word
            and len(word) <= _LONGEST
            and "{" not in word
            and not _ID_LIKE.fullmatch(word)
            and word.casefold() not in seen
        ):
            seen.add(word.casefold())
            yield word
