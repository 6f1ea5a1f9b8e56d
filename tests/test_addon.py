"""The add-on in somebody else's Scrapy project: their spider, their items, our archive."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from crawls import run as command
from warcio.archiveiterator import ArchiveIterator

from crawler.demo import MODEL_PAGE, serve

SPIDER = """
import sys
import scrapy
from scrapy.crawler import AsyncCrawlerProcess


class Theirs(scrapy.Spider):
    name = "theirs"
    start_urls = [sys.argv[1]]

    def parse(self, response):
        yield {"url": response.url, "title": response.css("title::text").get()}
        yield response.follow("/town/parking-meter-rope-lane-1187.html", self.other)

    def other(self, response):
        yield {"url": response.url, "title": response.css("title::text").get()}


settings = {"ADDONS": {"crawler.addon.Colophon": 500}, "COLOPHON_ALLOW_PRIVATE": True, "LOG_LEVEL": "ERROR"}
settings["DOWNLOAD_HANDLERS"] = {scheme: handler for scheme, handler in [arg.split("=") for arg in sys.argv[2:]]}
process = AsyncCrawlerProcess({**settings, "BOT_NAME": "theirs"})
task = process.crawl(Theirs)
process.start()
if task.exception():
    raise task.exception()
"""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    script = folder / "theirs.py"
    script.write_text(SPIDER)
    command = [sys.executable, str(script), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    with serve() as site:
        done = run(folder, site.base + MODEL_PAGE)
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "archives" / "theirs"


def test_every_item_names_a_record_that_holds_its_page(crawled: Path) -> None:
    items = [json.loads(line) for line in (crawled / "data" / "items.jsonl").read_text().splitlines()]
    assert [item["url"].rpartition("/")[2] for item in items] == ["", "parking-meter-rope-lane-1187.html"]
    for item in items:
        place = item["metadata"]
        with (crawled / "archive" / place["warcFilename"]).open("rb") as file:
            file.seek(place["warcOffset"])
            record = next(iter(ArchiveIterator(file)))
            assert record.rec_headers["WARC-Record-ID"] == place["warcRecordId"]
            assert record.rec_headers["WARC-Target-URI"] == item["url"]
            assert item["title"].partition("&")[0].encode() in record.content_stream().read()


def test_the_archive_is_closed_and_indexed(crawled: Path) -> None:
    assert not list(crawled.rglob("*.open"))
    assert (crawled / "indexes" / "index.cdxj").read_bytes().count(b'"status":"200"') == 2


def test_another_handler_is_refused_by_name(tmp_path: Path) -> None:
    done = run(tmp_path, "http://127.0.0.1:9/", "http=scrapy.core.downloader.handlers.http11.HTTP11DownloadHandler")
    assert done.returncode != 0
    assert "HTTP11DownloadHandler: what it downloads would not be archived" in done.stderr


def test_an_address_that_was_taken_out_is_not_archived_again(tmp_path: Path) -> None:
    with serve() as site:
        assert run(tmp_path, site.base + MODEL_PAGE).returncode == 0
        place = tmp_path / "archives" / "theirs"
        asked = ("--url", site.base + MODEL_PAGE, "--reason", "asked for", "--yes")
        assert command("redact", place, *asked).code == 0
        (left,) = (json.loads(line) for line in (place / "data" / "items.jsonl").read_text().splitlines())
        assert left["url"].endswith("parking-meter-rope-lane-1187.html")
        assert run(tmp_path, site.base + MODEL_PAGE).returncode == 0
    assert MODEL_PAGE.encode() not in (place / "indexes" / "index.cdxj").read_bytes()
    assert command("check", place).code == 0
