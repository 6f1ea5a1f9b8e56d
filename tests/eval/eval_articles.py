"""Articles against expected values: ours, with trafilatura and htmldate beside it where installed, and CPU per page.

Run: ``python tests/eval/eval_articles.py FOLDER [N]`` (every N-th page only). The folder holds one JSON-lines file per
collection (``aeb``, ``fundus``, ``htmldate``, ``trafilatura``, ``wcxb``; gzipped or not) with ``id``, ``url``,
``page`` (a gzipped file, relative) and ``gold``. It may also be the folder above, with the files in ``article/``.
The table of the collections' pages is no part of the project, so pytest does not collect this file.
"""

# ruff: noqa: T201 (a script prints)

import gzip
import importlib.util
import json
import re
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from article_scores import f1, folded, names_f1, same_day, same_minute, shingles, tokens

from crawler.parsers.page import Page
from crawler.parsers.parse import parse

FLOORS = {
    "aeb F1": 0.970,
    "aeb exact": 0.38,
    "fundus body": 0.968,
    "fundus headline": 0.86,
    "fundus authors": 0.885,
    "fundus day": 0.985,
    "fundus minute": 0.95,
    "htmldate day": 0.902,
    "trafilatura F1": 0.930,
    "trafilatura headline": 0.80,
    "trafilatura authors": 0.71,
    "wcxb body": 0.947,
    "wcxb headline": 0.80,
    "wcxb authors": 0.81,
}
"""What must hold; the run ends with 1 when it does not."""

ONLY = {"htmldate": ("fundus day", "htmldate day")}
"""Measures of tools that give some fields alone."""

CAPTURED = datetime(2026, 11, 1, tzinfo=UTC)
_CPU_SHARE = 0.35
_BETWEEN_NAMES = re.compile(r"\s*[,;&]\s*|\s+(?:and|und)\s+", re.I)
Result = dict[str, Any]
Tool = Callable[[bytes, str], Result]


def ours(payload: bytes, url: str) -> Result:
    """The whole of ``parse``: links and comments too."""
    article = parse(Page(url, payload, CAPTURED)).article
    if article is None:
        return {}
    names = [author.name for author in article.authors]
    return {"headline": article.headline, "authors": names, "date": article.datePublished, "body": article.articleBody}


def theirs(payload: bytes, url: str) -> Result:
    """The yardstick with its defaults."""
    import trafilatura

    found = trafilatura.bare_extraction(payload, url=url, with_metadata=True, include_comments=False)
    if found is None:
        return {}
    authors = [name.strip() for name in (found.author or "").split(";")]
    return {"headline": found.title, "authors": authors, "date": found.date, "body": found.text}


def dated(payload: bytes, url: str) -> Result:
    """The yardstick for dates."""
    import htmldate

    return {"date": htmldate.find_date(payload.decode("utf-8", "replace"), url=url or None, original_date=True)}


def rows(folder: Path, every: int) -> Iterator[tuple[str, dict[str, Any], bytes]]:
    """(collection, row, page) in the order of the files."""
    folder = folder / "article" if (folder / "article").is_dir() else folder
    for path in sorted(folder.glob("*.jsonl*")):
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in list(lines)[::every]:
                row = json.loads(line)
                yield path.name.split(".")[0], row, gzip.decompress((folder / row["page"]).read_bytes())


def score(collection: str, gold: dict[str, Any], got: Result) -> Iterator[tuple[str, float]]:
    """Measures of one page."""
    body = got.get("body") or ""
    match collection:
        case "aeb":
            yield from zip(("aeb P", "aeb R", "aeb exact"), shingles(body, gold["articleBody"]), strict=True)
        case "wcxb":
            yield "wcxb body", f1(tokens(body), tokens(gold["articleBody"]))
            yield from _named(collection, gold, got)
        case "htmldate":
            yield "htmldate day", same_day(got.get("date"), str(gold["date"]))
        case "trafilatura":
            flat = " ".join(body.split())
            yield from (("with", float(" ".join(text.split()) in flat)) for text in gold["with"])
            yield from (("without", float(" ".join(text.split()) in flat)) for text in gold["without"])
            yield from _named(collection, gold, got)
        case "fundus":
            yield from _fundus(gold, got, body)


def _named(collection: str, gold: dict[str, Any], got: Result) -> Iterator[tuple[str, float]]:
    """Headline and authors as two collections have them: in any case, several names in one string."""
    if gold.get("headline"):
        wanted, found = (folded(text).casefold() for text in (gold["headline"], got.get("headline")))
        yield f"{collection} headline", float(found == wanted)
    if gold.get("authors"):
        wanted_names = [name for text in gold["authors"] for name in _BETWEEN_NAMES.split(text)]
        yield f"{collection} authors", names_f1(got.get("authors") or [], wanted_names)


def _fundus(gold: dict[str, Any], got: Result, body: str) -> Iterator[tuple[str, float]]:
    summary, sections = gold.get("bodySummary") or [], gold["bodySections"]
    wanted = [sections, summary + sections] if summary else [sections]
    yield "fundus body", max(f1(tokens(body), tokens("\n".join(texts))) for texts in wanted)
    if gold.get("headline"):
        yield "fundus headline", float(folded(got.get("headline")) == folded(gold["headline"]))
    if gold.get("authors"):
        yield "fundus authors", names_f1(got.get("authors") or [], gold["authors"])
    if gold.get("datePublished"):
        yield "fundus day", same_day(got.get("date"), gold["datePublished"])
        yield "fundus minute", same_minute(got.get("date"), gold["datePublished"])


def summary(measures: dict[str, list[float]]) -> dict[str, float]:
    """Means over pages, and the F1 values made of two of them."""
    means = {name: statistics.fmean(values) for name, values in measures.items()}
    if "aeb P" in means:
        means["aeb F1"] = statistics.harmonic_mean([means.pop("aeb P"), means.pop("aeb R")])
    if "with" in measures:
        hit, leaked = sum(measures["with"]), sum(measures["without"])
        means["trafilatura F1"] = 2 * hit / (len(measures["with"]) + hit + leaked)
        del means["with"], means["without"]
    return means


def main(folder: Path, every: int) -> int:
    """Print the table; 1 when a floor is missed."""
    tools: dict[str, Tool] = {"ours": ours}
    tools |= {"trafilatura": theirs} if importlib.util.find_spec("trafilatura") else {}
    tools |= {"htmldate": dated} if importlib.util.find_spec("htmldate") else {}
    results: dict[str, dict[str, float]] = {}
    seconds: dict[str, float] = dict.fromkeys(tools, 0.0)
    for name, tool in tools.items():  # one after the other, as each would run alone, with the caches its own
        measures: dict[str, list[float]] = defaultdict(list)
        pages = 0
        for collection, row, payload in rows(folder, every):
            pages += 1
            start = time.process_time()
            got = tool(payload, row["url"] or "")
            seconds[name] += time.process_time() - start
            for measure, value in score(collection, row["gold"], got):
                if measure in ONLY.get(name, (measure,)):
                    measures[measure].append(value)
        results[name] = summary(measures)
    return report(results, seconds, pages)


def report(results: dict[str, dict[str, float]], seconds: dict[str, float], pages: int) -> int:
    """The table, a line for CPU, and the floors that are missed."""
    print(f"{'':<22}{'floor':>8}" + "".join(f"{name:>13}" for name in results))
    missed = []
    for measure, floor in FLOORS.items():
        values = [result.get(measure) for result in results.values()]
        if values[0] is None:
            continue
        print(f"{measure:<22}{floor:>8.3f}" + "".join(f"{v:>13.4f}" if v is not None else f"{'':>13}" for v in values))
        if values[0] < floor:
            missed.append(measure)
    print(f"{'CPU, ms a page':<30}" + "".join(f"{seconds[name] / max(1, pages) * 1000:>13.1f}" for name in results))
    if seconds.get("trafilatura") and seconds["ours"] > _CPU_SHARE * seconds["trafilatura"]:
        missed.append("CPU")
    print(f"{pages} pages; missed: {', '.join(missed) or 'nothing'}")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
