"""What one comment platform is: a value that each platform's file makes and the tuple in ``__init__`` names."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from crawler.parsers.comments.view import View
from crawler.parsers.extraction import ThreadFragment
from crawler.parsers.need import Need

UNVERIFIED: Final = "unverified: the shape of this platform is known from public code only"
"""The note on every thread of a platform that no real server or page stands behind."""


class Kind(Enum):
    """How a platform shows itself: comments in the page's markup, data beside it, or an embed to be asked."""

    MARKUP = "markup"
    DATA = "data"
    EMBED = "embed"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a platform read: fragments of threads, and what it would like to have answered."""

    threads: tuple[ThreadFragment, ...] = ()
    needs: tuple[Need, ...] = ()


NOTHING = Reading()
"""The page was looked at and gave nothing."""


@dataclass(frozen=True, slots=True)
class Platform:
    """One comment system.

    ``marks``: strings one of which stands in ``View.signs`` of every page of this platform; none means every page.
    ``read``: the reading of a page, None when the page is not of this platform. Never raises for what a page holds.
    ``answer``: the reading of the answer to one of its needs. ``is_verified``: a real server or real pages stand behind
    it; else its shape is known from public code only, and its threads carry the note ``unverified``.
    """

    name: str
    kind: Kind
    read: Callable[[View], Reading | None]
    marks: tuple[str, ...] = ()
    answer: Callable[[View, Need], Reading] | None = None
    is_verified: bool = True
