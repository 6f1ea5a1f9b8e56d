"""Pictures drawn by code: the same bytes for the same name, without an image library.

A name is ``motif-seed``. An indexed PNG keeps a 640 by 360 picture at a few kilobytes and a few milliseconds.
PNG: https://www.w3.org/TR/png-3/
"""

import struct
import zlib
from functools import lru_cache
from itertools import pairwise
from random import Random

from crawler.demo.scenes import BANDS, EXTRAS, MOTIFS, WEATHERS, Colour, Scene, sky


@lru_cache(maxsize=256)
def scene_png(motif: str, seed: int, *, width: int = 640) -> bytes | None:
    """A scene as PNG, 16:9, or None when there is no such motif."""
    painter = MOTIFS.get(motif)
    if painter is None:
        return None
    height = width * 9 // 16
    scene = Scene(f"{motif}-{seed}", width, height)
    columns = bytearray()
    for x in range(width):
        column = bytearray(height)
        sky(scene, column, x)
        painter(scene, column, x)
        columns += column
    rows = [bytes(columns[y::height]) for y in range(height)]
    return _png(width, height, _palette(WEATHERS[seed % len(WEATHERS)]), rows)


def _palette(weather: tuple[Colour, ...]) -> bytes:
    top, foot, *named = weather
    sky = [tuple(round(a + (b - a) * n / (BANDS - 1)) for a, b in zip(top, foot, strict=True)) for n in range(BANDS)]
    return b"".join(bytes(colour) for colour in [*sky, *named, *EXTRAS])


@lru_cache(maxsize=16)
def avatar_png(number: int) -> bytes:
    """A mirrored five by five pattern as PNG, 60 pixels wide: the face of a reader without a face."""
    chance = Random(number)
    half = [[chance.random() < 0.5 for _ in range(3)] for _ in range(5)]
    lines = [bytes(int(cell) for cell in [*row, *row[1::-1]] for _ in range(12)) for row in half]
    ink = bytes(chance.randrange(40, 170) for _ in range(3))
    return _png(60, 60, b"\xee\xea\xe0" + ink, [line for line in lines for _ in range(12)])


def _png(width: int, height: int, palette: bytes, rows: list[bytes]) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
    parts = (b"IHDR" + header, b"PLTE" + palette, b"IDAT" + pixels, b"IEND")
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, parts))


def _chunk(tagged: bytes) -> bytes:
    return struct.pack(">I", len(tagged) - 4) + tagged + struct.pack(">I", zlib.crc32(tagged))


def favicon_svg() -> bytes:
    """The paper's mark: a lighthouse in a circle."""
    points = [(30, 54), (34, 54), (36, 24), (28, 24)]
    tower = " ".join(f"{x},{y}" for x, y in points)
    beams = "".join(f'<path d="M32 20 L{a} {b} L{c} {d} Z"/>' for (a, b), (c, d) in pairwise([(4, 12), (4, 26)]))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" role="img"><title>The Saltmere Gazette</title>'
        f'<circle cx="32" cy="32" r="31" fill="#14324a"/><g fill="#f2c14e">{beams}</g>'
        f'<polygon points="{tower}" fill="#f7f2e4"/><circle cx="32" cy="20" r="4" fill="#f2c14e"/></svg>'
    ).encode()
