"""What authors say of their links: that some are paid for, and that it costs the reader nothing.

Blogs and shops' guides put it above or below their texts. Newsrooms count it among the text, so theirs stays.
"""

import re
from collections.abc import Sequence
from typing import Final

from crawler.parsers.article.blocks.block import Block
from crawler.parsers.article.blocks.features import PARTS

_FIRST: Final = 8
_LAST: Final = 4
"""So many blocks from either end may be one."""
_LONGEST: Final = 500
_WORDS: Final = ("affili", "commission", "provision", "purchases", "partnerlink", "werbelink", "comisi", "commissie")
"""One of these is in each of them."""
_PAID: Final = re.compile(
    r"\baffiliate[ -]?(?:links?|marketer|codes?|partner)\b|\b(?:partner|werbe)-?links?\b|\bqualifying purchases\b|"
    r"\b(?:earn|receive|get|collect)\w* (?:us |an? |some )?(?:\w+ )?commissions?\b|\bearning commissions\b|"
    r"\b(?:kleine |eine )?provision\b.{0,60}\b(?:links?|kauf\w*)|\b(?:links?|kauf\w*)\b.{0,80}\bprovision\b|"
    r"\bliens? (?:affiliés?|d[’']affiliation)\b|\b(?:enlaces?|links?) de afiliad|\blink (?:di affiliazione|affiliati)|"
    r"\b(?:une?|una|een) (?:\w+ )?(?:commission|comisión|comissão|commissione|commissie)\b",
    re.I,
)
_OURS: Final = re.compile(
    r"\b(?:we|i|us|me|my|our|wir|ich|uns|mir|meine?|unsere?|nous|je|notre|"
    r"nos|recibimos|podemos|nuestr[oa]s?|recebemos|nosso|noi|nostr[oi]|wij|ons|onze)\b",
    re.I,
)


def without_disclosures(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` but those at either end in which whoever wrote them says that links are paid for."""
    ends = {*blocks[:_FIRST], *blocks[-_LAST:]}
    return [block for block in blocks if block not in ends or not _is_disclosure(block)]


def _is_disclosure(block: Block) -> bool:
    text = block.text
    if len(text) > _LONGEST or block.box.tag in PARTS:
        return False
    lower = text.lower()
    if not any(word in lower for word in _WORDS):
        return False
    return _PAID.search(text) is not None and _OURS.search(text) is not None
