"""A comment's text and its safe HTML from one walk over its elements.

``text``: paragraphs apart by a blank line, a line break where the page breaks a line. ``html``: only the tags and
attributes listed here, everything else unwrapped or dropped with its content, so that it can be shown anywhere.
Linear in the size of the elements; an explicit stack, so depth does not matter.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from crawler.parsers.attributes import without_too_many
from crawler.parsers.tree import build, is_too_deep

_INLINE = frozenset(("code", "em", "strong", "b", "i", "u", "s", "del", "ins", "sub", "sup", "q"))
_BLOCKS = frozenset(
    ("p", "blockquote", "ul", "ol", "li", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd", "div")
)
_BREAKS = _BLOCKS | frozenset(
    ("hr", "table", "tr", "section", "article", "header", "footer", "address", "figure", "center", "details")
)
_DROP = frozenset(
    (
        "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "form", "textarea",
        "button", "input", "select", "option", "canvas", "video", "audio", "head", "title", "link", "meta", "base",
        "applet", "frame", "frameset", "noframes", "xmp", "plaintext",
    )
)  # fmt: skip
_UNROOTED = frozenset(("li", "dt", "dd"))
_SAFE_URL = re.compile(r"(?:https?://|mailto:)", re.I)
_ODD = re.compile(r"[\x00-\x20\x7f\[\]\\@]")
"""Characters that make an address worth a second look."""

_CONTROL = re.compile(r"[\x00-\x20\x7f]+")
_SPACES = re.compile(r"[ \t\r\n\f\v\u00a0\u200b\u2028\u2029\ufeff]+")
_LINES = re.compile(r" *\n *")
_MANY = re.compile(r"\n{3,}")
_EMPTY = re.compile(r"<(\w+)(?: [^>]*)?>\s*</\1>")
_LONGEST_ALT = 12
"""Pictures with a longer alternative text are photographs, not emoji."""
_MOST_PIECES = 100
_LONGEST_LINE = 1000
_PLAIN = re.compile(r"[<&]")
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile(r"[<>&]")
_BLANKS = re.compile(r" {2,}")

Excluded = Callable[[HtmlElement], bool]


def nothing(_: HtmlElement) -> bool:
    """Exclude nothing."""
    return False


def render(roots: Iterable[HtmlElement], *, excluded: Excluded, base: str) -> tuple[str, str]:
    """Plain text and safe HTML of ``roots`` in order, without what ``excluded`` names. ``base`` resolves links."""
    text: list[str] = []
    html: list[str] = []
    for root in roots:
        _walk(root, excluded=excluded, base=base, text=text, html=html)
        text.append("\n\n")
    joined = "".join(html)
    if "></" in joined or "> <" in joined:
        joined = _EMPTY.sub("", _EMPTY.sub("", joined))
    return tidy("".join(text)), joined.strip()


def render_html(markup: str, *, base: str) -> tuple[str, str]:
    """The same for HTML that an answer or a feed holds as a string."""
    if not _PLAIN.search(markup):
        plain = tidy(_SPACES.sub(" ", markup))
        return plain, escape(plain, quote=False)
    try:
        kept = without_too_many(_NOT_XML.sub("", markup).encode()).decode()
        parser = lxml_html.HTMLParser(huge_tree=True)
        root = lxml_html.fragment_fromstring(kept, create_parent="div", parser=parser)
        if is_too_deep(parser.error_log):
            root = build(kept)[0]
    except (ParserError, ValueError):
        return "", ""
    return render((root,), excluded=nothing, base=base)


def _walk(root: HtmlElement, *, excluded: Excluded, base: str, text: list[str], html: list[str]) -> None:
    """Depth first; a stack entry is an element to open, or what follows one: its end tag, break and tail."""
    stack: list[HtmlElement | tuple[str, str, str | None]] = [root]
    while stack:
        entry = stack.pop()
        if isinstance(entry, tuple):
            end, space, tail = entry
            html.append(end)
            text.append(space)
            _add(tail, text, html)
            continue
        tag = entry.tag
        tail = None if entry is root else entry.tail
        if not isinstance(tag, str) or (entry is not root and (_is_dropped(entry, tag) or excluded(entry))):
            text.append(" ")
            _add(tail, text, html)
            continue
        start, end = _tags(entry, tag, base=base, is_root=entry is root)
        space = "\n\n" if tag in _BREAKS else ""
        html.append(start)
        text.append("\n" if tag == "br" else space)
        _add(_emoji(entry) if tag == "img" else entry.text, text, html)
        stack.append((end, space, tail))
        stack.extend(reversed(entry))


def _is_dropped(element: HtmlElement, tag: str) -> bool:
    """Whether an element goes with all that it holds; a form without a field is only a box."""
    return tag in _DROP and (tag != "form" or next(element.iter("input", "textarea", "select"), None) is not None)


def _emoji(picture: HtmlElement) -> str | None:
    """What a picture inside a sentence stands for."""
    alt = picture.get("alt")
    return alt if alt and len(alt) <= _LONGEST_ALT else None


def _add(words: str | None, text: list[str], html: list[str]) -> None:
    if words:
        plain = words if words.isprintable() and "  " not in words else _SPACES.sub(" ", words)
        text.append(plain)
        html.append(escape(plain, quote=False) if _SPECIAL.search(plain) else plain)


def _tags(element: HtmlElement, tag: str, *, base: str, is_root: bool) -> tuple[str, str]:
    """Start and end tag to write: the allowed tags lose every attribute but a safe ``href``."""
    if tag in _INLINE or tag in _BLOCKS:
        return ("<div>", "</div>") if is_root and tag in _UNROOTED else (f"<{tag}>", f"</{tag}>")
    if tag in ("br", "hr"):
        return f"<{tag}>", ""
    if tag == "a" and (url := safe_url(element.get("href"), base)):
        return f'<a href="{escape(url)}" rel="nofollow ugc">', "</a>"
    return "", ""


def safe_url(value: str | None, base: str) -> str | None:
    """The absolute http, https or mailto address, else None. Control characters and blanks inside are removed.

    To be shown, not requested: unlike that of ``urls.join`` it keeps its fragment, which may name a comment.
    """
    if not value:
        return None
    if value.startswith(("https://", "http://")) and not _ODD.search(value):
        return value
    try:
        url = urljoin(base, _CONTROL.sub("", value))
        urlsplit(url)
    except ValueError:
        return None
    return url if _SAFE_URL.match(url) else None


def tidy(text: str) -> str:
    """One space between words, at most one blank line between paragraphs, none at the ends."""
    text = text.replace("\u00ad", "").strip()
    if "  " in text:
        text = _BLANKS.sub(" ", text)
    return _MANY.sub("\n\n", _LINES.sub("\n", text)) if "\n" in text else text


def line(element: HtmlElement) -> str:
    """The text of an element on one line, up to a ceiling: an element may hold a whole thread."""
    return " ".join("".join(_pieces(element)).split())


def spaced(element: HtmlElement) -> str:
    """The same with a blank between its parts: "28.09.19" and "12:44" in two spans."""
    return " ".join(" ".join(_pieces(element)).split()) if len(element) else " ".join((element.text or "").split())


def _pieces(element: HtmlElement) -> Iterator[str]:
    """Texts in an element until they are longer than any name, date or heading."""
    length = 0
    for piece in islice(element.itertext(), _MOST_PIECES):
        yield piece
        length += len(piece)
        if length > _LONGEST_LINE:
            return
