"""A byline as written, to the names in it: role words, contact data and glue removed, several names told apart."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

MAX_WORDS: Final = 6
MAX_CHARS: Final = 60
MAX_BYLINE: Final = 500
"""What is longer is cut: a byline of many authors takes some hundred characters."""

AGENCIES: Final = frozenset(
    "afp ap dpa reuters epd kna apa sda ats sid ots efe ansa adnkronos agi tass ria interfax xinhua pti ani ians lusa "
    "ritzau ntb tt anp belga bta mti pap ctk čtk tasr hina fena tanjug beta stt lrt baltische bns aap cp upi "
    "kyodo jiji "
    "yonhap newsis antara bernama vna aptn dts ddp dapd eurosport notimex télam telam prensa".split()
)
"""News agencies that stand in bylines as authors."""

_LEAD: Final = re.compile(
    r"^\W*(?:(?:(?:author|written|words|reported|story|posted|published|article|opinion|analysis|text|texte|"
    r"testo|texto|"
    r"geschrieben|veröffentlicht|verfasst|erstellt|publié|écrit|propos recueillis|scritto|pubblicato|escrito|publicado|"
    r"redactado|skrevet|skriven|geplaatst|geschreven|ein beitrag|ein gastbeitrag|eine analyse|ein kommentar|"
    r"kommentar|interview|"
    r"reportage|a review|edited|reviewed|medically reviewed)\s+)?"
    r"(?:by|von|vom|par|por|da|di|de|av|af|door|od|autor[:a]?|oleh|tarafından|przez|от|by:)(?:\s*[:：]\s*|\s+)"
    r"|(?:authors?|autor(?:in|en|es)?|auteurs?|autore|autori|autrice|reporters?|author name|byline|text|texte|foto|"
    r"redaktion|redaction|redacción|редактор|автор|tekst|tekijä|penulis|editor|writer|yazar|toimittaja|記者|文|作者|"
    r"来源|來源|编辑|責任編集|撰文|责编|责任编辑)\s*[:：]\s*)",
    re.I,
)
_CONTACT: Final = re.compile(
    r"https?:\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|\(?@\w+\)?|\s\|\s.*|\s[-–—]\s.*|\bupdated\b.*", re.I
)
_TIME: Final = re.compile(
    r"\s*(?:\b(?:on|am|le|el|il|den|publi\w+|posted|updated|aktualisiert|veröffentlicht|stand)\b.*)?"
    r"(?:\b(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}[.:]\d\d\b|(?:19|20)\d\d\b)).*$",
    re.I,
)
_MONTH: Final = re.compile(
    r"\W*\b(?:\d{1,2}(?:st|nd|rd|th)?\.?\s+)?(?:jan(?:uary|uar|vier|\.)?|feb(?:ruary|ruar|\.)?|mar(?:ch|s|zo|ço|"
    r"\.)?(?=\s\d)|märz|"
    r"apr(?:il|\.)?|mai(?=\s\d)|may(?=\s\d)|june?|juni|july?|juli|aug(?:ust|\.)?|sept?(?:ember|\.)?|"
    r"o[ck]t(?:ober|\.)?|nov(?:ember|\.)?|"
    r"de[cz](?:ember|\.)?|enero|febrero|agosto|octubre|noviembre|diciembre)\.?\s*(?:\d.*|\W*)$",
    re.I,
)
_LEFTOVER: Final = re.compile(
    r"\s+(?:last|updated|published|posted|on|at|in|today|yesterday|founder.*|software engineer.*)$", re.I
)
_GLUE: Final = re.compile(
    r"\s*(?:[;/、•·|\n\t]|\s(?:and|und|et|y|e|og|och|en|i|и|ja|ve|dan|və|with|mit|avec|con|com|&|\+|u|a)\s)\s*"
)
_COMMA: Final = re.compile(r"\s*[,，]\s*(?:and\s+|und\s+|et\s+|y\s+)?")
_DEGREE: Final = re.compile(
    r"^(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|m\.?a|m\.?sc|b\.?sc|esq|mph|rd|rn|cpa|dds|do|mba|j\.?d|ll\.?m)\.?$", re.I
)
_ROLE: Final = re.compile(
    r"\b(?:journalist\w*|reporter\w*|editors?|editor[- ]in[- ]chief|correspondent\w*|korrespondent\w*|staff|writers?|"
    r"redakt\w+|redact\w+|rédact\w+|autor(?:in|en|es|a)?|authors?|columnist\w*|kolumnist\w*|contributors?|contributing|"
    r"producer|photograph\w*|fotograf\w*|freelance\w*|volont\w*|chef\w*|head of|director|founder|ceo|professor|"
    r"periodista|jornalista|giornalista|journaliste|dziennikarz\w*|toimittaja|muhabir\w*|wartawan|jurnalis|"
    r"политический|корреспондент|редактор|обозреватель|team|desk|bureau|specialist|analyst|manager|senior|"
    r"head|chief|reviewer|strategist|marketing|expert\w*|guest|gast\w*|blogger\w*|bureau)\b|기자|特派員|記者|记者",
    re.I,
)
_ROLE_SUFFIX: Final = re.compile(r"\s*(?:기자|특파원|記者|记者|特派員|\((?:[^()]*)\)|\[[^\]]*\])\s*")
_NO_NAME: Final = re.compile(
    r"\d{3,}|[{}<>=_@#]|^(?:\W*$|login|member login|written|hardware|admin\w*|administrator|webmaster|user\w*|"
    r"guest|anonym\w*|unknown|none|null|n/?a|undefined|"
    r"author\w*|autor\w*|by|von|share|follow|contact|posted|read more|view all|see all|more|about|email|twitter|"
    r"facebook|"
    r"staff|editor\w*|default|test|super ?user|root|home|news|blog|comments?|profile|bio|the author)$"
    r"|\b(?:copyright|all rights|newsletter|subscribe|comments?|followers?|cookies?|read|min|minutes|published|updated|"
    r"posts?|articles?|artikel|mehr|alle|photos?|archives?|leave a|view|click|share|share)\b",
    re.I,
)
_COLLECTIVE: Final = frozenset({"team", "desk", "staff", "bureau", "reporter", "editors"})
"""Last words of names that stand for a newsroom, not for what one person is."""
_WORDISH: Final = re.compile(r"[^\W\d_]")


def split(byline: str) -> list[str]:
    """Names in a byline in its order; none when it names nobody."""
    text = _LEAD.sub("", " ".join(byline[:MAX_BYLINE].replace("\xa0", " ").split(" ")).strip())
    text = _LEAD.sub("", _LEAD.sub("", _TIME.sub("", _CONTACT.sub("", text))))
    text = _LEFTOVER.sub("", _MONTH.sub("", text))
    found: dict[str, str] = {}
    for name in _parts(text):
        if is_name(name):
            found.setdefault(name.casefold(), name)
    return list(found.values())


def _parts(text: str) -> Iterator[str]:
    for part in _GLUE.split(text):
        pieces = [piece for piece in _COMMA.split(part) if piece]
        if len(pieces) == 2 and _DEGREE.match(pieces[1]):
            yield _trim(pieces[0])
            continue
        yield from (_trim(piece) for piece in _without_roles(pieces))


def _without_roles(pieces: Iterable[str]) -> Iterator[str]:
    """Parts between commas that are not what somebody is."""
    for place, piece in enumerate(pieces):
        if place and (_DEGREE.match(piece) or _ROLE.search(piece) or _is_title(piece)):
            continue
        yield piece


def _is_title(piece: str) -> bool:
    """Capitals behind a name, such as RN or CFA: neither a name nor an agency."""
    letters = piece.replace(".", "").replace("®", "")
    return letters.isupper() and letters.isascii() and len(letters) <= 5 and letters.lower() not in AGENCIES


def _trim(name: str) -> str:
    name = _ROLE_SUFFIX.sub(" ", name)
    words = name.split()
    while len(words) > 2 and _ROLE.fullmatch(words[-1].strip(",.")) and words[-1].casefold() not in _COLLECTIVE:
        words.pop()
    return _LEAD.sub("", " ".join(words)).strip(" ,;:|.-–—*·\"'")


def is_name(text: str) -> bool:
    """Whether a string can be the name of a person or organisation."""
    if not 2 <= len(text) <= MAX_CHARS or len(text.split()) > MAX_WORDS or not _WORDISH.search(text):
        return False
    if _NO_NAME.search(text):
        return False
    return (
        text[0].isupper()
        or not text[0].isascii()
        or not text.isascii()
        or text.casefold() in AGENCIES
        or " " in text
        or "/" in text
    )
