"""Further pages of a thread, wherever its own section links to them: for systems that have no rule of their own.

Only addresses that the markup gives count, on the same site, beside the comments and not in them: ``rel=next`` and
``prev``, addresses that number pages of comments, a pager's numbers for the page's own path, and the address that a
button to load more holds in an attribute. Nothing is counted upwards, and at most ``MOST_PAGES`` of a thread are asked
for. The pages may come in either order: each says its number, or is one after the page that led to it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.comments.address import host
from crawler.parsers.comments.names import words, words_of
from crawler.parsers.comments.platform import Reading
from crawler.parsers.comments.render import line, safe_url
from crawler.parsers.comments.view import View
from crawler.parsers.extraction import ThreadFragment
from crawler.parsers.need import Need
from crawler.urls import parts

MOST_PAGES: Final = 100
"""Pages asked for of one thread."""

_LEVELS: Final = 3
_MOST_LINKS: Final = 400
_COMMENT_PAGE: Final = re.compile(
    r"/comment-page-(\d{1,4})(?:[/?#]|$)|/comments?/page[/-]?(\d{1,4})/?(?:[?#]|$)"
    r"|[?&](?:c|comments?|komm|kommentar)[-_]?(?:page|pg|p|seite|start|offset)=(\d{1,6})(?:[&#]|$)"
)
_PAGE_PATH: Final = re.compile(r"/(?:comment-page-|comments?/page[/-]?)\d+/?$")
_PAGE: Final = re.compile(r"[?&](?:page|pg|p|seite|pagina|start|offset)=(\d{1,6})(?:&|#|$)")
_PAGER: Final = re.compile(r"\b(?:pager|pagination|paging|paginator|page|pages|seiten|nav links|next|prev\w*)\b")
_MORE: Final = re.compile(r"\b(?:load|more|next|older|newer|previous|show)\b")
_MORE_LABEL: Final = re.compile(
    r"^\W*(?:(?:load|show|view|see|read) (?:more|all|older|newer|previous)|more comments|mehr kommentare|weitere|ältere"
    r"|mehr (?:laden|anzeigen)|plus de|voir (?:plus|tous)|afficher|ver más|más comentarios|mostrar|carregar|mais"
    r"|carica|mostra|altri|meer|toon|laad|pokaż|więcej|показать|загрузить|ещё|加载|更多|もっと)",
    re.I,
)
_ADDRESSES: Final = (
    "data-url", "data-href", "data-next", "data-next-url", "data-next-page", "data-load-url", "data-more-url",
    "data-load-more", "data-ajax-url", "data-src", "hx-get", "data-hx-get", "data-remote-url", "data-page-url",
)  # fmt: skip
_ACTION: Final = re.compile(r"replytocom|repl(?:y|ies)=|report|login|share|vote|sort|order", re.I)


@dataclass(frozen=True, slots=True)
class _Link:
    url: str
    number: int | None


def with_pages(view: View, reading: Reading, platform: str) -> Reading:
    """The reading of a page's markup with needs for the further pages that its section links to."""
    if len(reading.threads) != 1 or not reading.threads[0].comments:
        return reading
    fragment = reading.threads[0]
    own = _own_number(view.page.url)
    links = _links(view)
    if not links:
        return Reading((_with_button(view, fragment),), reading.needs)
    needs = [
        _need(link, own + step, platform=platform, thread=fragment.thread_id)
        for step, link in enumerate(links, start=1)
    ]
    return Reading((replace(fragment, order=own),), (*reading.needs, *needs))


def _need(link: _Link, place: int, *, platform: str, thread: str) -> Need:
    number = link.number if link.number is not None else place
    return Need(link.url, platform, thread, state={"page": number, "label": f"page {number}"})


def page_of(view: View, need: Need, reading: Reading | None) -> Reading:
    """What a further page adds to the thread that asked for it."""
    if reading is None or view.page.status >= 400:
        return Reading()
    number = need.state.get("page")
    order = number if isinstance(number, int) else 0
    fragments = tuple(
        replace(fragment, thread_id=need.thread, order=order, comment_count=None) for fragment in reading.threads
    )
    needs = (replace(other, thread=need.thread) for other in reading.needs)
    return Reading(fragments, tuple(other for other in needs if other.key != need.key))


def _own_number(url: str) -> int:
    found = _COMMENT_PAGE.search(url) or _PAGE.search(url)
    return int(next(filter(None, found.groups()))) if found else 1


def _links(view: View) -> list[_Link]:
    """Pages of the thread that are linked beside its comments, each once, without this one."""
    here = view.page.url.partition("#")[0]
    found: dict[str, _Link] = {}
    for element in _beside(view):
        for href in _addresses(element):
            url = safe_url(href, here)
            plain = url.partition("#")[0] if url else ""
            if not plain or plain == here or host(plain) != host(here) or _ACTION.search(plain):
                continue
            link = _page_link(element, href, plain, here=here)
            if link is not None and len(found) < MOST_PAGES:
                found.setdefault(plain, link)
    return list(found.values())


def _page_link(element: HtmlElement, href: str, url: str, *, here: str) -> _Link | None:
    """The link as one to a page of comments, None when it is something else."""
    numbered = _COMMENT_PAGE.search(url)
    if numbered and _story(url) == _story(here):
        return _Link(url, int(next(filter(None, numbered.groups()))))
    around = (element, *islice(element.iterancestors(), _LEVELS))
    names = words(" ".join(f"{up.get('class') or ''} {up.get('id') or ''}" for up in around))
    same_path = parts(url).path == parts(here).path
    number = _PAGE.search(url)
    if number and same_path and ("comment" in href.partition("#")[2].lower() or _PAGER.search(names)):
        return _Link(url, int(number[1]))
    rel = (element.get("rel") or "").lower().split()
    if element.tag == "a" and same_path and ("next" in rel or "prev" in rel):
        return _Link(url, int(number[1]) if number else None)
    own = words_of(element)
    if href != element.get("href") and (_MORE.search(own) or _MORE_LABEL.match(line(element))):
        return _Link(url, int(number[1]) if number else None)
    return None


def _story(url: str) -> str:
    """The path of what a page of comments belongs to."""
    return _PAGE_PATH.sub("", parts(url).path).rstrip("/")


def _addresses(element: HtmlElement) -> Iterator[str]:
    names = ("href", *_ADDRESSES) if element.tag == "a" else _ADDRESSES
    return (value for name in names if (value := element.get(name)) and value.startswith(("/", "?", "http", ".")))


def _beside(view: View) -> Iterator[HtmlElement]:
    """Links and buttons of the section that stand in no comment, up to a ceiling."""
    roots = {root for item in view.items for root in item.roots}
    seen = 0
    for box in _section(view.items[0].roots[0], view.items[-1].roots[-1]):
        stack: list[HtmlElement] = [box]
        while stack and seen < _MOST_LINKS:
            element = stack.pop()
            if element in roots or not isinstance(element.tag, str):
                continue
            if element.tag in ("a", "button", "div", "span", "li", "p"):
                seen += element.tag in ("a", "button")
                yield element
            stack.extend(reversed(element))


def _section(first: HtmlElement, last: HtmlElement) -> Sequence[HtmlElement]:
    """The box that holds all comments, and what stands beside it two levels up."""
    around = set(last.iterancestors())
    box = next((up for up in first.iterancestors() if up in around), None)
    if box is None or box.tag in ("body", "html"):
        return [*islice(last.itersiblings(), _LEVELS), *islice(first.itersiblings(preceding=True), _LEVELS)]
    found = [box]
    for up in islice((box, *box.iterancestors()), _LEVELS - 1):
        if up.tag in ("body", "html"):
            break
        found.extend(islice(up.itersiblings(), _LEVELS))
        found.extend(islice(up.itersiblings(preceding=True), _LEVELS))
    return found


def _with_button(view: View, fragment: ThreadFragment) -> ThreadFragment:
    """The thread with the reason why it is not all here, where a button without an address loads more."""
    total, shown = fragment.comment_count, len(fragment.comments)
    if fragment.missing or (total is not None and total <= shown):
        return fragment
    for element in _beside(view):
        if element.tag in ("a", "button") and _MORE_LABEL.match(line(element)) and "omment" in line(element).lower():
            rest = f"{total - shown} of {total} comments" if total is not None else "more comments"
            return replace(fragment, missing=(f"loadMore: {rest} come by a button",))
    return fragment
