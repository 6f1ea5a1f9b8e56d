"""Versions are counted by fields, and only what changed gives lines."""

import json
from dataclasses import replace

from crawler.dataset.changes import Changes, changes, fields_digest
from crawler.items import Article, Comment, CommentThread, Metadata
from crawler.parsers.evidence import Evidence
from crawler.parsers.extraction import Extraction, PageKind
from crawler.parsers.visit import Found, Visit

URL = "http://a.example/1"
VISIT = Visit("v", URL, Evidence("<urn:uuid:1>", "2026-03-01T00:00:00Z"), Extraction(PageKind.ARTICLE))


class Memory:
    def __init__(self) -> None:
        self.groups: dict[str, dict[str, tuple[int, bytes]]] = {}

    def look(self, found: Found) -> Changes:
        result = changes(VISIT, found, status=200, known=lambda group: self.groups.get(group, {}))
        for group, names in result.versions.items():
            self.groups.setdefault(group, {}).update(names)
        return result


def article(headline: str = "News") -> Article:
    return Article(URL, headline=headline)


def thread(*texts: str, closed: bool | None = False) -> CommentThread:
    comments = [
        Comment(str(number), threadId="t", articleUrl=URL, text=text, position=number)
        for number, text in enumerate(texts)
    ]
    made = CommentThread("t", platform="p", url=URL, articleUrl=URL, isClosed=closed, comments=comments)
    made.extractedCount = len(comments)
    return made


def test_the_first_look_gives_every_line_with_version_one() -> None:
    result = Memory().look(Found(article(), (thread("a", "b"),)))
    assert {name: len(lines) for name, lines in result.lines.items()} == {
        "articles.jsonl": 1,
        "threads.jsonl": 1,
        "comments.jsonl": 2,
    }
    assert {json.loads(line)["metadata"]["version"] for lines in result.lines.values() for line in lines} == {1}
    assert result.visit.articleChanged and result.visit.threads[0].changed == 2
    assert "comments" not in json.loads(result.lines["threads.jsonl"][0])


def test_an_unchanged_look_gives_no_line_but_says_the_version() -> None:
    memory = Memory()
    memory.look(Found(article(), (thread("a"),)))
    result = memory.look(Found(article(), (thread("a"),)))
    assert result.lines == {} and result.versions == {}
    assert (result.visit.articleVersion, result.visit.articleChanged) == (1, False)
    assert (result.visit.threads[0].version, result.visit.threads[0].changed) == (1, 0)


def test_only_what_changed_gets_its_next_version() -> None:
    memory = Memory()
    memory.look(Found(article(), (thread("a", "b"),)))
    result = memory.look(Found(article("Newer"), (thread("a", "B", "c"),)))
    comments = [json.loads(line) for line in result.lines["comments.jsonl"]]
    assert [(row["commentId"], row["metadata"]["version"]) for row in comments] == [("1", 2), ("2", 1)]
    assert json.loads(result.lines["articles.jsonl"][0])["metadata"]["version"] == 2


def test_a_form_seen_before_is_a_version_of_its_own() -> None:
    memory = Memory()
    for headline, version in (("A", 1), ("B", 2), ("A", 3)):
        result = memory.look(Found(article(headline)))
        assert result.visit.articleVersion == version


def test_evidence_and_place_are_no_change() -> None:
    one = article()
    other = replace(one, metadata=Metadata(visitId="w", capturedAt="2027-01-01T00:00:00Z"), commentCount=9)
    assert fields_digest(one) == fields_digest(other)
    first, moved = thread("a").comments[0], thread("a").comments[0]
    moved.position, moved.datePublishedRaw = 7, "3 hours ago"
    assert fields_digest(first) == fields_digest(moved)


def test_a_thread_that_closes_changes_while_its_comments_stay() -> None:
    memory = Memory()
    memory.look(Found(article(), (thread("a"),)))
    result = memory.look(Found(article(), (thread("a", closed=True),)))
    assert list(result.lines) == ["threads.jsonl"] and result.visit.threads[0].version == 2


def test_a_look_that_finds_nothing_forgets_nothing() -> None:
    memory = Memory()
    memory.look(Found(article()))
    gone = memory.look(Found())
    assert gone.visit.articleVersion is None and gone.lines == {}
    assert memory.look(Found(article())).lines == {}


def test_a_comment_that_a_complete_look_lacks_is_said_to_be_gone_once() -> None:
    memory = Memory()
    memory.look(Found(None, (thread("a", "b"),)))
    shorter = thread("a")
    assert "comments.jsonl" not in memory.look(Found(None, (shorter,))).lines  # nobody said that it is complete
    shorter.isComplete = True
    (line,) = memory.look(Found(None, (shorter,))).lines["comments.jsonl"]
    row = json.loads(line)
    assert (row["commentId"], row["isDeleted"], row["text"], row["metadata"]["version"]) == ("1", True, None, 2)
    assert row["metadata"]["notes"] == ["vanished"]
    assert memory.look(Found(None, (shorter,))).lines == {}
    again = memory.look(Found(None, (thread("a", "b"),)))
    assert [json.loads(line)["metadata"]["version"] for line in again.lines["comments.jsonl"]] == [3]


def test_nothing_is_said_of_comments_without_ids_of_their_own() -> None:
    memory = Memory()
    first = thread("a", "b")
    first.comments[1].commentId = "synthetic:0123"
    memory.look(Found(None, (first,)))
    shorter = thread("a")
    shorter.isComplete = True
    assert "comments.jsonl" not in memory.look(Found(None, (shorter,))).lines
