"""Which heading of a page is its headline: titles tell, since a logo, a section or a menu may be an h1, too."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from crawler.parsers.article.blocks.layout import names_of
from crawler.parsers.article.lexicon import fold, name_words
from crawler.parsers.article.site_name import LONGEST, MOST_PARTS, SEPARATOR, SiteName
from crawler.parsers.article.witness import Witnesses, clean, short_text, visible_text
from crawler.parsers.page import Page

_BEFORE_MARK: Final = re.compile(r"\s+([:,.;])(?=\s|$)")
_TELLING_WORD: Final = re.compile(r"[^\W_]{4,}")
_MOST_MARKED: Final = 20
_SHORTEST: Final = 8
_TELLING: Final = 20
"""Letters from which on a heading that holds a part of a title can hardly do so by chance."""
_HEADS: Final = frozenset("header masthead branding banner logo kopf".split())
_TITLE_WORDS: Final = frozenset({"title", "headline"})
_MOST_BELOW: Final = 50
_MOST_HEADS: Final = 5


def heading(witnesses: Witnesses, site: SiteName, declared: Sequence[str]) -> list[str]:
    """The heading that is the headline; a logo where it is all.

    The h1 that ``declared`` titles repeat, or the page's own; else the h1 that holds one, else a lower heading that is
    most of one, as where a blog's name is the h1, else the first h1 that has a word of one, else the first.
    """
    headings = [_BEFORE_MARK.sub(r"\1", text) for text in witnesses.headings if len(text) <= LONGEST]
    headings = [text for text in headings if not site.is_name(text)]
    headings = [text for text in headings if not site.is_domain(text)] or headings
    if not headings:
        marked = (clean(visible_text(element)) for element in witnesses.items.get("headline", ())[:_MOST_MARKED])
        headings = [text for text in marked if 0 < len(text) <= LONGEST]
    if repeated := _repeated(headings, declared) or _repeated(headings, [witnesses.title]):
        chosen = _likeliest(repeated, witnesses, site)
        if len(repeated) == 1 and not any(fold(chosen) in fold(title) for title in declared):
            return _beside(witnesses, site, chosen, declared) or [chosen]
        return [chosen]
    titles = [title for title in (*declared, site.strip(witnesses.title)) if title]
    told = {part for title in titles for part in _runs(title)}
    holding = [text for text in headings if any(len(part) >= _TELLING and _is_most(part, fold(text)) for part in told)]
    if holding or (lower := _below(witnesses, site, told)):
        return holding[:1] or lower
    said = set(_TELLING_WORD.findall(" ".join(titles).casefold()))
    return [text for text in headings if said.intersection(_TELLING_WORD.findall(text.casefold()))][:1] or headings[:1]


def _repeated(headings: Iterable[str], titles: Sequence[str]) -> list[str]:
    """The headings that titles have: anywhere in theirs, or as a part of them if they are short."""
    folded = list(map(fold, titles))

    def is_in(heading: str) -> bool:
        text = fold(heading)
        if len(heading) >= _SHORTEST:
            return any(text in title for title in folded)
        return any(text in map(fold, SEPARATOR.split(title[:LONGEST])) for title in titles)

    return list(filter(is_in, headings))


def _likeliest(repeated: Sequence[str], witnesses: Witnesses, site: SiteName) -> str:
    """Of several h1 that are parts of the title the first that is no logo, or a later one that is far longer.

    Or what the title has beside an h1 in the page's head.
    """
    first = next((at for at, text in enumerate(repeated) if not site.is_called(text)), 0)
    later = max(range(first, len(repeated)), key=lambda at: len(repeated[at]))
    if len(repeated[later]) >= 2 * len(repeated[first]):
        return repeated[later]
    rest = site.beside(repeated[first])[0] if len(repeated) > 1 else ""
    other = next((text for text in repeated[first + 1 :] if fold(text) == rest), None)
    return other if other is not None and _is_in_head(witnesses.page, repeated[first]) else repeated[first]


def _is_in_head(page: Page, text: str) -> bool:
    """Whether the h1 of that text stands in the page's head and in no article."""
    heading = next((h1 for h1 in page.elements("h1")[:_MOST_HEADS] if clean(visible_text(h1)) == text), None)
    around = [] if heading is None else list(heading.iterancestors())
    if any(box.tag in ("article", "main") for box in around):
        return False
    return any(box.tag == "header" or not _HEADS.isdisjoint(names_of(box)) for box in around[:-2])


def _beside(witnesses: Witnesses, site: SiteName, logo: str, declared: Sequence[str]) -> list[str]:
    """The lower heading that is what the page's title has beside an h1 which may be the site's name."""
    rest, is_last = site.beside(logo)
    told = [title for title in declared if fold(title) and fold(title) in rest]
    found = _below(witnesses, site, {rest}, named=not (told or is_last)) if rest else []
    return found or told[:1]


def _below(witnesses: Witnesses, site: SiteName, told: Container[str], *, named: bool = False) -> list[str]:
    """The first lower heading that is one of the texts told; ``named``: and is called a title by its author."""
    below = witnesses.page.elements("h2", "h3", "h4")[:_MOST_BELOW] if told else ()
    if named:
        below = [heading for heading in below if _TITLE_WORDS.intersection(name_words(heading.get("class") or ""))]
    found = (text for text in map(short_text, below) if len(text) <= LONGEST and fold(text) in told)
    return [text for text in islice(found, 1) if not site.is_name(text)]


def _runs(title: str) -> Iterator[str]:
    """The parts of a title and the runs of them that are most of it, folded."""
    whole, marks = fold(title), list(SEPARATOR.finditer(title))[:MOST_PARTS]
    starts, ends = [0, *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), len(title)]
    runs = (fold(title[start:end]) for at, start in enumerate(starts) for end in ends[at:])
    return (run for run in runs if _is_most(run, whole))


def _is_most(part: str, whole: str) -> bool:
    return part in whole and 2 * len(part) >= len(whole) > 0
