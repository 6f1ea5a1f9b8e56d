"""Writes what the docs take from the code: a JSON Schema for each data file, and the field tables of ``data.md``.

``make schema`` runs it after a field has changed; ``tests/docs`` fail when it was forgotten.
"""

import json
from pathlib import Path
from typing import Any

from crawler.dataset.schema import TYPES, schema

HEADING = "## Fields\n"
"""Where the written part of ``data.md`` begins; it goes on to the end of the page."""


def schema_text(name: str) -> str:
    """The schema of a data file's lines as it is published."""
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


def schema_name(name: str) -> str:
    """``articles.schema.json`` for ``articles.jsonl``."""
    return name.replace(".jsonl", ".schema.json")


def fields_text() -> str:
    """A table of fields for each kind of line and each part of one, in the order of the data files."""
    kinds: dict[str, dict[str, Any]] = {}
    for name in TYPES:
        for kind, described in schema(name)["$defs"].items():
            kinds.setdefault(kind, described)
    return HEADING + "".join(map(_table, kinds.items()))


def _table(kind: tuple[str, dict[str, Any]]) -> str:
    name, described = kind
    rows = (f"| `{field}` | {what['description']} |\n" for field, what in described["properties"].items())
    return f"\n### {name}\n\n{described['description']}\n\n| field | meaning |\n|---|---|\n{''.join(rows)}"


def main(docs: Path) -> None:
    """Write all of it below ``docs``."""
    for name in TYPES:
        (docs / "schema" / schema_name(name)).write_text(schema_text(name), encoding="utf-8")
    page = docs / "data.md"
    page.write_text(page.read_text(encoding="utf-8").partition(HEADING)[0] + fields_text(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(__file__).parents[1])
