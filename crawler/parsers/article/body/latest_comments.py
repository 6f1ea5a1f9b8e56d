"""Lists of the latest comments on other pages, as blogs have them beside each text."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice, pairwise
from typing import Final

from crawler.parsers.article.blocks.block import Block
from crawler.parsers.article.blocks.features import HEADINGS

_COMMENT: Final = re.compile(r"#(?:comment|cmt|kommentar)-?\d+$|[?&]showComment=")
"""The end of a comment's address, as WordPress, Blogger and others make it."""
_FEWEST: Final = 2
"""Items of a list; authors link to single comments, too."""
_MOST_LINKS: Final = 3


def without_latest_comments(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` but items that lead to a comment each, and a heading right above them."""
    leading = {block for block in blocks if block.link_chars and block.box.tag == "li" and _leads_to_comment(block)}
    lists = Counter(block.box.parent for block in leading)
    spare = {block for block in leading if lists[block.box.parent] >= _FEWEST}
    pairs = pairwise(blocks) if spare else ()
    spare.update([above for above, below in pairs if below in spare and above.box.tag in HEADINGS])
    return [block for block in blocks if block not in spare]


def _leads_to_comment(block: Block) -> bool:
    links = islice(block.box.element.iter("a"), _MOST_LINKS)
    return any(_COMMENT.search(link.get("href") or "") for link in links)
