"""What a string can be the name of: anybody or anything, a person, a post at a newsroom."""

import re
from typing import Final

from crawler.parsers.article.people.roles import POST

_MAX_WORDS: Final = 6
"""Particles apart."""
MAX_CHARS: Final = 60

AGENCIES: Final = frozenset(
    "afp ap dpa reuters epd kna apa sda ats sid ots efe ansa adnkronos agi tass ria interfax xinhua pti ani ians lusa "
    "ritzau ntb tt anp belga bta mti pap ctk čtk tasr hina fena tanjug beta stt lrt baltische bns aap cp upi kyodo "
    "jiji yonhap newsis antara bernama vna aptn dts ddp dapd eurosport notimex télam telam prensa".split()
)
"""News agencies that stand in bylines as authors."""

_PARTICLES: Final = frozenset(
    "de da di do du del della dello dei degli dos das des van von vom zu zum zur der den dem ter ten te het 't la le "
    "lo los las el al bin ibn ben y e i of av af dit abu und".split()
)
"""Words of names that are written small."""

_BESIDE_POSTS: Final = re.compile(r"\W*|(?:online|web|news|newsroom|digital|the|our|by)", re.I)
"""What may stand beside roles where nobody is named."""
_EMPLOYER: Final = re.compile(
    r"\b(?:universit\w*|hochschule|institut\w*|college|school|news|press|media|magazine|newspapers?|newsroom|times|"
    r"tribune|agency|agentur|zeitung|gmbh|inc|ltd|insider)\b|\.\w{2,}$",
    re.I,
)
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
_ACCOUNT: Final = re.compile(r"[a-z][a-z0-9_-]{1,29}")
_WORDISH: Final = re.compile(r"[^\W\d_]")


def is_name(text: str) -> bool:
    """Whether a string can be the name of a person or organisation."""
    if not 2 <= len(text) <= MAX_CHARS or not _WORDISH.search(text):
        return False
    if sum(not _is_small(word) for word in text.split()) > _MAX_WORDS or _NO_NAME.search(text):
        return False
    return (
        text[0].isupper()
        or not text[0].isascii()
        or not text.isascii()
        or text.casefold() in AGENCIES
        or " " in text
        or "/" in text
    )


def is_account(text: str) -> bool:
    """Whether a string can be what somebody is called on a site: small letters in one word."""
    return _ACCOUNT.fullmatch(text) is not None and not _NO_NAME.search(text)


def is_person(text: str) -> bool:
    """Whether a string is written as a person's name is: several words, none small but particles, no role or firm."""
    words = text[: MAX_CHARS + 1].split()
    if not 2 <= len(words) <= _MAX_WORDS + 2 or words[0].casefold() == "the":
        return False
    if not is_name(text) or _EMPLOYER.search(text) or POST.search(text):
        return False
    return not any(word[0].islower() and not _is_small(word) for word in words)


def is_post(text: str) -> bool:
    """Whether a string names no person but what somebody does at a newsroom: "Online News Editor"."""
    return all(_BESIDE_POSTS.fullmatch(word) or POST.fullmatch(word) for word in text.split())


def is_sentence(text: str) -> bool:
    """Whether a string that begins with a capital has several small words, as no name has."""
    words = text.split()
    return text[:1].isupper() and sum(word[0].islower() and not _is_small(word) for word in words) > 1


def _is_small(word: str) -> bool:
    return word.casefold() in _PARTICLES or word[:2] in ("d'", "d’", "l'", "l’")
