"""Which blocks are the text, and how they are written as HTML that is safe to show."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_pages import NOW, TEXT, ld, read

from crawler.parsers.article.blocks.layout import layout
from crawler.parsers.article.body.pointers import without_pointers
from crawler.parsers.article.body.render import render
from crawler.parsers.page import Page
from crawler.parsers.parse import parse


def rendered(body: str) -> str:
    page = Page("https://quay.example/a/", f"<body>{body}</body>".encode(), NOW)
    return render(layout(page).blocks, "https://quay.example/a/")


def test_rendering_keeps_structure_and_absolute_links() -> None:
    html = rendered(
        "<h3>A</h3><p>b <b>c</b> <a href='x' onclick=y>d</a></p><table><tr><td>1</td><td>2</td></tr></table>"
    )
    assert html == (
        '<h3>A</h3><p>b <strong>c</strong> <a href="https://quay.example/a/x">d</a></p>'
        "<table><tr><td>1</td><td>2</td></tr></table>"
    )


@pytest.mark.parametrize(
    "body",
    [
        "<p><a href='javascript:alert(1)'>x</a></p>",
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
        "<p><img src=x onerror=alert(1)>text</p>",
        "<p style='x'>t<script>alert(1)</script></p>",
        "<p><a href='data:text/html,x'>x</a><iframe src=x></iframe></p>",
    ],
)
def test_rendering_is_safe(body: str) -> None:
    html = rendered(body).lower()
    assert not any(bad in html for bad in ("<script", "javascript:", "onerror", "style=", "data:", "<iframe", "<img"))


@given(st.text(alphabet="<>/=\"' abhipru&;'\n", max_size=100))
@settings(max_examples=60, deadline=None)
def test_rendering_never_leaves_other_tags_or_attributes(soup: str) -> None:
    import re

    tags = re.findall(r"<[^>]*>", rendered(soup))
    assert all(re.fullmatch(r"</?[a-z0-9]+>|<a href=\"https?://[^\"<>]*\">", tag) for tag in tags), tags


def test_a_heading_that_the_title_repeats_is_no_text() -> None:
    body = f"<h2>The ferry that nobody ordered</h2>{TEXT}"
    found = read("<title>The ferry that nobody ordered | The Quay</title>", body)
    assert (found.articleBody or "").startswith("The ferry that nobody ordered arrived at noon")


def test_a_paragraph_that_a_reader_quotes_stays() -> None:
    said = [
        f"The keepers of lamp {n} voted to go electric, and nobody in the harbour was surprised at it."
        for n in range(6)
    ]
    comment = (
        "<li class=comment id=comment-{}><b class=author>Ada</b><time datetime=2025-03-0{}>{}</time><p>{}</p></li>"
    )
    readers = comment.format(1, 1, "1 March", said[2]) + comment.format(
        2, 2, "2 March", "A wonderful idea, said I then."
    )
    source = "".join(f"<p>{text}</p>" for text in said)
    page = f"<h1>Lamps</h1><article>{source}</article><h3>2 comments</h3><ol class=comments>{readers}</ol>"
    found = parse(Page("https://quay.example/a/", f"<body>{page}</body>".encode(), NOW))

    assert [comment.text for comment in found.threads[0].comments] == [said[2], "A wonderful idea, said I then."]
    assert found.article is not None and found.article.articleBody == "\n\n".join(said)


def test_a_statement_that_is_quoted_piece_by_piece_stays_and_a_second_copy_does_not() -> None:
    said = [
        f"We, the keepers of lamp {n}, have voted to go electric, and nobody shall be surprised at it."
        for n in range(6)
    ]
    answers = [
        f"That is odd, since lamp {n} burned all night, as every sailor who passed the harbour could tell."
        for n in range(6)
    ]
    quoted = "".join(f"<blockquote><p>{a}</p></blockquote><p>{b}</p>" for a, b in zip(said, answers, strict=True))
    follow = "".join(f"<p>{text}</p>" for text in said)

    statement, copy = f"<p>{' '.join(said)}</p>", f"<div>{' '.join(said)}</div>"
    assert " ".join(said) in (read("", statement + quoted).articleBody or "").split("\n\n")
    blocks = (read("", follow + copy).articleBody or "").split("\n\n")
    assert " ".join(said) not in blocks and set(said) <= set(blocks)


@pytest.mark.parametrize("question", ["<details><summary>{}</summary>{}</details>", "<dl><dt>{}</dt><dd>{}</dd></dl>"])
def test_questions_stay_with_their_answers(question: str) -> None:
    answers = [
        f"The keepers of lamp {n} will go electric in spring, and nobody in the harbour will pay." for n in range(6)
    ]
    asked = [f"What of lamp {n}?" for n in range(6)]
    body = TEXT + "".join(
        question.format(*pair) for pair in zip(asked, (f"<p>{text}</p>" for text in answers), strict=True)
    )
    kept = (read(ld('{"@type":"NewsArticle","headline":"Lamps"}'), body).articleBody or "").split("\n\n")

    assert set(answers) <= set(kept)
    assert set(asked) <= set(kept)


def test_late_posts_of_a_live_blog_stay() -> None:
    posts = [
        f"At {n // 6:02}:{n % 6}0 the keepers of lamp {n} voted to go electric, and nobody was surprised."
        for n in range(90)
    ]
    shown = "".join(f"<article class=post><h3>{n} lamps</h3><p>{text}</p></article>" for n, text in enumerate(posts))
    page = f"<main><h1>Lamps, live</h1>{TEXT}<section>{shown}</section></main>"
    typed = ld('{"@type":"LiveBlogPosting","headline":"Lamps, live"}')
    found = parse(Page("https://quay.example/a", f"<head>{typed}</head><body>{page}</body>".encode(), NOW)).article

    assert found is not None
    assert set(posts) <= set((found.articleBody or "").split("\n\n"))


@pytest.mark.parametrize(
    ("line", "is_kept"),
    [
        ('<b>Läs även:</b> <a href="/b">The band that ran out of tunes at the quay</a>', False),
        ('Читайте также: <a href="https://www.quay.example/b"><i>The band that ran out of tunes</i></a>', False),
        ('RELATED | <a href="/b">The band that ran out of tunes at the quay</a>', False),
        ('» <a href="/b">The band that ran out of tunes at the quay</a>', False),
        ('<a href="/b">READ MORE: The band that ran out of tunes at the quay</a>', False),
        ('<a href="/b">Lea también: La banda que se quedó sin canciones</a>', False),
        ('<a href="/b">The band: what became of its tunes</a>', True),
        ('Source: <a href="https://other.example/b">The band that ran out of tunes at the quay</a>', True),
        ('The mayor said: <a href="/b">the band ran out of tunes</a> long before the ferry came.', True),
        ('Read also: <a href="/b">The band</a>, <a href="/c">the tunes and the quay</a>', True),
        ('As was to be seen by everybody on the quay: <a href="/b">the band ran out of tunes, and so did we</a>', True),
    ],
)
def test_a_label_and_a_link_in_a_news_text_lead_elsewhere(line: str, is_kept: bool) -> None:
    page = Page("https://quay.example/a", f"<body>{TEXT}<p>{line}</p>".encode(), NOW)
    blocks = layout(page).blocks
    assert without_pointers(blocks, page.base, lists=False) == (blocks if is_kept else blocks[:-1])


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (
            "<p>Best film: <a href=/b>The Harbour Master of Quay</a></p><p>Song: <a href=/c>A ferry at noon</a></p>",
            2,
        ),
        ("<p>READ: <a href=/b>The Harbour Master of Quay</a></p><p>READ: <a href=/c>A ferry at noon</a></p>", 0),
        ("<h3>READ: <a href=/b>The Harbour Master of Quay</a></h3>", 0),
        ("<h3>2 – <a href=/b>The Harbour Master of Quay</a></h3>", 1),
        ("<table><tr><td>Cup: <a href=/b>Harbour Town v Quay</a></td></tr></table>", 1),
    ],
)
def test_labels_that_differ_from_line_to_line_are_data(lines: str, count: int) -> None:
    page = Page("https://quay.example/a", f"<body>{TEXT}{lines}".encode(), NOW)
    assert len(without_pointers(layout(page).blocks, page.base, lists=False)) == 2 + count


def test_lines_of_links_lead_elsewhere_in_articles_alone() -> None:
    links = (
        '<p>MISSED?<br><a href="/b">The band that ran out of tunes</a> [NEW]<br><a href="/c">The quay at night</a></p>'
    )
    page = Page("https://quay.example/a", f"<body>{TEXT}{links}".encode(), NOW)
    blocks = layout(page).blocks
    assert without_pointers(blocks, page.base, lists=True) == blocks[:-1]
    assert without_pointers(blocks, page.base, lists=False) == blocks


@pytest.mark.parametrize("head", ["", ld('{"@type":"NewsArticle"}'), '<meta property="og:type" content="article">'])
def test_such_lines_are_left_out_whatever_the_page_declares(head: str) -> None:
    line = '<p>Read also: <a href="/b">The band that ran out of tunes at the quay on Thursday</a></p>'
    body = f"<h1>The ferry that nobody ordered</h1>{TEXT}{line}{TEXT.replace('ferry', 'boat')}"
    assert "Read also" not in (read(head, body).articleBody or "")
