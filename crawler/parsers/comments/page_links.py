"""Links to further pages of a thread, in the markup beside its comments.

What stands before the heading of the comments is the story's own; what stands in a comment is its reader's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.comments.address import host_and_port
from crawler.parsers.comments.names import words, words_of
from crawler.parsers.comments.page_address import NumberKind, Place, is_action, place, same_thread, without_session
from crawler.parsers.comments.render import line, safe_url
from crawler.parsers.comments.view import View
from crawler.urls import MAX_LENGTH

MOST_PAGES: Final = 100
"""Pages asked for of one thread."""

_LEVELS: Final = 3
_MOST_LINKS: Final = 1000
_MOST_PARAGRAPHS: Final = 500
_LONG_TEXT: Final = 600
"""Characters in paragraphs beside the comments from which on a page is a story with comments and no mere thread."""

_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ROWS: Final = frozenset(("tr", "tbody"))
_PAGER: Final = re.compile(
    r"\b(?:pager|pagination|paging|paginator|page ?nav|pagelinks|page|pages|seiten|nav links|next|prev\w*)\b"
)
_CURRENT: Final = re.compile(r"\b(?:current|active|selected)\b")
_MORE: Final = re.compile(r"\b(?:load|more|next|older|newer|previous|show)\b")
MORE_LABEL: Final = re.compile(
    r"^\W*(?:(?:load|show|view|see|read) (?:more|all|older|newer|previous)|more comments|mehr kommentare|weitere|ältere"
    r"|mehr (?:laden|anzeigen)|plus de|voir (?:plus|tous)|afficher|ver más|más comentarios|mostrar|carregar|mais"
    r"|carica|mostra|altri|meer|toon|laad|pokaż|więcej|показать|загрузить|ещё|加载|更多|もっと)",
    re.I,
)
"""What a button to load more says."""

_ADDRESSES: Final = (
    "data-url", "data-href", "data-next", "data-next-url", "data-next-page", "data-load-url", "data-more-url",
    "data-load-more", "data-ajax-url", "data-src", "hx-get", "data-hx-get", "data-remote-url", "data-page-url",
)  # fmt: skip
_HOLDING: Final = frozenset(_ADDRESSES)


@dataclass(frozen=True, slots=True)
class PageLink:
    """``number`` is None where the address holds none; ``shown`` is the number that a reader sees, if any."""

    url: str
    number: int | None
    shown: int | None = None


def page_links(view: View, *, of_thread: bool, has_all: bool) -> list[PageLink]:
    """Pages of the thread that are linked beside its comments, each once, without this one.

    ``of_thread``: the page is a thread and nothing else, so that its pager is the thread's. ``has_all``: all comments
    that the page counts are here, so that only what is named after comments leads to more of them.
    """
    if of_thread:
        kinds = frozenset(NumberKind)
    elif has_all:
        kinds = frozenset((NumberKind.COMMENTS,))
    else:
        kinds = frozenset(NumberKind) - ({NumberKind.PATH} if _is_story(view) else set())
    here = without_session(view.page.url.partition("#")[0])
    base, own = view.page.base, place(here)
    found: dict[str, PageLink] = {}
    for element in (*beside(view, of_thread=of_thread), *(_announced(view) if of_thread else ())):
        for href in _addresses(element):
            url = safe_url(href, base)
            plain = without_session(url.partition("#")[0]) if url else ""
            if not 0 < len(plain) <= MAX_LENGTH or plain == here or host_and_port(plain) != host_and_port(here):
                continue
            link = None if is_action(plain, here) else _page_link(element, href, plain, own=own, kinds=kinds)
            if link is not None and (plain in found or len(found) < MOST_PAGES):
                known = found.setdefault(plain, link)
                found[plain] = link if known.shown is None else known
    return list(found.values())


def _page_link(
    element: HtmlElement, href: str, url: str, *, own: Place, kinds: frozenset[NumberKind]
) -> PageLink | None:
    """The link as one to a page of comments, None when it is something else."""
    found = place(url)
    label = line(element) if element.tag == "a" else ""
    shown = int(label) if label.isdecimal() and len(label) < 6 else None
    if same_thread(found, own):
        kind = NumberKind.COMMENTS if "comment" in href.partition("#")[2].lower() else found.kind
        rel = (element.get("rel") or "").lower().split()
        is_turning = element.tag in ("a", "link") and ("next" in rel or "prev" in rel)
        is_paging = kind is NumberKind.COMMENTS or is_turning or _is_in_pager(element)
        if found.number is None:
            if is_paging and own.number is not None and (shown == 1 or _same(found, own)):
                return PageLink(url, 0 if own.counts else 1, 1)
            if is_turning and (NumberKind.QUERY in kinds or own.number is not None):
                return PageLink(url, None, shown)
        elif kind in kinds and is_paging and not _is_here(element, found, own):
            return PageLink(url, found.number, shown)
    if href != element.get("href") and (_MORE.search(words_of(element)) or MORE_LABEL.match(line(element))):
        return PageLink(url, found.number)
    return None


def has_strange_pager(view: View) -> bool:
    """Whether numbers of pages are linked beside the comments by addresses that say nothing to us."""
    links = (each for each in beside(view, of_thread=True) if each.tag == "a" and _is_in_pager(each))
    strange = (link for link in links if place(link.get("href") or "").number is None)
    return any(label.isdecimal() and label not in ("0", "1") for label in map(line, strange))


def _is_in_pager(element: HtmlElement) -> bool:
    """Whether a link or what it stands in is named after pages."""
    around = (element, *islice((up for up in element.iterancestors() if up.tag not in _ROWS), _LEVELS))
    return _PAGER.search(words(" ".join(f"{up.get('class') or ''} {up.get('id') or ''}" for up in around))) is not None


def _is_here(element: HtmlElement, found: Place, own: Place) -> bool:
    """Whether a numbered link leads to the page that it is on."""
    if own.number is not None:
        return found.number == own.number
    box = element.getparent()
    names = f"{words_of(element)} {words_of(box) if box is not None else ''}"
    return element.get("aria-current") is not None or _CURRENT.search(names) is not None


def _same(found: Place, own: Place) -> bool:
    return found.story.rstrip("/") == own.story.rstrip("/")


def _is_story(view: View) -> bool:
    """Whether the page has a text of its own beside the comments."""
    roots = {root for item in view.items for root in item.roots}
    length = 0
    for paragraph in islice(view.tree.iter("p"), _MOST_PARAGRAPHS):
        if roots.isdisjoint((paragraph, *paragraph.iterancestors())):
            length += len(line(paragraph))
            if length > _LONG_TEXT:
                return True
    return False


def _announced(view: View) -> Iterator[HtmlElement]:
    return (link for link in view.page.elements("link") if (link.get("rel") or "").lower() in ("next", "prev"))


def _addresses(element: HtmlElement) -> Iterator[str]:
    names = ("href", *_ADDRESSES) if element.tag in ("a", "link") else _ADDRESSES
    return (value for name in names if (value := element.get(name)) and _is_address(value, name))


def _is_address(value: str, name: str) -> bool:
    """Whether an attribute holds an address: a link may be relative, what a script reads must look like one."""
    return value.startswith(("/", "?", "http", ".")) or (name == "href" and ":" not in value and value[0] != "#")


def beside(view: View, *, of_thread: bool = False) -> list[HtmlElement]:
    """Links, buttons and boxes with addresses of the section that stand in no comment, in page order, to a ceiling."""
    roots = {root for item in view.items for root in item.roots}
    found: list[HtmlElement] = []
    is_before = not of_thread
    for box in _section(view.items[0].roots[0], view.items[-1].roots[-1]):
        stack: list[HtmlElement] = [box]
        while stack and len(found) < _MOST_LINKS:
            element = stack.pop()
            if element in roots:
                is_before = False
                continue
            if not isinstance(element.tag, str):
                continue
            if is_before and element.tag in _HEADINGS:
                found.clear()
            if element.tag in ("a", "button") or not _HOLDING.isdisjoint(element.keys()):
                found.append(element)
            stack.extend(reversed(element))
    return found


def _section(first: HtmlElement, last: HtmlElement) -> Sequence[HtmlElement]:
    """The box that holds all comments, and what stands beside it two levels up, in page order."""
    before: list[HtmlElement] = []
    after: list[HtmlElement] = []
    around = set(last.iterancestors())
    box = next((up for up in first.iterancestors() if up in around), None)
    if box is None or box.tag in ("body", "html"):
        before.extend(islice(first.itersiblings(preceding=True), _LEVELS))
        return [*reversed(before), first, *islice(last.itersiblings(), _LEVELS)]
    for up in islice((box, *box.iterancestors()), _LEVELS - 1):
        if up.tag in ("body", "html"):
            break
        before.extend(islice(up.itersiblings(preceding=True), _LEVELS))
        after.extend(islice(up.itersiblings(), _LEVELS))
    return [*reversed(before), box, *after]
