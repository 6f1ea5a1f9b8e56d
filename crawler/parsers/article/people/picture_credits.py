"""Lines under pictures that say whose these are: a label, and names of people or agencies behind it."""

import re
from typing import Final

from crawler.parsers.article.blocks.block import Block
from crawler.parsers.article.blocks.features import HEADINGS, PARTS
from crawler.parsers.article.marks import ends_sentence, spaceless

_LONGEST: Final = 200
_LONGEST_NAMES: Final = 90
_LONGEST_SPACELESS: Final = 25
_BEGINNING: Final = 60
_OTHERS: Final = PARTS | HEADINGS.keys() | {"summary"}
_SIGN: Final = re.compile(
    r"\W{0,2}(?:\d{1,3}\s?(?:/|\w{2,3})\s?\d{1,3}\W{1,3}(?:[^\W\d]{4,12}\s{1,2})?©|©|\(c\)\s*(?:\d{4}|by\b)|copyright\s*©|abb(?:ildung|\.)(?:\s?\d{1,3})?\s?:)"
)
_LABEL: Final = re.compile(
    r"\W{0,2}(?:"
    r"(?:photos?|fotos?|images?|pictures?|photograph|fotografie|bild(?:er)?|titelbild|symbolbild|imagen|imagem|immagine|"
    r"beeld|bilde|kuvat?|zdjęci[ea]|fotoğraf|görsel|fotó|kép|ảnh|gambar|фото|снимка|عکس|फोटो|ภาพ|צילום|φωτο(?:γραφία)?|صورة|تصوير|写真|画像|"
    r"撮影|사진|图|圖)(?:\s?(?:credits?|courtesy|source|quelle|nachweis|提供|来源|來源|제공))?\s?[:：=]"
    r"|(?:bildquelle|bildnachweis|fotocredits?|credits?|crédits?|créditos?|sursa foto|copyright|图源)"
    r"(?:\s(?:photos?|fotos?|images?))?\s?[:：]"
    r"|fot\.\s|photo(?:graph)?s? by\s|fotos? (?:von|di|av|af|door|por|de)\s|photos? (?:de|par)\s)"
)
"""How such lines begin, in small letters: signs that need nothing behind them ("2/9 photos ©"), labels of names."""
_NO_NAME: Final = re.compile(r"(?<![\w.@])[^\W\d_A-Z]\w*(?![\w.]*[/@]|\.\w)")
_JOINTS: Final = frozenset(
    "von vom van de del della der den di da do du des la le el al bin y e und and et og och i by via on par per por of "
    "the for privat picture alliance imago dpa afp".split()
)
"""Small words of names, and between them."""
_MOST_OTHERS: Final = 1
"""Other small words behind a colon."""


def is_picture_credit(block: Block) -> bool:
    """Whether a block is such a line; parts of lists and tables, and headings, tell of other things."""
    text = block.text
    if len(text) > _LONGEST or block.box.tag in _OTHERS:
        return False
    start = text[:_BEGINNING].lower()
    if _SIGN.match(start):
        return True
    label = _LABEL.match(start)
    if label is None:
        return False
    others = _MOST_OTHERS if label[0].rstrip().endswith((":", "：")) else 0
    return _are_names(text[label.end() :].strip(" ©@"), others)


def _are_names(text: str, most_others: int) -> bool:
    """Whether a text is short, no sentence, and written as names are; in scripts without capitals short is enough."""
    if not text[:1].isalpha() or len(text) > _LONGEST_NAMES or "?" in text or "？" in text:
        return False
    if spaceless(text):
        return len(text) <= _LONGEST_SPACELESS and not ends_sentence(text)
    others = [word for word in _NO_NAME.findall(text) if word.lower() not in _JOINTS and word[:1].islower()]
    return len(others) <= most_others and not (others and ends_sentence(text))
