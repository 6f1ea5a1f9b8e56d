"""Stored pages read by several processes: the same lines in the same order, and the same words."""

import json
from pathlib import Path

from conftest import Crawled
from crawls import run

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
