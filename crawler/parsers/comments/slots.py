"""What stands at the same place in every comment of a list: names differ there, labels do not.

Where nothing is named after an author, the first place that holds a short text in most comments, a different one in
many, is where they are signed. What most comments repeat word for word at one place is a label, not a text.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.comments.authors import PERMALINK, USER_LINK
from crawler.parsers.comments.names import Role
from crawler.parsers.comments.parts import has_fewer, role_of
from crawler.parsers.comments.people import clean_name, is_byline
from crawler.parsers.comments.render import line
from crawler.parsers.dates.reader import Dates

_MOST_ELEMENTS: Final = 120
_LONGEST_SOURCE: Final = 200
_LONGEST_NAME: Final = 40
_MOST_WORDS: Final = 5
_MOST: Final = 0.6
_NEARLY_ALL: Final = 0.8
_MANY: Final = 0.3
_FEWEST: Final = 3
_NEVER: Final = frozenset(("script", "style", "form", "textarea", "input", "select", "option", "time", "svg"))
_INLINE: Final = frozenset(("a", "b", "strong", "cite", "em", "i", "span", "small", "font", "abbr"))
_SIGNING: Final = frozenset(("a", "b", "strong", "cite", "h3", "h4", "h5", "h6", "dt", "em", "i"))
_NEAR: Final = 2
_DIGITS: Final = re.compile(r"\d+")
_SENTENCE: Final = re.compile(r"[.!?…]\s|[!?…:;]$")
_NUMBER: Final = re.compile(r"\W*\d+\W*")
_COUNTED: Final = "#"

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Hints:
    """What the list tells of one comment: the elements that sign and date it, and those that only label it."""

    author: HtmlElement | None = None
    date: HtmlElement | None = None
    labels: frozenset[HtmlElement] = frozenset()


NO_HINTS: Final = Hints()


def learn(
    items: Sequence[Sequence[HtmlElement]],
    *,
    others: Container[HtmlElement],
    dates: Dates,
    dated: Mapping[HtmlElement, HtmlElement],
) -> list[Hints]:
    """Hints for each comment of a list; ``dated`` holds the element of a date by the comment's first element."""
    placed = [dict(_places(roots, others)) for roots in items]
    by_place: dict[Place, list[str]] = defaultdict(list)
    for each in placed:
        for place, element in each.items():
            by_place[place].append(_text(element))
    near = [_near(dated.get(roots[0]), roots) for roots in items]
    signed = sum(is_byline(line(date)) for date in dated.values())
    author = _author_place(by_place, placed, dates=dates, near=near) if 2 * signed < len(items) else None
    same = {place: text for place, texts in by_place.items() if (text := _label(texts, len(items)))}
    return [
        Hints(
            each.get(author) if author else None,
            dated.get(roots[0]),
            frozenset(element for place, element in each.items() if same.get(place) in (_text(element), _COUNTED)),
        )
        for roots, each in zip(items, placed, strict=True)
    ]


def _near(date: HtmlElement | None, roots: Sequence[HtmlElement]) -> frozenset[HtmlElement]:
    """The boxes that a date stands in, up to two, inside its comment."""
    boxes = () if date is None else islice(date.iterancestors(), _NEAR)
    return frozenset(takewhile(lambda box: box not in roots, boxes))


def _places(roots: Sequence[HtmlElement], others: Container[HtmlElement]) -> Iterator[tuple[Place, HtmlElement]]:
    """Elements with a short text of their own, by the way that leads to them from the comment's box."""
    seen: Counter[str] = Counter()
    stack = [(root, str(number)) for number, root in reversed(list(enumerate(roots)))]
    for _ in range(_MOST_ELEMENTS):
        if not stack:
            return
        element, way = stack.pop()
        if not isinstance(element.tag, str) or element.tag in _NEVER or (element in others and element not in roots):
            continue
        text = element.text
        if text and not text.isspace() and len(text) <= _LONGEST_SOURCE:
            place = f"{way}/{_leaf(element)}"
            yield (place, seen[place]), element
            seen[place] += 1
        step = "" if element.tag in _INLINE or element in roots else f"/{element.tag}"
        stack.extend((child, way + step) for child in reversed(element))


def _leaf(element: HtmlElement) -> str:
    """Tag and classes of an element; those of what a link alone stands in, since not every author has a link."""
    parent = element.getparent()
    if element.tag == "a" and parent is not None and has_fewer(parent, 2) and not (parent.text or "").strip():
        element = parent
    return _step(str(element.tag), element.get("class") or "")


@lru_cache(maxsize=4096)
def _step(tag: str, classes: str) -> str:
    return f"{tag}.{_DIGITS.sub('', classes)}"


def _text(element: HtmlElement) -> str:
    return " ".join((element.text or "").split())


def _author_place(
    by_place: Mapping[Place, Sequence[str]],
    placed: Sequence[Mapping[Place, HtmlElement]],
    *,
    dates: Dates,
    near: Sequence[Container[HtmlElement]],
) -> Place | None:
    """The place of names: beside the date before others, then in an element that people sign with, then the first."""
    likely = [place for place, texts in by_place.items() if _are_names(texts, len(placed), dates)]
    first = {place: next(each[place] for each in placed if place in each) for place in likely}
    likely = [place for place in likely if _may_sign(first[place])]
    return max(
        likely,
        key=lambda place: (_is_user(first[place]), _is_beside_date(place, placed, near), _is_signing(place)),
        default=None,
    )


def _may_sign(element: HtmlElement) -> bool:
    """Whether nothing speaks against a name: no text, date or button by its name, no link to the comment."""
    if element.tag != "button" and role_of(element) in (Role.BODY, Role.DATE, Role.SKIP):
        return False
    return element.tag != "a" or PERMALINK.search(element.get("href") or "") is None


def _is_user(element: HtmlElement) -> bool:
    return USER_LINK.search(element.get("href") or "") is not None


def _is_signing(place: Place) -> bool:
    return place[0].rpartition("/")[2].partition(".")[0] in _SIGNING


def _is_beside_date(
    place: Place, placed: Sequence[Mapping[Place, HtmlElement]], around: Sequence[Container[HtmlElement]]
) -> bool:
    """Whether the elements at this place mostly share their line with the date: a box at most two levels up."""
    times = 0
    for each, dated in zip(placed, around, strict=True):
        element = each.get(place)
        times += element is not None and any(up in dated for up in islice(element.iterancestors(), _NEAR))
    return 2 * times >= len(placed)


def _are_names(texts: Sequence[str], items: int, dates: Dates) -> bool:
    if len(texts) < _MOST * items or (len(texts) >= _FEWEST and len(set(texts)) < max(2, _MANY * len(texts))):
        return False
    names = sum(_may_be_name(text, dates) for text in texts)
    return names >= _NEARLY_ALL * len(texts)


def _may_be_name(text: str, dates: Dates) -> bool:
    if len(text) > _LONGEST_NAME or len(text.split()) > _MOST_WORDS or _SENTENCE.search(text):
        return False
    name = clean_name(text)
    return name is not None and not name.isdigit() and dates.read(name) is None


def _label(texts: Sequence[str], items: int) -> str | None:
    """The text that most comments repeat at one place, ``_COUNTED`` where they count."""
    if items >= _FEWEST and len(texts) >= _MOST * items and all(map(_NUMBER.fullmatch, texts)):
        return _COUNTED
    text, times = Counter(texts).most_common(1)[0]
    return text if items >= _FEWEST and times >= _MOST * items else None
