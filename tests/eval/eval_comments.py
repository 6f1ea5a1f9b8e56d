"""Comment threads against gold pages: one table per platform and in all, wrong pages by name, CPU beside the parse.

Run: ``python tests/eval/eval_comments.py FOLDER``. The folder holds ``gold.jsonl`` (or ``comments/gold.jsonl``): one
page a line with ``file``, ``url``, ``platform``, ``thread_closed``, ``displayed_total`` and ``comments`` (type, author,
date, text, parent as an index, id). Where ``article/pages`` stands beside it, comments found there are counted too.

A predicted comment is matched with the gold comment whose words it shares most (at least half by F1). Scores are
means over pages. Not collected by pytest: the data is not part of the project.
"""

# ruff: noqa: T201 (a script prints)

import gzip
import json
import re
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawler.items import Comment
from crawler.parsers import comments
from crawler.parsers.comments import PLATFORMS
from crawler.parsers.comments.platform import Platform
from crawler.parsers.extraction import ThreadFragment
from crawler.parsers.page import Page

FLOORS = {
    "comment F1": 0.93,
    "edges": 0.93,
    "tree": 0.75,
    "author": 0.95,
    "minute": 0.92,
    "closed": 0.95,
    "closed found": 1.0,
    "total": 0.85,
    "text F1": 0.95,
}
"""What must hold on pages never seen; the run ends with 1 when it does not hold here."""

CAPTURED = datetime(2026, 3, 1, tzinfo=UTC)
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
_ENOUGH = 0.5


@dataclass(slots=True)
class Score:
    """One page: measures by name, absent where the page cannot tell."""

    key: str
    platform: str
    measures: dict[str, float] = field(default_factory=dict)
    wrong: int = 0
    parse_ms: float = 0.0
    thread_ms: float = 0.0


def tokens(text: str | None) -> Counter[str]:
    """Words, single characters of scripts without spaces, in lower case."""
    plain = unicodedata.normalize("NFKC", text or "").lower().replace("\u00ad", "")
    return Counter(_WORD.findall(plain))


def f1(gold: Counter[str], found: Counter[str]) -> float:
    """F1 of two bags of words; two empty ones agree."""
    shared = (gold & found).total()
    if not gold and not found:
        return 1.0
    return 2 * shared / (gold.total() + found.total()) if shared else 0.0


def read(
    payload: bytes, url: str | None, platforms: Sequence[Platform] = PLATFORMS
) -> tuple[tuple[ThreadFragment, ...], float, float]:
    """The threads of a page, and the CPU milliseconds of its parse and of its threads."""
    page = Page(url=url if url and url.startswith("http") else "", payload=payload, captured_at=CAPTURED)
    start = time.process_time()
    page.tree  # noqa: B018 (the parse is what is timed)
    parsed = time.process_time()
    found, _ = comments.threads(page, platforms)
    return found, (parsed - start) * 1000, (time.process_time() - parsed) * 1000


def measure(row: dict[str, Any], payload: bytes, platforms: Sequence[Platform] = PLATFORMS) -> Score:
    """One gold page measured."""
    found, parse_ms, thread_ms = read(payload, row.get("url"), platforms)
    shown = [each for fragment in found for each in fragment.comments]
    made = Score(row["key"], row["platform"], parse_ms=parse_ms, thread_ms=thread_ms)
    closed = next((each.is_closed for each in found if each.is_closed is not None), None)
    if row["thread_closed"] is not None:
        made.measures["closed"] = float(closed == row["thread_closed"])
    if row["thread_closed"] is True:
        made.measures["closed found"] = float(closed is True)
    if not row["comments"]:
        made.wrong = len(shown)
        return made
    if row["displayed_total"] is not None:
        total = next((each.comment_count for each in found if each.comment_count is not None), None)
        made.measures["total"] = float(total == row["displayed_total"])
    made.measures.update(_compare(row["comments"], shown))
    return made


def _compare(gold: list[dict[str, Any]], shown: list[Comment]) -> dict[str, float]:
    """Comments, their parents, authors, minutes and words."""
    pairs = match(gold, shown)
    real = {number for number, each in enumerate(gold) if each.get("type", "comment") == "comment"}
    matched = {g: p for g, p in pairs.items() if g in real}
    ignored = len(pairs) - len(matched)
    precision = len(matched) / max(1, len(shown) - ignored)
    recall = len(matched) / max(1, len(real))
    said = tokens(" ".join(gold[number]["text"] for number in sorted(real)))
    read_text = tokens(" ".join(each.text or "" for each in shown if each.kind == "comment"))
    found = {
        "comment F1": 2 * precision * recall / (precision + recall) if matched else 0.0,
        "text F1": f1(said, read_text),
    }
    right = _edges(gold, shown, pairs, matched)
    if matched:
        found["edges"] = sum(right) / len(right)
        found["tree"] = float(precision == recall == 1 and all(right))
        found.update(_fields(gold, shown, matched))
    return found


def _edges(
    gold: list[dict[str, Any]], shown: list[Comment], pairs: dict[int, int], matched: dict[int, int]
) -> list[bool]:
    back = {p: g for g, p in pairs.items()}
    number = {each.commentId: place for place, each in enumerate(shown)}
    above = {g: back.get(number.get(shown[p].parentId or "", -1)) for g, p in matched.items()}
    return [
        above[g] == gold[g]["parent"] and (shown[p].parentId is None) == (above[g] is None) for g, p in matched.items()
    ]


def _fields(gold: list[dict[str, Any]], shown: list[Comment], matched: dict[int, int]) -> Iterator[tuple[str, float]]:
    named = [(gold[g]["author"], shown[p].author) for g, p in matched.items() if gold[g].get("author")]
    if named:
        yield "author", sum(_plain(a) == _plain(b.name if b else "") for a, b in named) / len(named)
    timed = [
        (gold[g]["date"], shown[p].datePublished) for g, p in matched.items() if "T" in (gold[g].get("date") or "")
    ]
    if timed:
        yield "minute", sum(same_minute(a, b) for a, b in timed) / len(timed)


def _plain(name: str | None) -> str:
    return " ".join(unicodedata.normalize("NFKC", name or "").split()).casefold()


def same_minute(gold: str, found: str | None) -> bool:
    """The same minute on the clock as written, or in UTC."""
    try:
        first, second = datetime.fromisoformat(gold), datetime.fromisoformat(found or "")
    except ValueError:
        return False
    if f"{first:%Y%m%d%H%M}" == f"{second:%Y%m%d%H%M}":
        return True
    if first.tzinfo is None or second.tzinfo is None:
        return False
    return f"{first.astimezone(UTC):%Y%m%d%H%M}" == f"{second.astimezone(UTC):%Y%m%d%H%M}"


def match(gold: list[dict[str, Any]], shown: list[Comment]) -> dict[int, int]:
    """Gold comment to predicted one, each once, best first; pingbacks match by their id alone."""
    said, found = [tokens(each["text"]) for each in gold], [tokens(each.text) for each in shown]
    likely: list[tuple[float, bool, float, int, int]] = []
    for g, each in enumerate(gold):
        for p, other in enumerate(shown):
            same_id = each.get("id") is not None and _digits(each["id"]) == _digits(other.commentId)
            alike = f1(said[g], found[p])
            if each.get("type", "comment") != "comment" and same_id:
                alike = max(alike, _ENOUGH)
            if alike >= _ENOUGH:
                distance = abs(g / len(gold) - p / len(shown))
                likely.append((alike, same_id, -distance, g, p))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, g, p in sorted(likely, reverse=True):
        if g not in pairs and p not in taken:
            pairs[g] = p
            taken.add(p)
    return pairs


def _digits(identity: object) -> str:
    return re.sub(r"^\D*?(?=\d+$)", "", str(identity))


def table(scores: Iterable[Score]) -> list[str]:
    """One line per platform, the last for all."""
    groups: dict[str, list[Score]] = defaultdict(list)
    for each in scores:
        groups[each.platform].append(each)
        groups["~ all"].append(each)
    names = list(FLOORS)
    lines = ["platform".ljust(30) + "pages " + " ".join(name.rjust(12) for name in names)]
    for platform, group in sorted(groups.items()):
        means = (mean(group, name) for name in names)
        cells = " ".join(("-" if value is None else f"{value:.4f}").rjust(12) for value in means)
        lines.append(f"{platform[:29].ljust(30)}{len(group):5} {cells}")
    return lines


def mean(scores: Iterable[Score], name: str) -> float | None:
    """Mean of a measure over the pages that have it."""
    values = [each.measures[name] for each in scores if name in each.measures]
    return sum(values) / len(values) if values else None


def on_articles(folder: Path) -> tuple[int, list[str]]:
    """Pages of articles looked at, and those that were given comments, with the first of them."""
    given: list[str] = []
    files = sorted(folder.glob("*.html.gz"))
    for file in files:
        found, _, _ = read(gzip.decompress(file.read_bytes()), None)
        shown = [each for fragment in found for each in fragment.comments]
        if shown:
            given.append(f"{file.name}: {len(shown)} ({found[0].platform}) {(shown[0].text or '')[:70]!r}")
    return len(files), given


def main(data_dir: str | Path) -> int:
    """Print the tables; 0 when every floor holds and no page without comments was given any, else 1."""
    root = Path(data_dir)
    folder = root / "comments" if (root / "comments" / "gold.jsonl").exists() else root
    rows = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    scores = [measure(row, gzip.decompress((folder / row["file"]).read_bytes())) for row in rows]
    print("\n".join(table(scores)))
    wrong = [each for each in scores if each.wrong]
    without = sum(not row["comments"] for row in rows)
    print(f"\npages without comments that were given some: {len(wrong)} of {without}")
    for each in wrong:
        print(f"  {each.key} {each.wrong}")
    parse, threads = (sum(getattr(each, name) for each in scores) / len(scores) for name in ("parse_ms", "thread_ms"))
    print(f"CPU per page: parse {parse:.2f} ms, threads {threads:.2f} ms")
    articles = root / "article" / "pages"
    if articles.is_dir():
        pages, given = on_articles(articles)
        print(f"article pages given comments (read them: many have some): {len(given)} of {pages}")
        print("\n".join(f"  {line}" for line in given))
    below = [name for name, floor in FLOORS.items() if (mean(scores, name) or 0) < floor]
    print(f"below the floor: {', '.join(below)}" if below else "every floor holds")
    return 1 if below or wrong else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(f"usage: {sys.argv[0]} FOLDER")
    raise SystemExit(main(sys.argv[1]))
