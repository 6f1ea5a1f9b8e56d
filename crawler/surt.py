"""SURT keys: addresses as archive indexes sort them, host reversed. Pure text work, no look-ups.

The rules are facts of the Internet Archive's WaybackURLKeyMaker, which pywb and cdxj-indexer follow; an index is
only of use when every tool computes the same key, so oddities are kept.
"""

import re
from contextlib import suppress
from socket import inet_aton, inet_ntoa
from typing import Final
from urllib.parse import quote_from_bytes, unquote_to_bytes

_DEFAULT_PORTS: Final = {b"http": 80, b"https": 443}
_BLANKS: Final = re.compile(rb"[\n\r\t]")
_SCHEME: Final = re.compile(rb"[a-z][a-z0-9+.-]*:", re.I)
_SCHEMES: Final = re.compile(rb"\A(https?://)+")
_PARTS: Final = re.compile(rb"(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#.*)?", re.S)
_AUTHORITY: Final = re.compile(rb"(?:\[([^\]]*)\]|([^:]*))(?::([0-9]{0,5}))?:*\Z")
_SAFE: Final = b"!\"$&'()*+,-./:;<=>?@[\\]^_`{|}~"
_PATH_SESSIONS: Final = (
    re.compile(rb"\A(.*/)\((?:[a-z]\([0-9a-z]{24}\))+\)/([^?]+\.aspx.*)\Z", re.S),
    re.compile(rb"\A(.*/)\([0-9a-z]{24}\)/([^?]+\.aspx.*)\Z", re.S),
)
_QUERY_SESSIONS: Final = tuple(
    re.compile(rb"\A(.*)(?:" + name + rb")(?:&(.*))?\Z", re.I)
    for name in (
        rb"jsessionid=[0-9a-z]{32}",
        rb"phpsessid=[0-9a-z]{32}",
        rb"sid=[0-9a-z]{32}",
        rb"aspsessionid[a-z]{8}=[a-z]{24}",
        rb"cfid=[^&]+&cftoken=[^&]+",
    )
)
_PLAIN: Final = re.compile(
    r"https?://((?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*)((?:/[a-z0-9_~,:-][a-z0-9_~,:.-]*)*)/?(?:\?([a-z0-9_~,:./=&+-]+))?"
)
"""Addresses as most are, once in lower case: nothing to escape or to merge, no port."""
_WWW: Final = re.compile(r"\Awww[0-9]*\.")
_NUMBERS: Final = re.compile(rb"[0-9]+(?:\.[0-9]+){0,3}")


def surt(url: str) -> str:
    """The key of ``url`` in a CDXJ index, as the Internet Archive's canonicaliser and pywb compute it.

    ``http://www.Example.com/a?b=1&a=2`` gives ``com,example)/a?a=2&b=1``: no scheme, no userinfo, no leading
    ``www…``, host reversed, all in lower case, percent-encoding undone and made anew, slashes merged, session ids
    dropped, query sorted. Other schemes keep theirs (``urn:…``). Never raises: where those tools refuse a port, it
    counts as part of the host.
    """
    usual = _PLAIN.fullmatch(url.lower()) if url.startswith("http") and url.isascii() else None
    if usual and "id=" not in (usual[3] or ""):
        return _plain(*usual.groups())
    text = _BLANKS.sub(b"", url.encode("utf-8", "surrogatepass").strip())
    if not _SCHEME.match(text):
        text = b"http://" + text
    scheme, netloc, path, query = _PARTS.findall(_SCHEMES.sub(rb"\1", text))[0]
    if scheme.startswith(b"http") and not netloc:
        netloc, _, path = path.lstrip(b"/").partition(b"/")
        path = b"/" + path
    path = _path(path, merge=bool(netloc))
    key = (_host(scheme, netloc) if netloc else scheme + b":") + path + _query(query)
    return key.decode("ascii")


def _plain(host: str, path: str, query: str | None) -> str:
    """The key of an address that ``_PLAIN`` took apart."""
    if query and "&" in query:
        query = "&".join(["=".join(pair) for pair in sorted([pair.split("=", 1) for pair in query.split("&")])])
    host = ",".join(_WWW.sub("", host).split(".")[::-1])
    return f"{host}){path or '/'}?{query}" if query else f"{host}){path or '/'}"


def _host(scheme: bytes, netloc: bytes) -> bytes:
    found = _AUTHORITY.match(netloc.rpartition(b"@")[2])
    bracketed, name, port = found.groups() if found else (None, netloc, None)
    host = _unescape_all(bracketed or name or b"")
    if not host.isascii():
        with suppress(ValueError):
            host = host.decode("utf-8", "ignore").encode("idna")
    host = host.replace(b"..", b".").strip(b".")
    if _NUMBERS.fullmatch(host):
        with suppress(OSError):
            host = inet_ntoa(inet_aton(host.decode())).encode()
    host = re.sub(rb"\Awww\d*\.", b"", _escape(host).lower())
    shown = b":%d" % int(port) if port and int(port) not in (0, _DEFAULT_PORTS.get(scheme.lower())) else b""
    return b",".join(reversed(host.split(b"."))) + shown + b")"


def _path(path: bytes, *, merge: bool) -> bytes:
    path = _unescape_all(path)
    if merge:
        kept: list[bytes] = []
        for segment in path.split(b"/")[1:]:
            if segment == b".." and kept:
                kept.pop()
            elif segment != b".":
                kept.append(segment)
        path = b"/" + b"/".join([segment for segment in kept[:-1] if segment] + kept[-1:])
    path = _escape(path).lower()
    for session in _PATH_SESSIONS:
        path = session.sub(rb"\1\2", path)
    return path[:-1] if path.endswith(b"/") and len(path) > 1 else path


def _query(query: bytes) -> bytes:
    query = _escape(_unescape_all(query))
    for session in _QUERY_SESSIONS:
        query = session.sub(rb"\1\2", query)
    pairs = sorted(pair.split(b"=", 1) for pair in query.lower().split(b"&"))
    query = b"&".join(b"=".join(pair) for pair in pairs)
    return b"?" + query if query else b""


def _unescape_all(text: bytes) -> bytes:
    while (plain := unquote_to_bytes(text)) != text:
        text = plain
    return text


def _escape(text: bytes) -> bytes:
    return quote_from_bytes(text, safe=_SAFE).encode()
