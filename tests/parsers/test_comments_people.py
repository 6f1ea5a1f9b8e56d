"""Names of commenters without the furniture around them."""

import pytest

from crawler.parsers.comments.people import clean_name, name_in_line


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Lindqvist", "Ada Lindqvist"),
        ("Ada Lindqvist says:", "Ada Lindqvist"),
        ("Ada sagt:", "Ada"),
        ("Ada a écrit :", "Ada"),
        ("Ada said...", "Ada"),
        ("par Horus", "Horus"),
        ("Comment by Mirko", "Mirko"),
        ("Posted by: Ada", "Ada"),
        ("-thh", "-thh"),
        ("— Ada,", "Ada"),
        ("bill *", "bill"),
        ("User 1", "User 1"),
        ("de Vries", "de Vries"),
        ("3ptico", "3ptico"),
        ("笑mico", "笑mico"),
        ("Ada\u200b\u00adL", "AdaL"),
    ],
)
def test_names_are_cleaned(text, name):
    assert clean_name(text) == name


@pytest.mark.parametrize("text", ["", "   ", "Reply", "13:10", "#4", "12", "…", "https://x.example/", "x" * 200])
def test_furniture_is_no_name(text):
    assert clean_name(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("geschrieben von berg2012 am 21. Jan. 2015, 19:04", "berg2012"),
        ("Posted by Ada on 3 May 2020", "Ada"),
        ("Ada — 3 May, 10:04", "Ada"),
        ("nothing of the kind", None),
    ],
)
def test_names_are_found_in_lines(text, name):
    assert name_in_line(text) == name
