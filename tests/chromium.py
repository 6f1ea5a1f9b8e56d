"""A real browser without a window, driven over its debugging pipe; it can reach nothing but this machine's loopback."""

import base64
import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--window-size=1280,2400",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--remote-debugging-pipe",
)
_SECONDS = 60.0


class Chromium:
    """One page of a running browser. ``asked_for`` are the addresses that it and its frames asked for, in order."""

    def __init__(self, sent: int, told: int) -> None:
        self._sent, self._told = sent, told
        self._buffer, self._last = b"", 0
        self.asked_for: list[str] = []
        self._session: str | None = None
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._call("Page.enable")
        self._call("Network.enable")

    def open(self, url: str) -> None:
        """Go to ``url`` and wait until the page and all it needs is loaded."""
        self._call("Page.navigate", url=url)
        while self._message().get("method") != "Page.loadEventFired":
            pass

    def tell(self, expression: str) -> Any:
        """The value of a JavaScript expression."""
        found = self._call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def picture(self, path: Path) -> None:
        """Save what a person would see, as PNG."""
        path.write_bytes(base64.b64decode(self._call("Page.captureScreenshot")["data"]))

    def close(self) -> None:
        """End the browser."""
        self._session = None
        self._call("Browser.close")

    def _call(self, method: str, **parameters: object) -> dict[str, Any]:
        self._last += 1
        message: dict[str, Any] = {"id": self._last, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._sent, json.dumps(message).encode() + b"\0")
        while (found := self._message()).get("id") != self._last:
            pass
        assert "error" not in found, found
        return dict(found["result"])

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            piece = os.read(self._told, 1 << 16)
            assert piece, "the browser is gone"
            self._buffer += piece
        raw, _, self._buffer = self._buffer.partition(b"\0")
        message = dict(json.loads(raw))
        if message.get("method") in ("Network.requestWillBeSent", "Network.webSocketCreated"):
            self.asked_for.append(message["params"].get("url") or message["params"]["request"]["url"])
        return message


@contextmanager
def chromium(folder: Path) -> Iterator[Chromium]:
    """A browser with its profile in ``folder``."""
    assert PROGRAM is not None
    there, sent = os.pipe()
    told, here = os.pipe()

    def at_their_places() -> None:
        """The browser reads at 3 and writes at 4."""
        reads, writes = (fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (there, here))
        os.dup2(reads, 3)
        os.dup2(writes, 4)

    process = subprocess.Popen(
        [PROGRAM, *FLAGS, f"--user-data-dir={folder}"],
        pass_fds=(3, 4),
        preexec_fn=at_their_places,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(there)
    os.close(here)
    try:
        page = Chromium(sent, told)
        yield page
        page.close()
        process.wait(_SECONDS)
    finally:
        process.kill()
        process.wait()
        os.close(sent)
        os.close(told)
