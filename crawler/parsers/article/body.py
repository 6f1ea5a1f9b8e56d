"""The article's text: which blocks of the page are part of it."""

from dataclasses import dataclass
from typing import Final

from crawler.parsers.article.blocks import Block, Layout
from crawler.parsers.article.features import Describer, Witness, fold
from crawler.parsers.article.forest import probability, weights
from crawler.parsers.article.render import render
from crawler.parsers.article.witness import Witnesses

THRESHOLD: Final = 0.5
_MIN_DECLARED: Final = 200


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
    """Decide block by block, by the shipped weights."""
    if not layout.blocks:
        return Body(())
    model = weights()
    rows = Describer(layout, model.lexicon, testimony(witnesses)).vectors()
    for block, row in zip(layout.blocks, rows, strict=True):
        block.keep = probability(model, row)
    return Body(tuple(block for block in layout.blocks if block.keep >= THRESHOLD))


def testimony(witnesses: Witnesses) -> Witness:
    """What JSON-LD and meta say of the text."""
    declared = [node["articleBody"] for node in witnesses.page.json_ld if isinstance(node.get("articleBody"), str)]
    longest = max(declared, key=len, default="")
    meta = witnesses.page.meta
    described = " ".join([*meta.get("description", ()), *meta.get("og:description", ())])
    headlines = [*meta.get("og:title", ()), *witnesses.headings]
    return Witness(fold(longest) if len(longest) > _MIN_DECLARED else "", fold(described), tuple(map(fold, headlines)))
