"""Pages that stand in the place of what was asked for, behind a good status: who we are is doubted, asked, or told.

Checks for humans, consent pages, expired logins, paid doors to whole regions, and errors; where there is little text.
Their titles say so and nothing else, whereas a story with the same words goes on. What has a type of schema.org or a
time of publication is a story in any case.
"""

import re
from collections.abc import Iterator
from typing import Final

from crawler.parsers.article.lexicon import fold
from crawler.parsers.article.witness import Witnesses
from crawler.parsers.extraction import PageKind

WALL_CHARS: Final = 1_500
"""Text from which on a page is none of these, whatever its title says."""

_WALL: Final = re.compile(
    r"just a moment|attention required|(?:please )?verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|"
    r"access (?:is )?denied|enable javascript and cookies(?: to continue)?|ddos protection(?: by \w+)?|"
    r"(?:we(?:'|’| ha)ve detected |our systems have detected )?unusual (?:traffic|activity)"
    r"(?: from your (?:computer )?network)?|captcha|checking your browser(?: before accessing)?|"
    r"pardon our interruption|request unsuccessful|security check(?: required)?|human verification|"
    r"press (?:&|and) hold(?: to confirm)?|"
    r"access to this (?:page|site) has been denied|you have been blocked|too many requests|"
    r"(?:451\W+)?unavailable (?:due to|for) legal reasons|"
    r"(?:this (?:content|page|site) is )?not available in your (?:country|region)",
    re.I,
)
_CONSENT: Final = re.compile(
    r"before you continue(?: to .{1,40})?|consent[- ]?(?:wall|management)|zustimmung erforderlich|cookie-?wall|"
    r"(?:we value |about )?your privacy(?: is important to us| matters| choices)?|"
    r"(?:ihre |deine )?privatsphäre ist uns wichtig|(?:mit werbung|werbefrei) (?:weiter)?lesen(?: oder .{1,40})?|"
    r"pur-abo|(?:nous respectons )?votre vie privée(?: est importante)?|"
    r"(?:su privacidad|la tua privacy) .{0,20}important\w*|"
    r"(?:continuer|continua|continuar|continue|weiter) (?:sans|senza|sin|sem|without|ohne) "
    r"(?:accepter|accettare|aceptar|aceitar|accepting|zustimmung)|"
    r"(?:cookie|privacy|datenschutz|privatsphäre)[ -]?(?:settings|einstellungen|preferences|consent)",
    re.I,
)
_EXPIRED: Final = re.compile(
    r"session (?:has |is )?(?:expired|timed out)|(?:please )?(?:log|sign) ?in (?:again|to continue)|"
    r"sitzung (?:ist )?abgelaufen|session (?:a )?expirée?|sesión (?:ha )?(?:expirado|caducado)",
    re.I,
)
_THING: Final = (
    r"(?:web ?)?page|article|story|content|document|file|(?:web)?seite|artikel|inhalt|beitrag|dokument|contenu|página|"
    r"art[ií]culo|artigo|contenido|conteúdo|pagina|articolo|contenuto|sidan|siden|stron[aęy]|stránka|str[aá]nky|"
    r"страниц[аыу]|сторінк[ауи]|oldal|pagină|η σελίδα|sayfa|halaman|trang|sivua|הדף|העמוד|الصفحة|صفحه|पृष्ठ|पेज|หน้า|"
    r"页面|頁面|网页|網頁|ページ|記事|페이지|기사"
)
_MISSING: Final = (
    r"not found|(?:can.?t|cannot|could ?n.t|could not) be found|does ?n.t exist|does not exist|"
    r"(?:no longer|not|isn.t|un) ?available|no longer exists|(?:has been|was) removed|"
    r"nicht (?:mehr )?(?:gefunden|verfügbar|vorhanden)|konnte nicht gefunden|existiert nicht|"
    r"introuvable|non trouvée?|n.existe (?:pas|plus)|n.est (?:pas|plus) disponible|"
    r"n(?:o|ão|on) (?:se )?(?:encontrad[ao]|trovat[ao]|existe|esiste|encuentra|(?:está )?disponible|disponibile)|"
    r"niet (?:gevonden|beschikbaar)|bestaat niet|hittades inte|(?:kunde |kunne )?(?:inte|ikke) (?:hittas|findes|funnet|"
    r"fundet|finnes)|finns inte|(?:findes|finnes) ikke|ei löy\w+|nie (?:została )?znalezion\w+|nie istnieje|"
    r"nie znaleziono|(?:ne|nebyla )nalezena|neexistuje|не (?:найдена|существует|знайдена|існує)|nem található|"
    r"nu (?:a fost găsită|există)|δεν (?:βρέθηκε|υπάρχει)|bulunamadı|tidak (?:di)?temukan|không (?:tìm thấy|tồn tại)|"
    r"לא נמצא\w*|غير موجودة|یافت نشد|پیدا نشد|नहीं मिला|"
    r"ไม่พบ|不存在|未找到|找不到|見つかりません|存在しません|찾을 수 없|존재하지 않"
)
_STATUS: Final = r"(?:https? |error |erreur |fehler |errore |erro |błąd |hata |ошибка )?\b(?:404|410|403|500|502|503)\b"
_ERROR: Final = re.compile(
    rf"(?:(?:oops|sorry|ups|désolé|leider)\W+(?:\w{{1,8}} )?)?(?:{_STATUS}\W{{0,3}}(?:error\W+)?)?"
    rf"(?:(?:{_THING}).{{0,25}}?(?:{_MISSING})\w*|(?:{_MISSING})\w* ?(?:{_THING})|"
    r"(?:service (?:temporarily )?|temporarily )unavailable|internal server error|bad gateway|"
    r"(?:site )?(?:is )?(?:down for|under|scheduled) maintenance|(?:we.ll )?be (?:right )?back soon|wartungsarbeiten|"
    r"something went wrong|an error (?:has )?occurred|etwas ist schief ?gelaufen|ein fehler ist aufgetreten|"
    r"une erreur (?:est survenue|s.est produite)|se ha producido un error|algo (?:salió mal|deu errado))"
    rf"|{_STATUS}(?:\W{{0,3}}(?:not found|error|forbidden|gone))?|not found",
    re.I,
)
_WORDS: Final = (
    (_WALL, PageKind.WALL),
    (_CONSENT, PageKind.WALL),
    (_EXPIRED, PageKind.WALL),
    (_ERROR, PageKind.ERROR),
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
_CONSENT_WORDS: Final = re.compile(
    r"cookies?|partner|track(?:ing|er)|consent|zustimm|einwillig|datenschutz|privacy|privatsphäre|personenbezogen|"
    r"personali[sz]|werbung|advertis|traceurs?|publicit|vie privée|données|privacidad|legitim|akzeptier|accepter?",
    re.I,
)
_CONSENT_EVERY: Final = 80
_CONSENT_KINDS: Final = 4
"""A text that has one of these words in so many characters, and so many different ones, is about consent."""
_YOU: Final = re.compile(
    r"\b(?:[Yy]our?|Ihr(?:e\w?|en)?|Ihnen|[Dd]eine?\w?|[Vv]ous|[Vv]otre|[Vv]os|[Uu]sted|tus?|tu[aoe]|tuoi|[Uu]w|[Jj]ouw)\b"
)
"""Whom it asks; news of such things speaks of others."""

_MARKS: Final = re.compile(
    rb"_Incapsula_Resource|id=[\"']px-captcha|captcha-delivery\.com|awswaf\.com/[^\"'\s]{0,100}challenge|"
    rb"_cf_chl_opt|id=[\"']cf-challenge|/collectConsent\b|action=[\"']https://consent\.",
)
"""What the makers of such pages put into them, whatever language they speak."""


def wall(witnesses: Witnesses, text: str) -> tuple[PageKind, str] | None:
    """The kind of such a page, and what speaks for it; None for others. ``text`` is what it has."""
    if len(text) > WALL_CHARS or witnesses.is_dated_article:
        return None
    for shown in _titles(witnesses):
        for pattern, kind in _WORDS:
            if said := _says(pattern, shown):
                return kind, f"title says {said!r}"
    if not witnesses.declares_article and _asks_for_consent(text):
        return PageKind.WALL, "text asks for consent"
    return None


def _titles(witnesses: Witnesses) -> Iterator[str]:
    """The title, the first headings, and what is beside the site's name: parts of the title that no heading goes on."""
    title, headings = witnesses.title[:_TITLE_CHARS], [text[:_TITLE_CHARS] for text in witnesses.headings[:2]]
    yield title
    yield from headings
    longer = [text for text in headings if _SEPARATOR.search(text)]
    for part in _SEPARATOR.split(title):
        if not any(part in text for text in longer):
            yield part


def _says(pattern: re.Pattern[str], text: str) -> str | None:
    """The words found, if they are most of the text."""
    found = pattern.search(text)
    return found[0].strip() if found and len(fold(found[0])) >= _MOST * len(fold(text)) else None


def _asks_for_consent(text: str) -> bool:
    words = [word.lower() for word in _CONSENT_WORDS.findall(text)]
    if len(words) * _CONSENT_EVERY < len(text) or len(set(words)) < _CONSENT_KINDS:
        return False
    return _YOU.search(text) is not None


def made_as_wall(witnesses: Witnesses, text: str) -> tuple[PageKind, str] | None:
    """The same of a page that has hardly any text, by its markup, or by words that elsewhere say little."""
    if mark := _MARKS.search(witnesses.page.payload[: 64 << 10]):
        return PageKind.WALL, f"holds {mark[0].decode('ascii', 'replace')!r}"
    if _SCRIPTS.search(text):
        return PageKind.WALL, "asks for scripts"
    for pattern, kind in _THIN_WORDS:
        if found := next(filter(None, map(pattern.match, _SEPARATOR.split(witnesses.title[:_TITLE_CHARS]))), None):
            return kind, f"title says {found[0]!r}"
    return None
