"""Lists of the latest comments on other pages are no part of a text."""

import pytest
from small_pages import NOW

from crawler.parsers.article.blocks.layout import layout
from crawler.parsers.article.body.latest_comments import without_latest_comments
from crawler.parsers.page import Page


def item(address: str, name: str) -> str:
    return f"<li><a href='{address}'>{name}</a>: I saw the ferry, too, and it was green, not blue.</li>"


def kept(body: str) -> list[str]:
    page = Page("https://quay.example/a", f"<body><p>The ferry is blue.</p>{body}</body>".encode(), NOW)
    return [block.text for block in without_latest_comments(layout(page).blocks)]


@pytest.mark.parametrize(
    ("address", "is_kept"),
    [("/b#comment-{}", False), ("/b?showComment=1{0}#c1{0}", False), ("/b#c1{}", True), ("/b#comments", True)],
    ids="wordpress blogger anchor all".split(),
)
def test_items_that_lead_to_a_comment_each_are_none_of_the_text(address: str, is_kept: bool) -> None:
    items = [item(address.format(n), name) for n, name in enumerate(("Ada", "Ben", "Cleo"))]
    found = kept(f"<h3>They said</h3><ul>{''.join(items)}</ul><p>So it is.</p>")

    assert len(found) == (6 if is_kept else 2)


def test_a_single_comment_that_an_author_links_to_stays() -> None:
    assert len(kept(f"<ul>{item('/b#comment-3', 'Ada')}{item('/c', 'The harbour')}</ul>")) == 3
