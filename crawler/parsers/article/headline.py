"""The headline: agreement of witnesses, then the editors' own title, never the site's name.

Which witness is right differs by site, so the shape of their disagreement decides. What one has behind the other's
whole text (site, section, author) is glued on; a kicker in front is not. On pages that declare a news article, og:title
is the newsroom's headline more often than h1 or JSON-LD, which search engines are served; elsewhere the h1 is.
"""

import re
from collections.abc import Iterable
from itertools import accumulate
from typing import Final

from crawler.parsers.article.lexicon import fold
from crawler.parsers.article.marks import spaceless
from crawler.parsers.article.witness import ARTICLE_TYPES, Witnesses, clean, texts, types, visible_text
from crawler.urls import parts

_SEPARATOR: Final = re.compile(r"\s+(?:[|–—·•»«>⋆*-]|::|//|\\)+\s+|\s*[|｜ㅣ丨]\s*|_{1,2}|\s*--\s*|(?<=[^\s:]):\s+|：")
_GLUE: Final = re.compile(r"^\W*[|｜ㅣ丨–—·•»«>:：_*-]")
_BEFORE_MARK: Final = re.compile(r"\s+([:,.;])(?=\s|$)")
_QUOTES: Final = str.maketrans("‘’‚´`“”„«»", "'''''\"\"\"\"\"")
_WORD: Final = re.compile(r"[^\W_]+")
_LONGEST: Final = 400
_MOST_MARKED: Final = 20
_SHORTEST: Final = 8
_OTHER_METAS: Final = ("parsely-title", "sailthru.title", "dc.title", "headline", "citation_title", "cxenseparse:title")
_BLOGS: Final = frozenset({"BlogPosting", "SocialMediaPosting", "DiscussionForumPosting", "TechArticle"})


def headline(witnesses: Witnesses) -> str | None:
    """The article's headline without the site's name."""
    site = _SiteName(witnesses)
    shared = [site.strip(text) for text in witnesses.metas("og:title")[:1]]
    typed = [site.strip(text) for text in texts(witnesses.article.get("headline"))][:1]
    shown = _shown(witnesses, site, [*shared, *typed, witnesses.title])
    order = (shared, typed, shown) if _is_news(witnesses) else (shown, typed, shared)
    ranked = [text for texts_ in order for text in texts_ if text]
    if not ranked:
        return _from_elsewhere(witnesses, site)
    others = _others(witnesses)
    best = _whole(_agreed(ranked) or ranked[0], [*shown, *typed, *shared, *others])
    return _as_spelt(_unglued(best, [*ranked, *others]), [*shared, *typed, *others, *shown])


def kicker(witnesses: Witnesses, chosen: str | None) -> str | None:
    """The second headline: one declared as such, else the h1 where no h1 has the text that was chosen."""
    same, shown = fold(chosen or ""), witnesses.headings
    declared = list(texts(witnesses.article.get("alternativeHeadline")))
    if not declared and same in map(fold, shown):
        return None
    site = _SiteName(witnesses)
    shown = [text for text in map(site.strip, shown) if not site.is_called(text)]
    others = [*map(site.strip, declared), *([] if same in map(fold, shown) else shown[:1])]
    return next((text for text in others if text and fold(text) != same), None)


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
    return next((spelling for spelling in spellings if fold(spelling) == folded), text)


def _others(witnesses: Witnesses) -> list[str]:
    found = [text for name in _OTHER_METAS for text in witnesses.metas(name)[:1]]
    return [*found, *witnesses.metas("twitter:title")[:1]]


def _shown(witnesses: Witnesses, site: "_SiteName", declared: Iterable[str]) -> list[str]:
    """The h1 that is the headline: the one that declared titles repeat, else the first; a logo where it is all."""
    names = set(map(fold, witnesses.site_names))
    headings = [_BEFORE_MARK.sub(r"\1", text) for text in witnesses.headings if len(text) <= _LONGEST]
    headings = [text for text in headings if fold(text) not in names]
    if not headings:
        marked = (clean(visible_text(element)) for element in witnesses.items.get("headline", ())[:_MOST_MARKED])
        headings = [text for text in marked if 0 < len(text) <= _LONGEST]
    folded = [fold(text) for text in declared]
    repeated = [text for text in headings if len(text) >= _SHORTEST and any(fold(text) in title for title in folded)]
    return [text for text in repeated if not site.is_called(text)][:1] or (repeated or headings)[:1]


def _from_elsewhere(witnesses: Witnesses, site: "_SiteName") -> str | None:
    """From other declarations, else the document's title."""
    named = [*_others(witnesses), *texts(witnesses.article.get("name")), *texts(witnesses.web_page.get("name"))]
    return next((text for text in map(site.strip, [*named, witnesses.title]) if text), None)


class _SiteName:
    """Takes the site's name off a title."""

    def __init__(self, witnesses: Witnesses) -> None:
        host = (parts(witnesses.page.url).hostname or "").removeprefix("www.")
        self.domain = fold(host.rpartition(".")[0])
        self.names = [name for text in witnesses.site_names if (name := _Words(text)).folded]
        self.shown = [fold(text) for text in witnesses.headings]
        self.tails = set(map(fold, _SEPARATOR.split(witnesses.title[:_LONGEST])[1:]))

    def strip(self, title: str) -> str:
        """``title`` without parts at its end, or one at its start, that are the site's name."""
        if not 0 < len(title) <= _LONGEST:
            return ""
        kept = title
        for found in reversed(list(_SEPARATOR.finditer(title))):
            part = title[found.end() : len(kept)]
            if not (self._is_site(part) or (self._is_near(part) and not self._is_shown(kept))):
                break
            kept = title[: found.start()]
        first = _SEPARATOR.search(kept)
        if first and self._is_site(kept[: first.start()]) and not self._is_shown(kept):
            kept = kept[first.end() :]
        return kept.strip()

    def is_called(self, heading: str) -> bool:
        """Whether a heading is a logo: the site's name, or what stands behind the headline in the page's title."""
        return self._is_site(heading) or fold(heading) in self.tails

    def _is_site(self, part: str) -> bool:
        """Whether a part is the site's name itself, or nothing."""
        folded = fold(part)
        return not folded or folded == self.domain or any(folded == name.folded for name in self.names)

    def _is_near(self, part: str) -> bool:
        """Whether a part begins or ends with the site's name and has little else, or is some of its words."""
        words = _Words(part)
        chars = len(words.folded)
        if chars > 3 and 2 * chars >= len(self.domain) and words.folded in self.domain:
            return True
        return any(
            (chars < 2 * len(name.folded) + 8 and words.has_at_an_end(name.folded))
            or (chars > 3 and name.has(words.folded))
            for name in self.names
            if len(name.folded) > 2
        )

    def _is_shown(self, title: str) -> bool:
        """Whether an h1 has it all: what readers see as the headline is no name of the site."""
        folded = fold(title)
        return any(folded in text for text in self.shown)


class _Words:
    """A text's letters, and where its words begin and end among them."""

    def __init__(self, text: str) -> None:
        words = [fold(word) for word in _WORD.findall(text)]
        self.folded = "".join(words)
        self.bounds = {0, *accumulate(map(len, words))}
        if spaceless(text):
            self.bounds.update(range(len(self.folded)))

    def has(self, folded: str) -> bool:
        """Whether some of its words are these letters."""
        starts = (found for found in self.bounds if self.folded.startswith(folded, found))
        return any(start + len(folded) in self.bounds for start in starts)

    def has_at_an_end(self, folded: str) -> bool:
        """Whether its first or last words are these letters."""
        length, whole = len(folded), len(self.folded)
        begins = self.folded.startswith(folded) and length in self.bounds
        return begins or (self.folded.endswith(folded) and whole - length in self.bounds)
