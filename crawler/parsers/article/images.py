"""Pictures: the one that stands for the article, and those shown in its text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final
from urllib.parse import unquote

from lxml.html import HtmlElement

from crawler.items import Image
from crawler.parsers.article.blocks.block import Block, Box, chars_of
from crawler.parsers.article.blocks.layout import declares, names_of
from crawler.parsers.article.elsewhere import is_elsewhere
from crawler.parsers.article.scene import Scene, element_at
from crawler.parsers.article.witness import Witnesses, texts
from crawler.parsers.page import Page

MAX_IMAGES: Final = 500
"""Most that are kept of one page; galleries of newspapers have a hundred."""

_WORD: Final = re.compile(r"(?<![\da-z])[a-z]{2,}|[A-Z][a-z]+|[A-Z]{2,}")
_SIGNS: Final = frozenset("icon favicon avatar gravatar placeholder spacer".split())
"""Words, in the singular, in short names of files and folders that hold no picture to look at."""
_SHORT: Final = 4
"""Most words of such a name; longer ones are headlines, which may speak of icons."""
_FILLERS: Final = frozenset("pixel blank transparent trans".split())
"""What whole names of fillers and counting pixels consist of; in a GIF's one is enough."""
_TELLING: Final = ("1x1", "default", "logo", *_FILLERS, *_SIGNS)
_TINY: Final = re.compile(r"0*[0-4]?\d(?:px)?")
_METAS: Final = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
_OTHER_METAS: Final = (
    *("image", "thumbnail", "thumbnailurl", "schema:image", "parsely-image-url", "sailthru.image.full"),
    "sailthru.image.thumb",
)
_SOURCES: Final = ("data-src", "data-lazy-src", "data-original", "src")
_SETS: Final = ("srcset", "data-srcset", "data-lazy-srcset")
_MOST_SOURCES: Final = 12
_PICTURES: Final = ("img", "amp-img")
_SIZE: Final = re.compile(r"-\d{2,4}x\d{2,4}(?=\.[^./]*\Z)")
_EXTENSIONS: Final = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")
_DESIGN: Final = ("wp-content/themes/", "wp-content/plugins/", "wp-includes/")
"""Folders of the content system that half of all sites use, which hold no pictures of articles."""
_OF_AUTHORS: Final = frozenset("author authors byline avatar profile contributor bio".split())
_STEPS: Final = 3
"""Words of the names of boxes for a picture of the author, and how far up these are."""
_CANDIDATE: Final = re.compile(r"([^\s,]\S*)(?:(?<!,)\s+(\d{1,6}(?:\.\d{1,3})?)[wx])?")


def images(witnesses: Witnesses, kept: Sequence[Block], around: Scene) -> list[Image]:
    """Absolute addresses, the main image first; each picture once, whatever its size; the first ``MAX_IMAGES``."""
    found: dict[str, str] = {}
    for url in _addresses(witnesses, kept, around):
        if url:
            found.setdefault(_picture(url), url)
    return [Image(url) for url in islice(found.values(), MAX_IMAGES)]


def _picture(url: str) -> str:
    """What addresses of one picture in several sizes have in common."""
    path = url.partition("?")[0].partition(":")[2]
    return _SIZE.sub("", path) if path.lower().endswith(_EXTENSIONS) else url


def _addresses(witnesses: Witnesses, kept: Sequence[Block], around: Scene) -> Iterator[str | None]:
    declared = witnesses.metas(*_METAS)
    article, page = witnesses.article, witnesses.web_page
    named = (article.get("image"), article.get("thumbnailUrl"), page.get("primaryImageOfPage"))
    declared += next(filter(None, (_declared(witnesses, value) for value in named)), [])
    good = list(filter(_is_picture, declared))
    # The first picture stands for the article; others declared, or shown above the text, are mostly other sizes of it.
    first = good[:1] or list(islice(_shown(_above(witnesses.page, around)), 1))
    found = [*first, *_shown(_within(kept))] or list(islice(filter(_is_picture, _rarely_declared(witnesses)), 1))
    yield from map(witnesses.absolute, found)
    yield from map(witnesses.absolute, [] if good else declared[:1])


def _rarely_declared(witnesses: Witnesses) -> Iterator[str]:
    """Addresses that other meta, microdata without a picture of its own, and links declare."""
    yield from witnesses.metas(*_OTHER_METAS)
    for item in witnesses.items.get("image", ())[:_MOST_SOURCES]:
        marked = (element for element in item.iter("meta", "link") if _is_address(element, item))
        yield from (element.get("content") or element.get("href") or "" for element in islice(marked, 1))
    links = (link for link in witnesses.page.elements("link") if (link.get("rel") or "").lower() == "image_src")
    yield from ((link.get("href") or "").strip() for link in links)


def _is_address(element: HtmlElement, item: HtmlElement) -> bool:
    return element is item or (element.get("itemprop") or "").lower() in ("url", "contenturl")


def _declared(witnesses: Witnesses, value: Any) -> list[str]:
    """Addresses in an image property: text, ImageObject, or a list of either."""
    found = []
    for entry in value if isinstance(value, list) else [value]:
        node = witnesses.resolve(entry)
        source = (node.get("url") or node.get("contentUrl")) if isinstance(node, dict) else node
        found += list(texts(source))
    return found


def _shown(elements: Iterable[HtmlElement]) -> Iterator[str]:
    """The address of each that is a picture to look at."""
    for element in elements:
        if not _is_unseen(element):
            yield from islice(filter(_is_picture, _sources(element)), 1)


def _above(page: Page, around: Scene) -> Iterator[HtmlElement]:
    """Picture elements from the headline to the second block of the text, but the authors' own."""
    if not around.heading or not around.first:
        return
    first, last = element_at(around.heading[0], 0), element_at(around.first[:2][-1], 0)
    for element in page.between(first, last):  # none where the text is from embedded state
        if element.tag in _PICTURES and not is_elsewhere(element, around.ours):
            boxes = islice(element.iterancestors(), _STEPS)
            if not any(_OF_AUTHORS.intersection(names_of(box)) for box in (element, *boxes) if box not in around.ours):
                yield element


def _within(kept: Sequence[Block]) -> Iterator[HtmlElement]:
    """Picture elements in the box that holds most of the text."""
    box = _common_box(kept)
    return box.iter(*_PICTURES) if box is not None else iter(())


def _sources(element: HtmlElement) -> Iterator[str]:
    """Addresses of one picture: its own, the largest of its set, and that of the ``picture`` around it."""
    yield from (value.strip() for name in _SOURCES if (value := element.get(name)))
    # libxml2 takes a source for an element with content: what follows it is inside.
    above = islice(element.iterancestors(), _MOST_SOURCES)
    around = next((outer for outer in above if outer.tag != "source"), element)
    others = islice(around.iter("source"), _MOST_SOURCES) if around.tag == "picture" else ()
    for each in (element, *others):
        yield from (_largest(value) for name in _SETS if (value := each.get(name)))


def _largest(srcset: str) -> str:
    """The candidate with the highest descriptor (https://html.spec.whatwg.org/multipage/images.html#srcset-attribute)."""
    found = max(_CANDIDATE.finditer(srcset), key=lambda candidate: float(candidate[2] or 1), default=None)
    return found[1].rstrip(",") if found else ""


def _is_picture(url: str) -> bool:
    """Whether an address is that of a picture to look at."""
    if not url or url.startswith(("data:", "blob:", "about:")) or "{{" in url:
        return False
    lower = url.lower()
    if "/wp-" in lower and any(folder in lower for folder in _DESIGN) and ".php?" not in lower:  # scripts resize others
        return False
    if not any(word in lower for word in _TELLING):
        return True
    *folders, file = (part.partition("?")[0] for part in unquote(url).split("/"))
    name, _, extension = file.rpartition(".") if "." in file else (file, "", "")
    return not any(map(_is_sign, map(_words, (*folders, name)))) and not _is_filler(name, extension.lower())


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]


def _is_sign(words: Sequence[str]) -> bool:
    """Whether a file or folder is called a logo, an icon or the like."""
    if words and words[0] in ("logo", "logos"):
        return True
    return len(words) <= _SHORT and not _SIGNS.isdisjoint(word.removesuffix("s") for word in words)


def _is_filler(name: str, extension: str) -> bool:
    """Whether a file stands where a picture is still missing, or counts readers."""
    words = _words(name)
    if name == "1x1" or words[:1] == ["default"]:
        return True
    return not _FILLERS.isdisjoint(words) if extension == "gif" else bool(words) and _FILLERS.issuperset(words)


def _is_unseen(element: HtmlElement) -> bool:
    """Whether its own attributes make it a counting pixel or an icon, or hide it."""
    if declares(element.get("style", ""), "display:none"):
        return True
    return any(_TINY.fullmatch(element.get(name, "").strip()) for name in ("width", "height"))


def _common_box(kept: Sequence[Block]) -> HtmlElement | None:
    """The innermost box around the first three quarters of the text, which the last pictures may stand behind."""
    least = 0.75 * chars_of(kept)
    direct: dict[Box | None, int] = defaultdict(int)
    read = 0
    for block in kept:
        direct[block.box.parent] += len(block.text)
        read += len(block.text)
        if read >= least:
            break
    held: dict[Box, int] = defaultdict(int)
    for parent, chars in direct.items():
        box = parent
        while box is not None:
            held[box] += chars
            box = box.parent
    around = [box for box, chars in held.items() if chars >= least]
    return max(around, key=lambda box: box.depth).element if around else None
