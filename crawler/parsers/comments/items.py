"""The comments of a page as items: a series, without its empty boxes and strangers, with replies written inside."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from lxml.html import HtmlElement

from crawler.parsers.comments import totals
from crawler.parsers.comments.choice import best_series, is_strong
from crawler.parsers.comments.fields import Fields, Reader
from crawler.parsers.comments.names import words
from crawler.parsers.comments.repeats import series_by_dates
from crawler.parsers.comments.scan import Scan
from crawler.parsers.comments.series import Series
from crawler.parsers.page import Page

_PINGBACK = re.compile(r"(?:^|\s)(?:pingback|trackback)(?:\s|$)")
_REPLY_INSIDE = re.compile(r"\b(?:reply|replies|answer|antwort|response|reponse|respuesta|resposta)\b")
_TAKEN = (
    r"deleted|removed|withdrawn|hidden|gelöscht|entfernt|gesperrt|supprimée?|retirée?|eliminad[oa]|borrad[oa]"
    r"|removid[oa]|excluíd[oa]|apagad[oa]|rimoss[oa]|cancellat[oa]|eliminat[oa]|verwijderd|borttagen|borttaget|raderad"
    r"|tagits bort|slettet|fjernet|poistettu|usunięt[yae]|skasowan[yae]|smazán[oa]?|odstraněn[oa]?|törölve|törölték"
    r"|șters|silin\w+|kaldırıl\w+|удал[её]н[оа]?|видален[оа]?|изтрит|obrisan|διαγράφηκε"
)
DELETED = re.compile(
    rf"^(?!.*[?])\W*(?:(?:{_TAKEN})(?:\W*$|\.\s.{{0,120}}$|\W+(?:by|von|vom|durch|par|por|pel[oa]|da|dal|door|av|af"
    r"|przez|модератор\w*|автор\w*)\b.{0,100}$)"
    r"|(?:(?:this|that|the|dies\w*|der|die|ce|cet|le|este?|esta|el|la|o|il|questo|de|deze|dit|ten|ta|bu|tento|den|det"
    r"|denne|tämä|это[тг]?о?|цей)\W+)?(?:user\W+)?(?:comment|post|message|kommentar\w*|beitrag|commentaire"
    r"|coment[aá]ri[ou]"
    r"|mensaje|mensagem|messaggio|commento|reactie|bericht|komentarz|komentář|příspěvek|hozzászólás|yorum|viesti"
    r"|kommentti"
    rf"|комментарий|сообщение|коментар|σχόλιο)\b.{{0,60}}?\b(?:{_TAKEN})\b.{{0,120}}$)"
    r"|^\W*(?:该|此|这条)?(?:评论|評論|留言).{0,6}(?:删除|刪除)|^\W*(?:この)?コメントは?.{0,12}削除|^\W*삭제된 댓글",
    re.I | re.S,
)
"""What a platform writes in the place of a comment that it took away."""


_FEWEST_ALIKE = 3
_MOST_ALIKE = 0.6
_NEARLY_ALL = 0.8
_MOST_NEAR = 60


@dataclass(slots=True)
class Item:
    """One comment's elements and what they say."""

    roots: tuple[HtmlElement, ...]
    fields: Fields = field(default_factory=Fields)

    @property
    def is_pingback(self) -> bool:
        """Whether it is a link from elsewhere, by its class."""
        return _PINGBACK.search(self.roots[0].get("class") or "") is not None

    @property
    def is_signed(self) -> bool:
        """Whether it shows an author or a date."""
        return self.fields.author is not None or self.fields.date is not None


@dataclass(frozen=True, slots=True)
class Found:
    """The comments of a page in page order, without parents yet. ``is_cut``: there are more than were looked for."""

    items: list[Item]
    is_cut: bool = False


def find(scan: Scan, reader: Reader, *, page: Page) -> Found:
    """The comments of a page, none where nothing on it is a list of them."""
    series = best_series(scan.series, reader)
    if series is None or not is_strong(series) or _lacks(series):
        other = series_by_dates(scan, reader, page=page, is_wide=series is not None and is_strong(series))
        if other is not None and (series is None or _has_all(other, series)):
            series = other
    if series is None:
        return Found([])
    if not series.hints and (not _is_signed_by_name(series, reader) or _ends_alike(series, reader)):
        series.learn(reader)
    items = [Item(series.roots(member), series.fields(member, reader)) for member in series.members]
    kept = _with_replies_inside(_without_strangers(without_empty(items)), reader)
    settle_dates(kept, reader)
    return Found(kept, series.is_cut)


def _lacks(series: Series) -> bool:
    """Whether the page counts more comments than the list has."""
    shown = totals.shown(series.members[0])
    return shown is not None and shown > len(series.members)


def _has_all(other: Series, series: Series) -> bool:
    """Whether a list found by dates has what the one found by names has, and perhaps more."""
    if len(other.members) < len(series.members) + is_strong(series):
        return False
    known = set(other.members)
    near = (chain(islice(each.iter(), _MOST_NEAR), islice(each.iterancestors(), _MOST_NEAR)) for each in series.members)
    return sum(any(element in known for element in elements) for elements in near) >= _NEARLY_ALL * len(series.members)


def _is_signed_by_name(series: Series, reader: Reader) -> bool:
    """Whether most comments have an element that is named after their author."""
    return 2 * sum(series.fields(each, reader).has_named_author for each in series.members) >= len(series.members)


def _ends_alike(series: Series, reader: Reader) -> bool:
    """Whether the texts end in the same words: labels of buttons without names."""
    ends = Counter(series.fields(each, reader).text.rpartition("\n")[2] for each in series.members)
    text, times = ends.most_common(1)[0]
    return bool(text) and times >= max(_FEWEST_ALIKE, _MOST_ALIKE * len(series.members))


def settle_dates(items: Sequence[Item], reader: Reader) -> None:
    """Read dates such as 3/4/2021 again once all dates of the page have told whether the month comes first."""
    raws = [item.fields.date.raw for item in items if item.fields.date]
    if reader.dates.learn(raws):
        for item in items:
            if item.fields.date and not item.fields.date.relative:
                item.fields.date = reader.dates.read(item.fields.date.raw) or item.fields.date


def without_empty(items: Sequence[Item]) -> list[Item]:
    """Leave out boxes that say nothing, and where comments are signed, boxes that nobody signed."""
    said = [item for item in items if item.fields.text or (item.fields.author and item.fields.date) or item.is_pingback]
    signed = sum(item.is_signed for item in said)
    if signed < 0.7 * len(said):
        return said
    return [item for item in said if item.is_signed or item.is_pingback or DELETED.match(item.fields.text)]


def _without_strangers(items: Sequence[Item]) -> list[Item]:
    """Leave out a second list without dates beside one with dates: a widget in the same clothes."""
    lists: dict[HtmlElement | None, list[Item]] = defaultdict(list)
    roots = {root for item in items for root in item.roots}
    known: dict[HtmlElement, HtmlElement | None] = {}
    for item in items:
        lists[_list_of(item.roots[0], roots, known)].append(item)
    if len(lists) < 2:
        return list(items)
    main = max(lists.values(), key=len)
    if not all(item.fields.date for item in main):
        return list(items)
    strangers = [
        each for each in lists.values() if 2 <= len(each) < len(main) and not any(item.fields.date for item in each)
    ]
    dropped = {item.roots[0] for each in strangers for item in each}
    return [item for item in items if item.roots[0] not in dropped]


def _list_of(
    root: HtmlElement, roots: set[HtmlElement], known: dict[HtmlElement, HtmlElement | None]
) -> HtmlElement | None:
    """The box around the outermost comment around ``root``; ``known`` has it for each element climbed before."""
    path: list[HtmlElement] = []
    up = root.getparent()
    while up is not None and up not in known:
        path.append(up)
        up = up.getparent()
    found = known[up] if up is not None else None
    for element in reversed(path):
        found = element.getparent() if found is None and element in roots else found
        known[element] = found
    return found if found is not None else root.getparent()


def _with_replies_inside(items: Sequence[Item], reader: Reader) -> list[Item]:
    """Add the replies that stand inside a comment as a part of it, each with its own date, as items of their own."""
    found: list[Item] = []
    roots = {root for item in items for root in item.roots}
    for item in items:
        boxes = (*item.fields.parts.bodies, *item.fields.parts.skipped)
        inner = [box for box in boxes if _is_reply_box(box) and not any(each in roots for each in box.iter())]
        replies = [Item((box,), reader.read((box,), frozenset(inner))) for box in inner if len(box)]
        replies = [reply for reply in replies if reply.fields.date is not None and reply.fields.text]
        if replies:
            item.fields = reader.read(item.roots, frozenset(root for reply in replies for root in reply.roots))
        found.extend((item, *replies))
    return found


def _is_reply_box(element: HtmlElement) -> bool:
    return element.tag in ("div", "li", "section", "article", "dd", "td") and bool(
        _REPLY_INSIDE.search(words(element.get("class") or ""))
    )
