"""Memory over a long crawl: ``memory.py [PAGES] [URLS]`` queues URLS addresses and crawls PAGES of them.

A small site on loopback makes up tiny pages. Prints seconds, pages served and MB of the crawler every few seconds, and
ends with 1 when the peak is above the target.
"""

import asyncio
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from time import monotonic

sys.path.insert(0, str(Path(__file__).parents[1]))

from crawls import OF_ORIGIN, QUICK, quick_config, start

PEAK_MEGABYTES = 200
EVERY_SECONDS = 5.0
TEXT = "<p>" + "The council met on Tuesday evening and heard the plans for the old harbour. " * 4 + "</p>"


class Site:
    """Page N links to those from N * fan + 1 on, up to ``urls`` in all."""

    def __init__(self, pages: int, urls: int) -> None:
        self.served, self._urls = 0, urls
        self._fan = max(urls // pages, 1) + 1

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                status, body = self._page(head.split(b" ", 2)[1].decode("ascii"))
                top = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
                writer.write(top.encode() + body)
                await writer.drain()
        writer.close()

    def _page(self, path: str) -> tuple[str, bytes]:
        if path in OF_ORIGIN:
            return "404 Not Found", b""
        self.served += 1
        number = int(path.rpartition("-")[2] or 0) if path != "/" else 0
        links = range(number * self._fan + 1, min((number + 1) * self._fan, self._urls) + 1)
        anchors = "".join(f'<a href="/a-small-story-{link}">{link}</a>' for link in links)
        return "200 OK", f"<html><title>Story {number}</title><h1>Story {number}</h1>{TEXT}{anchors}".encode()


async def soak(pages: int, urls: int) -> int:
    """Crawl; gives the peak in MB."""
    site = Site(pages, urls)
    server = await asyncio.start_server(site.answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config = quick_config(folder, host_concurrency=16, concurrency=16)
        options = (*QUICK, "--no-requisites", "--max-pages", pages, "--archives", folder, "--config", config, "--quiet")
        process = start("crawl", f"http://127.0.0.1:{port}/", "--collection", "soak", *options)
        peak = await watch(process, site)
        _, err = process.communicate()
    sys.stdout.write(f"exit {process.returncode}, peak {peak} MB, target {PEAK_MEGABYTES} MB\n{err}")
    return peak if process.returncode == 0 else sys.maxsize


async def watch(process: "subprocess.Popen[str]", site: Site) -> int:
    """Tell of the process until it ends; gives its peak in MB."""
    began, peak, told = monotonic(), 0, 0.0
    while process.poll() is None:
        with suppress(OSError, ValueError):
            lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
            values = {line.partition(":")[0]: line.split()[1] for line in lines if line.startswith("Vm")}
            peak = max(peak, int(values.get("VmHWM", 0)) // 1024)
            if (now := monotonic() - began) - told >= EVERY_SECONDS:
                told = now
                sys.stdout.write(f"{now:6.0f} s {site.served:7} pages {int(values['VmRSS']) // 1024:5} MB\n")
                sys.stdout.flush()
        await asyncio.sleep(0.1)
    return peak


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:3]]
    most = asyncio.run(soak(*(numbers if len(numbers) == 2 else (20_000, 100_000))))
    sys.exit(most > PEAK_MEGABYTES)
