"""Lines below a text's end are none of it: addresses of its author, rules for comments, where it is filed."""

import pytest
from small_pages import NOW

from crawler.parsers.article.blocks.layout import layout
from crawler.parsers.article.body.endings import without_endings
from crawler.parsers.page import Page

TEXT = "<p>The ferry is blue.</p><p>It will stay until somebody claims it.</p>"


def left(body: str) -> int:
    page = Page("https://quay.example/a", f"<body>{body}</body>".encode(), NOW)
    return len(without_endings(layout(page).blocks))


@pytest.mark.parametrize(
    "line",
    [
        "ada.quay@news.example",
        "Email: ada.quay@news.example, Twitter: @adaquay",
        "twitter.com/adaquay",
        "All comments are moderated before they appear.",
        "Please read our comment policy before you write.",
        "Atenção: comentários sem respeito não serão aprovados pelo moderador.",
        "Kommentare werden vor der Veröffentlichung geprüft.",
        "Les commentaires sont modérés.",
        "This was posted on Monday and filed under Ports. Follow the answers by the RSS 2.0 feed.",
    ],
)
def test_lines_below_the_end_are_none_of_the_text(line: str) -> None:
    assert left(f"{TEXT}<p>{line}</p>") == 2
    assert left(f"<p>{line}</p>{TEXT}") == 3


@pytest.mark.parametrize(
    "line",
    [
        "The harbour can be reached at ferries@quay.example until noon.",
        "https://quay.example/ferries",
        "The mayor made no comment, and the harbour's policy is known.",
        "“Comments are moderated here,” said the harbour office.",
        "She read all comments on the ferry, and most of them were about its colour.",
    ],
)
def test_what_belongs_to_the_text_stays(line: str) -> None:
    assert left(f"{TEXT}<p>{line}</p>") == 3


def test_several_of_them_go_but_never_all() -> None:
    ends = "<p>ada@news.example</p><p>@adaquay</p><p>Comments are moderated.</p>"

    assert left(TEXT + ends) == 2
    assert left(ends) == 1
