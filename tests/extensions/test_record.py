"""How hosts are treated is on disk while a crawl is under way, so that a kill loses little of it."""

import json
import os
import signal
from pathlib import Path
from threading import Event

from crawls import QUICK, quick_config, start
from wire_server import HOLD, WireServer

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 22\r\n\r\n<p><a href=/b>b</a>   "


def test_a_killed_crawl_leaves_its_record_of_hosts(tmp_path: Path) -> None:
    robots = [b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"]
    record, pause = tmp_path / "c" / "logs" / "hosts.jsonl", Event()
    with WireServer({"/robots.txt": robots, "/": [OK], "/b": [HOLD]}) as server:
        place = ("--archives", tmp_path, "--collection", "c", "--config", quick_config(tmp_path))
        process = start("crawl", server.url(), *place, *QUICK)
        for _ in range(1200):
            if _requests(record) == len(server.turns + server.rights) > 3:
                break
            pause.wait(0.05)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert _requests(record) == len(server.turns + server.rights) > 3


def _requests(record: Path) -> int:
    """Requests to the one host that the record tells of."""
    lines = record.read_text().splitlines() if record.exists() else []
    return sum(json.loads(line)["requests"] for line in lines)
