import gzip
from datetime import UTC, datetime

import pytest

from crawler.parsers.extraction import Link, LinkKind
from crawler.parsers.page import Page
from crawler.parsers.parse import parse
from crawler.parsers.sitemaps import MAX_LINKS, sitemap
from crawler.parsers.xml import MAX_BYTES

AT = datetime(2026, 3, 1, tzinfo=UTC)
SITE = "https://news.example"
HEAD = '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'


def page(body: str | bytes, content_type: str = "application/xml") -> Page:
    payload = body if isinstance(body, bytes) else body.encode()
    return Page(SITE + "/sitemap.xml", payload, AT, headers=(("Content-Type", content_type),))


def urls(body: str | bytes) -> list[str] | None:
    found = sitemap(page(body))
    return None if found is None else [link.url for link in found]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<",
        "<html><loc>https://a.example/</loc></html>",
        "<rss/>",
        "hello",
        f"{SITE}/a\nand more",
        "\x1f\x8b",
        b"\x1f\x8b\x08\x00junk",
        gzip.compress(b"hello", mtime=0)[:-12],
        "ftp://a.example/x",
    ],
)
def test_what_is_no_sitemap_gives_none(body: str | bytes) -> None:
    assert sitemap(page(body)) is None


def test_entries_without_a_usable_address_are_passed_over() -> None:
    assert urls(HEAD + "<url/><url><loc/></url><url><loc>mailto:x</loc></url></urlset>") == []


def test_a_cut_sitemap_gives_what_arrived() -> None:
    assert urls(HEAD + f"<url><loc>{SITE}/a</loc></url><url><loc>{SITE}/b</lo") == [SITE + "/a", SITE + "/b"]


def test_pages_are_listed_in_order_and_each_once() -> None:
    body = f"""{HEAD}<!-- x --><url><loc>\n {SITE}/a?x=1&amp;y=2 </loc><lastmod>2026-03-01</lastmod></url>
    <url><loc><![CDATA[{SITE}/b]]></loc></url><url><loc>{SITE}/a?x=1&amp;y=2</loc></url><url><loc>/c</loc></url></urlset>"""
    assert sitemap(page(body)) == (Link(SITE + "/a?x=1&y=2"), Link(SITE + "/b"), Link(SITE + "/c"))


def test_extensions_list_no_pages_of_their_own() -> None:
    body = f"""<urlset xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"
    xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><i:image><i:loc>{SITE}/i.jpg</i:loc></i:image>
    <n:news><n:title>T</n:title></n:news><loc>{SITE}/a</loc></url></urlset>"""
    assert urls(body) == [SITE + "/a"]


def test_an_index_lists_sitemaps() -> None:
    body = f"<sitemapindex><sitemap><loc>{SITE}/1.xml.gz</loc></sitemap><url><loc>{SITE}/no</loc></url></sitemapindex>"
    assert sitemap(page(body)) == (Link(SITE + "/1.xml.gz", LinkKind.SITEMAP),)


def test_text_lists_an_address_on_each_line() -> None:
    assert urls(f"\ufeff{SITE}/a\r\n\r\n {SITE}/b \n") == [SITE + "/a", SITE + "/b"]


def test_a_gzipped_file_is_unpacked_whatever_it_is_called() -> None:
    packed = gzip.compress((HEAD + f"<url><loc>{SITE}/ü</loc></url></urlset>").encode())
    assert sitemap(page(packed, "application/x-gzip; charset=binary")) == (Link(SITE + "/%C3%BC"),)
    assert urls(gzip.compress(f"{SITE}/a".encode())) == [SITE + "/a"]


def test_a_cut_or_swollen_gzipped_file_is_read_as_far_as_it_goes() -> None:
    whole = HEAD.encode() + f"<url><loc>{SITE}/a</loc></url>".encode()
    assert urls(gzip.compress(whole + bytes(range(32, 127)))[:-20]) == [SITE + "/a"]
    swollen = f"{SITE}/a\n".encode() + b" " * MAX_BYTES + b"no address, but far behind"
    assert urls(gzip.compress(swollen, compresslevel=1)) == [SITE + "/a"]


def test_links_beyond_the_ceiling_are_left_out() -> None:
    found = urls("\n".join(f"{SITE}/{n}" for n in range(MAX_LINKS + 5)))
    assert found is not None
    assert (len(found), found[-1]) == (MAX_LINKS, f"{SITE}/{MAX_LINKS - 1}")


def test_what_was_left_out_is_noted() -> None:
    many = "".join(f"<url><loc>{SITE}/{number}</loc></url>" for number in range(MAX_LINKS + 1))
    assert parse(page(HEAD + many + "</urlset>")).notes == ("cutLinks",)
    swollen = HEAD.encode() + b"<url><loc>%s/a</loc></url>" % SITE.encode() + b" " * (MAX_BYTES + 1) + b"</urlset>"
    assert parse(page(gzip.compress(swollen, compresslevel=1))).notes == ("cut",)
    assert parse(page(HEAD + f"<url><loc>{SITE}/a</loc></url></urlset>")).notes == ()
