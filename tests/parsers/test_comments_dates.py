"""Dates of comments in the forms that sites write."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.parsers.dates.reader import Dates

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


def read(text, language="en-US", month_first=None):
    stamp = Dates(NOW, language, month_first).read(text)
    return (stamp.value, stamp.precision) if stamp else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2019-02-10T18:05:33+01:00", "2019-02-10T18:05:33+01:00"),
        ("2011-08-25T02:30:00+0000", "2011-08-25T02:30:00Z"),
        ("2014-03-28 15:35:05Z, License: CC", "2014-03-28T15:35:05Z"),
        ("2023-11-02T1643", "2023-11-02T16:43"),
        ("2024-08-12 11:00:23", "2024-08-12T11:00:23"),
        ("10. Februar 2019 um 18:05 Uhr", "2019-02-10T18:05"),
        ("17.07, 2011 @ 13:04", "2011-07-17T13:04"),
        ("14.09.2022 um 21.11", "2022-09-14T21:11"),
        ("May 30, 2019 at 1:06 PM", "2019-05-30T13:06"),
        ("December 18, 2025, 9:46 pm", "2025-12-18T21:46"),
        ("Friday January 12, 2024 @11:51AM", "2024-01-12T11:51"),
        ("12:15 am, June 3, 2020", "2020-06-03T00:15"),
        ("16. March, 2023 at 16:59", "2023-03-16T16:59"),
        ("Le 21/04/2013 à 02:20", "2013-04-21T02:20"),
        ("02-11-2023 • 16h43", "2023-02-11T16:43"),
        ("12 de marzo de 2014 a las 10:05 am", "2014-03-12T10:05"),
        ("於 2013/12/28 10:28", "2013-12-28T10:28"),
        ("2019年3月5日 下午3:07", "2019-03-05T15:07"),
        ("5 мая 2018 в 14:20", "2018-05-05T14:20"),
        ("28.09.19 12:44", "2019-09-28T12:44"),
        ("#3 10:28 AM, Mar 5, 2011", "2011-03-05T10:28"),
        ("05 Jan 10 at 4:33 pm", "2010-01-05T16:33"),
        ("Apr 20th 2015 4:18 GMT", "2015-04-20T04:18Z"),
        ("Mar 9, 2010 2:28:26 AM EST", "2010-03-09T02:28:26-05:00"),
        ("20 April 2015 16:18 (UTC\u22123)", "2015-04-20T16:18-03:00"),
        ("2015-04-20 04:18 PM GMT+2", "2015-04-20T16:18+02:00"),
        ("May Mustermann 27. Juni 2018 um 14:17 Uhr", "2018-06-27T14:17"),
        ("April 19, 2019", "2019-04-19"),
        ("1712345678", "2024-04-05T19:34:38Z"),
        ("1712345678000", "2024-04-05T19:34:38Z"),
    ],
)
def test_absolute_dates_keep_their_clock_and_offset(text, value):
    assert read(text)[0] == value


def test_other_scripts_are_read_where_the_page_calls_them_dates():
    dates = Dates(NOW, "ka")
    assert dates.read("2 მარტი 2021 10:15") is None
    assert dates.read("2 მარტი 2021 10:15", is_named=True).value == "2021-03-02T10:15"
    assert dates.read("5 ngày trước", is_named=True).relative
    assert dates.read("không phải ngày", is_named=True) is None
    assert Dates(NOW, "de").read("2 მარტი 2021", is_named=True) is None


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("4. März 2024, 9 Uhr", "de", "2024-03-04T09:00"),
        ("4. März 2024, 9 Uhr 30", "de", "2024-03-04"),
        ("4 mars 2024 à 9h", "fr", "2024-03-04T09:00"),
        ("4 mars 2024, 9h", "fr", "2024-03-04"),
        ("4. marts 2024 kl. 9", "da", "2024-03-04T09:00"),
        ("2024年3月1日 8時5分", "ja", "2024-03-01T08:05"),
        ("2024年3月1日 午後2時", "ja", "2024-03-01T14:00"),
        ("2024年3月1日 8時半", "ja", "2024-03-01"),
        ("2024年3月1日 8時間", "ja", "2024-03-01"),
        ("2024년 3월 1일 오후 6시 5분", "ko", "2024-03-01T18:05"),
        ("11.03.2024 bis 12.03.2024", "de", "2024-03-11"),
        ("11.03.24 bis 12.03.24", "de", "2024-03-11"),
        ("11. 03. 2024 – 12. 03. 2024", "cs", "2024-03-11"),
        ("2024.03.11 2024.03.12", "ko", "2024-03-11"),
        ("11.03.2024 18.22.10", "it", "2024-03-11T18:22:10"),
    ],
)
def test_clocks_of_full_hours_and_days_that_are_no_clock(text, language, value):
    assert read(text, language)[0] == value


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("8-mrt-2024", "nl", "2024-03-08"),
        ("11 lip 2023", "pl", "2023-07-11"),
        ("11. lip 2023.", "hr", "2023-06-11"),
        ("11 listopada 2023", "pl", "2023-11-11"),
        ("11. listopada 2023.", "hr", "2023-10-11"),
        ("11 гру 2023", "uk", "2023-12-11"),
        ("11 HAZİRAN 2023", "tr", "2023-06-11"),
        ("11 KASIM 2023", "tr", "2023-11-11"),
        ("11 Maret 2024", "id", "2024-03-11"),
        ("11 Disember 2023", "ms", "2023-12-11"),
        ("11. januára 2023", "sk", "2023-01-11"),
        ("11. avgust 2023", "sl", "2023-08-11"),
        ("11 ΜΑΡΤΙΟΥ 2024", "el", "2024-03-11"),
        ("11 كانون الثاني 2024", "ar", "2024-01-11"),
        ("11 تشرين الأول 2023", "ar", "2023-10-11"),
        ("11 كانون الأول/ديسمبر 2023", "ar", "2023-12-11"),
        ("11 جويلية 2023", "ar", "2023-07-11"),
        ("11 نونبر 2023", "ar", "2023-11-11"),
        ("11 फरवरी 2024", "hi", "2024-02-11"),
        ("১১ জানু\u09dfারি ২০২৪", "bn", "2024-01-11"),
        ("11 مارچ 2024", "ur", "2024-03-11"),
        ("11 มิ.ย. 2566", "th", "2023-06-11"),
        ("4 มี.ค. 67 09:06 น.", "th", "2024-03-04T09:06"),
        ("4 มี.ค. 24", "th", "2024-03-04"),
        ("ngày 11 tháng 3 năm 2024", "vi", "2024-03-11"),
        ("11 Tháng Năm, 2024 18:22 GMT+7", "vi", "2024-05-11T18:22+07:00"),
        ("Tháng Mười Hai 11, 2023", "vi", "2023-12-11"),
    ],
)
def test_months_of_many_languages(text, language, value):
    assert read(text, language)[0] == value


@pytest.mark.parametrize("text", ["21:00", "Jun 20th at 2:41 am", "Sep 21, 3:29 PM", "Le 17 juillet à 22:09"])
def test_dates_that_cannot_be_placed_have_no_value(text):
    assert read(text) == (None, None)


@pytest.mark.parametrize(
    "text",
    ["", None, "Reply", "12 comments", "by Ada", "99/99/2020", "2020-13-45", "0000-00-00", "9" * 400, "1027 years ago"],
)
def test_what_is_no_date_is_none(text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vor 1 Stunde", ("2026-03-01T11:00Z", "hour")),
        ("50 Minuten 46 Sekunden her", ("2026-03-01T11:39Z", "minute")),
        ("il y a 3 heures", ("2026-03-01T09:00Z", "hour")),
        ("2 weeks ago", ("2026-02-15", "month")),
        ("hace 2 días", ("2026-02-27", "day")),
        ("19h", ("2026-02-28T17:00Z", "hour")),
        ("10分钟前", ("2026-03-01T12:20Z", "minute")),
        ("yesterday at 5pm", ("2026-02-28T17:00", "minute")),
        ("昨天 22:17", ("2026-02-28T22:17", "minute")),
        ("3 years ago", ("2023", "year")),
    ],
)
def test_relative_dates_are_counted_from_the_capture_and_marked_by_precision(text, expected):
    stamp = Dates(NOW).read(text)
    assert stamp.relative
    assert (stamp.value, stamp.precision) == expected


def test_the_page_decides_whether_the_month_comes_first():
    assert read("3/4/2021", "en-US") == ("2021-03-04", "day")
    assert read("3/4/2021", "de") == ("2021-04-03", "day")
    dates = Dates(NOW, "en-US")
    assert dates.read("3/4/2021").value == "2021-03-04"
    assert dates.learn(["3/4/2021", "21/4/2021"])
    assert dates.read("3/4/2021").value == "2021-04-03"
    assert not dates.learn(["no date", "1/2/2021"])


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2099, 1, 1)))
def test_iso_goes_in_and_comes_out(moment):
    text = moment.replace(microsecond=0).isoformat()
    assert Dates(NOW).read(text).value == text


@given(st.text(max_size=300))
def test_no_text_makes_it_fail(text):
    stamp = Dates(NOW).read(text)
    assert stamp is None or stamp.raw in " ".join(text.split())


@example(20410601, "seconds")
@example(99991231, "years")
@given(st.integers(0, 10**12), st.sampled_from(["seconds", "minutes", "hours", "days", "weeks", "months", "years"]))
def test_relative_dates_lie_before_the_capture(count, unit):
    stamp = Dates(NOW).read(f"{count} {unit} ago")
    assert stamp is None or stamp.value <= (NOW + timedelta(minutes=1)).isoformat()
