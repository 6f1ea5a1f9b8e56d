import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warc_samples import BEGAN, URL, chunked, exchange, new_writer, plain, write

from crawler.errors import ArchiveError, DiskError
from crawler.warc import cdxj
from crawler.warc.cdxj import IndexLine, index_key, load_line, lookup, merge, timestamp_of, write_index, write_sorted
from crawler.warc.digest import both_digests
from crawler.warc.seal import index_file
from crawler.wire.exchange import Outcome


def line_for(url, *, second=0, number=0):
    return IndexLine(index_key(url), f"202603010930{second:02}", url, "a.warc.gz", number, 9, "text/html", "200")


def test_a_line_is_key_time_and_json_in_the_order_other_tools_write(tmp_path):
    writer = new_writer(tmp_path)
    written = write(writer, exchange(chunked()))
    writer.close()
    [line] = written.index_lines
    key, time, packed = line.decode().removesuffix("\n").split(" ", 2)
    assert (key, time) == ("example,news)/a?b=1", "20260301093000")
    fields = json.loads(packed)
    assert list(fields.items()) == [
        ("url", URL),
        ("digest", written.entity.sha1),
        ("entity", written.entity.sha256),
        ("mime", "text/html"),
        ("filename", written.location.filename),
        ("offset", str(written.location.offset)),
        ("length", str(written.location.length)),
        ("status", "200"),
    ]


def test_only_answers_and_resources_are_listed(tmp_path):
    interim = b"HTTP/1.1 103 Early Hints\r\n\r\n"
    writer = new_writer(tmp_path)
    write(writer, exchange(plain(), interim=(interim,)))
    write(writer, exchange(outcome=Outcome.NO_ANSWER))
    path = writer.close()
    lines = [load_line(line) for line in (tmp_path / "indexes" / f"{path.name}.cdxj").open("rb")]
    assert [line.url for line in lines] == [URL, f"urn:crawler:interim:{URL}"]
    assert (lines[1].mime, lines[1].status) == ("application/http", "200")
    assert (lines[1].digest, lines[1].entity) == both_digests([interim])[1::-1]


def test_the_index_of_a_closed_file_is_sorted_and_its_offsets_hold(tmp_path):
    writer = new_writer(tmp_path)
    for number in (5, 1, 3, 2, 4):
        write(writer, exchange(plain(b"%d" % number), url=f"https://news.example/{number}"))
    path = writer.close()
    index = merge(tmp_path / "indexes")
    lines = index.read_bytes().splitlines(keepends=True)
    assert lines == sorted(lines)
    data = path.read_bytes()
    for line in map(load_line, lines):
        record = gzip.decompress(data[line.offset : line.offset + line.length])
        assert f"WARC-Target-URI: {line.url}\r\n".encode() in record
        assert record.startswith(b"WARC/1.1\r\nWARC-Type: response\r\n")


def test_an_index_made_by_reading_is_the_one_made_by_writing(tmp_path):
    writer = new_writer(tmp_path)
    for one in (exchange(plain()), exchange(chunked(), url="https://news.example/b", method="POST")):
        write(writer, one)
    path = writer.close()
    [index] = (tmp_path / "indexes").iterdir()
    before = index.read_bytes()
    index.unlink()
    assert index_file(path, indexes=tmp_path / "indexes") == index
    assert index.read_bytes() == before


def test_a_post_is_told_from_the_page_of_the_same_address(tmp_path):
    writer = new_writer(tmp_path)
    lines = [write(writer, exchange(plain(), method=method)).index_lines[0] for method in ("GET", "POST")]
    writer.close()
    assert [load_line(line).method for line in lines] == ["GET", "POST"]
    assert [b"method" in line for line in lines] == [False, True]


def test_what_cannot_be_told_is_marked(tmp_path):
    writer = new_writer(tmp_path)
    [line] = write(writer, exchange(b"garbage", outcome=Outcome.UNSPECIFIED)).index_lines
    writer.close()
    assert (load_line(line).mime, load_line(line).status) == ("unk", "-")


@pytest.mark.parametrize("line", [b"", b"a b", b"a b {", b'a b {"url": "x"}', b"a b []", b"\xff b {}"])
def test_what_is_no_index_line_is_an_error(line):
    with pytest.raises(ValueError):
        load_line(line)


def test_lines_of_other_tools_are_read():
    line = load_line(b'com,x)/ 20200101000000 {"url": "http://x.com/", "filename": "f", "offset": 7, "length": 3}\n')
    assert (line.offset, line.length, line.mime, line.status, line.entity) == (7, 3, "unk", "-", None)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2026-03-01T09:30:00.123456Z", "20260301093000"),
        ("2026-03-01T09:30:00Z", "20260301093000"),
        ("2026-03-01", "20260301000000"),
        ("2026", "20260101000000"),
    ],
)
def test_times_have_14_digits(date, expected):
    assert timestamp_of(date) == expected


def test_merge_folds_all_files_into_one_and_keeps_what_was_there(tmp_path):
    for name, numbers in (("a", (1, 4)), ("b", (2, 3)), ("c", ())):
        lines = sorted(line_for(f"https://x.example/{number}").dump() for number in numbers)
        write_index(tmp_path / f"{name}.cdxj", lines)
    index = merge(tmp_path)
    assert list(tmp_path.iterdir()) == [index]
    write_index(tmp_path / "d.cdxj", [line_for("https://x.example/0").dump()])
    assert [load_line(line).url[-1] for line in merge(tmp_path).open("rb")] == ["0", "1", "2", "3", "4"]


def test_a_merge_that_died_before_removing_its_files_can_be_repeated(tmp_path):
    write_index(tmp_path / "a.cdxj", [line_for("https://x.example/1").dump()])
    again = (tmp_path / "a.cdxj").read_bytes()
    merge(tmp_path)
    (tmp_path / "a.cdxj").write_bytes(again)
    assert merge(tmp_path).read_bytes() == again


def test_more_files_than_may_be_open_are_merged(tmp_path):
    for number in range(410):
        (tmp_path / f"{number}.cdxj").write_bytes(line_for("https://x.example/", number=number).dump())
    index = merge(tmp_path)
    assert list(tmp_path.iterdir()) == [index]
    assert sorted(load_line(line).offset for line in index.open("rb")) == list(range(410))


def test_a_file_without_its_last_line_end_is_merged(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.cdxj").write_bytes(line_for(f"https://x.example/{name}").dump().rstrip())
    assert len(list(map(load_line, merge(tmp_path).open("rb")))) == 2


def test_an_unsorted_file_stops_the_merge_and_the_index_stays(tmp_path):
    write_index(tmp_path / "index.cdxj", [b"a 1 {}\n"])
    write_index(tmp_path / "b.cdxj", [b"c 1 {}\n", b"b 1 {}\n"])
    with pytest.raises(ArchiveError, match=r"b\.cdxj is not sorted"):
        merge(tmp_path)
    assert (tmp_path / "index.cdxj").read_bytes() == b"a 1 {}\n"
    assert (tmp_path / "b.cdxj").exists()


def test_an_index_that_cannot_be_written_is_a_disk_error(tmp_path):
    with pytest.raises(DiskError, match=r"gone.*index\.cdxj"):
        write_index(tmp_path / "gone" / "index.cdxj", [])


ADDRESSES = st.text(st.sampled_from("ab/?=_"), max_size=4).map(lambda tail: f"https://x.example/{tail}")


@settings(max_examples=60, deadline=None)
@given(st.lists(ADDRESSES, max_size=40), ADDRESSES, st.sampled_from(["", "y" * 700]))
def test_lookup_finds_exactly_the_lines_of_an_address(tmp_path_factory, addresses, wanted, padding):
    folder = tmp_path_factory.mktemp("index")
    lines = sorted(
        line_for(url + padding, second=number % 60, number=number).dump() for number, url in enumerate(addresses)
    )
    write_index(folder / "index.cdxj", lines)
    expected = [line for line in map(load_line, lines) if line.key == index_key(wanted + padding)]
    assert list(lookup(folder / "index.cdxj", wanted + padding)) == expected


def test_lookup_in_an_index_without_a_last_line_end_or_without_a_file(tmp_path):
    (tmp_path / "index.cdxj").write_bytes(line_for(URL).dump().rstrip())
    assert [line.url for line in lookup(tmp_path / "index.cdxj", URL)] == [URL]
    assert list(lookup(tmp_path / "none.cdxj", URL)) == []


def test_lookup_names_the_index_that_holds_a_broken_line(tmp_path):
    (tmp_path / "index.cdxj").write_bytes(index_key(URL).encode() + b" 2026 {broken\n")
    with pytest.raises(ArchiveError, match=r"index\.cdxj"):
        list(lookup(tmp_path / "index.cdxj", URL))


def test_captures_of_one_address_come_oldest_first(tmp_path):
    writer = new_writer(tmp_path)
    for day in (3, 1, 2):
        write(writer, exchange(plain(), began=BEGAN.replace(day=day)))
    writer.close()
    assert [line.timestamp[6:8] for line in lookup(merge(tmp_path / "indexes"), URL)] == ["01", "02", "03"]


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 1234])
def test_lines_in_any_order_are_written_sorted_whether_or_not_they_fit_into_memory(tmp_path, monkeypatch, count):
    monkeypatch.setattr(cdxj, "_RUN_LINES", 100)
    lines = [b"%d\n" % (number * 7919 % 10_007) for number in range(count)]
    write_sorted(tmp_path / "x.cdxj", iter(lines))
    assert (tmp_path / "x.cdxj").read_bytes() == b"".join(sorted(lines))
    assert [path.name for path in tmp_path.iterdir()] == ["x.cdxj"]


def test_what_stops_the_lines_leaves_the_index_as_it_was(tmp_path, monkeypatch):
    monkeypatch.setattr(cdxj, "_RUN_LINES", 2)
    path = tmp_path / "x.cdxj"
    path.write_bytes(b"before\n")

    def lines():
        yield from (b"a\n", b"b\n", b"c\n")
        raise ArchiveError("damage")

    with pytest.raises(ArchiveError, match="damage"):
        write_sorted(path, lines())
    assert path.read_bytes() == b"before\n" and list(tmp_path.iterdir()) == [path]
