"""A comment's id as its platform counts it: ``comment-12`` and ``div-comment-12`` are both ``12``."""

import re
from collections import Counter
from collections.abc import Container, Sequence

from lxml.html import HtmlElement

from crawler.parsers.comments.fields import Fields
from crawler.parsers.comments.names import COMMENT, words

_ATTRIBUTES = (
    "data-comment-id", "data-commentid", "data-comment_id", "data-cid", "data-postingid", "data-id",
    "data-content-id", "data-answerid", "data-message-id", "data-fullname",
)  # fmt: skip
_PREFIX = re.compile(
    r"[a-z]*?(?:commentaire|commentary|comment|kommentar|comentario|coment|commt|cmt|comm|fyre|reply|message"
    r"|msg|posting|"
    r"post|beitrag|forum|cid|tree|shell|div|li|article|item|node|js|hot|new|key)s?[-_:]*"
    r"|(?:c|p|r|m|id)(?:[-_:]|(?=\d+$))",
    re.I,
)
_OWN = re.compile(r"[a-z0-9]*\d|[0-9a-f-]{6,}|[a-z0-9]{5,8}$", re.I)
"""Beginnings of what an id has behind its prefixes."""

_MOST_INNER = 60
_LONGEST = 80
"""Characters of an id looked at: what is longer is no comment's, and costs too much to match."""

_NUMBERED = re.compile(r"(?:comment|forum|cid|reply|texte|kommentar)(?:_?id)?[-_=/](\d{2,})(?!\d*[-/]\d)", re.I)
_WORDS_AND_NUMBER = re.compile(r"[A-Za-z][A-Za-z_:.-]*?(\d{1,20})(?:_\d+)?")
_STEM = re.compile(r"(\D*)(\d{1,20})")
_NEARLY_ALL = 0.8
_CLEAN = re.compile(r"\d+(?:_\d+)?|[0-9A-Za-z]{5,32}|[0-9a-f-]{12,60}", re.I)
_FRAGMENT = re.compile(
    r"(?:#(?:[a-z_-]*comments?[-_/]?|c|forum|post-?|r)|/comments?/|/c/|[?&](?:comment|cid)=)([\w-]*\d[\w-]*)$", re.I
)


def identify(items: Sequence[tuple[tuple[HtmlElement, ...], Fields]]) -> list[str | None]:
    """One id per item from the first source that gives nearly all items distinct ids."""
    members = {root for roots, _ in items for root in roots}
    for source in (_from_attribute, _from_id, _from_inner, _from_permalink, _from_class, _from_anything):
        found = [source(roots, fields, members) for roots, fields in items]
        known = [identity for identity in found if identity]
        if known and len(known) >= 0.6 * len(items) and len(set(known)) >= 0.45 * len(known):
            return found
    return _from_stem([_id_near(roots[0]) for roots, _ in items])


def _id_near(root: HtmlElement) -> str:
    """The id of a comment's box, else of the first in it."""
    return root.get("id") or next((child.get("id") or "" for child in root if isinstance(child.tag, str)), "")


def _from_stem(values: Sequence[str]) -> list[str | None]:
    """Numbers of ids that are otherwise the same, whatever word they begin with; all None where they differ."""
    found = [_STEM.fullmatch(value) if len(value) <= _LONGEST else None for value in values]
    stems = Counter(each[1] for each in found if each)
    stem, times = stems.most_common(1)[0] if stems else ("", 0)
    if times < max(2, _NEARLY_ALL * len(values)):
        return [None] * len(values)
    return [each[2] if each and each[1] == stem else None for each in found]


def _from_attribute(roots: Sequence[HtmlElement], _: Fields, __: Container[HtmlElement]) -> str | None:
    for root in roots:
        for name in _ATTRIBUTES:
            if value := root.get(name):
                return bare(value)
    return None


def _from_id(roots: Sequence[HtmlElement], _: Fields, __: Container[HtmlElement]) -> str | None:
    return next((bare(value) for root in roots if (value := root.get("id")) and _is_mark(value)), None)


def _from_inner(roots: Sequence[HtmlElement], _: Fields, others: Container[HtmlElement]) -> str | None:
    for root in roots:
        before = root.getprevious()
        if before is not None and before.tag == "a" and not (before.text or "").strip():
            value = before.get("id") or before.get("name")
            if value and _is_mark(value):
                return bare(value)
        for element in root.iter():
            if element is not root and element in others:
                break
            value = element.get("id") or (element.get("name") if element.tag == "a" else None)
            if value and _is_mark(value):
                return bare(value)
    return None


def _from_permalink(_: Sequence[HtmlElement], fields: Fields, __: Container[HtmlElement]) -> str | None:
    mark = (fields.url or "").rpartition("#")[2]
    if mark and len(mark) < len(fields.url or "") and _is_mark(mark):
        return bare(mark)
    found = _FRAGMENT.search((fields.url or "")[-_LONGEST:])
    return found[1] if found else None


def _from_class(roots: Sequence[HtmlElement], _: Fields, __: Container[HtmlElement]) -> str | None:
    found = re.search(r"(?:^|[\s_-])(\d{4,})(?:\s|$)", roots[0].get("class") or "")
    return found[1] if found else None


def _from_anything(roots: Sequence[HtmlElement], _: Fields, others: Container[HtmlElement]) -> str | None:
    """A number that a class or an address in the comment gives as its own."""
    for root in roots:
        for number, element in enumerate(root.iter()):
            if number > _MOST_INNER or (element is not root and element in others):
                break
            found = _NUMBERED.search(f"{element.get('class') or ''} {element.get('href') or ''}")
            if found:
                return found[1]
    return None


def _is_mark(value: str) -> bool:
    """Whether an id or name is a comment's mark: a known prefix and a number, or an opaque key."""
    if len(value) > _LONGEST:
        return False
    if _WORDS_AND_NUMBER.fullmatch(value) and COMMENT.search(words(value)):
        return True
    if _after_prefixes(value):
        return bool(_CLEAN.fullmatch(bare(value)))
    return value.isdigit() or bool(re.fullmatch(r"(?=.*\d)[0-9A-Za-z]{8,32}", value))


def bare(value: str) -> str:
    """The id without its prefix: ``dsq-comment-12`` and ``post_12_0`` are ``12``; a very long one is left as it is."""
    if len(value) > _LONGEST:
        return value
    value = value.strip()
    plain = _WORDS_AND_NUMBER.fullmatch(value)
    if plain:
        return plain[1]
    return re.sub(r"^(\d{2,})_\d+$", r"\1", value[_after_prefixes(value) :]) or value


def _after_prefixes(value: str) -> int:
    """Where the id itself begins: behind as many prefixes as leave one, 0 where none does."""
    start = end = 0
    while found := _PREFIX.match(value, end):
        end = found.end()
        if _OWN.match(value, end):
            start = end
    return start
