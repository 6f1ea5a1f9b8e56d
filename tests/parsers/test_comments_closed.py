"""Whether a thread takes comments, as its page says."""

import pytest
from section_markup import box, thread


@pytest.mark.parametrize(
    ("notice", "lang"),
    [
        ("Comments are closed.", "en"),
        ("Comments for this thread are now closed", "en"),
        ("Sorry, the comment form is closed at this time.", "en"),
        ("This discussion has been closed.", "en"),
        ("Commenting is not available for this story. Comments have been disabled.", "en"),
        ("Die Kommentarfunktion ist geschlossen.", "de"),
        ("Kommentare sind derzeit nicht möglich.", "de"),
        ("Les commentaires sont fermés.", "fr"),
        ("Los comentarios están cerrados.", "es"),
        ("Os comentários estão encerrados.", "pt"),
        ("I commenti sono chiusi.", "it"),
        ("Reacties zijn gesloten.", "nl"),
        ("Komentarze są wyłączone.", "pl"),
        ("Комментарии закрыты.", "ru"),
        ("评论已关闭", "zh"),
        ("コメントは受け付けていません。", "ja"),
        ("Kommentarer är stängda.", "sv"),
        ("Yorumlar kapalı.", "tr"),
        ("Comments are closed.", "fi"),
    ],
)
def test_a_closed_thread_says_so_in_any_language(notice, lang):
    found = thread(f"<div id=comments>{box(1)}{box(2)}<p class=note>{notice}</p></div>", lang=lang)
    assert (found.is_closed, found.closed_by) == (True, "text")


@pytest.mark.parametrize(
    ("rest", "state"),
    [
        ("<form id=commentform action=/wp-comments-post.php><textarea name=comment></textarea></form>", False),
        ("<p class=must-log-in>You must be <a href=/login>logged in</a> to post a comment.</p>", False),
        ("<p>Please log in to write something.</p>", None),
        ("", None),
        ("<p><a href='/2019/comments-are-closed/'>Comments are closed: a history</a></p>", None),
        ("<script>var s = 'Comments are closed.';</script>", None),
        ("<form action=/search><input name=q></form><textarea name=newsletter></textarea>", None),
    ],
)
def test_open_closed_or_unknown(rest, state):
    assert thread(f"<section>{box(1)}{box(2)}</section>{rest}", lang="de").is_closed is state


def test_what_a_reader_writes_does_not_close_the_thread():
    assert (
        thread(f"<div id=comments>{box(1, text='I read that comments are closed.')}{box(2)}</div>", lang="de").is_closed
        is None
    )
