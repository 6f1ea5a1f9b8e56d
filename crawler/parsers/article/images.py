"""Pictures: the one that stands for the article, and those shown in its text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from lxml.html import HtmlElement

from crawler import urls
from crawler.items import Image
from crawler.parsers.article.blocks import Block, Box
from crawler.parsers.article.witness import Witnesses, texts

MAX_IMAGES: Final = 50
_NO_PICTURE: Final = (
    "placeholder", "blank.", "spacer", "pixel", "1x1", "transparent", "/logo", "default-", "default_", "default.",
    "avatar", "icon",
)  # fmt: skip
"""What addresses of placeholders, logos and icons hold."""
_SOURCES: Final = ("data-src", "data-lazy-src", "data-original", "src")


def images(witnesses: Witnesses, kept: Sequence[Block]) -> list[Image]:
    """Absolute addresses, the main image first; each once."""
    found = dict.fromkeys(url for url in _addresses(witnesses, kept) if url)
    return [Image(url) for url in list(found)[:MAX_IMAGES]]


def _addresses(witnesses: Witnesses, kept: Sequence[Block]) -> Iterator[str | None]:
    base = witnesses.page.url
    if not urls.is_http(base):
        base = witnesses.canonical_url or base
    declared = [*witnesses.metas("og:image"), *witnesses.metas("og:image:url"), *witnesses.metas("twitter:image")]
    declared += _declared(witnesses, witnesses.article.get("image")) or _declared(
        witnesses, witnesses.article.get("thumbnailUrl")
    )
    good = [url for url in declared if _is_picture(url)]
    # The first declared picture stands for the article; the others are mostly the same one in other sizes.
    yield from (_join(base, url) for url in (good or declared)[:1])
    yield from (_join(base, url) for url in _shown(kept))


def _join(base: str, url: str) -> str | None:
    return urls.join(base, url) if urls.is_http(base) else (url if urls.is_http(url) else None)


def _declared(witnesses: Witnesses, value: Any) -> list[str]:
    """Addresses in an image property: text, ImageObject, or a list of either."""
    found = []
    for entry in value if isinstance(value, list) else [value]:
        node = witnesses.resolve(entry)
        source = (node.get("url") or node.get("contentUrl")) if isinstance(node, dict) else node
        found += list(texts(source))
    return found


def _shown(kept: Sequence[Block]) -> Iterator[str]:
    """Pictures in the box that holds most of the text."""
    box = _common_box(kept)
    for element in box.iter("img", "amp-img") if box is not None else ():
        source = next((value for name in _SOURCES if (value := element.get(name))), "")
        if source and not source.startswith("data:") and _is_picture(source) and not _is_tiny(element):
            yield source


def _is_picture(url: str) -> bool:
    """Whether an address is that of a picture to look at."""
    lower = url.lower()
    return not any(word in lower for word in _NO_PICTURE)


def _is_tiny(element: HtmlElement) -> bool:
    """Whether its own attributes make it a counting pixel or an icon."""
    sizes = [int(value) for name in ("width", "height") if (value := element.get(name, "")).isdigit()]
    return any(size < 50 for size in sizes)


def _common_box(kept: Sequence[Block]) -> HtmlElement | None:
    """The innermost box around the first three quarters of the text, which the last pictures may stand behind."""
    least = 0.75 * sum(len(block.text) for block in kept)
    direct: Counter[Box | None] = Counter()
    read = 0
    for block in kept:
        direct[block.box.parent] += len(block.text)
        read += len(block.text)
        if read >= least:
            break
    held: Counter[Box] = Counter()
    for parent, chars in direct.items():
        box = parent
        while box is not None:
            held[box] += chars
            box = box.parent
    around = [box for box, chars in held.items() if chars >= least]
    return max(around, key=lambda box: box.depth).element if around else None
