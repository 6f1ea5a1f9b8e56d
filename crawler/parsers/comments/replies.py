"""The comment that a comment says it answers, by a link: "replied to this comment", ``rel=in-reply-to``."""

import re
from collections.abc import Container, Iterator

from lxml.html import HtmlElement

from crawler.parsers.comments.ids import bare
from crawler.parsers.comments.names import words
from crawler.parsers.comments.parts import Parts

_SAID = re.compile(
    r"(?:replied to|repl(?:y|ies|ying) to|in (?:reply|response|answer) to|antwort(?:et)? auf|als antwort"
    r"|(?:en )?réponse à|"
    r"in risposta a|en respuesta a|em resposta a|(?:als )?reactie op|svar till?|в ответ|odpowiedź (?:na|do)|回复"
    r"|返信先)\W*$",
    re.I,
)
_NAMED = re.compile(r"\b(?:in reply to|reply to|replied to|replying to|response to|parent (?:link|comment))\b")
_MOST_LINKS = 12


def replied_to(parts: Parts, known: Container[str] | None) -> str | None:
    """The id, out of ``known``, of the comment that a link names as answered; None for ``known``: any number."""
    for link in _links(parts):
        mark = (link.get("href") or "").rpartition("#")[2]
        identity = bare(mark) if mark else ""
        if (identity.isdecimal() if known is None else identity in known) and _is_answer(link):
            return identity
    return None


def _links(parts: Parts) -> Iterator[HtmlElement]:
    for link in parts.links[:_MOST_LINKS]:
        if "#" in (link.get("href") or ""):
            yield link
    for box in parts.skipped[:_MOST_LINKS]:
        if _NAMED.search(words(box.get("class") or "")):
            yield from box.iter("a")


def _is_answer(link: HtmlElement) -> bool:
    """Whether link, box or the words before it say that it leads to the comment answered."""
    parent = link.getparent()
    named = " ".join(
        (link.get("rel") or "", link.get("class") or "", (parent.get("class") if parent is not None else "") or "")
    )
    if _NAMED.search(words(named)):
        return True
    before = link.getprevious()
    text = before.tail if before is not None else parent.text if parent is not None else None
    return (
        _SAID.search(f"{text or ''} {link.text or ''}".strip()) is not None
        or _SAID.search((text or "").strip()) is not None
    )
