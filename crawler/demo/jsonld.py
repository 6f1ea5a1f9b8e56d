"""Articles that describe themselves in JSON-LD (https://schema.org/NewsArticle): as a graph, and as one plain node."""

import json
from typing import Any

from crawler.demo.markup import Parts, canonical, open_graph, plain_main
from crawler.demo.story import Article
from crawler.demo.view import NAME, SECTIONS, View, author_path

ORGANISATIONS = {"Gazette staff", "Harbour Wire"}


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
    return f"{canonical(view, article)}\n{open_graph(view, article)}\n{_script(data)}", plain_main(view, article)


def plain(view: View, article: Article) -> Parts:
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
    return f"{canonical(view, article)}\n{_script(data)}", plain_main(view, article)
