"""Comment threads as WordPress block themes serve them; a closed one prints no message, only the form is missing."""

from html import escape

from crawler.demo.comments import Placed, page_of, paragraphs, permalink, respond
from crawler.demo.story import Article, Thread, words
from crawler.demo.view import View


def block_comments(view: View, article: Article, thread: Thread) -> str:
    """The comments block of an article."""
    total = len(thread.comments)
    title = f'<h2 id="comments" class="wp-block-comments-title">{total} responses to “{escape(article.headline)}”</h2>'
    items = "".join(_item(view, article, thread, placed) for placed in page_of(thread, None).roots)
    listed = f'{title}<ol class="wp-block-comment-template">{items}</ol>' if total else ""
    form = respond(view, article, thread).replace(
        'class="comment-respond"', 'class="comment-respond wp-block-post-comments-form"'
    )
    return f'<div class="wp-block-comments">{listed}{form}</div>'


def _item(view: View, article: Article, thread: Thread, placed: Placed) -> str:
    one, spoken = placed.comment, words(article.lang)
    link = view.url(permalink(thread, one))
    nested = "".join(_item(view, article, thread, child) for child in placed.children)
    reply = (
        f'<div class="wp-block-comment-reply-link"><a rel="nofollow" class="comment-reply-link" '
        f'href="{view.url(article.path)}?replytocom={one.id}#respond">{spoken.reply}</a></div>'
    )
    return f"""<li id="comment-{one.id}" class="comment depth-{placed.depth}">
<div class="wp-block-columns"><div class="wp-block-column">
<div class="wp-block-comment-author-name">{escape(one.author)}</div>
<div class="wp-block-comment-date"><time datetime="{one.at.isoformat()}">\
<a href="{link}">{spoken.date(one.at)}</a></time></div>
<div class="wp-block-comment-content">{paragraphs(one.text)}</div>
{reply if thread.state == "open" else ""}</div></div>
{f"<ol>{nested}</ol>" if nested else ""}</li>
"""
