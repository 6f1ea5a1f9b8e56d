"""Which elements of a page are comments: repeated by structure, or marked by an id; names are hints.

A *series* is a set of elements that share a key: the same id but for its number, or the same tag and class words.
Of all series the outermost whose members each look like one comment (a text with an author or a date) wins. A
container holds several members of another series and loses; a widget ("recent comments") is made of links to other
pages and loses.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.parsers.comments.fields import Fields, Reader
from crawler.parsers.comments.names import COMMENT, words

_HINTED = (
    "//body//*[(@id or @class) and not(self::script or self::style or self::form or self::input or self::textarea "
    "or self::button or self::img or self::a or self::span or self::svg or self::i or self::b or self::h1 or self::h2 "
    "or self::h3 or self::h4 or self::label or self::p or self::link or self::option or self::cite or self::time)]"
)
_NUMBERED = re.compile(
    r"^(?P<stem>.*?)[-_:]?(?P<number>(?:\d+|[0-9a-f]{8}[0-9a-f-]*)(?:[-_]\d+|[-_][0-9a-f-]{8,})*)$", re.I
)
_ID_STEM = re.compile(r"^(?:c|m|p|r|tree|bc|reply|rep|cid|msg|pid|note|answer)$")
_PER_ITEM = re.compile(
    r"^(?:odd|even|alt|first|last|parent|byuser|bypostauthor|clearfix|depth|level|thread|highlighted|new|comment-author-|"
    r"user-|depth-|level-|thread-|level_|wpd_comment_level|cid-|comment-\d|post-\d|alt\d|hentry|has-)"
    r"|\d{2,}|-(?:odd|even|alt)$"
)
_PLURAL = re.compile(
    r"(?:comments|kommentare|commentaires|comentarios|replies|responses|posts|messages|list|area|container|section|wrap"
    r"|wrapper|holder|box|thread|threads|stream|inner|content|panel|tree|module|block)$"
)
_SINGULAR = re.compile(
    r"(?:^|\s)(?:comment|kommentar|commentaire|comentario|coment|reply|review|post|message|komentarz|reactie|cmt|"
    r"fyre comment article)(?:\s(?:item|entry|node|single|row|wrap|wrapper|container|block|li|article|body|box|level|"
    r"list item|card|main|root|\d+))?$"
)
_PART = re.compile(
    r"(?:author|avatar|meta|metadata|date|time|content|text|body|message|header|footer|info|inner|actions?|tools?|reply "
    r"(?:link|title|form)|form|respond|count|links?|title|name|vote|likes?|rating|nav|navigation|pagination|paging|number|"
    r"button|children|replies|right|left|wrap|user|details|cite|edit|copy)s?$"
)
_OTHERS_COMMENTS = re.compile(
    r"(?:recent|latest|newest|neueste|letzte|derniers|ultimos|last|top|active)\W?(?:comment|kommentar|coment|discussion)",
    re.I,
)
_WEAK = re.compile(
    r"post|message|review|forum|feedback|reply|response|avis|debat|reagir|discuss|reaction|opini|messag|mensa"
)
COMMENT_ONLY = re.compile(
    r"comment|commnet|coment|komment|commt|cmt|reply|replies|forum|discuss|reaction|opini|reactie|fyre|utopi"
)
_COMMENT_PAGE = re.compile(
    r"/comment-page-\d+/?$|/comments?(?:/\d+)?/?$|/(?:c|comments?)/\w+$|/post-\d+$|/forum/t/[^/]+"
)
_SAMPLE = 6
_LIKELY = 0.6


@dataclass(slots=True)
class Item:
    """One comment's elements, its id as the page writes it, and where it hangs."""

    roots: tuple[HtmlElement, ...]
    comment_id: str | None = None
    fields: Fields = field(default_factory=Fields)
    parent: int | None = None


@dataclass(slots=True)
class Series:
    """Elements with one key, in page order."""

    key: tuple[str, str, str]
    members: list[HtmlElement]

    @property
    def by_id(self) -> bool:
        """Whether the key is an id with its number taken off."""
        return self.key[0] == "id"


def all_series(tree: HtmlElement) -> list[Series]:
    """Every series of hinted elements on the page."""
    found: dict[tuple[str, str, str], list[HtmlElement]] = defaultdict(list)
    for element in tree.xpath(_HINTED):
        for key in _keys(element):
            found[key].append(element)
    return [Series(key, members) for key, members in found.items()]


def _keys(element: HtmlElement) -> Iterator[tuple[str, str, str]]:
    name = element.get("id")
    if name:
        stem = _stem(name)
        if stem and (COMMENT.search(stem) or _ID_STEM.match(stem)):
            yield "id", str(element.tag), stem
    classes = element.get("class")
    if classes:
        for token in set(classes.split()):
            if _hinted(token):
                yield "class", str(element.tag), words(token)


@lru_cache(maxsize=8192)
def _hinted(token: str) -> bool:
    return bool(COMMENT.search(words(token))) and not _PER_ITEM.search(token)


def _stem(name: str) -> str:
    numbered = _NUMBERED.match(name)
    return words(numbered["stem"]) if numbered else ""


def find(tree: HtmlElement, reader: Reader) -> list[Item]:
    """The comments of a page in page order, without parents yet."""
    candidates = [series for series in all_series(tree) if _eligible(series)]
    plausible = [series for series in candidates if _plausible(series, reader)]
    best = _outermost(plausible)
    if best is None:
        return []
    members = set(best.members)
    return [Item((member,), fields=reader.read((member,), members)) for member in best.members]


def _eligible(series: Series) -> bool:
    """Whether the name can be that of a whole comment."""
    name = series.key[2]
    if _PART.search(name) and not series.by_id:
        return False
    if _WEAK.search(name) and not COMMENT_ONLY.search(name) and not any(map(_in_comments, series.members[:1])):
        return False
    return len(series.members) > 1 or series.by_id or bool(_SINGULAR.search(name))


def _in_comments(element: HtmlElement) -> bool:
    return any(
        COMMENT_ONLY.search(words(f"{up.get('id') or ''} {up.get('class') or ''}")) for up in element.iterancestors()
    )


def _plausible(series: Series, reader: Reader) -> bool:
    """Whether most of a sample look like one comment each."""
    members = set(series.members)
    step = max(1, len(series.members) // _SAMPLE)
    sample = series.members[::step][:_SAMPLE]
    read = [reader.read((member,), members) for member in sample]
    sure = series.by_id and bool(_ID_STEM.match(series.key[2]))
    good = sum(looks_like_comment(fields, both=sure) for fields in read)
    return good >= _LIKELY * len(sample) and not _is_widget(series, read, reader.base)


def looks_like_comment(fields: Fields, *, both: bool = False) -> bool:
    """A text that somebody wrote, or that has a date; ``both`` where nothing else says that it is a comment."""
    if not fields.text:
        return False
    if both:
        return fields.has_named_author and fields.date is not None
    return fields.has_named_author or fields.date is not None


def _is_widget(series: Series, read: Sequence[Fields], base: str) -> bool:
    """Whether these are comments on other pages: their own addresses, or most of their links, lead elsewhere."""
    paths = {_path(fields.url) for fields in read if fields.url}
    if len(paths) > 1:
        return True
    first = series.members[0]
    boxes = (first, *first.iterancestors())
    named = any(_OTHERS_COMMENTS.search(words(f"{up.get('id') or ''} {up.get('class') or ''}")) for up in boxes)
    return (
        named
        and all(fields.url is None or _path(fields.url) != _path(base) for fields in read)
        and not any(fields.date and len(fields.text) > 40 for fields in read)
    )


def _path(url: str | None) -> str:
    return _COMMENT_PAGE.sub("", urlsplit(url or "").path).rstrip("/")


def _outermost(plausible: Sequence[Series]) -> Series | None:
    """The series whose members hold at most one member of every other, and that covers most."""
    kept = [series for series in plausible if not any(_contains_many(series, other) for other in plausible)]
    if not kept:
        return None
    most = max(len(series.members) for series in kept)
    largest = [series for series in kept if len(series.members) >= 0.8 * most]
    return min(largest, key=lambda series: (-len(series.members) // max(1, most // 5), _depth(series.members[0])))


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def _contains_many(outer: Series, inner: Series) -> bool:
    """Whether members of ``outer`` hold on average more than one member of ``inner`` as their own."""
    if outer is inner or len(inner.members) <= len(outer.members):
        return False
    outers = set(outer.members)
    held = sum(1 for member in inner.members if any(up in outers for up in member.iterancestors()))
    return held > 1.3 * len(outer.members)
