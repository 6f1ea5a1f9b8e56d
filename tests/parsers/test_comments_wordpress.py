"""WordPress: true parents, comment pages in both orders, and needs that end."""

# ruff: noqa: E501 (markup)

import json
from datetime import UTC, datetime

from crawler.parsers.comments import answer, threads
from crawler.parsers.extraction import Extraction, PageKind
from crawler.parsers.need import Need
from crawler.parsers.page import Page
from crawler.parsers.visit import Answer, Evidence, GivenUp, Visit, assemble

URL = "https://blog.example/2024/ferry/"
HEAD = '<link rel="https://api.w.org/" href="https://blog.example/wp-json/"><script src="/wp-includes/a.js"></script>'


def page(body, url=URL, status=200, headers=(), head=HEAD):
    payload = (
        f"<html lang=en><head>{head}</head><body class='postid-7'><article><p>Text.</p></article>{body}</body></html>"
    )
    return Page(
        url=url, payload=payload.encode(), captured_at=datetime(2026, 3, 1, tzinfo=UTC), status=status, headers=headers
    )


def raw(payload, url=URL, status=200, headers=()):
    return Page(url=url, payload=payload, captured_at=datetime(2026, 3, 1, tzinfo=UTC), status=status, headers=headers)


def comment(number, inner="", depth=1):
    return (
        f"<li id=comment-{number} class='comment depth-{depth}'><div id=div-comment-{number}><cite class=fn>User {number}</cite>"
        f"<div class=comment-meta><a href='{URL}#comment-{number}'>March 3, 2024 at {number % 12 + 1}:15 pm</a></div>"
        f"<p>Text number {number} of the thread.</p></div>{f'<ul class=children>{inner}</ul>' if inner else ''}</li>"
    )


def listing(*numbers, links="", total=None, after=""):
    items = "".join(map(comment, numbers))
    heading = f"<h2 class=comments-title>{total} comments</h2>" if total else ""
    return (
        f"<div id=comments>{heading}<ol class=commentlist>{items}</ol>{links}{after}<form id=commentform></form></div>"
    )


def link(number, where=""):
    return f"<div class='{where}'><a href='{URL}comment-page-{number}/#comments'>Page</a></div>"


def test_only_linked_comment_pages_are_asked_for():
    (fragment,), needs = threads(page(listing(20, 21, links=link(2, "nav-previous"), total=9)))
    assert [need.url for need in needs] == [f"{URL}comment-page-2/"]
    assert fragment.order == 3
    assert not fragment.shows_all


def test_the_first_page_of_oldest_first_paging_knows_its_place():
    (fragment,), needs = threads(page(listing(1, 2, links=link(2, "nav-next"), total=9)))
    assert (fragment.order, [need.state["label"] for need in needs]) == (1, ["page 2"])


def test_reply_links_and_links_to_comments_are_no_pages():
    links = f"<a href='{URL}?replytocom=3#respond'>Reply</a><a href='{URL}comment-page-4/#comment-9'>3 May</a>"
    _, needs = threads(page(listing(1, 2, links=links)))
    assert needs == ()


def test_paging_by_query_is_followed_too():
    _, needs = threads(page(listing(1, 2, links="<a href='/2024/ferry/?cpage=2#comments'>Newer</a>")))
    assert [need.url for need in needs] == ["https://blog.example/2024/ferry/?cpage=2"]


def test_addresses_that_are_none_are_not_asked_for():
    links = (
        "<a href='//[bad/comment-page-2/'>2</a><a href='javascript:x(\"/comment-page-3/\")'>3</a><a href='ftp://x/comment-page-4/'>4</a>"
        "<a href='http://[::1/comment-page-5/'>5</a>"
    )
    assert threads(page(listing(1, 2, links=links)))[1] == ()
    bad = HEAD.replace("https://blog.example/wp-json/", "http://[bad")
    assert threads(page(listing(1, 2, total=9), head=bad))[1] == ()


def test_an_empty_page_asks_for_nothing_more():
    need = Need(f"{URL}comment-page-99/", "wordpress", URL, state={"page": 99, "label": "page 99"})
    found, needs = answer(page("<div id=comments></div>", url=need.url), need)
    assert [each for fragment in found for each in fragment.comments] == []
    assert needs == ()


def test_the_number_of_asked_pages_has_a_ceiling():
    links = "".join(link(number) for number in range(1, 3000))
    _, needs = threads(page(listing(1, links=links)))
    assert len(needs) == 200


def crawl(first, pages):
    """Answer needs from ``pages`` by address until none is open; each address is asked once."""
    found, needs = threads(first)
    visit = Visit("v", URL, Evidence("urn:0", "2026"), Extraction(PageKind.ARTICLE, threads=found, needs=needs))
    queue, asked = list(needs), {need.key for need in needs}
    while queue:
        need = queue.pop(0)
        if need.url not in pages:
            visit.given_up.append(GivenUp(need, "robotsTxt"))
            continue
        threads_, more = answer(pages[need.url], need)
        visit.answers.append(
            Answer(need, Evidence(f"urn:{need.url}", "2026"), Extraction(PageKind.ANSWER, threads=threads_, needs=more))
        )
        queue += [each for each in more if each.key not in asked]
        asked |= {each.key for each in more}
    return assemble(visit).threads[0], len(asked)


def test_newest_first_paging_comes_together_in_order_without_doubles():
    pages = {
        f"{URL}comment-page-1/": page(listing(1, 2, links=link(2, "nav-next")), url=f"{URL}comment-page-1/"),
        f"{URL}comment-page-2/": page(
            listing(3, 4, links=link(1, "nav-previous") + link(3, "nav-next")), url=f"{URL}comment-page-2/"
        ),
        f"{URL}comment-page-3/": page(listing(5, 6, links=link(2, "nav-previous")), url=f"{URL}comment-page-3/"),
    }
    thread, asked = crawl(page(listing(5, 6, links=link(2, "nav-previous"), total=6)), pages)
    assert [each.commentId for each in thread.comments] == ["1", "2", "3", "4", "5", "6"]
    assert (thread.commentCount, thread.extractedCount, thread.isComplete, thread.missing) == (6, 6, True, [])
    assert thread.comments[0].metadata.warcRecordId == f"urn:{URL}comment-page-1/"
    assert thread.comments[5].metadata.warcRecordId == "urn:0"
    assert asked == 3


def test_a_page_that_robots_forbid_is_named_as_missing():
    thread, _ = crawl(page(listing(5, 6, links=link(2, "nav-previous"), total=6)), {})
    assert thread.missing == ["page 2: robotsTxt"]
    assert thread.isComplete is False


def rest(*entries, pages="1"):
    made = [
        {"id": number, "parent": parent, "author_name": f"User {number}", "author_url": "", "date": "2024-03-03T13:15:00",
         "content": {"rendered": f"<p>Text number {number}.</p>"}, "link": f"{URL}#comment-{number}", "type": "comment"}
        for number, parent in entries
    ]  # fmt: skip
    return raw(json.dumps(made).encode(), headers=(("X-WP-TotalPages", pages),))


CUT = f"<div id=comments><ol class=commentlist>{comment(1, comment(2, comment(3, depth=3) + comment(4, depth=3), depth=2))}</ol></div>"


def test_rest_is_asked_where_the_depth_limit_may_have_cut_and_gives_the_true_parents():
    found, needs = threads(page(CUT))
    assert [need.url for need in needs] == [
        "https://blog.example/wp-json/wp/v2/comments?post=7&per_page=100&page=1&order=asc"
    ]
    assert [each.parentId for each in found[0].comments] == [None, "1", "2", "2"]
    thread, _ = crawl(page(CUT), {needs[0].url: rest((1, 0), (2, 1), (3, 2), (4, 3))})
    assert [(each.commentId, each.parentId, each.depth) for each in thread.comments] == [
        ("1", None, 0),
        ("2", "1", 1),
        ("3", "2", 2),
        ("4", "3", 3),
    ]
    assert thread.comments[0].metadata.warcRecordId == f"urn:{needs[0].url}"


def test_rest_is_asked_when_more_are_counted_than_shown_and_no_page_is_linked():
    assert len(threads(page(listing(1, 2, total=5)))[1]) == 1
    assert threads(page(listing(1, 2, total=2)))[1] == ()


def test_rest_is_not_asked_where_the_page_names_no_api():
    assert threads(page(listing(1, 2, total=5), head="<script src=/wp-includes/a.js></script>"))[1] == ()


def test_rest_pages_end_with_the_number_that_the_server_names():
    need = threads(page(CUT))[1][0]
    _, more = answer(rest((1, 0), pages="2"), need)
    assert [each.state["rest"] for each in more] == [2]
    assert answer(rest((2, 0), pages="2"), more[0])[1] == ()
    assert answer(rest(pages="999999"), need)[1] == ()


def test_where_rest_is_refused_the_feed_is_asked_once():
    need = threads(page(CUT))[1][0]
    _, (feed,) = answer(raw(b'{"code":"rest_forbidden"}', status=401), need)
    assert feed.url == "https://blog.example/2024/ferry/feed/atom/"
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">
    <entry><link rel="alternate" href="{URL}#comment-4"/><author><name>User 4</name></author><published>2024-03-03T12:15:00Z</published>
    <content type="html">&lt;p&gt;In reply to &lt;a href="#comment-3"&gt;User 3&lt;/a&gt;.&lt;/p&gt;&lt;p&gt;Four.&lt;/p&gt;</content>
    <thr:in-reply-to ref="{URL}#comment-3" href="{URL}#comment-3"/></entry>
    <entry><link rel="alternate" href="{URL}#comment-3"/><author><name>User 3</name></author><published>2024-03-03T11:15:00Z</published>
    <content type="html">Three.</content><thr:in-reply-to ref="{URL}" href="{URL}"/></entry></feed>"""
    (fragment,), _ = answer(raw(atom.encode()), feed)
    assert [(each.commentId, each.parentId, each.text) for each in fragment.comments] == [
        ("3", None, "Three."),
        ("4", "3", "Four."),
    ]
    assert fragment.authority == 1
    bomb = b'<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx">]><feed xmlns="http://www.w3.org/2005/Atom"><entry>&x;</entry></feed>'
    assert answer(raw(bomb), feed) == ((), ())


def test_pingbacks_are_kept_apart_from_comments():
    ping = "<li id=comment-9 class='pingback'><div class=comment-body>Pingback: <a class=url href='https://other.example/'>The Ping Blog</a></div></li>"
    (fragment,), _ = threads(page(f"<div id=comments><ol class=commentlist>{comment(1)}{ping}{comment(2)}</ol></div>"))
    assert [(each.kind, each.author.name, each.text) for each in fragment.comments][1] == (
        "pingback",
        "The Ping Blog",
        None,
    )
    assert [each.kind for each in fragment.comments] == ["comment", "pingback", "comment"]


def test_a_block_theme_without_a_form_is_closed():
    block = (
        "<div class='wp-block-comments'><ol class=wp-block-comment-template><li id=comment-1 class='comment'>"
        "<div class=wp-block-comment-author-name>Ada</div><div class=wp-block-comment-date><time datetime='2024-03-03T10:00:00+00:00'>"
        "March 3</time></div><div class=wp-block-comment-content><p>Fine weather at the pier.</p></div></li></ol>{}</div>"
    )
    (shut,), _ = threads(page(block.format("")))
    assert (shut.is_closed, shut.closed_by, shut.comments[0].author.name) == (True, "noForm", "Ada")
    (open_,), _ = threads(
        page(
            block.format(
                "<div class=comment-respond><form id=commentform><textarea name=comment></textarea></form></div>"
            )
        )
    )
    assert (open_.is_closed, open_.closed_by) == (False, None)


def test_a_section_without_comments_is_a_thread_and_a_page_without_section_is_none():
    (fragment,), _ = threads(
        page("<div id=comments><div id=respond class=comment-respond><form id=commentform></form></div></div>")
    )
    assert (fragment.comments, fragment.is_closed, fragment.comment_count) == ((), False, 0)
    assert threads(page("<p>Nothing else here.</p>")) == ((), ())
