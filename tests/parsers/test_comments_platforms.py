"""Every platform: recognised, read, documented."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.parsers.comments import PLATFORMS, answer, threads
from crawler.parsers.comments.platform import UNVERIFIED, Kind, Platform, Reading
from crawler.parsers.extraction import ThreadFragment
from crawler.parsers.need import Need
from crawler.parsers.page import Page

FIXTURES = Path(__file__).parents[1] / "fixtures" / "comments"
DOCS = Path(__file__).parents[2] / "docs" / "comment-platforms.md"
URL = "https://news.example/harbour/bridge"
ADA = "The bridge was closed again this morning."
BO = "It opens at noon, says the sign on the pier."
CHI = "Two hours in the rain and still no ferry."
TREE = [("Ada Lindqvist", None, ADA), ("Bo Ferreira", "Ada Lindqvist", BO), ("Chi Okafor", None, CHI)]
FLAT = [(name, None, text) for name, _, text in TREE]
KEEP_NO_PARENTS = {"vbulletin", "phpbb", "xenforo", "discourse", "stackexchange", "utterances", "blogger.old"}
LOCAL = ["2026-02-03T09:30", "2026-02-03T10:05", "2026-02-03T11:45"]
IN_UTC = ["2026-02-03T08:30", "2026-02-03T09:05", "2026-02-03T10:45"]
WITHOUT_NAMES = {"viafoura"}
STORED = sorted(path.stem for path in FIXTURES.glob("*.json"))
SHOWN = sorted(path.stem for path in FIXTURES.glob("*.html"))


def page(name: str, payload: bytes | None = None, url: str = URL) -> Page:
    source = payload if payload is not None else (FIXTURES / name).read_bytes()
    return Page(url=url, payload=source, captured_at=datetime(2026, 3, 1, tzinfo=UTC))


def tree(comments):
    names = {each.commentId: each.author.name if each.author else None for each in comments}
    return [(names[each.commentId], names.get(each.parentId), each.text) for each in comments]


def by_name(name: str) -> Platform:
    return next(platform for platform in PLATFORMS if platform.name == name.partition(".")[0])


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
def test_every_platform_has_a_fixture_and_its_line_in_the_docs(platform):
    assert (FIXTURES / f"{platform.name}.html").exists()
    assert f"| {platform.name} |" in DOCS.read_text(encoding="utf-8")


def test_platform_names_are_unique():
    assert len({platform.name for platform in PLATFORMS}) == len(PLATFORMS)


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_yields_the_thread_of_its_platform(name):
    found, _ = threads(page(f"{name}.html"))
    assert [fragment.platform for fragment in found] == [by_name(name).name]


@pytest.mark.parametrize("name", [name for name in SHOWN if by_name(name).kind is not Kind.EMBED])
def test_comments_in_a_page_become_a_tree_with_dates_and_ids(name):
    found, _ = threads(page(f"{name}.html"))
    comments = found[0].comments
    assert tree(comments) == (FLAT if name in KEEP_NO_PARENTS else TREE)
    dates = [each.datePublished[:16] for each in comments]
    assert dates in (LOCAL, IN_UTC)
    assert (UNVERIFIED in found[0].notes) == (not by_name(name).is_verified)
    assert len({each.commentId for each in comments}) == 3
    assert not any(each.commentId.startswith("synthetic:") for each in comments)
    assert [each.textHtml and "<script" not in each.textHtml for each in comments] == [True] * 3


@pytest.mark.parametrize("name", [name for name in SHOWN if by_name(name).kind is Kind.EMBED and name != "isso"])
def test_an_embed_is_named_with_the_reason_why_its_comments_are_missing(name):
    found, needs = threads(page(f"{name}.html"))
    assert found[0].comments == ()
    assert found[0].missing[0].startswith("notCaptured: ")
    assert found[0].notes == (UNVERIFIED,)
    assert needs == ()


@pytest.mark.parametrize("name", STORED)
def test_a_stored_answer_is_read(name):
    need = Need("https://api.example/x", name, "thread-1")
    found, needs = answer(page(f"{name}.json"), need)
    assert needs == ()
    (fragment,) = found
    assert fragment.thread_id == "thread-1"
    expected = FLAT if name in KEEP_NO_PARENTS else TREE
    if name in WITHOUT_NAMES:
        assert [each.text for each in fragment.comments] == [ADA, BO, CHI]
        assert [each.parentId for each in fragment.comments] == [None, "11", None]
    else:
        assert tree(fragment.comments) == expected
    assert [each.datePublished[:16] for each in fragment.comments] == IN_UTC
    assert (UNVERIFIED in fragment.notes) == (not by_name(name).is_verified)


@pytest.mark.parametrize("name", STORED)
@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"12",
        b'{"comments": 3}',
        b'{"comments": [null, 1, "x", [], {}]}',
        b"\xff\xfe\x00",
    ],
)
def test_answers_of_another_shape_give_no_comments_and_no_error(name, payload):
    found, _ = answer(page("", payload), Need("https://api.example/x", name, "t"))
    assert [each for fragment in found for each in fragment.comments] == []


@pytest.mark.parametrize("name", STORED)
def test_answers_nested_deeper_than_json_can_be_give_nothing(name):
    deep = b'{"replies":[' * 50_000
    found, _ = answer(page("", deep), Need("https://api.example/x", name, "t"))
    assert [each for fragment in found for each in fragment.comments] == []


@pytest.mark.parametrize("name", STORED)
def test_answers_with_wrong_values_keep_what_is_right(name):
    data = json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))
    broken = json.dumps(data).replace('"Ada Lindqvist"', "{}").replace('"Bo Ferreira"', "[]")
    found, _ = answer(page("", broken.encode()), Need("https://api.example/x", name, "t"))
    assert [each.text for each in found[0].comments] == [ADA, BO, CHI]


def test_closed_by_the_api_says_so():
    for name, closed in (("coral", True), ("guardian", True), ("remark42", True), ("disqus", False), ("giscus", False)):
        (fragment,), _ = answer(page(f"{name}.json"), Need("https://api.example/x", name, "t"))
        assert (fragment.is_closed, fragment.closed_by) == (closed, "api" if closed else None)


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
def test_an_answer_whose_need_lost_its_state_is_no_error(platform):
    need = Need("https://news.example/x", platform.name, "t")
    for payload in (b"", b"<html><body><p>Gone.</p></body></html>", b"[]"):
        found, _ = answer(page("", payload), need)
        assert [each for fragment in found for each in fragment.comments] == []


def test_an_answer_to_a_platform_unknown_here_gives_nothing():
    assert answer(page("isso.json"), Need("https://api.example/x", "gone", "t")) == ((), ())


def test_platforms_of_others_are_asked_when_given():
    mine = Platform("mine", Kind.MARKUP, lambda view: Reading((ThreadFragment("t", "mine"),)))
    found, _ = threads(page("generic.html"), (mine, *PLATFORMS))
    assert [fragment.platform for fragment in found] == ["mine"]


def test_comments_of_isso_have_their_place_on_the_page_as_their_address():
    (fragment,), _ = answer(page("isso.json"), Need("https://isso.example/?uri=/a", "isso", f"isso:{URL}"))
    assert [each.url for each in fragment.comments] == [f"{URL}#isso-{each.commentId}" for each in fragment.comments]


@pytest.mark.parametrize(
    ("markup", "platforms"),
    [
        ("<div id=disqus_thread></div>", ["disqus"]),
        ("<script src=//x.disqus.com/embed.js></script>", ["disqus"]),
        ("<script src=//x.disqus.com/count.js></script>", ["disqus"]),
        ("<script src=//disqus.com/embed.js></script>", ["disqus"]),
        ("<script src=//disqus.com/count.js></script>", []),
        ("<link href=//x.disqus.com rel=dns-prefetch><script>var disqus_shortname = 'x'</script>", ["disqus"]),
        ("<link href=//x.disqus.com rel=dns-prefetch>", []),
    ],
)
def test_disqus_is_told_by_its_box_its_scripts_or_its_name_for_the_site(markup, platforms):
    found, _ = threads(page("", f"<html><body><p>Text.</p>{markup}</body></html>".encode()))
    assert [fragment.platform for fragment in found] == platforms
