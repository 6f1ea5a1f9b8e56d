"""Lines under pictures that say whose these are, told by how they begin."""

import re
from typing import Final

from crawler.parsers.article.blocks import Block
from crawler.parsers.article.marks import ends_sentence

_LONGEST: Final = 200
_LONGEST_MAKER: Final = 80
_BEGINNING: Final = 60
_LISTED: Final = frozenset({"li", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6"})
_CREDIT: Final = re.compile(
    r"\W{0,2}(?:©|\(c\)\s|copyright\s*[:©]|fot\.\s"
    r"|(?:photos?|fotos?|images?|pictures?|bild(?:er)?|titelbild|symbolbild|grafik|imagen|imagem|immagine|beeld|bilde|"
    r"kuvat?|zdjęci[ea]|fotoğraf|görsel|fotó|kép|ảnh|gambar|фото|צילום|φωτο(?:γραφία)?|صورة|تصوير|写真|画像|撮影|사진|图|圖)"
    r"(?:\s?(?:credits?|courtesy|source|quelle|nachweis|提供|来源|來源|제공))?\s?[:：]"
    r"|abb(?:ildung|\.)(?:\s?\d{1,3})?\s?:"
    r"|(?:bildquelle|bildnachweis|fotocredits?|credits?|crédits?|créditos?|sursa foto|图源)"
    r"(?:\s(?:photos?|fotos?|images?))?\s?[:：])"
)
_MAKER: Final = re.compile(r"\W{0,2}(?:photo(?:graph)?s? by|fotos? (?:von|di|av|af|door|por|de)|photos? (?:de|par))\s")
"""Both in small letters. The latter may begin a sentence, too."""


def is_picture_credit(block: Block) -> bool:
    """Whether a block is such a line; items of lists and cells of tables tell of other things."""
    text = block.text
    if len(text) > _LONGEST or block.box.tag in _LISTED:
        return False
    start = text[:_BEGINNING].lower()
    if _CREDIT.match(start):
        return True
    return len(text) <= _LONGEST_MAKER and _MAKER.match(start) is not None and not ends_sentence(text)
