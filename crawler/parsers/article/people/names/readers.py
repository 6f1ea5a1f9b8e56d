"""The names in what is written where authors are named; none where nobody is."""

import re
from collections.abc import Iterable
from typing import Final

from crawler.parsers.article.people.byline_labels import BEFORE_BY, DECLARED_LABEL, MOST_CHARS, label_end, led, opens
from crawler.parsers.article.people.byline_times import before_time, behind_time, tells_time
from crawler.parsers.article.people.names.name import MAX_CHARS, is_account, is_name, is_person
from crawler.parsers.article.people.names.parts import parts
from crawler.parsers.article.remembered import remembered

_OTHERS: Final = re.compile(
    r"^\W*(?:photos?|photograph\w*|fotos?|images?|bild(?:er)?|illustrations?|sources?|quellen?|фото|video)\b"
    r"[^:：,;]{0,30}[:：]",
    re.I,
)
"""A line that names somebody else."""
_CONTACT: Final = re.compile(
    r"https?:\S+|www\.\S+|(?<![\w.+-])[\w.+-]+(?:@|[\[(]at[\])])[\w-]+\.[\w.]+|\(?@\w+\)?"
    r"|\s\|\s.*|\s[-–—]\s.*|\s?[／/╱]\s?[\u4e00-\u9fff]{0,10}(?:報導|报道|採訪|采访).*|\bupdated\b.*"
    r"|\s\d+\s+(?:comments?|kommentare?|commentaires?|comentarios?|views?)\b.*",
    re.I,
)
_LEFTOVER: Final = re.compile(
    r"\s+(?:last|updated|published|posted|on|at|in|by|am|um|vor|today|yesterday|follow|share|tarafından|founder.*|"
    r"software engineer.*)$",
    re.I,
)
_REPORTER_BEHIND: Final = re.compile(r"[\[(【]?(?:[가-힣]{1,8}\s?=\s?)?(?=[가-힣]{2,4}\s*(?:기자|특파원)(?!\w))")
"""What may stand in front of a reporter's name: a bracket, and the place of the report."""


@remembered(1024)
def split(byline: str) -> list[str]:
    """Names in a byline in its order; none when it names nobody."""
    text = _one_line(byline)
    if _OTHERS.match(text):
        return []
    text = led(led(led(_from_label(text))))
    text = _LEFTOVER.sub("", before_time(_CONTACT.sub("", led(text))))
    return _each_once(parts(text, is_shown=True))


@remembered(1024)
def declared(name: str) -> list[str]:
    """Names in what a page declares to be a person's: as written, but for a label, and several told apart."""
    text = _CONTACT.sub("", DECLARED_LABEL.sub("", _one_line(name)))
    return _each_once(parts(before_time(text), is_shown=False))


def organisation(name: str) -> list[str]:
    """The name of what a page declares to be an organisation, which may be one of any words."""
    text = _CONTACT.sub("", DECLARED_LABEL.sub("", _one_line(name))).strip(" -–—|,")[:MAX_CHARS]
    return [text] if len(text) > 1 and any(map(str.isalpha, text)) else []


def in_line(line: str) -> list[str]:
    """Names in a line that is a byline and nothing else; none in any other."""
    if reporter := _REPORTER_BEHIND.match(line):
        return split(line[reporter.end() :].strip("[]()【】 "))
    line = behind_time(line) or line
    if not opens(line):
        return []
    found = split(line)
    return found if found and (is_person(found[0]) or len(found[0].split()) == 1) else []


def account(text: str) -> list[str]:
    """The name that somebody has on a site, written small and in one word; none for any other text."""
    name = led(_one_line(text))
    return [name] if is_account(name) else []


def _one_line(text: str) -> str:
    """The part of a text that is read; lines stay apart."""
    lines = (" ".join(line.split()) for line in text[:MOST_CHARS].split("\n"))
    return "\n".join(filter(None, lines))


def _from_label(text: str) -> str:
    """A byline from the line on that has its label."""
    lines = [_behind_time(line) for line in BEFORE_BY.sub("", text).split("\n")]
    if len(lines) > 1 and tells_time(lines[0]) and is_person(lines[1]):
        del lines[0]
    start = next((i for i, line in enumerate(lines) if label_end(line)), 0)
    return "\n".join(lines[start:])


def _behind_time(line: str) -> str:
    """What stands behind a time at a line's beginning where that is a label or a person; else the line."""
    behind = behind_time(line)
    return behind if behind and (label_end(behind) or is_person(behind)) else line


def _each_once(names: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for name in names:
        if is_name(name):
            found.setdefault(name.casefold(), name)
    return list(found.values())
