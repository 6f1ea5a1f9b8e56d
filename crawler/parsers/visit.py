"""One look at one article: its page and the pages that answered its needs, joined into items."""

from dataclasses import dataclass, field, replace

from crawler.items import Article, CommentThread
from crawler.parsers.evidence import Evidence
from crawler.parsers.extraction import Extraction
from crawler.parsers.joining import Look, Source, join
from crawler.parsers.need import Need

__all__ = ["Answer", "Evidence", "Found", "GivenUp", "Visit", "assemble"]


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
    """The items of one visit: at most one article, and the threads with their comments inside.

    ``notes`` say what kept them from being made.
    """

    article: Article | None = None
    threads: tuple[CommentThread, ...] = ()
    notes: tuple[str, ...] = ()


def assemble(visit: Visit) -> Found:
    """Join a visit's extractions into items; the only producer of items, for crawl and reparse alike.

    Fragments with the same ``thread_id`` become one thread (``joining.join``). The order in which answers came does
    not matter, and the extractions stay as they are: the same visit gives the same items every time.
    """
    sources: dict[str, list[Source]] = {}
    for fragment in visit.extraction.threads:
        sources.setdefault(fragment.thread_id, []).append(Source(fragment, visit.evidence))
    for answer in sorted(visit.answers, key=lambda answer: answer.need.key):
        for fragment in answer.extraction.threads:
            sources.setdefault(fragment.thread_id, []).append(Source(fragment, answer.evidence))
    article = _article(visit)
    look = Look(visit.visit_id, article.url if article else visit.url, visit.extraction.directives)
    threads = (join(found, look=look, unanswered=_unanswered(visit, thread)) for thread, found in sources.items())
    return Found(article, tuple(threads))


def _article(visit: Visit) -> Article | None:
    article = visit.extraction.article
    if article is None:
        return None
    known = article.metadata
    metadata = replace(
        known,
        visitId=visit.visit_id,
        capturedAt=visit.evidence.captured_at,
        warcRecordId=visit.evidence.record_id,
        directives=list(dict.fromkeys((*known.directives, *visit.extraction.directives))),
        notes=list(dict.fromkeys((*known.notes, *visit.extraction.notes))),
    )
    return replace(article, metadata=metadata)


def _unanswered(visit: Visit, thread: str) -> tuple[str, ...]:
    """Why needs of a thread stayed open, by address where the platform gave them no label, in a fixed order."""
    return tuple(
        sorted(
            f"{given_up.need.state.get('label') or given_up.need.url}: {given_up.reason}"
            for given_up in visit.given_up
            if given_up.need.thread == thread
        )
    )
