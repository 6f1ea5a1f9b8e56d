"""Texts in Markdown, as some editors keep them, as HTML.

Only the marks that would stay in a text are known: headings, emphasis, links, images, items, quotes, fences of code.
One kind alone proves nothing: people write stars and dashes by hand.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape
from typing import Final

_HEADING: Final = re.compile(r"^#{1,6} +(?=\S)", re.M)
_ITEM: Final = re.compile(r"^ {0,3}[-*+>] +(?=\S)", re.M)
_STRONG: Final = re.compile(r"\*\*(?=[^\s*])([^*\n]{1,300})(?<=\S)\*\*")
_EMPHASIS: Final = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,300})(?<=\S)\*(?![\w*])")
_LINK: Final = re.compile(r"(!?)\[([^\[\]\n]{0,300})\]\(([^()\s]{1,1000})\)")
_KINDS: Final = (_HEADING, _ITEM, _STRONG, _LINK)
_NUMBERED: Final = re.compile(r" {0,3}\d{1,3}[.)] ")
_FENCE: Final = "```"


def marked_down(text: str) -> str | None:
    """A text as HTML, None when it has fewer than two kinds of marks."""
    if sum(kind.search(text) is not None for kind in _KINDS) < 2:
        return None
    lines = text.splitlines()
    if all(map(str.strip, lines)):
        lines = [spaced for line in lines for spaced in (line, "")]
    return "".join(f"<{tag}>{said}</{tag}>" for tag, said in _elements(lines))


def _elements(source: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Tags and what is in them: lines up to an empty one, a heading, or an item are one paragraph."""
    lines: list[str] = []
    is_code = False
    for line in (*source, ""):
        is_fence, is_heading = line.startswith(_FENCE), _HEADING.match(line) is not None
        is_break = is_fence or (not is_code and (is_heading or _begins(line)))
        if is_break and lines:
            yield ("pre", escape("\n".join(lines))) if is_code else ("p", _marked(" ".join(lines)))
            lines = []
        if is_heading and not is_code:
            yield "h2", _marked(line)
        elif not is_fence and (is_code or line.strip(" -*_")):
            lines.append(line)
        is_code ^= is_fence
    if lines:
        yield "pre", escape("\n".join(lines))


def _begins(line: str) -> bool:
    """Whether a line is no more of the one before: empty, a rule, or an item."""
    return not line.strip(" -*_") or _ITEM.match(line) is not None or _NUMBERED.match(line) is not None


def _marked(text: str) -> str:
    said = escape(unescape(_ITEM.sub("", _HEADING.sub("", text))))
    said = _EMPHASIS.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", said))
    return _LINK.sub(_link, said)


def _link(found: re.Match[str]) -> str:
    return "" if found[1] else f'<a href="{found[3]}">{found[2]}</a>'
