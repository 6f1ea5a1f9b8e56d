"""Words of a byline that say that an author follows: "By", "Text:", "Posted on … by", in the languages of news."""

import re
from typing import Final

from crawler.parsers.article.people.byline_times import behind_time

MOST_CHARS: Final = 500
"""Where a byline is cut: one of many authors takes some hundred characters."""
_LONGEST_LABEL: Final = 60
_AROUND: Final = re.compile(r"^\W+|\s+$")
"""What may stand around a label: behind it no sign, since vowels of Indic scripts count as such."""

_AUTHORS: Final = frozenset(
    "author|authors|author name|byline|by|words|text|textes|texte|testo|texto|tekst|teksti|teksten|текст|interview|"
    "reportage|kommentar|analyse|protokoll|autor|autorin|autoren|autores|autora|autorinnen|auteur|auteurs|auteure|"
    "auteures|autore|autori|autrice|autorka|reporter|reporters|writer|redaktion|redaction|redacción|редактор|"
    "автор|авторы|автори|авторка|автор статьи|аутор|пише|пишува|tekijä|kirjoittaja|kirjoittajat|toimittaja|skribent|"
    "forfatter|journaliste|journalist|höfundur|autors|autorius|autorė|autoriai|kirjutas|penulis|pewarta|wartawan|"
    "mwandishi|yazar|yazan|muhabir|haber|müəllif|de|escribe|escriben|reportagem|szerző|szerzők|írta|szöveg|"
    "scris de|publicat de|autor článku|autor textu|napsal|napsala|napísal|napísala|napisał|napisała|opracował|"
    "opracowała|opracowanie|piše|pišu|napisao|napisala|συντάκτης|συντάκτρια|συγγραφέας|γράφει|γράφουν|κείμενο|"
    "tác giả|bài|bài viết|著者|ライター|執筆|執筆者|投稿者|作成者|発帖者|发帖者|記者|记者|文|作者|编辑|"
    "責任編集|撰文|撰稿|撰稿人|责编|责任编辑|작성자|글쓴이|글|الكاتب|الكاتبة|بقلم|كتب|كتبت|إعداد|نویسنده|نوشته|به قلم|"
    "تحریر|מאת|כתב|כתבה|लेखक|लेखिका|লেখক|எழுதியவர்|రచయిత|લેખક|โดย|ผู้เขียน|เขียนโดย|เรื่องโดย|เรื่อง".split("|")
)
"""What the author is called before a colon, in small letters."""
_DONE: Final = (
    r"authors?|written|words|reported|story|posted|published|article|opinion|analysis|text|texte|testo|texto|"
    r"geschrieben|veröffentlicht|verfasst|erstellt|eingestellt|gespeichert|publié|écrit|rédigé|posté|soumis|"
    r"propos recueillis|scritto|pubblicato|inviato|submitted|guest post|postad[oa]|enviado|gepost|ingediend|"
    r"opublikowan[eay]|napisan[eay]|wysłane|dodane|"
    r"escrito|publicado|redactado|skrevet|skriven|geplaatst|geschreven|(?:ein(?:e|en)?\s+)?(?:gast)?(?:beitrag|kommentar|"
    r"artikel|analyse|essay|interview|reportage)|a review|edited|reviewed|medically reviewed"
)
"""What may stand before ``by``."""
_PIECE: Final = (
    r"(?:guest |news |photo )?(?:column|commentary|report|review|feature|perspective|essay|dispatch|editorial|analysis|"
    r"post)|kolumne|porträt|glosse|rezension|protokoll|aufgezeichnet|chronique|tribune|enquête|récit|billet|columna|coluna|"
    r"reportaje|reportagem|krönika|recension|felieton"
)
"""What the author made, before ``by`` and a whole name."""
_PIECE_OF: Final = (
    r"chronique|una crónica|uma crônica|tekst|articolo|artículo|artigo|servizio|reportaje|reportagem|krönika|scris|"
    r"publicat"
)
"""The same before "of": not what may be told of somebody, as a portrait or a review is."""
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
_COLON: Final = re.compile(r"(?:[:*_/·]in(?:nen)?)?\s*[:：]\s*")
_AND_PICTURES: Final = re.compile(
    r"\s(?:und|and|&|\+|et|y|e|en|och|og|ja|i|и|ve)\s[^\W\d_][\w’']{3,12}|\s?[/・·、]\s?[^\W\d_][\w’']{1,12}"
)
"""As in "text and photos", by the same person."""
_LABEL: Final = re.compile(
    rf"^\W*(?:(?:(?:{_DONE})\s+){{0,2}}(?:{_BY})(?:\s*[:：]\s*|\s+)|(?:{_DONE})\s+(?:da|di|de|av|af|od)\s+"
    rf"|(?:(?:an?|eine?|une?|una|um|uma|en|et|een)\s+)?(?:(?:{_PIECE})\s+(?:{_BY})|(?:{_PIECE_OF})\s+(?:de|di|av))"
    r"\s+(?=\S+\s+\S)"
    r"|(?:written by|авторы?)\s*\n"
    rf"|(?:authors?|autor(?:in|en)?|auteure?s?|autore|autora)(?:\s*\n|\s+(?=\S))|(?:{_ABOUT})\W+(?=\w)"
    rf"|(?:{_ARCHIVE})\s+"
    r"|(?:取材|文|執筆|構成|撰文|撰稿人?|作者|글|기자)(?:[・·、/][^\W\d_]{1,4})?\s*[=＝／/｜|]\s*"
    r"|(?:本报|本報|本刊|特约|特約|见习|见習|实习|實習|首席)*\s?(?:記者|记者)(?:\s+|(?=[\u4e00-\u9fff]{2,4}\s?[／/╱]))"
    r"|(?:投稿者|作成者|发帖者|作者|بقلم|بواسطة|מאת|كتبت?|نوشته|글(?:\s?[·・/]\s?사진)?|gönderen|kirjoittanut|"
    r"a cura di)\s+"
    r"|(?:γράφ(?:ει (?:ο|η)|ουν (?:οι)?)|από τ(?:ον|ην?|ους|ις)|τ(?:ου|ης|ων)|द्वारा|eftir|"
    r"piše|пише|пишува|napsala?|napísala?|napisała?|napisa(?:o|la)|isinulat ni|aus \S+ berichtet)\s+(?=\S+\s+\S)"
    r"|(?:เรื่อง|เขียน)?โดย\s+(?=\S{2,20}\s+\S{2,20}$))"
)
"""Words that say that an author follows, but for those before a colon; in small letters."""
_OCCUPATION: Final = re.compile(r"\W*(?:authors?|autor(?:in|en)?|auteure?s?|autore|autora)\s+\w", re.I)
"""In a line of text that says what somebody is, as a caption does, rather than who wrote it."""
_PARTICLE: Final = re.compile(r"^\W*(?:da|di|de|av|af|od)\s+(?=\S+\s+\S)", re.I)
"""The same in a byline alone, where two words follow: else it is part of a name."""
_WORD: Final = r"[^\W\d_a-zß-ÿ][\w.'’-]*"
_SIGNED: Final = re.compile(rf"(?:di|[Aa]v|[Aa]f)\s+(?={_WORD}(?:\s{_WORD}){{1,3}}\s?(?:$|[,|·•–-]))")
"""The same in a line that holds a whole name and nothing else in front of its end."""
DECLARED_LABEL: Final = re.compile(
    rf"^\W*(?:(?i:(?:{_DONE})\s+by\s+|(?:by|authors?|autor(?:in)?)\s*[:：]\s*)"
    r"|(?i:by|von)\s+(?=[^\W\d_a-zß-ÿ]\S*\s+\S))"
)
BEFORE_BY: Final = re.compile(r"^[^\n,]*?\s(?=By\s[^\W\d_a-zß-ÿ])")
"""A place or section in front of the label."""


def label_end(text: str) -> int:
    """Where a label with which a text begins has its end; 0 where it begins with none."""
    small = text.replace("İ", "I").lower()  # the only letter that has two small ones
    colon = _COLON.search(small, 0, _LONGEST_LABEL) if ":" in small or "：" in small else None
    if colon and _is_author(small[: colon.start()]):
        return colon.end()
    by = _LABEL.match(small)
    return by.end() if by else 0


def _is_author(words: str) -> bool:
    """Whether words before a colon, in small letters, are what authors are called."""
    called = _AROUND.sub("", words)
    return called in _AUTHORS or _AND_PICTURES.sub("", called, count=1) in _AUTHORS


def opens(line: str) -> bool:
    """Whether a line of text begins with a label and a name behind it."""
    end = label_end(line[:MOST_CHARS])
    if not end:
        return _SIGNED.match(line) is not None
    is_occupation = _OCCUPATION.match(line) is not None and _COLON.search(line, 0, end) is None
    return not is_occupation and not line[end : end + 1].islower()


def is_labelled(text: str) -> bool:
    """Whether a text says itself that an author follows."""
    text = text[:MOST_CHARS]
    return label_end(behind_time(text) or text) > 0


def is_label(text: str) -> bool:
    """Whether a text is nothing but words that say that an author follows."""
    return label_end(f"{text[:_LONGEST_LABEL]}: X") >= max(1, len(text))


def led(text: str) -> str:
    """A byline without the label in front."""
    return _PARTICLE.sub("", text[label_end(text) :])
