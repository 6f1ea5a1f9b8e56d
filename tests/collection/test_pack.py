"""A collection as WACZ: what the format demands, and faults planted in packages."""

import hashlib
import json
import resource
import shutil
import signal
import subprocess
import sys
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from archive_samples import build, check_collection, check_package, codes, faults, warcs
from crawls import COMMAND, clean_environment, run

from crawler.collection.lock import locked
from crawler.collection.pack import Wanted, pack
from crawler.errors import ArchiveError, LockedError
from crawler.warc.cdxj import INDEX_NAME
from crawler.warc.seal import index_file


@pytest.fixture
def news(tmp_path):
    return build(tmp_path)


@pytest.fixture
def wacz(news, tmp_path):
    return pack(news, Wanted(tmp_path / "news.wacz", "The news", "Of a day"), lambda name: None)


def contents(path):
    with ZipFile(path) as inside:
        return {name: inside.read(name) for name in inside.namelist()}


def repack(path, files, *, deflated=()):
    with ZipFile(path, "w") as inside:
        for name, data in files.items():
            inside.writestr(name, data, ZIP_DEFLATED if name in deflated else ZIP_STORED)


def described(files):
    """The files with a datapackage.json that fits them."""
    package = json.loads(files["datapackage.json"])
    package["resources"] = [
        {"name": name, "path": name, "hash": f"sha256:{hashlib.sha256(data).hexdigest()}", "bytes": len(data)}
        for name, data in files.items()
        if not name.startswith("datapackage")
    ]
    raw = json.dumps(package).encode()
    digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}"}
    return files | {"datapackage.json": raw, "datapackage-digest.json": json.dumps(digest).encode()}


def test_a_package_holds_the_archive_as_it_is(news, wacz):
    found = contents(wacz)
    assert list(found) == [
        *(f"archive/{path.name}" for path in warcs(news)),
        "indexes/index.cdxj",
        "pages/pages.jsonl",
        "datapackage.json",
        "datapackage-digest.json",
    ]
    for path in warcs(news):
        assert found[f"archive/{path.name}"] == path.read_bytes()
    assert found["indexes/index.cdxj"] == (news.indexes / INDEX_NAME).read_bytes()


def test_warcs_are_stored_and_can_be_read_in_place(news, wacz):
    with ZipFile(wacz) as inside:
        infos = [info for info in inside.infolist() if info.filename.startswith("archive/")]
    assert len(infos) == 2 and all(info.compress_type == ZIP_STORED for info in infos)
    assert warcs(news)[0].read_bytes() in wacz.read_bytes()


def test_the_description_has_what_the_format_demands(wacz):
    found = contents(wacz)
    package = json.loads(found["datapackage.json"])
    assert (package["profile"], package["wacz_version"]) == ("data-package", "1.1.1")
    assert (package["title"], package["description"]) == ("The news", "Of a day")
    assert package["software"].startswith("Colophon/") and package["created"].endswith("Z")
    for entry in package["resources"]:
        data = found[entry["path"]]
        assert entry["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}" and entry["bytes"] == len(data)
        assert entry["name"] == entry["path"].rpartition("/")[2]
    assert {entry["path"] for entry in package["resources"]} == {n for n in found if not n.startswith("datapackage")}
    digest = json.loads(found["datapackage-digest.json"])
    assert digest["hash"] == f"sha256:{hashlib.sha256(found['datapackage.json']).hexdigest()}"


def test_pages_have_title_text_address_and_time_of_articles(news, wacz):
    (news.data / "articles.jsonl").write_bytes(
        b'{"url":"https://news.example/x","headline":"A title","articleBody":"The text.",'
        b'"metadata":{"warcRecordId":"<urn:uuid:1>","capturedAt":"2026-03-01T09:30:00Z"}}\n'
    )
    pack(news, Wanted(wacz), lambda name: None)
    header, page, look = map(json.loads, contents(wacz)["pages/pages.jsonl"].splitlines())
    assert header["format"] == "json-pages-1.0" and header["id"]
    assert page == {
        "id": "urn:uuid:1",
        "url": "https://news.example/x",
        "ts": "2026-03-01T09:30:00Z",
        "title": "A title",
        "text": "The text.",
    }
    assert look["url"] == "https://news.example/a?b=1&c=2"


def test_without_data_pages_come_from_the_index(news, wacz):
    shutil.rmtree(news.data)
    pack(news, Wanted(wacz), lambda name: None)
    pages = [json.loads(line) for line in contents(wacz)["pages/pages.jsonl"].splitlines()[1:]]
    assert {page["url"] for page in pages} == {"https://news.example/a?b=1&c=2", "https://news.example/chunked"}
    assert all(page["ts"].endswith("Z") and page["id"] for page in pages)


def test_a_package_of_ours_has_no_findings(wacz):
    assert check_package(wacz) == []


def test_a_collection_in_use_or_with_a_file_left_open_is_not_packed(news, tmp_path):
    target = tmp_path / "x.wacz"
    with locked(news.lock, doing="crawl"), pytest.raises(LockedError):
        pack(news, Wanted(target), lambda name: None)
    index_file(warcs(news)[0], indexes=news.indexes)
    with pytest.raises(ArchiveError, match="crawler index"):
        pack(news, Wanted(target), lambda name: None)
    warcs(news)[0].rename(news.archive / "x.warc.gz.open")
    with pytest.raises(ArchiveError, match="crawler mend"):
        pack(news, Wanted(target), lambda name: None)
    assert not list(tmp_path.glob("*.wacz*"))


def test_a_data_line_that_cannot_be_read_leaves_the_package_that_was_there(news, wacz):
    before = wacz.read_bytes()
    (news.data / "articles.jsonl").write_bytes(b"{\n")
    with pytest.raises(ArchiveError, match="line 1"):
        pack(news, Wanted(wacz), lambda name: None)
    assert wacz.read_bytes() == before
    assert [path.name for path in wacz.parent.iterdir() if "wacz" in path.name] == [wacz.name]


def test_a_full_disk_leaves_nothing_and_says_so_in_one_line(news, tmp_path):
    def small_files():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    target = tmp_path / "out" / "news.wacz"
    target.parent.mkdir()
    done = subprocess.run(
        [*COMMAND, "pack", str(news.folder), "-o", str(target)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=small_files,
        env=clean_environment(),
    )
    assert done.returncode == 5, done.stderr
    (line,) = done.stderr.splitlines()
    assert str(target) in line and "nothing was left" in line
    assert list(target.parent.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path):
    """A disk of a few kB; only who may mount has one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_disk_that_fills_up_is_named_and_left_as_it_was(news, small_disk):
    (news.data / "articles.jsonl").write_bytes((news.data / "articles.jsonl").read_bytes() * 200)
    target = small_disk / "news.wacz"
    target.write_bytes(b"an older package")
    big = news.archive / "zzz.warc.gz"
    big.write_bytes(bytes(40_000))
    ran = run("pack", news.folder, "-o", target)
    assert ran.code == 5 and str(target) in ran.err and "nothing was left" in ran.err and "free some space" in ran.err
    assert {path.name: path.read_bytes() for path in small_disk.iterdir()} == {target.name: b"an older package"}
    big.unlink()
    assert check_collection(news) == []


def test_the_verb_writes_the_package_and_says_where(news, tmp_path):
    target = tmp_path / "x.wacz"
    ran = run("pack", news.folder, "-o", target, "--title", "T")
    assert (ran.code, ran.out) == (0, "") and str(target) in ran.err
    assert run("check", target).code == 0
    assert run("pack", tmp_path / "none").code == 2
    assert run("pack", news.folder, "-o", tmp_path / "no" / "x.wacz").code == 2


@pytest.mark.parametrize(
    ("gone", "code"),
    [
        ("pages/pages.jsonl", "waczFile"),
        ("indexes/index.cdxj", "waczFile"),
        ("datapackage.json", "waczFile"),
    ],
)
def test_a_missing_file_is_found(wacz, gone, code):
    files = contents(wacz)
    del files[gone]
    repack(wacz, described(files) if gone != "datapackage.json" else files)
    assert faults(check_package(wacz)) == {code}


def test_a_package_without_a_warc_is_found(wacz):
    files = {name: data for name, data in contents(wacz).items() if not name.startswith("archive/")}
    repack(wacz, described(files))
    assert "waczFile" in faults(check_package(wacz))


def test_a_file_that_is_not_the_one_that_was_packed_is_found(wacz):
    files = contents(wacz)
    files["pages/pages.jsonl"] = files["pages/pages.jsonl"].replace(b"ferry", b"Ferry")
    repack(wacz, files)
    assert faults(check_package(wacz)) == {"waczDigest"}


@pytest.mark.parametrize("field", ["hash", "bytes", "path"])
def test_a_wrong_digest_length_or_name_in_the_description_is_found(wacz, field):
    files = contents(wacz)
    package = json.loads(files["datapackage.json"])
    package["resources"][0][field] = {"hash": f"sha256:{'0' * 64}", "bytes": 1, "path": "archive/other.warc.gz"}[field]
    raw = json.dumps(package).encode()
    files["datapackage.json"] = raw
    files["datapackage-digest.json"] = json.dumps({"hash": f"sha256:{hashlib.sha256(raw).hexdigest()}"}).encode()
    repack(wacz, files)
    assert faults(check_package(wacz)) == {"waczListed" if field == "path" else "waczDigest"}


def test_a_changed_description_is_found(wacz):
    files = contents(wacz)
    files["datapackage.json"] = files["datapackage.json"].replace(b"The news", b"The olds")
    repack(wacz, files)
    assert faults(check_package(wacz)) == {"waczDigest"}


@pytest.mark.parametrize("raw", [b"{", b"[]", b"\xff", b"{}", b'{"resources":[]}'])
def test_a_description_that_cannot_be_read_is_found(wacz, raw):
    repack(wacz, contents(wacz) | {"datapackage.json": raw})
    assert "waczPackage" in faults(check_package(wacz))


def test_a_deflated_warc_is_found(wacz):
    files = contents(wacz)
    repack(wacz, files, deflated=[name for name in files if name.startswith("archive/")])
    assert "waczPacked" in faults(check_package(wacz))


@pytest.mark.parametrize(
    ("pages", "code"),
    [
        (b"", "waczPages"),
        (b'{"url":"x"}\n', "waczPages"),
        (b'{"format":"json-pages-1.0","id":"pages"}\n{"url":"https://news.example/chunked"}\n', "waczPages"),
        (b'{"format":"json-pages-1.0","id":"pages"}\nno JSON\n', "waczPages"),
        (b'{"format":"json-pages-1.0","id":"pages"}\n{"url":"https://x.example/","ts":"2026"}\n', "waczPage"),
    ],
)
def test_a_page_list_that_is_none_is_found(wacz, pages, code):
    repack(wacz, described(contents(wacz) | {"pages/pages.jsonl": pages}))
    assert codes(check_package(wacz)) == {code}


def test_damage_in_a_warc_inside_is_found_at_its_place(news, wacz):
    files = contents(wacz)
    name = f"archive/{warcs(news)[0].name}"
    files[name] = files[name][:-30]
    repack(wacz, described(files))
    found = check_package(wacz)
    assert "tornTail" in faults(found)
    assert any(finding.file == f"{wacz}:{name}" for finding in found)


def test_what_is_no_zip_is_unreadable(wacz):
    wacz.write_bytes(wacz.read_bytes()[:-100])
    assert codes(check_package(wacz)) == {"notAWacz"}
    ran = run("check", wacz)
    assert ran.code == 7 and "Traceback" not in ran.err


def test_a_flipped_byte_anywhere_is_found(wacz):
    whole = wacz.read_bytes()
    for at in range(0, len(whole) - 1200, 397):  # The directory at the end holds times and the like.
        data = bytearray(whole)
        data[at] ^= 0x10
        if whole[max(0, at - 100) : at + 1].find(b"PK\x03\x04") >= 0:
            continue  # A local header: the directory counts.
        wacz.write_bytes(data)
        assert faults(check_package(wacz)), at


def test_memory_does_not_grow_with_the_archive(news, tmp_path):
    """A large WARC is packed by a process that does not have so much memory.

    Its own high-water mark in kB: what getrusage gives would count the test's process that it was forked from.
    """
    big = news.archive / "zzz.warc.gz"
    with big.open("wb") as file:
        file.truncate(128 << 20)
    code = (
        "import sys; from pathlib import Path; from crawler.collection.pack import Wanted, pack;"
        "from crawler.collection.paths import Paths; folder = Path(sys.argv[1]);"
        "pack(Paths(folder.parent, folder.name), Wanted(Path(sys.argv[2])), lambda name: None);"
        "status = Path('/proc/self/status').read_text();"
        "print(status.partition('VmHWM:')[2].split()[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(news.folder), str(tmp_path / "x.wacz")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) < 110_000
