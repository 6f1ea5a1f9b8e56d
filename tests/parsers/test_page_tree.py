"""The tree holds all of the page, whatever the page is."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.parsers.end_tags import rewritten
from crawler.parsers.page import Page
from crawler.parsers.parse import parse
from crawler.parsers.tree import MAX_DEPTH, build

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def page(payload: bytes, **more: object) -> Page:
    return Page("https://news.example/a", payload, NOW, **more)  # type: ignore[arg-type]


def test_text_below_10_000_elements_is_kept() -> None:
    deep = page(b"<div>" * 10_000 + b"<h1>deep</h1>" + b"</div>" * 10_000 + b"<p>after</p>")
    assert "".join(deep.tree.itertext()) == "deepafter"
    assert deep.notes == ("fallbackParser",)
    assert deep.tree.find(".//h1") is not None


def test_fallback_tree_is_flat_enough_to_recurse_over() -> None:
    tree, replaced = build("<div>" * 5_000 + "x")
    assert replaced
    assert max(len(list(element.iterancestors())) for element in tree.iter()) <= MAX_DEPTH + 1


def test_fallback_keeps_attributes_and_survives_odd_names() -> None:
    tree, _ = build("<div>" * 3_000 + '<p class="a b" @click=x 1=2>t</p><a"b>u</a"b>\x00\x01')
    assert [p.get("class") for p in tree.iter("p")] == ["a b"]


def test_usual_nesting_needs_no_fallback() -> None:
    assert page(b"<div>" * 300 + b"x").notes == ()


@pytest.mark.parametrize("payload", [b"", b"  \n", b"<!-- only this -->", b"{}", b"\0\0", b"%PDF-1.7 \xff\xd8", b"<"])
def test_no_html_still_gives_a_tree(payload: bytes) -> None:
    assert page(payload).tree.tag == "html"


def test_second_body_stays_in_the_first() -> None:
    assert "".join(page(b"<body><p>one<body><p>two").tree.itertext()) == "onetwo"


def test_zero_bytes_do_not_end_the_text() -> None:
    assert "after" in "".join(page(b"<p>be\0fore</p>\0<p>after").tree.itertext())


def test_five_megabytes_in_one_text_node() -> None:
    assert len("".join(page(b"<p>" + b"ab " * 1_700_000).tree.itertext())) > 5_000_000


def test_cut_payload_is_noted() -> None:
    assert page(b"<p>x", cut=True).notes == ("cut",)


@pytest.mark.parametrize(
    "payload",
    [
        b"<p>text" * 3_000,
        b"<b><i><p>x" * 1_500,
        b"<table>" * 500 + b"x",
        b"<html><frameset><frame src=a></frameset></html>",
        b"<h1>T</h1><script type=application/ld+json>" + b"[" * 50_000 + b"</script><p>hello",
        b"<html><p><![CDATA[x]]></p><svg:rect></svg:rect><o:p>x</o:p>",
    ],
)
def test_hostile_markup_is_read_without_raising(payload: bytes) -> None:
    parse(page(payload))


@given(st.text(alphabet="<>/=\"' abdhpsv1!-&;\0é\n", max_size=120))
@settings(max_examples=60, deadline=None)
def test_any_markup_soup_is_read_without_raising(soup: str) -> None:
    parse(page(f"<html><body><h1>x</h1>{soup}".encode()))


@pytest.mark.parametrize("behind", ["<html><body><p>b</p>", "<html><footer><p>b</p></footer></html>", "<p>b</p>"])
def test_what_stands_behind_the_end_of_a_page_is_part_of_its_tree(behind: str) -> None:
    tree, _ = build(f"<html><body><p>a</p></body></html>{behind}")
    assert not list(tree.itersiblings("*"))
    assert [p.text for p in tree.find("body").iter("p")] == ["a", "b"]


@pytest.mark.parametrize(
    "html",
    [
        "<html><head></head><body><p>a</p></body> b <div>c</div> d</html>",
        "<body><p>a</p></body><body class=x>b<p>c</p></body><p>d",
        "<body>a</body>b<!-- x -->c<p>d</p></html>",
    ],
)
def test_a_body_that_ends_early_holds_all_that_follows(html: str) -> None:
    tree, _ = build(html)
    assert "".join("".join(tree.find("body").itertext(tag="*")).split()) == "abcd"
    assert not tree.find("body").tail and len(tree) == 2


@pytest.mark.parametrize("name", ["noscript", "template", "nav", "button", "dialog", "FIGURE"])
@pytest.mark.parametrize("inside", ["<div>", "<div><div>x</div><ul><li>", "<p><div><span>", "<!-- </div> --><div>"])
def test_a_div_left_open_does_not_keep_what_is_around_it_open(name: str, inside: str) -> None:
    tree, _ = build(f"<body><div><{name}>{inside}</{name}><p>a</p></div><{name}><div></div></{name}><p>b</p>")
    assert [[above.tag for above in p.iterancestors()] for p in tree.iter("p") if p.text] == [
        ["div", "body", "html"],
        ["body", "html"],
    ]


def test_a_div_left_open_in_a_heading_does_not_make_a_heading_of_the_rest() -> None:
    tree, _ = build("<div><h2>x <div></H2><p>a</p></div><p>b</p>")
    assert [p.getparent().tag for p in tree.iter("p")] == ["div", "body"]


@pytest.mark.parametrize("code", ["script", "style"])
def test_code_is_none_of_the_text_when_its_element_seems_to_be_empty(code: str) -> None:
    tree, _ = build(f"<p>a</p><{code} id=x />let a = '<p>';</{code}><p>b</p><{code} id=y /><p>c</p><{code}>1</{code}>")
    assert [p.text for p in tree.iter("p")] == ["a", "b", "c"]
    assert [each.text for each in tree.iter(code)] == ["let a = '<p>';", None, "1"]


@pytest.mark.parametrize("wrong", ["</br>", "</BR >", "</br\n>\n", "<b>-</b></br>"])
def test_the_end_of_a_line_break_is_one(wrong: str) -> None:
    assert [each.tag for each in build(f"<p>a{wrong}b</p>")[0].iter("p", "br")] == ["p", "br"]


@pytest.mark.parametrize(
    "element", ["<nav-bar><div></nav-bar>", "<script-set/>1</script-set>", "<nav><!-- <div> --></nav>"]
)
def test_what_is_only_called_alike_is_left_as_it_is(element: str) -> None:
    html = f"<p>x</div></script></br></p>{element}<div><p>a</p></div>"
    assert [p.text for p in build(html)[0].iter("p")] == ["x", "a"]
    assert rewritten(html.encode(), ["Opening and ending tag mismatch: nav and div", "Unexpected end tag : br"]) is None


def test_markup_with_very_many_wrong_ends_is_read_in_linear_time() -> None:
    for wrong in ("<noscript><div></noscript>", "<nav><div>", "<script/>x</script>", "<button><div></button><!--"):
        assert build(wrong * 20_000 + "<p>end")[0].tag == "html"


@pytest.mark.parametrize(
    "html",
    [
        "<!doctype html><title>t</title><article><h1>a</h1><p>b</p></article> c <div>d</div>",
        "<head><meta charset=utf-8><title>t</title><my-app><p>a</p></my-app><main>b</main></head><body> c d",
        "<title>t</title><header>a b</header><script>1</script><p>c</p><p>d</p>",
        "<title>t</title><main>a b c</main>" + "<div>" * 3_000 + "d",
    ],
)
def test_a_head_ends_where_the_page_begins_whatever_is_left_out(html: str) -> None:
    tree, _ = build(html)
    body = tree.find("body")
    assert not list(tree.find("head").iter("article", "my-app", "main", "header", "p"))
    assert "".join("".join(each for each in body.itertext() if each != "1").split()) == "abcd"
    assert tree.find("head/title").text == "t"


def test_elements_are_found_by_tag_and_by_attribute_in_page_order() -> None:
    made = page(b"<h2 ID=a>1</h2><h1 id='b' itemProp=headline>2</h1><!-- <h1>no</h1> --><H2 lang=de>3</H2><p id>4</p>")
    assert [element.text for element in made.elements("h1", "h2")] == ["1", "2", "3"]
    assert [element.text for element in made.elements("h2")] == ["1", "3"]
    assert [(element.text, value) for element, value in made.having("id").items()] == [
        ("1", "a"),
        ("2", "b"),
        ("4", ""),
    ]
    assert [element.tag for element in made.having("itemprop")] == ["h1"]
    assert {element.text: value for element, value in made.having("lang").items()} == {"3": "de"}
    assert made.elements("h6") == [] and not made.having("rel") and not made.having("data-none")
