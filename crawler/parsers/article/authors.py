"""Who wrote it."""

from crawler.items import Party
from crawler.parsers.article.witness import Witnesses, texts


def authors(witnesses: Witnesses) -> list[Party]:
    """Authors in the order declared."""
    value = witnesses.article.get("author")
    nodes = value if isinstance(value, list) else [value]
    names = [name for node in nodes for name in texts(witnesses.resolve(node))]
    names = names or witnesses.metas("author")
    return [Party(name) for name in dict.fromkeys(names) if not name.startswith("http")]
