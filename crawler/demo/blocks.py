"""Article prose as blocks: from the light marks of the content files to HTML and to plain text.

Blocks are separated by blank lines. ``## `` opens a heading, ``> `` a quotation, ``- `` a list, ``| `` table rows,
``!photo picture | caption | credit`` a picture and ``!embed words`` a placeholder such as blocked social media.
Anything else is a paragraph. Inside a line, ``*words*`` are stressed and ``[words](/path)`` links.
"""

import re
from dataclasses import dataclass
from html import escape
from typing import Literal

Kind = Literal["paragraph", "heading", "quote", "list", "table", "photo", "embed"]
MARKS: tuple[tuple[str, Kind], ...] = (
    ("## ", "heading"),
    ("> ", "quote"),
    ("- ", "list"),
    ("| ", "table"),
    ("!photo ", "photo"),
    ("!embed ", "embed"),
)
LINK = re.compile(r"\[([^]]+)\]\(([^)]+)\)")
STRESS = re.compile(r"\*([^*]+)\*")


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its kind and its lines without marks; a table or photo line holds cells joined by ``|``."""

    kind: Kind
    lines: tuple[str, ...]


def parse_blocks(prose: str) -> tuple[Block, ...]:
    """Split prose into blocks, in order."""
    return tuple(_block(part) for part in re.split(r"\n\s*\n", prose.strip()))


def _block(part: str) -> Block:
    for mark, kind in MARKS:
        if part.startswith(mark):
            return Block(kind, tuple(line.removeprefix(mark).strip() for line in part.splitlines()))
    return Block("paragraph", (" ".join(part.split("\n")),))


def inline(text: str, base: str) -> str:
    """One line as HTML; links get ``base`` in front of their path."""
    linked = LINK.sub(lambda found: f'<a href="{base}{found[2]}">{found[1]}</a>', escape(text, quote=False))
    return STRESS.sub(r"<em>\1</em>", linked)


def to_html(block: Block, base: str) -> str:
    """One block as HTML."""
    lines = [inline(line, base) for line in block.lines]
    match block.kind:
        case "paragraph":
            return f"<p>{lines[0]}</p>"
        case "heading":
            return f"<h2>{lines[0]}</h2>"
        case "quote":
            return f"<blockquote><p>{' '.join(lines)}</p></blockquote>"
        case "list":
            return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"
        case "table":
            return "<table>" + "".join(_row(line) for line in lines) + "</table>"
        case "photo":
            return figure(*cells(block.lines[0]), base=base)
        case "embed":
            return f'<div class="embed-placeholder" data-nosnippet><span>{lines[0]}</span></div>'


def cells(line: str) -> list[str]:
    """The cells of a table or photo line."""
    return [cell.strip() for cell in line.split("|") if cell.strip()]


def _row(line: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells(line)) + "</tr>"


def figure(picture: str, caption: str, credit: str, *, base: str) -> str:
    """A picture with its caption and credit."""
    source = f"{base}/images/{picture}"
    return (
        f'<figure class="picture"><img src="{source}.png" srcset="{source}-small.png 320w, {source}.png 640w" '
        f'sizes="(max-width: 40rem) 320px, 640px" width="640" height="360" alt="{escape(caption)}">'
        f'<figcaption>{escape(caption)} <span class="credit">{escape(credit)}</span></figcaption></figure>'
    )


def to_text(blocks: tuple[Block, ...]) -> str:
    """What a reader of the article proper reads: no captions, credits or embeds; a blank line between blocks."""
    return "\n\n".join(line for block in blocks for line in _texts(block))


def _texts(block: Block) -> list[str]:
    plain = [STRESS.sub(r"\1", LINK.sub(r"\1", line)) for line in block.lines]
    match block.kind:
        case "photo" | "embed":
            return []
        case "table":
            return [cell for line in plain for cell in cells(line)]
        case "quote":
            return [" ".join(plain)]
        case _:
            return plain
