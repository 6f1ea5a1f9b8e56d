"""Links from elsewhere in a list of comments: the linking page's title is the author, its excerpt the text."""

import re

from crawler.items import Party
from crawler.parsers.comments.fields import Fields
from crawler.parsers.comments.render import line, safe_url

_LABEL = re.compile(r"^\W*(?:pingbacks?|trackbacks?|ping|rétrolien)\b\s*:?\s*", re.I)


def pingback(fields: Fields) -> tuple[Party | None, str, str]:
    """Author, text and HTML: a bare "Pingback: Title" has no text of its own."""
    link = next((each for each in (*fields.parts.links, *fields.parts.authors) if line(each)), None)
    title = line(link) if link is not None else ""
    if not _LABEL.match(fields.text) and fields.author is not None:
        return fields.author, fields.text, fields.html
    author = Party(title, safe_url(link.get("href"), "")) if link is not None and title else fields.author
    rest = _LABEL.sub("", fields.text)
    return (author, "", "") if not rest or rest == title else (author, rest, fields.html)
