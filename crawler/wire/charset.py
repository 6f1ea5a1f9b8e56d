"""Bytes to text as browsers do, and two known lies undone (https://html.spec.whatwg.org/#encoding-sniffing-algorithm).

The order is: byte order mark, HTTP, the document's own words, and last a guess. Two declarations are not believed,
because the bytes prove them wrong: a legacy charset over text that is well-formed multi-byte UTF-8, and UTF-8 over
text in which no multi-byte sequence is well-formed. Text that was encoded as UTF-8 twice is decoded twice.
"""

import codecs
import re
from dataclasses import dataclass
from typing import Final

from crawler.wire.labels import BY_LANGUAGE, CODECS, encoding_for

PRESCAN_BYTES: Final = 1024
LATE_META_BYTES: Final = 1 << 16
"""A browser re-reads the page when a later ``meta`` names a charset; ours looks this far instead."""

_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be"))
_HTTP_CHARSET: Final = re.compile(r"charset\s*=\s*(?:[\"']\s*)?([^\s;\"',]+)", re.I)
_MARKUP: Final = re.compile(rb"<!--.*?(?:-->|\Z)|<meta[\s/](?P<meta>[^>]*)|<[/!?]?[a-z][^>]*>?", re.I | re.S)
_ATTRIBUTE: Final = re.compile(rb"""([^\s=/>"']+)\s*(?:=\s*("[^"]*"|'[^']*'|[^\s>]*))?""")
_CONTENT_CHARSET: Final = re.compile(rb"""charset\s*=\s*(?:["']\s*)?([^\s;"',]+)""", re.I)
_XML_DECLARATION: Final = re.compile(rb"""\s*<\?xml\s[^>]*?encoding\s*=\s*["']([^"']{1,40})["']""", re.I)
_LANGUAGE: Final = re.compile(rb"""<html[^<>]*?\slang\s*=\s*["']?([a-z-]{2,10})""", re.I)
_MULTIBYTE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL: Final = "\x80"
_DASHES_TWICE: Final = re.compile("\xe2\x80[\x80-\xbf]")
"""Dashes and quotation marks of text encoded twice; controls as these, which are looked for first, are in no other."""
_FEWEST_TWICE: Final = 3
_TWICE: Final = re.compile("[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CP1252: Final = {
    byte: ord(bytes([byte]).decode("cp1252")) for byte in range(0x80, 0xA0) if byte not in b"\x81\x8d\x8f\x90\x9d"
}


@dataclass(frozen=True, slots=True)
class Text:
    """Decoded text, the WHATWG name of the encoding used, and what told: bom, http, meta, or guess.

    ``is_utf8``: the payload as it stands is the text's UTF-8.
    """

    text: str
    encoding: str
    source: str
    is_utf8: bool = False


def decode(payload: bytes, content_type: str | None) -> Text:
    """Decode ``payload``; never raises, bytes that do not fit become U+FFFD. A byte order mark is dropped."""
    for mark, encoding in _BOMS:
        if payload.startswith(mark):
            return Text(read(payload[len(mark) :], encoding), encoding, "bom")
    declared, source = _declared(payload, content_type)
    if declared == "utf-8":
        try:
            text = payload.decode()
        except UnicodeDecodeError:  # not all of it is
            pass
        else:
            once = _once(text)
            return Text(once, declared, source, is_utf8=once is text)
    if declared is None or _is_contradicted(payload, declared):
        declared, source = _guess(payload), "guess"
    return Text(_once(read(payload, declared)), declared, source)


def _once(text: str) -> str:
    """``text``, or where it holds UTF-8 that was taken for Latin-1 and encoded again, what that is."""
    if _CONTROL not in text or len(_DASHES_TWICE.findall(text)) < _FEWEST_TWICE:
        return text
    return _TWICE.sub(_again, text)


def _again(found: re.Match[str]) -> str:
    """The character of such UTF-8; what is none stays."""
    try:
        return found[0].encode("latin-1").decode()
    except UnicodeDecodeError:
        return found[0]


def _declared(payload: bytes, content_type: str | None) -> tuple[str | None, str]:
    """The encoding that HTTP or the document names, and which of the two it was."""
    found = _HTTP_CHARSET.search(content_type or "")
    if found and (encoding := encoding_for(found[1])):
        return encoding, "http"
    return prescan(payload[:PRESCAN_BYTES]) or prescan(payload[:LATE_META_BYTES]), "meta"


def prescan(head: bytes) -> str | None:
    """The encoding named by an XML declaration or the first ``meta`` that names a known one."""
    if (found := _XML_DECLARATION.match(head)) and (encoding := encoding_for(found[1].decode("latin-1"))):
        return _as_bytes_allow(encoding)
    for markup in _MARKUP.finditer(head):
        if markup["meta"] and (encoding := _meta_encoding(markup["meta"])):
            return _as_bytes_allow(encoding)
    return None


def _meta_encoding(attributes: bytes) -> str | None:
    """The encoding one ``meta`` names by charset, or by http-equiv and content."""
    values = {name.lower(): value.strip(b"\"'") for name, value in _ATTRIBUTE.findall(attributes)}
    label = values.get(b"charset")
    if label is None and values.get(b"http-equiv", b"").lower() == b"content-type":
        found = _CONTENT_CHARSET.search(values.get(b"content", b""))
        label = found[1] if found else None
    return encoding_for(label.decode("latin-1")) if label else None


def _as_bytes_allow(encoding: str) -> str:
    """What a declaration in ASCII bytes can mean: UTF-16 cannot be, and x-user-defined is windows-1252."""
    if encoding.startswith("utf-16"):
        return "utf-8"
    return "windows-1252" if encoding == "x-user-defined" else encoding


def _is_contradicted(payload: bytes, declared: str) -> bool:
    """Whether the bytes prove the declaration wrong; pure ASCII proves nothing."""
    if payload.isascii():
        return False
    if declared == "utf-8":
        return not _is_utf8(payload) and not _MULTIBYTE.search(payload)
    return _is_utf8(payload)


def _is_utf8(payload: bytes) -> bool:
    """Whether all of it is UTF-8; a character cut off at the very end is forgiven."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(payload, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _guess(payload: bytes) -> str:
    """UTF-8 where it fits, else UTF-16 by its zero bytes, else the legacy encoding of the page's language."""
    if zeros := _zero_bytes(payload[:400]):
        return zeros
    if _is_utf8(payload):
        return "utf-8"
    found = _LANGUAGE.search(payload[:LATE_META_BYTES])
    language = found[1].decode("ascii").lower() if found else ""
    if language.startswith("ja") and _fits(payload, "euc-jp"):
        return "euc-jp"
    return BY_LANGUAGE.get(language) or BY_LANGUAGE.get(language.partition("-")[0]) or "windows-1252"


def _zero_bytes(head: bytes) -> str | None:
    """UTF-16 without a mark: markup is ASCII, so every second byte is zero."""
    even, odd = head[::2], head[1::2]
    if len(odd) > 8 and odd.count(0) > 0.7 * len(odd) and not even.count(0):
        return "utf-16le"
    if len(even) > 8 and even.count(0) > 0.7 * len(even) and not odd.count(0):
        return "utf-16be"
    return None


def _fits(payload: bytes, encoding: str) -> bool:
    """Whether every byte has a meaning in ``encoding``."""
    try:
        payload.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def read(payload: bytes, encoding: str) -> str:
    """The text of ``payload``; windows-1252 as browsers have it, where no byte is without a character."""
    if encoding == "windows-1252" and not _fits(payload, "cp1252"):
        return payload.decode("latin-1").translate(_CP1252)
    return payload.decode(CODECS.get(encoding, encoding), "replace")
