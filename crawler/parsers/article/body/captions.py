"""Words on a picture in a plain paragraph or box: the only text beside it.

They say what the picture's ``alt`` says, or end with who made it.
"""

import re
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.article.blocks.block import Block
from crawler.parsers.article.lexicon import fold

_LONGEST: Final = 400
_STEPS: Final = 3
_MOST_PICTURES: Final = 3
_FEWEST_LETTERS: Final = 10
_CREDIT: Final = re.compile(
    r"(?:(?:[(\[./|]|\s[–—-])\s*(?:photos?|fotos?|bild(?:er)?|images?|imagen|imagem|immagine|beeld|zdjęcie|fot\.|kuva|"
    r"foto’s|фото|снимка|写真|사진|图|圖|صورة|صور|עכ|צילום)(?:\s?(?:credit|by|courtesy|von|de|di|par|door|av|"
    r"af))?\s?[:：/ ]|"
    r"[©]|(?:via|[./|(])\s?(?:getty|reuters|ap\b|afp|dpa|imago|epa|efe|ansa|shutterstock|i?stock|alamy|picture "
    r"alliance|unsplash|pixabay|pexels))"
    r"[^.!?]{0,80}[)\].]?$",
    re.I,
)
"""How such a line ends where it names who made the picture."""


def is_caption(block: Block) -> bool:
    """Whether a block of no list, table or heading is such a line."""
    box, text = block.box, block.text
    if box.blocks > 1 or len(text) > _LONGEST:
        return False
    for _ in range(_STEPS):
        if (parent := box.parent) is None or parent.blocks > 1:
            break
        box = parent
    if not len(box.element):
        return False
    pictures = list(islice(box.element.iter("img"), _MOST_PICTURES))
    return bool(pictures) and (_CREDIT.search(text) is not None or _repeats(text, pictures))


def _repeats(text: str, pictures: list[HtmlElement]) -> bool:
    """Whether a line says what a picture shows as its ``alt`` does."""
    shown = fold(text)
    return len(shown) >= _FEWEST_LETTERS and any(fold(picture.get("alt") or "") == shown for picture in pictures)
