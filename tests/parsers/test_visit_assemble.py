"""Fragments of a visit joined into items: one tree per thread, whatever goes in."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from crawler.items import Article, Comment, Party
from crawler.parsers.extraction import Extraction, PageKind, ThreadFragment
from crawler.parsers.joining import DEEPEST, MOST_COMMENTS
from crawler.parsers.need import Need
from crawler.parsers.visit import Answer, Evidence, Found, GivenUp, Visit, assemble

URL = "https://news.example/a"
PAGE = Evidence("urn:uuid:page", "2026-03-01T09:30:00.000001Z")
API = Evidence("urn:uuid:api", "2026-03-01T09:30:05.000002Z")


def fragment(*comments, thread="t", **more):
    made = tuple(Comment(commentId=name, parentId=parent, text=f"Text {name}") for name, parent in comments)
    return ThreadFragment(thread, more.pop("platform", "wordpress"), made, **more)


def visit(*fragments, answers=(), given_up=(), article=None):
    own = Extraction(PageKind.ARTICLE, article=article, threads=fragments, directives=("noarchive",), notes=("cut",))
    replies = [
        Answer(need(f"{URL}?{n}"), API, Extraction(PageKind.ANSWER, threads=(each,))) for n, each in enumerate(answers)
    ]
    return Visit("visit-1", URL, PAGE, own, replies, list(given_up))


def need(url, thread="t", **state):
    return Need(url, "wordpress", thread, state=state)


def shape(thread):
    return [(each.commentId, each.parentId, each.depth, each.position) for each in thread.comments]


def one(*fragments, **more):
    (thread,) = assemble(visit(*fragments, **more)).threads
    return thread


def test_nothing_found_gives_nothing():
    assert assemble(visit()) == Found()


def test_every_item_names_its_visit_and_its_record():
    found = assemble(visit(fragment(("1", None)), answers=[fragment(("2", None))], article=Article(url=URL)))
    assert found.article.metadata.visitId == "visit-1"
    assert (found.article.metadata.warcRecordId, found.article.metadata.capturedAt) == (
        PAGE.record_id,
        PAGE.captured_at,
    )
    assert found.article.metadata.directives == ["noarchive"]
    assert found.article.metadata.notes == ["cut"]
    (thread,) = found.threads
    assert (thread.metadata.visitId, thread.metadata.warcRecordId) == ("visit-1", PAGE.record_id)
    assert [each.metadata.warcRecordId for each in thread.comments] == [PAGE.record_id, API.record_id]
    assert {(each.threadId, each.articleUrl, each.metadata.visitId) for each in thread.comments} == {
        ("t", URL, "visit-1")
    }
    assert thread.metadata.parser.endswith(" wordpress")


def test_replies_follow_their_parents_in_reading_order():
    thread = one(fragment(("1", None), ("2", None), ("3", "1"), ("4", "3"), ("5", "1"), ("6", "2")))
    assert shape(thread) == [
        ("1", None, 0, 0),
        ("3", "1", 1, 1),
        ("4", "3", 2, 2),
        ("5", "1", 1, 3),
        ("2", None, 0, 4),
        ("6", "2", 1, 5),
    ]


def test_the_higher_authority_names_the_parent_and_the_other_fills_in():
    shown = fragment(("1", None), ("2", "1"), ("3", "1"))
    shown.comments[2].upvoteCount = 7
    told = fragment(("1", None), ("2", "1"), ("3", "2"), authority=2, order=9)
    told.comments[2].author = Party("Ada")
    thread = one(shown, answers=[told])
    assert shape(thread) == [("1", None, 0, 0), ("2", "1", 1, 1), ("3", "2", 2, 2)]
    third = thread.comments[2]
    assert (third.author, third.upvoteCount, third.metadata.warcRecordId) == (Party("Ada"), 7, API.record_id)


def test_pages_are_joined_in_their_own_order_whichever_was_asked_first():
    last = fragment(("5", None), ("6", None), order=3)
    thread = one(
        last, answers=[fragment(("3", None), order=2), fragment(("1", None), ("2", "1"), ("5", None), order=1)]
    )
    assert [each.commentId for each in thread.comments] == ["1", "2", "5", "3", "6"]


def test_the_visits_own_page_is_the_threads_address_and_record():
    own = fragment(("5", None), order=3, url=f"{URL}/", comment_count=2)
    thread = one(own, answers=[fragment(("1", None), order=1, url=f"{URL}/comment-page-1/")])
    assert (thread.url, thread.commentCount, thread.metadata.warcRecordId) == (f"{URL}/", 2, PAGE.record_id)


def test_a_parent_that_is_not_there_is_dropped_and_named():
    thread = one(fragment(("1", None), ("2", "99")))
    assert shape(thread) == [("1", None, 0, 0), ("2", None, 0, 1)]
    assert thread.comments[1].metadata.notes == ["parent 99 not found"]
    assert (thread.isComplete, thread.missing) == (False, ["parents: 1 not found"])


def test_circles_are_cut_where_they_begin():
    thread = one(fragment(("1", "3"), ("2", "1"), ("3", "2"), ("4", "4")))
    assert shape(thread) == [("1", None, 0, 0), ("2", "1", 1, 1), ("3", "2", 2, 2), ("4", None, 0, 3)]
    assert thread.comments[0].metadata.notes == ["parent 3 would close a circle"]


def test_needs_that_were_given_up_are_named_with_their_reason():
    given_up = [GivenUp(need(f"{URL}?p=3", label="page 3"), "robotsTxt"), GivenUp(need(f"{URL}?q"), "requestLimit")]
    other = GivenUp(need(f"{URL}?z", thread="other"), "dns")
    thread = one(fragment(("1", None), comment_count=40), given_up=[*given_up, other])
    assert (thread.isComplete, thread.missing) == (False, [f"{URL}?q: requestLimit", "page 3: robotsTxt"])


def test_completeness_is_told_by_the_total_or_by_a_platform_that_shows_all():
    assert one(fragment(("1", None), comment_count=1)).isComplete is True
    assert one(fragment(("1", None), comment_count=0)).isComplete is True
    short = one(fragment(("1", None), comment_count=3))
    assert (short.isComplete, short.missing) == (False, ["notShown: 2 of 3 comments"])
    assert one(fragment(("1", None))).isComplete is None
    assert one(fragment(("1", None), shows_all=True)).isComplete is True
    assert one(fragment(missing=("notCaptured: loaded by script",))).isComplete is False


def test_the_state_is_the_most_trusted_that_is_known():
    shown, told = fragment(is_closed=False), fragment(is_closed=True, closed_by="api", authority=2)
    thread = one(shown, answers=[told])
    assert (thread.isClosed, thread.closedBy) == (True, "api")
    assert one(shown, answers=[fragment(authority=2)]).isClosed is False


def test_threads_of_two_systems_on_one_page_stay_apart():
    found = assemble(visit(fragment(("1", None)), fragment(("1", None), thread="disqus:x", platform="disqus")))
    assert [(each.threadId, each.platform, each.extractedCount) for each in found.threads] == [
        ("t", "wordpress", 1),
        ("disqus:x", "disqus", 1),
    ]


def test_more_comments_than_the_ceiling_are_counted_as_missing():
    thread = one(fragment(*((str(n), None) for n in range(MOST_COMMENTS + 5))))
    assert thread.extractedCount == MOST_COMMENTS
    assert thread.missing == [f"limit: 5 comments beyond {MOST_COMMENTS}"]


def test_a_chain_deeper_than_the_ceiling_goes_on_at_the_deepest_level():
    thread = one(fragment(*((str(n), str(n - 1) if n else None) for n in range(DEEPEST + 50))))
    assert len(thread.comments) == DEEPEST + 50
    assert max(each.depth for each in thread.comments) == DEEPEST
    assert thread.comments[-1].metadata.notes == [f"deeper than {DEEPEST} levels"]


@st.composite
def fragments(draw):
    names = [str(n) for n in range(draw(st.integers(0, 12)))]
    comments = [(name, draw(st.sampled_from([None, *names, "gone"]))) for name in names]
    return fragment(*comments, authority=draw(st.integers(0, 2)), order=draw(st.integers(0, 3)))


@given(fragments(), st.lists(fragments(), max_size=3), st.randoms())
def test_any_fragments_give_one_tree_and_the_same_tree_in_any_order(own, more, random):
    first = visit(own, answers=more)
    thread = assemble(first).threads[0]
    seen: dict[str, int] = {}
    for place, comment in enumerate(thread.comments):
        assert comment.position == place
        assert comment.parentId is None or comment.parentId in seen
        assert comment.depth == (0 if comment.parentId is None else seen[comment.parentId] + 1)
        assert comment.commentId not in seen
        seen[comment.commentId] = comment.depth
    assert set(seen) == {each.commentId for each in (*own.comments, *(c for f in more for c in f.comments))}
    shuffled = list(first.answers)
    random.shuffle(shuffled)
    assert assemble(replace(first, answers=shuffled)) == assemble(first)
