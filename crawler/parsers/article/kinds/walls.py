"""Pages that stand in the place of what was asked for, behind a good status: who we are is doubted, asked, or told.

Checks for humans, consent pages, expired logins, paid doors to whole regions, and errors; where there is little text.
Their titles say so and nothing else, whereas a story with the same words goes on. What has a type of schema.org or a
time of publication is a story in any case.
"""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from lxml.html import HtmlElement

from crawler.parsers.article.kinds.consent import asks_for_consent
from crawler.parsers.article.kinds.errors import ERROR, NOTHING
from crawler.parsers.article.lexicon import fold
from crawler.parsers.article.witness import TEXTS, Witnesses, classed, clean
from crawler.parsers.extraction import PageKind
from crawler.parsers.page import Page

_WALL_CHARS: Final = 1_500
"""Text from which on a page is none of these, whatever its title says."""

_WALL: Final = re.compile(
    r"just a moment|attention required|(?:please )?verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|"
    r"access (?:is )?denied|enable javascript and cookies(?: to continue)?|ddos protection(?: by \w+)?|"
    r"(?:we(?:'|’| ha)ve detected |our systems have detected )?unusual (?:traffic|activity)"
    r"(?: from your (?:computer )?network)?|captcha|checking your browser(?: before accessing)?|"
    r"making sure you(?:'|’)re not a bot|"
    r"pardon our interruption|request unsuccessful|security check(?: required)?|human verification|"
    r"press (?:&|and) hold(?: to confirm)?|"
    r"access to this (?:page|site) has been denied|you have been blocked|too many requests|"
    r"(?:451\W+)?unavailable (?:due to|for) legal reasons|"
    r"(?:this (?:content|page|site) is )?not available in your (?:country|region)"
)
_CONSENT: Final = re.compile(
    r"before you continue(?: to .{1,40})?|consent[- ]?(?:wall|management)|zustimmung erforderlich|cookie-?wall|"
    r"(?:we value |about )?your privacy(?: is important to us| matters| choices)?|"
    r"(?:ihre |deine )?privatsphäre ist uns wichtig|(?:mit werbung|werbefrei) (?:weiter)?lesen(?: oder .{1,40})?|"
    r"pur-abo|(?:nous respectons )?votre vie privée(?: est importante)?|"
    r"(?:su privacidad|la tua privacy) .{0,20}important\w*|"
    r"(?:continuer|continua|continuar|continue|weiter) (?:sans|senza|sin|sem|without|ohne) "
    r"(?:accepter|accettare|aceptar|aceitar|accepting|zustimmung)|"
    r"(?:cookie|privacy|datenschutz|privatsphäre)[ -]?(?:settings|einstellungen|preferences|consent)"
)
_EXPIRED: Final = re.compile(
    r"session (?:has |is )?(?:expired|timed out)|(?:please )?(?:log|sign) ?in (?:again|to continue)|"
    r"sitzung (?:ist )?abgelaufen|session (?:a )?expirée?|sesión (?:ha )?(?:expirado|caducado)"
)
_WORDS: Final = (
    (_WALL, PageKind.WALL),
    (_CONSENT, PageKind.WALL),
    (_EXPIRED, PageKind.WALL),
    (ERROR, PageKind.ERROR),
)
_SEPARATOR: Final = re.compile(r"\s[|–—·•»-]{1,3}\s|[|｜]")
_TITLE_CHARS: Final = 300
_MOST: Final = 0.7
"""Least share of a title that is such words."""

_THIN_WORDS: Final = (
    (
        re.compile(
            r"(?:log ?in|sign ?in|anmelden|anmeldung|se connecter|connexion|iniciar sesión|accedi|inloggen|logga in|"
            r"zaloguj się|logowanie|вход|войти|ログイン|로그인|登录|登錄)\Z",
            re.I,
        ),
        PageKind.WALL,
    ),
    (re.compile(r".{0,300}?\b40[34]\b"), PageKind.ERROR),
)
"""How titles begin where there is hardly any text."""
_SCRIPTS: Final = re.compile(
    r"(?:enable|need|requires?|turn on|activ|aktivier|habilit).{0,40}javascript|"
    r"javascript.{0,40}(?:enabled|disabled|required|activ|aktivier|habilit)",
    re.I,
)
_MARKS: Final = re.compile(
    rb"_Incapsula_Resource|id=[\"']px-captcha|captcha-delivery\.com|awswaf\.com/[^\"'\s]{0,100}challenge|"
    rb"_cf_chl_opt|id=[\"']cf-challenge|/collectConsent\b|action=[\"']https://consent\.|"
    rb"slowAES\.decrypt\(",
)
"""What the makers of such pages put into them, whatever language they speak."""
_BROKEN: Final = re.compile(rb"class=[\"']wp-die-message|<body id=[\"']error-page[\"']")
"""The same of errors: WordPress ends so."""
_GUARD: Final = b"/.within.website/x/cmd/anubis/"
"""The same of a guard that tells at length why it is there: Anubis."""
_MARKED_BYTES: Final = 64 << 10

_FEW: Final = 400
"""Text from which on a page is no such error as news tell of, too."""
_MOST_SHOWN: Final = 1_000
_MOST_LINES: Final = 100
"""A page that shows no more than this, in so many pieces, is an error if one of them says so."""

_CAPTCHAS: Final = ("g-recaptcha", "h-captcha", "cf-turnstile", "smart-captcha")
_MOST_CAPTCHAS: Final = 5
_MOST_FIELDS: Final = 100
_UNSEEN: Final = frozenset({"hidden", "submit", "button", "image"})


def wall(witnesses: Witnesses, text: str) -> tuple[PageKind, str] | None:
    """The kind of such a page, and what speaks for it; None for others. ``text`` is what it has."""
    if len(text) > _WALL_CHARS or witnesses.is_dated_article:
        return None
    for shown in _titles(witnesses):
        for pattern, kind in _WORDS:
            if said := _says(pattern, shown):
                return kind, f"title says {said!r}"
    if witnesses.declares_article:
        return None
    if _GUARD in witnesses.page.payload[:_MARKED_BYTES]:
        return PageKind.WALL, f"holds {_GUARD.decode()!r}"
    if len(text) < _FEW and (said := _says_nothing_else(witnesses)):
        return PageKind.ERROR, f"page says {said!r}"
    if asks_for_consent(text):
        return PageKind.WALL, "text asks for consent"
    return None


def _says_nothing_else(witnesses: Witnesses) -> str | None:
    """What a title says of an error, or one of the lines of a page that has only a few, menus and all."""
    found = (said for line in chain(_titles(witnesses), _lines(witnesses.page)) if (said := _says(NOTHING, line)))
    return next(found, None)


def _lines(page: Page) -> list[str]:
    """The texts of a page without many; none of one with more."""
    body = page.tree.find("body")
    texts = islice(TEXTS(body), _MOST_LINES + 1) if body is not None else ()
    lines = [line for text in texts if (line := _lower(clean(text[: _MOST_SHOWN + 1])))]
    return lines if len(lines) <= _MOST_LINES and sum(map(len, lines)) <= _MOST_SHOWN else []


def _titles(witnesses: Witnesses) -> Iterator[str]:
    """The title, the first headings, and what is beside the site's name: parts of the title that no heading goes on.

    All in lower case.
    """
    title, *headings = (_lower(text[:_TITLE_CHARS]) for text in (witnesses.title, *witnesses.headings[:2]))
    yield title
    yield from headings
    longer = [text for text in headings if _SEPARATOR.search(text)]
    for part in _SEPARATOR.split(title):
        if not any(part in text for text in longer):
            yield part


def _lower(text: str) -> str:
    return text.replace("İ", "i").lower()


def _says(pattern: re.Pattern[str], text: str) -> str | None:
    """The words found, if they are most of the text, which is in lower case as all patterns are."""
    found = pattern.search(text)
    return found[0].strip() if found and len(fold(found[0])) >= _MOST * len(fold(text)) else None


def made_as_wall(witnesses: Witnesses, text: str) -> tuple[PageKind, str] | None:
    """The same of a page that has hardly any text, by its markup, or by words that elsewhere say little."""
    start = witnesses.page.payload[:_MARKED_BYTES]
    if mark := _MARKS.search(start):
        return PageKind.WALL, f"holds {mark[0].decode('ascii', 'replace')!r}"
    if mark := _BROKEN.search(start):
        return PageKind.ERROR, f"holds {mark[0].decode('ascii', 'replace')!r}"
    if _asks_for_no_more_than_a_click(witnesses.page):
        return PageKind.WALL, "form with a captcha and nothing to fill in"
    if _SCRIPTS.search(text):
        return PageKind.WALL, "asks for scripts"
    for pattern, kind in _THIN_WORDS:
        if found := next(filter(None, map(pattern.match, _SEPARATOR.split(witnesses.title[:_TITLE_CHARS]))), None):
            return kind, f"title says {found[0]!r}"
    return None


def _asks_for_no_more_than_a_click(page: Page) -> bool:
    """Whether a captcha is in a form with nothing to fill in; comments and logins have that, too."""
    boxes = classed(page, _CAPTCHAS)[:_MOST_CAPTCHAS]
    forms = [form for box in boxes if (form := next(box.iterancestors("form"), None)) is not None]
    return any(
        not any(map(_is_to_fill_in, islice(form.iter("input", "textarea", "select"), _MOST_FIELDS))) for form in forms
    )


def _is_to_fill_in(field: HtmlElement) -> bool:
    """Whether it is a field that readers see; what a captcha adds to a form is its response."""
    return (field.get("type") or "").lower() not in _UNSEEN and not (field.get("name") or "").endswith("-response")
