"""Names of commenters as a person would read them: without "says:", "by", badges and positions."""

import re

_SAYS = (
    r"says?|said|writes?|wrote|commented|replied|responded|posted|sagt|sagte|schreibt|schrieb|meint|meinte"
    r"|kommentierte|"
    r"antwortete|dit|a dit|a écrit|écrit|dice|dijo|escribió|comentó|disse|diz|comentou|escreveu|ha scritto|ha detto|"
    r"scrive|zegt|zei|schreef|säger|skriver|siger|sier|napisał(?:\(a\)|a)?|pisze|mówi|komentuje|říká|napsal\(a\)|"
    r"пишет|сказал\(а\)|сказал|говорит|писал\(а\)|说|說|說道|说道|さん|より|dedi ki|diyor ki|sanoo|spune|mondja"
    r"|berkata|kirjoitti|wrote on|says on"
)
_SAYS_AND_REST = re.compile(rf"(?<=\S)\s+(?:{_SAYS})\s*(?:on\b.*|am\b.*|le\b.*|:.*|[.…]+)?$", re.I | re.S)
_BEFORE = re.compile(
    r"^[\W_]*(?:(?:comment(?:ed)? (?:by|from)|posted by|submitted by|written by|reply by|reply from|by|kommentar von|"
    r"geschrieben von|verfasst von|beitrag von|von|par|posté par|écrit par|message de|commentaire de|publicado por|"
    r"escrito por|enviado por|comentario de|por|scritto da|inviato da|door|av|af|przez|(?:author|user|name|autor"
    r"|auteur|"
    r"autore|from|de|von|автор|от)\s*:)\s*:?\s+)+(?=\S)",
    re.I,
)
_EDGES = re.compile(r"^(?:[\s,:;|·•–—>»#]|-\s)+(?=[\w-])|[\s,:;|·•–—>«]+$")
_BADGE = re.compile(
    r"\s+[*★✓✔]+$|\s*\((?:homepage|website|webseite|url|web|link|not verified|nicht überprüft|non vérifié"
    r"|no verificado|"
    r"niet gecontroleerd|visitor|guest|gast|invité|author|autor|op)\)$",
    re.I,
)
_ZERO_WIDTH = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
_LONGEST = 80
_MOST_READ = 400
_NOT_NAMES = re.compile(
    r"^(?:reply|antworten?|répondre|responder|rispondi|like|share|report|permalink|link|edit|delete|quote|zitieren"
    r"|guest:|"
    r"comments?|kommentare?|on|at|um|am|le|#?\d+|\W+|\d{1,2}[:.h]\d\d(?: ?[ap]m)?|https?://.*|www\..*)$",
    re.I,
)
_LINE = re.compile(
    r"(?:^|\b)(?:posted by|submitted by|comment by|written by|geschrieben von|von|by|par|por|da"
    r"|door)\s+:?\s*(?P<name>.{1,60}?)\s*"
    r"(?:,|\||[-–—•·@]|\(|\bon\b|\bam\b|\bat\b|\ble\b|\bel\b|\bum\b|\d{1,2}[.:/]\d|$)",
    re.I,
)
_FIRST = re.compile(
    rf"^(?P<name>.{{1,60}}?)\s*(?:\b(?:{_SAYS})\b|\||•|·|,?\s+(?:on|am|at|le|el|um)\s|[-–—@]\s|\d{{1,2}}[.:/]\d)", re.I
)


def clean_name(text: str) -> str | None:
    """The bare name, None when nothing that can be a name is left."""
    name = _ZERO_WIDTH.sub("", " ".join(text[:_MOST_READ].split()))
    name = _BEFORE.sub("", name, count=1)
    if " " in name or name.endswith(":"):
        name = _SAYS_AND_REST.sub("", name)
    name = _BADGE.sub("", _EDGES.sub("", name.strip()))
    return name if name and is_name(name) else None


def is_name(name: str) -> bool:
    """Whether ``name`` can be one: short and no word of the page's own furniture."""
    return 0 < len(name) <= _LONGEST and not _NOT_NAMES.match(name)


def is_byline(text: str) -> bool:
    """Whether a line names its author in words: "posted by Ada on 3 May"."""
    found = _LINE.search(" ".join(text[:_MOST_READ].split()))
    return found is not None and clean_name(found["name"]) is not None


def name_in_line(text: str) -> str | None:
    """The name in a line such as "posted by Ada on 3 May" or "Ada — 3 May, 10:04"."""
    flat = _ZERO_WIDTH.sub("", " ".join(text[:_MOST_READ].split()))
    found = _LINE.search(flat) or _FIRST.search(flat)
    return clean_name(found["name"]) if found else None
