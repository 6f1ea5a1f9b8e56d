"""Series: elements of a page that share a key and may be comments; names are hints, structure decides.

A key is an id without its number ("comment" of ``comment-12``), or a tag with one class word. Of all series the
outermost whose members each look like one comment (a text with an author or a date) is the list of comments. A
container holds several members of another series and loses; a widget ("recent comments") points to other pages and
loses.
"""

import re
from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.parsers.comments import totals
from crawler.parsers.comments.address import host
from crawler.parsers.comments.fields import Fields, Reader
from crawler.parsers.comments.names import COMMENT, LIKELY, words
from crawler.parsers.comments.render import line

_BOXES = ("div", "li", "article", "section", "ul", "ol", "tr", "td", "dl", "dd", "dt", "blockquote", "aside", "table")
_NUMBERED = re.compile(
    r"^(?P<stem>.*?)[-_:]?(?P<number>(?:\d+|[0-9a-f]{8}[0-9a-f-]*)(?:[-_]\d+|[-_][0-9a-f-]{8,})*)$", re.I
)
_ID_STEM = re.compile(r"^(?:c|m|p|r|tree|bc|reply|rep|cid|msg|pid|note|answer|com)$")
_PER_ITEM = re.compile(
    r"^(?:category|tag-|type-|format-|menu|postid|single-|odd|even|alt|first|last|parent|byuser|bypostauthor|clearfix|depth|level|thread|highlighted|new|comment-author-|"
    r"user-|depth-|level-|thread-|level_|wpd_comment_level|cid-|comment-\d|post-\d|alt\d|hentry|has-)"
    r"|\d{2,}|-(?:odd|even|alt)$"
)
_PLURAL = re.compile(
    r"(?:comments|kommentare|commentaires|comentarios|comentários|replies|responses|posts|messages|lista?|listing|area|"
    r"section|threads|stream|holder|tree)$"
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
_STRONG = re.compile(r"comment|commnet|coment|komment|kommetar|commt|cmt|fyre|utopi|коммент|评论|留言|コメント")
_AROUND = re.compile(
    r"comment|commnet|coment|komment|commt|cmt|reply|replies|forum|discuss|reactions|reactie|fyre|thread"
)
_COMMENT_PAGE = re.compile(
    r"/comment-page-\d+/?$|/comments?(?:/\d+)?/?$|/(?:c|comments?)/\w+$|/post-\d+$|/forum/t/[^/]+"
)
_TEXT_PART = re.compile(r"(?:comment|komment|coment|reply|post|message|cmt) ?(?:text|content|body|message|txt)$")
_SECTION = re.compile(
    r"comment|komment|coment|respond|commt|cmt|forum|discuss|fyre|reacti|opini|repl(?:y|ies)|post|message"
)
_NEARLY = 0.8
_SCOPES = 3
_MOST_LINKS = 8
_GROUPS = 6
_SAMPLE = 3
_LIKELY = 0.6


def with_definitions(head: HtmlElement) -> tuple[HtmlElement, ...]:
    """A ``dt`` with the ``dd`` elements that follow it."""
    group = [head]
    after = head.getnext()
    while after is not None and after.tag != "dt":
        if after.tag == "dd":
            group.append(after)
        after = after.getnext()
    return tuple(group)


@dataclass
class Series:
    """Elements with one key, in page order; what was read of some of them is kept."""

    key: tuple[str, str, str]
    members: list[HtmlElement]
    read: dict[HtmlElement, Fields] = field(default_factory=dict)
    quoted: tuple[HtmlElement, ...] = ()

    @cached_property
    def not_own(self) -> frozenset[HtmlElement]:
        """Elements in a member that are not its own: other members, and comments that it quotes."""
        return frozenset((*self.members, *self.quoted))

    @property
    def by_id(self) -> bool:
        """Whether the key is an id with its number taken off."""
        return self.key[0] == "id"

    def fields(self, member: HtmlElement, reader: Reader) -> Fields:
        """What one member says, without the other members and the quoted ones in it."""
        if member not in self.read:
            roots = with_definitions(member) if member.tag == "dt" else (member,)
            self.read[member] = reader.read(roots, frozenset() if member.tag == "dt" else self.not_own)
        return self.read[member]


@dataclass(frozen=True, slots=True)
class Scan:
    """What one pass over a page's boxes gave: series of likely comments, boxes named after comments, all names."""

    series: list[Series]
    sections: list[HtmlElement]
    names: frozenset[str]


def scan(tree: HtmlElement) -> Scan:
    """Look at every box of a page once."""
    found: dict[tuple[str, str, str], list[HtmlElement]] = defaultdict(list)
    sections: dict[str, HtmlElement] = {}
    names: set[str] = set()
    for element in tree.iter(*_BOXES):
        name, classes = element.get("id"), element.get("class")
        if name:
            names.add(name)
            stem, is_section = _id_words(name)
            if stem:
                found["id", str(element.tag), stem].append(element)
            if is_section:
                sections.setdefault(name, element)
        if classes:
            names.add(classes)
            for token in _hinted_tokens(classes):
                found["class", str(element.tag), token].append(element)
                sections.setdefault(token, element)
    series = [Series(key, members) for key, members in found.items()]
    return Scan(series, [box for name, box in sections.items() if _SECTION.search(name)], frozenset(names))


def _quoted(series: Series, found: Sequence[Series]) -> tuple[HtmlElement, ...]:
    """Boxes of another tag with a class word of the series, in some of its members only: comments quoted in replies."""
    same = {other.key[2] for other in found if other.members == series.members}
    return tuple(
        member
        for other in found
        if other.key[2] in same and other.members != series.members and len(other.members) < 0.9 * len(series.members)
        for member in other.members
    )


@lru_cache(maxsize=8192)
def _hinted_tokens(classes: str) -> tuple[str, ...]:
    """The words of each class token that a comment may be named by."""
    if not LIKELY.search(classes.lower()):
        return ()
    tokens = {words(token): None for token in classes.split() if not _PER_ITEM.search(token)}
    return tuple(token for token in tokens if COMMENT.search(token))


@lru_cache(maxsize=8192)
def _id_words(name: str) -> tuple[str, bool]:
    """An id without its number when that is a comment's, else empty; and whether it is named after comments."""
    numbered = _NUMBERED.match(name)
    stem = words(numbered["stem"]) if numbered else ""
    if stem and (COMMENT.search(stem) or _ID_STEM.match(stem)):
        return stem, True
    return "", LIKELY.search(name.lower()) is not None


def best_series(found: Sequence[Series], reader: Reader) -> Series | None:
    """The series that is the page's list of comments. Once the largest is known, much smaller ones are not read."""
    eligible = sorted(filter(_eligible, found), key=_rank)
    plausible: list[Series] = []
    for series in eligible:
        if plausible and (_is_list(series) or len(series.members) < _NEARLY * len(plausible[0].members)):
            break
        series.quoted = _quoted(series, found) if len(series.members) > 1 else ()
        if not any(_inside(series, other) for other in plausible) and _plausible(series, reader):
            plausible.append(series)
    return _outermost(plausible) or _climbed(found, reader)


def under_heading(tree: HtmlElement, reader: Reader) -> Series | None:
    """A list without any telling name: boxes alike that follow a heading which says or counts comments."""
    for heading in tree.iter("h1", "h2", "h3", "h4", "h5", "h6", "legend"):
        text = line(heading) if len(heading) < 5 else ""
        if totals.is_heading(text) and (series := _alike_after(heading, reader)):
            return series
    return None


def _alike_after(heading: HtmlElement, reader: Reader) -> Series | None:
    """The largest group of alike boxes after a heading, inside the nearest box that has one."""
    for scope, _ in zip(heading.iterancestors(), range(_SCOPES), strict=False):
        if scope.tag in ("body", "html"):
            return None
        groups: dict[tuple[str, str], list[HtmlElement]] = defaultdict(list)
        for box in scope.iter(*_BOXES):
            if box is not scope:
                groups[str(box.tag), box.get("class") or ""].append(box)
        likely = sorted((boxes for boxes in groups.values() if len(boxes) > 1), key=lambda boxes: -len(boxes))
        for boxes in likely[:_GROUPS]:
            series = Series(("structure", str(boxes[0].tag), ""), boxes)
            if _depth(boxes[0]) and _plausible(series, reader):
                return series
    return None


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
    if not _STRONG.search(name) and not (series.by_id and name == "c"):
        return len(series.members) > 1 and _in_comments(series.members[0])
    return len(series.members) > 1 or series.by_id or bool(_SINGULAR.search(name))


def _in_comments(element: HtmlElement) -> bool:
    boxes = (up for up in element.iterancestors() if up.tag not in ("body", "html"))
    return any(_AROUND.search(words(f"{up.get('id') or ''} {up.get('class') or ''}")) for up in boxes)


def _inside(series: Series, other: Series) -> bool:
    """Whether ``series`` has the same comments as ``other``, one box further in."""
    first, outer = series.members[0], other.members[0]
    return len(series.members) == len(other.members) and (first is outer or outer in first.iterancestors())


def _plausible(series: Series, reader: Reader) -> bool:
    """Whether most of a sample look like one comment each."""
    step = max(1, len(series.members) // _SAMPLE)
    sample = series.members[::step][:_SAMPLE]
    read = [series.fields(member, reader) for member in sample]
    bare_number = series.by_id and bool(_ID_STEM.match(series.key[2]))
    good = sum(looks_like_comment(fields, both=bare_number) for fields in read)
    if good < _LIKELY * len(read) and not _is_anonymous(series, read):
        return False
    if sum(map(_is_link, sample, read)) > len(read) / 2:
        return False
    return not _is_widget(series, read, base=reader.base, hosts=reader.hosts)


def looks_like_comment(fields: Fields, *, both: bool = False) -> bool:
    """A text that somebody wrote, or that has a date; ``both`` where nothing else says that it is a comment."""
    if not fields.text:
        return False
    if both:
        return fields.has_named_author and fields.date is not None
    return fields.has_named_author or fields.date is not None


def _is_link(member: HtmlElement, fields: Fields) -> bool:
    """Whether all that is said is a link to somewhere: a teaser."""
    if any(up.tag == "a" for up in member.iterancestors()):
        return True
    said = " ".join(fields.text.split())
    links = (link for link, _ in zip(member.iter("a"), range(_MOST_LINKS), strict=False))
    return any(line(link) == said and not (link.get("href") or "#").startswith(("#", "javascript:")) for link in links)


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
    boxes = (f"{up.get('id') or ''} {up.get('class') or ''}" for up in (first, *first.iterancestors()))
    if read and hosts and all(_is_elsewhere(fields, hosts) for fields in read):
        return True
    if not any(_OTHERS_COMMENTS.search(words(box)) for box in boxes):
        return False
    return not any(fields.date and len(fields.text) > 40 for fields in read) or _path(base) not in (
        paths or {_path(base)}
    )


def _is_elsewhere(fields: Fields, hosts: Container[str]) -> bool:
    """Whether the comment's own address is on a host that is none of the page's: a forum's posts shown as teasers."""
    own = host(fields.date_url or fields.url)
    return bool(own) and own not in hosts


def _path(url: str | None) -> str:
    return _COMMENT_PAGE.sub("", urlsplit(url or "").path).rstrip("/")


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
    held = sum(1 for member in inner.members if any(up in outers for up in member.iterancestors()))
    return held > 1.3 * len(outer.members)


def _climbed(found: Sequence[Series], reader: Reader) -> Series | None:
    """A list whose comments have no name of their own: from each text up to the last box that holds no other text."""
    for series in found:
        name = series.key[2]
        if series.by_id or len(series.members) < 2 or not _TEXT_PART.search(name):
            continue
        if not _STRONG.search(name) and not _in_comments(series.members[0]):
            continue
        texts = set(series.members)
        boxes = [_own_box(member, texts) for member in series.members]
        climbed = Series(("climbed", "", series.key[2]), boxes)
        if len(set(boxes)) == len(boxes) and _plausible(climbed, reader):
            return climbed
    return None


def _own_box(element: HtmlElement, texts: set[HtmlElement]) -> HtmlElement:
    box = element
    for up in element.iterancestors():
        if sum(1 for inner in up.iter(str(element.tag)) if inner in texts) > 1:
            return box
        box = up
    return box
