"""A comment page that cannot be read is one that did not come: its thread says so, and no comment passes for gone."""

from crawler.collection.ended import ended
from crawler.collection.visits import OpenVisit, open_visit
from crawler.dataset.changes import Changes, changes
from crawler.items import Comment
from crawler.parsers.evidence import Evidence
from crawler.parsers.extraction import Extraction, PageKind, ThreadFragment
from crawler.parsers.need import Need
from crawler.parsers.unread import NAMED, Unread, UnreadPages, unread, unread_pages
from crawler.parsers.visit import Found
from crawler.parsing import items_of

URL = "http://a.example/1"
SECOND = Need(f"{URL}/comments/2", "p", "t")
WHY = "parser failed: KeyError"


def comments(*names: str) -> tuple[ThreadFragment, ...]:
    made = tuple(Comment(name, threadId="t", articleUrl=URL, text=name) for name in names)
    return (ThreadFragment("t", "p", made, url=URL, shows_all=True),)


def look(answer: Extraction) -> OpenVisit:
    page = Extraction(PageKind.OTHER, threads=comments("1"), needs=(SECOND,))
    visit = open_visit("v", URL, status=200, evidence=Evidence("<urn:uuid:1>", "2026-03-01T00:00:00Z"), extraction=page)
    visit.ask(page.needs, limit=10)
    visit.answer(SECOND.key, evidence=Evidence("<urn:uuid:2>", "2026-03-01T00:00:01Z"), extraction=answer)
    return visit


def lines_of(visit: OpenVisit, known: Changes | None = None) -> tuple[Found, Changes]:
    found = items_of(visit.settled())
    before = known.versions if known else {}
    return found, changes(visit.settled(), found, status=200, known=lambda group: before.get(group, {}))


def test_its_thread_is_not_complete_and_nothing_vanishes() -> None:
    whole, first = lines_of(look(Extraction(PageKind.ANSWER, threads=comments("2"))))
    assert whole.threads[0].isComplete and len(first.lines["comments.jsonl"]) == 2
    part, second = lines_of(look(unread(WHY)), first)
    assert part.threads[0].isComplete is False
    assert part.threads[0].missing == [f"{SECOND.url}: unread: {WHY}"]
    assert "comments.jsonl" not in second.lines
    assert (second.visit.outcome, second.visit.givenUp) == ("partial", [f"{SECOND.url} unread: {WHY}"])


def test_the_archive_does_not_say_that_it_was_given_up() -> None:
    visit = look(unread(WHY))
    visit.settled()
    assert ended(visit.visit).given_up == ()
    assert unread_pages(visit.visit, Found()) == [Unread(SECOND.url, "<urn:uuid:2>", WHY)]


def test_what_cannot_be_joined_is_noted_with_the_look() -> None:
    visit = look(Extraction(PageKind.ANSWER, threads=(None,)))  # type: ignore[arg-type] - a defect of a platform
    found, result = lines_of(visit)
    assert found.threads == () and result.visit.metadata.notes == ["unread: joining failed: AttributeError"]
    assert [page.record for page in unread_pages(visit.visit, found)] == ["<urn:uuid:1>"]


def test_the_first_pages_are_named_and_all_are_counted() -> None:
    pages = UnreadPages()
    for number in range(NAMED + 2):
        pages.add([Unread(f"http://a.example/{number}", "", WHY)])
    assert pages.count == NAMED + 2 and len(pages.first) == NAMED
    assert str(pages).startswith(f"{NAMED + 2} pages: http://a.example/0 ({WHY}); ")
    assert str(pages).endswith("; and 2 more")
