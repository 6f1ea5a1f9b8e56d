"""Votes shown beside a comment: likes, ups and downs. A net score is no count of either and is left out."""

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from crawler.parsers.comments.names import words, words_of

_VOTE = re.compile(
    r"\b(?:votes?|voting|likes?|liked|thumbs?|recommend\w*|up|upvotes?|praise|kudos|zan|dislikes?|down|ratings?)\b"
)
_DOWN = re.compile(r"\b(?:down|downvotes?|dislikes?|negative|minus|against|unlike|contra)\b")
_NET = re.compile(r"\b(?:result|score|total|karma|stars?|sum|points)\b")
_NUMBER = re.compile(
    r"[^\d-]{0,12}(\d{1,6})(?:\s*(?:likes?|people|personen?|votes?|personnes?|personas?|pessoas?))?\W{0,3}$", re.I
)
_MOST_ELEMENTS = 40


def votes(boxes: Iterable[HtmlElement]) -> tuple[int | None, int | None]:
    """Up and down votes in the boxes around a comment's buttons, each None where none is shown."""
    up: int | None = None
    down: int | None = None
    for name, number in _numbers(boxes):
        if _NET.search(name) or not _VOTE.search(name):
            continue
        if _DOWN.search(name):
            down = number if down is None else down
        else:
            up = number if up is None else up
    return up, down


def _numbers(boxes: Iterable[HtmlElement]) -> Iterator[tuple[str, int]]:
    """Each number that stands alone, with the names of what it stands in."""
    seen = 0
    for box in boxes:
        outer = words_of(box)
        for element in box.iter():
            seen += 1
            if seen > _MOST_ELEMENTS:
                return
            text = element.text if isinstance(element.tag, str) else None
            found = _NUMBER.match(text) if text and len(text) < 40 else None
            if found:
                parent = element.getparent()
                near = parent.get("class") or "" if parent is not None and element is not box else ""
                yield f"{outer} {words(near)} {words(element.get('class') or '')}", int(found[1])
