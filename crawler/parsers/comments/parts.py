"""The parts of one comment as elements: sorted by role in one walk that never enters another comment."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.comments.names import Role, role

_MOST_ELEMENTS: Final = 4000
_MOST_HELD: Final = 30
_DEEPEST: Final = 64
"""Levels climbed inside one comment."""
_HOLDERS: Final = frozenset(("div", "section", "article", "li", "td"))
_INLINE: Final = frozenset(("a", "span", "em", "strong", "b", "i", "u", "small", "code"))


@dataclass(slots=True)
class Parts:
    """What the walk found, elements only, each list in page order."""

    authors: list[HtmlElement] = field(default_factory=list)
    dates: list[HtmlElement] = field(default_factory=list)
    bodies: list[HtmlElement] = field(default_factory=list)
    metas: list[HtmlElement] = field(default_factory=list)
    skipped: list[HtmlElement] = field(default_factory=list)
    links: list[HtmlElement] = field(default_factory=list)
    strong: list[HtmlElement] = field(default_factory=list)
    lines: list[HtmlElement] = field(default_factory=list)


def role_of(element: HtmlElement) -> int:
    """The role of an element by its tag, class and itemprop."""
    return role(str(element.tag), element.get("class") or "", element.get("itemprop") or "")


def is_furniture(element: HtmlElement) -> bool:
    """Buttons and counters anywhere in a text, and boxes named as its frame; readers' own links stay."""
    kind = role_of(element)
    return kind == Role.SKIP or (kind == Role.META and element.tag not in _INLINE)


def walk(roots: Sequence[HtmlElement], others: Container[HtmlElement]) -> Parts:
    """Sort the elements under ``roots`` by role, leaving out whatever lies in ``others``; linear, up to a ceiling."""
    parts = Parts()
    by_role, by_tag = _lists_by_role(parts), _lists_by_tag(parts)
    top = set(roots)
    stack = list(reversed(roots))
    for _ in range(_MOST_ELEMENTS):
        if not stack:
            break
        element = stack.pop()
        tag = element.tag
        if not isinstance(tag, str) or (element in others and element not in top):
            continue
        kind = Role.NONE
        if element not in top or len(roots) > 1 or not len(element):
            kind = _kind(element, tag)
            if kind != Role.NONE:
                by_role[kind].append(element)
            if kind != Role.SKIP and tag in by_tag:
                by_tag[tag].append(element)
        if kind != Role.SKIP:
            stack.extend(reversed(element))
    return parts


def _lists_by_role(parts: Parts) -> dict[int, list[HtmlElement]]:
    return {
        Role.BODY: parts.bodies,
        Role.AUTHOR: parts.authors,
        Role.DATE: parts.dates,
        Role.META: parts.metas,
        Role.SKIP: parts.skipped,
    }


def _lists_by_tag(parts: Parts) -> dict[str, list[HtmlElement]]:
    lines = dict.fromkeys(("p", "small", "span", "i", "em"), parts.lines)
    return {"a": parts.links, "b": parts.strong, "strong": parts.strong, "abbr": parts.dates, **lines}


def _kind(element: HtmlElement, tag: str) -> int:
    kind = role(tag, element.get("class") or "", element.get("itemprop") or "")
    held = _holds(element) if kind == Role.SKIP else None
    return kind if held is None else held


def _holds(element: HtmlElement) -> int | None:
    """What a box named after buttons is all the same: a frame where it holds a date, a box where a text or author too.

    A form around a text, without a field to write in, is no form to skip.
    """
    if element.tag == "button":
        return (
            Role.NONE if any(role_of(inner) == Role.AUTHOR for inner in element.iterdescendants("span", "a")) else None
        )
    if element.tag == "form":
        return Role.NONE if next(element.iter("textarea", "input"), None) is None else None
    if len(element) < 2 or element.tag not in _HOLDERS:
        return None
    found = set()
    for number, inner in enumerate(element.iterdescendants()):
        if number > _MOST_HELD:
            break
        if isinstance(inner.tag, str):
            found.add(role_of(inner))
            if Role.DATE in found and (Role.BODY in found or Role.AUTHOR in found):
                return Role.NONE
    return Role.META if Role.DATE in found else None


def body_of(
    parts: Parts, roots: Sequence[HtmlElement], date_at: HtmlElement | None, author_at: HtmlElement | None
) -> HtmlElement | None:
    """The outermost element named as a text that holds neither date nor author; of several the longest."""
    if not parts.bodies:
        return None
    holders = {*ancestry(date_at, roots), *ancestry(author_at, roots)}
    found: list[HtmlElement] = []
    inner: set[HtmlElement] = set()
    for body in parts.bodies:
        if body not in holders and body not in inner:
            found.append(body)
            inner.update(body.iter())
    if len(found) < 2:
        return found[0] if found else None
    return max(found, key=lambda body: len("".join(body.itertext())))


def ancestry(element: HtmlElement | None, roots: Sequence[HtmlElement]) -> Iterator[HtmlElement]:
    """An element and what it stands in, up to the comment's own root."""
    while element is not None:
        yield element
        element = None if element in roots else element.getparent()


def is_within(element: HtmlElement, box: HtmlElement | None) -> bool:
    """Whether an element is a box or stands in it, not too deep."""
    if box is None:
        return False
    return element is box or any(up is box for up in islice(element.iterancestors(), _DEEPEST))


def has_fewer(element: HtmlElement, most: int) -> bool:
    """Whether an element has fewer children than that; ``len`` would count all, again for each comment in one box."""
    return next(islice(element.iterchildren(), most - 1, None), None) is None
