"""The topics that a page shows, which are its keywords where none are declared."""

import pytest
from small_pages import NOW, TEXT, ld, read

from crawler.parsers.page import Page
from crawler.parsers.parse import parse

HEADLINE = "<h1>The ferry that nobody ordered</h1>"


@pytest.mark.parametrize(
    "shown",
    [
        '<p class="tags"><a rel="tag" href="/t/1">Ferries</a>, <a rel="tag" href="/t/2">Tides</a></p>',
        '<div class="entry-tags"><a href="/tag/ferries/">Ferries</a> <a href="/tag/tides/">#Tides</a></div>',
        '<ul class="TopicList"><li><a href="/topics/c1">Ferries</a></li><li><a href="/topics/c2">Tides</a></li></ul>',
        '<div data-testid="topic-list"><div><div><a href="/thema/a">Ferries</a></div></div>'
        '<div><div><a href="/thema/b">Tides</a></div></div></div>',
        '<footer><span class="cat-links"><a rel="category tag" href="/category/n/">News</a></span>'
        '<span class="tags-links">Tags: <a rel="tag" href="/t/1">Ferries</a>, <a rel="tag" href="/t/2">Tides</a></span>'
        "</footer>",
        '<p class="post-labels">Labels: <a href="/search/label/f">Ferries</a> <a href="/search/label/t">Tides</a></p>',
        '<nav><div class="topics"><span><a href="https://quay.example/temas/f">Ferries</a></span>'
        '<span><a href="/temas/t">Tides</a></span></div></nav>',
    ],
)
def test_topics_shown_are_keywords(shown: str) -> None:
    assert read("", HEADLINE + TEXT + shown).keywords == ["Ferries", "Tides"]


@pytest.mark.parametrize(
    "shown",
    [
        '<footer><div class="tags"><a href="/tag/a">alpha</a><a href="/tag/b">beta</a></div></footer>',
        '<div class="tags">' + "".join(f'<a href="/tag/t{n}">t{n}</a>' for n in range(40)) + "</div>",
        '<div class="tagcloud"><a rel="tag" href="/tag/ferries">Ferries</a></div>',
        '<div class="sidebar"><p class="tags"><a href="/tag/ferries">Ferries</a></p></div>',
        '<div class="related"><div class="tags"><a href="/tag/ferries">Ferries</a></div></div>',
        '<p class="meta"><a rel="category tag" href="/category/ports">Ports</a></p>',
        '<p>It has <a href="/tag/ferries">ferries</a> and tides.</p>',
        '<p class="tags"><a href="/tags/">All of them</a></p>',
    ],
)
def test_the_sites_own_lists_and_links_in_the_text_are_none(shown: str) -> None:
    html = f"<!doctype html><title>x</title><body><article>{HEADLINE}{TEXT}</article>{shown}</body>"
    found = parse(Page("https://quay.example/a", html.encode(), NOW)).article
    assert found is not None and found.keywords == []


def test_topics_before_the_headline_are_the_sites() -> None:
    bar = '<p class="topics"><a href="/topic/a">Weather</a> <a href="/topic/b">Sports</a></p>'
    own = '<p class="topics"><a href="/topic/c">Ferries</a></p>'
    assert read("", bar + HEADLINE + TEXT).keywords == []
    assert read("", bar + HEADLINE + TEXT + own).keywords == ["Ferries"]


def test_declared_keywords_are_believed_first() -> None:
    own = '<p class="tags"><a rel="tag" href="/t/1">Ferries</a></p>'
    declared = ld('{"@type":"NewsArticle","keywords":["Tides"]}')
    assert read(declared, HEADLINE + TEXT + own).keywords == ["Tides"]


def test_spaces_part_keywords_of_scripts_without_them() -> None:
    assert read('<meta name="keywords" content="深空探测 探月工程 航天技术">').keywords == [
        "深空探测",
        "探月工程",
        "航天技术",
    ]
    assert read('<meta name="keywords" content="ferries and tides">').keywords == ["ferries and tides"]
