"""What a real browser asks for when it shows a page of the demo site, beside what the archive holds."""

import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import Crawled

from crawler.demo import MODEL_PAGE, serve
from crawler.warc.capture import Capture
from crawler.warc.captures import read_captures

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine to say what a browser asks for")
def test_all_that_a_browser_asks_for_is_in_the_archive(crawled: Crawled, tmp_path: Path) -> None:
    with serve() as site:
        shown = _show(site.base + MODEL_PAGE, tmp_path)
        asked = {path for _, path, status in site.log if status == 200}
    assert "Fog Horn Excepted" in shown
    assert {MODEL_PAGE, "/assets/gazette.css", "/assets/ornaments.css", "/assets/wave.svg"} <= asked
    held = {
        found.url.removeprefix(crawled.base)
        for path in crawled.collection.warcs
        for found in read_captures(path)
        if isinstance(found, Capture)
    }
    assert asked - held == set()


def _show(url: str, profile: Path) -> str:
    """The page as the browser has it once it is idle."""
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run")
    offline = ("--disable-background-networking", "--disable-component-update", "--disable-sync")
    done = subprocess.run(
        [BROWSER or "", *flags, *offline, f"--user-data-dir={profile}", "--window-size=1280,8000", "--dump-dom", url],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout
