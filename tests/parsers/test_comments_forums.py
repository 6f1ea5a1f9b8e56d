"""Threads over several pages, as forums and comment systems write them: asked for, joined, complete."""

# ruff: noqa: E501 (markup)

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from paged_threads import SYSTEMS

from crawler.parsers.comments import answer, threads
from crawler.parsers.extraction import Extraction, PageKind
from crawler.parsers.page import Page
from crawler.parsers.visit import Answer, Evidence, GivenUp, Visit, assemble

FIXTURES = Path(__file__).parents[1] / "fixtures" / "comments"
HOST = "https://forum.example"
POSTS = {1: (1, 2, 3), 2: (4, 5, 6), 3: (7,)}
OPENED = {"xenforo", "discourse", "vbulletin 3", "vbulletin 4", "phpbb"}
"""Where the first post is no comment."""


def page(system, number, posts=None):
    path, body = SYSTEMS[system](number, posts or POSTS[number])
    payload = f"<html lang=en><head><title>No ferry</title></head><body>{body}</body></html>"
    return Page(url=f"{HOST}{path}", payload=payload.encode(), captured_at=datetime(2026, 3, 1, tzinfo=UTC))


def number_of(system, url):
    """Which page an address leads to; it must be one that the system writes, without a session."""
    addresses = {page(system, number).url: number for number in POSTS}
    return addresses[url.removesuffix("?page=1&tab=votes")]


def crawled(system, start=1, *, without=(), posts=POSTS, pages=None):
    """The thread that a visit of one page gives, with the pages that it asks for; and their numbers as asked for."""
    made = {number: page(system, number, posts[number]) for number in posts}
    made = {number: replace(each, payload=pages[number]) if pages else each for number, each in made.items()}
    first = made[start]
    found, waiting = threads(first)
    visit = Visit("v1", first.url, Evidence("r0", "2026-03-01T00:00:00Z"), Extraction(PageKind.ARTICLE, threads=found))
    asked = {}
    waiting = list(waiting)
    while waiting:
        need = waiting.pop(0)
        if need.key in asked:
            continue
        asked[need.key] = number = number_of(system, need.url)
        if number in without:
            visit.given_up.append(GivenUp(need, "http500"))
            continue
        other = made[number]
        told, more = answer(Page(need.url, other.payload, other.captured_at), need)
        evidence = Evidence(f"r{number}", "2026-03-01T00:00:01Z")
        visit.answers.append(Answer(need, evidence, Extraction(PageKind.ANSWER, threads=told)))
        waiting.extend(more)
    (thread,) = assemble(visit).threads
    return thread, list(asked.values())


def expected(system):
    return [str(number) for number in range(2 if system in OPENED else 1, 8)]


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_first_page_asks_for_the_others_and_for_nothing_else(system):
    _, needs = threads(page(system, 1))
    wanted = [2] if system == "discourse" else [2, 3]
    assert [number_of(system, need.url) for need in needs] == wanted
    assert [need.state["label"] for need in needs] == [f"page {number}" for number in wanted]


@pytest.mark.parametrize("system", SYSTEMS)
def test_its_pages_are_one_thread_with_every_comment_once(system):
    thread, asked = crawled(system)
    assert [each.commentId for each in thread.comments] == expected(system)
    assert thread.isComplete is (None if system == "unknown" else True)
    assert thread.missing == []
    assert sorted(set(asked) - {1}) == [2, 3]


@pytest.mark.parametrize("system", SYSTEMS)
def test_no_page_is_asked_for_twice_under_two_addresses(system):
    _, asked = crawled(system)
    assert sorted(asked) == ([1, 2, 3] if system == "stackexchange" else [2, 3])


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_visit_of_a_middle_page_gives_the_same_thread(system):
    thread, _ = crawled(system, start=2)
    assert [each.commentId for each in thread.comments] == expected(system)
    if system not in ("unknown", "spip", "microformats"):
        assert thread.threadId == crawled(system)[0].threadId


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_page_that_did_not_come_is_named(system):
    thread, _ = crawled(system, without={3})
    assert (thread.isComplete, thread.missing) == (False, ["page 3: http500"])
    assert [each.commentId for each in thread.comments] == [name for name in expected(system) if name != "7"]


@pytest.mark.parametrize("system", sorted(set(SYSTEMS) - OPENED))
def test_pages_may_come_newest_first(system):
    thread, _ = crawled(system, posts={1: (7, 6, 5), 2: (4, 3, 2), 3: (1,)})
    assert [each.commentId for each in thread.comments] == [str(number) for number in range(7, 0, -1)]


@pytest.mark.parametrize(
    "system", ["xenforo", "vbulletin 3", "vbulletin 4", "phpbb", "discourse", "stackexchange", "spip"]
)
def test_one_page_of_several_is_not_called_complete(system):
    (found,), _ = threads(page(system, 1))
    assert found.shows_all is False


def test_who_opened_a_xenforo_thread_may_answer_first_on_a_further_page():
    for marked in (b"#4", b""):
        body = page("xenforo", 2).payload.replace(b">#4<", b">" + marked + b"<", 1)
        body = body.replace(b"js-post' id=js-post-4", b"js-post message-threadStarter' id=js-post-4")
        if not marked:
            body = body.replace(b">#5<", b"><").replace(b">#6<", b"><")
        (found,), _ = threads(Page(page("xenforo", 2).url, body, datetime(2026, 3, 1, tzinfo=UTC)))
        assert [each.commentId for each in found.comments] == ["4", "5", "6"]


@pytest.mark.parametrize(
    ("system", "kept"), [("phpbb", "7654321"), ("vbulletin 3", "765432"), ("vbulletin 4", "765432")]
)
def test_newest_first_the_opening_post_is_the_one_that_its_number_tells(system, kept):
    thread, _ = crawled(system, posts={1: (7, 6, 5), 2: (4, 3, 2), 3: (1,)})
    assert "".join(each.commentId for each in thread.comments) == kept
    assert thread.isComplete


@pytest.mark.parametrize("start", [1, 2, 3])
def test_the_total_of_a_phpbb_thread_counts_its_opening_post(start):
    posts = {number: page("phpbb", number).payload.replace(b"7 posts", "7 Beiträge".encode()) for number in POSTS}
    thread, _ = crawled("phpbb", start, pages=posts)
    assert (thread.commentCount, thread.extractedCount, thread.isComplete) == (6, 6, True)


@pytest.mark.parametrize(
    ("path", "pager", "kept"),
    [
        ("/viewtopic.php?p=5", b"Page <strong>1</strong> of <strong>3</strong>", ["5", "6"]),
        ("/viewtopic.php?p=5", b"Page <strong>2</strong> of <strong>3</strong>", ["4", "5", "6"]),
        ("/viewtopic.php?p=500", b"", ["4", "5", "6"]),
        ("/viewtopic.php?t=12&start=0", b"", ["5", "6"]),
        ("/viewtopic.php?t=12&start=3", b"Page <strong>1</strong> of <strong>3</strong>", ["4", "5", "6"]),
    ],
)
def test_a_phpbb_post_is_the_opening_one_only_where_the_page_tells_that_it_is_the_first(path, pager, kept):
    body = re.sub(
        rb"<div class=pagination>.*?</div>", b"<div class=pagination>%s</div>" % pager, page("phpbb", 2).payload
    )
    (found,), _ = threads(Page(f"{HOST}{path}", body, datetime(2026, 3, 1, tzinfo=UTC)))
    assert [each.commentId for each in found.comments] == kept


def test_an_answer_is_not_taken_for_an_opening_post_that_says_nothing():
    body = page("phpbb", 1).payload.replace(b"<div class=content>Reader 1 waited on the pier for the ferry.", b"<div>")
    body = re.sub(rb"<h3><a href='#p1'>.*?</p>", b"", body)
    (found,), _ = threads(Page(page("phpbb", 1).url, body, datetime(2026, 3, 1, tzinfo=UTC)))
    assert [each.commentId for each in found.comments] == ["2", "3"]


@pytest.mark.parametrize("system", ["xenforo", "vbulletin 3", "vbulletin 4", "phpbb"])
def test_a_thread_that_nobody_answered_is_one_without_comments(system):
    body = re.sub(
        rb"<nav.*?</nav>|<form class='pagination.*?</form>|<div class=pagenav>.*?</table></div>",
        b"",
        page(system, 1, (1,)).payload,
    )
    body = re.sub(
        rb"<div class=pagination>7 .*?</div>",
        b"<div class=pagination>Page <strong>1</strong> of <strong>1</strong></div>",
        body,
    )
    first = Page(page(system, 1).url, body, datetime(2026, 3, 1, tzinfo=UTC))
    found, needs = threads(first)
    seen = Extraction(PageKind.ARTICLE, threads=found)
    (thread,) = assemble(Visit("v1", first.url, Evidence("r0", "2026-03-01T00:00:00Z"), seen)).threads
    assert (thread.extractedCount, thread.isComplete, needs) == (0, True, ())


def test_the_order_that_a_page_is_read_in_is_kept_and_another_is_not_asked_for():
    body = page("phpbb", 1).payload.replace(b"t=12", b"t=12&amp;sk=t")
    _, needs = threads(Page(f"{HOST}/viewtopic.php?t=12&sk=t", body, datetime(2026, 3, 1, tzinfo=UTC)))
    assert [need.url for need in needs] == [f"{HOST}/viewtopic.php?t=12&sk=t&start={n}" for n in (3, 6)]
    sorted_anew = page("phpbb", 1).payload.replace(b"&amp;start", b"&amp;sort=d&amp;start")
    assert threads(Page(f"{HOST}/viewtopic.php?t=12", sorted_anew, datetime(2026, 3, 1, tzinfo=UTC)))[1] == ()


def test_comments_that_only_a_button_shows_are_named_as_missing():
    button = b"<div id=comments-link-55><a class='js-show-link comments-link' href='#'>Show <b>3</b> more comments</a></div><div id=comments-link-56><a class='js-show-link dno'>Show <b>9</b> more comments</a></div>"
    body = page("stackexchange", 1).payload.replace(
        b"<div class='s-pagination pager", button + b"<div class='s-pagination pager"
    )
    (found,), _ = threads(Page(page("stackexchange", 1).url, body, datetime(2026, 3, 1, tzinfo=UTC)))
    assert found.missing == ("loadMore: 3 comments on post 55 come by a button",)


def test_a_thread_of_one_page_is_all_there_is_unless_a_pager_leads_we_cannot_tell_where():
    alone = re.sub(rb"<div class=pagination>.*?</div>", b"", page("phpbb", 1).payload)
    unread = alone.replace(b"</h2>", b"</h2><div class=pagination><a href='#' onclick='turn(2)'>2</a></div>", 1)
    for body, shows_all in ((alone, True), (unread, False)):
        (found,), needs = threads(Page(page("phpbb", 1).url, body, datetime(2026, 3, 1, tzinfo=UTC)))
        assert (found.shows_all, needs) == (shows_all, ())


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (b"<span class=wpdtc>5 Comments</span>", "loadMore: 2 of 5 comments are not in the page"),
        (b"", "loadMore: more comments come by a button"),
    ],
)
def test_what_wpdiscuz_loads_by_a_script_is_named_as_missing(head, reason):
    shown = b'<span class="wpdtc">5 Comments</span>'
    button = b"<div class=wpd-load-more-submit-wrap><button class='wpd-load-more-submit wpd-prim-button'>View more</button></div>"
    body = (FIXTURES / "wpdiscuz.html").read_bytes()
    assert shown in body
    body = body.replace(shown, head).replace(b"</div></div>\n</body>", b"</div>" + button + b"</div></body>")
    (found,), needs = threads(Page(HOST, body, datetime(2026, 3, 1, tzinfo=UTC)))
    assert (len(found.comments), found.missing, needs) == (3, (reason,), ())


def test_the_next_page_may_be_announced_in_the_head_alone():
    body = re.sub(rb"<nav.*?</nav>", b"", page("xenforo", 1).payload)
    announced = body.replace(b"</head>", b"<link rel=next href=/threads/no-ferry.12/page-2></head>")
    _, needs = threads(Page(page("xenforo", 1).url, announced, datetime(2026, 3, 1, tzinfo=UTC)))
    assert [need.url for need in needs] == [f"{HOST}/threads/no-ferry.12/page-2"]
