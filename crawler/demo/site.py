"""The whole site as one pure function: a path, an instant and a base address in, an answer out.

``ROUTES`` is the map; the first pattern that matches the decoded path and yields an answer wins, then articles by
their path, then what has been taken down (410), then 404.
"""

import gzip
import re
from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib.resources import files
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.demo import feeds, jsonld, markup, pages, rest, wordpress
from crawler.demo.edition import edition
from crawler.demo.images import avatar_png, favicon_svg, scene_png
from crawler.demo.layout import shell
from crawler.demo.lookalikes import extra_html
from crawler.demo.response import Response, document, failure, redirect
from crawler.demo.story import Article, articles
from crawler.demo.view import NAME, SECTIONS, View, author_path, tag_path

MODEL_PAGE = "/2026/03/coffee-settles-ferry-quarrel/"
"""An agency report with a thread of three roots and two replies, closed: the page to look at first."""

REDIRECTS = {
    "/coffee": (301, MODEL_PAGE),
    "/today": (302, "/"),
    "/go/timetable": (307, "/harbour/2026/03/winter-timetable-explained"),
    "/old/bridge.html": (308, "/town/2026/03/swing-bridge-stuck-open"),
    "/chain/one": (301, "/chain/two"),
    "/chain/two": (302, "/about/"),
}
ASSETS = {
    "gazette.css": "text/css; charset=utf-8",
    "ornaments.css": "text/css; charset=utf-8",
    "wave.svg": "image/svg+xml",
    "gazette.js": "text/javascript; charset=utf-8",
}
WITHDRAWN = "/town/eels-resign.html"
BROKEN = "/broken/weather"
Route = tuple[re.Pattern[str], Callable[[View, re.Match[str]], Response | None]]


def render(path: str, at: datetime, base: str) -> Response:
    """The answer to ``GET path`` (with its query) at an instant. ``base`` has no slash at the end."""
    parts = urlsplit(path)
    view = View(base, edition(at), unquote(parts.path), dict(parse_qsl(parts.query)))
    for pattern, answer in ROUTES:
        if (found := pattern.fullmatch(view.path)) and (response := answer(view, found)):
            return response
    return _article_at(view) or _missing(view)


def _html(view: View, page: str | None) -> Response | None:
    return document(page.encode(), changed=view.paper.latest) if page is not None else None


def _front(view: View, found: re.Match[str]) -> Response | None:
    if article := view.paper.by_id(view.number("p", 0)):
        return redirect(301, view.url(article.path))
    page = pages.front(view, int(found[1] or 1))
    # The front page prints the day, so it is new every midnight even when nothing happened.
    midnight = view.paper.at.replace(hour=0, minute=0, second=0, microsecond=0)
    return document(page.encode(), changed=max(midnight, view.paper.latest)) if page is not None else None


def _section(view: View, found: re.Match[str]) -> Response | None:
    return _html(view, pages.section(view, found[1], int(found[2] or 1)))


def _author(view: View, _: re.Match[str]) -> Response | None:
    names = {unquote(author_path(name)): name for article in articles() for name in article.authors}
    name = names.get(view.path, "")
    return _html(view, pages.collected(view, name, tuple(one for one in view.paper.articles if name in one.authors)))


def _tag(view: View, _: re.Match[str]) -> Response | None:
    tags = {unquote(tag_path(tag)): tag for article in articles() for tag in article.tags}
    tag = tags.get(view.path, "")
    return _html(view, pages.collected(view, tag, tuple(one for one in view.paper.articles if tag in one.tags)))


def _picture(view: View, found: re.Match[str]) -> Response | None:
    body = scene_png(found[1], int(found[2]), width=320 if found[3] else 640)
    return document(body, "image/png", changed=_founded()) if body else None


def _avatar(view: View, found: re.Match[str]) -> Response:
    return document(avatar_png(int(found[1])), "image/png", changed=_founded())


def _asset(view: View, found: re.Match[str]) -> Response | None:
    kind = ASSETS.get(found[1])
    return document(_stored(f"assets/{found[1]}"), kind, changed=_founded()) if kind else None


@cache
def _stored(name: str) -> bytes:
    return files("crawler.demo").joinpath(name).read_bytes()


def _founded() -> datetime:
    return min(article.published for article in articles())


def _moved(view: View, _: re.Match[str]) -> Response | None:
    if view.path not in REDIRECTS:
        return None
    status, target = REDIRECTS[view.path]
    return redirect(status, view.url(target) if status in (301, 308) else target)


def _comment_page(view: View, found: re.Match[str]) -> Response | None:
    article = view.paper.article(found[1])
    return _article(view, article, int(found[2])) if article and found[1] in view.paper.threads else None


def _thread_feed(view: View, found: re.Match[str]) -> Response | None:
    article, thread = view.paper.article(found[1]), view.paper.threads.get(found[1])
    if article is None or thread is None:
        return None
    kind, make = ("atom", feeds.thread_atom) if found[2] else ("rss", feeds.thread_rss)
    return document(
        make(view, article, thread).encode(), f"application/{kind}+xml", changed=view.paper.changed(article)
    )


def _rest_comments(view: View, _: re.Match[str]) -> Response | None:
    article = view.paper.by_id(view.number("post", 0))
    thread = view.paper.threads.get(article.path) if article else None
    return rest.comments(view, article, thread) if article and thread else None


def _rest_post(view: View, found: re.Match[str]) -> Response | None:
    article = view.paper.by_id(int(found[1]))
    return rest.post(view, article) if article else None


def _broken(view: View, _: re.Match[str]) -> Response:
    return failure(500, pages.sorry(view, "The press has jammed", "Somebody is hitting it with a shoe."))


def _withdrawn(view: View, _: re.Match[str]) -> Response:
    return failure(410, pages.sorry(view, "Withdrawn", "This article is gone for good, and we are better for it."))


def _post_only(view: View, _: re.Match[str]) -> Response:
    page = pages.sorry(view, "Only letters", "Comments are posted, not fetched.")
    return failure(405, page, extra=(("Allow", "POST"),))


def _standing(make: Callable[[View], str]) -> Callable[[View, re.Match[str]], Response | None]:
    return lambda view, _: document(make(view).encode(), changed=_founded())


def _document(make: Callable[[View], str], kind: str) -> Callable[[View, re.Match[str]], Response | None]:
    return lambda view, _: document(make(view).encode(), kind, changed=view.paper.latest)


def _news(view: View, _: re.Match[str]) -> Response:
    # Articles fall out of it by age alone, at any moment.
    return document(feeds.sitemap_news(view).encode(), XML, changed=view.paper.at)


def _zipped(view: View, _: re.Match[str]) -> Response:
    body = gzip.compress(feeds.sitemap_articles(view).encode(), mtime=0)
    return document(body, "application/gzip", changed=view.paper.latest)


def _route(pattern: str, answer: Callable[[View, re.Match[str]], Response | None]) -> Route:
    return re.compile(pattern), answer


XML = "application/xml; charset=UTF-8"
ROUTES: tuple[Route, ...] = (
    _route(r"/(?:page/(\d{1,4})/)?", _front),
    _route(rf"/({'|'.join(SECTIONS)})/(?:page/(\d{{1,4}})/)?", _section),
    _route(r"/author/[^/]+/", _author),
    _route(r"/tag/[^/]+/", _tag),
    _route(r"/images/([a-z]+)-(\d{1,3})(-small)?\.png", _picture),
    _route(r"/images/avatar-([0-5])\.png", _avatar),
    _route(r"/assets/([a-z]+\.[a-z]+)", _asset),
    _route(r"/favicon\.svg", lambda view, _: document(favicon_svg(), "image/svg+xml", changed=_founded())),
    _route(r"/robots\.txt", _document(feeds.robots, "text/plain; charset=utf-8")),
    _route(r"/\.well-known/tdmrep\.json", _document(feeds.rights, "application/json")),
    _route(r"/feed/", _document(feeds.rss, "application/rss+xml; charset=UTF-8")),
    _route(r"/atom\.xml", _document(feeds.atom, "application/atom+xml; charset=UTF-8")),
    _route(r"/sitemap\.xml", _document(feeds.sitemap_index, XML)),
    _route(r"/sitemap-pages\.xml", _document(feeds.sitemap_pages, XML)),
    _route(r"/sitemap-news\.xml", _news),
    _route(r"/sitemap-articles\.xml\.gz", _zipped),
    _route(r"(/.+/)comment-page-(\d{1,4})/", _comment_page),
    _route(r"(/.+/)feed/(atom/)?", _thread_feed),
    _route(r"/wp-json/", lambda view, _: rest.index(view)),
    _route(r"/wp-json/wp/v2/comments", _rest_comments),
    _route(r"/wp-json/wp/v2/posts/(\d{1,9})", _rest_post),
    _route(r"/wp-comments-post\.php", _post_only),
    _route(r"/wp-login\.php", _standing(pages.login)),
    _route(r"/about/", _standing(pages.about)),
    _route(r"/subscribe/", _standing(pages.subscribe)),
    _route(r"/contact/", _standing(pages.contact)),
    _route(r"/help/where-is-it/", _standing(pages.where_is_it)),
    _route(r"/desk/", _standing(pages.desk)),
    _route(r"/search", _standing(pages.search)),
    _route(re.escape(BROKEN), _broken),
    _route(re.escape(WITHDRAWN), _withdrawn),
    _route(r"/.+", _moved),
)


def _article_at(view: View) -> Response | None:
    if article := view.paper.article(view.path):
        return _article(view, article, None)
    if view.paper.article(f"{view.path}/"):
        return redirect(301, view.url(f"{view.path}/"))
    return None


def _article(view: View, article: Article, number: int | None) -> Response:
    page = markup.antique(view, article) if article.markup == "antique" else _framed(view, article, number)
    return document(
        page.encode(article.charset),
        f"text/html; charset={article.declared}",
        changed=view.paper.changed(article),
        serving=article.serving,
    )


def _framed(view: View, article: Article, number: int | None) -> str:
    head, main = _parts(view, article, number)
    press = "wp-embed-responsive single-post" if article.markup in ("wordpress", "blocks") else ""
    return shell(
        view,
        title=f"{article.headline} - {NAME}",
        head=head,
        main=f"{main}\n{extra_html(view, article)}",
        lang=article.lang,
        body_class=f"article-page {press}".strip(),
    )


def _parts(view: View, article: Article, number: int | None) -> markup.Parts:
    thread = view.paper.threads.get(article.path)
    match article.markup:
        case "wordpress":
            return wordpress.wordpress(view, article, thread, number)
        case "blocks":
            return wordpress.blocks(view, article, thread)
        case "graph":
            return jsonld.graph(view, article)
        case "jsonld":
            return jsonld.plain(view, article)
        case "microdata":
            return markup.microdata(view, article)
        case "opengraph":
            return markup.opengraph(view, article)
        case "rdfa":
            return markup.rdfa(view, article)
        case "bare" | "antique":
            return markup.bare(view, article)


def _missing(view: View) -> Response:
    if view.path in view.paper.gone:
        return failure(410, pages.sorry(view, "Taken down", "This article was here, and then it was not."))
    return failure(404, pages.sorry(view, "Not found", "We have looked under everything."))
