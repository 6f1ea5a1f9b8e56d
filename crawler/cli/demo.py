"""``crawler demo``: serves the bundled news site on loopback, crawls it, and shows what came out."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

import click
import msgspec
from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from crawler.collection.paths import Paths
from crawler.config import Config
from crawler.demo.clock import OPENING
from crawler.demo.expected import expected_articles, expected_threads
from crawler.demo.server import DemoServer, serve
from crawler.demo.site import MODEL_PAGE

PORT: Final = 8631
"""Where the site is served when nothing else is there, so that a second demo meets the same addresses."""


@click.command("demo")
@click.option("--archives", default="archives", show_default=True, help="Folder that holds the collections.")
def command(archives: str) -> None:
    """Serve the bundled news site on 127.0.0.1, crawl it into the collection demo, and show what came out.

    Nothing leaves this machine. Run it again to see the second crawl find everything unchanged.
    """
    from crawler.cli.summary import show_summary  # loads Scrapy, which costs a second
    from crawler.spiders.run import exit_code, run

    with ExitStack() as stack:
        site = _site(stack)
        config = Config(
            seeds=(f"{site.base}/",), collection="demo", archives=archives, allow_private=True, delay=0, retries=1
        )
        ran = run(config, quiet=False)
    show_summary(ran)
    if code := exit_code(ran.work):
        sys.exit(code)
    paths = ran.work.session.paths
    console = Console(highlight=False)
    _show_model(console, paths, site.base + MODEL_PAGE)
    _compare(console, paths, site.base)


def _site(stack: ExitStack) -> DemoServer:
    try:
        return stack.enter_context(serve(port=PORT))
    except OSError:
        return stack.enter_context(serve())


def _show_model(console: Console, paths: Paths, url: str) -> None:
    """The model page's article and its comments, as they stand in data/."""
    article = next(row for row in _rows(paths, "articles.jsonl") if row["url"] == url)
    comments = [row for row in _rows(paths, "comments.jsonl") if row["articleUrl"] == url]
    credits = ", ".join(f"{person['name']} ({person['role']})" for person in article["contributors"])
    console.print()
    console.print(Text(article["headline"], style="bold"))
    console.print(Text(f"{article['datePublished']}  {credits}"))
    console.print(Text(article["articleBody"].partition("\n")[0]))
    nodes = {None: Tree(Text(f"{len(comments)} comments"))}
    for row in sorted(comments, key=lambda row: row["position"]):
        words = Text(f"{(row['author'] or {}).get('name') or 'anonymous'}: ", style="bold")
        nodes[row["commentId"]] = nodes[row["parentId"]].add(words + Text(_short(row["text"]), style="not bold"))
    console.print(nodes[None])
    where = article["metadata"]
    console.print(Text(f"record {where['warcRecordId']} in {where['warcFilename']} at {where['warcOffset']}"))
    console.print()


def _compare(console: Console, paths: Paths, base: str) -> None:
    """What was found beside what the site knows that it holds."""
    found = {row["url"] for row in _rows(paths, "articles.jsonl")}
    articles = {base + article.path for article in expected_articles(OPENING)}
    threads = {thread.path: thread for thread in expected_threads(OPENING)}
    read = {(row["articleUrl"], row["commentId"]) for row in _rows(paths, "comments.jsonl")}
    comments = {(base + path, name) for path, thread in threads.items() for name in thread.ids}
    console.print(Text(f"articles found: {len(found & articles)} of {len(articles)} that the site holds"))
    console.print(Text(f"comments found: {len(read & comments)} of {len(comments)}"))


def _rows(paths: Paths, name: str) -> Iterator[dict[str, Any]]:
    with Path(paths.data / name).open("rb") as lines:
        yield from map(msgspec.json.decode, lines)


def _short(text: str | None) -> str:
    words = (text or "").replace("\n", " ")
    return words if len(words) <= 90 else words[:89] + "…"
