"""When an article was published and changed: as publishers write it, and by whom it is told."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_pages import NOW, TEXT, ld, read

from crawler.parsers.article.times.moments import moment
from crawler.parsers.dates.reader import Dates
from crawler.parsers.page import Page
from crawler.parsers.parse import parse


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
    ("declared", "shown", "published"),
    [
        ("2024-05-03", "3 May 2024, 16:43 CEST", "2024-05-03T16:43+02:00"),
        ("2024-05-03", "2024年05月03日16:43 | Xinhua", "2024-05-03T16:43"),
        ("2024-05-03", "4 May 2024, 16:43", "2024-05-03"),
        ("2024-05-03", "Updated: 3 May 2024, 18:10", "2024-05-03"),
        ("2024-05-03T09:00:00", "3 May 2024, 16:43", "2024-05-03T09:00:00"),
    ],
)
def test_the_clock_of_a_declared_day_is_taken_over_from_a_line(declared: str, shown: str, published: str) -> None:
    head = f'<meta name="publishdate" content="{declared}">'
    assert read(head, f"<h1>The ferry that nobody ordered</h1><div>{shown}</div>{TEXT}").datePublished == published


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


@pytest.mark.parametrize(
    ("label", "published"),
    [
        ("Updated", "Published"),
        ("Zuletzt aktualisiert", "Veröffentlicht"),
        ("Mise à jour", "Publié"),
        ("Última actualización", "Publicado"),
        ("Atualizado em", "Publicado em"),
        ("Ultimo aggiornamento", "Pubblicato"),
        ("Gewijzigd", "Gepubliceerd"),
        ("Uppdaterad", "Publicerad"),
        ("Opdateret", "Udgivet"),
        ("Oppdatert", "Publisert"),
        ("Päivitetty", "Julkaistu"),
        ("Zaktualizowano", "Opublikowano"),
        ("Aktualizováno", "Publikováno"),
        ("Frissítve", "Megjelent"),
        ("Actualizat", "Publicat"),
        ("SON GÜNCELLEME", "YAYINLANMA"),
        ("ΕΝΗΜΕΡΩΘΗΚΕ", "ΔΗΜΟΣΙΕΥΘΗΚΕ"),
        ("Обновлено", "Опубликовано"),
        ("Оновлено", "Опубліковано"),
        ("Обновена", "Публикувана"),
        ("Ažurirano", "Objavljeno"),
        ("Ажурирано", "Објављено"),
        ("更新", "公開"),
        ("更新时间", "发布时间"),
        ("최종수정", "입력"),
        ("آخر تحديث", "نشر"),
        ("עודכן", "פורסם"),
        ("به\u200cروزرسانی", "انتشار"),
        ("Diperbarui", "Diterbitkan"),
        ("Cập nhật", "Xuất bản"),
        ("อัปเดต", "เผยแพร่"),
    ],
)
def test_a_change_is_told_by_its_label_in_any_language_and_order(label: str, published: str) -> None:
    changed, first = f"{label}: 2024-05-04 09:10", f"{published}: 2024-05-03 18:22"
    changed_time, first_time = (f"<p>{line[:-16]}<time>{line[-16:]}</time></p>" for line in (changed, first))
    for shown in (
        f"<p>{first} {changed}</p>",
        f"<p>{changed}, {first}</p>",
        f"<div>{changed}</div><div>{first}</div>",
        changed_time + first_time,
        f"<span class=date>{changed} {first}</span>",
    ):
        found = read("", f"<header><h1>The ferry that nobody ordered</h1>{shown}</header>{TEXT}")
        assert (found.datePublished, found.dateModified) == ("2024-05-03T18:22", "2024-05-04T09:10"), shown


@pytest.mark.parametrize(
    ("shown", "published", "modified"),
    [
        ("<p>2024/5/3 18:22 (2024/5/4 9:10 更新)</p>", "2024-05-03T18:22", "2024-05-04T09:10"),
        ("<p>2024年5月3日 公開 2024年5月4日 9:10 更新</p>", "2024-05-03", "2024-05-04T09:10"),
        ("<p>03.05.2024 aktualizacja 04.05.2024</p>", "2024-05-03", "2024-05-04"),
        ("<p>3 may 2024 - 18:22 h. Actualizado: 4 may 2024 - 9:10 h.</p>", "2024-05-03T18:22", "2024-05-04T09:10"),
        ("<p>03.05.2024 | 18.22 Uhr | Hafen</p>", "2024-05-03T18:22", None),
        ("<p>03.05.2024 | 04.05.2024</p>", "2024-05-03", None),
        ("<div>First published: 3 May 2024</div><div>Last updated on Thursdays</div>", "2024-05-03", None),
        ("<p>Updated 4 May 2024</p>", "2024-05-04", "2024-05-04"),
        (
            "<dl><dt>Updated<dd><time>2024-05-04</time><dt>Published<dd><time>2024-05-03</time></dl>",
            "2024-05-03",
            "2024-05-04",
        ),
        ("<p><time>Updated 2024-05-04</time> <time>2024-05-03</time></p>", "2024-05-03", "2024-05-04"),
    ],
    ids="brackets behind dots clocks bar twoDays noDate alone list times".split(),
)
def test_two_dates_of_a_line_are_told_apart(shown: str, published: str, modified: str | None) -> None:
    found = read("", f"<h1>The ferry that nobody ordered</h1>{shown}{TEXT}")
    assert (found.datePublished, found.dateModified) == (published, modified)


def test_a_piece_of_a_line_is_kept_as_it_is_written() -> None:
    shown = "<p>Published 3 May 2024 18:22 (GMT+2), updated 4 May 2024 (GMT+2)</p>"
    found = read("", f"<h1>The ferry that nobody ordered</h1>{shown}{TEXT}")
    assert found.datePublishedRaw == "Published 3 May 2024 18:22 (GMT+2)"
    assert found.dateModifiedRaw == "updated 4 May 2024 (GMT+2)"


def test_date_of_a_teaser_or_the_copyright_line_is_none() -> None:
    body = "<h1>The ferry that nobody ordered</h1>" + TEXT + "<footer><p>© 2019-2024 The Quay</p></footer>"
    assert read("", body).datePublished is None


@pytest.mark.parametrize(
    ("around", "published"),
    [
        ('<div class="elementor-element elementor-widget">{}</div>', "2024-05-03"),
        ('<div class="card-meta">{}</div>', "2024-05-03"),
        ("<div class=comments-link-wrap><div class=entry-meta>{}</div></div>", None),
        ("<div class=recent-widget>{}</div>", None),
        ("<aside>{}</aside>", None),
    ],
    ids="elementor card comments widget aside".split(),
)
def test_dates_stand_elsewhere_where_bylines_do(around: str, published: str | None) -> None:
    shown = around.format('<time datetime="2024-05-03">yesterday</time>')
    assert read("", f"<h1>The ferry that nobody ordered</h1>{shown}<div>{TEXT}</div>").datePublished == published


def test_date_in_the_data_of_a_script_also_inside_a_string() -> None:
    plain = '<script>var page = {"articleId": "A1", "deployDt": "2026.01.29 18:40"}</script>'
    nested = r'<script>self.next.push("{\"detail\":{\"publishedAt\":\"2026-01-29T18:40:00+09:00\"}}")</script>'
    assert read(plain).datePublished == "2026-01-29T18:40"
    assert read(nested).datePublished == "2026-01-29T18:40:00+09:00"


def test_a_date_that_is_called_one_is_believed_before_one_under_the_text() -> None:
    under = "<div><p>The commission met on 26 September 2018.</p></div>"
    told = "<div><p>Harbour desk — Published 26 January 2022, 06:00</p></div>"
    assert read("", f"<h1>The ferry that nobody ordered</h1>{TEXT}{under}{told}").datePublished == "2022-01-26T06:00"


@pytest.mark.parametrize("path", ["/2022/01/28/ferry", "/2022/1/28/ferry", "/ferry-2022-01-28", "/28-01-2022/ferry"])
def test_date_in_the_address(path: str) -> None:
    assert read("", url=f"https://quay.example/news{path}").datePublished == "2022-01-28"


def test_date_between_dots_of_any_kind() -> None:
    body = "<h1>The ferry that nobody ordered</h1><div>Ada Brandt ⋅ November 22, 2011 ⋅ Ports</div>" + TEXT
    assert read("", body).datePublished == "2011-11-22"


def test_a_capture_at_the_end_of_time_is_read() -> None:
    source = f"<h1>Quay</h1>{TEXT}<time datetime=2025-03-01>1 March</time>"
    found = parse(Page("https://quay.example/a", source.encode(), datetime.max.replace(tzinfo=UTC))).article
    assert found is not None and found.datePublished == "2025-03-01"
