"""The truth about the site: what a perfect crawler would find in it at an instant.

Paths, not addresses: put the server's base in front. Nothing here is read back from rendered pages.
"""

from dataclasses import dataclass
from datetime import datetime

from crawler.demo.blocks import parse_blocks, to_text
from crawler.demo.edition import edition
from crawler.demo.site import BROKEN, REDIRECTS, WITHDRAWN
from crawler.demo.story import Article, Thread, threads

WORDS = 6
SPACELESS = ("zh",)
"""Languages written without spaces: first and last words are characters there."""


@dataclass(frozen=True, slots=True)
class ExpectedArticle:
    """One article. ``date`` is ISO 8601 with offset, a day alone in the attic, None where the page does not say.

    ``modified`` is None until a first change; JSON-LD pages repeat ``date`` as dateModified until then.
    """

    path: str
    markup: str
    language: str
    headline: str
    authors: tuple[str, ...]
    date: str | None
    modified: str | None
    first_words: str
    last_words: str
    body: str


@dataclass(frozen=True, slots=True)
class ExpectedComment:
    """One comment with its true parent, however the markup nests it."""

    id: str
    parent: str | None
    author: str
    date: str
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class ExpectedThread:
    """One thread: ``closed`` is None where only members may write; ``pages`` counts comment pages."""

    path: str
    closed: bool | None
    total: int
    pages: int
    comments: tuple[ExpectedComment, ...]

    @property
    def visible(self) -> bool:
        """Whether a reader sees that there is a thread: closed and empty, WordPress shows an empty element."""
        return self.total > 0 or self.closed is not True

    @property
    def ids(self) -> tuple[str, ...]:
        """Comment ids, oldest first."""
        return tuple(comment.id for comment in self.comments)

    @property
    def parents(self) -> dict[str, str | None]:
        """True parent by comment id, None for a root."""
        return {comment.id: comment.parent for comment in self.comments}


def expected_articles(at: datetime) -> tuple[ExpectedArticle, ...]:
    """Every article up at an instant, newest first."""
    return tuple(map(_article, edition(at).articles))


def _article(article: Article) -> ExpectedArticle:
    body = to_text(parse_blocks(article.body))
    silent = article.markup in ("bare", "antique")
    return ExpectedArticle(
        path=article.path,
        markup=article.markup,
        language=article.lang,
        headline=article.headline,
        authors=() if silent else article.authors,
        date=_date(article),
        modified=article.modified.isoformat() if article.modified else None,
        first_words=_ends(body, article.lang)[0],
        last_words=_ends(body, article.lang)[1],
        body=body,
    )


def _date(article: Article) -> str | None:
    """A bare page says nothing, a page of 1998 only the day."""
    if article.markup == "bare":
        return None
    return article.published.date().isoformat() if article.markup == "antique" else article.published.isoformat()


def _ends(body: str, lang: str) -> tuple[str, str]:
    if lang in SPACELESS:
        return body[:WORDS], body[-WORDS:]
    words = body.split()
    return " ".join(words[:WORDS]), " ".join(words[-WORDS:])


def expected_threads(at: datetime) -> tuple[ExpectedThread, ...]:
    """Every thread of an article that is up at an instant."""
    paper = edition(at)
    standing = {article.path for article in paper.articles}
    return tuple(_thread(thread) for path, thread in paper.threads.items() if path in standing)


def _thread(thread: Thread) -> ExpectedThread:
    ordered = sorted(thread.comments, key=lambda one: (one.at, one.id))
    comments = tuple(
        ExpectedComment(
            id=str(one.id),
            parent=str(one.parent) if one.parent else None,
            author=one.author,
            date=one.at.isoformat(),
            text=one.text.strip(),
            kind=one.kind,
        )
        for one in ordered
    )
    return ExpectedThread(
        path=thread.article,
        closed=None if thread.state == "login" else thread.state == "closed",
        total=len(comments),
        pages=_pages(thread),
        comments=comments,
    )


def _pages(thread: Thread) -> int:
    roots = sum(one.parent is None for one in thread.comments)
    return max(1, -(-roots // thread.per_page)) if thread.per_page else 1


def expected_failures(at: datetime) -> dict[str, int]:
    """Status by path of every linked page that is meant to fail, and of articles taken down by then."""
    linked = {"/town/lost-umbrella": 404, WITHDRAWN: 410, BROKEN: 500, "/wp-comments-post.php": 405}
    return linked | dict.fromkeys(sorted(edition(at).gone), 410)


def expected_redirects() -> dict[str, tuple[int, str]]:
    """Status and target path of every linked redirect."""
    return dict(REDIRECTS)


def pages_without_threads(at: datetime) -> tuple[str, ...]:
    """Articles that must yield no thread, those with lookalikes included."""
    discussed = {thread.article for thread in threads()}
    return tuple(article.path for article in edition(at).articles if article.path not in discussed)
