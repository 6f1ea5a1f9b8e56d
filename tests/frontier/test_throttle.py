from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.frontier.throttle import FIRST_PENALTY, MAX_PENALTY, MAX_RETRY_AFTER, HostState, Throttle, retry_after

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def answer(throttle: Throttle, host: HostState, now: float, status: int | None, **more: float) -> None:
    throttle.started(host, now)
    throttle.ended(host, now, status=status, took=more.pop("took", 0.1), **more)


@pytest.mark.parametrize(
    "value", [None, "", " ", "-1", "1.5", "soon", "²", "Sun, 99 Mar 2026 12:00:00 GMT", "Sun, 01 Mar 2026 11:59:59 GMT"]
)
def test_a_retry_after_that_says_nothing_useful_is_none(value: str | None) -> None:
    assert retry_after(value, now=NOON) is None


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        (" 120 ", 120.0),
        ("9" * 5_000, 999_999_999_999.0),
        ("Sun, 01 Mar 2026 12:01:00 GMT", 60.0),
        ("Sunday, 01-Mar-26 12:01:00 GMT", 60.0),
        ("Sun Mar  1 12:01:00 2026", 60.0),
        ("Sun, 01 Mar 2026 12:01:00 +0000", 60.0),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float) -> None:
    assert retry_after(value, now=NOON) == seconds


def test_a_new_host_may_be_asked_at_once_and_then_after_the_delay() -> None:
    throttle, host = Throttle(delay=1.0), HostState()
    assert throttle.ready(host, 0.0)
    throttle.started(host, 10.0)
    assert not throttle.ready(host, 10.9)
    assert throttle.ready(host, 11.0)


def test_no_more_than_the_cap_are_open() -> None:
    throttle, host = Throttle(delay=0.0, at_once=2), HostState()
    for _ in range(2):
        assert throttle.ready(host, 0.0)
        throttle.started(host, 0.0)
    assert not throttle.ready(host, 100.0)
    throttle.ended(host, 100.0, status=200, took=0.1)
    assert throttle.ready(host, 100.0)


def test_the_longer_of_delay_and_crawl_delay_counts() -> None:
    assert Throttle(delay=1.0).gap(HostState(crawl_delay=5.0)) == 5.0
    assert Throttle(delay=9.0).gap(HostState(crawl_delay=5.0)) == 9.0


@pytest.mark.parametrize("status", [None, 429, 503])
def test_trouble_doubles_the_gap_up_to_a_ceiling_and_good_answers_halve_it(status: int | None) -> None:
    throttle, host = Throttle(delay=0.5), HostState()
    gaps = []
    for _ in range(10):
        answer(throttle, host, 0.0, status)
        gaps.append(throttle.gap(host))
    assert gaps[:3] == [FIRST_PENALTY, FIRST_PENALTY * 2, FIRST_PENALTY * 4]
    assert gaps[-1] == MAX_PENALTY
    answer(throttle, host, 0.0, 200)
    assert throttle.gap(host) == MAX_PENALTY / 2
    for _ in range(9):
        answer(throttle, host, 0.0, 404)
    assert throttle.gap(host) == 0.5
    assert host.penalty == 0.0


def test_trouble_puts_off_the_next_request_from_its_end() -> None:
    throttle, host = Throttle(delay=1.0), HostState()
    throttle.started(host, 0.0)
    throttle.ended(host, 30.0, status=503, took=30.0)
    assert host.due == 30.0 + throttle.gap(host)


def test_retry_after_is_obeyed_up_to_a_ceiling() -> None:
    throttle, host = Throttle(), HostState()
    answer(throttle, host, 0.0, 429, retry_after=600.0)
    assert not throttle.ready(host, 599.0)
    assert throttle.ready(host, 600.0)
    answer(throttle, host, 600.0, 503, retry_after=1e9)
    assert throttle.ready(host, 600.0 + MAX_RETRY_AFTER)


def test_a_slow_host_gets_a_gap_as_long_as_its_answers_until_it_recovers() -> None:
    throttle, host = Throttle(delay=1.0), HostState()
    answer(throttle, host, 0.0, 200, took=8.0)
    assert throttle.gap(host) == 8.0
    answer(throttle, host, 8.0, 200, took=0.0)
    assert throttle.gap(host) == 4.0
    for _ in range(2):
        answer(throttle, host, 20.0, 200, took=0.0)
    assert throttle.gap(host) == 1.0


@given(
    st.lists(
        st.tuples(st.floats(0, 30), st.sampled_from([None, 200, 429, 503]), st.floats(0, 60), st.floats(0, 1e12)),
        max_size=20,
    )
)
def test_starts_are_never_closer_than_the_delay(events: list[tuple[float, int | None, float, float]]) -> None:
    throttle, host, now, last = Throttle(delay=2.0, at_once=1), HostState(), 0.0, None
    for wait, status, took, asked in events:
        now += wait
        if throttle.ready(host, now):
            assert last is None or now - last >= 2.0
            last = now
            throttle.started(host, now)
            now += took
            throttle.ended(host, now, status=status, took=took, retry_after=asked)
        assert host.in_flight == 0
        assert throttle.gap(host) <= max(MAX_PENALTY, 60.0)
