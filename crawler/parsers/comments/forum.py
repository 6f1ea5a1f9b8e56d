"""Threads of forums: the post that opens one is what the others answer, and no comment."""

from collections.abc import Sequence

from crawler.parsers.comments.items import Item
from crawler.parsers.comments.markup import thread
from crawler.parsers.comments.paging import with_pages
from crawler.parsers.comments.platform import Reading
from crawler.parsers.comments.view import View
from crawler.parsers.extraction import ThreadFragment


def forum_thread(view: View, platform: str, posts: Sequence[Item], *, opening: Item | None = None) -> Reading | None:
    """The thread that a page's posts are of, empty where nobody answered, with needs for its other pages.

    ``opening``: the post that opens it, where it is on this page and told apart. None without posts.
    """
    if not posts:
        return None
    own = view.with_items(posts)
    answers = [post for post in posts if post is not opening]
    fragment = thread(view, platform, answers) if answers else _unanswered(own, platform)
    return with_pages(own, Reading((fragment,)), platform, of_thread=True) if fragment else None


def _unanswered(view: View, platform: str) -> ThreadFragment:
    state = view.state
    return ThreadFragment(view.address, platform, url=view.page.url, is_closed=state.is_closed, closed_by=state.by)
