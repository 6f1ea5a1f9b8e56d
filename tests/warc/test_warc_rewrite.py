"""A WARC written anew: records change where they should, every other gzip member stays byte for byte."""

import gzip

import pytest
from archive_samples import build, warcs, with_block
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.errors import ConfigError, DiskError
from crawler.warc.openfile import Location
from crawler.warc.reader import read_records
from crawler.warc.rewrite import rewrite


def members(path) -> list[bytes]:
    data = path.read_bytes()
    return [data[each.location.offset : each.location.end] for each in read_records(path)]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.sets(st.integers(0, 7)), length=st.integers(0, 3000))
def test_all_but_the_changed_members_are_the_same_bytes(tmp_path_factory, chosen: set[int], length: int) -> None:
    path = warcs(build(tmp_path_factory.mktemp("rewrite")))[0]
    before, places = members(path), [each.location for each in read_records(path)]
    target = path.with_name("new.warc.gz")
    rewrite(path, target, {places[n]: lambda record: with_block(record, b"y" * length) for n in chosen})
    after = members(target)
    assert len(after) == len(before)
    assert [n for n in range(len(before)) if before[n] != after[n]] == sorted(chosen)


def test_a_place_that_is_no_member_is_refused_and_nothing_is_left(tmp_path) -> None:
    path = warcs(build(tmp_path))[0]
    plain = path.with_name("plain.warc")
    plain.write_bytes(gzip.decompress(path.read_bytes()))
    places = [each.location for each in read_records(plain)]
    with pytest.raises(ConfigError, match=r"offset .* no gzip member"):
        rewrite(plain, path.with_name("new"), {places[1]: lambda record: record})
    assert not path.with_name("new").exists()


def test_a_file_that_cannot_be_written_is_an_error_that_names_it(tmp_path) -> None:
    path = warcs(build(tmp_path))[0]
    with pytest.raises(DiskError, match=path.name):
        rewrite(path, tmp_path / "nowhere" / "new", {})
    with pytest.raises(ConfigError, match="no gzip member"):
        rewrite(path, tmp_path / "new", {Location(path.name, 3, 4): lambda record: record})
    assert not (tmp_path / "new").exists()
