"""Lines that newsrooms put into a text and that are none of it: credits, dates, stand-ins for embeds, invitations.

Each is told by its form or its words; where these may as well be the author's, they count at the text's ends alone.
"""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from crawler.parsers.article.blocks.block import Block
from crawler.parsers.article.blocks.features import CELLS, HEADINGS, PARTS
from crawler.parsers.article.body.captions import is_caption
from crawler.parsers.article.body.controls import is_control
from crawler.parsers.article.body.invitations import inviting, standing_out
from crawler.parsers.article.body.leftovers import is_leftover
from crawler.parsers.article.body.related import is_related_label
from crawler.parsers.article.body.stand_ins import stand_ins
from crawler.parsers.article.marks import ends_sentence
from crawler.parsers.article.people import names
from crawler.parsers.article.people.byline_labels import led, opens
from crawler.parsers.article.people.byline_times import before_time
from crawler.parsers.article.people.credits import is_credit
from crawler.parsers.article.people.picture_credits import is_picture_credit
from crawler.parsers.article.times.dated_lines import is_date_label, may_be_dated, tells_change
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
_MOST_LABEL_WORDS: Final = 3
"""As in "zuletzt aktualisiert am"; more are a sentence's."""
_CONTROL_CHARS: Final = 90
_BYLINE_CHARS: Final = 100


def without_notices(blocks: Sequence[Block], page: Page) -> tuple[list[Block], list[Block]]:
    """``blocks`` without them, and those of them that say who worked on the text."""
    kept = [block for block in blocks if not _is_notice(block, page)]
    kept = [block for block, below in zip_longest(kept, kept[1:]) if not _only_leads(block, below)]
    if waiting := stand_ins(kept):
        kept = [block for block in kept if block not in waiting]
    credits = _heads(kept, page) + [block for block in kept[1:][-_CREDITS:] if is_credit(block.text)]
    spare = set(credits)
    said = [block for block in kept if block not in spare and block.box.tag not in PARTS]
    amid = standing_out(said[_FIRST:-_LAST])
    spare.update(inviting([*said[:_FIRST], *amid, *said[_FIRST:][-_LAST:]]))
    return [block for block in kept if block not in spare], credits


def _is_notice(block: Block, page: Page) -> bool:
    """Whether it is one wherever it stands, by itself."""
    text, tag = block.text, block.box.tag
    if _UNSEEN.issuperset(text) or is_leftover(block):
        return True
    if tag in PARTS:
        return False
    if len(text) <= _CONTROL_CHARS and (is_control(block) or (tag not in HEADINGS and _tells_change(text, page))):
        return True
    return tag not in HEADINGS and (is_picture_credit(block) or is_caption(block))


def _tells_change(text: str, page: Page) -> bool:
    """Whether all lines of a text say when the page was changed, and nothing else."""
    if len(text) > _LINE_CHARS or not may_be_dated(text) or not tells_change(text):
        return False
    lines = text.split("\n")
    if any(len(before_time(line).split()) > _MOST_LABEL_WORDS for line in lines):
        return False
    return all(tells_change(line) and _is_date(line, page) for line in lines)


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
