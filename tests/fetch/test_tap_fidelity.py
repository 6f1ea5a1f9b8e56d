"""The alarm: every exchange is exactly what a raw socket sent and received; fails when private names below us move."""

import base64
import json
import os
import pickle
import ssl
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from wire_cases import CASES, Case
from wire_server import Turn, WireServer, closed_port, full_server, server_context

from crawler.fetch.capture import MAX_INTERIM
from crawler.wire.message import entity, response_head, split_interim

SETTINGS = {
    "open": {"COLOPHON_ALLOW_PRIVATE": True},
    "strict": {"COLOPHON_ALLOW_PRIVATE": True, "COLOPHON_VERIFY_TLS": True},
    "hasty": {
        "COLOPHON_ALLOW_PRIVATE": True,
        "COLOPHON_IDLE_TIMEOUT_SECONDS": 2.0,
        "COLOPHON_CONNECT_TIMEOUT_SECONDS": 2.0,
    },
    "guarded": {},
    "robots": {"COLOPHON_ALLOW_PRIVATE": True, "ROBOTSTXT_OBEY": True},
}
ODD_LOOPBACKS = ("127.0.0.1", "127.1", "0x7f.1", "2130706433", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost")
CLOSED, NOWHERE, DEAF, ROBOTS, PROXY = "closed port", "no such host", "nobody accepts", "robots", "proxy"
RECORDER = Path(__file__).with_name("crawl_recorder.py")


@dataclass
class Recording:
    """Events of one case, in order, and what its server saw."""

    events: list[tuple[str, dict[str, Any]]]
    turns: list[Turn]
    connections: int

    @property
    def exchanges(self) -> list[dict[str, Any]]:
        return [values for kind, values in self.events if kind == "exchange"]

    @property
    def results(self) -> list[tuple[str, dict[str, Any]]]:
        return [(kind, values) for kind, values in self.events if kind != "exchange"]


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Recording]]:
    """Every case, crawled once, all in one process."""
    folder = tmp_path_factory.mktemp("fidelity")
    contexts = {
        "good": server_context(folder, "127.0.0.1"),
        "other": server_context(folder, "other.example"),
        "old": server_context(folder, "old.example", maximum_version=ssl.TLSVersion.TLSv1_2),
    }
    servers = {name: _server(case, contexts) for name, case in CASES.items()}
    extra = WireServer({"/": [b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"], "/robots.txt": [_ROBOTS]})
    plan: dict[str, list[dict[str, Any]]] = {name: [] for name in SETTINGS}
    for name, case in CASES.items():
        plan[case.crawl].append({"id": name, "requests": [_request(servers[name], case, ask) for ask in case.requests]})
    plan["open"] += [
        {"id": CLOSED, "requests": [{"url": f"http://127.0.0.1:{closed_port()}/"}]},
        {"id": NOWHERE, "requests": [{"url": "http://no-such-host.invalid/"}]},
        {"id": PROXY, "requests": [{"url": extra.url(), "meta": {"proxy": extra.url()}}]},
    ]
    deaf, waiting = full_server()
    plan["hasty"] += [{"id": DEAF, "requests": [{"url": f"http://127.0.0.1:{deaf.getsockname()[1]}/"}]}]
    plan["robots"] = [{"id": ROBOTS, "requests": [{"url": extra.url()}]}]
    plan["guarded"] = [{"id": host, "requests": [{"url": f"http://{host}:{extra.port}/"}]} for host in ODD_LOOPBACKS]
    yield _crawl(folder, plan, contexts["good"][1], {**servers, ROBOTS: extra})
    for server in [*servers.values(), extra, deaf, *waiting]:
        server.close()


_ROBOTS = b"HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\nUser-agent: *"


def _server(case: Case, contexts: dict[str, tuple[ssl.SSLContext, Path]]) -> WireServer:
    context = contexts[case.tls][0] if case.tls in contexts else None
    return WireServer(case.scripts, tls=context, greeting=case.greeting, host=case.address)


def _request(server: WireServer, case: Case, ask: Any) -> dict[str, Any]:
    url = server.url(ask["path"], case.host)
    values = {key: value for key, value in ask.items() if key != "path"}
    if "body" in values:
        values["body"] = base64.b64encode(values["body"]).decode()
    return {**values, "url": url.replace("http:", "https:", 1) if case.tls == "none" else url}


def _crawl(folder: Path, plan: dict[str, Any], trusted: Path, servers: dict[str, WireServer]) -> dict[str, Recording]:
    crawls = [{"settings": SETTINGS[name], "cases": cases} for name, cases in plan.items()]
    (folder / "plan.json").write_text(json.dumps(crawls))
    result = folder / "result.pickle"
    root = str(RECORDER.parents[2])
    environment = {**os.environ, "SSL_CERT_FILE": str(trusted), "PYTHONPATH": root}
    command = [sys.executable, str(RECORDER), str(folder / "plan.json"), str(result)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    nobody = WireServer({})
    nobody.close()
    return {
        name: Recording(events, servers.get(name, nobody).turns, servers.get(name, nobody).connections)
        for name, events in pickle.loads(result.read_bytes()).items()
    }


@pytest.mark.parametrize("name", CASES)
def test_exchanges_are_what_was_on_the_wire(name: str, recordings: dict[str, Recording]) -> None:
    case, recording = CASES[name], recordings[name]
    assert len(recording.exchanges) == len(case.outcomes)
    for exchange, outcomes in zip(recording.exchanges, case.outcomes, strict=True):
        assert exchange["outcome"] in outcomes.split("|"), exchange["error"]
    assert len(recording.turns) == (0 if case.outcomes == ["tls"] or case.greeting else len(case.outcomes))
    for exchange, turn in zip(recording.exchanges, recording.turns, strict=False):
        captured = b"".join(exchange["interim"]) + exchange["response"]
        assert exchange["request"] == turn.request
        if case.prefix:
            assert turn.sent.startswith(captured)
        else:
            assert captured + case.junk == turn.sent
    if case.connections is not None:
        assert recording.connections == case.connections


@pytest.mark.parametrize("name", CASES)
def test_scrapy_hears_of_the_answer_after_the_capture(name: str, recordings: dict[str, Recording]) -> None:
    case, recording = CASES[name], recordings[name]
    assert [kind for kind, _ in recording.results] == list(case.results)
    assert recording.events[-1][0] != "exchange"
    assert recording.events[0][0] == "exchange"


@pytest.mark.parametrize("name", CASES)
def test_response_block_starts_at_the_final_status_line(name: str, recordings: dict[str, Recording]) -> None:
    for exchange in recordings[name].exchanges:
        assert split_interim(exchange["response"])[0] == ()
        interim = exchange["interim"]
        assert all(split_interim(head) == ((head,), b"") for head in interim[: MAX_INTERIM - 1])
        assert len(interim) <= MAX_INTERIM and all(split_interim(head)[1] == b"" for head in interim)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if set(case.outcomes) == {"complete"}])
def test_our_framing_agrees_with_scrapys(name: str, recordings: dict[str, Recording]) -> None:
    exchange = recordings[name].exchanges[-1]
    read = entity(exchange["response"], response_head(exchange["response"]), exchange["method"])
    assert (read.whole, read.end) == (True, len(exchange["response"]))
    kind, result = recordings[name].results[-1]
    if kind == "response" and name != "page requisite":
        assert read.payload == result["body"]


def test_nothing_sent_is_nothing_recorded(recordings: dict[str, Recording]) -> None:
    names = [name for name, case in CASES.items() if set(case.outcomes) & {"tls", "connectTimeout"}]
    assert len(names) >= 4
    for name in names:
        [exchange] = recordings[name].exchanges
        assert (exchange["request"], exchange["response"]) == (b"", b"")


@pytest.mark.parametrize(("name", "outcome"), [(CLOSED, "refused"), (NOWHERE, "dns"), (DEAF, "connectTimeout")])
def test_attempt_without_a_connection_is_an_exchange(name: str, outcome: str, recordings: dict[str, Recording]) -> None:
    [exchange] = recordings[name].exchanges
    assert exchange["outcome"] == outcome
    assert (exchange["request"], exchange["response"], exchange["peer_address"]) == (b"", b"", None)
    assert recordings[name].results[0][0] == "failure"


@pytest.mark.parametrize("host", ODD_LOOPBACKS)
def test_loopback_is_refused_in_every_spelling(host: str, recordings: dict[str, Recording]) -> None:
    [exchange] = recordings[host].exchanges
    assert (exchange["outcome"], exchange["request"]) == ("forbiddenAddress", b"")
    [(kind, values)] = recordings[host].results
    assert kind == "failure"
    assert values["type"] == "ForbiddenAddressError"


def test_no_forbidden_request_reached_the_server(recordings: dict[str, Recording]) -> None:
    assert len(recordings[ROBOTS].turns) == 2


def test_robots_txt_is_captured(recordings: dict[str, Recording]) -> None:
    exchanges, turns = recordings[ROBOTS].exchanges, recordings[ROBOTS].turns
    assert [(e["request"], e["response"]) for e in exchanges] == [(turn.request, turn.sent) for turn in turns]
    assert exchanges[0]["asked"].endswith("/robots.txt")


def test_proxy_is_refused_with_words(recordings: dict[str, Recording]) -> None:
    [(kind, values)] = recordings[PROXY].results
    assert kind == "failure"
    assert "proxies are not supported" in values["message"]
    assert recordings[PROXY].exchanges == []


def test_request_order_is_plain(recordings: dict[str, Recording]) -> None:
    lines = recordings["POST with a body"].exchanges[0]["request"].split(b"\r\n")
    assert lines[0] == b"POST /?a=%20b&c HTTP/1.1"
    assert lines[1].startswith(b"Host: 127.0.0.1:")
    assert b"Content-Length: 70000" in lines


def test_times_and_peer_are_recorded(recordings: dict[str, Recording]) -> None:
    for name in CASES:
        for exchange in recordings[name].exchanges:
            assert exchange["started_at"] <= exchange["ended_at"]
            assert exchange["peer_address"] == CASES[name].address


@pytest.mark.parametrize(
    ("name", "protocol", "verified"),
    [
        ("TLS, self-signed", "tls/1.3", False),
        ("TLS, certificate that holds", "tls/1.3", True),
        ("TLS, certificate for another name", "tls/1.3", False),
        ("TLS 1.2", "tls/1.2", False),
        ("TLS, good certificate demanded", "tls/1.3", True),
    ],
)
def test_tls_facts(name: str, protocol: str, verified: bool, recordings: dict[str, Recording]) -> None:
    facts = recordings[name].exchanges[-1]["tls"]
    assert facts["protocol"] == protocol
    assert facts["verified"] is verified
    assert facts["cipher_suite"].startswith("TLS_ECDHE_RSA_WITH_" if protocol == "tls/1.2" else "TLS_")


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "length" in case.outcomes])
def test_ceiling_cuts_exactly(name: str, recordings: dict[str, Recording]) -> None:
    [exchange] = recordings[name].exchanges
    limit = 256 << 10 if "endless" in name else 100_000
    assert len(b"".join(exchange["interim"]) + exchange["response"]) == limit
    if "endless" not in name:
        assert "length" in recordings[name].results[0][1]["flags"]


def test_requisite_leaves_scrapy_without_its_body(recordings: dict[str, Recording]) -> None:
    assert recordings["page requisite"].results[0][1]["body"] == b""


def test_cut_body_can_be_taken(recordings: dict[str, Recording]) -> None:
    result = recordings["body shorter than stated, asked to take it"].results[0][1]
    assert (result["body"], result["flags"]) == (b"short", ["dataloss"])


def test_no_case_is_missing(recordings: dict[str, Recording]) -> None:
    exchanges = sum(len(recordings[name].exchanges) for name in CASES)
    assert len(CASES) >= 100
    assert exchanges >= 125
