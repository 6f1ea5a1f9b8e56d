"""React's elements as JSON: the mark ``$``, a tag, a key, and properties with children."""

from typing import Any, Final

_PARTS: Final = 4
_PARAGRAPHS: Final = frozenset("p h1 h2 h3 h4 h5 h6 li blockquote".split())
_DEEPEST: Final = 60


def paragraph_tag(value: Any) -> str | None:
    """The tag of an element that is a paragraph or the like; None for any other value."""
    tag = value[1] if _is_element(value) else None
    return tag if isinstance(tag, str) and tag in _PARAGRAPHS else None  # a stranger's may be no string


def spoken(value: Any, depth: int = 0) -> str:
    """The text of an element and of those in it."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list) or depth > _DEEPEST:
        return ""
    if _is_element(value):
        properties = value[3]
        return spoken(properties.get("children"), depth + 1) if isinstance(properties, dict) else ""
    return "".join(spoken(child, depth + 1) for child in value)


def _is_element(value: Any) -> bool:
    return isinstance(value, list) and len(value) == _PARTS and value[0] == "$"
