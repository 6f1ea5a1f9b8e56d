"""Finding the comments of a page by structure, and not finding what only looks like them."""

# ruff: noqa: E501 (markup)

import pytest
from hypothesis import given
from hypothesis import strategies as st
from section_markup import box, page, thread

from crawler.parsers.comments import threads


def test_one_comment_is_enough_where_its_name_says_so():
    found = thread("<div id=comments><h3>1 comment</h3><div class=comment id=comment-4><b>Ada</b> on <a href=#comment-4>May 3, 2024</a>"
                   "<p>Only me here.</p></div></div>")  # fmt: skip
    assert [(each.commentId, each.author.name, each.text) for each in found.comments] == [("4", "Ada", "Only me here.")]
    assert found.comment_count == 1


def test_markup_without_ids_classes_of_its_own_or_containers_is_read_from_its_texts_up():
    rows = "".join(
        f"<tr><td><a href='/community/?userid={n}'>Reader {n}</a></td><td><span class=commentStamp>3/1{n}/2010 2:39:43 PM</span>"
        f"<div class=commentText>Number {n} speaks.</div></td></tr>"
        for n in range(1, 4)
    )
    found = thread(f"<table>{rows}</table>")
    assert [(each.author.name, each.datePublished, each.text) for each in found.comments] == [
        (f"Reader {n}", f"2010-03-1{n}T14:39:43", f"Number {n} speaks.") for n in range(1, 4)
    ]
    assert all(each.commentId.startswith("synthetic:") for each in found.comments)


def test_boxes_without_any_telling_name_are_found_under_a_heading_that_counts_them():
    boxes = "".join(
        f"<div class=x7><div class=q><b>Reader {n}</b> <span>{n}. März 2024, 10:15 Uhr</span></div><div class=z>Words {n}.</div></div>"
        for n in range(1, 4)
    )
    found = thread(f"<section><h3>3 Kommentare</h3>{boxes}</section>", lang="de")
    assert [(each.author.name, each.datePublished, each.text) for each in found.comments] == [
        (f"Reader {n}", f"2024-03-0{n}T10:15", f"Words {n}.") for n in range(1, 4)
    ]
    assert thread(f"<section><h3>3 Geschichten</h3>{boxes}</section>", lang="de") is None


def test_synthetic_ids_stay_the_same_and_unsigned_repeats_stay_apart():
    body = "<div id=comments><h3>4 comments</h3>" + "".join(
        f"<div class=comment><div class=comment-text>{text}</div></div>" for text in ("Yes.", "No.", "Yes.", "Maybe.")
    )
    first, second = thread(body), thread(body)
    assert [each.commentId for each in first.comments] == [each.commentId for each in second.comments]
    assert len({each.commentId for each in first.comments}) == 4


def test_the_same_list_twice_gives_each_comment_once_with_its_parent():
    popular = box(2, "Bo") + box(1)
    everything = box(1, inner=box(2, "Bo")) + box(3, "Chi")
    found = thread(
        f"<div class=kommentar-beliebt>{popular}</div><div class=kommentar-alle>{everything}</div>", lang="de"
    )
    assert [each.commentId for each in found.comments] == ["2", "1", "3"]
    assert {each.commentId: each.parentId for each in found.comments} == {"2": "1", "1": None, "3": None}


def test_advertisements_between_comments_are_left_out():
    found = thread(f"<div>{box(1)}<div class=kommentar-item><script>ad()</script></div>{box(2, 'Bo')}</div>", lang="de")
    assert [each.author.name for each in found.comments] == ["Ada", "Bo"]


def test_buttons_votes_and_forms_are_no_text():
    tools = (
        "<div class=tools><a class=reply>Antworten</a> <span class='votes up'>12</span> <span class='votes down'>3</span></div>"
        "<form><textarea>type here</textarea><button>Send</button></form>"
    )
    found = thread(f"<div>{box(1, inner=tools)}{box(2, 'Bo')}</div>", lang="de")
    assert found.comments[0].text == "A sentence about the ferry."
    assert (found.comments[0].upvoteCount, found.comments[0].downvoteCount) == (12, 3)
    assert (found.comments[1].upvoteCount, found.comments[1].downvoteCount) == (None, None)


def test_removed_comments_keep_their_place():
    removed = "<div class=kommentar-item id=kommentar2><div class=kommentar-text>This comment has been removed by a moderator.</div></div>"
    found = thread(f"<div>{box(1)}{removed}{box(3, 'Chi')}{box(4, 'Dia')}</div>", lang="de")
    assert [each.isDeleted for each in found.comments] == [False, True, False, False]


def test_dates_are_read_in_the_pages_own_order():
    american = "<div id=comments>" + "".join(
        f"<div class=comment id=comment-{n}><b class=author>A</b><span class=date>{day}</span><p>T {n}</p></div>"
        for n, day in enumerate(("3/4/2021", "3/14/2021"), 1)
    )
    assert [each.datePublished for each in thread(american, lang="fr").comments] == ["2021-03-04", "2021-03-14"]


NOT_COMMENTS = {
    "recent comments": "<div class=widget_recent_comments><ul>"
    + "".join(
        f"<li class=recentcomments><span class=comment-author>R{n}</span> on <a href='https://news.example/p{n}#comment-{n}'>Post {n}</a></li>"
        for n in range(5)
    )
    + "</ul></div>",
    "recent comments in the clothes of comments": "<ol class=commentlist>"
    + "".join(
        f"<li class=comment id=comment-{n}><cite class=fn>R{n}</cite> <a href='https://news.example/p{n}#comment-{n}'>March {n}, 2024</a><p>Words {n}.</p></li>"
        for n in range(1, 5)
    )
    + "</ol>",
    "numbered content boxes": "".join(
        f"<div id=c{n} class=frame><h2>Part {n}</h2><p>Some text of the page.</p></div>" for n in range(1, 9)
    ),
    "related posts": "<div class=related-posts>"
    + "".join(
        f"<article class='post type-post' id=post-{n}><h3><a href=/p{n}>Title {n}</a></h3><time datetime=2024-01-0{n}>Jan</time>"
        f"<span class=author>By Ed</span><div class=post-text>Teaser text of another story.</div></article>"
        for n in range(1, 6)
    )
    + "</div>",
    "opinion columns": "".join(
        f"<div class='thumbnail thumbnail--opinion'><span class=author>By Ed {n}</span><p>A column</p></div>"
        for n in range(4)
    ),
    "testimonials": "<div class=testimonials>"
    + "".join(
        f"<blockquote class=testimonial><p>Great service!</p><cite>Customer {n}</cite></blockquote>" for n in range(4)
    )
    + "</div>",
    "forum teasers": "<div class=Comments>"
    + "".join(
        f"<div class=Comment><a class=CommentDate href='https://forum.example/t/9/{n}'>December {n}, 2014</a>"
        f"<a class=CommentAuthor href='https://forum.example/t/9/{n}'>User {n}:</a><div class=CommentMessage>From the forum.</div></div>"
        for n in range(1, 5)
    )
    + "</div>",
    "the article itself": "<article class='post hentry' id=post-7><span class=author>Ed</span><time datetime=2024-01-01>Jan</time><p>Text.</p></article>",
    "a login panel": "<div id=comments-login><form action=/login><input name=user><input name=password></form></div>",
    "a category called comment": "<div class='post category-kommentar' id=post-8><span class=author>Ed</span><span class=date>1.2.2024</span><p>Leader.</p></div>",
}


@pytest.mark.parametrize("name", NOT_COMMENTS)
def test_what_only_looks_like_comments_gives_none(name):
    found, _ = threads(page(NOT_COMMENTS[name]))
    assert [each.text for fragment in found for each in fragment.comments] == []


@pytest.mark.parametrize(
    "body", ["", "<p>Nothing.</p>", "<div class=share>Share</div>", "<form action=/search><input name=q></form>"]
)
def test_a_page_without_a_section_gives_no_thread(body):
    assert threads(page(body)) == ((), ())


@pytest.mark.parametrize("body", [
    "<div id=comments><h3>No comments yet</h3><form action=/comment><textarea name=comment></textarea></form></div>",
    "<div id=comments class=comments-area><p>Comments are closed.</p></div>",
])  # fmt: skip
def test_an_empty_section_gives_an_empty_thread(body):
    found = thread(body)
    assert (found.comments, found.comment_count) == ((), 0)


@pytest.mark.parametrize(
    ("heading", "total"),
    [
        ("12 Comments", 12),
        ("<span>52</span>Comments", 52),
        ("Comments (1,204)", 1204),
        ("Kommentare 7", 7),
        ("One thought on “The ferry”", 1),
        ("3 responses to The ferry of 2019", 3),
        ("Tous vos commentaires (11)", 11),
        ("Showing 1-15 of 16 comments", 16),
        ("24条评论", 24),
        ("Leave a comment", None),
        ("The 39 steps", None),
    ],
)
def test_the_total_is_read_from_the_heading(heading, total):
    assert thread(f"<section><h2>{heading}</h2>{box(1)}{box(2)}</section>", lang="de").comment_count == total


def test_ten_thousand_comments_on_one_page_are_all_read_once():
    many = "".join(
        f"<li class=comment id=comment-{n}><b class=fn>U{n}</b><time datetime=2024-01-01T10:00:00Z></time><p>T{n}</p></li>"
        for n in range(10_000)
    )
    found = thread(f"<ol class=commentlist>{many}</ol>")
    assert len(found.comments) == 10_000
    assert [each.commentId for each in found.comments[:3]] == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("count", "after", "kept", "missing"),
    [(7_000, 0, 6_000, ("limit: comments beyond the first 6000",)), (300, 40_000, 300, ())],
)
def test_comments_that_only_their_dates_tell_say_where_looking_for_them_ended(count, after, kept, missing):
    said = "".join(
        f"<div><b>Reader {n % 97}</b> <span>3 Feb 2026 09:{n % 60:02}</span><i>{n % 9} up</i><i>{n % 5} down</i><p>I waited for ferry {n}.</p></div>"
        for n in range(count)
    )
    found = thread(f"<section><h2>Comments</h2><div>{said}</div><div>{'<i>7 ferries</i>' * after}</div></section>")
    assert (len(found.comments), found.missing) == (kept, missing)


@pytest.mark.parametrize(
    "name",
    [
        "comment" * 3_000 + "!",
        "c" * 50_000,
        "1" * 50_000,
        "comment-" + "a-" * 20_000,
        "-_" * 20_000,
        "comment " * 5_000,
        ":" * 50_000,
    ],
)
def test_hostile_names_and_texts_cost_no_more_than_their_length(name):
    boxes = "".join(
        f"<div id='{name}{n}' class='comment {name}'><b class=fn>Ada</b><i class='author {name}'>{name}</i><a href='#{name}{n}'>{name}</a>"
        f"<span class=date title='{name}'>{name}</span><div class=comment-text>{name} text {n}</div></div>"
        for n in range(3)
    )
    found = thread(f"<div id=comments><h3>{name}</h3>{boxes}</div>")
    assert [each.author.name for each in found.comments] == ["Ada"] * 3


TAGS = ["<div class=comment id=comment-1>", "<li class=comment>", "</div>", "<b class=fn>", "Ada", "</b>", "<time datetime=x>", "3 May 2020",
        "<a href='//[x#comment-2'>", "<p>", "text", "<ul class=children>", "</ul>", "<form>", "<dt class=comment>", "<dd>", "<h3>2 comments</h3>"]  # fmt: skip


@given(st.lists(st.sampled_from(TAGS), max_size=25))
def test_no_markup_makes_it_fail(tags):
    found, _ = threads(page("".join(tags)))
    names = [each.commentId for fragment in found for each in fragment.comments]
    assert len(names) == len(set(names))


def test_two_thousand_levels_of_replies_are_one_chain():
    depth = 2_000
    opened = "".join(f"<div class=comment id=comment-{n}><b class=fn>U{n}</b><p>T{n}</p>" for n in range(depth))
    found = thread(f"<div>{opened}{'</div>' * depth}</div>")
    assert len(found.comments) == depth
    assert [each.parentId for each in found.comments] == [None, *(str(n) for n in range(depth - 1))]
