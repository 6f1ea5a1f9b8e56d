"""Fits the weights that tell text from the rest, and writes ``crawler/parsers/article/body/blocks.json``.

Run: ``python tests/eval/fit_blocks.py FOLDER [--check]``. The folder is that of ``eval_articles.py``; needed beside
the project: numpy and lightgbm (4 or newer). ``--check`` writes nothing and prints body F1 by cross-validation.

Fitted on half of the pages of four public collections (article-extraction-benchmark, fundus, trafilatura, WCXB), a
thousand publishers and blogs in some forty languages; the other half was kept apart by site and not looked at. Labels:
a block is text when most of its word trigrams are in the expected text, in its order; the trafilatura collection
labels only the blocks its snippets name. Every number about a page is made without that page's own site: learned words
leave it out, folds of the second look and of the check are by site.
"""

# ruff: noqa: T201 (a script prints)

import hashlib
import json
import math
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lightgbm
import numpy as np
from article_scores import f1, folded, tokens
from block_labels import label
from eval_articles import CAPTURED, rows

from crawler.parsers.article import lexicon
from crawler.parsers.article.blocks import block as blocks
from crawler.parsers.article.blocks import cells, features
from crawler.parsers.article.blocks.layout import layout
from crawler.parsers.article.body import context
from crawler.parsers.article.body import text as body
from crawler.parsers.article.body.forest import Forest
from crawler.parsers.article.body.weights import FILE, FIRST_CERTAIN, SECOND_CERTAIN
from crawler.parsers.article.witness import Witnesses
from crawler.parsers.page import Page

FOLDS = 5
COMMON = {"objective": "binary", "num_leaves": 14, "min_data_in_leaf": 60, "lambda_l2": 5.0}
COMMON |= {"extra_trees": True, "feature_fraction_bynode": 0.5, "max_bin": 127, "verbosity": -1}
COMMON |= {"seed": 0, "deterministic": True, "num_threads": 1}
FIRST = {**COMMON, "learning_rate": 0.2, "num_iterations": 100}
SECOND = {**COMMON, "learning_rate": 0.12, "num_iterations": 130}
WEIGHT = {"aeb": 4.0, "fundus": 2.0}
LEAST_ODDS = 0.3
MOST_CHARS, MOST_BLOCKS = 40_000, 150
CEILINGS = {
    **dict.fromkeys(("pageChars", "boxChars", "groupChars", "outerChars"), math.log(MOST_CHARS + 1)),
    **dict.fromkeys(("afterTitle", "groupBlocks"), MOST_BLOCKS),
    "charsAfterTitle": MOST_CHARS,
    "pageBlocks": math.log(2 * MOST_BLOCKS + 1),
    "pageWeight": math.log(MOST_CHARS / 100 + 1),
    "mass": math.log(MOST_CHARS),
}
"""Beyond these a number of that name makes no difference: few pages here are longer, and most of a book was dropped."""


@dataclass(slots=True)
class Sample:
    """One page: its blocks, their labels (below zero: unknown) and what was computed of them."""

    collection: str
    site: str
    layout: blocks.Layout
    tables: cells.Tables
    witness: lexicon.Witness
    labels: list[float]
    gold: list[str]
    rows: list[features.Row | None] = field(default_factory=list)

    @property
    def fold(self) -> int:
        """Fold of the sample's site."""
        return hashlib.md5(self.site.encode()).digest()[0] % FOLDS


def site_of(url: str | None, key: str) -> str:
    """Registrable domain, roughly."""
    host = (urlsplit(url or "").hostname or key.split("-")[0]).lower()
    parts = [part for part in host.split(".") if part]
    keep = 3 if len(parts) > 2 and parts[-2] in ("co", "com", "org", "net", "gov", "ac", "go", "or", "gob") else 2
    return ".".join(parts[-keep:])


def load(folder: Path) -> list[Sample]:
    """All pages with a text of their own."""
    samples = []
    for collection, row, payload in rows(folder, 1):
        if collection == "htmldate":
            continue
        page = Page(row["url"] or "", payload, CAPTURED)
        found = layout(page)
        if found.blocks:
            labels, gold = label(collection, row["gold"], found.blocks)
            witness = body.testimony(Witnesses(page))
            site, tables = site_of(row["url"], row["id"]), cells.Tables(found.blocks)
            samples.append(Sample(collection, site, found, tables, witness, labels, gold))
    return samples


class Odds:
    """Log odds per word from the share each site gives it; ``without`` leaves a site out."""

    def __init__(self, least_sites: int, prior: float) -> None:
        self.least, self.prior = least_sites, prior
        self.counts: dict[str, dict[str, list[float]]] = defaultdict(dict)

    def add(self, site: str, word: str, label: float, weight: float = 1.0) -> None:
        """Count a word of one block."""
        held = self.counts[word].setdefault(site, [0.0, 0.0])
        held[0] += label * weight
        held[1] += weight

    def odds(self, word: str, left_out: str | None = None) -> float:
        """Zero for words that few sites use or that say little."""
        shares = [held[0] / held[1] for site, held in self.counts.get(word, {}).items() if site != left_out]
        if len(shares) < self.least:
            return 0.0
        text = (sum(shares) + 2 * self.prior) / (len(shares) - sum(shares) + 2 * (1 - self.prior))
        value = math.log(text) - math.log(self.prior / (1 - self.prior))
        return value if abs(value) >= LEAST_ODDS else 0.0

    def all(self) -> dict[str, float]:
        """Every word that says something."""
        return {word: round(value, 2) for word in sorted(self.counts) if (value := self.odds(word))}


class Without(dict[str, float]):
    """The odds of all words as if one site did not exist."""

    def __init__(self, odds: Odds, site: str) -> None:
        super().__init__()
        self.odds, self.site = odds, site

    def get(self, word: str, default: float = 0.0) -> float:  # type: ignore[override]
        """The word's odds; kept once computed."""
        if word not in self:
            self[word] = self.odds.odds(word, self.site)
        return self[word]


def learn_words(samples: Sequence[Sample]) -> tuple[Odds, Odds]:
    """Odds of names given to boxes, and of words of short blocks."""
    names, words = Odds(4, 0.35), Odds(5, 0.2)
    for sample in samples:
        for block, value in zip(sample.layout.blocks, sample.labels, strict=True):
            if value < 0:
                continue
            text, size = float(value >= 0.5), min(len(block.text), 400)
            for name in _names_around(block):
                names.add(sample.site, name, text, size)
            found = lexicon.tokens(block.text)
            if len(found) <= lexicon.SHORT_TOKENS:
                for word in set(found):
                    words.add(sample.site, word, text)
    return names, words


def _names_around(block: blocks.Block) -> set[str]:
    found: set[str] = set()
    box = block.box
    while box.parent is not None:
        found.update(lexicon.name_words(box.words))
        box = box.parent
    return found


def fitted(samples: Sequence[Sample], settings: Mapping[str, Any]) -> lightgbm.Booster:
    """Trees for the rows of all samples; a block counts by its share of its page's text."""
    numbers, wanted, weights = [], [], []
    for sample in samples:
        for block, row, value in zip(sample.layout.blocks, sample.rows, sample.labels, strict=True):
            if row is None or value < 0:
                continue
            size = len(tokens(block.text))
            share = min((size + 2) / (len(sample.gold) + 50), 0.25) if sample.gold else 0.08
            numbers.append(row)
            wanted.append(value >= 0.5)
            weights.append(share * WEIGHT.get(sample.collection, 1.0))
    scale = len(weights) / sum(weights)
    table = lightgbm.Dataset(np.array(numbers, np.float32), np.array(wanted, int), weight=np.array(weights) * scale)
    return lightgbm.train(dict(settings), table)


def by_folds(samples: Sequence[Sample], settings: Mapping[str, Any], certain: float) -> list[Forest]:
    """Judge each page by a model that saw nothing of its site; gives these models."""
    judges = []
    for fold in range(FOLDS):
        model = fitted([sample for sample in samples if sample.fold != fold], settings)
        judges.append(Forest(trees(model), width=model.num_feature(), certain=certain))
    for sample in samples:
        body.decide(judges[sample.fold], sample.layout.blocks, sample.rows, sample.tables)
    return judges


def trees(model: lightgbm.Booster) -> list[Any]:
    """The model as ``forest`` reads it."""

    def node(found: dict[str, Any]) -> Any:
        if "leaf_value" in found:
            return round(found["leaf_value"], 4)
        split = float(f"{found['threshold']:.6g}")
        return [found["split_feature"], split, node(found["left_child"]), node(found["right_child"])]

    return [node(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]]


def below_ceilings(found: Any, names: Sequence[str]) -> Any:
    """A tree without the questions whose thresholds no number can pass that ends at its ceiling."""
    if not isinstance(found, list):
        return found
    feature, split, below, above = found
    if split >= CEILINGS.get(names[feature].removeprefix("first:"), math.inf):
        return below_ceilings(below, names)
    return [feature, split, below_ceilings(below, names), below_ceilings(above, names)]


def check(samples: Sequence[Sample]) -> None:
    """Print mean body F1 by collection, at the threshold for unknown pages and for news."""
    for least in (body.OTHER, body.NEWS):
        scores = defaultdict(list)
        for sample in samples:
            if sample.gold:
                kept = " ".join(block.text for block in sample.layout.blocks if block.keep >= least)
                scores[sample.collection].append(f1(tokens(folded(kept)), sample.gold))
        print(least, {name: round(sum(values) / len(values), 4) for name, values in scores.items()})


def main(folder: Path, *, only_check: bool) -> None:
    """Two looks: words and first trees, then trees that know the first look's folds."""
    samples = load(folder)
    names, words = learn_words(samples)
    for sample in samples:
        learned = lexicon.Lexicon(*(Without(odds, sample.site) for odds in (names, words)))
        sample.rows = features.vectors(sample.layout, sample.tables, learned, sample.witness)
    first = [] if only_check else trees(fitted(samples, FIRST))
    judges = by_folds(samples, FIRST, FIRST_CERTAIN)
    for sample in samples:
        sample.rows = body.second_look(judges[sample.fold], sample.layout.blocks, sample.rows)
    if only_check:
        by_folds(samples, SECOND, SECOND_CERTAIN)
        check(samples)
        return
    found: dict[str, Any] = {"names": names.all(), "words": words.all()}
    found["first"] = [below_ceilings(tree, features.NAMES) for tree in first]
    found["second"] = [below_ceilings(tree, context.NAMES) for tree in trees(fitted(samples, SECOND))]
    Path(blocks.__file__).with_name(FILE).write_text(json.dumps(found, separators=(",", ":"), ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]), only_check="--check" in sys.argv)
