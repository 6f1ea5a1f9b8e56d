"""Addresses: canonical form, host, origin and site, and the SURT key of ``crawler.surt``. No look-ups.

Two forms are told apart. ``join`` gives the address a browser would request, read as the WHATWG URL Standard does
(https://url.spec.whatwg.org/). ``canonical`` goes further and gives the identity of a page in the journal: two
addresses that no server should tell apart become one. ``surt`` is neither: it is the key other people's archive
tools compute, with their rules, and loses more.

Everything but ``surt``, ``join``, ``parts``, ``host_name`` and ``is_http`` raises ``ValueError`` for what is no http(s)
address.
"""

import re
from functools import lru_cache
from ipaddress import IPv6Address
from socket import inet_aton, inet_ntoa
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from crawler.surt import surt as surt

if TYPE_CHECKING:
    from tldextract import TLDExtract

MAX_LENGTH: Final = 2_083
"""Longest address ``join`` returns, in characters. Longer ones on news pages are share links and traps."""

TRACKERS: Final = frozenset(
    {
        "dclid",
        "fbclid",
        "gbraid",
        "gclid",
        "gclsrc",
        "igshid",
        "li_fat_id",
        "mc_cid",
        "mc_eid",
        "msclkid",
        "srsltid",
        "ttclid",
        "twclid",
        "wbraid",
        "yclid",
    }
)
"""Parameters added by whoever passed a link on, never by the site itself; ``utm_…`` comes on top."""

_HTTP: Final = ("http://", "https://")
_PORTS: Final = {"http": "80", "https": "443"}
_HOST: Final = r"(?:[a-z0-9_-]+\.)*[a-z][a-z0-9_-]*"
_PATH: Final = r"A-Za-z0-9\-._~!$&()*+,;=:@/"
_ESCAPED_PATH: Final = rf"[{_PATH}]*(?:%(?!2[eE])[{_PATH}]*)*(?:\?[{_PATH}?%]+)?"
_PLAIN: Final = re.compile(rf"https?://{_HOST}/[{_PATH}]*(?:\?[{_PATH}?]+)?")
# What ``join`` need not touch, unless it holds dot segments: an address, a path, a relative path.
_PLAIN_HREF: Final = re.compile(
    rf"https?://{_HOST}/{_ESCAPED_PATH}|(?P<path>/)(?!/){_ESCAPED_PATH}"
    rf"|(?P<relative>(?![\w-][\w.+-]*:)[\w-]){_ESCAPED_PATH}",
    re.A,
)
_PLAIN_ORIGIN: Final = re.compile(rf"https?://({_HOST})(?=[/?#]|\Z)")
_TRACKED: Final = re.compile(rf"[?&](?:utm_|(?:{'|'.join(sorted(TRACKERS))})(?:[=&]|\Z))", re.I)

_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
_PARTS: Final = re.compile(r"(https?):[/\\]*([^/\\?#]*)([^?#]*)(?:\?([^#]*))?", re.I)
_AUTHORITY: Final = re.compile(r"(\[[^\]]*\]|[^:]*)(?::([0-9]*))?")
_PORT: Final = re.compile(r":[0-9]+\Z")
_EDGES: Final = "".join(map(chr, range(0x21)))
_NO_HOST_CHARACTER: Final = re.compile(r"[\x00-\x20#/:<>?@\[\\\]^|%\x7f]")
_NUMBER: Final = re.compile(r"[0-9]+|0x[0-9a-f]*")
_DOTS: Final = re.compile(r"(?:\.|%2e){1,2}", re.I)
# What browsers escape: the WHATWG path set and special-query set.
_PATH_ESCAPED: Final = re.compile(r'[\x00-\x20"#<>?^`{}\x7f-\U0010ffff]+')
_QUERY_ESCAPED: Final = re.compile(r"[\x00-\x20\"#<>'\x7f-\U0010ffff]+")
# What the canonical form escapes beyond that: all that RFC 3986 allows in neither path nor query.
_ILLEGAL: Final = re.compile(r"%[0-9A-Fa-f]{2}|[%|\\\[\]^`{}]")
_UNRESERVED: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


class _Address(NamedTuple):
    """An address taken apart: ``authority`` is host, and port unless default; ``path`` starts with a slash."""

    scheme: str
    authority: str
    path: str
    query: str | None

    @property
    def text(self) -> str:
        query = "" if self.query is None else f"?{self.query}"
        return f"{self.scheme}://{self.authority}{self.path}{query}"

    @property
    def folder(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path[: self.path.rindex('/') + 1]}"


def is_http(url: str) -> bool:
    """Whether ``url`` is an absolute http or https address by its beginning."""
    return url.startswith(_HTTP) or url[:8].lower().startswith(_HTTP)


def parts(url: str) -> SplitResult:
    """``url``, of any scheme, taken apart as written; all is empty for one that cannot be, such as ``http://[::1/``."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", "")


def host_name(url: str) -> str:
    """The host of ``url``, of any scheme, in lower case without "www." and port; empty where there is none."""
    return (parts(url).hostname or "").removeprefix("www.")


@lru_cache(maxsize=8192)
def canonical(url: str) -> str:
    """The identity of the page at ``url``.

    Scheme and host in lower case, IDNA as punycode (UTS 46, as browsers), numeric hosts as dotted IPv4, default port,
    userinfo, fragment and empty query dropped, dot segments resolved, percent-encoding in one form (RFC 3986 6.2.2:
    upper-case hex, unreserved characters plain, illegal ones encoded). The query keeps its order and its session
    and page parameters, since the site may mean something by them; only ``TRACKERS`` and ``utm_…`` are dropped.
    Idempotent.
    """
    if _PLAIN.fullmatch(url) and "/." not in url and not _TRACKED.search(url):
        return url
    scheme, authority, path, query = _split(url)
    query = _without_trackers(_normal(query)) if query else None
    return _Address(scheme, authority, _normal(path), query or None).text


def join(base: str, href: str) -> str | None:
    """The address ``href`` leads to on a page at ``base`` (absolute http(s)), as a browser would request it.

    Without fragment and userinfo. None for other schemes (javascript:, mailto:, data:), for what is no address, and
    beyond ``MAX_LENGTH``. Queries are encoded as UTF-8, also on pages in another charset.
    """
    try:
        url = _join(base, href.partition("#")[0])
    except ValueError:
        return None
    return url if len(url) <= MAX_LENGTH else None


def _join(base: str, href: str) -> str:
    plain = None if "/." in href else _PLAIN_HREF.fullmatch(href)
    if plain is None:
        return _split(_resolve(_split_base(base), _clean(href))).text
    if plain.lastgroup is None:
        return href
    return (origin_of(base) if plain.lastgroup == "path" else _folder_of(base)) + href


def host_of(url: str) -> str:
    """The key politeness goes by: host name or address, with ``:port`` unless it is the scheme's own."""
    plain = _PLAIN_ORIGIN.match(url)
    return plain[1] if plain else _split(url).authority


@lru_cache(maxsize=1024)
def origin_of(url: str) -> str:
    """``scheme://host[:port]``, without a slash at the end: where a robots.txt is valid."""
    plain = _PLAIN_ORIGIN.match(url)
    if plain:
        return plain[0]
    address = _split(url)
    return f"{address.scheme}://{address.authority}"


def site_of(url: str) -> str:
    """The registrable domain (news.example for www.news.example), by the Public Suffix List bundled with tldextract.

    Private suffixes count: every blog under blogspot.com is a site of its own. IP addresses and single names are
    their own site. The list is never fetched.
    """
    return _site(_PORT.sub("", host_of(url)))


@lru_cache(maxsize=4096)
def _site(host: str) -> str:
    return _suffix_list().extract_str(host).top_domain_under_public_suffix or host


@lru_cache(maxsize=1)
def _suffix_list() -> "TLDExtract":
    # Loaded on first use: it costs 50 ms that most commands never need.
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def _clean(text: str) -> str:
    return text.strip(_EDGES).replace("\t", "").replace("\n", "").replace("\r", "")


def _split(url: str) -> _Address:
    """Take an absolute address apart and bring each part to its WHATWG form."""
    parts = _PARTS.match(_clean(url))
    if parts is None:
        raise ValueError(f"not an http address: {url!r}")
    scheme = parts[1].lower()
    path = _resolve_dots("/" + parts[3].replace("\\", "/").removeprefix("/"))
    query = None if parts[4] is None else _QUERY_ESCAPED.sub(_escape, parts[4])
    return _Address(scheme, _authority(scheme, parts[2]), _PATH_ESCAPED.sub(_escape, path), query)


_split_base = lru_cache(maxsize=64)(_split)


@lru_cache(maxsize=64)
def _folder_of(base: str) -> str:
    return _split(base).folder


def _resolve(base: _Address, href: str) -> str:
    """``href`` made absolute, still as written."""
    scheme = _SCHEME.match(href)
    if scheme:
        rest = href[scheme.end() :]
        if scheme[1].lower() != base.scheme or rest[:1] in ("/", "\\"):
            return href
        href = rest
    start = href[:2].replace("\\", "/")
    if start == "//":
        return f"{base.scheme}:{href}"
    origin = f"{base.scheme}://{base.authority}"
    if start[:1] == "/":
        return origin + href
    if not href:
        return base.text
    if start[0] == "?":
        return origin + base.path + href
    return base.folder + href


@lru_cache(maxsize=1024)
def _authority(scheme: str, text: str) -> str:
    parts = _AUTHORITY.fullmatch(text.rpartition("@")[2])
    if parts is None:
        raise ValueError(f"not a host with a port: {text!r}")
    host, port = _host(parts[1]), (parts[2] or "").lstrip("0")
    if not parts[2] or port == _PORTS[scheme]:
        return host
    if len(port) > 5 or int(port or "0") > 65_535:
        raise ValueError(f"not a port: {text!r}")
    return f"{host}:{port or '0'}"


def _host(text: str) -> str:
    if text.startswith("["):
        if "%" in text:
            raise ValueError(f"an IPv6 address with a zone: {text!r}")
        return f"[{IPv6Address(text[1:-1]).compressed}]"
    if "%" in text:
        text = unquote(text)
    host = (text if text.isascii() else _punycode(text)).lower().removesuffix(".")
    if _NO_HOST_CHARACTER.search(host) or "" in host.split("."):
        raise ValueError(f"not a host: {text!r}")
    return _ipv4(host) if _NUMBER.fullmatch(host.rpartition(".")[2]) else host


def _punycode(host: str) -> str:
    # Not idna.encode: it refuses underscores and emoji that browsers take. Loaded on first use, its tables are big.
    import idna

    try:
        labels = idna.uts46_remap(host, std3_rules=False, transitional=False).split(".")
    except idna.IDNAError as error:
        raise ValueError(f"not a host: {host!r}") from error
    return ".".join(x if x.isascii() else "xn--" + x.encode("punycode").decode() for x in labels)


def _ipv4(host: str) -> str:
    """Dotted form of 1 to 4 numbers, decimal, octal or hex, the last of which fills the rest."""
    try:
        return inet_ntoa(inet_aton(host))
    except OSError as error:
        raise ValueError(f"not an IPv4 address: {host!r}") from error


def _resolve_dots(path: str) -> str:
    if "." not in path and "%2" not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        dots = segment.replace("%2e", ".").replace("%2E", ".") if _DOTS.fullmatch(segment) else segment
        if dots == "..":
            del kept[-1:]
        elif dots != ".":
            kept.append(segment)
    if _DOTS.fullmatch(segments[-1]):
        kept.append("")
    return "/" + "/".join(kept)


def _escape(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogatepass"))


def _normal(text: str) -> str:
    return _ILLEGAL.sub(normal_octet, text)


def normal_octet(found: re.Match[str]) -> str:
    """An octet in the form of RFC 3986 6.2.2: an escaped one plain where it is unreserved, any other escaped."""
    text = found[0]
    if len(text) == 1:
        return f"%{ord(text):02X}"
    byte = int(text[1:], 16)
    return chr(byte) if byte in _UNRESERVED else text.upper()


def _without_trackers(query: str) -> str:
    return "&".join(pair for pair in query.split("&") if not _is_tracker(pair.partition("=")[0].lower()))


def _is_tracker(name: str) -> bool:
    return name in TRACKERS or name.startswith("utm_")
