"""Comments whose markup names nothing: boxes alike around a date each, where a heading or their links to reply say so.

Every comment of a list has its date at the same place. Short texts that read as dates are grouped by what they stand
in; from each of them leads a way up to the first box that holds an earlier one of its group too. How far most get is
where the comments' own boxes are: a first reply inside its parent gets further, and stops there as well. Lists of
stories look the same, so a page must say that this is a discussion: the nearest heading counts or names comments, or
half of the boxes can be replied to.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.comments import moments, totals
from crawler.parsers.comments.choice import AROUND, in_comments, is_plausible
from crawler.parsers.comments.closed_words import invites, may_invite
from crawler.parsers.comments.fields import Reader
from crawler.parsers.comments.names import COMMENT, words_of
from crawler.parsers.comments.render import spaced
from crawler.parsers.comments.scan import HEADINGS, Scan
from crawler.parsers.comments.series import Series
from crawler.parsers.page import Page

_TAGS: Final = (
    "time", "abbr", "a", "span", "div", "p", "small", "em", "i", "b", "strong", "font", "td", "li", "dd", "dt", "cite",
    "h3", "h4", "h5", "h6", "header", "footer", "label",
)  # fmt: skip
_LISTS: Final = frozenset(("ul", "ol", "dl", "table", "tbody"))
_OFTEN: Final = 0.2
_NEARLY_ALL: Final = 0.8
_FEWEST: Final = 3
_DIGITS: Final = re.compile(r"\d+")
_PLACE: Final = re.compile(r"\d+|\b(?:first|last|odd|even|alt)\b|\s+")
"""What classes say of an element's place in its list."""

_LONGEST: Final = 80
_LONGEST_WRITTEN: Final = 400
"""The longest date as shown, and with the blanks that sources are indented by."""

_MOST_CHILDREN: Final = 4
_MOST_TRIES: Final = 30_000
_MOST_BEYOND: Final = 300
_GROUPS: Final = 6
_MOST_BEFORE: Final = 60
_LEVELS: Final = 3
_MOST_LEVELS: Final = 16
_LEVELS_BY_WEIGHT: Final = (0, 2, 6)
_FORM_LEVELS: Final = 3
_SAMPLE: Final = 6

Key = tuple[str, str]


def series_by_dates(scan: Scan, reader: Reader, *, page: Page, is_wide: bool = False) -> Series | None:
    """The list of comments that dates tell of, None where nothing says that it is one.

    ``is_wide``: dates of one class belong together whatever they stand in, since answers may have another box.
    """
    areas = [page.tree] if may_invite(page.utf8, reader.dates.language or "") else _areas(scan)
    groups, beyond = _marks(areas, reader, is_wide=is_wide)
    for key, marks in sorted(groups.items(), key=lambda group: len(group[1]), reverse=True)[:_GROUPS]:
        boxes = _boxes(marks) if len(marks) > 1 else _only_box(marks[0])
        dated = dict(zip(boxes, marks, strict=False))
        if not dated:
            continue
        members = list(dated)
        found = Series(("structure", str(members[0].tag), ""), members, dated=dated, is_cut=key in beyond)
        if _is_called_discussion(found):
            found.learn(reader)
            if not any(found.fields(member, reader).text for member in _sample(found)):
                found.rest = _rest(members)
                found.learn(reader)
            if _is_said(found, reader):
                return found
    return None


def _areas(scan: Scan) -> list[HtmlElement]:
    """Where comments may be: boxes named after them, what follows headings on them, what is around a field."""
    found = dict.fromkeys(_around(field) for field in scan.fields if field.tag == "textarea")
    for box in scan.sections:
        if AROUND.search(words_of(box)):
            found[box] = None
    for series in scan.series:
        parent = series.members[0].getparent()
        if len(series.members) >= _FEWEST and parent is not None and parent.tag != "body":
            found[parent] = None
    for heading, weight in totals.weighed(scan.headings):
        for up in islice((heading, *heading.iterancestors()), _LEVELS_BY_WEIGHT[weight]):
            if up.tag not in ("body", "html"):
                found.update(dict.fromkeys(islice(up.itersiblings(), _MOST_BEFORE)))
    parents = {parent for box in found if (parent := box.getparent()) is not None}
    inside = {parent for parent in parents if parent in found or any(up in found for up in parent.iterancestors())}
    return [box for box in found if box.getparent() not in inside]


def _around(field: HtmlElement) -> HtmlElement:
    """The box that a form stands in with what it belongs to."""
    form = next(field.iterancestors("form"), field)
    boxes = [up for up in islice(form.iterancestors(), _FORM_LEVELS) if up.tag not in ("body", "html")]
    return boxes[-1] if boxes else form


def _marks(
    areas: Sequence[HtmlElement], reader: Reader, *, is_wide: bool
) -> tuple[dict[Key, list[HtmlElement]], set[Key]]:
    """Elements that say a date and little else, by tag and class and by what they stand in unless ``is_wide``.

    The second: keys of what comes next and may be dates, where more do than are tried.
    """
    groups: dict[Key, list[HtmlElement]] = defaultdict(list)
    elements = chain.from_iterable(area.iter(*_TAGS) for area in areas)
    likely = (each for each in elements if len(each) <= _MOST_CHILDREN and _may_be_date(each))
    for element in islice(likely, _MOST_TRIES):
        text = spaced(element)
        found = moments.stamp(element, reader.dates, is_named=element.tag == "time") if len(text) <= _LONGEST else None
        if found is not None and found.value is not None:
            groups[_key(element, is_wide=is_wide)].append(element)
    return groups, {_key(element, is_wide=is_wide) for element in islice(likely, _MOST_BEYOND)}


def _key(mark: HtmlElement, *, is_wide: bool) -> Key:
    parent = mark.getparent()
    is_alone = is_wide and mark.get("class")
    return _named(mark), "" if parent is None or is_alone else _named(parent)


def _named(element: HtmlElement) -> str:
    """A tag with its classes, without their numbers."""
    return f"{element.tag!s}.{_PLACE.sub('', element.get('class') or '')}"


def _may_be_date(element: HtmlElement) -> bool:
    """Whether a number stands in the element itself, or the element is made for dates."""
    if _has_digit(element.text):
        return True
    if element.tag == "time":
        return next(element.iterdescendants("time"), None) is None
    return len(element) > 0 and any(_has_digit(child.tail) for child in element)


def _has_digit(text: str | None) -> bool:
    """Whether a number stands in a text that is no paragraph."""
    return text is not None and len(text) <= _LONGEST_WRITTEN and _DIGITS.search(text) is not None


def _boxes(marks: Sequence[HtmlElement]) -> list[HtmlElement]:
    """The box of each mark: as many levels up as most get without meeting an earlier mark."""
    claimed: set[HtmlElement] = set()
    paths: list[list[HtmlElement]] = []
    for mark in marks:
        path: list[HtmlElement] = []
        up: HtmlElement | None = mark
        while up is not None and up not in claimed and up.tag not in ("body", "html"):
            path.append(up)
            up = up.getparent()
        claimed.update(path)
        paths.append(path or [mark])
    heights = Counter(len(path) for path in paths[1:])
    often = [height for height, times in heights.items() if times >= _OFTEN * len(paths)]
    height = min(often or heights, default=1)
    paths = [path[: min(height, len(path))] for path in paths]
    lists = sum(path[-1].tag in _LISTS for path in paths)
    if len(paths) >= _FEWEST and lists >= _NEARLY_ALL * len(paths):
        return [path[-1] for path in paths]
    return [next((box for box in reversed(path) if box.tag not in _LISTS), path[0]) for path in paths]


def _only_box(mark: HtmlElement) -> list[HtmlElement]:
    """The box of the only mark of its kind: where a heading over comments stands beside it, in the list there."""
    path: list[HtmlElement] = []
    for up in islice((mark, *mark.iterancestors()), _MOST_LEVELS):
        if up.tag in ("body", "html"):
            return []
        path.append(up)
        if any(map(_counts_one, islice(up.itersiblings(preceding=True), _LEVELS))):
            return [next((box for box in reversed(path) if box.tag not in _LISTS), mark)]
    return []


def _counts_one(element: HtmlElement) -> bool:
    """Whether an element is a heading that counts one comment, or names comments."""
    text = totals.heading_of(element) or ""
    return totals.is_heading(text) and totals.read(text) in (None, 1)


def _rest(members: Sequence[HtmlElement]) -> dict[HtmlElement, tuple[HtmlElement, ...]]:
    """What belongs to members that are headers only: the elements after each up to the next one.

    Where the text stands before its date ("posted by …" below it), those before each back to the one before.
    """
    known = set(members)
    after = {member: tuple(_siblings(member, known, forwards=True)) for member in members}
    if not all(after[member] for member in members[:-1]):
        return {}
    before = {member: tuple(reversed(list(_siblings(member, known, forwards=False)))) for member in members}
    return before if before[members[0]] and not after[members[-1]] else after


def _siblings(member: HtmlElement, known: set[HtmlElement], *, forwards: bool) -> Iterator[HtmlElement]:
    for other in islice(member.itersiblings(preceding=not forwards), _MOST_BEFORE):
        if other in known or other.tag in (*HEADINGS, "form"):
            return
        if isinstance(other.tag, str):
            yield other


def _is_called_discussion(series: Series) -> bool:
    """Whether the page says that readers wrote these boxes."""
    sample = _sample(series)
    replies = sum(any(map(invites, series.roots(member))) for member in sample)
    return 2 * replies >= len(sample) or totals.is_headed(series.members[0]) or _is_named(series.members[0])


def _is_named(member: HtmlElement) -> bool:
    """Whether a box and one around it are both named after comments, if by no name that tells much."""
    return COMMENT.search(words_of(member)) is not None and in_comments(member)


def _is_said(series: Series, reader: Reader) -> bool:
    """Whether most boxes say something, signed and dated."""
    read = [series.fields(member, reader) for member in _sample(series)]
    if len(series.members) == 1 and read[0].author is None:
        return False
    return 2 * sum(bool(fields.text and fields.date) for fields in read) >= len(read) and is_plausible(series, reader)


def _sample(series: Series) -> list[HtmlElement]:
    return series.members[:: max(1, len(series.members) // _SAMPLE)][:_SAMPLE]
