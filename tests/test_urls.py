import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler import urls

PIECES = st.lists(
    st.sampled_from(
        [
            *"aZ/.%ü?&=#:@[]\\ |^'\"\t",
            "//",
            "..",
            "/./",
            "/../",
            "%2e",
            "%2E%2e",
            "%41",
            "%7e",
            "%c3%bc",
            "%4",
            "%zz",
            "utm_source=x",
            "fbclid=1",
        ]
    ),
    max_size=12,
).map("".join)
HOSTS = st.sampled_from(["a.example", "WWW.News.Example", "bücher.example", "127.1", "[::1]", "a.example.", "u:p@b.c"])
ADDRESSES = st.builds(
    lambda scheme, host, port, rest: f"{scheme}://{host}{port}{rest}",
    st.sampled_from(["http", "https", "HTTP"]),
    HOSTS,
    st.sampled_from(["", ":", ":80", ":443", ":8080", ":0080"]),
    st.sampled_from(["", "/", "?"]).flatmap(lambda start: PIECES.map(lambda rest: start + rest if start else "")),
)

NO_ADDRESS = [
    "",
    "http:",
    "http://",
    "http:///",
    "http://?a",
    "http://#",
    "http://a b.example/",
    "http://a..b/",
    "http://.a/",
    "http://a.example:x/",
    "http://a.example:65536/",
    "http://a.example:123456789/",
    "http://[::1/",
    "http://[zz]/",
    "http://[fe80::1%25eth0]/",
    "http://256.256.256.256/",
    "http://1.2.3.4.5/",
    "http://a.08/",
    "http://a%00b/",
    "http://a%ff/",
    "http://\u200b/",
    "ftp://a.example/",
    "javascript:alert(1)",
    "mailto:a@b.example",
    "data:text/html,x",
    "//a.example/",
    "/a",
    "urn:x:y",
]


@pytest.mark.parametrize("text", NO_ADDRESS)
def test_what_is_no_http_address_is_refused(text: str) -> None:
    for reading in (urls.canonical, urls.host_of, urls.origin_of, urls.site_of):
        with pytest.raises(ValueError, match=r"not|IPv6|Expected|At least"):
            reading(text)


@pytest.mark.parametrize(
    ("written", "identity"),
    [
        ("http://a.example", "http://a.example/"),
        ("HTTP://User:Pw@WWW.Example.COM:80/A", "http://www.example.com/A"),
        ("https://a.example:443/", "https://a.example/"),
        ("https://a.example:80/", "https://a.example:80/"),
        ("http://a.example:08080/x", "http://a.example:8080/x"),
        ("http://a.example:/", "http://a.example/"),
        ("http://a.example./", "http://a.example/"),
        ("http:\\\\a.example\\b", "http://a.example/b"),
        ("http:a.example", "http://a.example/"),
        ("http:////a.example", "http://a.example/"),
        (" \n http://a.ex\nample/\tb ", "http://a.example/b"),
        ("http://a.example?q", "http://a.example/?q"),
        ("http://a.example/?", "http://a.example/"),
        ("http://a.example/#top", "http://a.example/"),
        ("http://a.example/b/./c/../../d/.", "http://a.example/d/"),
        ("http://a.example/../../b/..", "http://a.example/"),
        ("http://a.example/b/%2e%2E/c", "http://a.example/c"),
        ("http://a.example/b//c/", "http://a.example/b//c/"),
        ("http://a.example/...", "http://a.example/..."),
        ("http://a.example/%7ea%2fb%c3%bc", "http://a.example/~a%2Fb%C3%BC"),
        ("http://a.example/100%/%zz/%%34%31", "http://a.example/100%25/%25zz/%2541"),
        ("http://a.example/ü b?ö=\"'", "http://a.example/%C3%BC%20b?%C3%B6=%22%27"),
        ("http://a.example/a|b^c[d]?{e}", "http://a.example/a%7Cb%5Ec%5Bd%5D?%7Be%7D"),
        ("http://a.example/?b=2&a=1&b=2", "http://a.example/?b=2&a=1&b=2"),
        ("http://a.example/?PHPSESSID=1&page=2", "http://a.example/?PHPSESSID=1&page=2"),
        ("http://a.example/?utm_source=x&id=3&UTM_medium=y&fbclid=z", "http://a.example/?id=3"),
        ("http://a.example/?utm_source=x", "http://a.example/"),
        ("http://a.example/?gclid", "http://a.example/"),
        ("http://a.example/?mygclid=1&q=utm_source", "http://a.example/?mygclid=1&q=utm_source"),
        ("http://Bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://faß.example/", "http://xn--fa-hia.example/"),
        ("http://b%C3%BCcher.example/", "http://xn--bcher-kva.example/"),
        ("http://a。example/", "http://a.example/"),
        ("http://a_b.example/", "http://a_b.example/"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0x7F.1/", "http://127.0.0.1/"),
        ("http://017700000001/", "http://127.0.0.1/"),
        ("http://[0:0::1]:81/", "http://[::1]:81/"),
        ("http://a.example/\ud800", "http://a.example/%ED%A0%80"),
    ],
)
def test_canonical_gives_one_identity(written: str, identity: str) -> None:
    assert urls.canonical(written) == identity


@given(ADDRESSES)
def test_canonical_of_canonical_is_itself(url: str) -> None:
    try:
        once = urls.canonical(url)
    except ValueError:
        return
    assert urls.canonical(once) == once
    assert once.isascii()
    assert "#" not in once
    assert urls.canonical.__wrapped__(once) == once


@given(ADDRESSES, PIECES)
def test_a_joined_address_names_the_page_its_canonical_form_names(base: str, href: str) -> None:
    joined = urls.join(base, href)
    if joined is not None:
        assert urls.is_http(joined)
        assert urls.join(base, joined) == joined
        assert urls.origin_of(urls.canonical(joined)) == urls.origin_of(joined)


@given(ADDRESSES, PIECES | ADDRESSES)
def test_a_blank_in_front_of_a_link_changes_nothing(base: str, href: str) -> None:
    assert urls.join(base, href) == urls.join(base, "\t" + href)


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("", "http://a.example/b/c?d"),
        ("#top", "http://a.example/b/c?d"),
        (" # ", "http://a.example/b/c?d"),
        ("e", "http://a.example/b/e"),
        ("./e/../f", "http://a.example/b/f"),
        ("../../../e", "http://a.example/e"),
        ("/e?f#g", "http://a.example/e?f"),
        ("?e", "http://a.example/b/c?e"),
        ("//x.example/y", "http://x.example/y"),
        ("\\\\x.example\\y", "http://x.example/y"),
        ("http:e", "http://a.example/b/e"),
        ("https:x.example", "https://x.example/"),
        ("HTTPS://X.example", "https://x.example/"),
        ("https://x.example/?utm_source=kept", "https://x.example/?utm_source=kept"),
        ("/%7e|'", "http://a.example/%7e|'"),
        (" /e f\n", "http://a.example/e%20f"),
        ("http://u:p@x.example/", "http://x.example/"),
        ("http:", "http://a.example/b/c?d"),
        ("e:f", None),
        ("e.f+g-h:i", None),
        ("e/f:g", "http://a.example/b/e/f:g"),
        ("e%2E/%2E%2E/f", "http://a.example/b/f"),
        ("javascript:void(0)", None),
        ("mailto:a@b.example", None),
        ("data:text/html,x", None),
        ("tel:+4930", None),
        ("http://", None),
        ("//", None),
        ("//a b/", None),
        ("https://[/", None),
    ],
)
def test_join_reads_links_as_browsers_do(href: str, target: str | None) -> None:
    assert urls.join("http://a.example/b/c?d", href) == target


def test_join_gives_nothing_beyond_the_longest_address() -> None:
    fits = "/" + "x" * (urls.MAX_LENGTH - len("http://a.example/"))
    for href in (fits, fits.replace("x", "ü", 1)[:-5]):
        assert len(urls.join("http://a.example/", href) or "") == urls.MAX_LENGTH
        assert urls.join("http://a.example/", href + "x") is None


def test_join_to_a_base_that_is_no_address_gives_nothing() -> None:
    assert urls.join("about:blank", "/x") is None
    assert urls.join("about:blank", "x y") is None


@pytest.mark.parametrize(
    ("url", "host", "origin", "site"),
    [
        ("http://www.news.example.co.uk/a", "www.news.example.co.uk", "http://www.news.example.co.uk", "example.co.uk"),
        ("https://A.example.com:443", "a.example.com", "https://a.example.com", "example.com"),
        ("http://a.example.com:443/", "a.example.com:443", "http://a.example.com:443", "example.com"),
        ("http://u@a.example.com:8080/@b", "a.example.com:8080", "http://a.example.com:8080", "example.com"),
        ("http://one.blogspot.com/", "one.blogspot.com", "http://one.blogspot.com", "one.blogspot.com"),
        ("http://localhost:8000/x", "localhost:8000", "http://localhost:8000", "localhost"),
        ("http://127.0.0.1:8000/x", "127.0.0.1:8000", "http://127.0.0.1:8000", "127.0.0.1"),
        ("http://[::1]/x", "[::1]", "http://[::1]", "[::1]"),
        ("http://[::1]:81/x", "[::1]:81", "http://[::1]:81", "[::1]"),
        ("http://xn--bcher-kva.co.uk/", "xn--bcher-kva.co.uk", "http://xn--bcher-kva.co.uk", "xn--bcher-kva.co.uk"),
        ("http://co.uk/", "co.uk", "http://co.uk", "co.uk"),
        ("http://a.com\\@b.com/", "a.com", "http://a.com", "a.com"),
        ("http://a.com?@b.com/", "a.com", "http://a.com", "a.com"),
    ],
)
def test_host_origin_and_site(url: str, host: str, origin: str, site: str) -> None:
    assert (urls.host_of(url), urls.origin_of(url), urls.site_of(url)) == (host, origin, site)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://WWW.News.example:8443/a", "news.example"),
        ("https://www2.news.example/", "www2.news.example"),
        ("ftp://ada@quay.example/", "quay.example"),
        ("/a", ""),
        ("http://[::1/", ""),
    ],
)
def test_a_host_is_named_without_port_and_www(url: str, name: str) -> None:
    assert urls.host_name(url) == name


def test_is_http_goes_by_the_beginning() -> None:
    assert urls.is_http("HTTPS://a.example/")
    assert not any(map(urls.is_http, ["", "http:", "//a.example/", "httpx://a/", " http://a/", "ftp://a/"]))
