"""Comment threads in the markup WordPress serves: the classic HTML5 walker and the block theme.

Depth is cut at five levels as WordPress does by default: deeper replies stand beside their parent in the markup
and only the comments feed and the REST answers still name it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from zlib import crc32

from crawler.demo.story import Article, Comment, Thread, words
from crawler.demo.view import View

DEEPEST = 5
FACES = 6


@dataclass(frozen=True, slots=True)
class Placed:
    """A comment where the markup puts it: its depth from 1, its children in the markup, its running number."""

    comment: Comment
    depth: int
    children: tuple["Placed", ...]


@dataclass(frozen=True, slots=True)
class CommentPage:
    """One page of a thread: which of how many, counted from 1, and the roots on it."""

    number: int
    pages: int
    roots: tuple[Placed, ...]


def tree(comments: tuple[Comment, ...], parent: int | None = None, depth: int = 1) -> tuple[Placed, ...]:
    """Comments as the markup nests them, by date, replies below ``DEEPEST`` beside their parent."""
    placed: list[Placed] = []
    for comment in sorted((one for one in comments if one.parent == parent), key=lambda one: (one.at, one.id)):
        if depth < DEEPEST:
            placed.append(Placed(comment, depth, tree(comments, comment.id, depth + 1)))
        else:
            placed += [Placed(comment, depth, ()), *tree(comments, comment.id, depth)]
    return tuple(placed)


def page_of(thread: Thread, number: int | None) -> CommentPage:
    """One page of a thread; None is the one the article's own address shows."""
    roots = tree(thread.comments)
    size = thread.per_page or max(1, len(roots))
    pages = max(1, -(-len(roots) // size))
    shown = number or (pages if thread.newest else 1)
    return CommentPage(shown, pages, roots[(shown - 1) * size : shown * size])


def page_path(thread: Thread, number: int) -> str:
    """Where a page of a thread is: the first is the article itself unless the newest is."""
    plain = not thread.per_page or (number == 1 and not thread.newest)
    return thread.article if plain else f"{thread.article}comment-page-{number}/"


def permalink(thread: Thread, comment: Comment) -> str:
    """The path and fragment of a comment, on the page that shows it."""
    pages = page_of(thread, 1).pages
    for number in range(1, pages + 1):
        if any(placed.comment.id == comment.id for placed in walk(page_of(thread, number).roots)):
            return f"{page_path(thread, number)}#comment-{comment.id}"
    return f"{thread.article}#comment-{comment.id}"


def walk(placed: tuple[Placed, ...]) -> Iterator[Placed]:
    """Comments in reading order."""
    for one in placed:
        yield one
        yield from walk(one.children)


def paragraphs(text: str) -> str:
    """A comment's text as HTML paragraphs."""
    return "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in text.strip().split("\n\n"))


def classic(view: View, article: Article, thread: Thread, number: int | None) -> str:
    """The comment area of a classic theme; a closed thread without comments leaves it empty, as WordPress does."""
    page = page_of(thread, number)
    total = len(thread.comments)
    parts = ['<div id="comments" class="comments-area">']
    if total:
        parts.append(f'<h2 class="comments-title">{_counted(total)}</h2>')
        items = "".join(_item(view, article, thread, placed, place) for place, placed in enumerate(page.roots))
        parts.append(f'<ol class="comment-list">{items}</ol>')
        parts.append(_pagination(view, thread, page))
    if total and thread.state == "closed":
        parts.append(f'<p class="no-comments">{words(article.lang).closed}</p>')
    parts.append(respond(view, article, thread))
    return "\n".join([*parts, "</div><!-- #comments -->"])


def _counted(total: int) -> str:
    return "1 comment" if total == 1 else f"{total} comments"


def _item(view: View, article: Article, thread: Thread, placed: Placed, place: int) -> str:
    one = placed.comment
    stripe = "odd alt" if one.id % 2 else "even"
    rooted = f" thread-{'odd thread-alt' if place % 2 else 'even'}" if placed.depth == 1 else ""
    parent = " parent" if any(other.parent == one.id for other in thread.comments) else ""
    children = "".join(_item(view, article, thread, child, place) for child in placed.children)
    nested = f'<ol class="children">{children}</ol><!-- .children -->' if children else ""
    inside = _pingback(one) if one.kind == "pingback" else _body(view, article, thread, placed)
    return (
        f'<li id="comment-{one.id}" class="{one.kind} {stripe}{rooted} depth-{placed.depth}{parent}">\n{inside}\n'
        f"{nested}</li><!-- #comment-## -->\n"
    )


def _pingback(comment: Comment) -> str:
    return f'<div class="comment-body">Pingback: {_signed(comment)}</div>'


def _signed(comment: Comment) -> str:
    name = escape(comment.author, quote=False)
    if not comment.author_url:
        return name
    return f'<a href="{escape(comment.author_url)}" rel="external nofollow ugc" class="url">{name}</a>'


def _body(view: View, article: Article, thread: Thread, placed: Placed) -> str:
    one, spoken = placed.comment, words(article.lang)
    face = crc32(one.author.encode()) % FACES
    return f"""<article id="div-comment-{one.id}" class="comment-body">
<footer class="comment-meta">
<div class="comment-author vcard"><img alt="" src="{view.url(f"/images/avatar-{face}.png")}" \
class="avatar avatar-60 photo" height="60" width="60" loading="lazy">
<b class="fn">{_signed(one)}</b> <span class="says">{spoken.says}</span></div>
<div class="comment-metadata"><a href="{view.url(permalink(thread, one))}"><time datetime="{one.at.isoformat()}">\
{spoken.date(one.at)}</time></a></div>
</footer>
<div class="comment-content">
{paragraphs(one.text)}
</div>
{_reply(view, article, thread, placed)}</article>"""


def _reply(view: View, article: Article, thread: Thread, placed: Placed) -> str:
    if thread.state != "open" or placed.depth >= DEEPEST:
        return ""
    one, label = placed.comment, words(article.lang).reply
    return (
        f'<div class="reply"><a rel="nofollow" class="comment-reply-link" data-commentid="{one.id}" '
        f'data-postid="{article.id}" href="{view.url(article.path)}?replytocom={one.id}#respond" '
        f'aria-label="{escape(f"{label}: {one.author}")}">{label}</a></div>\n'
    )


def _pagination(view: View, thread: Thread, page: CommentPage) -> str:
    if page.pages == 1:
        return ""
    steps = [f'<a class="page-numbers" href="{_page_url(view, thread, n)}">Page {n}</a>' for n in _numbers(page)]
    steps.insert(min(page.number, page.pages) - 1, f'<span class="page-numbers current">Page {page.number}</span>')
    return (
        '<nav class="navigation comments-pagination" aria-label="Comments">'
        f'<h2 class="screen-reader-text">Comments navigation</h2><div class="nav-links">{" ".join(steps)}</div></nav>'
    )


def _numbers(page: CommentPage) -> list[int]:
    return [number for number in range(1, page.pages + 1) if number != page.number]


def _page_url(view: View, thread: Thread, number: int) -> str:
    return f"{view.url(page_path(thread, number))}#comments"


def respond(view: View, article: Article, thread: Thread) -> str:
    """The reply form of an open thread, the login notice of a members' one, nothing for a closed one."""
    title = f'<h2 id="reply-title" class="comment-reply-title">{words(article.lang).leave}</h2>'
    match thread.state:
        case "closed":
            return ""
        case "login":
            target = view.url("/wp-login.php")
            form = f'<p class="must-log-in">You must be <a href="{target}">logged in</a> to post a comment.</p>'
        case "open":
            form = _form(view, article)
    return f'<div id="respond" class="comment-respond">{title}{form}</div><!-- #respond -->'


def _form(view: View, article: Article) -> str:
    return f"""<form action="{view.url("/wp-comments-post.php")}" method="post" id="commentform" class="comment-form">
<p class="comment-notes">Your e-mail address will not be published. Required fields are marked *</p>
<p class="comment-form-comment"><label for="comment">Comment *</label>
<textarea id="comment" name="comment" cols="45" rows="5" required></textarea></p>
<p class="comment-form-author"><label for="author">Name *</label> <input id="author" name="author" required></p>
<p class="comment-form-email"><label for="email">E-mail *</label>
<input id="email" name="email" type="email" required></p>
<p class="form-submit"><input name="submit" type="submit" id="submit" class="submit" value="Post comment">
<input type="hidden" name="comment_post_ID" value="{article.id}">
<input type="hidden" name="comment_parent" value="0"></p>
</form>"""
