"""What a page needs to be shown as it was: images, styles, scripts, fonts, icons, media, what it embeds.

Frames are left out: they are pages of their own. So is what only scripts would ask for.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, cast

from lxml import etree
from lxml.html import HtmlElement

from crawler.parsers.page import Page
from crawler.parsers.requisite import Requisite, RequisiteKind
from crawler.parsers.styles import requisites_of_text
from crawler.urls import join

MAX_REQUISITES: Final = 2_000
"""Most requisites of one page; what follows is left out."""
MAX_CANDIDATES: Final = 50
"""Most candidates of one srcset."""

_HTML: Final = frozenset({"", "text/html", "application/xhtml+xml"})
_Found = Iterator[tuple[str, RequisiteKind]]

# Where scripts that load images late keep the address until then; the names of the usual libraries.
_LAZY: Final = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-original-src", "data-hi-res-src")
_LAZY_SETS: Final = ("data-srcset", "data-lazy-srcset", "data-original-set")
_BACKGROUNDS: Final = ("background", "data-bg", "data-background", "data-background-image", "data-poster")
# One path for all of them, since each costs a walk over the page.
_BEHIND: Final = etree.XPath(
    " | ".join(("//@style[contains(., '(')]", *(f"//@{name}" for name in _BACKGROUNDS))), smart_strings=False
)
_PLACEHOLDER: Final = re.compile(r"[{}<>]|\$\(")
"""A template's address, which only a script can fill in."""

# https://html.spec.whatwg.org/#parsing-a-srcset-attribute: commas at the end of an address end the candidate.
_CANDIDATE: Final = re.compile(r"(?!,)(\S*[^\s,])(?:,++|(?:[^,(]|\([^)]*+\)?)*+)")

_ICONS: Final = frozenset({"icon", "apple-touch-icon", "apple-touch-icon-precomposed", "mask-icon", "fluid-icon"})
_PRELOADED: Final = {
    "style": RequisiteKind.STYLE,
    "script": RequisiteKind.SCRIPT,
    "font": RequisiteKind.FONT,
    "image": RequisiteKind.IMAGE,
}


def requisites(page: Page) -> tuple[Requisite, ...]:
    """What ``page`` asks for, each address once: by kind, then in page order. Nothing when it is no HTML.

    ``<base href>`` is respected. An address that is both, an image here and a style there, is what comes first.
    """
    if page.content_type not in _HTML:
        return ()
    base = page.base
    found: dict[str, RequisiteKind] = {}
    for href, kind in _of_elements(page.tree):
        url = join(base, href) if href and href[0] != "#" else None
        if url is not None and url != page.url and kind < found.get(url, len(RequisiteKind)):
            found[url] = kind
    for requisite in _of_styles(page.tree, base):
        found.setdefault(requisite.url, requisite.kind)
    ordered = sorted(found.items(), key=lambda pair: pair[1])
    return tuple(Requisite(url, kind) for url, kind in ordered[:MAX_REQUISITES])


def _of_elements(tree: HtmlElement) -> _Found:
    for element in tree.iter(*_READERS):
        yield from _READERS[cast("str", element.tag)](element)


def _of_styles(tree: HtmlElement, base: str) -> Iterator[Requisite]:
    """What style elements and attributes ask for, and the images behind any element that are given otherwise."""
    for element in tree.iter("style"):
        yield from requisites_of_text(element.text or "", base)
    for value in cast("list[str]", _BEHIND(tree)):
        if "(" in value:
            yield from requisites_of_text(value, base)
        elif value and not _PLACEHOLDER.search(value) and (url := join(base, value)) is not None:
            yield Requisite(url, RequisiteKind.IMAGE)


def candidates(srcset: str) -> list[str]:
    """The addresses in a srcset, as written."""
    return [found[1] for found, _ in zip(_CANDIDATE.finditer(srcset), range(MAX_CANDIDATES), strict=False)]


def _variants(values: Iterable[str | None], first: RequisiteKind) -> _Found:
    """Candidates of sets: the first of all is wanted as much as a plain address would be."""
    for srcset in values:
        for number, href in enumerate(candidates(srcset) if srcset else ()):
            yield href, RequisiteKind.VARIANT if number else first


def _image(element: HtmlElement) -> _Found:
    plain = [element.get("src"), *(value for name in _LAZY if (value := _late(element, name)))]
    for href in plain:
        if href:
            yield href, RequisiteKind.IMAGE
    first = RequisiteKind.VARIANT if any(plain) else RequisiteKind.IMAGE
    yield from _variants((element.get("srcset"), *(_late(element, name) for name in _LAZY_SETS)), first)


def _late(element: HtmlElement, name: str) -> str | None:
    """An attribute that a script reads, unless it is only a template of an address."""
    value = element.get(name)
    return None if value is None or _PLACEHOLDER.search(value) else value


def _source(element: HtmlElement) -> _Found:
    """A source of a picture or of media; only the latter have ``src``."""
    yield from _media(element)
    sets = (element.get("srcset"), *(_late(element, name) for name in _LAZY_SETS))
    yield from _variants(sets, RequisiteKind.VARIANT)


def _media(element: HtmlElement) -> _Found:
    for href in (element.get("src"), _late(element, "data-src")):
        if href:
            yield href, RequisiteKind.MEDIA
    if poster := element.get("poster"):
        yield poster, RequisiteKind.IMAGE


def _link(element: HtmlElement) -> _Found:
    href, rel = element.get("href"), frozenset((element.get("rel") or "").lower().split())
    yield from _variants((element.get("imagesrcset"),), RequisiteKind.VARIANT)
    if not href:
        return
    if "stylesheet" in rel:
        yield href, RequisiteKind.STYLE
    elif rel & _ICONS:
        yield href, RequisiteKind.ICON
    elif "manifest" in rel:
        yield href, RequisiteKind.MANIFEST
    elif "modulepreload" in rel:
        yield href, RequisiteKind.SCRIPT
    elif "preload" in rel:
        yield href, _PRELOADED.get((element.get("as") or "").lower(), RequisiteKind.EMBED)


def _script(element: HtmlElement) -> _Found:
    for href in (element.get("src"), _late(element, "data-src")):
        if href:
            yield href, RequisiteKind.SCRIPT


def _input(element: HtmlElement) -> _Found:
    if (element.get("type") or "").lower() == "image":
        yield from _image(element)


def _drawn(element: HtmlElement) -> _Found:
    """An image or a symbol in SVG."""
    href = element.get("href") or element.get("xlink:href") or element.get("src")
    if href:
        yield href.strip(), RequisiteKind.IMAGE


def _embedded(element: HtmlElement) -> _Found:
    if href := element.get("src") or element.get("data"):
        yield href, RequisiteKind.EMBED


_READERS: Final[dict[str, Callable[[HtmlElement], _Found]]] = {
    "img": _image,
    "amp-img": _image,
    "input": _input,
    "source": _source,
    "video": _media,
    "audio": _media,
    "track": _media,
    "link": _link,
    "script": _script,
    "image": _drawn,
    "use": _drawn,
    "feimage": _drawn,
    "embed": _embedded,
    "object": _embedded,
}
