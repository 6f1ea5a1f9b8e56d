"""Which blocks of a page are expected text: word trigrams found in the expected text, in its order."""

import bisect
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from article_scores import tokens

from crawler.parsers.article.blocks.block import Block

_GRAM = 3


def label(collection: str, gold: Mapping[str, Any], found: Sequence[Block]) -> tuple[list[float], list[str]]:
    """How much of each block is expected text; copies of expected blocks are unknown."""
    if collection == "trafilatura":
        return [_by_snippets(block.text, gold) for block in found], []
    wanted = gold["articleBody"] if "articleBody" in gold else "\n".join(gold["bodySections"])
    words = tokens(wanted)
    labels = aligned([tokens(block.text) for block in found], words)
    texts = {block.text for block, value in zip(found, labels, strict=True) if value >= 0.5 and len(block.text) > 30}
    labels = [-1.0 if v < 0.5 and block.text in texts else v for block, v in zip(found, labels, strict=True)]
    return labels, words


def _by_snippets(text: str, gold: Mapping[str, Any]) -> float:
    flat = " ".join(text.split())
    inside = [" ".join(snippet.split()) for snippet in gold["with"] if len(snippet) > 5]
    outside = [" ".join(snippet.split()) for snippet in gold["without"] if len(snippet) > 5]
    if any(snippet in flat or (len(flat) >= 20 and flat in snippet) for snippet in inside):
        return 1.0
    return 0.0 if any(snippet in flat or (len(flat) >= 8 and flat in snippet) for snippet in outside) else -1.0


def aligned(found: Sequence[list[str]], gold: list[str]) -> list[float]:
    """Share of each block's trigrams in ``gold``, for the heaviest set of blocks that keeps gold's order."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(len(gold) - _GRAM + 1):
        places[tuple(gold[i : i + _GRAM])].append(i)
    candidates = [c for number, words in enumerate(found) for c in _candidates(number, words, places)]
    candidates, copies = _without_copies(candidates, found, len(gold))
    labels = [0.0] * len(found)
    spans: dict[int, tuple[int, int]] = {}
    for number, start, share in _heaviest(sorted(candidates), found):
        labels[number], spans[number] = share, (start, start + len(found[number]))
    for number in copies:
        labels[number] = -1.0
    _label_short(found, gold, labels, spans)
    return labels


def _candidates(
    number: int, words: list[str], places: Mapping[tuple[str, ...], list[int]]
) -> list[tuple[int, int, float]]:
    """(block, start in gold, share) for each likely start of one block."""
    grams = [tuple(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1)]
    share = sum(gram in places for gram in grams) / len(grams) if len(words) > _GRAM else 0.0
    if share < 0.5:
        return []
    starts = Counter(p - k for k, gram in enumerate(grams) for p in places.get(gram, ()) if len(places[gram]) < 6)
    best = starts.most_common(3)
    return [(number, start, share) for start, count in best if count >= 0.5 * best[0][1]]


def _without_copies(
    candidates: list[tuple[int, int, float]], found: Sequence[list[str]], size: int
) -> tuple[list[tuple[int, int, float]], set[int]]:
    """Without blocks that hold nearly all of a text that other blocks hold too."""
    big = {number for number, _, share in candidates if len(found[number]) * share > 0.6 * size > 36}
    rest = [candidate for candidate in candidates if candidate[0] not in big]
    covered = {place for number, start, _ in rest for place in range(max(0, start), start + len(found[number]))}
    return (rest, big) if big and len(covered) > 0.8 * size else (candidates, set())


def _heaviest(candidates: list[tuple[int, int, float]], found: Sequence[list[str]]) -> list[tuple[int, int, float]]:
    """The heaviest chain in which blocks and their places in gold both rise."""
    best: list[float] = []
    before: list[int] = []
    for i, (number, start, share) in enumerate(candidates):
        best.append(len(found[number]) * share)
        before.append(-1)
        own = best[i]
        for j in range(max(0, i - 400), i):
            other, place, _ = candidates[j]
            if other < number and place + len(found[other]) * 0.5 <= start and best[j] + own > best[i]:
                best[i], before[i] = best[j] + own, j
    chain = []
    i = max(range(len(best)), key=best.__getitem__, default=-1)
    while i >= 0:
        chain.append(candidates[i])
        i = before[i]
    return chain


def _label_short(
    found: Sequence[list[str]], gold: list[str], labels: list[float], spans: Mapping[int, tuple[int, int]]
) -> None:
    """Blocks of a few words are text when gold has them between their labelled neighbours."""
    order = sorted(spans)
    for number, words in enumerate(found):
        if not order or not words or len(words) > _GRAM:
            continue
        k = bisect.bisect(order, number)
        low = max(0, spans[order[k - 1]][1] - 2) if k else 0
        part = gold[low : spans[order[k]][0] + 2 if k < len(order) else len(gold)]
        labels[number] = float(any(part[i : i + len(words)] == words for i in range(len(part) - len(words) + 1)))
