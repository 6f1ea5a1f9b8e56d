"""The pages that are not articles: front, sections, authors, tags, and the few that never change."""

from html import escape

from crawler.demo.blocks import parse_blocks, to_text
from crawler.demo.layout import shell
from crawler.demo.lookalikes import testimonials
from crawler.demo.story import Article, words
from crawler.demo.view import NAME, SECTIONS, View

FRONT_SIZE = 12
SECTION_SIZE = 6
LOST = (
    ("/coffee", "The mayor’s coffee, at its short address"),
    ("/today", "Today’s paper"),
    ("/go/timetable", "The winter timetable"),
    ("/old/bridge.html", "The bridge, at its address of 2003"),
    ("/chain/one", "The office, which has moved twice"),
    ("/town/lost-umbrella", "The lost umbrella (we lost the page as well)"),
    ("/town/eels-resign.html", "“Eels resign” (withdrawn, with apologies to the eels)"),
    ("/broken/weather", "Weather (the barometer is being mended)"),
)
"""Addresses that lead somewhere else or nowhere, linked from one page for people and crawlers alike."""


def listing(view: View, title: str, articles: tuple[Article, ...], *, number: int, size: int, root: str) -> str | None:
    """Page ``number`` of a list of articles, or None beyond its end; only the front page's first page has a lead."""
    pages = max(1, -(-len(articles) // size))
    if not 1 <= number <= pages:
        return None
    shown = articles[(number - 1) * size : number * size]
    leading = root == "/" and number == 1
    cards = "".join(_card(article, lead=leading and article is shown[0]) for article in shown)
    heading = _dateline(view) if root == "/" else f"<h1>{escape(title)}</h1>"
    layout = "lead-first" if leading else "even"
    main = f'{heading}<div class="cards {layout}">{cards}</div>{_pager(root, number, pages)}'
    suffix = f", page {number}" if number > 1 else ""
    return shell(view, title=f"{title}{suffix} - {NAME}", main=main, head=_self(view), body_class="listing")


def _self(view: View) -> str:
    return f'<link rel="canonical" href="{view.url(view.path)}">'


def _dateline(view: View) -> str:
    now = view.paper.at
    return f'<p class="dateline">{now:%A}, {now.day} {now:%B} {now.year} · Wind south-west, light to opinionated</p>'


def _card(article: Article, *, lead: bool) -> str:
    picture = ""
    if article.picture:
        source = f"/images/{article.picture}"
        picture = (
            f'<a href="{article.path}" tabindex="-1" aria-hidden="true"><img src="{source}-small.png" width="320" '
            f'height="180" srcset="{source}-small.png 320w, {source}.png 640w" sizes="(min-width: 60rem) 36vw, 90vw" '
            f'alt="{escape(article.caption)}"></a>'
        )
    kicker = f'<p class="kicker">{escape(article.kicker or SECTIONS[article.section])}</p>'
    names = f"{escape(', '.join(article.authors))} · " if article.authors else ""
    opening = f'<p class="opening">{escape(to_text(parse_blocks(article.body)[:1]))}</p>' if lead else ""
    direction = "rtl" if article.lang == "ar" else "ltr"
    return (
        f'<div class="card" lang="{article.lang}" dir="{direction}">{picture}{kicker}'
        f'<h2><a href="{article.path}">{escape(article.headline)}</a></h2>'
        f'<p class="teaser-text">{escape(article.description)}</p>{opening}'
        f'<p class="card-meta">{names}{words(article.lang).date(article.published)}</p></div>'
    )


def _pager(root: str, number: int, pages: int) -> str:
    if pages == 1:
        return ""
    paths = {page: root if page == 1 else f"{root}page/{page}/" for page in range(1, pages + 1)}
    steps = "".join(
        f'<span aria-current="page">{page}</span>' if page == number else f'<a href="{path}">{page}</a>'
        for page, path in paths.items()
    )
    older = f'<a rel="next" href="{paths[number + 1]}">Older</a>' if number < pages else ""
    newer = f'<a rel="prev" href="{paths[number - 1]}">Newer</a>' if number > 1 else ""
    return f'<nav class="pager" aria-label="Pages">{newer}{steps}{older}</nav>'


def front(view: View, number: int) -> str | None:
    """The front page and the pages behind it."""
    return listing(view, "Front page", view.paper.articles, number=number, size=FRONT_SIZE, root="/")


def section(view: View, key: str, number: int) -> str | None:
    """One page of a section."""
    shown = view.paper.section(key)
    return listing(view, SECTIONS[key], shown, number=number, size=SECTION_SIZE, root=f"/{key}/")


def collected(view: View, title: str, articles: tuple[Article, ...]) -> str | None:
    """Everything of one author or under one tag; None when there is nothing."""
    return listing(view, title, articles, number=1, size=99, root=view.path) if articles else None


def _standing(view: View, title: str, prose: str, *, head: str = "") -> str:
    main = f'<div class="standing"><h1>{title}</h1>{prose}</div>'
    return shell(view, title=f"{title} - {NAME}", main=main, head=head or _self(view), body_class="standing-page")


def about(view: View) -> str:
    """Who makes the paper."""
    return _standing(
        view,
        "About the paper",
        "<p>The Saltmere Gazette has been published since 1871, with a gap of eleven days in 1923 when the editor was "
        "on the wrong boat. It is written by six people and read by a good many more, some of them in other "
        "people’s gardens.</p><p>Saltmere is not on the map. Neither is anyone in this newspaper: the town, its "
        "neighbours and every name, boat and bird in these pages were made up for this demonstration.</p>"
        '<p><a href="/contact/">Write to us</a>, or <a href="/subscribe/">subscribe</a>.</p>',
    )


def subscribe(view: View) -> str:
    """What it costs, and what people say of it."""
    return _standing(
        view,
        "Subscribe",
        "<p>Two crowns a day, ten a week, and for four hundred a year we bring it to your door and tell you what "
        "is in it.</p><ul><li>Paper edition, delivered dry</li><li>Letter from the quay, weekdays at seven</li>"
        f"<li>Crossword, with the answers sealed</li></ul>{testimonials()}",
    )


def contact(view: View) -> str:
    """Where to complain."""
    return _standing(
        view,
        "Contact",
        "<p>Chandler Street 4, second bell. The first bell is the dentist’s, who has asked us to mention it.</p>"
        '<p>Corrections: <a href="mailto:corrections@saltmere.example">corrections@saltmere.example</a></p>',
    )


def where_is_it(view: View) -> str:
    """The page that links everything that has moved or gone."""
    items = "".join(f'<li><a href="{path}">{label}</a></li>' for path, label in LOST)
    return _standing(view, "Where is it?", f"<p>Pages that readers ask for at the desk.</p><ul>{items}</ul>")


def desk(view: View) -> str:
    """The page robots.txt asks crawlers to leave alone."""
    return _standing(
        view, "Newsroom desk", "<p>Tea rota, lost pencils, and a list of words we have agreed not to use.</p>"
    )


def search(view: View) -> str:
    """The search page, also disallowed."""
    return _standing(view, "Search", "<p>Nothing found, but we enjoyed looking.</p>")


def login(view: View) -> str:
    """Where members would sign in."""
    head = '<meta name="robots" content="noindex, nofollow">'
    return _standing(view, "Log in", "<p>Members are known by their voice. Please ring.</p>", head=head)


def sorry(view: View, title: str, prose: str) -> str:
    """An error page."""
    return _standing(view, title, f"<p>{prose}</p>", head='<meta name="robots" content="noindex">')
