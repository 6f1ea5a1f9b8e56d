"""The headline: agreement of witnesses, then the editors' own title, never the site's name.

Which witness is right differs by site, so the shape of their disagreement decides. What one has behind the other's
whole text (site, section, author) is glued on; a kicker in front is not. On pages that declare a news article, og:title
is the newsroom's headline more often than h1 or JSON-LD, which search engines are served; elsewhere the h1 is.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, islice
from typing import Final

from crawler.parsers.article.layout import words_of
from crawler.parsers.article.lexicon import fold, name_words
from crawler.parsers.article.marks import spaceless
from crawler.parsers.article.witness import ARTICLE_TYPES, Witnesses, clean, short_text, texts, types, visible_text
from crawler.parsers.page import Page
from crawler.urls import is_http, join, parts

_MARK: Final = r"(?:[|┃:–—·•»«›‹<>←→▷⋆✦*~#@/-]|\\)+"
_SEPARATOR: Final = re.compile(rf"\s+(?:{_MARK}\s+)+|\s+[|–—·•-]$|\s*[|｜ㅣ丨]\s*|_{{1,2}}|\s*--\s*|(?<=[^\s:]):\s+|：")
_GLUE: Final = re.compile(r"^\W*[|｜ㅣ丨–—·•»«>:：_*-]")
_BEFORE_MARK: Final = re.compile(r"\s+([:,.;])(?=\s|$)")
_QUOTES: Final = str.maketrans("‘’‚´`“”„«»", "'''''\"\"\"\"\"")
_WORD: Final = re.compile(r"[^\W_]+")
_TELLING_WORD: Final = re.compile(r"[^\W_]{4,}")
_LONGEST: Final = 400
_MOST_MARKED: Final = 20
_SHORTEST: Final = 8
_TELLING: Final = 20
"""Letters from which on a heading that holds a part of a title can hardly do so by chance."""
_MOST_LOGOS: Final = 5
_MOST_NAMES: Final = 20
_MOST_SECOND: Final = 10
_INDEX: Final = re.compile(r"(?<=/)(?:home/)?(?:index|home\w*|default|start\w*)\.\w{2,5}$", re.I)
_HEADS: Final = frozenset("header masthead branding banner logo kopf".split())
_TITLE_WORDS: Final = frozenset({"title", "headline"})
_MOST_BELOW: Final = 50
_MOST_PARTS: Final = 8
_OTHER_METAS: Final = ("parsely-title", "sailthru.title", "dc.title", "headline", "citation_title", "cxenseparse:title")
_BLOGS: Final = frozenset({"BlogPosting", "SocialMediaPosting", "DiscussionForumPosting", "TechArticle"})


def headline(witnesses: Witnesses) -> str | None:
    """The article's headline without the site's name."""
    site = _SiteName(witnesses)
    shared = [site.strip(text) for text in witnesses.metas("og:title")[:1]]
    typed = [site.strip(text) for text in islice(texts(witnesses.article.get("headline")), 1)]
    shown = _shown(witnesses, site, [text for text in (*shared, *typed) if text])
    order = (shared, typed, shown) if _is_news(witnesses) else (shown, typed, shared)
    ranked = [text for texts_ in order for text in texts_ if text]
    if not ranked:
        return _from_elsewhere(witnesses, site)
    others = _others(witnesses)
    best = _whole(_agreed(ranked) or ranked[0], [*shown, *typed, *shared, *others])
    spelt = [*shared, *typed, *others, site.strip(witnesses.title), *shown]
    return _as_spelt(_unglued(best, [*ranked, *others]), spelt)


def kicker(witnesses: Witnesses, chosen: str | None) -> str | None:
    """The second headline: one declared as such, else the h1 where no h1 has the text that was chosen."""
    same, shown = fold(chosen or ""), witnesses.headings
    declared = list(islice(texts(witnesses.article.get("alternativeHeadline")), _MOST_SECOND))
    if not declared and same in map(fold, shown):
        return None
    site = _SiteName(witnesses)
    shown = [text for text in map(site.strip, shown) if not site.is_called(text) and site.beside(text)[0] != same]
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
    return next((spelling for spelling in spellings if spelling and fold(spelling) == folded), text)


def _others(witnesses: Witnesses) -> list[str]:
    found = [text for name in _OTHER_METAS for text in witnesses.metas(name)[:1]]
    return [*found, *witnesses.metas("twitter:title")[:1]]


def _shown(witnesses: Witnesses, site: "_SiteName", declared: Sequence[str]) -> list[str]:
    """The heading that is the headline; a logo where it is all.

    The h1 that ``declared`` titles repeat, or the page's own; else the h1 that holds one, else a lower heading that is
    most of one, as where a blog's name is the h1, else the first h1 that has a word of one, else the first.
    """
    headings = [_BEFORE_MARK.sub(r"\1", text) for text in witnesses.headings if len(text) <= _LONGEST]
    headings = [text for text in headings if not site.is_name(text)]
    headings = [text for text in headings if not site.is_domain(text)] or headings
    if not headings:
        marked = (clean(visible_text(element)) for element in witnesses.items.get("headline", ())[:_MOST_MARKED])
        headings = [text for text in marked if 0 < len(text) <= _LONGEST]
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


def _repeated(headings: Iterable[str], titles: Iterable[str]) -> list[str]:
    """The headings that titles have: as a part of theirs, or anywhere if they are not short."""
    parts_ = {fold(part) for title in titles for part in (title, *_SEPARATOR.split(title[:_LONGEST]))}
    folded = list(map(fold, titles))
    return [
        text
        for text in headings
        if fold(text) in parts_ or (len(text) >= _SHORTEST and any(fold(text) in title for title in folded))
    ]


def _likeliest(repeated: Sequence[str], witnesses: Witnesses, site: "_SiteName") -> str:
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
    heading = next((h1 for h1 in page.elements("h1")[:_MOST_LOGOS] if clean(visible_text(h1)) == text), None)
    around = [] if heading is None else list(heading.iterancestors())
    if any(box.tag in ("article", "main") for box in around):
        return False
    return any(box.tag == "header" or not _HEADS.isdisjoint(name_words(words_of(box))) for box in around[:-2])


def _beside(witnesses: Witnesses, site: "_SiteName", logo: str, declared: Sequence[str]) -> list[str]:
    """The lower heading that is what the page's title has beside an h1 which may be the site's name."""
    rest, is_last = site.beside(logo)
    told = [title for title in declared if fold(title) and fold(title) in rest]
    found = _below(witnesses, site, {rest}, named=not (told or is_last)) if rest else []
    return found or told[:1]


def _below(witnesses: Witnesses, site: "_SiteName", told: Container[str], *, named: bool = False) -> list[str]:
    """The first lower heading that is one of the texts told; ``named``: and is called a title by its author."""
    below = witnesses.page.elements("h2", "h3", "h4")[:_MOST_BELOW] if told else ()
    if named:
        below = [heading for heading in below if _TITLE_WORDS.intersection(name_words(heading.get("class") or ""))]
    found = (text for text in map(short_text, below) if len(text) <= _LONGEST and fold(text) in told)
    return [text for text in islice(found, 1) if not site.is_name(text)]


def _runs(title: str) -> Iterator[str]:
    """The parts of a title and the runs of them that are most of it, folded."""
    whole, marks = fold(title), list(_SEPARATOR.finditer(title))[:_MOST_PARTS]
    starts, ends = [0, *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), len(title)]
    runs = (fold(title[start:end]) for at, start in enumerate(starts) for end in ends[at:])
    return (run for run in runs if _is_most(run, whole))


def _is_most(part: str, whole: str) -> bool:
    return part in whole and 2 * len(part) >= len(whole) > 0


def _from_elsewhere(witnesses: Witnesses, site: "_SiteName") -> str | None:
    """From other declarations, else the document's title; the site's name where there is nothing else."""
    named = [*_others(witnesses), *texts(witnesses.article.get("name")), *texts(witnesses.web_page.get("name"))]
    named = [*map(site.strip, [*named, witnesses.title]), *witnesses.metas("og:title"), witnesses.title]
    return next(filter(None, named), None)


class _SiteName:
    """Takes the site's name off a title."""

    def __init__(self, witnesses: Witnesses) -> None:
        host = (parts(witnesses.page.url).hostname or "").removeprefix("www.")
        self.host, self.domain = fold(host), fold(host.rpartition(".")[0])
        named = [*witnesses.site_names[:_MOST_NAMES], *_logos(witnesses.page)]
        self.names = [name for text in named if (name := _Words(text[:_LONGEST])).folded]
        self.called = {name.folded for name in self.names}
        self.shown = [fold(text) for text in witnesses.headings]
        self.written = witnesses.title[:_LONGEST]
        self.title = fold(self.written)

    @cached_property
    def tails(self) -> set[str]:
        """What stands behind each mark of the page's title, up to the next one and whole."""
        title, marks = self.written, _SEPARATOR.finditer(self.written)
        return {*map(fold, _SEPARATOR.split(title)[1:]), *(fold(title[mark.end() :]) for mark in marks)}

    def beside(self, logo: str) -> tuple[str, bool]:
        """What the page's title has beside one of its parts, folded; empty where it has no such part.

        And whether that part is likely the site's by its place: last, and behind no colon.
        """
        folded = fold(logo)
        for mark in list(_SEPARATOR.finditer(self.written))[:_MOST_PARTS]:
            before, behind = fold(self.written[: mark.start()]), fold(self.written[mark.end() :])
            if folded in (before, behind):
                return (behind, False) if folded == before else (before, ":" not in mark[0])
        return "", False

    def strip(self, title: str) -> str:
        """``title`` without parts at its end, or one at its start, that are the site's name."""
        if not 0 < len(title) <= _LONGEST or (self.is_name(title) and fold(title) != self.title):
            return ""
        marks = list(_SEPARATOR.finditer(title))
        kept = self._before_name(title, marks)
        for found in reversed(marks):
            if found.start() >= len(kept):
                continue
            part = title[found.end() : len(kept)]
            if not (self._is_site(part) or (self._is_near(part) and not self._is_shown(kept))):
                break
            kept = title[: found.start()]
        first = marks[0] if marks and marks[0].start() < len(kept) else None
        if first and self._is_site(kept[: first.start()]) and not self._is_shown(kept):
            kept = kept[first.end() :]
        return kept.strip()

    def _before_name(self, title: str, marks: Sequence[re.Match[str]]) -> str:
        """``title`` up to a part that is a name of the site's, and without what follows that."""
        ends = (*(mark.start() for mark in marks[1:]), len(title))
        for mark, end in zip(marks, ends, strict=False):
            if fold(title[mark.end() : end]) in self.called:
                return title if self._is_shown(title) else title[: mark.start()]
        return title

    def is_name(self, heading: str) -> bool:
        """Whether a heading is one of the site's names."""
        folded = fold(heading)
        return not folded or folded in self.called

    def is_domain(self, heading: str) -> bool:
        """Whether a heading is the site's domain."""
        return fold(heading) in (self.host, self.domain)

    def is_called(self, heading: str) -> bool:
        """Whether a heading is a logo: the site's name, or what stands behind the headline in the page's title."""
        return self._is_site(heading) or fold(heading) in self.tails

    def _is_site(self, part: str) -> bool:
        """Whether a part is the site's name itself, or nothing."""
        return self.is_name(part) or self.is_domain(part)

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


def _logos(page: Page) -> Iterator[str]:
    """Texts of the h1 that link to where the site, or a part of it, begins: an address around the page's own."""
    for heading in page.elements("h1")[:_MOST_LOGOS]:
        for link in islice(chain(heading.iter("a"), heading.iterancestors("a")), 1):
            text = short_text(heading)
            if (href := link.get("href")) and text in short_text(link) and _is_around(href, page.url):
                yield text


def _is_around(href: str, url: str) -> bool:
    asked = parts(url)
    own = _bare(url) + "/" * bool(asked.query and asked.path in ("", "/"))
    address = _bare(join(url, href) or "") if is_http(url) else ""
    return bool(address) and own != address and own.startswith(address) and own[len(address)] == "/"


def _bare(url: str) -> str:
    """An address without scheme, www, query and name of an index."""
    found = parts(url)
    return f"{(found.hostname or '').removeprefix('www.')}{_INDEX.sub('', found.path)}".rstrip("/")


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
