"""Single fields, from small pages made for one question each."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.items import Article
from crawler.parsers.article import names
from crawler.parsers.article.language import normal
from crawler.parsers.article.layout import layout
from crawler.parsers.article.moments import moment
from crawler.parsers.article.render import render
from crawler.parsers.comments.dates import Dates
from crawler.parsers.page import Page
from crawler.parsers.parse import parse

NOW = datetime(2026, 3, 1, tzinfo=UTC)
TEXT = (
    "<p>The ferry that nobody ordered arrived at noon, with flags and a brass band, and tied up where the market is "
    "held on Thursdays. The mayor, who had not been told, welcomed it all the same.</p>"
    "<p>It will stay until somebody claims it, the harbour office said, or until the band runs out of tunes.</p>"
)


def read(
    head: str, body: str = "<h1>The ferry that nobody ordered</h1>" + TEXT, url: str = "https://quay.example/a"
) -> Article:
    html = f"<!doctype html><html lang=en><head>{head}</head><body><article>{body}</article></body></html>"
    found = parse(Page(url, html.encode(), NOW)).article
    assert found is not None
    return found


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("2023-04-28T19:20:36+02:00", "2023-04-28T19:20:36+02:00"),
        ("2023-04-28T19:20:36.123Z", "2023-04-28T19:20:36Z"),
        ("2023-04-28 19:20:36 +0200", "2023-04-28T19:20:36+02:00"),
        ("2023-04-28T19:20", "2023-04-28T19:20"),
        ("2023-4-8", "2023-04-08"),
        ("2023-04-28T19:20:36+02:00[Europe/Paris]", "2023-04-28T19:20:36+02:00"),
        ("20230428", "2023-04-28"),
        ("20230428T192036Z", "2023-04-28T19:20:36Z"),
        ("1682702436", "2023-04-28T17:20:36Z"),
        ("1682702436000", "2023-04-28T17:20:36Z"),
        ("Fri Apr 28 19:20:36 CEST 2023", "2023-04-28T19:20:36+02:00"),
        ("Fri, 28 Apr 2023 19:20:36 GMT", "2023-04-28T19:20:36Z"),
        ("28 April 2023, 19:20 CET", "2023-04-28T19:20+01:00"),
        ("April 28, 2023", "2023-04-28"),
        ("28. April 2023 um 19:20 Uhr", "2023-04-28T19:20"),
        ("28.04.2023", "2023-04-28"),
        ("2023年4月28日", "2023-04-28"),
        ("2023-04-28 9:46 PM", "2023-04-28T21:46"),
        ("2023-04-28 12:46:05 a.m.", "2023-04-28T00:46:05"),
        ("28 April 2023 9:46 PM", "2023-04-28T21:46"),
        ("28 Apr 2023, 12:46 AM IST", "2023-04-28T00:46"),
        ("2023-04-28T21:46:00 EST", "2023-04-28T21:46:00-05:00"),
        ("2023-04-28 9:46 PM CEST", "2023-04-28T21:46+02:00"),
        ("2023-04-28 16:43 GMT+7", "2023-04-28T16:43+07:00"),
        ("2023-04-28 16:43:00\u221204:00", "2023-04-28T16:43:00-04:00"),
        ("2023-04-28 16:43 – 17 Kommentare", "2023-04-28T16:43"),
        ("2023-04-28, 16:43 Uhr", "2023-04-28T16:43"),
        ("2023-04-28 下午4:43", "2023-04-28T16:43"),
        ("Fri, 28 Apr 2023 16:43:00 GMT+0200", "2023-04-28T16:43:00+02:00"),
        ("Fri Apr 28 19:20:36 GMT+02:00 2023", "2023-04-28T19:20:36+02:00"),
        ("Thứ Sáu, 28/4/2023, 16:43 (GMT+7)", "2023-04-28T16:43+07:00"),
        ("28 April 2023 16:43 UTC\u22125", "2023-04-28T16:43-05:00"),
        ("28 April 2023 16:43 WIB", "2023-04-28T16:43+07:00"),
        ("2023-13-28", None),
        ("soon", None),
        ("", None),
        ("12", None),
    ],
)
def test_dates_as_publishers_write_them(raw: str, iso: str | None) -> None:
    assert moment(raw, Dates(NOW, "de")) == iso


@pytest.mark.parametrize(
    ("raw", "language", "iso"),
    [
        ("3 พฤษภาคม 2567", "th", "2024-05-03"),
        ("3 มี.ค. 2567 16:43 น.", "th", "2024-03-03T16:43"),
        ("03/05/2567 16:43", "th", "2024-05-03T16:43"),
        ("2567-05-03", "th", "2024-05-03"),
        ("3 May 2567", "en", None),
        ("٣ مايو ٢٠٢٤ م، 10:30", "ar", "2024-05-03T10:30"),
        ("3 نيسان 2024 10:30 م", "ar", "2024-04-03T22:30"),
        ("3 במאי 2024", "he", "2024-05-03"),
        ("३ फ़रवरी २०२४", "hi", "2024-02-03"),
        ("令和6年5月3日", "ja", "2024-05-03"),
        ("平成元年5月3日", "ja", "1989-05-03"),
        ("中華民國113年5月3日", "zh", "2024-05-03"),
        ("۱۴ اردیبهشت ۱۴۰۳ - ۱۶:۴۳", "fa", "2024-05-03T16:43"),
        ("۱۴۰۳/۰۲/۱۴", "fa", "2024-05-03"),
        ("1404/01/01", "fa", "2025-03-21"),
        ("30 اسفند 1399", "fa", "2021-03-20"),
        ("1445/10/24", "ar", None),
    ],
)
def test_dates_of_other_calendars_and_digits(raw: str, language: str, iso: str | None) -> None:
    assert moment(raw, Dates(NOW, language)) == iso


def test_date_in_other_digits_beside_the_headline() -> None:
    body = "<h1>The ferry that nobody ordered</h1><div>٣ مايو ٢٠٢٤</div>" + TEXT
    assert read("", body).datePublished == "2024-05-03"


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2035, 1, 1)), st.timezones() | st.none())
@settings(max_examples=50)
def test_iso_dates_come_back_as_they_were(when: datetime, zone: object) -> None:
    value = when.replace(microsecond=0, tzinfo=zone).isoformat()  # type: ignore[arg-type]
    if value.count(":") <= 3:  # offsets with seconds are no ISO 8601
        assert moment(value, Dates(NOW, None)) == value


@given(st.text(max_size=60))
@settings(max_examples=80, deadline=None)
def test_no_text_is_a_date_that_breaks(text: str) -> None:
    moment(text, Dates(NOW, "en"))


@pytest.mark.parametrize(
    ("byline", "wanted"),
    [
        ("By Ada Lindqvist", ["Ada Lindqvist"]),
        ("Von Ilse Brandt und Noah Feld, dpa", ["Ilse Brandt", "Noah Feld", "dpa"]),
        ("Ada Lindqvist, Omar Vale and Tom Birch", ["Ada Lindqvist", "Omar Vale", "Tom Birch"]),
        ("Ada Lindqvist, Senior Reporter", ["Ada Lindqvist"]),
        ("Ada Lindqvist, PhD", ["Ada Lindqvist"]),
        ("By Ada Lindqvist | Published 3 May 2024", ["Ada Lindqvist"]),
        ("Ada Lindqvist Dec 18", ["Ada Lindqvist"]),
        ("ada@quay.example", []),
        ("https://quay.example/by/ada", []),
        ("admin", []),
        ("105092", []),
        ("김하늘 기자", ["김하늘"]),
        ("", []),
        ("By Ada Lindqvist Wednesday 3 May 2024", ["Ada Lindqvist"]),
        ("Von Ada Lindqvist 3. Mai 2024", ["Ada Lindqvist"]),
        ("Por Ada Lindqvist 3 de mayo de 2024", ["Ada Lindqvist"]),
        ("Ada Lindqvist 3 мая 2024", ["Ada Lindqvist"]),
        ("By Ada Lindqvist 3 hours ago", ["Ada Lindqvist"]),
        ("By Ada Lindqvist, 3 May", ["Ada Lindqvist"]),
        ("By Ada Lindqvist 5 min read", ["Ada Lindqvist"]),
        ("Rosa Le Quai 12/05/2024", ["Rosa Le Quai"]),
        ("Joris van den Dam, 3.5.2024", ["Joris van den Dam"]),
        ("By Ada Lindqvist and Omar Vale in London", ["Ada Lindqvist", "Omar Vale"]),
        ("Von Ada Lindqvist, Berlin", ["Ada Lindqvist"]),
        ("By Ada Lindqvist, BBC News, Paris", ["Ada Lindqvist"]),
        ("By Ada Lindqvist, University of Oxford", ["Ada Lindqvist"]),
        ("By Ada Lindqvist for News Example", ["Ada Lindqvist"]),
        ("By Ada Lindqvist Staff Writer", ["Ada Lindqvist"]),
        ("Von Ada Lindqvist, Mitarbeit: Max Vale", ["Ada Lindqvist"]),
        ("Text: Ada Lindqvist Foto: Omar Vale", ["Ada Lindqvist"]),
        ("Foto: Omar Vale", []),
        ("Ada Lindqvist\nPolitical Correspondent", ["Ada Lindqvist"]),
        ("Ports\nBy Ada Lindqvist", ["Ada Lindqvist"]),
        ("Ada Lindqvist\nAda writes about ports.", ["Ada Lindqvist"]),
        ("Kim Min-jae", ["Kim Min-jae"]),
        ("Herbert Read", ["Herbert Read"]),
        ("Read more", []),
        ("12 comments", []),
        ("Marie Quai, Gaston Vale", ["Marie Quai", "Gaston Vale"]),
        ("Lindqvist, Ada", ["Lindqvist, Ada"]),
        ("José Vale y Quay", ["José Vale y Quay"]),
        ("작성자: 김하늘", ["김하늘"]),
        ("מאת דוד כהן", ["דוד כהן"]),
        ("بقلم: محمد علي", ["محمد علي"]),
        ("Текст: Иван Петров", ["Иван Петров"]),
    ],
)
def test_names_in_a_byline(byline: str, wanted: list[str]) -> None:
    assert names.split(byline) == wanted


@given(st.text(max_size=80))
@settings(max_examples=80)
def test_names_are_never_empty_nor_endless(text: str) -> None:
    read = (names.split, names.declared, names.organisation, names.in_line)
    assert all(0 < len(name) <= names.MAX_CHARS for reader in read for name in reader(text))


@pytest.mark.parametrize(
    "name",
    [
        *("Di Wang", "Da Chen", "De Smet Jan", "Von Miller", "José Vale y Quay", "Maria Quay e Silva", "Bille August"),
        *(
            "Valerie June",
            "Ali Jan",
            "Mary Jane Head",
            "Min Jin Lee",
            "Emily Post",
            "María del Carmen de la Vega López",
        ),
    ],
)
def test_a_persons_declared_name_stays_as_it_is(name: str) -> None:
    assert names.declared(name) == [name]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("By Ada Lindqvist", ["Ada Lindqvist"]),
        ("By Ada Lindqvist And Omar Vale For The Quay On Sunday", ["Ada Lindqvist", "Omar Vale"]),
        ("By ADA LINDQVIST, AP Sports Writer", ["ADA LINDQVIST"]),
        ("Ada Lindqvist, Ph.D.", ["Ada Lindqvist"]),
    ],
)
def test_what_is_no_part_of_a_declared_name_goes(name: str, wanted: list[str]) -> None:
    assert names.declared(name) == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Автор: Иван Петров", ["Иван Петров"]),
        ("記者 山田太郎", ["山田太郎"]),
        ("김하늘 기자", ["김하늘"]),
        ("Yazan: Ali Veli", ["Ali Veli"]),
        ("Tekst: Kari Vale", ["Kari Vale"]),
        ("Ein Gastbeitrag von Ada Lindqvist", ["Ada Lindqvist"]),
        ("Geschrieben von Ada Lindqvist am 3. Mai 2024", ["Ada Lindqvist"]),
        ("By the river", []),
        ("Von Berlin nach Paris", []),
        ("Di nuovo a Roma", []),
        ("Ada Lindqvist", []),
    ],
)
def test_lines_that_are_bylines(line: str, wanted: list[str]) -> None:
    assert names.in_line(line) == wanted


def authors_of(head: str, body: str = "", url: str = "https://quay.example/a") -> list[str]:
    return [author.name for author in read(head, f"<h1>The ferry that nobody ordered</h1>{body}", url).authors]


@pytest.mark.parametrize(
    "byline",
    [
        '<div class=byline><a href="/a">Ada Lindqvist</a><time>3 May</time><button>Follow</button></div>',
        "<div class=author><span class=author-name>Ada Lindqvist</span><span class=author-role>Painter</span></div>",
        "<div class=byline>By <!-- --><b>Ada</b> Lindqvist</div>",
    ],
)
def test_times_buttons_and_roles_of_a_byline_are_not_read(byline: str) -> None:
    assert authors_of("", byline + TEXT) == ["Ada Lindqvist"]


@pytest.mark.parametrize(
    "byline",
    [
        'By <a href="/author/ada">Ada Lindqvist</a> and <a href="/author/omar">Omar Vale</a>',
        '<a rel=author href="/x">Ada Lindqvist</a>, <a rel=author href="/y">Omar Vale</a>',
        "<span class=author-name>Ada Lindqvist</span><span class=author-name>Omar Vale</span>",
    ],
)
def test_all_of_several_bylines_side_by_side_are_read(byline: str) -> None:
    assert authors_of("", f"<div class=top>{byline}</div>{TEXT}") == ["Ada Lindqvist", "Omar Vale"]


def test_a_teasers_byline_below_the_text_is_nobodys() -> None:
    teaser = "<div class=s><h3><a href=/s>Another story</a></h3><span class=byline>By Wrong Person</span></div>"
    below = f"<div class=read-next>{teaser * 4}</div>"
    head = '<meta property="og:type" content="article">'
    assert authors_of(head, f"<p>By Ada Lindqvist</p>{TEXT * 3}{below}") == ["Ada Lindqvist"]
    assert authors_of(head, TEXT * 3 + below) == []


def test_of_microdata_the_item_with_the_headline_is_believed() -> None:
    other = "<div itemscope><a itemprop=headline href=/o>Other</a><span itemprop=author>Wrong Person</span></div>"
    own = "<span itemprop=headline>The ferry that nobody ordered</span><span itemprop=author>Ada Lindqvist</span>"
    assert authors_of("", f"{other}<div itemscope>{own}</div>{TEXT}") == ["Ada Lindqvist"]


def test_a_declared_organisation_does_not_hide_the_person_shown() -> None:
    node = ld('{"@type":"NewsArticle","author":{"@type":"Organization","name":"Ministry of Ports and Quays"}}')
    assert authors_of(node, "<div class=byline>By Ada Lindqvist</div>" + TEXT) == ["Ada Lindqvist"]
    assert authors_of(node, TEXT) == ["Ministry of Ports and Quays"]


def test_a_persons_name_in_the_address_is_a_persons() -> None:
    node = ld('{"@type":"NewsArticle","author":[{"@type":"Person","name":"Ai Li"}]}')
    wrong = "<div class=byline>By Wrong Person</div>"
    assert authors_of(node, wrong + TEXT, "https://dailimail.example/a") == ["Ai Li"]
    assert authors_of(node, wrong + TEXT, "https://aili.example/a") == ["Ai Li"]


def test_given_and_family_name_make_a_name() -> None:
    person = '{"@type":"Person","givenName":"Ada","familyName":"Lindqvist"}'
    assert authors_of(ld(f'{{"@type":"NewsArticle","author":{person}}}'), TEXT) == ["Ada Lindqvist"]


def test_what_meta_says_about_an_author_is_no_author() -> None:
    head = '<meta name="author-title" content="Chief Painter"><meta name="author_bio" content="Covers ports">'
    assert authors_of(head, "<p class=byline>By Ada Lindqvist</p>" + TEXT) == ["Ada Lindqvist"]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Reporting by Ada Vale and Omar Quay, Editing by Tom Birch", ["Ada Vale", "Omar Quay", "Tom Birch"]),
        ("Reporting by Ada Vale and Omar Quay Editing by Tom Birch", ["Ada Vale", "Omar Quay", "Tom Birch"]),
        ("Reporting by Ada Vale. Editing by Tom Birch.", ["Ada Vale", "Tom Birch"]),
        ("Reporting by Ada Vale. The film was produced by Tom Birch.", ["Ada Vale"]),
        ("Edited by: Tom Birch", ["Tom Birch"]),
        ("Redaktion: Tom Birch", ["Tom Birch"]),
        (
            "Harbour News writers Ada Vale in London and Omar Quay in Paris contributed to this report.",
            ["Ada Vale", "Omar Quay"],
        ),
        ("Con la colaboración de Ana Vale", ["Ana Vale"]),
        ("Translated by Ada Vale from the French", ["Ada Vale"]),
        ("Die Redaktion empfiehlt dieses Buch allen Lesern.", []),
        ("Une collaboration étroite avec la police a permis son arrestation.", []),
        ("Further research by scientists is needed, the ministry said.", []),
        ("The film, produced by Steven Vale, opens in May.", []),
    ],
)
def test_people_in_credit_lines(line: str, wanted: list[str]) -> None:
    found = read("", f"<h1>The ferry that nobody ordered</h1>{TEXT}<p>{line}</p>").contributors
    assert [each.name for each in found] == wanted


def test_each_of_a_lines_roles_has_its_own_people() -> None:
    line = "Additional reporting by Ada Vale Editing by Tom Birch"
    found = read("", f"<h1>The ferry that nobody ordered</h1>{TEXT}<p>{line}</p>").contributors
    assert [(each.role, each.name) for each in found] == [
        ("additional reporting", "Ada Vale"),
        ("editing", "Tom Birch"),
    ]


def test_author_referred_to_by_id_is_resolved() -> None:
    person = '{"@type":"Person","@id":"#p","name":"Ada Lindqvist","url":"/ada"}'
    graph = f'{{"@graph":[{{"@type":"Article","author":{{"@id":"#p"}}}},{person}]}}'
    found = read(ld(graph)).authors
    assert [(author.name, author.url) for author in found] == [("Ada Lindqvist", "https://quay.example/ada")]


def test_publisher_stays_as_author_when_nobody_else_is_named() -> None:
    node = '{"@type":"NewsArticle","author":{"@type":"Organization","name":"The Quay"},"publisher":{"name":"The Quay"}}'
    assert [author.name for author in read(ld(node)).authors] == ["The Quay"]


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


def test_published_is_not_taken_from_what_changed() -> None:
    found = read('<meta property="article:modified_time" content="2025-01-02T03:04:05Z">')
    assert (found.datePublished, found.dateModified) == (None, "2025-01-02T03:04:05Z")


def test_clock_and_offset_of_another_witness_are_taken_over() -> None:
    head = ld('{"@type":"NewsArticle","datePublished":"2024-05-03"}')
    head += '<meta property="article:published_time" content="2024-05-03T22:10:00-04:00">'
    assert read(head).datePublished == "2024-05-03T22:10:00-04:00"


def test_local_day_is_told_from_utc_by_the_clock_shown() -> None:
    body = "<h1>The ferry that nobody ordered</h1><p class=byline>May 3, 2024 10:10 pm</p>" + TEXT
    found = read(ld('{"@type":"NewsArticle","datePublished":"2024-05-04T02:10:30Z"}'), body)
    assert (found.datePublished, found.datePublishedRaw) == ("2024-05-03T22:10:30-04:00", "2024-05-04T02:10:30Z")


@pytest.mark.parametrize(
    ("elsewhere", "published"),
    [
        ('<meta name="cXenseParse:recs:publishtime" content="2024-05-03T22:10:30">', "2024-05-03T22:10:30-04:00"),
        ('<time datetime="2024-05-03T22:10:30-04:00">yesterday</time>', "2024-05-03T22:10:30-04:00"),
        ('<time datetime="2024-05-03T22:11:30-04:00">yesterday</time>', "2024-05-04T02:10:30Z"),
        ('<meta name="cXenseParse:recs:publishtime" content="2024-05-03T22:24:30">', "2024-05-04T02:10:30Z"),
        ('<time datetime="2024-05-04T02:10:30Z">yesterday</time>', "2024-05-04T02:10:30Z"),
    ],
    ids=["declared", "shown", "anotherMinute", "noHalfHour", "alsoUtc"],
)
def test_the_sites_own_offset_is_told_by_whoever_names_the_same_instant(elsewhere: str, published: str) -> None:
    declared = ld('{"@type":"NewsArticle","datePublished":"2024-05-04T02:10:30Z"}')
    assert read(declared, f"<h1>The ferry that nobody ordered</h1>{elsewhere}{TEXT}").datePublished == published


def test_date_in_the_future_or_before_the_web_is_turned_away() -> None:
    assert read('<meta name="date" content="2031-01-01">').datePublished is None
    assert read('<meta name="date" content="1970-01-01">').datePublished is None


def test_date_shown_in_words_beside_the_headline() -> None:
    body = "<h1>The ferry that nobody ordered</h1><div>Posted on 3 May 2024 in Harbour</div>" + TEXT
    assert read("", body).datePublished == "2024-05-03"


SHOWN = "<p>Published 1 May 2024</p>"
TEASERS = "".join(
    f'<div class=item><h3><a href="/s{i}">Story {i}</a></h3><time datetime="2023-01-0{i}T10:00:00Z">x</time></div>'
    for i in range(1, 4)
)
NEWEST = "".join(f'<a href="/s{i}">Story <time datetime="2023-01-0{i}">x</time></a>' for i in range(1, 3))
MASTHEAD = "<div class=current-date>Saturday, May 4, 2024</div>"
ITEM = '<div itemscope itemtype="https://schema.org/NewsArticle">{}<{} itemprop="datePublished" {}="{}"></div>'
OTHER = ITEM.format('<h3><a href="/o">Other</a></h3>', "{0}", "{1}", "2020-01-01")
OURS = ITEM.format("<h1>The ferry that nobody ordered</h1>", "time", "datetime", "2024-05-01")


@pytest.mark.parametrize(
    ("above", "below_headline", "below", "published"),
    [
        ("", SHOWN, TEASERS, "2024-05-01"),
        ("", "", TEASERS, None),
        ("", "", "<p>Jan 3, 2023</p><p>Jan 5, 2023</p>", None),
        ("", "", "<div class=post-date>3 May 2024</div>", "2024-05-03"),
        ('<time datetime="2024-05-03T08:00:00Z">3 May</time>', "", TEASERS, "2024-05-03T08:00:00Z"),
        ("<time>3 May 2024</time><time>Updated 4 May 2024</time>", "", "", "2024-05-03"),
        (NEWEST, "", "", None),
        (MASTHEAD, SHOWN, "", "2024-05-01"),
        ("", '<div><h4><a href="/o">Other</a></h4><time datetime="2023-01-01">x</time></div>', "", None),
        ("", '<div><h4><a href="/a">This</a></h4><time datetime="2023-01-01">x</time></div>', "", "2023-01-01"),
        (OTHER.format("time", "datetime"), OURS, "", "2024-05-01"),
        (OTHER.format("meta", "content"), OURS, "", "2024-05-01"),
    ],
    ids="line none lines under above pair listAbove masthead card ownLink item metaItem".split(),
)
def test_date_is_told_by_what_stands_with_the_article(
    above: str, below_headline: str, below: str, published: str | None
) -> None:
    headline = "" if OURS in below_headline else "<h1>The ferry that nobody ordered</h1>"
    assert read("", f"{above}{headline}{below_headline}<div>{TEXT}</div><div>{below}</div>").datePublished == published


def test_date_in_the_masthead_is_none() -> None:
    html = f"<header>{MASTHEAD}</header><main><h1>The ferry that nobody ordered</h1>{TEXT}</main>"
    found = parse(Page("https://quay.example/a", html.encode(), NOW)).article
    assert found is not None
    assert found.datePublished is None


@pytest.mark.parametrize(
    ("declared", "shown", "published"),
    [
        ("2024-05-03T16:43:00", "2024-05-03T16:43:00+02:00", "2024-05-03T16:43:00+02:00"),
        ("2024-05-03", "2024-05-03T16:43:00+02:00", "2024-05-03T16:43:00+02:00"),
        ("2024-05-03", "2024-05-04T16:43:00+02:00", "2024-05-03"),
        ("2024-05-03T16:43:00", "2024-05-03T17:43:00+02:00", "2024-05-03T16:43:00"),
    ],
)
def test_clock_and_offset_are_taken_over_from_the_articles_time_element(
    declared: str, shown: str, published: str
) -> None:
    head = ld(f'{{"@type":"NewsArticle","datePublished":"{declared}"}}')
    headline = "<h1>The ferry that nobody ordered</h1>"
    assert read(head, f'{headline}<time datetime="{shown}">x</time>{TEXT}').datePublished == published
    teaser = f'<div><h3><a href="/o">Other</a></h3><time datetime="{shown}">x</time></div>'
    assert read(head, f"{headline}{TEXT}{teaser}").datePublished == declared


@pytest.mark.parametrize(
    ("shown", "published", "modified"),
    [
        (
            '<time class="entry-date published" datetime="2024-05-01T10:00:00+02:00">May 1</time>'
            '<time class=updated datetime="2024-05-03T11:00:00+02:00">May 3</time>',
            "2024-05-01T10:00:00+02:00",
            "2024-05-03T11:00:00+02:00",
        ),
        ('<time class="published updated" datetime="2024-05-01">May 1</time>', "2024-05-01", None),
        ("<p>Published May 1, 2024 | Updated May 3, 2024</p>", "2024-05-01", "2024-05-03"),
        ("<p>Published May 3, 2024 | Updated May 1, 2024</p>", "2024-05-03", None),
        ("<p>Published <time>May 1, 2024</time>, updated <time>May 3, 2024</time></p>", "2024-05-01", "2024-05-03"),
        (
            '<i property="schema:datePublished" content="2024-05-01">x</i>'
            '<i property="schema:dateModified" content="2024-05-03">x</i>',
            "2024-05-01",
            "2024-05-03",
        ),
    ],
    ids="class both line earlier lead rdfa".split(),
)
def test_a_change_that_is_only_shown_is_read(shown: str, published: str, modified: str | None) -> None:
    found = read("", f"<h1>The ferry that nobody ordered</h1>{shown}{TEXT}")
    assert (found.datePublished, found.dateModified) == (published, modified)


def test_date_of_a_teaser_or_the_copyright_line_is_none() -> None:
    body = "<h1>The ferry that nobody ordered</h1>" + TEXT + "<footer><p>© 2019-2024 The Quay</p></footer>"
    assert read("", body).datePublished is None


@pytest.mark.parametrize(
    ("raw", "tag"),
    [("de_AT", "de-AT"), ("pt-br", "pt-BR"), ("zh-hant-tw", "zh-Hant-TW"), ("english", None), ("und", None)],
)
def test_language_tags(raw: str, tag: str | None) -> None:
    assert normal(raw) == tag


def test_breadcrumbs_follow_their_positions() -> None:
    trail = (
        '{"@type":"BreadcrumbList","itemListElement":[{"position":2,"name":"Ports","item":{"@id":"/ports"}},'
        '{"position":1,"item":{"name":"Home","@id":"/"}}]}'
    )
    found = read(ld(trail)).breadcrumbs
    assert [(step.name, step.url) for step in found] == [
        ("Home", "https://quay.example/"),
        ("Ports", "https://quay.example/ports"),
    ]


@pytest.mark.parametrize("position", ["1e999", '"last"', "1" + 400 * "0", "[]", "null"])
def test_a_position_that_is_no_number_does_no_harm(position: str) -> None:
    trail = f'{{"@type":"BreadcrumbList","itemListElement":[{{"position":{position},"name":"Home"}}]}}'
    assert [step.name for step in read(ld(trail)).breadcrumbs] == ["Home"]


@pytest.mark.parametrize(
    "trail",
    [
        '<nav class="c-breadcrumbs"><a href="/">Home</a> » <a href="/ports">› Ports</a> » The ferry</nav>',
        '<ol><li class="breadcrumb-item"><a href="/">Home</a></li><li><a href="/ports"><b>Ports</b></a></li></ol>',
        '<p typeof="BreadcrumbList"><span property="itemListElement"><a href="/">Home</a></span> '
        '<span property="itemListElement"><a href="/ports">Ports</a></span></p>',
    ],
)
def test_breadcrumbs_that_are_shown_alone(trail: str) -> None:
    found = read("", trail + TEXT).breadcrumbs
    assert [(step.name, step.url) for step in found] == [
        ("Home", "https://quay.example/"),
        ("Ports", "https://quay.example/ports"),
    ]


def test_a_whole_page_called_breadcrumbs_is_no_trail() -> None:
    assert read("", f'<div class="with-breadcrumb"><a href="/">Home</a>{TEXT + TEXT}</div>').breadcrumbs == []


def test_a_trail_of_one_step_need_not_be_a_list() -> None:
    trail = '{"@type":"BreadcrumbList","itemListElement":{"position":1,"name":"Ports"}}'
    assert [step.name for step in read(ld(trail)).breadcrumbs] == ["Ports"]


def test_section_in_microdata_is_short() -> None:
    assert read("", f'<span itemprop="articleSection">Ports</span>{TEXT}').articleSection == "Ports"
    assert read("", f'<div itemprop="articleSection">{TEXT}</div>{TEXT}').articleSection is None


def test_machine_tags_are_no_keywords() -> None:
    head = '<meta name="keywords" content="Ferry, 8f507083-bac4-423a-9015-2eb31e1bce50, harbour, ferry, section:ports">'
    assert read(head).keywords == ["Ferry", "harbour"]


@pytest.mark.parametrize(
    ("declared", "wanted"),
    [
        ('["Lindqvist, Ada","Harbours"]', ["Lindqvist, Ada", "Harbours"]),
        ('["Harbours, ferries"]', ["Harbours", "ferries"]),
        ('"Harbours; ferries| ports"', ["Harbours", "ferries", "ports"]),
        ('"موانئ، عبارات"', ["موانئ", "عبارات"]),
        ('["Election","2024","1337","20240101","Lehrer:innen"]', ["Election", "2024", "Lehrer:innen"]),
        ('[{"@type":"DefinedTerm","name":"Ports"}, 3, null]', ["Ports", "3"]),
    ],
)
def test_keywords_as_they_are_declared(declared: str, wanted: list[str]) -> None:
    assert read(ld(f'{{"@type":"NewsArticle","keywords":{declared}}}')).keywords == wanted


def test_tag_of_a_repeated_property_is_whole_and_names_in_meta_are_a_list() -> None:
    tags = '<meta property="article:tag" content="Lindqvist, Ada"><meta property="article:tag" content="Ports">'
    assert read(tags).keywords == ["Lindqvist, Ada", "Ports"]
    assert read('<meta name="keywords" content="ferry,port">' * 2).keywords == ["ferry", "port"]


@pytest.mark.parametrize(
    ("declared", "count"),
    [
        ('"commentCount":"12"', 12),
        ('"commentCount":0', 0),
        ('"commentCount":"²"', None),
        ('"commentCount":"' + 5_000 * "9" + '"', None),
        ('"interactionStatistic":{"interactionType":{"@type":"CommentAction"},"userInteractionCount":"7"}', 7),
        (
            '"interactionStatistic":[{"interactionType":"LikeAction","userInteractionCount":"7"}]',
            None,
        ),
        ('"interactionStatistic":[{"interactionType":' + 900 * "[" + 900 * "]" + "}]", None),
    ],
)
def test_number_of_comments_is_the_one_declared(declared: str, count: int | None) -> None:
    assert read(ld('{"@type":"NewsArticle",' + declared + "}")).commentCount == count


@pytest.mark.parametrize(
    "element",
    [
        '<img src="/ferry.jpg">',
        '<img src="data:image/gif;base64,R0" srcset="/quay.jpg 400w, /ferry.jpg 800w">',
        '<img srcset="/ferry.jpg 2x,/quay.jpg 1.5x">',
        '<img srcset="/quay.jpg, /ferry.jpg 2x, ">',
        '<img src="/img/blank.gif" data-srcset="/ferry.jpg">',
        '<img data-src="data:image/gif;base64,R0" src="/ferry.jpg">',
        '<picture><source srcset="/ferry.jpg"><source srcset="/quay.jpg"><img alt="A ferry"></picture>',
        '<img src="{{url}}" data-src="/ferry.jpg">',
    ],
)
def test_picture_is_found_wherever_its_address_stands(element: str) -> None:
    assert [image.url for image in read("", TEXT + element + TEXT).images] == ["https://quay.example/ferry.jpg"]


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:image:secure_url" content="/ferry.jpg">',
        '<meta name="twitter:image:src" content="/ferry.jpg">',
        ld('{"@type":"WebPage","primaryImageOfPage":{"@type":"ImageObject","url":"/ferry.jpg"}}'),
        '<meta property="og:image" content="/logo.png">' + ld('{"@type":"NewsArticle","image":[{"url":"/ferry.jpg"}]}'),
    ],
)
def test_main_picture_is_the_one_declared(head: str) -> None:
    main = read(head).mainImage
    assert main is not None and main.url == "https://quay.example/ferry.jpg"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/google-pixel-9.jpg", True),
        ("/iconic-silicon-bridge.jpg", True),
        ("/style-icon-vivienne-lindqvist-dies.jpg", True),
        ("/1x1/ferry.jpg?format=pixel", True),
        ("/i/hqdefault.jpg", True),
        ("/aspect_default_0.jpg", True),
        ("/icons/pencil.svg", False),
        ("/appIcon.png", False),
        ("/lazy_placeholder.jpg", False),
        ("/Logo-of-a-whole-long-name.png", False),
        ("/image?url=%2Favatars%2F1.png", False),
        ("/transparent-1x1-2cd8bde463.png", False),
        ("/index-transparent_h-3.gif", False),
        ("/1x1.png", False),
        ("/default-picture.png", False),
        ("/pixel?id=1", False),
    ],
)
def test_pictures_are_told_from_icons_and_fillers_by_whole_words(address: str, shown: bool) -> None:
    assert bool(read("", f'{TEXT}<img src="{address}">{TEXT}').images) is shown


@pytest.mark.parametrize(("width", "shown"), [("49", False), ("1px", False), ("50", True), ("5²", True), ("", True)])
def test_icons_are_known_by_their_width(width: str, shown: bool) -> None:
    assert bool(read("", f'{TEXT}<img src="/ferry.jpg" width="{width}">{TEXT}').images) is shown


def test_canonical_address_is_made_absolute() -> None:
    assert read('<link rel="canonical" href="/b?x=1">').canonicalUrl == "https://quay.example/b?x=1"


@pytest.mark.parametrize(
    ("value", "free"),
    [('"False"', False), ('"https://schema.org/True"', True), ('"perhaps"', None), ("[false]", False), ("true", True)],
)
def test_access_is_what_the_page_declares(value: str, free: bool | None) -> None:
    assert read(ld(f'{{"@type":"NewsArticle","isAccessibleForFree":{value}}}')).isAccessibleForFree is free


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


def test_date_in_the_data_of_a_script_also_inside_a_string() -> None:
    plain = '<script>var page = {"articleId": "A1", "deployDt": "2026.01.29 18:40"}</script>'
    nested = r'<script>self.next.push("{\"detail\":{\"publishedAt\":\"2026-01-29T18:40:00+09:00\"}}")</script>'
    assert read(plain).datePublished == "2026-01-29T18:40"
    assert read(nested).datePublished == "2026-01-29T18:40:00+09:00"


def test_a_date_that_is_called_one_is_believed_before_one_under_the_text() -> None:
    under = "<div><p>The commission met on 26 September 2018.</p></div>"
    told = "<div><p>Harbour desk — Published 26 January 2022, 06:00</p></div>"
    assert read("", f"<h1>The ferry that nobody ordered</h1>{TEXT}{under}{told}").datePublished == "2022-01-26T06:00"


def test_a_heading_that_the_title_repeats_is_no_text() -> None:
    body = f"<h2>The ferry that nobody ordered</h2>{TEXT}"
    found = read("<title>The ferry that nobody ordered | The Quay</title>", body)
    assert (found.articleBody or "").startswith("The ferry that nobody ordered arrived at noon")


@pytest.mark.parametrize("path", ["/2022/01/28/ferry", "/2022/1/28/ferry", "/ferry-2022-01-28", "/28-01-2022/ferry"])
def test_date_in_the_address(path: str) -> None:
    assert read("", url=f"https://quay.example/news{path}").datePublished == "2022-01-28"


def test_date_between_dots_of_any_kind() -> None:
    body = "<h1>The ferry that nobody ordered</h1><div>Ada Brandt ⋅ November 22, 2011 ⋅ Ports</div>" + TEXT
    assert read("", body).datePublished == "2011-11-22"


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


def test_a_capture_at_the_end_of_time_is_read() -> None:
    source = f"<h1>Quay</h1>{TEXT}<time datetime=2025-03-01>1 March</time>"
    found = parse(Page("https://quay.example/a", source.encode(), datetime.max.replace(tzinfo=UTC))).article
    assert found is not None and found.datePublished == "2025-03-01"
