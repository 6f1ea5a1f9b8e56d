"""Colophon: crawls news sites, keeps every exchange as WARC, and turns pages into articles and comment threads.

Data flows one way: seeds, frontier, fetch, warc on disk; then parsers, visit, items, pipelines, data on disk.
Imports go down the layers listed in ``docs/architecture.md``; import-linter holds them to it.
"""

from typing import Final

__version__: Final = "0.1.0"

PRODUCT: Final = "Colophon"
"""The product name: User-Agent, robots.txt token, warcinfo software."""
