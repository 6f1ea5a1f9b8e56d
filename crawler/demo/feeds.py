"""Feeds and sitemaps: RSS 2.0, Atom (RFC 4287), sitemaps (https://www.sitemaps.org/protocol.html); robots.txt, rights.

Comment feeds name the true parent of every reply (RFC 4685 in Atom), which the markup of deep threads does not.
"""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

from crawler.demo.blocks import parse_blocks, to_html
from crawler.demo.comments import paragraphs, permalink
from crawler.demo.story import Article, Comment, Thread
from crawler.demo.view import NAME, SECTIONS, View

FEED_SIZE = 20
NEWS_AGE = timedelta(days=2)
"""A news sitemap names articles of the last two days (https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap)."""
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
STANDING = ("/", "/about/", "/subscribe/", "/contact/", *(f"/{key}/" for key in SECTIONS))
RSS_NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom"'
)


def robots(view: View) -> str:
    """robots.txt: two closed paths, a short delay and the sitemap index."""
    return (
        "# Welcome. Mind the paint.\nUser-agent: *\nDisallow: /desk/\nDisallow: /search\nCrawl-delay: 0.05\n\n"
        f"Sitemap: {view.url('/sitemap.xml')}\n"
    )


def rights(view: View) -> str:
    """The rights file (https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/): culture is reserved."""
    rules = [
        {"location": "/culture/", "tdm-reservation": 1, "tdm-policy": view.url("/about/")},
        {"location": "/2026/02/choir-tour/", "tdm-reservation": 1},
    ]
    return json.dumps(rules, indent=2)


def _mail_date(moment: datetime) -> str:
    return format_datetime(moment)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _cdata(markup: str) -> str:
    return f"<![CDATA[{markup.replace(']]>', ']]]]><![CDATA[>')}]]>"


def _prose(view: View, article: Article) -> str:
    return "\n".join(to_html(block, view.base) for block in parse_blocks(article.body))


def rss(view: View) -> str:
    """The newest articles with their full text."""
    items = "".join(_rss_item(view, article) for article in view.paper.articles[:FEED_SIZE])
    return _channel(view, NAME, "/feed/", items)


def _channel(view: View, title: str, own: str, items: str) -> str:
    return (
        f'{DECLARATION}<rss version="2.0" {RSS_NAMESPACES}>\n<channel>\n<title>{escape(title)}</title>\n'
        f'<link>{view.url("/")}</link>\n<atom:link href="{view.url(own)}" rel="self" type="application/rss+xml"/>\n'
        f"<description>News from Saltmere and its neighbours</description>\n{items}</channel>\n</rss>\n"
    )


def _rss_item(view: View, article: Article) -> str:
    link = view.url(article.path)
    authors = "".join(f"<dc:creator>{escape(name)}</dc:creator>" for name in article.authors)
    return (
        f"<item><title>{escape(article.headline)}</title><link>{link}</link>{authors}"
        f"<pubDate>{_mail_date(article.published)}</pubDate><category>{SECTIONS[article.section]}</category>"
        f'<guid isPermaLink="true">{link}</guid><description>{escape(article.description)}</description>'
        f"<content:encoded>{_cdata(_prose(view, article))}</content:encoded></item>\n"
    )


def atom(view: View) -> str:
    """The newest articles, summaries only."""
    entries = "".join(_entry(view, article) for article in view.paper.articles[:FEED_SIZE])
    return (
        f'{DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom">\n<title>{NAME}</title>\n<id>{view.url("/")}</id>\n'
        f'<updated>{_utc(view.paper.latest)}</updated>\n<link rel="self" href="{view.url("/atom.xml")}"/>\n'
        f'<link rel="alternate" type="text/html" href="{view.url("/")}"/>\n{entries}</feed>\n'
    )


def _entry(view: View, article: Article) -> str:
    link = view.url(article.path)
    names = article.authors or (NAME,)
    authors = "".join(f"<author><name>{escape(name)}</name></author>" for name in names)
    return (
        f'<entry xml:lang="{article.lang}"><title>{escape(article.headline)}</title><id>{link}</id>'
        f'<link rel="alternate" type="text/html" href="{link}"/>{authors}'
        f"<published>{article.published.isoformat()}</published>"
        f"<updated>{(article.modified or article.published).isoformat()}</updated>"
        f"<summary>{escape(article.description)}</summary></entry>\n"
    )


def _newest_first(thread: Thread) -> list[Comment]:
    return sorted(thread.comments, key=lambda one: (one.at, one.id), reverse=True)


def thread_rss(view: View, article: Article, thread: Thread) -> str:
    """The comments of one article, newest first."""
    items = "".join(
        f"<item><title>By: {escape(one.author)}</title><link>{view.url(permalink(thread, one))}</link>"
        f"<dc:creator>{escape(one.author)}</dc:creator><pubDate>{_mail_date(one.at)}</pubDate>"
        f'<guid isPermaLink="false">{view.url(article.path)}#comment-{one.id}</guid>'
        f"<content:encoded>{_cdata(paragraphs(one.text))}</content:encoded></item>\n"
        for one in _newest_first(thread)
    )
    return _channel(view, f"Comments on: {article.headline}", f"{article.path}feed/", items)


def thread_atom(view: View, article: Article, thread: Thread) -> str:
    """The same as Atom, every reply with its true parent."""
    page = view.url(article.path)
    entries = "".join(_comment_entry(view, page, thread, one) for one in _newest_first(thread))
    return (
        f'{DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">\n'
        f"<title>Comments on: {escape(article.headline)}</title>\n<id>{page}feed/atom/</id>\n"
        f'<updated>{_utc(view.paper.changed(article))}</updated>\n<link rel="self" href="{page}feed/atom/"/>\n'
        f'<link rel="alternate" type="text/html" href="{page}#comments"/>\n{entries}</feed>\n'
    )


def _comment_entry(view: View, page: str, thread: Thread, one: Comment) -> str:
    uri = f"<uri>{escape(one.author_url)}</uri>" if one.author_url else ""
    parent = f"{page}#comment-{one.parent}" if one.parent else page
    return (
        f"<entry><title>By: {escape(one.author)}</title><id>{page}#comment-{one.id}</id>"
        f'<link rel="alternate" type="text/html" href="{view.url(permalink(thread, one))}"/>'
        f"<author><name>{escape(one.author)}</name>{uri}</author><published>{_utc(one.at)}</published>"
        f'<updated>{_utc(one.at)}</updated><content type="html">{escape(paragraphs(one.text))}</content>'
        f'<thr:in-reply-to ref="{parent}" href="{parent}" type="text/html"/></entry>\n'
    )


def sitemap_index(view: View) -> str:
    """The index: standing pages, articles (gzipped), news of two days."""
    names = ("/sitemap-pages.xml", "/sitemap-articles.xml.gz", "/sitemap-news.xml")
    rows = "".join(f"<sitemap><loc>{view.url(name)}</loc></sitemap>\n" for name in names)
    return f'{DECLARATION}<sitemapindex xmlns="{SITEMAP}">\n{rows}</sitemapindex>\n'


def sitemap_pages(view: View) -> str:
    """The standing pages and sections."""
    return _urlset("".join(f"<url><loc>{view.url(path)}</loc></url>\n" for path in STANDING))


def sitemap_articles(view: View) -> str:
    """Every article with its last change."""
    rows = (
        f"<url><loc>{view.url(article.path)}</loc><lastmod>{_utc(view.paper.changed(article))}</lastmod></url>\n"
        for article in view.paper.articles
    )
    return _urlset("".join(rows))


def sitemap_news(view: View) -> str:
    """The articles of the last two days as a news sitemap."""
    fresh = [article for article in view.paper.articles if view.paper.at - article.published <= NEWS_AGE]
    rows = (
        f"<url><loc>{view.url(article.path)}</loc><news:news><news:publication><news:name>{NAME}</news:name>"
        f"<news:language>{article.lang}</news:language></news:publication>"
        f"<news:publication_date>{article.published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(article.headline)}</news:title></news:news></url>\n"
        for article in fresh
    )
    return _urlset("".join(rows), namespaces=f' xmlns:news="{NEWS}"')


def _urlset(rows: str, *, namespaces: str = "") -> str:
    return f'{DECLARATION}<urlset xmlns="{SITEMAP}"{namespaces}>\n{rows}</urlset>\n'
