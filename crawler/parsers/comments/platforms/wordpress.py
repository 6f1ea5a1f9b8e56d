"""WordPress: classic, HTML5 and block themes (https://developer.wordpress.org/rest-api/reference/comments/).

The list is in the page, cut at the site's depth (5 by default): deeper replies are siblings there. Comment pages are
asked for only where the page links to them; REST only where it can add something, see ``_wants_rest``.
"""

import re
from dataclasses import replace
from typing import Final

from lxml.html import HtmlElement

from crawler.items import Comment
from crawler.parsers.comments.markup import thread
from crawler.parsers.comments.platform import Kind, Platform, Reading
from crawler.parsers.comments.platforms import wordpress_rest
from crawler.parsers.comments.render import safe_url
from crawler.parsers.comments.view import View
from crawler.parsers.extraction import ThreadFragment
from crawler.parsers.need import Need
from crawler.parsers.page import Page

NAME: Final = "wordpress"
_MOST_PAGES: Final = 200
"""Comment pages asked for of one thread."""

_BLOCKS = frozenset(("wp-block-comment-template", "wp-block-comments"))
"""Block themes print a form or a login line while a thread is open, and nothing when it is closed."""

_PAGE_NUMBER = re.compile(r"\d{1,4}")
_PAGE_LINK = re.compile(r"/comment-page-(\d{1,4})(?:/|#|$)|[?&]cpage=(\d{1,4})(?:&|#|$)")


def _read(view: View) -> Reading | None:
    fragment = thread(view, NAME)
    if fragment is None:
        return None
    page, thread_id = view.page, fragment.thread_id
    own, linked = _pages(page)
    fragment = replace(fragment, order=own, shows_all=not linked)
    if fragment.is_closed is None and fragment.comments and _BLOCKS.intersection(view.signs.split()):
        fragment = replace(fragment, is_closed=True, closed_by="noForm")
    needs = [_page_need(thread_id, number, url) for number, url in sorted(linked.items())]
    if _wants_rest(fragment, bool(linked)) and (need := wordpress_rest.need(page, thread_id)):
        needs.append(need)
    return Reading((fragment,), tuple(needs))


def _page_need(thread_id: str, number: int, url: str) -> Need:
    return Need(url, NAME, thread_id, state={"page": number, "label": f"page {number}"})


def _answer(view: View, need: Need) -> Reading:
    """A further comment page, a REST page or the Atom feed."""
    page = view.page
    if "page" not in need.state:
        return wordpress_rest.answer(page, need)
    fragment = thread(view, NAME)
    if fragment is None or page.status >= 400:
        return Reading()
    own = int(need.state["page"])
    _, linked = _pages(page)
    linked.pop(own, None)
    needs = tuple(_page_need(need.thread, number, url) for number, url in sorted(linked.items()))
    return Reading((replace(fragment, thread_id=need.thread, order=own, comment_count=None),), needs)


def _pages(page: Page) -> tuple[int, dict[int, str]]:
    """The number of this comment page (0 when unknown) and the others that it links to, never beyond those."""
    linked: dict[int, str] = {}
    own = 0
    for link, href in page.anchors.items():
        if "comment-page-" not in href and "cpage=" not in href:
            continue
        found = _PAGE_LINK.search(href)
        if not found or "replytocom" in href or re.search(r"#comment-\d", href):
            continue
        number = int(found[1] or found[2])
        own = own or _own_number(link, number)
        url = safe_url(href.partition("#")[0], page.url)
        if url and 0 < number <= _MOST_PAGES and len(linked) < _MOST_PAGES:
            linked.setdefault(number, url)
    here = _PAGE_LINK.search(page.url)
    own = int(here[1] or here[2]) if here else own
    linked.pop(own, None)
    return own, linked


def _own_number(link: HtmlElement, number: int) -> int:
    """The page's own number from a link to the one before or after it, or from the marked number among links."""
    around = " ".join(f"{e.get('class') or ''} {e.get('rel') or ''}" for e in (link, *list(link.iterancestors())[:2]))
    siblings = link.getparent()
    for current in siblings.iter("span") if siblings is not None else ():
        text = (current.text or "").strip()
        if "current" in (current.get("class") or "") and _PAGE_NUMBER.fullmatch(text):
            return int(text)
    if re.search(r"nav-previous|pagination-previous|\bprev\b|older", around):
        return number + 1
    return number - 1 if re.search(r"nav-next|pagination-next|\bnext\b|newer", around) else 0


def _wants_rest(fragment: ThreadFragment, is_paged: bool) -> bool:
    """REST can add something: parents cut off by the depth limit, or comments counted but neither shown nor linked."""
    found = len(fragment.comments)
    if not is_paged and fragment.comment_count is not None and fragment.comment_count > found:
        return True
    return _may_be_cut(fragment.comments)


def _may_be_cut(comments: tuple[Comment, ...]) -> bool:
    """Whether two replies share a parent on the deepest level, the third or deeper: some may answer each other."""
    depth: dict[str, int] = {}
    for comment in comments:
        depth[comment.commentId] = depth.get(comment.parentId or "", -1) + 1
    deepest = max(depth.values(), default=0)
    above = [c.parentId for c in comments if depth[c.commentId] == deepest]
    return deepest >= 2 and len(set(above)) < len(above)


PLATFORM = Platform(
    NAME,
    Kind.MARKUP,
    _read,
    marks=("wp-content", "wp-includes", "api.w.org", "wp-comments-post"),
    answer=_answer,
)
