"""Usual requests and answers are judged at a glance: the glance and the full reading never disagree."""

import gzip

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.warc.check import http
from crawler.warc.check.http import judge_request, read_response
from crawler.wire.spool import Spool

URL = "https://news.example/a?b=1"
GZIPPED = gzip.compress(b"body", mtime=0)
STATUS = [
    "HTTP/1.1 200 OK",
    "HTTP/1.0 404 Not Found",
    "HTTP/1.1 204 No Content",
    "HTTP/1.1 304 N",
    "HTTP/1.1 103 E",
    "X",
]
FIELDS = [
    "Content-Length: 4",
    "content-length:4",
    "Content-Length: 04",
    "Content-Length: 5",
    f"Content-Length: {len(GZIPPED)}",
    "X-Content-Length: 4",
    "Content-Length-X: 4",
    "Transfer-Encoding: chunked",
    "Content-Encoding: gzip",
    "Content-Encoding: br",
    "Content-Encoding : gzip",
    " folded",
    "\tfolded",
    "no colon",
    "Server: x\n",
]
BODIES = [b"", b"body", b"body and more", GZIPPED, b"4\r\nbody\r\n0\r\n\r\n"]
TARGETS = ["/a?b=1", "/a", "https://news.example/a?b=1", "*", "/a?b=1 x", "//news.example/a?b=1"]
HOSTS = [
    "Host: news.example",
    "host: NEWS.example",
    "Host: news.example:443",
    "Host: evil.example",
    "Host : evil.example",
]
URLS = [
    URL,
    "https://NEWS.example/a?b=1",
    "https://news.example",
    f"{URL}#x",
    "https://u@news.example/a?b=1",
    "http://é/",
]


def patiently(monkeypatch, name, call):
    with monkeypatch.context() as patched:
        patched.setattr(http, name, lambda *given: None)
        return call()


def told(found):
    return (b"".join(found.payload), b"".join(found.stored()), found.status, found.problems, found.chunked, found.bare)


@pytest.mark.parametrize("coding", [(), ("Content-Encoding: gzip",)])
def test_a_usual_answer_is_taken_at_a_glance(coding):
    body = GZIPPED if coding else b"body"
    lines = ("HTTP/1.1 200 OK", f"Content-Length: {len(body)}", *coding, "", "")
    data = "\r\n".join(lines).encode() + body
    assert http._plain_answer(Spool(data), data) is not None


@given(
    status=st.sampled_from(STATUS),
    fields=st.lists(st.sampled_from(FIELDS), max_size=4),
    body=st.sampled_from(BODIES),
    truncated=st.booleans(),
)
@example(status=STATUS[0], fields=[f"Content-Length: {len(GZIPPED)}", "Server: x\n"], body=GZIPPED, truncated=False)
def test_answers_are_judged_the_same_at_a_glance(status, fields, body, truncated):
    data = "\r\n".join((status, *fields, "", "")).encode() + body
    with pytest.MonkeyPatch.context() as patched:

        def read():
            return told(read_response(Spool(data), method="GET", truncated=truncated))

        assert read() == patiently(patched, "_plain_answer", read)


@given(
    method=st.sampled_from(["GET", "POST", "HEAD", "OPTIONS", "G T"]),
    target=st.sampled_from(TARGETS),
    hosts=st.lists(st.sampled_from([*HOSTS, "Hostname: x", " folded", "Accept: */*"]), max_size=3),
    url=st.sampled_from(URLS),
)
def test_requests_are_judged_the_same_at_a_glance(method, target, hosts, url):
    block = Spool("\r\n".join((f"{method} {target} HTTP/1.1", *hosts, "", "")).encode() + b"body")
    with pytest.MonkeyPatch.context() as patched:

        def judge():
            return judge_request(block, url)

        assert judge() == patiently(patched, "_plain_request", judge)
