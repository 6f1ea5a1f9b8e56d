"""Sites that want a crawler to stall, swell or run for ever, one server each; every one has good pages besides.

A case links from its front page to its trap first and to ``GOOD`` pages after it.
"""

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import brotli
from backports import zstd
from wire_server import CLOSE, HOLD, Drip, Script, WireServer

GOOD = ("/good/first", "/good/second", "/good/third")
MEGABYTE = 1 << 20
BOMB_BYTES = 100 * MEGABYTE
SENTENCE = "The council met on Tuesday evening and heard the plans for the old harbour. "

Pages = Callable[[str], Script | None]


@dataclass(frozen=True)
class Case:
    """One hostile site. ``answer`` gives the script of a path that is no good page, ``front`` what the front links to.

    ``ceiling`` says in words what ends it.
    """

    name: str
    ceiling: str
    front: tuple[str, ...]
    answer: Pages


class Endless:
    """Steps without end, until the client hangs up."""

    def __init__(self, head: bytes, piece: bytes) -> None:
        self.head, self.piece = head, piece

    def __iter__(self) -> Iterator[bytes]:
        yield self.head
        while True:
            yield self.piece


def document(title: str, *links: str, body: str = "") -> bytes:
    """An article with these links."""
    anchors = "".join(f'<p><a href="{link}">{link}</a></p>' for link in links)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body><article>'
        f"<h1>{title}</h1><p>{SENTENCE * 5}</p>{body}</article><nav>{anchors}</nav></body></html>"
    ).encode()


def answer(body: bytes, *headers: str, media_type: str = "text/html; charset=utf-8", status: str = "200 OK") -> Script:
    """One whole answer."""
    lines = (f"HTTP/1.1 {status}", f"Content-Type: {media_type}", f"Content-Length: {len(body)}", *headers)
    return ["\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body]


def page(title: str, *links: str, body: str = "") -> Script:
    return answer(document(title, *links, body=body))


def redirect(to: str) -> Script:
    return answer(b"", f"Location: {to}", status="302 Found")


class Site(dict[str, Script]):
    """The scripts of a case, made when asked for."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._case = case

    def __missing__(self, path: str) -> Script:
        case = self._case
        if path == "/":
            return page(f"Front of {case.name}", *case.front, *GOOD)
        if path in GOOD:
            return page(f"Good page {path[-6:]}")
        if path == "/robots.txt":
            return answer(b"", status="404 Not Found")
        return case.answer(path) or answer(b"", status="404 Not Found")


def serve(case: Case) -> WireServer:
    """The site of a case on a free port; what takes long to make is made by now."""
    for path in case.front:
        case.answer(path)
    return WireServer(Site(case))


def _always(script: Callable[[], Script]) -> Pages:
    kept = cache(script)
    return lambda _: kept()


def _coded(coding: str, pack: Callable[[], bytes]) -> Pages:
    return _always(lambda: answer(pack(), f"Content-Encoding: {coding}"))


def _zeros() -> Iterator[bytes]:
    for _ in range(BOMB_BYTES // MEGABYTE):
        yield b" " * MEGABYTE


def _gzip_bomb() -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(map(packer.compress, _zeros())) + packer.flush()


def _br_bomb() -> bytes:
    packer = brotli.Compressor(quality=1)
    return b"".join(map(packer.process, _zeros())) + packer.finish()


def _zstd_bomb() -> bytes:
    packer = zstd.ZstdCompressor()
    return b"".join(map(packer.compress, _zeros())) + packer.flush()


def _number(path: str) -> int:
    digits = "".join(character for character in path if character.isdigit())
    return int(digits or "0")


def _long_page() -> Script:
    return page("Long", body=f"<p>{SENTENCE * 14}</p>" * (20 * MEGABYTE // (len(SENTENCE) * 14)))


def _many_links() -> Script:
    return page(
        "Links", body="".join(f'<a href="http://elsewhere.example/{number}">n</a> ' for number in range(300_000))
    )


def _calendar(path: str) -> Script:
    """From November 2099 a day at a time."""
    day = _number(path.rpartition("-")[2]) + 1
    month = _number(path.split("-")[1]) + (day > 28)
    year = _number(path.split("-")[0]) + (month > 12)
    return page("Calendar", f"/calendar/{year}-{(month - 1) % 12 + 1:02}-{(day - 1) % 28 + 1:02}")


def _endless_calendar(path: str) -> Script:
    number = _number(path.partition("?")[2])
    return page("Calendar", f"/events?day={number % 28 + 1}&n={number + 1}")


def _listing(path: str) -> Script:
    return page(f"Page {path}", f"/list?page={_number(path) + 1}")


def _slugs(path: str) -> Script:
    last = path.rpartition("-")[2]
    return page(f"Related {last}", f"/related/story-{chr(97 + len(last) % 26)}{last}"[:200])


def _session(path: str) -> Script:
    number = _number(path.partition("=")[2]) if "=" in path else 0
    return page("Session", *(f"/shop?sid={number * 7 + step:032d}" for step in range(1, 4)))


def _sitemap_index(path: str) -> Script:
    number = _number(path)
    listed = f"<sitemap><loc>{path}</loc></sitemap><sitemap><loc>/sitemap-{number + 1}.xml</loc></sitemap>"
    xml = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</sitemapindex>'
    return answer(xml.encode(), media_type="application/xml")


def _sitemaps(path: str) -> Script:
    """An index, and the packed sitemap it lists."""
    return _packed_sitemap() if path.endswith(".gz") else _index_of("/sitemap.xml.gz")


def _index_of(path: str) -> Script:
    xml = f"<sitemapindex><sitemap><loc>{path}</loc></sitemap></sitemapindex>"
    return answer(xml.encode(), media_type="application/xml")


@cache
def _packed_sitemap() -> Script:
    packer = zlib.compressobj(9, wbits=31)
    listed = b"<url><loc>/good/first</loc></url>" * (MEGABYTE // 33)
    bomb = b"".join(packer.compress(piece) for piece in (b"<urlset>", *[listed] * 100, b"</urlset>"))
    return answer(bomb + packer.flush(), media_type="application/gzip")


def _laughs(path: str) -> Script:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol" * 100}">' for n in range(12))
    outside = '<!ENTITY out SYSTEM "file:///etc/passwd"><!ENTITY far SYSTEM "http://127.0.0.1:9/secret">'
    if path.startswith("/feed"):
        inner = "<rss version='2.0'><channel><item><title>&l11;&out;</title><link>/good/first?&l11;&far;</link></item>"
        body = f"<!DOCTYPE rss [{entities}{outside}]>{inner}</channel></rss>"
    else:
        inner = "<url><loc>/&l11;&out;</loc></url><url><loc>/good/third</loc></url>"
        body = f"<!DOCTYPE urlset [{entities}{outside}]><urlset>{inner}</urlset>"
    return answer(b'<?xml version="1.0"?>' + body.encode(), media_type="application/xml")


def _cookies(path: str) -> Script:
    number = _number(path)
    if number > 30:
        return page("Enough cookies")
    set_them = (f"Set-Cookie: c{number}x{each}={'v' * 3000}; Path=/" for each in range(20))
    return answer(document("Cookies", f"/cookies/{number + 1}"), *set_them)


def _comments(path: str) -> Script:
    """A WordPress article whose comments always have one more page."""
    number = _number(path.partition("comment-page-")[2])
    comments = "".join(
        f'<li class="comment even depth-1" id="comment-{number}{each}"><article class="comment-body" '
        f'id="div-comment-{number}{each}"><footer class="comment-meta"><div class="comment-author vcard">'
        f'<b class="fn">Reader {each}</b></div><div class="comment-metadata"><a href="#comment-{number}{each}"><time '
        f'datetime="2024-05-0{each + 1}T10:00:00+00:00">May {each + 1}, 2024</time></a></div></footer>'
        f'<div class="comment-content"><p>I have walked there {number} times.</p></div></article></li>'
        for each in range(3)
    )
    body = (
        f'<div id="comments" class="comments-area"><ol class="comment-list">{comments}</ol><nav class="navigation '
        f'comment-navigation"><div class="nav-previous"><a href="/story/comment-page-{number + 1}/#comments">Older '
        "comments</a></div></nav></div><link rel='stylesheet' href='/wp-content/themes/t/style.css'>"
    )
    return page("A story", body=body)


def _nested() -> Script:
    return page("Nested", body="<div>" * 10_000 + "deep" + "</div>" * 10_000)


def _slow_to_parse() -> Script:
    rows = "".join(f"<div class='comment c{n}'><b><i><table><tr><td>{n}" for n in range(30_000))
    return page("Slow", body=rows)


CASES = (
    Case("gzip bomb", "32 MiB decoded", ("/bomb",), _coded("gzip", _gzip_bomb)),
    Case("br bomb", "32 MiB decoded", ("/bomb",), _coded("br", _br_bomb)),
    Case("zstd bomb", "32 MiB decoded", ("/bomb",), _coded("zstd", _zstd_bomb)),
    Case("nested bomb", "32 MiB per layer", ("/bomb",), _coded("gzip, gzip", lambda: gzip.compress(_gzip_bomb()))),
    Case("ten codings", "5 codings", ("/bomb",), _coded(", ".join(["gzip"] * 10), lambda: gzip.compress(b"x"))),
    Case(
        "endless body",
        "page_max_bytes",
        ("/endless",),
        lambda _: Endless(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>", SENTENCE.encode() * 14_000),
    ),
    Case(
        "endless headers",
        "256 KiB of head",
        ("/endless",),
        lambda _: Endless(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 500),
    ),
    Case(
        "endless 1xx",
        "256 KiB of head",
        ("/endless",),
        lambda _: Endless(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 100),
    ),
    Case(
        "a byte a second",
        "total_timeout_seconds",
        ("/slow",),
        lambda _: [b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n", Drip(b"a" * 999, 1.0)],
    ),
    Case("silence", "idle_timeout_seconds", ("/slow",), lambda _: [HOLD]),
    Case("hangs up", "retries", ("/slow",), lambda _: [b"HTTP/1.1 200 OK\r\nContent-Le", CLOSE]),
    Case("redirect loop", "redirects", ("/loop/a",), lambda p: redirect("/loop/b" if p == "/loop/a" else "/loop/a")),
    Case("redirect to itself", "redirects", ("/loop",), redirect),
    Case("redirect chain", "redirects", ("/chain/1",), lambda path: redirect(f"/chain/{_number(path) + 1}")),
    Case("growing cookies", "50 cookies, 8 KiB a host", ("/cookies/1",), _cookies),
    Case(
        "billion laughs",
        "entities are not expanded",
        ("/feed.xml", "/sitemap.xml"),
        _laughs,
    ),
    Case("300,000 links", "20,000 links a page", ("/many",), lambda path: _many_links() if path == "/many" else None),
    Case("calendar", "the year 2099", ("/calendar/2099-12-20",), _calendar),
    Case("calendar by parameter", "trap_pages", ("/events?day=1&n=1",), _endless_calendar),
    Case("session ids", "sessionId", ("/shop",), _session),
    Case("endless listing", "trap_pages", ("/list?page=1",), _listing),
    Case("endless related stories", "trap_pages", ("/related/story-a",), _slugs),
    Case("endless folders", "three times", ("/more/",), lambda path: page(f"In {path[-40:]}", "more/")),
    Case("packed sitemap bomb", "32 MiB unpacked", ("/sitemap.xml",), _sitemaps),
    Case("endless sitemap index", "trap_pages", ("/sitemap-1.xml",), _sitemap_index),
    Case("endless comment pages", "thread_max_requests", ("/story/",), _comments),
    Case("20 MB page", "a child process", ("/long",), _always(_long_page)),
    Case("10,000 nested elements", "a second parser", ("/nested",), _always(_nested)),
    Case("slow to parse", "a deadline", ("/slow",), _always(_slow_to_parse)),
)
