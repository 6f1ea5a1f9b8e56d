"""Bytes to text: the order browsers use, their label table, and the two lies that are undone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.wire.charset import PRESCAN_BYTES, decode, prescan
from crawler.wire.labels import CODECS, ENCODINGS, encoding_for


@given(st.binary(max_size=200), st.sampled_from([None, "", "text/html", "text/html; charset=", "x; charset=utf-16"]))
@settings(max_examples=80)
def test_any_bytes_become_text(payload: bytes, content_type: str | None) -> None:
    assert isinstance(decode(payload, content_type).text, str)


@pytest.mark.parametrize("payload", [b"\xff\xfe", b"\xff\xfea", b"\xfe\xff\xd8", b"\xef\xbb\xbf\xff", b"\0\0\0", b""])
def test_cut_marks_and_zero_bytes_do_not_raise(payload: bytes) -> None:
    decode(payload, None)


def test_byte_order_mark_outranks_http_and_meta() -> None:
    got = decode(b"\xef\xbb\xbf<meta charset=gbk>\xc3\xa9", "text/html; charset=iso-8859-1")
    assert (got.text[-1], got.encoding, got.source) == ("é", "utf-8", "bom")


def test_http_outranks_meta() -> None:
    got = decode(b"<meta charset=utf-8>\xe9t\xe9", "text/html; charset=ISO-8859-1")
    assert (got.text[-3:], got.encoding, got.source) == ("été", "windows-1252", "http")


def test_unknown_http_charset_leaves_the_word_to_meta() -> None:
    assert decode("<meta charset=gbk>中文".encode("gbk"), "text/html; charset=none").source == "meta"


def test_latin_1_means_windows_1252() -> None:
    assert decode(b'<meta charset="latin1">\x93x\x94 \x80', None).text.endswith("“x” €")


def test_windows_1252_has_no_byte_without_a_character() -> None:
    got = decode(b'<meta charset="latin1">\x81\x8d\x93', None)
    assert got.text[-3:] == "\x81\x8d“"


def test_gb2312_is_read_with_the_wider_table() -> None:
    assert decode("<meta charset=gb2312>镕€".encode("gb18030"), None).text.endswith("镕€")


def test_http_equiv_counts_only_for_content_type() -> None:
    assert prescan(b'<meta content="text/html; charset=koi8-r" http-equiv="Content-Type">') == "koi8-r"
    assert prescan(b'<meta content="text/html; charset=koi8-r" name="x">') is None


@pytest.mark.parametrize("blanks", [" " * 60_000, "\t\n" * 30_000])
def test_blanks_before_a_charset_that_is_missing_are_passed_once(blanks: str) -> None:
    head = f'<meta http-equiv=content-type content="charset={blanks}">'.encode()
    assert prescan(head) is None
    assert decode(b"x", f"text/html; charset={blanks};").encoding == "utf-8"
    assert decode(b"x", f'text/html; charset={blanks}" koi8-r"').encoding == "koi8-r"


def test_a_language_is_looked_for_in_one_tag_at_a_time() -> None:
    assert decode(b"<html " * 10_000 + b"lang=ru>\xe9t", None).encoding == "windows-1251"


def test_meta_inside_a_comment_is_no_declaration() -> None:
    assert prescan(b"<!-- <meta charset=koi8-r> --><meta charset=utf-8>") == "utf-8"


def test_utf_16_named_in_ascii_bytes_is_utf_8() -> None:
    assert prescan(b"<meta charset=utf-16le>") == "utf-8"


def test_xml_declaration_counts() -> None:
    assert prescan(b'<?xml version="1.0" encoding="windows-1251"?>') == "windows-1251"


def test_a_late_meta_is_found_as_when_a_browser_reads_again() -> None:
    payload = b"<!--" + b"x" * PRESCAN_BYTES + b"--><meta charset=koi8-r>" + "да".encode("koi8-r")
    assert decode(payload, None).text.endswith("да")


@pytest.mark.parametrize("label", [b"iso-8859-1", b"gb2312", b"shift_jis"])
def test_wrong_legacy_charset_over_utf_8_is_not_believed(label: bytes) -> None:
    got = decode(b"<meta charset=" + label + b">" + "Überraschung – ok".encode(), None)
    assert (got.text.endswith("Überraschung – ok"), got.encoding, got.source) == (True, "utf-8", "guess")


def test_utf_8_declared_over_legacy_bytes_is_not_believed() -> None:
    got = decode(b"<html lang=cs><meta charset=utf-8>" + "žluťoučký kůň".encode("cp1250"), None)
    assert (got.text.endswith("žluťoučký kůň"), got.source) == (True, "guess")


def test_damaged_utf_8_stays_utf_8() -> None:
    assert decode("<meta charset=utf-8>é".encode() + b"\xff", None).encoding == "utf-8"


@pytest.mark.parametrize("declared", [b"<meta charset=utf-8>", b""])
def test_text_encoded_twice_is_decoded_twice(declared: bytes) -> None:
    text = "It\u2019s \u201cfine\u201d \u2014 said Fran\u00e7ois \u00e9\u00bb, \u20ac 10"
    found = decode(declared + text.encode().decode("latin-1").encode(), None)
    assert found.text == declared.decode() + text and not found.is_utf8
    once = decode(declared + text.encode(), None)
    assert once.text == declared.decode() + text


def test_two_controls_are_no_proof_of_text_encoded_twice() -> None:
    text = "<meta charset=utf-8>\u00e2\u0080\u0099 \u00e2\u0080\u0099"
    assert decode(text.encode(), None).text == text


def test_utf_8_cut_inside_a_character_is_still_utf_8() -> None:
    assert decode("Grüße aus Zürich 中".encode()[:-1], None).encoding == "utf-8"


@pytest.mark.parametrize("encoding", ["utf-16le", "utf-16be"])
def test_utf_16_without_a_mark_is_seen_by_its_zero_bytes(encoding: str) -> None:
    got = decode("<html><p>Hello world</p>".encode(encoding), None)
    assert (got.encoding, got.text) == (encoding, "<html><p>Hello world</p>")


@pytest.mark.parametrize(
    ("language", "encoding", "text"),
    [
        ("ru", "windows-1251", "Привет"),
        ("el-GR", "windows-1253", "Καλημέρα"),
        ("zh-TW", "big5", "臺灣新聞"),
        ("ja", "shift_jis", "日本ニュース"),
        ("xx", "windows-1252", "naïve"),
    ],
)
def test_undeclared_legacy_text_is_read_by_the_language(language: str, encoding: str, text: str) -> None:
    payload = f"<html lang={language}>".encode() + text.encode(CODECS.get(encoding, encoding))
    got = decode(payload, None)
    assert (got.encoding, got.text.endswith(text)) == (encoding, True)


def test_undeclared_japanese_euc_is_told_from_shift_jis() -> None:
    assert decode(b"<html lang=ja>" + "日本".encode("euc-jp"), None).text.endswith("日本")


def test_every_encoding_has_a_codec() -> None:
    for name in set(ENCODINGS.values()):
        b"abcd".decode(CODECS.get(name, name))


def test_labels_ignore_case_and_space() -> None:
    assert encoding_for(" Latin1\n") == "windows-1252"
    assert encoding_for("utf-7") is None
