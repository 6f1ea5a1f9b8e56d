"""Stored pages and other people's archives as lines; by several processes the same ones, in the same order."""

import json
from io import BytesIO
from pathlib import Path

from conftest import Crawled
from crawls import run
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGES = 150


def saved(folder: Path) -> Path:
    """A folder with an index of pages, as many as several processes share."""
    folder.mkdir()
    rows = []
    for number in range(PAGES):
        words = f"The ferry number {number} arrived at noon, with flags and a brass band, and tied up at the quay. " * 4
        html = f"<!doctype html><title>Ferry {number}</title><article><h1>Ferry {number}</h1><p>{words}</p></article>"
        (folder / f"{number}.html").write_text(html)
        rows.append(json.dumps({"file": f"{number}.html", "url": f"https://quay.example/{number}"}))
    (folder / "index.jsonl").write_text("\n".join(reversed(rows)))
    return folder


def test_several_processes_give_the_lines_of_one(tmp_path: Path) -> None:
    folder = saved(tmp_path / "pages")
    one, two = run("extract", folder, "--jobs", 1), run("extract", folder, "--jobs", 2)
    assert (one.code, two.code, one.err, two.err) == (0, 0, "", "")
    assert one.out == two.out
    rows = [json.loads(line) for line in two.out.splitlines()]
    assert [row["file"] for row in rows] == [f"{number}.html" for number in reversed(range(PAGES))]
    assert rows[0]["article"]["headline"] == f"Ferry {PAGES - 1}"


def test_what_is_wrong_with_a_later_file_is_told_behind_the_lines_of_earlier_ones(
    crawled: Crawled, tmp_path: Path
) -> None:
    folder, torn = saved(tmp_path / "pages"), tmp_path / "torn.warc.gz"
    torn.write_bytes(crawled.collection.warcs[0].read_bytes()[:5000])
    done = run("extract", folder, torn, "--jobs", 2)
    assert done.code == 7 and str(torn) in done.err and "Traceback" not in done.err
    files = [json.loads(line)["file"] for line in done.out.splitlines()]
    assert files[:PAGES] == [f"{number}.html" for number in reversed(range(PAGES))]
    assert set(files[PAGES:]) <= {torn.name}


def test_pages_of_other_archives_are_read_whatever_stands_for_their_address(tmp_path: Path) -> None:
    urls = ["http://[::1/", "http://", "http://a.example:99999/a", "http://b.example/a"]
    words = "The ferry arrived at noon, with flags and a brass band, and tied up at the quay. " * 4
    html = f"<title>Ferry</title><article><h1>Ferry</h1><p>{words}</p><a href=/b>b</a><img src=/c.jpg></article>"
    (tmp_path / "archive").mkdir()
    with (tmp_path / "archive" / "other.warc.gz").open("wb") as out:
        writer = WARCWriter(out)
        for url in urls:
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, "response", BytesIO(html.encode()), http_headers=head))
    read = run("extract", tmp_path / "archive" / "other.warc.gz")
    assert [json.loads(line)["url"] for line in read.out.splitlines()] == urls
    assert run("reparse", tmp_path).code == 0
    lines = (tmp_path / "data" / "articles.jsonl").read_text().splitlines()
    assert [json.loads(line)["url"] for line in lines] == urls
