"""What the lines of earlier looks tell of pages that cannot be read any more."""

from pathlib import Path

import pytest

from crawler.dataset.before import read_before, unread_by_visit


def line(visit: str, *, notes: str = "", given_up: str = "") -> str:
    return f'{{"url":"u","givenUp":[{given_up}],"metadata":{{"visitId":{visit},"notes":[{notes}]}}}}'


FAILED = '"unread: parser failed: KeyError"'
GIVEN_UP = '"http://a.example/2 unread: parsing stopped after 10 s"'


@pytest.mark.parametrize(
    ("old", "now", "lost"),
    [
        (line('"v"'), {"v": 1}, 1),
        (line('"v"'), {"v": 3}, 3),
        (line('"v"'), {"w": 1}, 0),
        (line('"v"', notes=FAILED), {"v": 1}, 0),
        (line('"v"', notes=FAILED), {"v": 2}, 1),
        (line('"v"', notes=f'"cut", {FAILED}', given_up=GIVEN_UP), {"v": 2}, 0),
        (line('"v"', given_up='"http://a.example/2 robotsTxt"'), {"v": 1}, 1),
        (line('"v"', notes=FAILED), {}, 0),
        (line("null"), {"v": 1}, 0),
        ('{"metadata":{"visitId":"v"', {"v": 1}, 0),
        ("[]\n{}\n7\n\n" + line('"v"'), {"v": 1}, 1),
    ],
)
def test_pages_that_were_read_and_are_not_now(tmp_path: Path, old: str, now: dict[str, int], lost: int) -> None:
    path = tmp_path / "visits.jsonl"
    path.write_text(old)
    assert read_before(path, now) == lost


def test_pages_that_are_not_read_are_counted_by_visit_over_all_lines(tmp_path: Path) -> None:
    path = tmp_path / "visits.jsonl"
    lines = [line('"u"'), line('"v"', notes=FAILED), line("null", notes=f'"cut", {FAILED}', given_up=GIVEN_UP)]
    path.write_text("\n".join([*lines, '{"url":"unread: "', line('"w"', given_up='"http://a.example/unread: x"')]))
    assert unread_by_visit(path) == {"v": 1, "": 2}
    assert unread_by_visit(tmp_path / "none.jsonl") == {}


def test_bytes_that_are_no_text_tell_nothing(tmp_path: Path) -> None:
    path = tmp_path / "visits.jsonl"
    path.write_bytes(b'{"metadata":{"visitId":"\xff\xfe"}}\n' + line('"v"').encode())
    assert read_before(path, {"v": 1}) == 1


def test_without_data_nothing_was_read(tmp_path: Path) -> None:
    assert read_before(tmp_path / "visits.jsonl", {"v": 1}) == 0
