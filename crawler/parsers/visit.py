"""One look at one article: its page and the pages that answered its needs, joined into items."""

from dataclasses import dataclass, field

from crawler.items import Article, CommentThread
from crawler.parsers.extraction import Extraction
from crawler.parsers.need import Need


@dataclass(frozen=True, slots=True)
class Evidence:
    """The record one extraction was read from: WARC-Record-ID and WARC-Date as written in the record."""

    record_id: str
    captured_at: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One need that was answered: the need, the record, and what was read in it."""

    need: Need
    evidence: Evidence
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class GivenUp:
    """One need that was not answered, and why (a skip reason, an outcome or ``requestLimit``)."""

    need: Need
    reason: str


@dataclass(slots=True)
class Visit:
    """One look. Grows while needs are answered; ``assemble`` is called once ``open_needs`` is empty."""

    visit_id: str
    url: str
    evidence: Evidence
    extraction: Extraction
    answers: list[Answer] = field(default_factory=list)
    given_up: list[GivenUp] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """The items of one visit: at most one article, and the threads with their comments inside."""

    article: Article | None = None
    threads: tuple[CommentThread, ...] = ()


def assemble(visit: Visit) -> Found:
    """Join a visit's extractions into items; the only producer of items, for crawl and reparse alike."""
    raise NotImplementedError
