"""Headlines: the newsroom's text without the site's name, and the second one."""

import pytest
from small_pages import TEXT, ld, read


@pytest.mark.parametrize(
    ("title", "site"),
    [
        ("The ferry that nobody ordered | The Quay", "The Quay"),
        ("The ferry that nobody ordered - The Quay News", "The Quay"),
        ("The Quay: The ferry that nobody ordered", "The Quay"),
        ("The ferry that nobody ordered | TheQuay.com", "The Quay"),
        ("The ferry that nobody ordered – Quay", "The Quay Observer"),
        ("The ferry that nobody ordered｜朝日新聞デジタル", "朝日新聞"),
        ("The ferry that nobody ordered | ", "The Quay"),
    ],
)
def test_site_name_is_taken_off(title: str, site: str) -> None:
    head = f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="{site}">'
    assert read(head).headline == "The ferry that nobody ordered"


@pytest.mark.parametrize(
    "logo",
    [
        "<h1>The Quay Observer</h1><h1>The ferry that nobody ordered</h1>",
        "<h1>The Quay Observer</h1>",
        "<h1>The ferry that nobody ordered</h1><h1>More from the port</h1>",
        "<h1>The ferry that nobody ordered | Quay</h1>",
    ],
)
def test_a_logo_or_another_heading_is_no_second_headline(logo: str) -> None:
    head = "<title>The ferry that nobody ordered | The Quay Observer</title>"
    head += '<meta property="og:site_name" content="Quay">'
    head += (
        '<meta property="og:type" content="article"><meta property="og:title" content="The ferry that nobody ordered">'
    )
    found = read(head, logo + TEXT)
    assert (found.headline, found.alternativeHeadline) == ("The ferry that nobody ordered", None)


def test_a_logo_is_no_headline_beside_one() -> None:
    head = "<title>The ferry that nobody ordered | The Quay Observer</title>"
    headings = "<h1>The Quay Observer</h1><h1>The ferry that nobody ordered</h1>"
    assert read(head, headings + TEXT).headline == "The ferry that nobody ordered"


@pytest.mark.parametrize("shown", [True, False])
@pytest.mark.parametrize(
    ("title", "site"),
    [
        ("Quarrel over the new quay: Dorf objects", "ORF"),
        ("The port closes for a day - Metropolitan line", "Metro"),
        ("Mayor renames the ferry: X", "The Quay"),
        ("Weather for the weekend: Berlin", "The Quay"),
    ],
)
def test_a_tail_that_merely_holds_letters_of_the_sites_name_stays(title: str, site: str, shown: bool) -> None:
    head = f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="{site}">'
    body = (f"<h1>{title}</h1>" if shown else "") + TEXT
    assert read(head, body, "https://www.berlin-observer.example/a").headline == title


@pytest.mark.parametrize(
    ("title", "site"),
    [("Ferry against tug: Full time report", "Time"), ("Quay: a film that nobody ordered", "Quay")],
)
def test_words_of_the_sites_name_stay_where_the_heading_has_them(title: str, site: str) -> None:
    head = f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="{site}">'
    head += '<meta property="og:type" content="article">'
    assert read(head, f"<h1>{title}</h1>{TEXT}").headline == title


def test_headline_that_breaks_off_is_read_where_it_is_whole() -> None:
    head = '<meta property="og:type" content="article"><meta property="og:title" content="The ferry that nob...">'
    found = read(head + ld('{"@type":"NewsArticle","headline":"The ferry that nob…"}'))
    assert (found.headline, found.alternativeHeadline) == ("The ferry that nobody ordered", None)


def test_what_is_glued_on_behind_the_shown_headline_goes() -> None:
    head = '<meta property="og:title" content="The ferry that nobody ordered | Port | by Ada">'
    assert read(head + '<meta property="og:type" content="article">').headline == "The ferry that nobody ordered"


def test_another_h1_text_is_kept_as_second_headline() -> None:
    head = (
        '<meta property="og:type" content="article"><meta property="og:title" content="A ferry, unasked for, arrives">'
    )
    found = read(head)
    assert (found.headline, found.alternativeHeadline) == (
        "A ferry, unasked for, arrives",
        "The ferry that nobody ordered",
    )
