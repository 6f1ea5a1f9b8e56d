"""Comments that a page tells in JSON-LD (https://schema.org/comment), where its markup shows none."""

from collections.abc import Iterator
from typing import Any, Final

from crawler.items import Comment
from crawler.parsers.comments.api import comment, flat, kept
from crawler.parsers.comments.json_answer import mapping, number, sequence, text
from crawler.parsers.comments.markup import synthetic_name
from crawler.parsers.comments.platform import Kind, Platform, Reading
from crawler.parsers.comments.view import View
from crawler.parsers.extraction import ThreadFragment

NAME: Final = "jsonld"


def _read(view: View) -> Reading | None:
    found: list[Comment] = []
    total: int | None = None
    for node in view.page.json_ld:
        entries = _listed(node.get("comment"))
        if entries:
            found.extend(_comments(entries, view.page.url))
            total = number(node.get("commentCount")) if total is None else total
    if not found:
        return None
    unique = {each.commentId: each for each in found}
    fragment = ThreadFragment(view.address, NAME, tuple(unique.values()), url=view.page.url, comment_count=total)
    return Reading((fragment,))


def _listed(value: object) -> list[Any]:
    """The comments of a node: one, or several; nothing that is no comment."""
    entries = sequence(value) or ([value] if isinstance(value, dict) else [])
    return [entry for entry in entries if "Comment" in _types(mapping(entry))]


def _types(entry: dict[str, Any]) -> list[Any]:
    value = entry.get("@type")
    return value if isinstance(value, list) else [value]


def _comments(entries: list[Any], base: str) -> Iterator[Comment]:
    names: dict[int, str] = {}
    made: list[Comment | None] = []
    for entry, above in flat(entries, lambda entry: _listed(entry.get("comment"))):
        names[id(entry)] = _name(entry)
        parent = names.get(id(above)) if above is not None else text(mapping(entry.get("parentItem")).get("@id"))
        made.append(_comment(entry, names[id(entry)], parent=parent, base=base))
    yield from kept(made)


def _comment(entry: dict[str, Any], name: str, *, parent: str | None, base: str) -> Comment | None:
    author = entry.get("author") or entry.get("creator")
    who = mapping(author[0] if isinstance(author, list) and author else author)
    return comment(
        identity=name,
        parent=parent,
        name=who.get("name") if who else author,
        profile=who.get("url"),
        html=entry.get("text") or entry.get("description") or entry.get("commentText"),
        date=entry.get("datePublished") or entry.get("dateCreated") or entry.get("commentTime"),
        up=entry.get("upvoteCount"),
        down=entry.get("downvoteCount"),
        url=entry.get("url"),
        base=base,
    )


def _name(entry: dict[str, Any]) -> str:
    author = mapping(entry.get("author")).get("name")
    said = (text(author) or "", text(entry.get("datePublished")) or "", text(entry.get("text")) or "")
    return text(entry.get("@id")) or text(entry.get("identifier")) or synthetic_name(*said)


PLATFORM = Platform(NAME, Kind.DATA, _read)
