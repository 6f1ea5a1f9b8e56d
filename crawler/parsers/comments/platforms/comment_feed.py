"""Comments out of an Atom or RSS comment feed, with their parents by RFC 4685 (https://www.rfc-editor.org/rfc/rfc4685).

Entities are not resolved and nothing is loaded; a broken feed gives what stands before the break.
"""

import re
from email.utils import parsedate_to_datetime
from typing import Final

from lxml import etree

from crawler.items import Comment, Party
from crawler.parsers import xml
from crawler.parsers.comments.render import render_html, safe_url
from crawler.parsers.page import Page

_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_THREAD: Final = "{http://purl.org/syndication/thread/1.0}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_CONTENT: Final = "{http://purl.org/rss/1.0/modules/content/}"
_ID = re.compile(r"#(?:comment-?|c)([\w-]+)$")
_IN_REPLY = re.compile(r"^\s*<p>\s*In reply to <a [^>]*>[^<]*</a>\.\s*</p>\s*", re.I)
_MOST_ENTRIES: Final = 5_000


def comments(page: Page) -> tuple[Comment, ...]:
    """The comments of a feed, oldest first as feeds list the newest first; none when it is no feed."""
    root = xml.root(page)
    if root is None:
        return ()
    entries = [*root.iter(f"{_ATOM}entry")][:_MOST_ENTRIES]
    made = [_atom(entry, page.url) for entry in entries] or [
        _rss(item, page.url) for item in [*root.iter("item")][:_MOST_ENTRIES]
    ]
    return tuple(comment for comment in reversed(made) if comment is not None)


def _atom(entry: etree._Element, base: str) -> Comment | None:
    link = entry.find(f"{_ATOM}link[@rel='alternate']")
    url = link.get("href") if link is not None else None
    identity = _identity(url or entry.findtext(f"{_ATOM}id"))
    if identity is None:
        return None
    above = entry.find(f"{_THREAD}in-reply-to")
    published = (entry.findtext(f"{_ATOM}published") or "").strip() or None
    name = (entry.findtext(f"{_ATOM}author/{_ATOM}name") or "").strip()
    text, html = _content(entry.findtext(f"{_ATOM}content") or entry.findtext(f"{_ATOM}summary"), base)
    return Comment(
        commentId=identity,
        parentId=_identity(above.get("href") or above.get("ref")) if above is not None else None,
        author=Party(name, safe_url(entry.findtext(f"{_ATOM}author/{_ATOM}uri"), base)) if name else None,
        text=text,
        textHtml=html,
        datePublished=published,
        datePublishedRaw=published,
        datePrecision="second" if published else None,
        url=safe_url(url, base),
    )


def _rss(item: etree._Element, base: str) -> Comment | None:
    url = (item.findtext("link") or item.findtext("guid") or "").strip()
    identity = _identity(url)
    if identity is None:
        return None
    raw = (item.findtext("pubDate") or "").strip() or None
    name = (item.findtext(f"{_DC}creator") or item.findtext("author") or "").strip()
    text, html = _content(item.findtext(f"{_CONTENT}encoded") or item.findtext("description"), base)
    return Comment(
        commentId=identity,
        author=Party(name) if name else None,
        text=text,
        textHtml=html,
        datePublished=_rfc822(raw),
        datePublishedRaw=raw,
        datePrecision="second" if _rfc822(raw) else None,
        url=safe_url(url, base),
    )


def _identity(address: str | None) -> str | None:
    """The comment's id at the end of an address; an article's address has none."""
    found = _ID.search((address or "").strip())
    return found[1] if found else None


def _content(markup: str | None, base: str) -> tuple[str | None, str | None]:
    """Text and HTML, without the line that WordPress puts before replies."""
    text, html = render_html(_IN_REPLY.sub("", markup or ""), base=base)
    return text or None, html or None


def _rfc822(value: str | None) -> str | None:
    try:
        return parsedate_to_datetime(value or "").isoformat().replace("+00:00", "Z")
    except ValueError:
        return None
