"""Further pages of a thread: asked for where the section links to them, and nowhere else."""

# ruff: noqa: E501 (markup)

from datetime import UTC, datetime

import pytest

from crawler.parsers.comments import answer, threads
from crawler.parsers.extraction import Extraction, PageKind
from crawler.parsers.page import Page
from crawler.parsers.visit import Answer, Evidence, GivenUp, Visit, assemble

URL = "https://news.example/a/story"
NOON = datetime(2026, 3, 1, tzinfo=UTC)
STAMP = "2026-03-01T00:00:00Z"


def box(number, text="A sentence about the ferry."):
    return (
        f"<div class=talk-comment id=comment-{number}><b class=author>Reader {number}</b>"
        f"<time datetime=2026-02-03T09:{number:02}:00Z></time><p>{text} ({number})</p></div>"
    )


def page(numbers, around="", url=URL, head="<h2>9 comments</h2>"):
    body = f"<h1>Story</h1><p>The ferry did not come.</p><section>{head}<div>{''.join(map(box, numbers))}</div>{around}"
    return Page(url=url, payload=f"<html lang=en><body>{body}</section></body></html>".encode(), captured_at=NOON)


def needs(around, **more):
    return [(need.url, need.state["page"]) for need in threads(page((1, 2, 3), around, **more))[1]]


PLAIN = {
    "a pager's numbers": ("<ul class=pager><li><a href='?page=2'>2</a><li><a href='?page=3'>3</a></ul>", ["?page=2", "?page=3"]),
    "an address that numbers pages of comments": ("<a href='/a/story/comment-page-2/#comments'>Older</a>", ["/comment-page-2/"]),
    "a parameter named after comments": ("<a href='/a/story?comments_page=2'>Next</a>", ["?comments_page=2"]),
    "a link of its own kind": ("<a rel=next href='/a/story?page=2'>More</a>", ["?page=2"]),
    "a link to the comments of the next page": ("<a href='/a/story?p=2#comments'>2</a>", ["?p=2"]),
    "a button with an address": ("<button class=load-more data-url='/a/story/more?after=3'>Load more</button>", None),
    "a button for the replies": ("<button class=load-more data-url='/comments/2/replies'>Load more</button>", None),
    "a box that loads itself": ("<div class='load-more' hx-get='/fragments/comments?offset=3'>Load more comments</div>", None),
}  # fmt: skip


@pytest.mark.parametrize("shape", PLAIN)
def test_pages_linked_beside_the_comments_are_asked_for(shape):
    around, expected = PLAIN[shape]
    found = needs(around)
    if expected is None:
        assert len(found) == 1 and found[0][0].startswith("https://news.example/")
    else:
        assert [url.removeprefix(URL) for url, _ in found] == expected


NOT_PAGES = {
    "another site": "<a rel=next href='https://other.example/a/story?page=2'>2</a>",
    "another story": "<ul class=pager><li><a href='/a/other?page=2'>2</a></ul>",
    "the page itself": "<ul class=pager><li><a href='?page=1'>1</a></ul>",
    "an order": "<ul class=pager><li><a href='?sort=new&page=2'>newest</a></ul>",
    "an answer to one comment": "<a class=next href='/a/story?replytocom=2&cpage=2'>Reply</a>",
    "a script": "<button class=load-more data-url='javascript:more()'>Load more</button>",
    "a plain link": "<a href='/a/story?page=2'>The second part of this story</a>",
    "another story of the same script": "<ul class=pager><li><a href='?id=9&page=2'>2</a></ul>",
    "the page itself by another address": "<ul class=pager><li><a href='?page=2'>2</a></ul>",
    "a report by a button": "<button class=more data-url='/comments/2/report'>Show</button>",
    "a view to print": "<ul class=pager><li><a href='?page=2&view=print'>2</a></ul>",
    "the page itself, marked": "<ul class=pager><li class=active><a href='?page=1'>1</a></ul>",
    "the next story by its id": "<ul class=pager><li><a rel=next href='/?p=4302'>Next</a></ul>",
}


@pytest.mark.parametrize("shape", NOT_PAGES)
def test_what_is_no_page_of_this_thread_is_not_asked_for(shape):
    here = {
        "the page itself": f"{URL}?page=1",
        "the page itself by another address": f"{URL}?ref=home&page=2",
        "another story of the same script": f"{URL}?id=1",
        "the next story by its id": "https://news.example/?p=4301",
    }
    assert needs(NOT_PAGES[shape], url=here.get(shape, URL)) == []


STORY_PAGES = {
    "before the heading of the comments": ("<div class=pager><a href='?page=2'>2</a><a rel=next href='?page=2'>Next</a></div>", ""),
    "in the story": ("<article><p>The ferry did not come.</p><div class=pagination><a href='/a/story/page/2/'>2</a></div></article>", ""),
    "after the comments": ("<p>" + "The ferry did not come. " * 40 + "</p>", "<div class=pager><a href='/a/story/page/2/'>2</a></div>"),
    "in a list of stories": ("", "<div class=pagination><a href='/page/2/'>2</a><a href='/a/page/2/'>3</a></div>"),
}  # fmt: skip


@pytest.mark.parametrize("place", STORY_PAGES)
@pytest.mark.parametrize("heading", ["9 comments", "Comments"])
def test_the_pages_of_a_story_are_no_pages_of_its_comments(place, heading):
    before, after = STORY_PAGES[place]
    made = page((1, 2, 3), after, head=f"{before}<h2>{heading}</h2>")
    assert len(threads(made)[0][0].comments) == 3
    assert threads(made)[1] == ()


def test_where_all_comments_counted_are_here_only_what_is_named_after_comments_leads_to_more():
    assert needs("<div class=pager><a href='?page=2'>2</a></div>", head="<h2>3 comments</h2>") == []
    assert len(needs("<a href='/a/story/comment-page-2/'>Older</a>", head="<h2>3 comments</h2>")) == 1


def test_the_pager_of_a_page_without_a_text_of_its_own_is_the_threads_whatever_its_address():
    pager = "<div class=pager><a href='/a/story/page/2/'>2</a></div>"
    assert needs(pager) == [(f"{URL}/page/2/", 2)]


def test_addresses_relative_to_a_base_are_joined_with_it():
    pager = "<ul class=pager><li><a href='story?page=2'>2</a></ul>"
    assert needs(pager, head="<base href='/a/'><h2>9 comments</h2>") == [(f"{URL}?page=2", 2)]


def test_a_report_on_voting_has_pages_like_any_other():
    url = "https://news.example/a/report/vote-and-order"
    assert needs("<ul class=pager><li><a href='?page=2'>2</a></ul>", url=url) == [(f"{url}?page=2", 2)]


def test_links_inside_comments_are_readers_own():
    inside = page((1, 2)).payload.replace(b"</p></div>", b"</p><a rel=next href='/a/story?page=2'>2</a></div>")
    assert threads(Page(url=URL, payload=inside, captured_at=NOON))[1] == ()


def test_no_more_than_a_hundred_pages_are_asked_for():
    numbers = "".join(f"<a href='?page={number}'>{number}</a>" for number in range(2, 300))
    assert len(needs(f"<div class=pager>{numbers}</div>")) == 100


def test_a_button_without_an_address_is_the_reason_why_comments_are_missing():
    found, asked = threads(page((1, 2, 3), "<button>Load more comments</button>"))
    assert asked == ()
    assert found[0].missing == ("loadMore: 6 of 9 comments come by a button",)


def visited(first, *others, given_up=()):
    """What a visit makes of a page, the pages that answered its needs in any order, and the needs given up."""
    found, asked = threads(first)
    visit = Visit("v1", URL, Evidence("r0", STAMP), Extraction(PageKind.ARTICLE, threads=found, needs=asked))
    for number, other in enumerate(others):
        told, more = answer(other, asked[number])
        visit.answers.append(
            Answer(
                asked[number], Evidence(f"r{number + 1}", STAMP), Extraction(PageKind.ANSWER, threads=told, needs=more)
            )
        )
    visit.given_up.extend(GivenUp(need, "failed") for need in asked[len(others) :])
    return assemble(visit).threads[0]


def test_pages_become_one_thread_without_repeats_whatever_their_order():
    pager = "<div class=pager><a href='?page=2'>2</a><a href='?page=3'>3</a></div>"
    second, third = page((3, 4, 5), pager, url=f"{URL}?page=2"), page((6, 7, 8, 9), pager, url=f"{URL}?page=3")
    thread = visited(page((1, 2, 3), pager), second, third)
    assert [each.commentId for each in thread.comments] == [str(number) for number in range(1, 10)]
    assert (thread.isComplete, thread.missing, thread.commentCount) == (True, [], 9)


def test_a_fragment_that_a_button_loads_is_read_without_its_page():
    fragment = Page(url="https://news.example/more", payload="".join(map(box, (4, 5))).encode(), captured_at=NOON)
    thread = visited(page((1, 2, 3), "<button class=load-more data-url='/more'>Load more</button>"), fragment)
    assert [each.commentId for each in thread.comments] == ["1", "2", "3", "4", "5"]
    assert thread.missing == ["notShown: 4 of 9 comments"]


def test_a_parent_on_another_page_is_found():
    pager = "<div class=pager><a href='?page=2'>2</a></div>"
    reply = "<span class=reply-to>In reply to <a href='#comment-2'>Reader 2</a></span>"
    second = page((4, 5), pager.replace("2", "1"), url=f"{URL}?page=2").payload
    second = second.replace(b"<b class=author>Reader 4", f"{reply}<b class=author>Reader 4".encode())
    second = second.replace(b"id=comment-5", b"id=comment-5 data-parent-id=3")
    thread = visited(page((1, 2, 3), pager), Page(url=f"{URL}?page=2", payload=second, captured_at=NOON))
    assert [(each.commentId, each.parentId) for each in thread.comments] == [
        ("1", None), ("2", None), ("4", "2"), ("3", None), ("5", "3"),
    ]  # fmt: skip


def test_a_number_that_all_comments_name_as_their_parent_is_none():
    pager = "<div class=pager><a href='?page=2'>2</a></div>"
    first = page((1, 2, 3), pager).payload.replace(b"<div class=talk", b"<div data-parent-id=77 class=talk")
    (found,), _ = threads(Page(url=URL, payload=first, captured_at=NOON))
    assert [each.parentId for each in found.comments] == [None] * 3


def test_the_newest_page_without_a_number_comes_after_those_with_one():
    pager = "<div class=pager><a href='/a/story/comment-page-1/'>1</a><a href='/a/story/comment-page-2/'>2</a></div>"
    others = (page(numbers, url=f"{URL}/comment-page-{at}/") for at, numbers in ((1, (1, 2, 3)), (2, (4, 5, 6))))
    thread = visited(page((7, 8, 9), pager), *others)
    assert [each.commentId for each in thread.comments] == [str(number) for number in range(1, 10)]


def test_a_page_that_did_not_come_is_named():
    thread = visited(page((1, 2, 3), "<div class=pager><a href='?page=2'>2</a></div>"))
    assert (thread.isComplete, thread.missing) == (False, ["page 2: failed"])
