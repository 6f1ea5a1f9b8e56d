"""Headlines: the newsroom's text without the site's name, and the second one."""

import pytest
from small_pages import NOW, TEXT, ld, read

from crawler.parsers.page import Page
from crawler.parsers.parse import parse


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


BLOG = "https://www.quay-notes.example/harbour/2009/07/ferry"
POST = "The ferry that nobody ordered"


@pytest.mark.parametrize("heading", ["h2", "h3"])
@pytest.mark.parametrize(
    "title",
    [
        f"{POST} | Notes from the quay",
        f"{POST} : Notes from the quay | Since 2005 | Volume 6",
        f"Notes from the quay » {POST}",
        f"Notes from the quay: {POST}",
        f"Notes from the quay » Blog Archive » {POST}",
    ],
)
@pytest.mark.parametrize(
    "logo",
    [
        '<h1><a href="/">Notes from the quay</a></h1>',
        '<a href="https://quay-notes.example/index.html"><h1>Notes from the quay</h1></a>',
        '<h1><a href="/harbour/">Notes from the quay</a> <span></span></h1>',
    ],
)
def test_a_blogs_name_as_h1_is_no_headline(logo: str, title: str, heading: str) -> None:
    post = f'<{heading}><a href="{BLOG}">{POST}</a></{heading}>'
    found = read(f"<title>{title}</title>", logo + post + TEXT, BLOG)
    assert (found.headline, found.alternativeHeadline) == (POST, None)


@pytest.mark.parametrize("title", [f"{POST} | River Notes", f"River Notes: {POST}", f"{POST} ~ River Notes"])
@pytest.mark.parametrize(
    "head",
    [
        f'<meta property="og:title" content="{POST}">',
        ld(f'{{"@type":"BlogPosting","headline":"{POST}"}}'),
        "",
    ],
)
def test_a_blogs_name_that_leads_nowhere_is_no_headline(head: str, title: str) -> None:
    page = f'<h1>River Notes</h1><h2 class="post-title">{POST}</h2>{TEXT}'
    found = read(f"<title>{title}</title>{head}", page, BLOG)
    assert (found.headline, found.alternativeHeadline) == (POST, None)


def test_a_headline_beside_a_section_in_the_title_stays() -> None:
    page = f"<h1>{POST}</h1>{TEXT}<h2>Ports and ferries</h2>"
    assert read(f"<title>{POST} | Ports and ferries</title>", page).headline == POST
    assert read(f"<title>Ports and ferries: {POST}</title>", page).headline == POST


def test_the_shorter_of_two_h1_is_the_headline_when_the_other_is_the_name() -> None:
    page = f"<h1>The River Notes</h1><h1>Rain</h1>{TEXT}"
    assert read("<title>Rain | The River Notes</title>", page).headline == "Rain"


def test_of_two_h1_the_one_in_the_pages_head_is_the_name() -> None:
    html = (
        "<!doctype html><title>Office for Examples - New rules for old mills</title>"
        "<body><header><h1>Office for Examples</h1></header>"
        f"<div><h1>New rules for old mills</h1>{TEXT}</div></body>"
    )
    found = parse(Page("https://office.example/a", html.encode(), NOW)).article
    assert found is not None and found.headline == "New rules for old mills"


def test_a_name_that_is_the_only_heading_is_taken_off_the_title() -> None:
    page = '<h1><a href="/">Notes from the quay</a></h1>' + TEXT
    assert read(f"<title>{POST} | Notes from the quay</title>", page, BLOG).headline == POST
    assert read(f"<title>{POST} | Notes from the quay</title>", page, "https://quay.example/?p=12").headline == POST


def test_a_headline_that_links_to_its_own_page_is_no_name() -> None:
    page = f'<h1><a href="{BLOG}">Something else again</a></h1><h2>Harbour news</h2>' + TEXT
    assert read("<title>Harbour</title>", page, BLOG + "?utm_source=feed").headline == "Something else again"


@pytest.mark.parametrize(
    ("title", "headings", "headline"),
    [
        (f"Port Office - Announcements - {POST}", ["Port Office", "Announcements", POST], POST),
        (f"Port Office - Announcements - {POST}", ["Ministry", f"27.01.2022 {POST}"], f"27.01.2022 {POST}"),
        (f"{POST} - Port Office", ["Menu and services", f"Harbour day {POST}", "Foot"], f"Harbour day {POST}"),
        ("Ferries and where they go - Port Office", ["Menu", "All our ferries", "Foot"], "All our ferries"),
        ("Ferries and where they go - Port Office", ["Menu", "Foot"], "Menu"),
    ],
)
def test_which_of_several_h1_is_the_headline(title: str, headings: list[str], headline: str) -> None:
    page = "".join(f"<h1>{text}</h1>" for text in headings) + TEXT
    assert read(f"<title>{title}</title>", page, "https://office.example/a").headline == headline


def test_a_shared_title_that_is_the_sites_name_alone_is_none() -> None:
    head = f'<title>{POST}</title><meta property="og:title" content="Union of Ports - UOP">'
    head += '<meta property="og:site_name" content="Union of Ports - UOP"><meta property="og:type" content="article">'
    assert read(head, f"<h1>{POST} at last</h1>{TEXT}").headline == f"{POST} at last"
    assert read(head, TEXT).headline == POST


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        (f"{POST} › quay.example", POST),
        (f"{POST} | QUAY.EXAMPLE", POST),
        (f"quay.example // » {POST}", POST),
        (f"{POST} -", POST),
        ("The mayor on « the ferry that nobody ordered »", "The mayor on « the ferry that nobody ordered »"),
    ],
)
def test_a_domain_and_marks_without_text_are_taken_off(title: str, headline: str) -> None:
    assert read(f"<title>{title}</title>", TEXT, "https://www.quay.example/a").headline == headline


def test_spaces_that_markup_adds_to_a_heading_are_taken_from_the_title() -> None:
    page = f"<h1>The f<b>\n</b>erry that nobody ordered</h1>{TEXT}"
    assert read(f"<title>{POST}</title>", page).headline == POST


def test_a_headline_of_marks_alone_is_not_emptied() -> None:
    assert read('<meta property="og:type" content="article">', f'<b itemprop="headline">…</b>{TEXT}').headline == "…"
