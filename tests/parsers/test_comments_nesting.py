"""Who replies to whom: each rule, and what none of them may break."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from crawler.parsers.comments.nesting import parents


def of(markup: str, told=()):
    tree = html.fromstring(f"<div>{markup}</div>")
    items = [(element,) for element in tree.xpath("//*[@data-c]")]
    return parents(items, [roots[0].get("data-c") for roots in items], told)


def test_nothing_tells_so_all_are_roots():
    assert of("<p data-c=1></p><p data-c=2></p>") == [None, None]


def test_a_comment_around_another_is_its_parent():
    assert of("<div data-c=1><ul><li><div data-c=2><div data-c=3></div></div></li></ul></div><div data-c=4></div>") == [
        None,
        0,
        1,
        None,
    ]


def test_an_indented_box_after_a_comment_holds_its_replies():
    drupal = (
        "<a id=x></a><p data-c=1></p><div class=indented><a id=y></a><p data-c=2></p>"
        "<div class=indented><p data-c=3></p></div></div><p data-c=4></p>"
    )
    assert of(drupal) == [None, 0, 1, None]


def test_a_list_beside_the_comments_own_box_holds_its_replies():
    assert of("<ul><li><p data-c=1></p><ul><li><p data-c=2></p></li><li><p data-c=3></p></li></ul></li></ul>") == [
        None,
        0,
        0,
    ]


def test_wrapped_comments_side_by_side_are_no_replies():
    assert of("<div class=row><p data-c=1></p></div><div class=row><p data-c=2></p></div>") == [None, None]


def test_a_wrapper_named_for_replies_follows_a_wrapped_comment():
    wrapped = "<div class=row><p data-c=1></p></div><div class='row replies'><p data-c=2></p></div>"
    assert of(wrapped) == [None, 0]


def test_an_id_named_by_the_comment_wins_over_its_place():
    assert of("<p data-c=1></p><p data-c=2 data-parent-id=0></p><p data-c=3 data-parent-id=1></p>") == [None, None, 0]
    assert of("<p data-c=1></p><p data-c=2 class='c parent-1'></p>") == [None, 0]


def test_a_link_told_by_the_comment_names_its_parent():
    assert of("<p data-c=1></p><p data-c=2></p><p data-c=3></p>", [None, None, "1"]) == [None, None, 0]


def test_a_parent_further_down_is_not_believed():
    assert of("<p data-c=1 data-parent-id=2></p><p data-c=2 data-parent-id=2></p>") == [None, None]


def test_levels_in_classes_attributes_and_margins():
    assert of("<p data-c=1 class=depth-1></p><p data-c=2 class=depth-2></p><p data-c=3 class=depth-3></p>") == [
        None,
        0,
        1,
    ]
    assert of("<p data-c=1 data-level=0></p><p data-c=2 data-level=1></p><p data-c=3 data-level=1></p>") == [None, 0, 0]
    assert of("<p data-c=1></p><p data-c=2 style='margin-left: 20px'></p><p data-c=3></p>") == [None, 0, None]


def test_levels_that_start_deep_are_not_believed():
    assert of("<p data-c=1 class=depth-3></p><p data-c=2 class=depth-1></p>") == [None, None]


def test_words_for_roots_and_replies():
    assert of(
        "<p data-c=1 class=js-comment-toplevel></p><p data-c=2></p><p data-c=3 class=js-comment-toplevel></p>"
    ) == [
        None,
        0,
        None,
    ]
    assert of("<p data-c=1 class=c></p><p data-c=2 class='c is-reply'></p>") == [None, 0]


@st.composite
def nested(draw, depth=0):
    inner = "".join(draw(st.lists(nested(depth=depth + 1), max_size=0 if depth > 2 else 2)))
    tag = draw(st.sampled_from(["div", "li", "ul", "p data-c=1", "div data-c=2", "div class=indented", "a"]))
    return f"<{tag}>{inner}</{tag.split()[0]}>"


@given(nested())
def test_parents_always_come_first(markup):
    found = of(markup)
    assert all(parent is None or 0 <= parent < number for number, parent in enumerate(found))
