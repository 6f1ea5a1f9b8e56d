"""The headline: agreement of witnesses, then the editors' own title, never the site's name.

Which witness is right differs by site, so the shape of their disagreement decides. What one has behind the other's
whole text (site, section, author) is glued on; a kicker in front is not. On pages that declare a news article, og:title
is the newsroom's headline more often than h1 or JSON-LD, which search engines are served; elsewhere the h1 is.
"""

import re
from collections.abc import Iterable
from itertools import chain, islice
from typing import Final

from crawler.parsers.article.heading import heading
from crawler.parsers.article.lexicon import fold
from crawler.parsers.article.site_name import SiteName
from crawler.parsers.article.witness import ARTICLE_TYPES, Witnesses, texts, types, value_of

_GLUE: Final = re.compile(r"^\W*[|｜ㅣ丨–—·•»«>:：_*-]")
_QUOTES: Final = str.maketrans("‘’‚´`“”„«»", "'''''\"\"\"\"\"")
_SHORTEST: Final = 8
_MOST_SECOND: Final = 10
_OTHER_METAS: Final = ("parsely-title", "sailthru.title", "dc.title", "headline", "citation_title", "cxenseparse:title")
_BLOGS: Final = frozenset({"BlogPosting", "SocialMediaPosting", "DiscussionForumPosting", "TechArticle"})


def headline(witnesses: Witnesses, site: SiteName) -> str | None:
    """The article's headline without the site's name."""
    shared = [site.strip(text) for text in witnesses.metas("og:title")[:1]]
    typed = [site.strip(text) for text in islice(texts(witnesses.article.get("headline")), 1)]
    shown = heading(witnesses, site, [text for text in (*shared, *typed) if text])
    order = (shared, typed, shown) if _is_news(witnesses) else (shown, typed, shared)
    ranked = [text for texts_ in order for text in texts_ if text]
    if not ranked:
        return _from_elsewhere(witnesses, site)
    others = _others(witnesses)
    best = _whole(_agreed(ranked) or ranked[0], [*shown, *typed, *shared, *others])
    spelt = chain(shared, typed, others, map(site.strip, (witnesses.title,)), shown)
    return _as_spelt(_unglued(best, [*ranked, *others]), spelt)


def kicker(witnesses: Witnesses, site: SiteName, chosen: str | None) -> str | None:
    """The second headline: one declared as such, else the h1 where no h1 has the text that was chosen."""
    same, shown = fold(chosen or ""), witnesses.headings
    declared = list(islice(texts(witnesses.article.get("alternativeHeadline")), _MOST_SECOND)) or _marked(witnesses)
    if not declared and same in map(fold, shown):
        return None
    shown = [text for text in map(site.strip, shown) if not site.is_called(text) and site.beside(text)[0] != same]
    others = [*map(site.strip, declared), *([] if same in map(fold, shown) else shown[:1])]
    return next((text for text in others if text and fold(text) != same), None)


def _marked(witnesses: Witnesses) -> list[str]:
    """The second headline by microdata, if only one: lists have one for each teaser."""
    marked = witnesses.items.get("alternativeheadline", [])
    found = list(map(value_of, marked[:2]))
    return [text for text in found if text and len(found) == 1]


def _is_news(witnesses: Witnesses) -> bool:
    """Whether the page declares a news article rather than a blog post or a page of any kind."""
    names = ARTICLE_TYPES.intersection(types(witnesses.article))
    if names:
        return not names <= _BLOGS
    return witnesses.meta("og:type") == "article"


def _agreed(ranked: list[str]) -> str | None:
    """The first text that most witnesses have, when more than one has it and more than any other."""
    counts: dict[str, int] = {}
    for text in ranked:
        counts[fold(text)] = counts.get(fold(text), 0) + 1
    best = max(counts.values())
    if best < 3:
        return None
    return next(text for text in ranked if counts[fold(text)] == best)


def _whole(text: str, others: Iterable[str]) -> str:
    """``text``, or where it breaks off a witness that goes on."""
    start = fold(text)
    if len(start) < _SHORTEST or not text.endswith(("...", "…")):
        return text
    return next((other for other in others if (folded := fold(other)) != start and folded.startswith(start)), text)


def _unglued(text: str, others: Iterable[str]) -> str:
    """``text`` without what is glued on behind another witness's whole text; a kicker in front alone stays."""
    for other in others:
        place = _plain(text).find(_plain(other)) if _SHORTEST <= len(other) < len(text) else -1
        if place >= 0 and _GLUE.match(text[place + len(other) :]):
            return other
    return text


def _plain(text: str) -> str:
    """The same length of text, quotation marks alike."""
    return text.translate(_QUOTES)


def _as_spelt(text: str, spellings: Iterable[str]) -> str:
    """The same headline in the spelling of a declared witness: an h1's markup may lose or add spaces."""
    folded = fold(text)
    return next((spelling for spelling in spellings if spelling and fold(spelling) == folded), text)


def _others(witnesses: Witnesses) -> list[str]:
    found = [text for name in _OTHER_METAS for text in witnesses.metas(name)[:1]]
    return [*found, *witnesses.metas("twitter:title")[:1]]


def _from_elsewhere(witnesses: Witnesses, site: SiteName) -> str | None:
    """From other declarations, else the document's title; the site's name where there is nothing else."""
    named = [*_others(witnesses), *texts(witnesses.article.get("name")), *texts(witnesses.web_page.get("name"))]
    named = [*map(site.strip, [*named, witnesses.title]), *witnesses.metas("og:title"), witnesses.title]
    return next(filter(None, named), None)
