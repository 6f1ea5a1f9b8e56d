"""Text and safe HTML of comments, hostile ones first."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from crawler.parsers.comments.render import render_html, safe_url

BASE = "https://news.example/a"
ALLOWED = {
    "p", "blockquote", "ul", "ol", "li", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd", "div", "code",
    "em", "strong", "b", "i", "u", "s", "del", "ins", "sub", "sup", "q", "br", "hr", "a",
}  # fmt: skip


def safe(markup: str) -> str:
    """The HTML given out, after looking at it as a browser's parser would."""
    given_out = render_html(markup, base=BASE)[1]
    tree = html.fragment_fromstring(given_out, create_parent="div") if given_out else html.Element("div")
    for element in tree.iterdescendants():
        assert element.tag in ALLOWED, element.tag
        assert set(element.keys()) <= ({"href", "rel"} if element.tag == "a" else set())
        if element.tag == "a":
            assert re.match(r"(https?://|mailto:)", element.get("href"))
    return given_out


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<p onclick=alert(1)>x</p>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href=' java\nscript:alert(1)'>x</a>",
        "<a href='&#106;avascript:alert(1)'>x</a>",
        "<a href='data:text/html,<script>1</script>'>x</a>",
        "<a href='vbscript:x'>x</a>",
        "<img src=x onerror=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<svg onload=alert(1)>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<style>*{display:none}</style>x",
        "<p style='position:fixed'>x</p>",
        "<iframe src='https://x'></iframe>",
        "<object data=x></object><embed src=x>",
        "<form action=x><input name=a><button>go</button></form>",
        "<base href='https://evil.example/'>x",
        "<meta http-equiv=refresh content='0;url=x'>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<a href='https://x.example/\"onmouseover=\"alert(1)'>x</a>",
        "<!--[if IE]><script>alert(1)</script><![endif]-->x",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<p><p><p><b><i><a href=//x.example><blockquote>x",
        "<template><script>alert(1)</script></template>",
        "<xmp><script>alert(1)</script></xmp>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<p>\x00<scr\x00ipt>alert(1)</scr\x00ipt></p>",
    ],
)
def test_hostile_html_comes_out_harmless(hostile):
    shown = safe(hostile)
    assert "<script" not in shown.lower()
    assert "onerror=" not in re.sub(r"&\w+;", "", shown.lower()) or "<" not in shown


@given(st.text(alphabet=st.sampled_from("<>/ab p=\"'&;:!-scriptonjavhref\n\x00"), max_size=120))
def test_any_markup_comes_out_harmless(markup):
    safe(markup)


@given(st.text(max_size=200))
def test_plain_text_stays_what_it_says(text):
    from html import escape

    plain = render_html(escape(text), base=BASE)[0]
    wanted = re.sub(r"[\s\u200b\u2028\u2029\ufeff\u00ad\x00-\x1f\x7f-\x9f]", "", text)
    assert re.sub(r"[\s\u200b\u2028\u2029\ufeff\u00ad\x00-\x1f\x7f-\x9f]", "", plain) == wanted


def test_paragraphs_and_breaks_are_kept_in_the_text():
    text, shown = render_html("<p>One  two</p><p>three<br>four</p><div>five</div>", base=BASE)
    assert text == "One two\n\nthree\nfour\n\nfive"
    assert shown == "<div><p>One two</p><p>three<br>four</p><div>five</div></div>"


def test_links_become_absolute_and_lose_every_other_attribute():
    assert safe("<a href='/b?x=1&amp;y=2' class=c target=_top>b</a>") == (
        '<div><a href="https://news.example/b?x=1&amp;y=2" rel="nofollow ugc">b</a></div>'
    )


def test_emoji_pictures_are_read_by_their_alternative_text():
    assert render_html("fine <img class=emoji alt='😀' src=x>", base=BASE)[0] == "fine 😀"


def test_ten_thousand_levels_do_not_matter():
    text, _ = render_html("<b>" * 10_000 + "deep" + "</b>" * 10_000, base=BASE)
    assert text in ("deep", "")


@pytest.mark.parametrize("value", [None, "", "javascript:x", " \tjava\nscript:x", "//[bad", "file:///etc/passwd", "#"])
def test_addresses_that_are_not_web_addresses_are_none(value):
    assert safe_url(value, "") is None
