"""The number of comments that a page shows: in the heading over its thread, else in a counter that links to it."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from crawler.parsers.comments.names import COMMENT, LIKELY, words
from crawler.parsers.comments.render import spaced
from crawler.parsers.hinted import hinted

_NOUN = (
    r"(?:reader |user |visitor |total |all )?(?:comments?|responses?|repl(?:y|ies)|reactions?|thoughts?|opinions?"
    r"|messages?|"
    r"kommentare?n?|kommentarer|kommentit|kommentti\w*|antworten|reaktionen|meinungen|leserkommentare|gedanken?"
    r"|beiträge|"
    r"commentaires?|réactions?|réflexions?|réponses?|avis|opinii|păreri|pensées?|comentarios?|respuestas?|opiniones"
    r"|pensamientos?|comentários?|respostas?|"
    r"opiniões|commenti|commento|risposte|risposta|pensieri|reacties?|gedachten?|opmerkingen|svar|tankar|tanker"
    r"|komentarz\w*|"
    r"odpowied\w+|odpověd\w+|myśl\w*|komentář\w*|příspěv\w*|názor\w*|komentár\w*|komentar\w*|odgovor\w*|hozzászólás\w*"
    r"|comentari[iu]?\w*|"
    r"комментари\w*|ответ\w*|отзыв\w*|мыс\w+|коментар\w*|думк\w+|yorum\w*|görüş\w*|σχόλι\w*|תגובות|تعليق\w*|دیدگاه\w*|"
    r"[条條]?(?:评论|評論|回复|回覆|回应|回應)|[則条條]?留言|跟帖|件の(?:コメント|返信|フィードバック)"
    r"|コメント(?:一覧)?|댓글|ความคิดเห็น|bình luận|tanggapan|pemikiran)"
)
_COUNT = re.compile(
    rf"(?<![\d.,#/])(?P<n>\d{{1,3}}(?:[.,\u00a0\u202f' ]\d{{3}})+|\d{{1,6}})\+?\s*{_NOUN}(?!\w)"
    rf"|{_NOUN}\s*(?:\(|（|:|：|\[|–|-|—|·|\|)?\s*(?P<m>\d{{1,3}}(?:[.,\u00a0\u202f']\d{{3}})+|\d{{1,6}})(?![\d.:/]"
    rf"|\s*(?:am|pm|uhr|h\b|\.))",
    re.I,
)
_NAMED_COUNT = re.compile(
    r"\b(?:discussions?|diskussion(?:en)?|conversation|discusión|discussão|discussie|dyskusja|diskuze|diskusia"
    r"|обсуждение)"
    r"\s*[(\[]\s*(\d{1,6})\s*(?:comments?)?[)\]]",
    re.I,
)
_ONE = re.compile(
    rf"^\W*(?:(?:this (?:post|article) has )?one|ein|eine|un|une|uno|una|um|uma|één|een|en|ett|jeden|jedna"
    rf"|один|одна|bir)\s+{_NOUN}(?!\w)",
    re.I,
)
_RANGE = re.compile(r"\d+\s*(?:-|–|to|bis)\s*\d+\s*(?:of|von|de|sur|di)\s*(\d+)", re.I)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "legend", "caption", "summary")
_HEADING = re.compile(
    rf"^\W*(?:{_NOUN}|leserbriefe|lesermeinungen|discussion|diskussion\w*|discusión|discussão|discussione|discussie"
    r"|conversation|dyskusja|diskuse|обсуждение|обговорення|tartışma|讨论|討論|ディスカッション|토론)\W*$",
    re.I,
)
_NAMES_COMMENTS = re.compile(
    r"omment|oment|komment|koment|react|réact|reakt|repl|respo|répon|respues|rispos|antwort|svar|odpow|odgov|ответ"
    r"|leser|discus|diskus|dyskus|conversation|hozzász|коммент|комент|отзыв|обсужд|обговор|yorum|tartış|评论|評論|留言"
    r"|跟帖|讨论|討論|コメント|ディスカ|댓글|토론|σχόλι|תגוב|تعليق|دیدگاه|ความคิด|bình luận|tanggap"
)
_STEMS = (
    "omm", "oment", "kom", "react", "reakt", "réact", "repl", "resp", "réfl", "répo", "risp", "antw", "tank", "thou",
    "gedank", "gedach", "gedäch", "pens", "opin", "meinung", "avis", "svar", "odp", "odg", "leser", "opm", "myśl",
    "přís", "păr", "disc", "disk", "dysk", "conver", "mess", "beitr", "názor", "hozz", "yorum", "görü", "tart", "bình",
    "tangg", "pemik",
)  # fmt: skip
_OTHER = re.compile(r"[а-яґєії]{4}|[\u0370-\u1fff\u2e80-\ud7af]")
_ABOUT = re.compile("|".join((*_STEMS, _OTHER.pattern)))
"""Beginnings of what a heading over comments may say, over lower-case text: the cheapest filter."""

INVITES = re.compile(
    r"\bcomment|\bkomment|\bcoment[aá]ri|\bkoment|leave a reply|\breacties?\b|hozzász|коммент|комент|\byorum|评论|評論"
    r"|留言|コメント|댓글|σχόλι|תגוב|تعليق|دیدگاه"
)
"""Words of headings and forms that invite to comment, over lower-case text."""

_DIGIT = re.compile(r"\d")
_MOST_CHILDREN = 8
_LONGEST = 160
_LONGEST_NAMING = 40
_MOST_BEFORE = 60
_LEVELS = 6


def read(text: str) -> int | None:
    """The number in a heading such as "12 Comments", "Kommentare (12)", "One thought on"."""
    if not 2 < len(text) <= _LONGEST:
        return None
    if not _ABOUT.search(text.lower()):
        return None
    if not _DIGIT.search(text):
        return 1 if _ONE.match(text) else None
    of_all = _RANGE.search(text)
    if of_all and COMMENT.search(text.lower()):
        return int(of_all[1])
    found = _COUNT.search(text)
    if found:
        return int(re.sub(r"\D", "", found["n"] or found["m"]))
    named = _NAMED_COUNT.search(text)
    if named:
        return int(named[1])
    return 1 if _ONE.match(text) else None


def is_heading(text: str) -> bool:
    """Whether a heading stands over comments: it counts them, or says nothing but their name.

    "Opinions" or "Messages" alone stand over other things too, so these must count.
    """
    if not text or len(text) >= _LONGEST:
        return False
    return read(text) is not None or (
        _HEADING.match(text) is not None and _NAMES_COMMENTS.search(text.lower()) is not None
    )


def _is_naming(text: str) -> bool:
    """Whether a short heading has to do with comments: "Leave a comment", "Comment navigation"."""
    return len(text) <= _LONGEST_NAMING and INVITES.search(text.lower()) is not None


def _is_small(element: HtmlElement) -> bool:
    """Whether an element can be a heading or a counter rather than a part of the page."""
    return len(element) < _MOST_CHILDREN and not any(len(child) > _MOST_CHILDREN for child in element)


def shown(first: HtmlElement) -> int | None:
    """The total in what stands before the first comment, nearest first, up to the section's own box."""
    best: int | None = None
    for element in _before(first):
        number = read(spaced(element)) if _is_small(element) else None
        if number is not None:
            if element.tag in _HEADINGS or best is None:
                return number
            best = best or number
    return best


def is_headed(first: HtmlElement) -> bool:
    """Whether the nearest heading before the first comment counts comments or names them.

    It stands beside the comments or what they stand in, alone in its box; what is in a box with more is that box's.
    """
    node = first
    for _ in range(_LEVELS):
        for before in islice(node.itersiblings(preceding=True), _MOST_BEFORE):
            said = heading_of(before)
            if said is not None:
                return is_heading(said) or _is_naming(said)
            if isinstance(before.tag, str) and is_heading(spaced(before)):
                return True
        up = node.getparent()
        if up is None or up.tag in ("body", "html"):
            return False
        node = up
    return False


def weighed(headings: Sequence[HtmlElement]) -> Iterator[tuple[HtmlElement, int]]:
    """Headings that have to do with comments, with their weights; all are searched at once for what few of them say."""
    begun = {heading: text for heading in headings if _may_count(text := _beginning(heading))}
    likely = hinted(begun.values(), _STEMS)
    has_other = any(not text.isascii() and _OTHER.search(text.lower()) for text in begun.values())
    for heading, text in begun.items() if likely or has_other else ():
        if (has_other or text in likely) and (found := _weight(heading)):
            yield heading, found


def _beginning(heading: HtmlElement) -> str:
    text = "".join(islice(heading.itertext(), _MOST_CHILDREN)) if len(heading) else heading.text or ""
    return " ".join(text[: 2 * _LONGEST + 1].split())


def _may_count(text: str) -> bool:
    """Whether a heading has a number or is short, as those over comments; headlines are neither."""
    return 0 < len(text) <= _LONGEST_NAMING or _DIGIT.search(text) is not None or _ONE.match(text) is not None


def _weight(heading: HtmlElement) -> int:
    """2 for a heading that counts or names comments, 1 for one that only invites to write one, 0 for all others."""
    text = spaced(heading)
    if is_heading(text):
        return 0 if read(text) == 0 else 2
    return int(_is_naming(text))


def heading_of(element: HtmlElement) -> str | None:
    """The text of a heading, or of the first one in a box; empty where the box holds more than a heading."""
    heading = element if element.tag in _HEADINGS else next(element.iter(*_HEADINGS), None)
    said = spaced(heading) if heading is not None else ""
    if not said:
        return None
    return said if heading is element or len(spaced(element)) <= _LONGEST else ""


def _before(first: HtmlElement) -> Iterator[HtmlElement]:
    """Elements before ``first``, going back and up, as long as they are small."""
    seen = 0
    node = first
    for _ in range(9):
        before = node.getprevious()
        while before is not None and seen < _MOST_BEFORE:
            seen += 1
            if isinstance(before.tag, str) and before.tag not in ("script", "style", "form", "article", "nav"):
                yield before
                yield from _inside(before)
            before = before.getprevious()
        up = node.getparent()
        if up is None or up.tag in ("body", "html"):
            return
        node = up


def _inside(element: HtmlElement) -> Iterator[HtmlElement]:
    """Headings and counters inside a block that is no article."""
    for number, inner in enumerate(element.iter("h1", "h2", "h3", "h4", "h5", "h6", "span", "p", "a", "strong", "div")):
        if number > 40:
            return
        if inner is not element:
            yield inner


def counter(tree: HtmlElement) -> int | None:
    """The number in a link or label that is named after comments, anywhere on the page."""
    for element in tree.iter("a", "span", "h2", "h3", "h4", "p"):
        name = element.get("class") or ""
        if element.tag == "a":
            name = f"{name} {element.get('href') or ''}"
        name = f"{name} {element.get('id') or ''}".lower()
        if ("comment" in name or LIKELY.search(name)) and _is_small(element):
            number = read(spaced(element))
            if number is not None and ("#" in name or COMMENT.search(words(name))):
                return number
    return None
