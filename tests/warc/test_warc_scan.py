import random
import re

import pytest
from warc_samples import BEGAN, BODY, URL, chunked, exchange, new_writer, plain, write

from crawler.errors import ArchiveError, DiskError
from crawler.warc.cdxj import load_line
from crawler.warc.ids import new_id
from crawler.warc.record import Record, member
from crawler.warc.scan import scan_tail
from crawler.warc.seal import seal
from crawler.wire.exchange import Outcome
from crawler.wire.spool import Spool


@pytest.fixture(scope="module")
def crawl(tmp_path_factory):
    """A file as a crash leaves it: with its captures and the offsets at which a capture, a visit or warcinfo ends."""
    root = tmp_path_factory.mktemp("crawl")
    writer = new_writer(root)
    written, ends = [], []
    for number in range(6):
        url = f"{URL}&n={number}"
        noise = random.Random(number).randbytes(3000)
        for one in (
            exchange(plain(noise), url=url, interim=(b"HTTP/1.1 100 Continue\r\n\r\n",)),
            exchange(chunked(BODY), url=url),
            exchange(outcome=Outcome.NO_ANSWER, url=url),
            exchange(request=b"", outcome=Outcome.DNS, url=url),
        ):
            written.append(write(writer, one))
            ends.append(written[-1].end)
        location = writer.write_metadata(f"urn:crawler:visit:{number}", (), date=BEGAN, record_id=new_id())
        ends.append(location.end)
    [path] = (root / "archive").iterdir()
    writer.sync()
    return path, written, ends


def cuts(size, ends):
    chosen = random.Random(7)
    near = {end + step for end in ends for step in (-1, 0, 1)}
    return sorted(({0, 1} | near | {chosen.randrange(size) for _ in range(80)}) - {size + 1})


def torn(folder, path, size):
    """The first ``size`` bytes of the file under its own name."""
    copy = folder / path.name
    copy.write_bytes(path.read_bytes()[:size])
    return copy


def test_a_tail_torn_at_any_byte_is_cut_after_the_last_whole_capture(tmp_path, crawl):
    path, written, ends = crawl
    first_end = scan_tail(torn(tmp_path, path, ends[0] - 1)).good_end
    assert 0 < first_end < ends[0], "the end of warcinfo"
    boundaries = [0, first_end, *ends]
    for cut in cuts(ends[-1], ends):
        tail = scan_tail(torn(tmp_path, path, cut))
        assert tail.good_end == max(end for end in boundaries if end <= cut), cut
        assert [found.written for found in tail.captures] == [one for one in written if one.end <= cut]
        assert len(tail.visit_ends) == sum(end <= cut for end in ends[4::5])
        assert (tail.damage is None) == (cut in boundaries)


def test_a_tail_is_scanned_from_the_end_of_any_capture(tmp_path, crawl):
    path, written, ends = crawl
    copy = torn(tmp_path, path, ends[-1] - 1)
    for start in ends[:-1:3]:
        tail = scan_tail(copy, start)
        assert [found.written for found in tail.captures] == [one for one in written if one.end > start]
        assert tail.good_end == ends[-2]
    assert scan_tail(path, ends[-1]).good_end == ends[-1]


def test_what_recovery_needs_to_know_is_in_the_tail(tmp_path, crawl):
    path, written, _ = crawl
    found = scan_tail(path).captures[0]
    assert (found.url, found.method, found.written) == (f"{URL}&n=0", "GET", written[0])
    assert found.facts[-2:] == (("via", "https://news.example/"), ("visit", "v1"))


@pytest.mark.parametrize("place", [0, 12, 40, -9, -2])
def test_a_damaged_byte_ends_the_good_part_before_its_capture(tmp_path, crawl, place):
    path, written, ends = crawl
    hit = written[4].location
    data = bytearray(path.read_bytes())
    data[hit.offset + place if place >= 0 else hit.end + place] ^= 0xFF
    copy = tmp_path / path.name
    copy.write_bytes(data)
    tail = scan_tail(copy)
    assert tail.good_end == ends[4]
    assert f"offset {hit.offset} " in tail.damage


def test_a_block_that_is_not_what_its_digest_says_is_no_good_tail(tmp_path):
    path = tmp_path / "x.warc.gz.open"
    block = Spool(b"outcome: complete\r\n")
    fields = (("WARC-Type", "metadata"), ("WARC-Record-ID", "<a>"), ("WARC-Block-Digest", "sha1:WRONG"))
    path.write_bytes(b"".join(member(Record(fields, block))))
    tail = scan_tail(path)
    assert tail.good_end == 0
    assert "offset 0" in tail.damage


def test_bytes_that_are_no_gzip_behind_the_last_capture_are_cut(tmp_path, crawl):
    path, _, ends = crawl
    for rubbish in (b"\x00" * 4096, b"\x1f\x8b", b"rubbish", b"\x1f\x8b\x08" + b"\x00" * 50):
        copy = torn(tmp_path, path, None)
        with copy.open("ab") as file:
            file.write(rubbish)
        tail = scan_tail(copy)
        assert tail.good_end == ends[-1]
        assert tail.damage is not None


@pytest.mark.parametrize("data", [b"\x00" * 4096, b"\n\n", b"rubbish"])
def test_a_file_of_rubbish_holds_nothing_good(tmp_path, data):
    path = tmp_path / "x.warc.gz.open"
    path.write_bytes(data)
    tail = scan_tail(path)
    assert (tail.good_end, tail.captures) == (0, ())
    assert tail.damage is not None


def test_a_file_that_is_not_there_is_a_disk_error(tmp_path):
    with pytest.raises(DiskError, match="none"):
        scan_tail(tmp_path / "none.warc.gz.open")


def test_a_cut_file_is_sealed_with_the_index_of_its_whole_captures(tmp_path, crawl):
    path, written, ends = crawl
    copy = torn(tmp_path, path, ends[8])
    sealed = seal(copy, indexes=tmp_path)
    assert sealed.name == path.name.removesuffix(".open")
    assert not copy.exists()
    lines = (tmp_path / f"{sealed.name}.cdxj").read_bytes().splitlines(keepends=True)
    assert lines == sorted(line for one in written if one.end <= ends[8] for line in one.index_lines)
    assert {load_line(line).filename for line in lines} == {sealed.name}


def test_a_torn_file_is_not_sealed(tmp_path, crawl):
    path, written, _ = crawl
    for size in (written[0].end - 1, written[0].location.end, written[0].location.offset):
        copy = torn(tmp_path, path, size)
        with pytest.raises(ArchiveError, match=re.escape(path.name)):
            seal(copy, indexes=tmp_path)
        assert copy.exists()
        assert not copy.with_name(copy.name.removesuffix(".open")).exists()


def test_an_empty_file_is_removed_instead_of_sealed(tmp_path, crawl):
    copy = torn(tmp_path, crawl[0], 0)
    assert seal(copy, indexes=tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_sealing_never_replaces_a_closed_file(tmp_path, crawl):
    path, _, _ = crawl
    copy = torn(tmp_path, path, None)
    closed = copy.with_name(copy.name.removesuffix(".open"))
    closed.write_bytes(b"precious")
    with pytest.raises(DiskError, match=re.escape(copy.name)):
        seal(copy, indexes=tmp_path)
    assert closed.read_bytes() == b"precious"
