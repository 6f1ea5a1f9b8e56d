"""vBulletin 3 and 4: a flat list of posts, each text in ``div#post_message_123``; post #1 is what they answer."""

from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.comments.forum import forum_thread
from crawler.parsers.comments.paging import pages_by
from crawler.parsers.comments.platform import Kind, Platform, Reading
from crawler.parsers.comments.render import line
from crawler.parsers.comments.shape import Shape, read_shape
from crawler.parsers.comments.view import View

NAME: Final = "vbulletin"
_SHAPE = Shape(
    items="//li[contains(@class, 'postcontainer') and starts-with(@id, 'post_')]"
    " | //table[starts-with(@id, 'post') and .//div[starts-with(@id, 'post_message_')]]",
    author=".//a[contains(@class, 'bigusername')] | .//*[contains(concat(' ', @class, ' '), ' username ')]",
    date=".//*[contains(@class, 'postdate')] | .//td[contains(@class, 'thead')]",
    body=".//*[contains(@class, 'postcontent')] | .//div[starts-with(@id, 'post_message_')]",
)


def _read(view: View) -> Reading | None:
    posts = read_shape(view.tree, _SHAPE, view.reader)
    opening = next((post for post in posts if _number(post.roots[0]) == "1"), None)
    return forum_thread(view, NAME, posts, opening=opening)


def _number(post: HtmlElement) -> str:
    """A post's number in its thread: the name of its counter, else what the counter shows."""
    for counter in post.xpath(".//a[starts-with(@id, 'postcount')] | .//a[contains(@class, 'postcounter')]"):
        number = counter.get("name") if (counter.get("id") or "").startswith("postcount") else line(counter)
        if number:
            return str(number).lstrip("#").strip()
    return ""


PLATFORM = Platform(
    NAME,
    Kind.MARKUP,
    _read,
    marks=("post_message_", "postcontainer"),
    answer=pages_by(_read, shows_all=True),
    is_verified=False,
)
