"""Which series is the page's list of comments: structure decides, names are hints.

Of all series the outermost whose members each look like one comment (a text with an author or a date) wins. A container
holds several members of another series and loses; teasers are links and lose; a widget ("recent comments") points to
other pages and loses. Where no series has a telling name, texts are followed up to the box that holds only them; what
has no telling name at all is for ``repeats``.
"""

import re
from collections.abc import Container, Sequence
from heapq import nlargest
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.comments import totals
from crawler.parsers.comments.address import host_and_port
from crawler.parsers.comments.closed_words import invites
from crawler.parsers.comments.fields import Fields, Reader
from crawler.parsers.comments.names import words_of
from crawler.parsers.comments.parts import is_within
from crawler.parsers.comments.render import line
from crawler.parsers.comments.series import ID_STEM, Series, quoted
from crawler.urls import parts

_PLURAL: Final = re.compile(
    r"(?:comments|kommentare|commentaires|comentarios|comentários|replies|responses|posts|messages|lista?|listing|area|"
    r"section|threads|stream|holder|tree)$"
)
_SINGULAR: Final = re.compile(
    r"(?:^|\s)(?:comment|kommentar|commentaire|comentario|coment|reply|review|post|message|komentarz|reactie|cmt|"
    r"fyre comment article)(?:\s(?:item|entry|node|single|row|wrap|wrapper|container|block|li|article|body|box|level|"
    r"list item|card|main|root|\d+))?$"
)
_PART: Final = re.compile(
    r"(?:author|avatar|meta|metadata|date|time|content|text|body|message|header|footer|info|inner|actions?|tools?"
    r"|reply "
    r"(?:link|title|form)|form|respond|count|links?|title|name|vote|likes?|rating|nav|navigation|pagination|paging"
    r"|number|"
    r"button|children|replies|right|left|wrap|user|details|cite|edit|copy)s?$"
)
_OTHERS_COMMENTS: Final = re.compile(
    r"(?:recent|latest|newest|neueste|letzte|derniers|ultimos|last|top|active)\W?(?:comment|kommentar|coment"
    r"|discussion)",
    re.I,
)
_WEAK: Final = re.compile(
    r"post|message|review|forum|feedback|reply|response|avis|debat|reagir|discuss|reaction|opini|messag|mensa"
)
_STRONG: Final = re.compile(
    r"comment|coment|komment|koment|commt|cmt|comtr|fyre|dsq|idc|reactie|yorum|hozzasz"
    r"|коммент|отзыв"
    r"|评论|留言|コメント"
)
AROUND: Final = re.compile(
    r"comment|coment|komment|commt|cmt|reply|replies|forum|discuss|reactions|reactie|fyre|thread"
)
"""Words of boxes that hold comments."""

_COMMENT_PAGE: Final = re.compile(
    r"/comment-page-\d+/?$|/(?:c|\w*(?:comm?ent|komment|reacti|replies)\w*)(?:/[\w-]*\d[\w-]*)?/?$|/(?:c|comments?)/\w+$"
    r"|/post-\d+$|/forum/t/[^/]+",
    re.I,
)
_TEXT_PART: Final = re.compile(
    r"(?:comment\w*|komment\w*|coment\w*|reactie|reply|post|message|cmt) ?"
    r"(?:text|content|body|message|txt|texte|texto)$"
)
_PINGBACK: Final = re.compile(r"pingback|trackback")
_DEEPEST: Final = 64
"""Levels climbed from each of many boxes, so that deep pages cost no more than their length."""

_NEARLY: Final = 0.8
_MOSTLY: Final = 0.6
_MOST_LINKS: Final = 8
_LIKELY: Final = 0.6
_MOST_SERIES: Final = 300
_MOST_TRIED: Final = 50
"""Series looked at, and those asked whether they are comments; pages of all kinds stay below 100 and 20."""


def best_series(found: Sequence[Series], reader: Reader) -> Series | None:
    """The series that is the page's list of comments. Once the largest is known, much smaller ones are not read."""
    if len(found) > _MOST_SERIES:
        found = nlargest(_MOST_SERIES, found, key=lambda series: len(series.members))
    eligible = sorted(filter(_eligible, found), key=_rank)
    read: dict[tuple[HtmlElement, ...], dict[HtmlElement, Fields]] = {}
    plausible: list[Series] = []
    for series in eligible[:_MOST_TRIED]:
        if plausible and (_is_list(series) or len(series.members) < _NEARLY * len(plausible[0].members)):
            break
        series.read = read.setdefault(tuple(series.members), series.read)
        series.quoted = quoted(series, found) if len(series.members) > 1 else ()
        if not any(_inside(series, other) for other in plausible) and is_plausible(series, reader):
            plausible.append(series)
    return _outermost(plausible) or _climbed(found, reader)


def _rank(series: Series) -> tuple[bool, int, int]:
    """What is named as a list last, then the largest first, then the outermost."""
    return _is_list(series), -len(series.members), _depth(series.members[0])


def _is_list(series: Series) -> bool:
    return bool(_PLURAL.search(series.key[2])) and not series.by_id


def _eligible(series: Series) -> bool:
    """Whether the name can be that of a whole comment."""
    name = series.key[2]
    if _PART.search(name) and not series.by_id:
        return False
    if not is_strong(series):
        return len(series.members) > 1 and (in_comments(series.members[0]) or totals.is_headed(series.members[0]))
    return len(series.members) > 1 or series.by_id or bool(_SINGULAR.search(name))


def is_strong(series: Series) -> bool:
    """Whether the name can hardly be anything's but a comment's."""
    return bool(_STRONG.search(series.key[2])) or (series.by_id and series.key[2] == "c")


def in_comments(element: HtmlElement) -> bool:
    """Whether a box around an element is named after comments."""
    above = islice(element.iterancestors(), _DEEPEST)
    return any(AROUND.search(words_of(up)) for up in above if up.tag not in ("body", "html"))


def _inside(series: Series, other: Series) -> bool:
    """Whether ``series`` has the same comments as ``other``, one box further in."""
    first, outer = series.members[0], other.members[0]
    return len(series.members) == len(other.members) and is_within(first, outer)


def is_plausible(series: Series, reader: Reader) -> bool:
    """Whether most of a sample look like one comment each; boxes that say nothing do not count."""
    members = series.members
    sample = [members[at] for at in sorted({0, min(1, len(members) - 1), len(members) // 3, 2 * len(members) // 3})]
    pairs = [(member, series.fields(member, reader)) for member in sample]
    pairs = [(member, fields) for member, fields in pairs if fields.text or fields.author or fields.date]
    read = [fields for _, fields in pairs]
    if len(read) < min(2, len(members)):
        return False
    bare_number = series.by_id and bool(ID_STEM.match(series.key[2]))
    good = sum(_looks_like_comment(fields, both=bare_number) for fields in read)
    if good < _LIKELY * len(read) and not _is_anonymous(series, read):
        return False
    if sum(_is_link(member, fields) for member, fields in pairs) > len(read) / 2:
        return False
    return not _is_widget(series, read, base=reader.base, hosts=reader.hosts)


def _looks_like_comment(fields: Fields, *, both: bool = False) -> bool:
    """A text that somebody wrote, or that has a date; ``both`` where nothing else says that it is a comment."""
    if not fields.text:
        return False
    if both:
        return fields.has_named_author and fields.date is not None
    return fields.has_named_author or fields.date is not None


def _is_link(member: HtmlElement, fields: Fields) -> bool:
    """Whether most of what is said is one link to somewhere: a teaser, or "Ada on The other story"."""
    if any(up.tag == "a" for up in member.iterancestors()):
        return True
    if _PINGBACK.search(member.get("class") or ""):
        return False
    said = " ".join(fields.text.split())
    for link, _ in zip(member.iter("a"), range(_MOST_LINKS), strict=False):
        if (link.get("href") or "#").startswith(("#", "javascript:")):
            continue
        words_of_link = line(link)
        if words_of_link in said and len(words_of_link) >= _MOSTLY * len(said):
            return True
    return False


def _is_anonymous(series: Series, read: Sequence[Fields]) -> bool:
    """Comments that show neither author nor date: only by their name, under a heading that counts comments."""
    texts = sum(bool(fields.text) and not fields.parts.links for fields in read)
    named = bool(_SINGULAR.search(series.key[2])) and not _WEAK.search(series.key[2])
    return named and len(read) >= 3 and texts >= 0.9 * len(read) and totals.shown(series.members[0]) is not None


def _is_widget(series: Series, read: Sequence[Fields], *, base: str, hosts: frozenset[str]) -> bool:
    """Whether these are comments on other pages: their own addresses differ, or their box says so."""
    paths = {_path(fields.url) for fields in read if fields.url}
    if len(paths) > 1:
        return True
    first = series.members[0]
    if read and hosts and all(_is_elsewhere(fields, hosts) for fields in read) and not invites(first):
        return True
    if not any(_OTHERS_COMMENTS.search(words_of(box)) for box in (first, *first.iterancestors())):
        return False
    return not any(fields.date and len(fields.text) > 40 for fields in read) or _path(base) not in (
        paths or {_path(base)}
    )


def _is_elsewhere(fields: Fields, hosts: Container[str]) -> bool:
    """Whether the comment's own address is on a host that is none of the page's: a forum's posts shown as teasers."""
    own = host_and_port(fields.date_url or fields.url)
    return bool(own) and own not in hosts


def _path(url: str | None) -> str:
    return _COMMENT_PAGE.sub("", parts(url or "").path).rstrip("/")


def _outermost(plausible: Sequence[Series]) -> Series | None:
    """Of the series that are no containers, the one that covers most; of nearly equal ones the outermost."""
    kept = [series for series in plausible if not any(_contains_many(series, other) for other in plausible)]
    if not kept:
        return None
    most = max(len(series.members) for series in kept)
    largest = [series for series in kept if len(series.members) >= _NEARLY * most]
    return min(largest, key=lambda series: (-len(series.members) // max(1, most // 5), _depth(series.members[0])))


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def _contains_many(outer: Series, inner: Series) -> bool:
    """Whether members of ``outer`` hold on average more than one member of ``inner``."""
    if outer is inner or len(inner.members) <= len(outer.members):
        return False
    outers = set(outer.members)
    held = sum(1 for member in inner.members if any(up in outers for up in islice(member.iterancestors(), _DEEPEST)))
    return held > 1.3 * len(outer.members)


def _climbed(found: Sequence[Series], reader: Reader) -> Series | None:
    """A list whose comments have no name of their own: from each text up to the last box that holds no other text."""
    for series in found:
        name = series.key[2]
        if series.by_id or len(series.members) < 2 or not _TEXT_PART.search(name):
            continue
        if not _STRONG.search(name) and not in_comments(series.members[0]):
            continue
        boxes = _own_boxes(series.members)
        climbed = Series(("climbed", "", series.key[2]), boxes)
        if len(set(boxes)) == len(boxes) and is_plausible(climbed, reader):
            return climbed
    return None


def _own_boxes(texts: Sequence[HtmlElement]) -> list[HtmlElement]:
    """The last box around each text that holds no other one; each box is passed twice at most."""
    seen: set[HtmlElement] = set()
    shared: set[HtmlElement] = set()
    for text in texts:
        for up in (text, *text.iterancestors()):
            if up in shared:
                break
            (shared if up in seen else seen).add(up)
    return [_last(text, shared) for text in texts]


def _last(text: HtmlElement, shared: set[HtmlElement]) -> HtmlElement:
    """The last box around a text that is not shared."""
    box = text
    for up in text.iterancestors():
        if up in shared:
            break
        box = up
    return box
