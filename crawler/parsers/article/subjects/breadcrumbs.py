"""The trail from the site's front page down to the article: declared, marked up, or shown as links."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from lxml.html import HtmlElement

from crawler import urls
from crawler.items import Breadcrumb
from crawler.parsers.article.lexicon import fold
from crawler.parsers.article.witness import Witnesses, address_of, clean, short_text, texts, types, visible_text
from crawler.parsers.hinted import hinted
from crawler.parsers.page import Page

_TRAIL: Final = "/BreadcrumbList"
_OLD_STEP: Final = "data-vocabulary.org/Breadcrumb"
"""Type of each step before schema.org had one of the trail."""
_NAMES: Final = ("crumb", "ariane", "brotkr", "pankuzu", "topicpath")
"""What class and id call a trail."""
_LABELS: Final = (
    *("crumb", "ariane", "brotkr", "kruimel", "dsmul", "okruszk", "briciole", "migas", "крошки", "パンくず"),
    *("面包屑", "麵包屑"),
)
"""What its label calls it, which readers of the page's language hear; ``dsmul`` is Nordic."""
_BETWEEN_STEPS: Final = " /|<>«»‹›→"
_MOST_STEPS: Final = 8
_MOST_ITEMS: Final = 30
_LONGEST_TRAIL: Final = 300


def breadcrumbs(witnesses: Witnesses, headline: str | None) -> list[Breadcrumb]:
    """The trail of JSON-LD's BreadcrumbList (https://schema.org/BreadcrumbList), of microdata, or the one shown.

    None that only has the site's front page or the article itself.
    """
    same = fold(headline or "")
    return next((trail for trail in _trails(witnesses) if len(trail) > 1 or (trail and _leads(trail[0], same))), [])


def _leads(step: Breadcrumb, same: str) -> bool:
    """Whether the only step of a trail says where the article is."""
    address = urls.parts(step.url or "")
    return fold(step.name) != same and not (address.hostname and address.path in ("", "/") and not address.query)


def _trails(witnesses: Witnesses) -> Iterator[list[Breadcrumb]]:
    for node in [*witnesses.page.json_ld, witnesses.web_page, witnesses.article]:
        trail = node if "BreadcrumbList" in types(node) else witnesses.resolve(node.get("breadcrumb"))
        items = trail.get("itemListElement") if isinstance(trail, dict) else None
        yield list(_steps(items, witnesses))
    yield _in_microdata(witnesses)
    yield _in_links(witnesses)


def _steps(items: Any, witnesses: Witnesses) -> Iterator[Breadcrumb]:
    listed = [item for item in (items if isinstance(items, list) else [items]) if isinstance(item, dict)]
    for item in sorted(listed, key=_position):
        target = item.get("item")
        inner = target if isinstance(target, dict) else {}
        name = next(texts(item.get("name")), None) or next(texts(inner.get("name")), None)
        if name:
            yield Breadcrumb(name, witnesses.absolute(address_of(target)))


def _position(item: dict[str, Any]) -> float:
    try:
        return float(item.get("position") or 0)
    except (TypeError, ValueError, OverflowError):
        return 0.0


def _in_microdata(witnesses: Witnesses) -> list[Breadcrumb]:
    types_ = witnesses.page.having("itemtype").items()
    scopes = (element for element, kind in types_ if _TRAIL in kind)
    items = [item for scope in islice(scopes, 1) for item in scope.xpath(".//*[@itemprop='itemListElement']")]
    items = items or [element for element, kind in types_ if _OLD_STEP in kind]
    found: dict[tuple[str, str | None], Breadcrumb] = {}
    for item in items[:_MOST_ITEMS]:
        name = next(iter(item.xpath(".//*[@itemprop='name' or @itemprop='title']")), None)
        link = next((a.get("href") for a in item.iter("a") if a.get("href")), None)
        text = clean(name.get("content") or visible_text(name)).strip(_BETWEEN_STEPS) if name is not None else ""
        if text:
            found.setdefault((text, link), Breadcrumb(text, witnesses.absolute(link)))
    return list(found.values())


def _in_links(witnesses: Witnesses) -> list[Breadcrumb]:
    """The links of the first element called breadcrumbs that is short; the page itself, at its end, has no link."""
    for element in islice(_called_breadcrumbs(witnesses.page), _MOST_STEPS):
        trail = next(element.iterancestors(), element) if element.tag == "li" else element
        links = list(islice(trail.iter("a"), _MOST_STEPS + 1))
        if len(links) <= _MOST_STEPS and len(short_text(trail)) <= _LONGEST_TRAIL:
            names = {link: name for link in links if (name := short_text(link).strip(_BETWEEN_STEPS))}
            if names:
                return [Breadcrumb(name, witnesses.absolute(link.get("href"))) for link, name in names.items()]
    return []


def _called_breadcrumbs(page: Page) -> Iterator[HtmlElement]:
    """Elements that type, class, id or label calls a trail, in this order."""
    yield from (element for element, kind in page.having("typeof").items() if "BreadcrumbList" in kind)
    ids, labels = page.having("id"), page.having("aria-label")
    for values, telling in (
        (page.having("class"), page.class_names.holding(_NAMES)),
        (ids, hinted(ids.values(), _NAMES)),
        (labels, hinted(labels.values(), _LABELS)),
    ):
        yield from (element for element, name in values.items() if name in telling) if telling else ()
