"""Words of a byline that say that an author follows: "By", "Text:", "Posted on … by", in the languages of news."""

import re
from typing import Final

from crawler.parsers.article.byline_times import without_time

MOST_CHARS: Final = 500
"""Where a byline is cut: one of many authors takes some hundred characters."""
_LONGEST_LABEL: Final = 60

_AUTHOR: Final = (
    r"authors?|author name|byline|by|words|text|textes?|testo|texto|teksti?|teksten|текст|interview|reportage|"
    r"kommentar|analyse|"
    r"autor(?:in|en|es|a|\W?innen|/in)?|auteure?s?|autore|autori|autrice|reporters?|writer|redaktion|redaction|"
    r"redacción|редактор|авторы?|tekijä|penulis|yazar|yazan|toimittaja|muhabir|skribent|journaliste?|"
    r"autor\*in|автор статьи|tác giả|著者|ライター|執筆者|投稿者|作成者|発帖者|发帖者|الكاتب|"
    r"記者|记者|文|作者|来源|來源|编辑|責任編集|撰文|责编|责任编辑|작성자|글쓴이|글|بقلم|كتب|מאת"
)
"""What the author is called before a colon."""
_DONE: Final = (
    r"authors?|written|words|reported|story|posted|published|article|opinion|analysis|text|texte|testo|texto|"
    r"geschrieben|veröffentlicht|verfasst|erstellt|eingestellt|gespeichert|publié|écrit|rédigé|posté|soumis|"
    r"propos recueillis|scritto|pubblicato|inviato|submitted|guest post|postad[oa]|enviado|gepost|ingediend|"
    r"opublikowan[eay]|napisan[eay]|wysłane|dodane|"
    r"escrito|publicado|redactado|skrevet|skriven|geplaatst|geschreven|(?:ein(?:e|en)?\s+)?(?:gast)?(?:beitrag|kommentar|"
    r"artikel|analyse|essay|interview|reportage)|a review|edited|reviewed|medically reviewed"
)
"""What may stand before ``by``."""
_ABOUT: Final = (
    r"about the author|zum autor|zur autorin|über den autor|über die autorin|sobre el autor|sobre o autor|sull.autore|"
    r"à propos de l.auteur|over de auteur|o autorze|об авторе|yazar hakkında"
)
_ARCHIVE: Final = (
    r"(?:(?:view|see|show|read|zeige|voir|ver)\s+)?(?:(?:all|alle|tou[st]e?s?|todas|todos)\s+)?"
    r"(?:(?:the|les|las|los)\s+)?(?:posts|articles|stories|entries|beiträge|artikel|entradas|artículos)\s+"
    r"(?:by|von|de|par|por)"
)
"""Words of a link to all that an author wrote, before the name."""
_BY: Final = r"by|von|vom|par|por|door|oleh|tarafından|przez|от"
_COLON: Final = r"\s*[:：]\s*"
_AND_PICTURES: Final = r"(?:\s(?:und|and|&|\+|et|y|e|en|och|og|ja|i|и|ve)\s|\s?/\s?)[^\W\d_][\w’']{3,12}"
"""As in "text and photos", by the same person."""
LABEL: Final = re.compile(
    rf"^\W*(?:(?:(?:{_DONE})\s+){{0,2}}(?:{_BY})(?:{_COLON}|\s+)|(?:{_DONE})\s+(?:da|di|de|av|af|od)\s+"
    rf"|(?:{_AUTHOR})(?:{_AND_PICTURES})?{_COLON}|(?:written by|авторы?)\s*\n"
    rf"|(?:authors?|autor(?:in|en)?|auteure?s?|autore|autora)(?:\s*\n|\s+(?=\S))|(?:{_ABOUT})\W+(?=\w)"
    rf"|(?:{_ARCHIVE})\s+"
    r"|文\s*[/／]\s*"
    r"|(?:記者|记者|投稿者|作成者|发帖者|作者|بقلم|بواسطة|מאת|كتب|글|gönderen|kirjoittanut|a cura di)\s+)",
    re.I,
)
"""Words that say that an author follows."""
_OCCUPATION: Final = re.compile(r"\W*(?:authors?|autor(?:in|en)?|auteure?s?|autore|autora)\s+\w", re.I)
"""In a line of text that says what somebody is, as a caption does, rather than who wrote it."""
_PARTICLE: Final = re.compile(r"^\W*(?:da|di|de|av|af|od)\s+(?=\S+\s+\S)", re.I)
"""The same in a byline alone, where two words follow: else it is part of a name."""
DECLARED_LABEL: Final = re.compile(
    rf"^\W*(?:(?i:(?:{_DONE})\s+by\s+|by{_COLON}|(?:authors?|autor(?:in)?){_COLON})"
    r"|(?i:by|von)\s+(?=[^\W\d_a-zß-ÿ]\S*\s+\S))"
)
BEFORE_BY: Final = re.compile(r"^[^\n,]*?\s(?=By\s[^\W\d_a-zß-ÿ])")
"""A place or section in front of the label."""


def opens(line: str) -> bool:
    """Whether a line of text begins with a label and a name behind it."""
    label = LABEL.match(line[:MOST_CHARS])
    return label is not None and not _OCCUPATION.match(line) and not line[label.end() : label.end() + 1].islower()


def is_labelled(text: str) -> bool:
    """Whether a text says itself that an author follows."""
    return LABEL.match(without_time(text[:MOST_CHARS])) is not None


def is_label(text: str) -> bool:
    """Whether a text is nothing but words that say that an author follows."""
    label = LABEL.match(f"{text[:_LONGEST_LABEL]}: X")
    return label is not None and label.end() >= len(text)


def led(text: str) -> str:
    """A byline without the label in front."""
    return _PARTICLE.sub("", LABEL.sub("", text))
