"""The article's text: which blocks of the page are part of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from crawler.parsers.article.blocks import Block, Layout
from crawler.parsers.article.context import contexts
from crawler.parsers.article.features import Describer, Witness, fold
from crawler.parsers.article.render import render
from crawler.parsers.article.weights import weights
from crawler.parsers.article.witness import ARTICLE_TYPES, Witnesses, types

THRESHOLD: Final = 0.5
_MIN_DECLARED: Final = 200
_REPEATED_CHARS: Final = 60
_COPY_CHARS: Final = 400


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks kept, in reading order."""

    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str | None:
        """Blocks with a blank line between, None when there are none."""
        return "\n\n".join(block.text for block in self.blocks) or None

    def html(self, base: str) -> str | None:
        """The same as HTML that is safe to show, links made absolute by ``base``."""
        return render(self.blocks, base) or None


def body(layout: Layout, witnesses: Witnesses) -> Body:
    """Decide block by block, in two looks, by the shipped weights."""
    if not layout.blocks:
        return Body(())
    judge(layout, testimony(witnesses))
    kept = [block for block in layout.blocks if block.keep >= THRESHOLD]
    return Body(tuple(_without_copies(_without_repeats(kept))), ("cutBlocks",) * layout.is_cut)


def judge(layout: Layout, witness: Witness) -> None:
    """Set each block's ``keep`` to the chance that it is part of the text."""
    model = weights()
    rows = Describer(layout, model.lexicon, witness).vectors()
    first, second = model.first.probability, model.second.probability
    for block, row in zip(layout.blocks, rows, strict=True):
        block.keep = first(row) if row is not None else 0.0
    looks = list(contexts(layout.blocks, rows))
    for block, look in zip(layout.blocks, looks, strict=True):
        block.keep = second(look) if look is not None else 0.0


def testimony(witnesses: Witnesses) -> Witness:
    """What JSON-LD and meta say of the text."""
    declared = [node["articleBody"] for node in witnesses.page.json_ld if isinstance(node.get("articleBody"), str)]
    longest = max(declared, key=len, default="")
    meta = witnesses.page.meta
    described = " ".join([*meta.get("description", ()), *meta.get("og:description", ())])
    headlines = [*meta.get("og:title", ()), *witnesses.headings]
    names = types(witnesses.article)
    return Witness(
        body=fold(longest) if len(longest) > _MIN_DECLARED else "",
        description=fold(described),
        headlines=tuple(map(fold, headlines)),
        is_news=any("News" in name for name in names),
        is_article=bool(ARTICLE_TYPES.intersection(names)) or witnesses.meta("og:type") == "article",
    )


def _without_repeats(blocks: Sequence[Block]) -> list[Block]:
    """Long blocks once: pages hold a text twice for print or other screens."""
    seen: set[str] = set()
    kept = []
    for block in blocks:
        if len(block.text) >= _REPEATED_CHARS:
            if block.text in seen:
                continue
            seen.add(block.text)
        kept.append(block)
    return kept


def _without_copies(blocks: Sequence[Block]) -> list[Block]:
    """Without a block that holds the text of the others once more, as a hidden microdata copy does."""
    long = [block for block in blocks if len(block.text) > _COPY_CHARS]
    if not long or len(blocks) < 3:
        return list(blocks)
    folded = {id(block): fold(block.text) for block in blocks if len(block.text) >= 40}
    return [block for block in blocks if not (len(block.text) > _COPY_CHARS and _is_copy(id(block), folded))]


def _is_copy(key: int, folded: dict[int, str]) -> bool:
    own = folded[key]
    held = [len(text) for other, text in folded.items() if other != key and len(text) < len(own) and text in own]
    return len(held) > 1 and sum(held) > 0.6 * len(own)
