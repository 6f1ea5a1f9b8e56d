import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.surt import surt

SID = "0123456789abcdefghijklemopqrstuv"

# Each key was computed by the Internet Archive's own package (surt 0.3.1), which pywb uses.
KEYS = [
    ("http://www.Example.com/a?b=1&a=2", "com,example)/a?a=2&b=1"),
    ("archive.example", "example,archive)/"),
    ("http://archive.example/goo/?", "example,archive)/goo"),
    ("http://archive.example/goo?b&b=&a", "example,archive)/goo?a&b&b="),
    ("http://archive.example:8080/goo/?a=2", "example,archive:8080)/goo?a=2"),
    ("https://www3.archive.example:443/A/./b/../c//d//", "example,archive)/a/c/d"),
    ("https://archive.example:80/", "example,archive:80)/"),
    ("http://user:pw@x.com/", "com,x)/"),
    ("http://www.www2.x.com/", "com,x,www2)/"),
    ("http://x.com/a%2Fb%20c%3fd%23?x=%26&y=%3D", "com,x)/a/b%20c?d%23?&x=&y=="),
    ("http://x.com/a%25252f", "com,x)/a"),
    ("http://bücher.example/ü?q=Ä", "example,xn--bcher-kva)/%c3%bc?q=%c3%84"),
    (f"http://x.com/?PHPSESSID={SID}&x=y", "com,x)/?x=y"),
    (f"http://x.com/?a=1&sid={SID}", "com,x)/?&a=1"),
    ("http://x.com/?CFID=11&CFTOKEN=48&d=22", "com,x)/?d=22"),
    ("http://x.com/(S(4hqa0555fwsecu455xqckv45))/a.aspx", "com,x)/a.aspx"),
    ("http://127.0.0.1/x", "1,0,0,127)/x"),
    ("http://2130706433/x", "1,0,0,127)/x"),
    ("http://0x7f.1/", "1,0x7f)/"),
    ("http://[::1]:8080/a", "::1:8080)/a"),
    ("http://x.com:/a", "com,x)/a"),
    ("http://x.com/../a", "com,x)/../a"),
    ("http://https://x.com/", "com,x)/"),
    ("http:////x.com/a/b", "com,x)/a/b"),
    ("http://x.com?a=b#c", "com,x)/?a=b"),
    ("http://www.com/", "com)/"),
    ("https://WWW2.x.com/A/b.html/?B=2&a=1&&b", "com,x)/a/b.html?&a=1&b&b=2"),
    ("http://x.com/a/.b", "com,x)/a/.b"),
    ("ftp://x.com/a", "com,x)/a"),
    ("dns:www.Example.com", "dns:www.example.com"),
    ("urn:crawler:visit:ABC/", "urn:crawler:visit:abc"),
    ("urn:crawler:not-modified:http://www.x.com/A?b=1", "urn:crawler:not-modified:http://www.x.com/a?b=1"),
]


@pytest.mark.parametrize(("url", "key"), KEYS)
def test_keys_are_those_of_other_tools(url: str, key: str) -> None:
    assert surt(url) == key


@given(st.text(alphabet="htpX:/?[@&=.w1a-_~", max_size=24))
def test_usual_addresses_have_the_key_that_patience_finds(rest: str) -> None:
    url = f"https://x.com{rest}"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("crawler.surt._PLAIN", re.compile("none"))
        patient = surt(url)
    assert surt(url) == patient


@given(st.text(alphabet="htp:/?#[]@&=%.w1aZü \\\n\ud800", max_size=30))
def test_a_key_is_found_for_any_text(url: str) -> None:
    assert surt(url).isascii()


def test_an_impossible_host_or_port_is_taken_as_text() -> None:
    assert surt("http://[]:8080/a") == ":8080)/a"
    assert surt("http://x.com:" + "9" * 5_000 + "/a") == "com:" + "9" * 5_000 + ",x)/a"
