"""A real isso server (https://isso-comments.de) in a process of its own, and a small site whose articles embed it.

Run as a script with the path of a configuration, this file is that process: isso's own application on a free port,
which is its first line on stdout. The other half is for tests: ``newsroom(folder)`` starts site and server, and
``Newsroom.post`` and its like speak isso's HTTP API as its embedded script does.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest

INSTALL = "make setup"
CONFIG = """
[general]
dbpath = {folder}/isso.db
host = {site}
[moderation]
enabled = false
[guard]
enabled = false
"""


@dataclass
class Newsroom:
    """A site with comments: ``site`` and ``isso`` are addresses without a slash at the end.

    ``pages`` are HTML by path, read anew for each request. The cookies that isso hands to whoever wrote a comment,
    and asks for when it is edited or deleted, are kept.
    """

    site: str
    isso: str
    pages: dict[str, str]
    _browser: OpenerDirector = field(default_factory=lambda: build_opener(HTTPCookieProcessor()))

    def post(self, uri: str, text: str, *, author: str, **more: object) -> Any:
        """The comment as isso answers it; ``more`` may be its parent, website, or the thread's title.

        A title has to be told where isso cannot fetch ``uri`` from the site to find it.
        """
        return self._ask("POST", f"/new?{urlencode({'uri': uri})}", {"text": text, "author": author} | more)

    def edit(self, comment: int, text: str) -> Any:
        """The comment with its new text."""
        return self._ask("PUT", f"/id/{comment}", {"text": text})

    def delete(self, comment: int) -> Any:
        """What is left of the comment: None, or an empty one when there are replies to it."""
        return self._ask("DELETE", f"/id/{comment}")

    def like(self, comment: int, reader: str) -> Any:
        """The comment's votes; isso counts one for each ``reader``, an IP address, and none of the author's."""
        return self._ask("POST", f"/id/{comment}/like", {}, reader=reader)

    def _ask(self, method: str, path: str, said: object = None, *, reader: str = "127.0.0.1") -> Any:
        headers = {"Content-Type": "application/json", "X-Forwarded-For": reader, "Origin": self.site}
        body = None if said is None else json.dumps(said).encode()
        with self._browser.open(Request(self.isso + path, body, headers, method=method), timeout=60) as answer:
            return json.load(answer)


@contextmanager
def newsroom(folder: Path) -> Iterator[Newsroom]:
    """Site and comment server until the block ends; the test fails where isso is not installed."""
    if find_spec("isso") is None:
        pytest.fail(f"isso, the comment server that this test talks to, is not installed. Run: {INSTALL}")
    pages: dict[str, str] = {}
    with _site(pages) as site, _isso(folder, site) as isso:
        yield Newsroom(site, isso, pages)


@contextmanager
def _site(pages: dict[str, str]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def do_HEAD(self) -> None:
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def _isso(folder: Path, site: str) -> Iterator[str]:
    config, log = folder / "isso.cfg", folder / "isso.log"
    config.write_text(CONFIG.format(folder=folder, site=site))
    with log.open("w") as errors:
        command = [sys.executable, __file__, str(config)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)
    try:
        assert process.stdout is not None
        port = process.stdout.readline().strip()
        assert port, f"isso did not start:\n{log.read_text()}"
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.communicate(timeout=60)


def _run(config_file: str) -> None:
    """Be the isso server."""
    from isso import config, make_app
    from werkzeug.serving import make_server

    app = make_app(config.load(config.default_file(), config_file))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    print(server.server_port, flush=True)  # noqa: T201
    server.serve_forever()


if __name__ == "__main__":
    _run(sys.argv[1])
