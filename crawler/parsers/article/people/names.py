"""A byline as written, to the names in it: role words, times, places and contact data removed, names told apart.

Three readers: ``split`` for bylines as shown, ``declared`` for what is typed as a name, ``in_line`` for a line of text
that may be a byline.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from crawler.parsers.article.people.byline_labels import BEFORE_BY, DECLARED_LABEL, MOST_CHARS, label_end, led, opens
from crawler.parsers.article.people.byline_times import before_time, behind_time, tells_time
from crawler.parsers.article.people.roles import PICTURED, POST, before_others

MAX_WORDS: Final = 6
"""Particles apart."""
MAX_CHARS: Final = 60

AGENCIES: Final = frozenset(
    "afp ap dpa reuters epd kna apa sda ats sid ots efe ansa adnkronos agi tass ria interfax xinhua pti ani ians lusa "
    "ritzau ntb tt anp belga bta mti pap ctk čtk tasr hina fena tanjug beta stt lrt baltische bns aap cp upi "
    "kyodo jiji "
    "yonhap newsis antara bernama vna aptn dts ddp dapd eurosport notimex télam telam prensa".split()
)
"""News agencies that stand in bylines as authors."""

_PARTICLES: Final = frozenset(
    "de da di do du del della dello dei degli dos das des van von vom zu zum zur der den dem ter ten te het 't la le "
    "lo los las el al bin ibn ben y e i of av af dit abu und".split()
)
"""Words of names that are written small."""

_OTHERS: Final = re.compile(
    r"^\W*(?:photos?|photograph\w*|fotos?|images?|bild(?:er)?|illustrations?|sources?|quellen?|фото|video)\b"
    r"[^:：,;]{0,30}[:：]",
    re.I,
)
"""A line that names somebody else."""
_CONTACT: Final = re.compile(
    r"https?:\S+|www\.\S+|(?<![\w.+-])[\w.+-]+(?:@|[\[(]at[\])])[\w-]+\.[\w.]+|\(?@\w+\)?"
    r"|\s\|\s.*|\s[-–—]\s.*|\s?[／/╱]\s?[\u4e00-\u9fff]{0,10}(?:報導|报道|採訪|采访).*|\bupdated\b.*"
    r"|\s\d+\s+(?:comments?|kommentare?|commentaires?|comentarios?|views?)\b.*",
    re.I,
)
_LEFTOVER: Final = re.compile(
    r"\s+(?:last|updated|published|posted|on|at|in|by|am|um|vor|today|yesterday|follow|share|tarafından|founder.*|"
    r"software engineer.*)$",
    re.I,
)
_GLUE: Final = re.compile(
    r"\s*(?:([;、•·|\n\t])|/|\s(?:and|und|et|og|och|ja|ve|dan|və|with|mit|avec|com|&|\+)\s)\s*", re.I
)
_SMALL_GLUE: Final = re.compile(r"\s(?:y|e|en|i|и|u|a|con)\s", re.I)
"""Stands in names as well: between two of them where each has two words."""
_COMMA: Final = re.compile(r"\s*[,，]\s*(?:and\s+|und\s+|et\s+|y\s+)?")
_PLACE: Final = re.compile(
    r"(?<=\S\s)(?:in|at|from|aus|à|en|for|For)\s+(?:(?:the|The|der|die|das|la|le|el|il|los)\s+)?"
    r"(?=[^\W\d_a-zß-ÿ]).*$"
)
_FILED: Final = re.compile(r"(?:(?:posted|filed) )?(?:in|under|dans|en|em)\s", re.I)
"""Behind a comma begins where the article is filed."""
_LABELLED: Final = re.compile(r"\s+\S+\s*[:：]\s.*$")
_DEGREE: Final = re.compile(
    r"^(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|m\.?a|m\.?sc|b\.?sc|esq|mph|rd|rn|cpa|dds|do|mba|j\.?d|ll\.?m)\.?$", re.I
)
_BESIDE_POSTS: Final = re.compile(r"\W*|(?:online|web|news|newsroom|digital|the|our|by)", re.I)
"""What may stand beside roles where nobody is named."""
_EMPLOYER: Final = re.compile(
    r"\b(?:universit\w*|hochschule|institut\w*|college|school|news|press|media|magazine|newspapers?|newsroom|times|"
    r"tribune|agency|agentur|zeitung|gmbh|inc|ltd|insider)\b|\.\w{2,}$",
    re.I,
)
_ROLE_PREFIX: Final = re.compile(
    r"^\S+-(?:expert\w*|redakt\w+|autor\w*|korrespondent\w*|reporter\w*|kolumnist\w*|mitarbeiter\w*)\s+(?=\S+\s)", re.I
)
_PICTURED: Final = re.compile(PICTURED, re.I)
_ABBREVIATED: Final = re.compile(r"\s(?:[A-ZÄÖÜ]|Jr|Sr|Ltd|Inc|e\.\s?V)$")
"""Ends with a dot of its own."""
_DOTTED: Final = re.compile(r"(?:[A-Z][a-z]?\.){2,}[A-Z]?|(?:[A-Z]\.)+[A-Z]")
"""Degrees such as M.P.H. or Ph.D."""
_ROLE_SUFFIX: Final = re.compile(r"\s*(?:기자|특파원|記者|记者|特派員|\((?:[^()]*)\)|\[[^\]]*\])\s*")
_REPORTER_BEHIND: Final = re.compile(r"[\[(【]?(?:[가-힣]{1,8}\s?=\s?)?(?=[가-힣]{2,4}\s*(?:기자|특파원)(?!\w))")
"""What may stand in front of a reporter's name: a bracket, and the place of the report."""
_NO_NAME: Final = re.compile(
    r"\d{3,}|[{}<>=_@#]|\w:\s|\b(?:edited|written|posted) by\b|^(?:übersetz|translat|tradu[cz])|"
    r"^(?:\W*$|(?:login|agencies|agenturen|member login|written|hardware|admin\w*|administrator|webmaster|user\w*|"
    r"guest|anonym\w*|unknown|none|null|n/?a|undefined|(?:no|kein|sin|sans) (?:author|autor|auteur)|"
    r"author\w*|autor\w*|by|von|share|follow|contact|posted|read|view|read more|view all|see all|more|about|email|"
    r"twitter|facebook|copyright|newsletter|subscribe|cookies?|min|minutes|post|article|artikel|mehr|alle|click|photo|"
    r"staff|editor\w*|default|test|super ?user|root|home|news|blog|comments?|profile|bio|full bio|"
    r"filed|publisher|cms|system|(?:about )?the author)$)"
    r"|\s(?:von|by|par|por)$|\b(?:zum|view|my|your) profile?\b"
    r"|\d\W*(?:min|minutes?|mins|comments?|posts?|articles?|artikel|followers?|photos?|shares?|views?)\b"
    r"|\b(?:read|view|see|share|leave|click|follow|subscribe|mehr|alle)\s+(?:more|all|this|it|a|an|the|on|to|us|our|"
    r"your|here|full|posts|artikel|von|zum|zur|profile)\b"
    r"|\b(?:all rights|leave a|newsletter|comments|followers|published|updated|posts|articles|photos|archives?)\b",
    re.I,
)
"""What no name holds; words that are names as well stand for something else alone, or next to a number or a verb."""
_COLLECTIVE: Final = frozenset({"team", "desk", "staff", "bureau", "reporter", "editors"})
"""Last words of names that stand for a newsroom, not for what one person is."""
_ACCOUNT: Final = re.compile(r"[a-z][a-z0-9_-]{1,29}")
_WORDISH: Final = re.compile(r"[^\W\d_]")


def split(byline: str) -> list[str]:
    """Names in a byline in its order; none when it names nobody."""
    text = _one_line(byline)
    if _OTHERS.match(text):
        return []
    text = led(led(led(_from_label(text))))
    text = _LEFTOVER.sub("", before_time(_CONTACT.sub("", led(text))))
    return _each_once(_parts(text, is_shown=True))


def declared(name: str) -> list[str]:
    """Names in what a page declares to be a person's: as written, but for a label, and several told apart."""
    text = _CONTACT.sub("", DECLARED_LABEL.sub("", _one_line(name)))
    return _each_once(_parts(before_time(text), is_shown=False))


def organisation(name: str) -> list[str]:
    """The name of what a page declares to be an organisation, which may be one of any words."""
    text = _CONTACT.sub("", DECLARED_LABEL.sub("", _one_line(name))).strip(" -–—|,")[:MAX_CHARS]
    return [text] if len(text) > 1 and _WORDISH.search(text) else []


def in_line(line: str) -> list[str]:
    """Names in a line that is a byline and nothing else; none in any other."""
    if reporter := _REPORTER_BEHIND.match(line):
        return split(line[reporter.end() :].strip("[]()【】 "))
    line = behind_time(line) or line
    if not opens(line):
        return []
    found = split(line)
    return found if found and (is_person(found[0]) or len(found[0].split()) == 1) else []


def is_sentence(text: str) -> bool:
    """Whether a string that begins with a capital has several small words, as no name has."""
    words = text.split()
    return text[:1].isupper() and sum(word[0].islower() and not _is_small(word) for word in words) > 1


def account(text: str) -> list[str]:
    """The name that somebody has on a site, written small and in one word; none for any other text."""
    name = led(_one_line(text))
    return [name] if _ACCOUNT.fullmatch(name) and not _NO_NAME.search(name) else []


def is_person(text: str) -> bool:
    """Whether a string is written as a person's name is: several words, none small but particles, no role or firm."""
    words = text[: MAX_CHARS + 1].split()
    if not 2 <= len(words) <= MAX_WORDS + 2 or words[0].casefold() == "the":
        return False
    if not is_name(text) or _EMPLOYER.search(text) or POST.search(text):
        return False
    return not any(word[0].islower() and not _is_small(word) for word in words)


def is_post(text: str) -> bool:
    """Whether a string names no person but what somebody does at a newsroom: "Online News Editor"."""
    return all(_BESIDE_POSTS.fullmatch(word) or POST.fullmatch(word) for word in text.split())


def is_name(text: str) -> bool:
    """Whether a string can be the name of a person or organisation."""
    if not 2 <= len(text) <= MAX_CHARS or not _WORDISH.search(text):
        return False
    if sum(not _is_small(word) for word in text.split()) > MAX_WORDS or _NO_NAME.search(text):
        return False
    return (
        text[0].isupper()
        or not text[0].isascii()
        or not text.isascii()
        or text.casefold() in AGENCIES
        or " " in text
        or "/" in text
    )


def _one_line(text: str) -> str:
    """The part of a text that is read; lines stay apart."""
    lines = (" ".join(line.split()) for line in text[:MOST_CHARS].split("\n"))
    return "\n".join(filter(None, lines))


def _from_label(text: str) -> str:
    """A byline from the line on that has its label."""
    lines = [_behind_time(line) for line in BEFORE_BY.sub("", text).split("\n")]
    if len(lines) > 1 and tells_time(lines[0]) and is_person(lines[1]):
        del lines[0]
    start = next((i for i, line in enumerate(lines) if label_end(line)), 0)
    return "\n".join(lines[start:])


def _behind_time(line: str) -> str:
    """What stands behind a time at a line's beginning where that is a label or a person; else the line."""
    behind = behind_time(line)
    return behind if label_end(behind) or is_person(behind) else line


def _is_small(word: str) -> bool:
    return word.casefold() in _PARTICLES or word[:2] in ("d'", "d’", "l'", "l’")


def _each_once(names: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for name in names:
        if is_name(name):
            found.setdefault(name.casefold(), name)
    return list(found.values())


def _parts(text: str, *, is_shown: bool) -> Iterator[str]:
    """What may be names: all that is first or behind an ``and``; persons and agencies behind a comma or line end."""
    glued = _GLUE.split(before_others(text))
    first = ""
    for place in range(0, len(glued), 2):
        pieces = [piece for piece in _COMMA.split(glued[place] or "") if piece]
        if len(glued) == 1 and _is_reversed(pieces):
            pieces = [", ".join(pieces)]
        for i, piece in enumerate(pieces):
            is_behind = place > 0 and bool(glued[place - 1]) and bool(first)
            is_after = i > 0 or is_behind
            if is_after and _FILED.match(piece):
                return
            if _PICTURED.search(piece) or (len(glued) + len(pieces) > 2 and all(map(POST.fullmatch, piece.split()))):
                continue
            if is_after and (_DEGREE.match(piece) or POST.search(piece) or _is_title(piece)):
                continue
            for name in (_trim(each, is_shown=is_shown) for each in _apart(piece)):
                if not is_after or _is_another(name, "" if is_behind else first):
                    first = first or name
                    yield name


def _apart(piece: str) -> list[str]:
    """Names between which a word stands that is part of names too."""
    names = _SMALL_GLUE.split(piece)
    return names if all(len(name.split()) > 1 or name.casefold() in AGENCIES for name in names) else [piece]


def _is_reversed(pieces: list[str]) -> bool:
    """Whether it is one name with the surname first."""
    return (
        len(pieces) == 2
        and all(" " not in piece and piece[0].isupper() and piece.casefold() not in AGENCIES for piece in pieces)
        and not (_DEGREE.match(pieces[1]) or POST.search(pieces[1]))
    )


def _is_another(name: str, first: str) -> bool:
    """Whether what follows a name is a name, not a place, an employer or a sentence."""
    if name.casefold() in AGENCIES or not name[:1].isascii():
        return True
    if not first.isupper() and any(2 < len(word) < 5 and word.isupper() and word.isalpha() for word in name.split()):
        return False
    if ":" in name:
        return False
    return is_person(name) or (bool(first) and " " not in name + first)


def _is_title(piece: str) -> bool:
    """Capitals behind a name, such as RN or CFA: neither a name nor an agency."""
    letters = piece.replace(".", "").replace("®", "")
    return letters.isupper() and letters.isascii() and len(letters) <= 5 and letters.lower() not in AGENCIES


def _trim(name: str, *, is_shown: bool) -> str:
    name = _ROLE_PREFIX.sub("", DECLARED_LABEL.sub("", _ROLE_SUFFIX.sub(" ", name)))
    words = _PLACE.sub("", _LABELLED.sub("", name)).split()
    size = len(words)
    while is_shown and len(words) > 2 and POST.fullmatch(words[-1].strip(",.")):
        if words[-2].casefold() == "the" or (len(words) == size and words[-1].casefold() in _COLLECTIVE):
            break
        words.pop()
    while len(words) > 2 and _DOTTED.fullmatch(words[-1].strip(",")):
        words.pop()
    whole = " ".join(words)
    name = whole.strip(" ,;:|.-–—*·\"'（）")
    if _ABBREVIATED.search(name) and f"{name}." in whole:
        name += "."
    return name if name.count("(") == name.count(")") else name.strip("()")
