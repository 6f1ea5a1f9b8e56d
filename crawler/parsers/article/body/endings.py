"""Lines below a text's end: how to reach its author, what readers may write, where the text is filed."""

import re
from collections.abc import Sequence
from typing import Final

from crawler.parsers.article.blocks.block import Block
from crawler.parsers.article.blocks.features import PARTS
from crawler.parsers.article.marks import QUOTES

_MOST: Final = 4
_LONGEST: Final = 400
_ADDRESS: Final = (
    r"(?:(?:e-?mail|twitter|facebook|instagram|follow \w+|contact)\b[\s:]*)?"
    r"(?:[\w.+-]{1,64}@[\w.-]{1,64}|@\w{2,30}|(?:https?://)?(?:www\.)?(?:twitter|x|facebook|instagram)\.com/@?\w{1,40})"
)
_ADDRESSES: Final = re.compile(rf"\W{{0,3}}{_ADDRESS}(?:[\s,;|·•]+{_ADDRESS})*\W{{0,3}}", re.I)
"""Addresses of a person and nothing else; of other sites they may be the text's."""
_COMMENTS: Final = (
    r"comments?|kommentare?|commentaires?|comentários?|comentarios?|commenti?|reacties?|kommentarer|komentarze|komentáře|"
    r"комментари[йия]|коментар[іи]"
)
_RULES: Final = re.compile(
    rf"\W{{0,3}}(?:\w+\W+){{0,12}}?(?:{_COMMENTS})\b(?: policy\b| guidelines\b|[^.!?]{{0,80}}\b(?:"
    r"(?:are|will|must|may|serão|serán|son|werden|wird|sont|seront|sono|saranno|worden|są|jsou|будут)\b"
    r"[^.!?]{0,40}\b(?:moderated|approved|aprovados|aprobados|moderad[oa]s|moderiert|geprüft|freigeschaltet|modérés|"
    r"gemodereerd|moderati|moderowane|moderovány|модерироваться|опубликованы)"
    r"|(?:netiquette|nettiquette|huisregels|regulamin|charte)\b))|.{0,400}\brss 2\.0\b",
    re.I | re.S,
)
"""Rules for comments, and the line of old themes that tells of a feed with them."""


def without_endings(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` without such lines at their end, unless that is all there is."""
    kept = list(blocks)
    while len(kept) > 1 and len(blocks) - len(kept) < _MOST and _is_ending(kept[-1]):
        kept.pop()
    return kept


def _is_ending(block: Block) -> bool:
    text = block.text
    if len(text) > _LONGEST or block.box.tag in PARTS or text[0] in QUOTES or text[0] == "'":
        return False
    has_address = "@" in text or ".com/" in text
    return (has_address and _ADDRESSES.fullmatch(text) is not None) or _RULES.match(text) is not None
