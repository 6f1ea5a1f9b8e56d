"""The frame every page of the paper sits in: masthead, navigation, cookie notice, side column, footer."""

from html import escape

from crawler.demo.story import Article, words
from crawler.demo.view import NAME, SECTIONS, View, lasting

COOKIES = (
    "We use cookies, the digital kind, to remember that you have seen this notice. The oat kind are at the front desk."
)
FOOTER = (
    ("/about/", "About the paper"),
    ("/subscribe/", "Subscribe"),
    ("/contact/", "Contact"),
    ("/help/where-is-it/", "Where is it?"),
    ("/desk/", "Newsroom desk"),
    ("/feed/", "RSS"),
    ("/atom.xml", "Atom"),
)


def shell(view: View, *, title: str, main: str, head: str = "", lang: str = "en", body_class: str = "") -> str:
    """A whole HTML page around ``main``."""
    direction = "rtl" if lang == "ar" else "ltr"
    return f"""<!DOCTYPE html>
<html lang="{lang}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<link rel="icon" type="image/svg+xml" href="/favicon.svg">
<link rel="stylesheet" href="/assets/gazette.css">
<link rel="alternate" type="application/rss+xml" title="{NAME}" href="{view.url("/feed/")}">
<link rel="alternate" type="application/atom+xml" title="{NAME}" href="{view.url("/atom.xml")}">
{head}
<script src="/assets/gazette.js" defer></script>
</head>
<body class="{body_class}">
<a class="skip" href="#main">Skip to content</a>
{_masthead(view)}
<div class="page">
<main id="main">
{main}
</main>
{_aside()}
</div>
{_footer()}
</body>
</html>
"""


def _masthead(view: View) -> str:
    items = "".join(f'<li><a href="/{key}/"{_current(view, key)}>{name}</a></li>' for key, name in SECTIONS.items())
    return f"""<div class="cookie-banner" role="region" aria-label="Cookies"><p>{COOKIES}</p>
<button type="button" data-cookie="all">Accept</button>
<button type="button" data-cookie="none">Only crumbs</button></div>
<header class="masthead">
<p class="ear ear-left">Fair winds,<br>fair copy</p>
<p class="nameplate"><a href="/">{NAME}</a></p>
<p class="ear ear-right">Est. 1871<br>Two crowns</p>
<nav class="sections" aria-label="Sections"><ul><li><a href="/">Front page</a></li>{items}</ul>
<form class="search" action="/search" method="get" role="search"><label for="q">Search</label>
<input id="q" name="q" type="search"></form></nav>
</header>"""


def _current(view: View, section: str) -> str:
    return ' aria-current="page"' if view.path.startswith(f"/{section}/") else ""


def _aside() -> str:
    read = "".join(f'<li><a href="{article.path}">{escape(article.headline)}</a></li>' for article in lasting()[2:14:2])
    return f"""<aside class="rail">
<section class="box"><h2>Most read</h2><ol class="most-read">{read}</ol></section>
<section class="box tides"><h2>Tides today</h2><table><tr><td>High</td><td>04:12</td><td>16:38</td></tr>
<tr><td>Low</td><td>10:25</td><td>22:51</td></tr></table><p>By the town clock, add seven minutes.</p></section>
<section class="box advert"><p class="advert-label">Advertisement</p>
<p><strong>Sorley’s Wool.</strong> Eleven metres of pier cannot be wrong.</p></section>
</aside>"""


def _footer() -> str:
    links = "".join(f'<li><a href="{path}">{label}</a></li>' for path, label in FOOTER)
    return f"""<footer class="colophon"><ul>{links}</ul>
<p>© 1871–2026 {NAME}, Chandler Street 4, Saltmere. Printed on what is left of the trees.
All towns, boats and gulls in this newspaper are invented.</p></footer>"""


def newsletter(lang: str) -> str:
    """The box that interrupts an article to ask for an address."""
    return (
        f'<div class="newsletter-box"><p>{words(lang).newsletter}</p><form action="/subscribe/" method="get">'
        '<input type="email" name="email" placeholder="you@harbour.example" aria-label="E-mail">'
        '<button type="submit">OK</button></form></div>'
    )


def share(lang: str) -> str:
    """The row of share buttons."""
    verb = words(lang).share
    kinds = ("Mail", "Link", "Pigeon")
    buttons = "".join(f'<button type="button" data-share="{kind.lower()}">{kind}</button>' for kind in kinds)
    return f'<div class="share-buttons" aria-label="{verb}"><span>{verb}</span>{buttons}</div>'


def related(article: Article) -> tuple[Article, ...]:
    """Three older pieces of the same section, or its newest when nothing is older."""
    others = [other for other in lasting() if other.section == article.section and other.path != article.path]
    older = [other for other in others if other.published < article.published]
    return tuple((older or others)[:3])


def teasers(articles: tuple[Article, ...], title: str) -> str:
    """A box of cards that lead elsewhere."""
    cards = "".join(
        f'<li class="teaser"><a href="{article.path}">{_thumb(article)}<span class="teaser-title">'
        f"{escape(article.headline)}</span></a></li>"
        for article in articles
    )
    return f'<section class="related"><h2>{title}</h2><ul>{cards}</ul></section>'


def _thumb(article: Article) -> str:
    if not article.picture:
        return ""
    return f'<img src="/images/{article.picture}-small.png" width="320" height="180" alt="" loading="lazy">'
