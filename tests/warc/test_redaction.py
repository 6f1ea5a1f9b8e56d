"""What an operator keeps secret reaches the site, and nothing on disk."""

from pathlib import Path

import pytest
from crawls import QUICK, Collection, run
from hypothesis import given, settings
from hypothesis import strategies as st
from wire_server import Script, WireServer

from crawler.config import Config, from_toml
from crawler.errors import ConfigError
from crawler.warc.captures import read_captures
from crawler.warc.reader import read_records
from crawler.warc.redaction import redacted

VALUES = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=30)
COOKIE, TOKEN = "session=very+secret(1); tier=gold", "Bearer abc.def"


@given(VALUES, VALUES)
@settings(max_examples=50, deadline=None)
def test_lengths_stay_and_the_body_is_left_alone(value: str, other: str) -> None:
    body = f"token: {value}".encode()
    request = f"POST / HTTP/1.1\r\ntoken: {value}\r\nOther: {other}\r\n\r\n".encode() + body
    after = redacted(request, {"Token": value})
    assert len(after) == len(request) and after.endswith(body)
    assert after.startswith(b"POST / HTTP/1.1\r\ntoken: " + b"x" * len(value) + b"\r\nOther: ")


def answer(body: str, *headers: str) -> Script:
    lines = ("HTTP/1.1 200 OK", "Content-Type: text/html", f"Content-Length: {len(body)}", *headers)
    return ["\r\n".join(lines).encode() + b"\r\n\r\n" + body.encode()]


def test_secrets_go_to_the_seeds_hosts_only_and_never_to_disk(tmp_path: Path) -> None:
    with WireServer({"/robots.txt": answer(""), "/elsewhere": answer("<p>here")}) as other:
        away = [f"HTTP/1.1 302 F\r\nLocation: {other.url('/elsewhere')}\r\nContent-Length: 0\r\n\r\n".encode()]
        front = answer("<p><a href=/a>a</a>", "Set-Cookie: theirs=1")
        scripts = {"/robots.txt": answer(""), "/": front, "/a": answer("<p>a"), "/away": away}
        with WireServer(scripts) as server:
            config = tmp_path / "c.toml"
            config.write_text(f'[headers]\nCookie = "{COOKIE}"\nAuthorization = "{TOKEN}"\n')
            seeds = (server.url("/"), server.url("/away"))
            folder = ("--archives", tmp_path, "--collection", "c", "--no-requisites")
            ran = run("crawl", *seeds, *folder, "--config", config, *QUICK)
            assert ran.code == 0, ran.err
            for turn in server.turns:
                assert COOKIE.encode() in turn.request and TOKEN.encode() in turn.request
            second = next(turn.request for turn in server.turns if turn.request.startswith(b"GET /a "))
            assert f"Cookie: {COOKIE}; theirs=1\r\n".encode() in second
        assert other.turns and not any(b"secret" in turn.request or b"abc" in turn.request for turn in other.turns)
    kept = b""
    for path in Collection(tmp_path / "c").warcs:
        kept += b"".join(stored.record.block.read() for stored in read_records(path))
        assert list(read_captures(path))
    assert b"theirs=1" in kept and b"Authorization: " + b"x" * len(TOKEN) in kept
    assert b"configured for Authorization, Cookie are replaced by x" in kept
    written = b"".join(path.read_bytes() for path in (tmp_path / "c").rglob("*") if path.is_file())
    for place in (kept, written, ran.err.encode(), ran.out.encode()):
        assert COOKIE.encode() not in place and b"very+secret" not in place and TOKEN.encode() not in place
    assert run("check", tmp_path / "c").code == 0


@pytest.mark.parametrize(
    "table", ['"Bad Name" = "v-a-l"', 'Cookie = "v-a-l\\nX: y"', 'Cookie = ["v-a-l"]', 'Cookie = ""']
)
def test_what_cannot_stand_in_a_request_is_refused_without_showing_it(tmp_path: Path, table: str) -> None:
    config = tmp_path / "c.toml"
    config.write_text(f"[headers]\n{table}\n")
    with pytest.raises(ConfigError) as error:
        from_toml(config, Config())
    assert "headers" in str(error.value) and "v-a-l" not in str(error.value)
