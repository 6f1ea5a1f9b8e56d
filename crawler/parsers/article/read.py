"""A page's article put together, field by field."""

from crawler.items import Article
from crawler.parsers.article.authors import authors
from crawler.parsers.article.blocks import layout
from crawler.parsers.article.body import body
from crawler.parsers.article.dates import dates
from crawler.parsers.article.headline import headline
from crawler.parsers.article.render import render
from crawler.parsers.article.witness import Witnesses
from crawler.parsers.comments.dates import Dates
from crawler.parsers.page import Page


def read(page: Page) -> Article:
    """The article of ``page``; fields nothing testifies to are absent."""
    witnesses = Witnesses(page)
    text = body(layout(page.tree.body), witnesses)
    article = Article(url=page.url, headline=headline(witnesses), articleBody=text.text)
    article.articleBodyHtml = render(text.blocks, page.url) or None
    article.authors = authors(witnesses)
    language = page.tree.get("lang")
    published, modified = dates(witnesses, Dates(page.captured_at, language))
    if published:
        article.datePublished, article.datePublishedRaw = published
    if modified:
        article.dateModified, article.dateModifiedRaw = modified
    return article
