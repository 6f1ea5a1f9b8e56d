"""Lines that newsrooms put into a text and that are none of it: credits, dates, stand-ins for embeds, invitations.

Each is told by its form or its words; where these may as well be the author's, they count at the text's ends alone.
"""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from crawler.parsers.article.blocks.block import Block
from crawler.parsers.article.blocks.features import CELLS, HEADINGS, PARTS
from crawler.parsers.article.body.invitations import inviting
from crawler.parsers.article.body.related import is_related_label
from crawler.parsers.article.marks import ends_sentence
from crawler.parsers.article.people import names
from crawler.parsers.article.people.byline_labels import led, opens
from crawler.parsers.article.people.byline_times import before_time
from crawler.parsers.article.people.credits import is_credit
from crawler.parsers.article.people.picture_credits import is_picture_credit
from crawler.parsers.article.times.dated_lines import is_date_label, may_be_dated
from crawler.parsers.article.times.moments import moment
from crawler.parsers.dates.reader import Dates
from crawler.parsers.page import Page

_FIRST: Final = 3
"""So many blocks may tell date and author, or invite, before a text begins: the headline may be one of them."""
_LAST: Final = 5
"""So many may invite behind its end."""
_CREDITS: Final = 4
"""Credits are among so many at its end."""

_UNSEEN: Final = frozenset(" \n\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""White space, and signs without width."""

_LINKED: Final = 0.5
_HEAD_LINES: Final = 4
_LINE_CHARS: Final = 80
_LABEL_CHARS: Final = 30
_BYLINE_CHARS: Final = 100
_STAND_IN_CHARS: Final = 400
_STAND_IN: Final = re.compile(
    r"(?:empfohlener |redaktioneller )?extern(?:er|e) inhalte?\b.{0,80}(?:anzeig|lad|zustimm|klick|einwillig|daten)|"
    r"personenbezogene daten .{0,60}drittplattform|"
    r"(?:allow|accept|enable) .{0,30}cookies .{0,40}(?:to view|to see|to watch|content)|"
    r"(?:this|third[- ]party|external) content (?:is|may be|could not be) .{0,40}(?:hosted|blocked|loaded|cookies)|"
    r"contenu .{0,30}bloqué .{0,60}cookies|ce contenu .{0,40}(?:cookies|traceurs)|"
    r"(?:this slideshow|please enable|requires) .{0,20}javascript",
    re.I,
)
"""What is shown where an embed waits for consent."""
_ADDRESSES: Final = re.compile(
    r"\b(?:you|your|please|click|sie|ihre[nrms]?|du|deine?[nrms]?|bitte|klick\w*|hier|an dieser stelle|vous|votre|vos|"
    r"veuillez|cliquez)\b|^\W*(?:this slideshow requires|(?:empfohlener |redaktioneller )?externer inhalt\b)",
    re.I,
)
_STAND_IN_WORDS: Final = (
    "extern", "drittplattform", "cookies", "content is ", "content may ", "content could ", "contenu", "javascript",
)  # fmt: skip
"""One of these is in whatever ``_STAND_IN`` finds; they are looked for first, in all blocks at once."""

_ERROR: Final = re.compile(
    r"\W*(?:warning|notice|deprecated|strict standards|(?:catchable |recoverable )?(?:fatal|parse) error)\b"
    r".* in [^\s/\\]*[/\\]\S* on line \d+\W*",
    re.I | re.S,
)
"""What PHP writes into a page that its scripts have trouble with (https://www.php.net/manual/en/errorfunc.examples.php)."""
_LINE: Final = " on line "
_LINE_ENDS: Final = len(_LINE) + 8


def without_notices(blocks: Sequence[Block], page: Page) -> tuple[list[Block], list[Block]]:
    """``blocks`` without them, and those of them that say who worked on the text."""
    kept = [block for block in blocks if not _says_nothing(block)]
    kept = [block for block, below in zip_longest(kept, kept[1:]) if not _only_leads(block, below)]
    if _may_stand_in("\n".join([block.text for block in kept if len(block.text) <= _STAND_IN_CHARS])):
        kept = [block for block in kept if not _stands_in(block)]
    credits = _heads(kept, page) + [block for block in kept[1:][-_CREDITS:] if is_credit(block.text)]
    spare = set(credits)
    said = [block for block in kept if block not in spare and block.box.tag not in PARTS]
    spare.update(inviting([*said[:_FIRST], *said[_FIRST:][-_LAST:]]))
    return [block for block in kept if block not in spare], credits


def _says_nothing(block: Block) -> bool:
    """Whether it has no words, or those of a picture's owner or of the server."""
    text = block.text
    if _LINE in text[-_LINE_ENDS:] and _ERROR.fullmatch(text):
        return block.box.tag != "pre"
    return _UNSEEN.issuperset(text) or is_picture_credit(block)


def _only_leads(block: Block, below: Block | None) -> bool:
    """Whether it is a label over links to other stories.

    One over a list that was found to be text, or a heading with a paragraph of the text right below it, is a heading.
    """
    if block.box.tag in PARTS or not is_related_label(block.text):
        return False
    if below is None:
        return True
    if below.box.tag in PARTS or below.link_chars > _LINKED * len(below.text):
        return False
    return block.box.tag not in HEADINGS or block.box.element.getnext() is not below.box.element


def _may_stand_in(text: str) -> bool:
    lower = text.lower()
    return any(word in lower for word in _STAND_IN_WORDS)


def _stands_in(block: Block) -> bool:
    """Whether it tells the reader what to do to see an embed; news tell of such, too, but of others."""
    text = block.text
    if len(text) > _STAND_IN_CHARS or block.box.tag in PARTS or not _may_stand_in(text):
        return False
    return _STAND_IN.search(text) is not None and _ADDRESSES.search(text) is not None


def _heads(blocks: Sequence[Block], page: Page) -> list[Block]:
    """What dates and signs the text before it begins; where more dates follow, these are headings of what happened."""
    told = [block for block in blocks[:_FIRST] if block.box.tag not in CELLS and _is_head(block.text, page)]
    tags = {block.box.tag for block in told if _is_date(block.text, page)}
    if tags and any(block.box.tag in tags and _is_date(block.text, page) for block in blocks[_FIRST:]):
        return [block for block in told if block.box.tag not in tags]
    return told


def _is_head(text: str, page: Page) -> bool:
    """Whether all lines of a block are dates or bylines."""
    lines = text.split("\n")
    return len(lines) <= _HEAD_LINES and all(_is_date(line, page) or _is_byline(line) for line in lines)


def _is_date(text: str, page: Page) -> bool:
    """Whether a line is a date with its label, and perhaps who wrote the text."""
    if len(text) > _LINE_CHARS or not may_be_dated(text) or ends_sentence(text):
        return False
    label = before_time(text)
    is_labelled = len(label) <= _LABEL_CHARS and is_date_label(label)
    return (not label or is_labelled or opens(label)) and moment(text, Dates(page.captured_at, "")) is not None


def _is_byline(text: str) -> bool:
    """Whether a line says who wrote the text and nothing else."""
    if len(text) > _BYLINE_CHARS or ":" in text or ends_sentence(text) or not opens(text):
        return False
    return any(map(names.is_person, names.split(led(text))))
