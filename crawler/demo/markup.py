"""One article as HTML in each of the markups that news sites use.

Every maker returns ``(head, main)``. The prose is the same everywhere; what differs is who says what about it:
microdata, RDFa, OpenGraph, or nobody. JSON-LD and WordPress have modules of their own.
"""

from html import escape

from crawler.demo.blocks import Block, figure, parse_blocks, to_html
from crawler.demo.layout import newsletter, related, share, teasers
from crawler.demo.story import Article, words
from crawler.demo.view import NAME, SECTIONS, View, author_path

Parts = tuple[str, str]


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
    return "\n".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in pairs if value)


def canonical(view: View, article: Article) -> str:
    """Canonical link and description."""
    return (
        f'<link rel="canonical" href="{view.url(article.path)}">\n'
        f'<meta name="description" content="{escape(article.description)}">'
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


def plain_main(view: View, article: Article) -> str:
    """The visible article without any statement about itself."""
    return f"""<article class="story" lang="{article.lang}">
<header>{_kicker(article)}<h1>{escape(article.headline)}</h1>{_standfirst(article)}{_byline(article)}</header>
{lead_picture(view, article)}
{body_html(view, article)}
</article>
{foot(article)}"""


def opengraph(view: View, article: Article) -> Parts:
    """OpenGraph only; the byline is visible text without links."""
    return open_graph(view, article), plain_main(view, article)


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
