"""Writes the JSON Schema of every data file beside this script; ``make schema`` runs it after a field has changed."""

import json
from pathlib import Path

from crawler.dataset.schema import TYPES, schema


def main() -> None:
    """One file for each kind of line, ``articles.schema.json`` for ``articles.jsonl``."""
    for name in TYPES:
        path = Path(__file__).with_name(name.replace(".jsonl", ".schema.json"))
        path.write_text(json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
