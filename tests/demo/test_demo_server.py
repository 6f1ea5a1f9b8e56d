"""The site over HTTP: codings, chunks, validators, HEAD, keep-alive, the log and the shared clock."""

import gzip
import http.client
from datetime import timedelta
from urllib.parse import urlsplit

import brotli
import pytest
from backports import zstd

from crawler.demo import CLOSING, MODEL_PAGE, Clock, serve
from crawler.demo.expected import expected_articles

DECODERS = {"gzip": gzip.decompress, "br": brotli.decompress, "zstd": zstd.decompress}
CODED = {
    "gzip": "/town/2026/03/swing-bridge-stuck-open",
    "br": "/harbour/2026/03/winter-timetable-explained",
    "zstd": "/harbour/2026/02/rope-factory-tour",
}
CHUNKED = "/town/playground-ship-1190.html"


@pytest.fixture(scope="module")
def demo():
    with serve() as running:
        yield running


@pytest.fixture
def wire(demo):
    connection = http.client.HTTPConnection(urlsplit(demo.base).netloc, timeout=60)
    yield connection
    connection.close()


def ask(wire, path, method="GET", **headers):
    wire.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = wire.getresponse()
    return response, response.read()


@pytest.mark.parametrize("coding", CODED)
def test_some_paths_are_coded_whatever_the_client_accepts(demo, wire, coding):
    response, body = ask(wire, CODED[coding], Accept_Encoding="identity")
    assert response.getheader("Content-Encoding") == coding
    (truth,) = [article for article in expected_articles(demo.clock.now) if article.path == CODED[coding]]
    assert truth.first_words in DECODERS[coding](body).decode()


def test_one_path_is_chunked(wire):
    response, body = ask(wire, CHUNKED)
    assert response.getheader("Transfer-Encoding") == "chunked"
    assert response.getheader("Content-Length") is None
    assert "Long Division" in body.decode()


def test_gzip_is_given_to_who_asks_for_it(wire):
    plain, body = ask(wire, "/")
    coded, small = ask(wire, "/", Accept_Encoding="br;q=0.5, gzip")
    refused, _ = ask(wire, "/", Accept_Encoding="gzip;q=0")
    assert plain.getheader("Content-Encoding") is None
    assert refused.getheader("Content-Encoding") is None
    assert coded.getheader("Content-Encoding") == "gzip"
    assert gzip.decompress(small) == body
    assert coded.getheader("ETag") != plain.getheader("ETag")
    picture, _ = ask(wire, "/images/harbour-3.png", Accept_Encoding="gzip")
    assert picture.getheader("Content-Encoding") is None


@pytest.mark.parametrize("accepted", ["identity", "gzip"])
def test_validators_are_answered_with_304(wire, accepted):
    first, _ = ask(wire, MODEL_PAGE, Accept_Encoding=accepted)
    etag, changed = first.getheader("ETag"), first.getheader("Last-Modified")
    for headers in ({"If_None_Match": f'"other", W/{etag}'}, {"If_Modified_Since": changed}):
        again, body = ask(wire, MODEL_PAGE, Accept_Encoding=accepted, **headers)
        assert (again.status, body, again.getheader("ETag")) == (304, b"", etag)


@pytest.mark.parametrize(
    "headers",
    [
        {"If_None_Match": '"other"'},
        {"If_Modified_Since": "Thu, 01 Jan 1998 00:00:00 GMT"},
        {"If_Modified_Since": "yesterday"},
        {"If_None_Match": '"other"', "If_Modified_Since": "Fri, 01 Jan 2038 00:00:00 GMT"},
    ],
)
def test_other_validators_get_the_whole_answer(wire, headers):
    response, body = ask(wire, MODEL_PAGE, **headers)
    assert response.status == 200
    assert body


@pytest.mark.parametrize("path", ["/", CHUNKED, CODED["br"], "/nowhere", "/coffee", "/images/town-1.png"])
def test_head_is_get_without_the_body(wire, path):
    got, _ = ask(wire, path)
    headed, body = ask(wire, path, method="HEAD")
    assert body == b""
    assert (headed.status, headed.getheaders()) == (got.status, got.getheaders())


def test_connections_are_kept_alive_through_every_kind_of_answer(wire):
    wire.connect()
    socket = wire.sock
    for path in ("/", CHUNKED, "/coffee", "/nowhere", "/broken/weather", MODEL_PAGE):
        ask(wire, path)
        assert wire.sock is socket


def test_the_log_tells_what_was_asked(demo, wire):
    before = len(demo.log)
    ask(wire, "/today")
    ask(wire, "/town/eels-resign.html", method="HEAD")
    assert demo.log[before:] == [("GET", "/today", 302), ("HEAD", "/town/eels-resign.html", 410)]


def test_moving_the_clock_moves_a_running_site():
    clock = Clock()
    with serve(clock=clock) as running:
        wire = http.client.HTTPConnection(urlsplit(running.base).netloc, timeout=60)
        old, _ = ask(wire, "/harbour/tide-tables.html")
        clock.advance(timedelta(days=29))
        new, _ = ask(wire, "/harbour/tide-tables.html")
        clock.set(CLOSING)
        front, _ = ask(wire, "/")
        wire.close()
    assert (old.status, new.status) == (200, 410)
    assert front.getheader("Date") == "Wed, 01 Apr 2026 08:00:00 GMT"


def test_addresses_are_those_of_the_port_served(demo, wire):
    _, body = ask(wire, "/sitemap.xml")
    assert f"<loc>{demo.base}/sitemap-news.xml</loc>".encode() in body
