"""Small facts a page declares of its article: free or paywalled, number of comments, address, summary."""

import re
from typing import Any, Final

from crawler.parsers.article.lexicon import fold
from crawler.parsers.article.witness import Witnesses, address_of, clean, short_text, texts

_FREE: Final = {"true": True, "1": True, "yes": True, "free": True, "false": False, "0": False, "no": False}
_MOST_DIGITS: Final = 9
_NUMBER: Final = re.compile(r"(?:\d{1,3}(?:[.,\s'’]\d{3}){1,2}|\d{1,9})(?=(?:\.0)?(?:\s|$))")
_COMMENTS: Final = "UserComments:"
_RDFA_COUNTS: Final = frozenset({"sioc:num_replies", "schema:interactionCount", "schema:commentCount"})
"""What Drupal marks in RDFa."""
_OTHER_DESCRIPTIONS: Final = (
    *("dc:description", "dcterms.description", "dcterms:description", "dcterms.abstract", "dcterms:abstract"),
    *("schema:description", "citation_abstract"),
)
_LONGEST: Final = 1_000
"""What goes on for longer is no summary cut short elsewhere, but the whole text."""
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
    """``commentCount`` as declared, or the interaction counter for comments, which once was a text of two parts."""
    article = witnesses.article
    for value in [*texts(article.get("commentCount")), *witnesses.metas("commentcount"), *_marked_counts(witnesses)]:
        if (count := _count(value)) is not None:
            return count
    older = [*texts(article.get("interactionCount")), *witnesses.metas("interactioncount")]
    counts = (_count(text) for text in older if text.startswith(_COMMENTS))
    if (count := next(counts, None)) is not None:
        return count
    counters = article.get("interactionStatistic")
    for counter in counters if isinstance(counters, list) else [counters]:
        if isinstance(counter, dict) and _is_of_comments(counter.get("interactionType")):
            return _count(next(texts(counter.get("userInteractionCount")), ""))
    return None


def _marked_counts(witnesses: Witnesses) -> list[str]:
    """The number that markup shows, if it shows only one: lists and answers have one each."""
    marked = [element for element in witnesses.items.get("commentcount", ()) if element.tag != "meta"]
    marked += [element for element, name in witnesses.page.having("property").items() if name in _RDFA_COUNTS]
    return [element.get("content") or short_text(element) for element in marked] if len(marked) == 1 else []


def _is_of_comments(action: Any) -> bool:
    """Whether an interaction's type, a name or a node, is that of commenting."""
    names = (action.get("@type"), action.get("@id")) if isinstance(action, dict) else (action,)
    return any(isinstance(name, str) and "CommentAction" in name for name in names)


def _count(text: str) -> int | None:
    """A number of believable length, its thousands parted or not, and a word behind it or not."""
    found = _NUMBER.match(text.removeprefix(_COMMENTS).strip())
    digits = re.sub(r"\D", "", found[0]) if found else ""
    return int(digits) if digits and len(digits) <= _MOST_DIGITS else None


def canonical_url(witnesses: Witnesses) -> str | None:
    """The address the page names as its own, absolute: in its head, else in JSON-LD, microdata or for Parse.ly."""
    if (named := witnesses.canonical_url) is not None:
        return witnesses.absolute(named)
    address = address_of(witnesses.article.get("mainEntityOfPage"))
    marked = (e.get("itemid") or e.get("href") for e in witnesses.items.get("mainentityofpage", ()))
    others = (address, witnesses.article.get("url"), *marked, witnesses.meta("parsely-link"))
    plain = (other for other in others if isinstance(other, str) and other and "#" not in other)
    return next(filter(None, (witnesses.absolute(clean(other)) for other in plain)), None)


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
        rare = witnesses.meta(*_OTHER_DESCRIPTIONS)
        return rare if fold(rare or "") != fold(headline or "") else None
    first = found[0]
    start = fold(first.rstrip(" .…"))
    longer = (text for text in found[1:] if len(first) < len(text) <= _LONGEST)
    return next((text for text in longer if fold(text).startswith(start)), first)
