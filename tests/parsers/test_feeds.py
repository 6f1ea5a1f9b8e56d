from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.parsers.extraction import Link, LinkKind
from crawler.parsers.feeds import MAX_LINKS, feed
from crawler.parsers.page import Page

AT = datetime(2026, 3, 1, tzinfo=UTC)
SITE = "https://news.example"


def page(xml: str | bytes, content_type: str = "application/rss+xml") -> Page:
    payload = xml if isinstance(xml, bytes) else xml.encode()
    return Page(SITE + "/feed/", payload, AT, headers=(("Content-Type", content_type),))


def urls(xml: str | bytes) -> list[str] | None:
    found = feed(page(xml))
    return None if found is None else [link.url.removeprefix(SITE) for link in found]


def rss(items: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><link>{SITE}/</link>{items}</channel></rss>'


@pytest.mark.parametrize(
    "text", ["", " ", "rss", "<", "<!--", "<html><body><item><link>/x</link></item></body></html>", "{}", "<urlset/>"]
)
def test_what_is_no_feed_gives_none(text: str) -> None:
    assert feed(page(text)) is None


@pytest.mark.parametrize("text", ["<rss/>", "<rss>", "<feed", "<rss><channel><item><link/></item>", rss("<item/>")])
def test_an_empty_or_cut_feed_has_no_links(text: str) -> None:
    assert not feed(page(text))


def test_a_cut_feed_gives_what_arrived() -> None:
    assert urls(rss("<item><link>/a</link></item><item><link>/b</link></item>")[:-30]) == ["/a", "/b"]


def test_entities_are_not_blown_up() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    items = '<item x="&e11;"><link>/&e11;</link></item><item><link>/&e2;</link></item>'
    found = urls(f'<!DOCTYPE rss [<!ENTITY e0 "x">{bomb}]>{rss(items)[21:]}')
    assert found is not None
    assert all(len(url) < 100 for url in found)


def test_entities_are_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("betrayed")
    entity = f'<!DOCTYPE rss [<!ENTITY file SYSTEM "{tmp_path.as_uri()}/secret">]>'
    assert urls(entity + rss("<item><link>/a&file;</link></item>")[21:]) == ["/a&file;"]
    outside = '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">'
    assert urls(outside + rss("<item><link>/a</link></item>")[21:]) == ["/a"]


def test_rss_items_are_taken_by_link_else_by_a_guid_that_is_a_permalink() -> None:
    items = f"""<item><title>1</title><link> {SITE}/1 </link><guid>{SITE}/?p=1</guid></item>
    <item><atom:link xmlns:atom="http://www.w3.org/2005/Atom" href="/self" rel="self"/>
    <link><![CDATA[/2?a=1&b=2]]></link></item>
    <item><guid>{SITE}/3</guid></item><item><guid isPermaLink="false">{SITE}/4</guid></item>
    <item><link>{SITE}/1</link></item>
    <item><link>http://feedproxy.example/x</link><f:origLink xmlns:f="urn:f">{SITE}/5</f:origLink></item>"""
    assert urls(rss(items)) == ["/1", "/2?a=1&b=2", "/3", "/5"]


@pytest.mark.parametrize(
    "namespace", ["", ' xmlns="http://purl.org/rss/1.0/"', ' xmlns="http://my.netscape.com/rdf/simple/0.9/"']
)
def test_rss_of_the_rdf_kind_is_read(namespace: str) -> None:
    head = f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"{namespace}>'
    assert urls(f"{head}<channel><link>/</link></channel><item><link>/a</link></item></rdf:RDF>") == ["/a"]


def test_atom_entries_are_taken_by_their_alternate_link() -> None:
    text = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/base/"><link href="/"/>
    <link rel="self" href="/atom"/>
    <entry><link rel="replies" href="/c"/><link href="a"/><link rel="edit" href="/e"/></entry>
    <entry xml:base="deep/"><link rel="alternate" href="b"/></entry><entry/><link rel="next" href="?page=2"/></feed>"""
    assert feed(page(text, "application/atom+xml")) == (
        Link(SITE + "/base/a"),
        Link(SITE + "/base/deep/b"),
        Link(SITE + "/base/?page=2", LinkKind.FEED),
    )


def test_bare_ampersands_outside_cdata_survive_mending() -> None:
    items = "<item><link>/a?x=1&y=2</link></item><item><link><![CDATA[/b?x=1&y=2]]></link></item>"
    assert urls(rss(items)) == ["/a?x=1&y=2", "/b?x=1&y=2"]


def test_blanks_before_the_declaration_and_other_charsets_are_read() -> None:
    assert urls("\n  " + rss("<item><link>/a</link></item>")) == ["/a"]
    text = rss("<item><link>/ü</link></item>").replace("?>", ' encoding="iso-8859-1"?>')
    assert urls(text.encode("latin-1")) == ["/%C3%BC"]


def test_links_beyond_the_ceiling_are_left_out() -> None:
    found = urls(rss("".join(f"<item><link>/{n}</link></item>" for n in range(MAX_LINKS + 5))))
    assert found is not None
    assert (len(found), found[-1]) == (MAX_LINKS, f"/{MAX_LINKS - 1}")
