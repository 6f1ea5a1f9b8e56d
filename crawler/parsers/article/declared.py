"""Small facts a page declares of its article: free or paywalled, number of comments, address, summary."""

from typing import Any, Final

from crawler.parsers.article.lexicon import fold
from crawler.parsers.article.witness import Witnesses, texts

_FREE: Final = {"true": True, "1": True, "yes": True, "free": True, "false": False, "0": False, "no": False}
_MOST_DIGITS: Final = 9
_TIERS: Final = {"free": True, "metered": False, "locked": False}


def is_free(witnesses: Witnesses) -> bool | None:
    """``isAccessibleForFree`` of JSON-LD, microdata or meta; else of the article's parts; else Facebook's tier.

    ``hasPart`` is for sections behind a paywall, which the article may leave unsaid of itself:
    https://developers.google.com/search/docs/appearance/structured-data/paywalled-content
    """
    declared = [*texts(_plain(witnesses.article.get("isAccessibleForFree")))]
    declared += [e.get("content") or e.get("href") or "" for e in witnesses.items.get("isaccessibleforfree", ())]
    declared += witnesses.metas("isaccessibleforfree")
    free = next((value for value in map(_said, declared) if value is not None), None)
    if free is not None:
        return free
    if any(_said(value) is False for part in _parts(witnesses) for value in texts(_plain(part))):
        return False
    return _TIERS.get((witnesses.meta("article:content_tier") or "").lower())


def _said(value: str) -> bool | None:
    return _FREE.get(value.rsplit("/", 1)[-1].strip().lower())


def _parts(witnesses: Witnesses) -> list[Any]:
    """What parts of the article say of being free."""
    parts = witnesses.article.get("hasPart")
    return [
        part.get("isAccessibleForFree")
        for part in (parts if isinstance(parts, list) else [parts])
        if isinstance(part, dict)
    ]


def _plain(value: Any) -> list[Any]:
    return [str(one) if isinstance(one, bool) else one for one in (value if isinstance(value, list) else [value])]


def comment_count(witnesses: Witnesses) -> int | None:
    """``commentCount`` as declared, or the interaction counter for comments."""
    article = witnesses.article
    for value in [*texts(article.get("commentCount")), *witnesses.metas("commentcount")]:
        if (count := _count(value)) is not None:
            return count
    counters = article.get("interactionStatistic")
    for counter in counters if isinstance(counters, list) else [counters]:
        if isinstance(counter, dict) and _is_of_comments(counter.get("interactionType")):
            return _count(next(texts(counter.get("userInteractionCount")), ""))
    return None


def _is_of_comments(action: Any) -> bool:
    """Whether an interaction's type, a name or a node, is that of commenting."""
    names = (action.get("@type"), action.get("@id")) if isinstance(action, dict) else (action,)
    return any(isinstance(name, str) and "CommentAction" in name for name in names)


def _count(text: str) -> int | None:
    """A number of believable length."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


def canonical_url(witnesses: Witnesses) -> str | None:
    """The address the page names as its own, absolute."""
    return witnesses.absolute(witnesses.canonical_url)


def description(witnesses: Witnesses, headline: str | None) -> str | None:
    """The summary the page declares, whole where one witness cuts it short; none that repeats the headline."""
    found = [
        text
        for text in (
            witnesses.meta("description"),
            witnesses.meta("og:description"),
            next(texts(witnesses.article.get("description")), None),
            witnesses.meta("twitter:description", "dc.description", "sailthru.description"),
        )
        if text and fold(text) != fold(headline or "")
    ]
    if not found:
        return None
    first = found[0]
    start = fold(first.rstrip(" .…"))
    return next((text for text in found[1:] if len(text) > len(first) and fold(text).startswith(start)), first)
