"""What the pictures show: small seaside scenes, painted column by column into indexed colours.

A motif is a painter; a seed chooses its weather and the lie of the land. The same motif and seed, the same scene.
"""

import math
from collections.abc import Callable
from random import Random
from typing import Final

BANDS: Final = 32
"""Sky colours; the palette goes on with sun, far, near, dark, water, glint, lamp and accent."""
SUN, FAR, NEAR, DARK, WATER, GLINT, LAMP, ACCENT = range(BANDS, BANDS + 8)

Colour = tuple[int, int, int]
WEATHERS: Final[tuple[tuple[Colour, ...], ...]] = (
    # sky top, sky foot, then the eight named colours
    ((92, 132, 168), (240, 222, 190), (255, 244, 214), (134, 150, 156), (84, 106, 104), (38, 50, 58), (104, 142, 160)),
    ((44, 58, 92), (238, 154, 108), (255, 214, 150), (98, 84, 110), (62, 58, 84), (28, 28, 46), (92, 88, 124)),
    (
        (150, 168, 178),
        (222, 226, 222),
        (248, 248, 238),
        (150, 160, 158),
        (104, 120, 114),
        (58, 66, 66),
        (136, 152, 158),
    ),
    ((18, 30, 54), (74, 96, 128), (236, 236, 214), (40, 58, 84), (26, 40, 60), (12, 18, 30), (34, 56, 86)),
    ((112, 160, 150), (246, 236, 200), (255, 250, 226), (128, 158, 132), (78, 118, 88), (34, 58, 48), (112, 158, 150)),
)
EXTRAS: Final[tuple[Colour, ...]] = ((214, 222, 222), (250, 208, 110), (168, 62, 48))
Column = bytearray
Painter = Callable[["Scene", Column, int], None]


class Scene:
    """The measures one picture is drawn with: size, heights of two ridges, and a seeded chance."""

    def __init__(self, seed: str, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.chance = Random(seed)
        self.waves = [(self.chance.uniform(0.6, 3.4), self.chance.uniform(0, 6.3)) for _ in range(4)]
        self.sun = (self.chance.uniform(0.15, 0.85), self.chance.uniform(0.18, 0.42))
        self.steps = [self.chance.random() for _ in range(64)]

    def ridge(self, x: int, level: float, swing: float) -> int:
        """The top of a row of hills at column ``x``; ``level`` and ``swing`` are shares of the height."""
        t = x / self.width
        bend = sum(math.sin(6.3 * speed * t + phase) / (n + 1.5) for n, (speed, phase) in enumerate(self.waves))
        return int(self.height * (level + swing * bend))

    def step(self, x: int, count: int) -> tuple[float, float]:
        """Which of ``count`` equal plots column ``x`` lies in: its random share, and how far into it, 0 to 1."""
        place = x * count / self.width
        return self.steps[int(place) % len(self.steps)], place % 1


def _fill(column: Column, colour: int, top: float, foot: float) -> None:
    top, foot = max(0, int(top)), min(len(column), int(foot))
    if foot > top:
        column[top:foot] = bytes([colour]) * (foot - top)


def sky(scene: Scene, column: Column, x: int) -> None:
    """Paint the sky and its sun or moon into a column; every scene begins with it."""
    horizon = scene.height * 0.75
    for band in range(BANDS):
        # A column's bands are shifted a little, which reads as grain and hides the steps.
        shift = (x * 7 + band * 3) % 5
        _fill(column, band, band * horizon / BANDS + shift - 2, scene.height)
    radius = scene.height * 0.075
    reach = radius**2 - (x - scene.sun[0] * scene.width) ** 2
    if reach > 0:
        middle = scene.sun[1] * scene.height
        _fill(column, SUN, middle - math.sqrt(reach), middle + math.sqrt(reach))


def _hills(scene: Scene, column: Column, x: int) -> None:
    _fill(column, FAR, scene.ridge(x, 0.58, 0.07), scene.height)
    _fill(column, NEAR, scene.ridge(x + scene.width // 3, 0.74, 0.06), scene.height)


def _sea(scene: Scene, column: Column, x: int) -> None:
    _fill(column, FAR, scene.ridge(x, 0.56, 0.05), scene.height)
    _fill(column, WATER, scene.height * 0.64, scene.height)
    for line in range(12):
        depth = scene.height * (0.66 + 0.028 * line)
        if math.sin(x / scene.width * (40 - 2 * line) * 3 + line * 2.1) > 0.72:
            _fill(column, GLINT, depth, depth + scene.height * 0.006 + 1)


def _harbour(scene: Scene, column: Column, x: int) -> None:
    _sea(scene, column, x)
    share, within = scene.step(x, 7)
    deck = scene.height * (0.76 + 0.12 * share)
    if 0.15 < within < 0.85:
        bow = abs(within - 0.5) ** 3 * scene.height * 0.5
        _fill(column, ACCENT if share > 0.6 else DARK, deck, deck + scene.height * 0.07 - bow)
    sail = (within - 0.52) * scene.height * 0.9
    if 0.52 < within < 0.8:
        _fill(column, GLINT, deck - scene.height * 0.3 + sail, deck - 3)
    if 0.49 < within < 0.505:
        _fill(column, DARK, deck - scene.height * 0.34, deck)


def _town(scene: Scene, column: Column, x: int) -> None:
    _hills(scene, column, x)
    share, within = scene.step(x, 13)
    eaves = scene.height * (0.52 + 0.22 * share)
    _fill(column, DARK if share < 0.66 else NEAR, eaves + abs(within - 0.5) * scene.height * 0.14, scene.height)
    for storey in range(4):
        top = eaves + scene.height * (0.11 + 0.085 * storey)
        if (0.2 < within < 0.38 or 0.6 < within < 0.78) and (share * 97 + storey * 5) % 3 < 1.4:
            _fill(column, LAMP, top, top + scene.height * 0.045)


def _forest(scene: Scene, column: Column, x: int) -> None:
    _hills(scene, column, x)
    for row, count in enumerate((23, 15)):
        share, within = scene.step(x, count)
        foot = scene.height * (0.84 + 0.16 * row)
        tall = scene.height * (0.2 + 0.18 * share) * (1 + 0.4 * row)
        _fill(column, (NEAR, DARK)[row], foot - tall * (1 - 2.1 * abs(within - 0.5)), scene.height)


def _lighthouse(scene: Scene, column: Column, x: int) -> None:
    _sea(scene, column, x)
    away = (x / scene.width - 0.66) / 0.3
    _fill(column, DARK, scene.height * (0.66 + 0.36 * away * away), scene.height)
    half = abs(x / scene.width - 0.66)
    for ring in range(8):
        top = scene.height * (0.24 + 0.056 * ring)
        if half < 0.022 + 0.0022 * ring:
            _fill(column, ACCENT if ring % 2 else GLINT, top, top + scene.height * 0.058)
    if half < 0.02:
        _fill(column, LAMP, scene.height * 0.18, scene.height * 0.24)
    if half < 0.026:
        _fill(column, DARK, scene.height * (0.15 + half), scene.height * 0.185)


def _bridge(scene: Scene, column: Column, x: int) -> None:
    _sea(scene, column, x)
    _, within = scene.step(x, 4)
    deck = scene.height * 0.5
    arch = math.sqrt(max(0.0, 1 - ((within - 0.5) / 0.42) ** 2)) * scene.height * 0.24
    _fill(column, DARK, deck, deck + scene.height * 0.05)
    _fill(column, NEAR, deck + scene.height * 0.05, scene.height * 0.82 - arch if arch else scene.height * 0.86)
    if within < 0.02:
        _fill(column, DARK, deck - scene.height * 0.13, deck)
        _fill(column, LAMP, deck - scene.height * 0.15, deck - scene.height * 0.12)


def _hall(scene: Scene, column: Column, x: int) -> None:
    _hills(scene, column, x)
    place = x / scene.width
    _fill(column, NEAR, scene.height * 0.88, scene.height)
    if 0.14 < place < 0.86:
        roof = scene.height * (0.2 + 0.36 * abs(place - 0.5))
        _fill(column, DARK, roof, scene.height * 0.42)
        _fill(column, GLINT, scene.height * 0.42, scene.height * 0.86)
        if (place - 0.14) % 0.09 > 0.045:
            _fill(column, FAR, scene.height * 0.44, scene.height * 0.84)
        if abs(place - 0.5) < 0.035:
            _fill(column, DARK, scene.height * 0.6, scene.height * 0.86)
        _fill(column, DARK, scene.height * 0.85, scene.height * 0.89)


def _stage(scene: Scene, column: Column, x: int) -> None:
    place = x / scene.width
    _fill(column, DARK, 0, scene.height)
    beam = scene.height * 0.86 * min(1.0, max(0.0, (0.3 - abs(place - 0.5)) / 0.22))
    _fill(column, FAR, scene.height * 0.86 - beam, scene.height * 0.86)
    if abs(place - 0.5) < 0.2:
        _fill(column, LAMP, scene.height * 0.83, scene.height * 0.88)
    fold = ACCENT if math.sin(place * 150) > -0.3 else DARK
    edge = 0.2 + 0.05 * math.cos(place * 9)
    if place < edge or place > 1 - edge:
        _fill(column, fold, 0, scene.height * 0.9)
    _fill(column, fold, 0, scene.height * (0.12 + 0.03 * abs(math.sin(place * 22))))


def _books(scene: Scene, column: Column, x: int) -> None:
    _fill(column, DARK, 0, scene.height)
    for shelf in range(3):
        share, within = scene.step(x + shelf * 97, 31 + shelf)
        foot = scene.height * (0.32 + 0.32 * shelf)
        spine = (ACCENT, NEAR, GLINT, WATER, FAR, LAMP)[int(share * 6)]
        if within > 0.08:
            _fill(column, spine, foot - scene.height * (0.17 + 0.09 * share), foot)
        _fill(column, NEAR, foot, foot + scene.height * 0.025)


def _market(scene: Scene, column: Column, x: int) -> None:
    _town(scene, column, x)
    share, within = scene.step(x, 5)
    if 0.06 < within < 0.94:
        stripe = (ACCENT if share > 0.4 else WATER) if int(within * 14) % 2 else GLINT
        _fill(column, stripe, scene.height * 0.6, scene.height * (0.72 + 0.02 * math.sin(within * 44)))
        _fill(column, DARK, scene.height * 0.84, scene.height)
        fruit = (ACCENT, LAMP, NEAR)[int(within * 9 + share * 3) % 3]
        _fill(column, fruit, scene.height * (0.82 + 0.012 * math.sin(x)), scene.height * 0.86)


def _rain(scene: Scene, column: Column, x: int) -> None:
    _town(scene, column, x)
    for drop in range(9):
        top = (x * 3 + drop * scene.height // 9 + (x * x) % 89) % scene.height
        if (x + drop * 5) % 4 == 0:
            _fill(column, GLINT, top, top + scene.height * 0.03)


MOTIFS: Final[dict[str, Painter]] = {
    "bridge": _bridge,
    "books": _books,
    "forest": _forest,
    "hall": _hall,
    "harbour": _harbour,
    "hills": _hills,
    "lighthouse": _lighthouse,
    "market": _market,
    "rain": _rain,
    "sea": _sea,
    "stage": _stage,
    "town": _town,
}
