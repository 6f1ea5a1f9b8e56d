"""JSON-LD as it is written: types with or without their vocabulary, texts alone or in lists, addresses as nodes."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from crawler.parsers.article.witness.elements import clean

ARTICLE_TYPES: Final = frozenset(
    "Article NewsArticle BlogPosting LiveBlogPosting ReportageNewsArticle OpinionNewsArticle AnalysisNewsArticle "
    "BackgroundNewsArticle ReviewNewsArticle AskPublicNewsArticle SatiricalArticle AdvertiserContentArticle Report "
    "TechArticle ScholarlyArticle MedicalScholarlyArticle SocialMediaPosting DiscussionForumPosting Review "
    "CriticReview Interview".split()
)
"""Subtypes of https://schema.org/Article, and what publishers use in its place."""


def types(node: dict[str, Any]) -> tuple[str, ...]:
    """Type names of a node without their vocabulary's address."""
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return tuple(type_names(name for name in names if isinstance(name, str)))


def type_names(names: Iterable[str]) -> Iterator[str]:
    """Names without their vocabulary's address."""
    return (name.rsplit("/", 1)[-1] for name in names)


def texts(value: Any) -> Iterator[str]:
    """Plain strings in a JSON value that should be text or a list of texts; entities and tags removed."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            item = item.get("@value") or item.get("name")
        if isinstance(item, (int, float)) and not isinstance(item, bool):
            item = str(item)
        if isinstance(item, str) and (text := clean(item)):
            yield text


def address_of(value: Any) -> Any:
    """What a JSON-LD node gives as its address; any other value as it is."""
    return value.get("@id") or value.get("url") if isinstance(value, dict) else value


def addresses(node: dict[str, Any]) -> Iterator[str]:
    """What a node of an article gives as the addresses of it and of its page."""
    for key in ("url", "mainEntityOfPage", "@id"):
        address = address_of(node.get(key))
        if isinstance(address, str) and not address.startswith("#"):
            yield address
