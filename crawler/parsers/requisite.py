"""What a page needs to be shown: the value that both readers give, the one of HTML and the one of CSS."""

from dataclasses import dataclass
from enum import IntEnum


class RequisiteKind(IntEnum):
    """What a requisite is for, as far as the page tells; where not all can be had, lower numbers come first.

    ``VARIANT`` is another size or format of an image or a video that is named already.
    """

    STYLE = 0
    SCRIPT = 1
    FONT = 2
    IMAGE = 3
    ICON = 4
    MANIFEST = 5
    EMBED = 6
    MEDIA = 7
    VARIANT = 8


@dataclass(frozen=True, slots=True)
class Requisite:
    """One address, absolute http(s) without fragment, as a browser would ask for it."""

    url: str
    kind: RequisiteKind
