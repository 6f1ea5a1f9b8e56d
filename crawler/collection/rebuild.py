"""A visit from the archive alone: its page, the answers to its needs, and what its end says was given up."""

from collections.abc import Iterable

from crawler.collection.ended import Ended
from crawler.collection.pages import Parse, StoredPage
from crawler.collection.respect import respectful
from crawler.collection.visits import OpenVisit, open_visit

NO_LIMIT = 1 << 30


def rebuild(end: Ended, page: StoredPage, answers: Iterable[tuple[str, StoredPage]], *, parse: Parse) -> OpenVisit:
    """The visit as it ended. ``answers`` are (need key, page) in archive order; those given up do not count."""
    visit = open_visit(
        end.visit_id,
        page.page.url,
        status=page.page.status,
        evidence=page.evidence,
        extraction=respectful(page.read(parse), page.facts),
    )
    reasons = dict(end.given_up)
    visit.ask(visit.visit.extraction.needs, limit=NO_LIMIT)
    for key, answer in answers:
        if key in visit.asked and key not in reasons:
            extraction = answer.read(parse, visit.asked[key])
            visit.answer(key, evidence=answer.evidence, extraction=extraction)
            visit.ask(extraction.needs, limit=NO_LIMIT)
    for key, reason in end.given_up:
        if key in visit.asked:
            visit.give_up(key, reason)
    return visit
