"""The article's text: which blocks of the page are part of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Final

from crawler.parsers.article.blocks.block import Block, Box, Layout, chars_of
from crawler.parsers.article.blocks.cells import Tables
from crawler.parsers.article.blocks.features import HEADINGS, vectors
from crawler.parsers.article.blocks.surroundings import Row
from crawler.parsers.article.body import alike, live
from crawler.parsers.article.body.asides import without_asides
from crawler.parsers.article.body.biographies import without_biography
from crawler.parsers.article.body.context import contexts
from crawler.parsers.article.body.disclosures import without_disclosures
from crawler.parsers.article.body.endings import without_endings
from crawler.parsers.article.body.forest import Forest
from crawler.parsers.article.body.latest_comments import without_latest_comments
from crawler.parsers.article.body.notices import without_notices
from crawler.parsers.article.body.pointers import without_pointers
from crawler.parsers.article.body.render import render
from crawler.parsers.article.body.stories import without_other_stories
from crawler.parsers.article.body.weights import weights
from crawler.parsers.article.lexicon import Witness, fold
from crawler.parsers.article.marks import bare
from crawler.parsers.article.scripts.embedded import embedded
from crawler.parsers.article.witness import ARTICLE_TYPES, Witnesses, types

NEWS: Final = 0.44
ARTICLE: Final = 0.37
OTHER: Final = 0.28
"""Least chance for a block on pages that declare a news article, any article, or nothing: newsrooms put more around
the text, other authors more into it. Swept in steps of 0.05 by cross-validation over sites, November 2026."""

_REPEATED_CHARS: Final = 60
_COPY_CHARS: Final = 400
_COPIED_CHARS: Final = 40
_START_CHARS: Final = 16
"""A text longer than the first of these may be a copy of texts at least as long as the second, by their beginnings."""
_MOST_HELD: Final = 0.6
_MOST_COPIES: Final = 8
"""Only so many of the longest texts are looked at."""
_MOST_SEARCHED: Final = 20_000_000
"""Characters of such a text by how many others are looked for in it."""

_HEADLINE_CHARS: Final = 12
_LONGEST_HEADLINE: Final = 200
_MOST_OF_TITLE: Final = 0.4
"""A title may name the site and the section, too."""


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks kept, in reading order."""

    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    is_live: bool = False
    """Whether most of them stand in posts of a live blog that is called one."""
    credits: tuple[Block, ...] = ()
    """Lines at the text's ends that say who worked on it, and are no part of it."""

    @property
    def text(self) -> str | None:
        """Blocks with a blank line between, None when there are none."""
        return "\n\n".join(block.text for block in self.blocks) or None

    def html(self, base: str) -> str | None:
        """The same as HTML that is safe to show, links made absolute by ``base``."""
        return render(self.blocks, base) or None


def body(layout: Layout, witnesses: Witnesses, said: Collection[str] = ()) -> Body:
    """Decide block by block, in two looks, by the shipped weights; lines in ``said`` are out."""
    witness = testimony(witnesses)
    judge(layout, witness)
    posts, is_called_live = live.posts(layout), "LiveBlogPosting" in witnesses.names
    if posts:
        alike.level_posts(layout.blocks, posts)
    if is_called_live:
        alike.level_posts(layout.blocks)
    least = NEWS if witness.is_news else ARTICLE if witness.is_article else OTHER
    found = [block for block in layout.blocks if block.keep >= least]
    kept, credits = _cleared(found, witnesses, witness, layout.blocks)
    if not (posts or is_called_live):
        kept = without_other_stories(kept, witnesses.page)
    kept = _without_copies(_without_repeats(kept))
    kept = _without_headline(_without_said(kept, said, of=layout.blocks), witnesses)
    notes = ("cutBlocks",) * layout.is_cut
    source, carried = embedded(witnesses, chars_of(kept))
    if carried:
        kept, credits = _cleared(carried, witnesses, witness, layout.blocks)
        return Body(tuple(kept), (*notes, f"text from {source}"), credits=tuple(credits))
    return Body(tuple(kept), notes, is_live=alike.are_posts(kept, posts), credits=tuple(credits))


def _cleared(
    blocks: Sequence[Block], witnesses: Witnesses, witness: Witness, page: Sequence[Block]
) -> tuple[list[Block], list[Block]]:
    """Blocks without what newsrooms put between them, and those of that which say who worked on the text.

    ``page``: all of the page's, where its byline is.
    """
    is_article = witness.is_news or witness.is_article
    kept = without_latest_comments(without_asides(blocks, is_article=is_article))
    if not witness.is_news:
        kept = without_disclosures(kept)
    kept = without_pointers(kept, witnesses.base, lists=is_article)
    kept, credits = without_notices(kept, witnesses.page)
    return without_biography(without_endings(kept), page, witnesses), credits


def _without_headline(blocks: list[Block], witnesses: Witnesses) -> list[Block]:
    """Without the headline in front of the text: the page's only h1, or what the page's title repeats."""
    if len(blocks) < 2 or (blocks[0].box.tag not in HEADINGS and len(blocks[0].text) > _LONGEST_HEADLINE):
        return blocks
    shown, title = fold(blocks[0].text), fold(witnesses.title)
    is_only = blocks[0].box.tag == "h1" and len(witnesses.headings) == 1
    is_title = len(shown) >= max(_HEADLINE_CHARS, _MOST_OF_TITLE * len(title)) and shown in title
    return blocks[1:] if is_only or is_title else blocks


def _without_said(blocks: list[Block], said: Collection[str], *, of: Sequence[Block]) -> list[Block]:
    """Without blocks all of whose lines are in comments, unless that is all there is.

    A text that is on the page more than once is the reader's only where it comes again: readers quote the article.
    """
    if not said:
        return blocks
    theirs = {block.text for block in blocks if all(line in said for line in block.text.split("\n"))}
    if not theirs:
        return blocks
    first: dict[str, Block] = {}
    quoted = {
        first[block.text] for block in of if block.text in theirs and first.setdefault(block.text, block) is not block
    }
    return [block for block in blocks if block.text not in theirs or block in quoted] or blocks


def judge(layout: Layout, witness: Witness) -> None:
    """Set each block's ``keep`` to the chance that it is part of the text."""
    blocks, model = layout.blocks, weights()
    if not blocks:
        return
    tables = Tables(blocks)
    rows = vectors(layout, tables, model.lexicon, witness)
    decide(model.first, blocks, rows, tables)
    decide(model.second, blocks, second_look(model.first, blocks, rows), tables)
    tables.level()
    alike.level_paragraphs(blocks)
    alike.level_questions(blocks)
    alike.level_lists_and_quotes(blocks)
    alike.level_headings(blocks)


def decide(forest: Forest, blocks: Sequence[Block], rows: Sequence[Row | None], tables: Tables) -> None:
    """Set ``keep`` of the blocks that have a row, and of the cells they stand for."""
    for block, row in zip(blocks, rows, strict=True):
        if row is not None:
            block.keep = forest.probability(row)
    tables.share()


def second_look(first: Forest, blocks: Sequence[Block], rows: Sequence[Row | None]) -> list[Row | None]:
    """Rows for the second look at those blocks of which the first, by ``rows``, was not certain: a quarter."""
    own = zip(blocks, rows, strict=True)
    doubtful = [row if row is not None and first.doubts(block.keep) else None for block, row in own]
    return list(contexts(blocks, doubtful))


def testimony(witnesses: Witnesses) -> Witness:
    """What JSON-LD and meta say the page is."""
    names = types(witnesses.article)
    return Witness(
        is_news=any("News" in name for name in names),
        is_article=bool(ARTICLE_TYPES.intersection(names)) or witnesses.meta("og:type") == "article",
    )


def _without_repeats(blocks: Sequence[Block]) -> list[Block]:
    """Without long blocks that stood in another box before: pages hold a text twice for print or other screens."""
    seen: dict[str, Box | None] = {}
    return [
        block
        for block in blocks
        if len(block.text) < _REPEATED_CHARS or seen.setdefault(block.text, block.box.parent) is block.box.parent
    ]


def _without_copies(blocks: Sequence[Block]) -> list[Block]:
    """Without a block that holds the text of the others once more, as a hidden microdata copy does."""
    texts = [(text[:_START_CHARS], text) for block in blocks if len(text := block.text) >= _COPIED_CHARS]
    most = _MOST_SEARCHED // max(1, len(texts))
    long = nlargest(_MOST_COPIES, {text for _, text in texts if _COPY_CHARS < len(text) <= most}, key=len)
    copies = {text for text in long if _is_copy(text, texts)}
    return [block for block in blocks if block.text not in copies]


def _is_copy(text: str, others: Sequence[tuple[str, str]]) -> bool:
    """Whether most of a text are two or more of ``others``, which come with their beginnings, however it is spaced.

    These follow each other: sentences that are quoted one by one with an answer to each are no second text.
    """
    begun = [at for at, (start, other) in enumerate(others) if start in text and len(other) < len(text)]
    if len(begun) < 2:
        return False
    own = bare(text)
    held = {at: len(other) for at in begun if (other := bare(others[at][1])) in own}
    if len(held) < 2 or sum(held.values()) <= _MOST_HELD * len(own):
        return False
    between = [other for _, other in others[min(held) : max(held) + 1] if other != text]
    return sum(held.values()) > _MOST_HELD * sum(len(bare(other)) for other in between)
