"""Who replies to whom, by several rules; the first that says something for an item wins.

1. an id of another comment named by the item: ``data-parent-id``, ``parent-12``, a link "replied to"
2. DOM ancestry: the nearest element around it that is a comment
3. a wrapper right after a comment (Drupal's ``div.indented``, ``ul.children`` beside the comment's own box)
4. numbers: ``depth-2``, ``level-3``, ``data-depth``, ``aria-level``, a left margin; only when 2 and 3 found nothing
5. flags: items without the ``toplevel`` word, or with a ``reply`` word, follow the last one that is no reply

Each rule looks back only, so no cycle can arise. Linear in the number of items.
"""

import re
from collections.abc import Callable, Sequence
from itertools import islice

from lxml.html import HtmlElement

from crawler.parsers.comments.names import words

_PARENT_ATTRIBUTES = (
    "data-parent-id", "data-parent", "data-parentid", "data-parentpostingid", "data-parent-comment-id",
    "data-comment-parent", "data-parentcommentid", "data-reply-to", "data-in-reply-to", "data-replyto", "data-pid",
)  # fmt: skip
_PARENT_CLASS = re.compile(r"(?:^|\s)(?:parent|reply-to|in-reply-to|child-of)[-_](?:comment[-_])?(\d+)(?:\s|$)")
_LEVEL_CLASS = re.compile(
    r"(?:^|[\s_-])(?:depth|level|lvl|indent|nest(?:ed|ing)?|tier|deep)[-_]?(\d{1,3})(?=\s|$|-)", re.I
)
_LEVEL_ATTRIBUTES = ("data-depth", "data-level", "aria-level", "data-indent", "indent", "data-comment-depth")
_MARGIN = re.compile(r"(?:margin|padding)-left\s*:\s*(\d+(?:\.\d+)?)\s*(px|em|rem|%)?", re.I)
_TOP = re.compile(r"\b(?:top ?level|root|js comment toplevel|parent comment|comment parent|is parent|thread starter)\b")
_REPLY = re.compile(
    r"\b(?:reply|replies|child|children|answer|antwort|reponse|respuesta|resposta|subcomment|sub|nested"
    r"|second level|is reply)\b"
)
_NESTED = re.compile(
    r"child|repl(?:y|ies)|indent|nested|sub|answers|antwort|reponse|respuesta|resposta|svar|thread inner"
)
_ANCHORS = frozenset(("a", "hr", "br"))
_LEVEL = re.compile(r"\d{1,3}")
_MOST_LEVELS_UP = 8
_MOST_BEFORE = 60
_MOST_INNER = 1000

Roots = Sequence[HtmlElement]


def parents(items: Sequence[Roots], ids: Sequence[str | None], told: Sequence[str | None] = ()) -> list[int | None]:
    """For each item, in page order, the index of its parent, which is always smaller, or None.

    ``told`` holds for each item the id that a link in it names as replied to.
    """
    index = {root: number for number, roots in enumerate(items) for root in roots}
    named = _named(items, ids, told or [None] * len(items))
    around = _around(items, index)
    known: dict[HtmlElement, int | None] = {}
    beside = [_beside(roots[0], index, above, known) for roots, above in zip(items, around, strict=True)]
    found = [_first(named[i], around[i], beside[i], i) for i in range(len(items))]
    if any(parent is not None for parent in found):
        return found
    for rule in (_by_level, _by_flag):
        guess = rule(items)
        if guess is not None:
            return guess
    return found


def _first(*choices: int | None) -> int | None:
    """The first choice that is known and earlier than the item, whose number comes last."""
    *rules, own = choices
    return next((rule for rule in rules if rule is not None and own is not None and rule < own), None)


def _named(items: Sequence[Roots], ids: Sequence[str | None], told: Sequence[str | None]) -> list[int | None]:
    known = {identity: number for number, identity in enumerate(ids) if identity}
    return [known.get(parent_id(roots[0]) or link or "") for roots, link in zip(items, told, strict=True)]


def parent_id(root: HtmlElement) -> str | None:
    """The id of another comment that an attribute names as the parent."""
    for name in _PARENT_ATTRIBUTES:
        value = root.get(name)
        if value and value != "0":
            return re.sub(r"^\D+(?=\d+$)", "", value)
    found = _PARENT_CLASS.search(root.get("class") or "")
    return found[1] if found else None


def _around(items: Sequence[Roots], index: dict[HtmlElement, int]) -> list[int | None]:
    """Nearest item around each item; each element's answer is kept, so shared ancestors are climbed once."""
    known: dict[HtmlElement | None, int | None] = {None: None}
    found: list[int | None] = []
    for roots in items:
        path: list[HtmlElement] = []
        up = roots[0].getparent()
        while up is not None and up not in known and up not in index:
            path.append(up)
            up = up.getparent()
        owner = index[up] if up is not None and up in index else known[up]
        known.update((element, owner) for element in path)
        found.append(owner)
    return found


def _beside(
    root: HtmlElement, index: dict[HtmlElement, int], around: int | None, known: dict[HtmlElement, int | None]
) -> int | None:
    """The item just before a wrapper that holds this one, where the wrapper itself is no item.

    ``known`` has the answer for each wrapper asked before.
    """
    node = root.getparent()
    for _ in range(_MOST_LEVELS_UP):
        if node is None or (node in index and index[node] == around) or node.tag == "body":
            return None
        if node not in known:
            known[node] = _before(node, index)
        if (found := known[node]) is not None:
            return found
        node = node.getparent()
    return None


def _before(node: HtmlElement, index: dict[HtmlElement, int]) -> int | None:
    """The item just before a wrapper, itself or in a box that is no wrapper of replies."""
    siblings = islice(node.itersiblings(preceding=True), _MOST_BEFORE)
    before = next((each for each in siblings if isinstance(each.tag, str) and each.tag not in _ANCHORS), None)
    if before is None or before in index:
        return None if before is None else index[before]
    if before.tag in ("div", "article", "li", "section") and _is_nested(node) and not _is_nested(before):
        return next((index[inner] for inner in islice(before.iter(), _MOST_INNER) if inner in index), None)
    return None


def _is_nested(element: HtmlElement) -> bool:
    return bool(_NESTED.search(words(element.get("class") or "")))


def _by_level(items: Sequence[Roots]) -> list[int | None] | None:
    """Parents from level numbers; None unless there are two levels and each step down is by one."""
    for read in (_level_of_class, _level_of_attribute, _level_of_margin):
        levels = _levels(items, read)
        if levels is not None:
            return _from_levels(levels)
    return None


def _levels(items: Sequence[Roots], read: Callable[[HtmlElement], float | None]) -> list[float] | None:
    levels = [read(roots[0]) for roots in items]
    known = [level for level in levels if level is not None]
    if len(set(known)) < 2 or len(known) < 0.9 * len(levels):
        return None
    filled = [level if level is not None else min(known) for level in levels]
    return filled if filled[0] == min(filled) else None


def _from_levels(levels: Sequence[float]) -> list[int | None]:
    found: list[int | None] = []
    open_items: list[int] = []
    for number, level in enumerate(levels):
        while open_items and levels[open_items[-1]] >= level:
            open_items.pop()
        found.append(open_items[-1] if open_items else None)
        open_items.append(number)
    return found


def _level_of_class(root: HtmlElement) -> float | None:
    for element in _own_boxes(root):
        found = _LEVEL_CLASS.search(element.get("class") or "") if isinstance(element.tag, str) else None
        if found:
            return float(found[1])
    return None


def _level_of_attribute(root: HtmlElement) -> float | None:
    for element, _ in zip(root.iter(), range(_MOST_LEVELS_UP), strict=False):
        for name in _LEVEL_ATTRIBUTES if element.attrib else ():
            value = element.get(name)
            if value and _LEVEL.fullmatch(value):
                return float(value)
    return None


def _level_of_margin(root: HtmlElement) -> float | None:
    for element in _own_boxes(root):
        found = _MARGIN.search(element.get("style") or "")
        if found:
            return float(found[1])
    return 0.0


def _own_boxes(root: HtmlElement) -> tuple[HtmlElement, ...]:
    """A comment's box, the first in it, and the one around it: levels are written on any of them."""
    parent = root.getparent()
    return (root, *root[:1], *(() if parent is None else (parent,)))


def _by_flag(items: Sequence[Roots]) -> list[int | None] | None:
    """Replies by a word on the item: all without the top word, or all with the reply word, after a root."""
    names = [words(" ".join((roots[0].get("class") or "").split())) for roots in items]
    tops = [bool(_TOP.search(name)) for name in names]
    if tops[:1] == [True] and not all(tops):
        return _after_roots(tops)
    roots = [not _REPLY.search(name) for name in names]
    return _after_roots(roots) if roots[:1] == [True] and not all(roots) else None


def _after_roots(is_root: Sequence[bool]) -> list[int | None]:
    found: list[int | None] = []
    last: int | None = None
    for number, root in enumerate(is_root):
        found.append(None if root else last)
        last = number if root else last
    return found
