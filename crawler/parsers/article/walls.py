"""Pages that stand in the place of what was asked for, behind a good status: who we are is doubted, asked, or told.

Checks for humans, consent pages, expired logins, paid doors to whole regions, and errors; where there is little text.
"""

import re
from typing import Final

from crawler.parsers.article.witness import ARTICLE_TYPES, Witnesses, types
from crawler.parsers.extraction import PageKind

WALL_CHARS: Final = 1_500
"""Text from which on a page is none of these, whatever its title says."""

_WALL: Final = re.compile(
    r"just a moment|attention required|verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|access denied|"
    r"enable javascript and cookies|ddos protection|unusual (?:traffic|activity)|captcha|checking your browser|"
    r"pardon our interruption|request unsuccessful|security check|human verification|press (?:&|and) hold|"
    r"access to this (?:page|site) has been denied|you have been blocked|too many requests|"
    r"unavailable (?:due to|for) legal reasons|not available in your (?:country|region)",
    re.I,
)
_CONSENT: Final = re.compile(
    r"before you continue|consent[- ]?(?:wall|management)|zustimmung erforderlich|cookie-?wall", re.I
)
_EXPIRED: Final = re.compile(
    r"session (?:has |is )?(?:expired|timed out)|(?:please )?(?:log|sign) ?in (?:again|to continue)|"
    r"sitzung (?:ist )?abgelaufen|session expirée|sesión (?:ha )?(?:expirado|caducado)",
    re.I,
)
_ERROR: Final = re.compile(
    r"^\W*(?:error\s*)?(?:404|410|403|500|502|503)\b|\b(?:page|seite|página|page web) (?:was |"
    r"wurde )?(?:not found|nicht gefunden|"
    r"no encontrada|introuvable)|not found$|seite nicht gefunden|page introuvable|página no encontrada|"
    r"pagina non trovata|"
    r"страница не найдена|service unavailable|internal server error|(?:down for|under|scheduled) maintenance|"
    r"be (?:right )?back soon|wartungsarbeiten",
    re.I,
)
_WORDS: Final = (
    (_WALL, PageKind.WALL),
    (_CONSENT, PageKind.WALL),
    (_EXPIRED, PageKind.WALL),
    (_ERROR, PageKind.ERROR),
)
_MARKS: Final = re.compile(
    rb"_Incapsula_Resource|id=[\"']px-captcha|captcha-delivery\.com|awswaf\.com/[^\"']*challenge|"
    rb"_cf_chl_opt|id=[\"']cf-challenge|/collectConsent\b|action=[\"']https://consent\.",
)
"""What the makers of such pages put into them, whatever language they speak."""


def wall(witnesses: Witnesses, *, chars: int) -> tuple[PageKind, str] | None:
    """The kind of such a page, and what speaks for it; None for others. ``chars`` is how much text it has."""
    if chars > WALL_CHARS or ARTICLE_TYPES.intersection(types(witnesses.article)):
        return None
    shown = " ".join([witnesses.title, *witnesses.headings[:2]])
    for pattern, kind in _WORDS:
        if found := pattern.search(shown):
            return kind, f"title says {found[0].strip()!r}"
    return None


def made_as_wall(witnesses: Witnesses) -> str | None:
    """What tells by its markup that a page with hardly any text is a wall; None for others."""
    mark = _MARKS.search(witnesses.page.payload[: 64 << 10])
    return f"holds {mark[0].decode('ascii', 'replace')!r}" if mark else None
