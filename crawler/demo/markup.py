"""One article as HTML in each of the markups that news sites use.

Every maker returns ``(head, main)``. The prose is the same everywhere; what differs is who says what about it:
JSON-LD, microdata, RDFa, OpenGraph, or nobody.
"""

import json
from html import escape
from typing import Any

from crawler.demo.blocks import Block, figure, parse_blocks, to_html
from crawler.demo.layout import newsletter, related, share, teasers
from crawler.demo.story import Article, words
from crawler.demo.view import NAME, SECTIONS, View, attribute, author_path

Parts = tuple[str, str]
ORGANISATIONS = {"Gazette staff", "Harbour Wire"}


def body_html(view: View, article: Article, *, tag: str = "", cluttered: bool = True) -> str:
    """The prose, ``cluttered`` as everywhere with a read-also line and a newsletter box between the blocks."""
    parsed = parse_blocks(article.body)
    blocks = [to_html(block, view.base) for block in parsed]
    if cluttered and len(blocks) > 3:
        _clutter(article, parsed, blocks)
    return f'<div class="article-body"{tag}>\n' + "\n".join(blocks) + "\n</div>"


def _clutter(article: Article, parsed: tuple[Block, ...], blocks: list[str]) -> None:
    """Put the boxes behind the first paragraph after the opening, and four blocks from the start."""
    other = related(article)[0]
    also = f'<p class="read-also">{words(article.lang).also}: <a href="{other.path}">{escape(other.headline)}</a></p>'
    behind = next((n for n, block in enumerate(parsed) if n and block.kind == "paragraph"), 0)
    blocks[3] += f"\n{newsletter(article.lang)}"
    blocks[behind] += f"\n{also}"


def lead_picture(view: View, article: Article) -> str:
    """The picture above the prose with caption and credit."""
    return figure(article.picture, article.caption, article.credit, base=view.base) if article.picture else ""


def foot(article: Article) -> str:
    """What stands below the prose: share buttons, tags, teasers."""
    tags = "".join(f"<li>{escape(tag)}</li>" for tag in article.tags)
    listed = f'<ul class="tags">{tags}</ul>' if tags else ""
    return share(article.lang) + listed + teasers(related(article), f"More from {SECTIONS[article.section]}")


def open_graph(view: View, article: Article) -> str:
    """OpenGraph and article:* tags, the site's name glued to the title as it often is."""
    pairs = [
        ("og:type", "article"),
        ("og:site_name", NAME),
        ("og:title", article.headline),
        ("og:description", article.description),
        ("og:url", view.url(article.path)),
        ("og:locale", article.lang),
        ("og:image", view.url(f"/images/{article.picture}.png") if article.picture else ""),
        ("article:published_time", article.published.isoformat()),
        ("article:modified_time", article.modified.isoformat() if article.modified else ""),
        ("article:section", SECTIONS[article.section]),
        *(("article:tag", tag) for tag in article.tags),
    ]
    return "\n".join(f'<meta property="{name}" content="{attribute(value)}">' for name, value in pairs if value)


def canonical(view: View, article: Article) -> str:
    """Canonical link and description."""
    return (
        f'<link rel="canonical" href="{view.url(article.path)}">\n'
        f'<meta name="description" content="{attribute(article.description)}">'
    )


def byline_names(article: Article, *, linked: bool) -> str:
    """The names of a byline, joined with commas, as links to their pages or bare."""
    names = [escape(name) for name in article.authors]
    if linked:
        links = zip(article.authors, names, strict=True)
        names = [f'<a rel="author" href="{author_path(name)}">{shown}</a>' for name, shown in links]
    return ", ".join(names)


def _standfirst(article: Article) -> str:
    return f'<p class="standfirst">{escape(article.description)}</p>' if article.description else ""


def _kicker(article: Article) -> str:
    return f'<p class="kicker">{escape(article.kicker)}</p>' if article.kicker else ""


def _byline(article: Article, *, linked: bool = True) -> str:
    spoken = words(article.lang)
    return (
        f'<p class="byline">{spoken.by} <span class="author">{byline_names(article, linked=linked)}</span> '
        f'<time datetime="{article.published.isoformat()}">{spoken.date(article.published)}</time></p>'
    )


def _plain(view: View, article: Article) -> str:
    return f"""<article class="story" lang="{article.lang}">
<header>{_kicker(article)}<h1>{escape(article.headline)}</h1>{_standfirst(article)}{_byline(article)}</header>
{lead_picture(view, article)}
{body_html(view, article)}
</article>
{foot(article)}"""


def _script(data: dict[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, indent=1).replace("<", "\\u003c")
    return f'<script type="application/ld+json">\n{text}\n</script>'


def _person(view: View, name: str) -> dict[str, str]:
    kind = "Organization" if name in ORGANISATIONS else "Person"
    return {"@type": kind, "name": name, "url": view.url(author_path(name))}


def _news_article(view: View, article: Article) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "NewsArticle",
        "headline": article.headline,
        "description": article.description,
        "datePublished": article.published.isoformat(),
        "dateModified": (article.modified or article.published).isoformat(),
        "inLanguage": article.lang,
        "articleSection": SECTIONS[article.section],
        "keywords": list(article.tags),
        "author": [_person(view, name) for name in article.authors],
        "mainEntityOfPage": view.url(article.path),
        "isAccessibleForFree": True,
    }
    if article.picture:
        data["image"] = [view.url(f"/images/{article.picture}.png")]
    return data


def graph(view: View, article: Article) -> Parts:
    """JSON-LD as one ``@graph`` whose nodes refer to each other, beside OpenGraph, as SEO plug-ins write it."""
    page, paper = view.url(article.path), view.url("/#paper")
    section = {"@type": "ListItem", "position": 2, "name": SECTIONS[article.section]}
    nodes = [
        {"@type": "NewsMediaOrganization", "@id": paper, "name": NAME, "url": view.url("/")},
        {"@type": "WebPage", "@id": page, "url": page, "name": f"{article.headline} - {NAME}"},
        {**_news_article(view, article), "@id": f"{page}#article", "publisher": {"@id": paper}},
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": 1, "name": "Front page", "item": view.url("/")},
                {**section, "item": view.url(f"/{article.section}/")},
            ],
        },
    ]
    data = {"@context": "https://schema.org", "@graph": nodes}
    return f"{canonical(view, article)}\n{open_graph(view, article)}\n{_script(data)}", _plain(view, article)


def jsonld(view: View, article: Article) -> Parts:
    """One plain JSON-LD NewsArticle; a single author is an object, not a list."""
    data = _news_article(view, article)
    if len(article.authors) == 1:
        data["author"] = data["author"][0]
    publisher = {
        "@type": "Organization",
        "name": NAME,
        "logo": {"@type": "ImageObject", "url": view.url("/favicon.svg")},
    }
    data = {"@context": "https://schema.org", **data, "publisher": publisher}
    return f"{canonical(view, article)}\n{_script(data)}", _plain(view, article)


def opengraph(view: View, article: Article) -> Parts:
    """OpenGraph only; the byline is visible text without links."""
    return open_graph(view, article), _plain(view, article)


def microdata(view: View, article: Article) -> Parts:
    """schema.org as itemprops on the visible elements (https://schema.org/NewsArticle)."""
    authors = ", ".join(
        f'<span itemprop="author" itemscope itemtype="https://schema.org/Person">'
        f'<a href="{author_path(name)}" itemprop="url"><span itemprop="name">{escape(name)}</span></a></span>'
        for name in article.authors
    )
    spoken = words(article.lang)
    address = view.url(f"/images/{article.picture}.png")
    image = f'<meta itemprop="image" content="{address}">' if article.picture else ""
    modified = f'<meta itemprop="dateModified" content="{article.modified.isoformat()}">' if article.modified else ""
    main = f"""<article class="story" lang="{article.lang}" itemscope itemtype="https://schema.org/NewsArticle">
<meta itemprop="mainEntityOfPage" content="{view.url(article.path)}">
<meta itemprop="inLanguage" content="{article.lang}">
{image}{modified}
<span itemprop="publisher" itemscope itemtype="https://schema.org/Organization">
<meta itemprop="name" content="{NAME}"></span>
<header><h1 itemprop="headline">{escape(article.headline)}</h1>
<p class="standfirst" itemprop="description">{escape(article.description)}</p>
<p class="byline">{spoken.by} {authors}
<time itemprop="datePublished" datetime="{article.published.isoformat()}">\
{spoken.date(article.published)}</time></p></header>
{lead_picture(view, article)}
{body_html(view, article, tag=' itemprop="articleBody"')}
</article>
{foot(article)}"""
    return canonical(view, article), main


def rdfa(view: View, article: Article) -> Parts:
    """schema.org as RDFa Lite properties (https://www.w3.org/TR/rdfa-lite/)."""
    spoken = words(article.lang)
    authors = ", ".join(
        f'<span property="author" typeof="Person"><span property="name">{escape(name)}</span></span>'
        for name in article.authors
    )
    main = f"""<article class="story" lang="{article.lang}" vocab="https://schema.org/" typeof="NewsArticle">
<header><h1 property="headline">{escape(article.headline)}</h1>
<p class="standfirst" property="description">{escape(article.description)}</p>
<p class="byline">{spoken.by} {authors}
<time property="datePublished" datetime="{article.published.isoformat()}">\
{spoken.date(article.published)}</time></p></header>
{lead_picture(view, article)}
{body_html(view, article, tag=' property="articleBody"')}
</article>
{foot(article)}"""
    return canonical(view, article), main


def bare(view: View, article: Article) -> Parts:
    """A headline and paragraphs, and nobody who says more."""
    return "", f"<h1>{escape(article.headline)}</h1>\n{body_html(view, article, cluttered=False)}"


def antique(view: View, article: Article) -> str:
    """A whole page as it was written in 1998, declaring the encoding that people then thought they used."""
    prose = "\n".join(to_html(block, view.base) for block in parse_blocks(article.body))
    day = f"{article.published:%d.%m.%Y}"
    return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<HTML LANG="{article.lang}">
<HEAD>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={article.declared}">
<TITLE>{escape(article.headline)}</TITLE>
</HEAD>
<BODY BGCOLOR="#FFFFF0" TEXT="#202020">
<TABLE WIDTH="640" ALIGN="CENTER" CELLPADDING="8"><TR><TD BGCOLOR="#DDE6EE">
<FONT SIZE="2"><A HREF="/">Saltmere Gazette on-line</A> | <A HREF="/neighbours/">Neighbours</A> | {day}</FONT>
</TD></TR><TR><TD>
<H1>{escape(article.headline, quote=False)}</H1>
{prose}
</TD></TR><TR><TD><HR><FONT SIZE="1">Best viewed at 800 x 600 with a cup of tea.</FONT></TD></TR></TABLE>
</BODY>
</HTML>
"""
