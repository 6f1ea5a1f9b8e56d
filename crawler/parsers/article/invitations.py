"""Lines that ask the reader to subscribe or to follow, in some twenty languages."""

import re
from collections.abc import Iterable
from typing import Final

from crawler.parsers.article.blocks import Block

_LONGEST: Final = 320
_LETTER: Final = (
    r"(?:news-?letter|inbox|mailing list|boletín|boletim|lettre d|infolettre|nieuwsbrief|nyhetsbrev|uutiskirje)"
)
_INVITATION: Final = re.compile(
    r"(?:^\W*|[.!?…:–—-]\s+|please )(?:sign up|subscribe)\s(?:now\s|today\s|here\s|for free\s)*"
    r"(?:to|for|here|now|today)\b"
    rf"|\b(?:(?:sign up|subscribe|register)\b.{{0,60}}{_LETTER}|already (?:a subscriber|subscribed)\b"
    r"|click here (?:for more|to (?:read|subscribe|sign|join|get))"
    rf"|(?:get|join|receive) (?:our|the|your)\b.{{0,60}}{_LETTER}"
    r"|(?:view|read) the full (?:story|article)\b.{0,30}\bsubscri|(?:download|get) (?:the|our) .{0,30}\bapps?\b"
    r"|follow (?:us|him|her|me|them|[\w .]{2,40}) on (?:twitter|facebook|instagram|x\b|linkedin|youtube|tiktok|"
    r"threads|bluesky|telegram|whatsapp|google news)"
    r"|(?:jetzt|hier) abonnieren\b|abonnieren sie\b|folge(?:n sie)? (?:uns|ihm|ihr|mir) (?:auf|bei)\b"
    rf"|nur für abonnenten|melden sie sich .{{0,60}}{_LETTER}|(?:unser|zum)\w* .{{0,30}}{_LETTER}"
    rf"|abonnez-vous\b|déjà abonnée?\b|réservée? aux abonnés|inscrivez-vous .{{0,60}}{_LETTER}|suivez-nous sur\b"
    rf"|suscr[ií]b(?:ete|ase|anse|irte|irse)\b|s[ií]g[au]e?nos en\b|reciba? .{{0,60}}{_LETTER}"
    r"|exclusiv[oa] para (?:suscriptores|assinantes)|inscreva-se\b|assine (?:a |o |já|agora|noss[ao])"
    r"|siga(?:-nos)? .{0,30}\bn(?:o|as?|os) (?:twitter|facebook|instagram|whatsapp|telegram|redes)"
    r"|iscriviti\b|abbonati\b|seguici su\b|riservat[oa] agli abbonati"
    r"|(?:meld je aan|schrijf je in|abonneer je)\b|volg ons op\b"
    r"|(?:prenumerera|abonner|følg oss|følg os|följ oss) på\b|zapisz się\b|subskrybuj\b|obserwuj nas\b"
    r"|подпи(?:шитесь|сывайтесь)|підпи(?:шіться|суйтеся|суйтесь)"
    r"|abone ol(?:un|abilirsiniz|mak için)|(?:bizi|kanalımızı) takip ed)"
    r"|メ(?:ールマガジン|ルマガ).{0,20}(?:登録|購読)|(?:구독|팔로우)(?:하세요|해 ?주세요)"
    r"|扫码关注|關注我們|关注我们|訂閱我們|订阅我们|اشترك(?:وا)? (?:في|الآن)|تابعونا على"
)
"""What such a line says, in small letters."""
_WORDS: Final = (
    "ign up", "bscri", "register", "click here", "letter", "inbox", "list", "apps", " app", "follow", "abon", "folge",
    "suivez", "suscr", "guenos", "ganos", "bolet", "inscre", "assin", "siga", "iscriv", "abbon", "seguici", "aan",
    "schrijf", "volg", "brev", "kirje", "prenum", "følg", "följ", "zapisz", "skrybuj", "obserwuj", "подпи", "підпи",
    "takip", "メ", "구독", "팔로우", "关注", "關注", "訂閱", "订阅", "اشترك", "تابعونا",
)  # fmt: skip
"""One of these is in each of them; they are looked for first, in all lines at once."""


def inviting(blocks: Iterable[Block]) -> list[Block]:
    """Those of some blocks that do."""
    lines = [(block, block.text.lower()) for block in blocks if len(block.text) <= _LONGEST]
    shown = "\n".join([text for _, text in lines])
    if not any(word in shown for word in _WORDS):
        return []
    return [block for block, text in lines if _INVITATION.search(text)]
