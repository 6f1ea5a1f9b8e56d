"""Lines that ask the reader to subscribe, to follow or to load an app, in some thirty languages.

Such a request begins the line or a sentence, and names a letter, a channel or a platform, or that the text goes on.
"""

import re
from collections.abc import Iterable
from typing import Final

from crawler.parsers.article.blocks.block import Block

_LONGEST: Final = 320
_QUOTES: Final = frozenset('"“„”«»‘’‹›「『《')
_BEGINS: Final = r"(?:^\W*|[.!?…:–—-]\W+|\bplease |\bbitte |\bpor favor,? )"
_LETTER: Final = (
    r"(?:news-?letter|inbox|mailing list|boletín|boletim|lettre d|infolettre|nieuwsbrief|nyhe[dt]sbrev|uutiskirje|"
    r"hírlev[eé]l|bülten|рассылк|розсилк|бюлетин|ניוזלטר|خبرنامه|न्यूज़लेटर|จดหมายข่าว|bản tin)"
)
_CHANNEL: Final = (
    r"(?:twitter|facebook|instagram|\bx\b|linkedin|youtube|tiktok|threads|bluesky|telegram|whatsapp|google news|"
    r"телеграм|канал|\bcanal|\bkanal|redes socia[il]e?s)"
)
_EITHER: Final = f"(?:{_LETTER}|{_CHANNEL})"
_AT_BEGINNING: Final = (
    rf"sign up\b.{{0,120}}{_LETTER}",
    r"sign up (?:for|to) (?:our|the free|the daily)\b",
    r"subscribe(?:\W*$|! | (?:now|today|here|for free)\b| to our\b)",
    rf"subscribe to .{{0,60}}{_EITHER}",
    rf"(?:get|join|receive) (?:our|the|your)\b.{{0,60}}{_LETTER}",
    rf"follow (?!th(?:ese|is|at|ose)|along|up)[\w .&’']{{2,40}} on {_CHANNEL}",
    r"click here (?:for more|to (?:read|subscribe|sign|join|get))",
    r"to (?:view|read) the full (?:story|article).{0,30}subscri",
    r"abonnier(?:en sie|e|t)\b",
    r"(?:jetzt|hier) abonnieren\b",
    rf"folg(?:en sie|e|t) (?:uns|ihm|ihr|mir) (?:auf|bei) {_CHANNEL}",
    rf"melden sie sich .{{0,60}}{_LETTER}",
    r"(?:abonnez-vous|suivez-nous sur)\b",
    rf"inscrivez-vous .{{0,60}}{_LETTER}",
    r"(?:suscr[ií]b(?:ete|ase|anse)|s[ií]g[au]e?nos en)\b",
    rf"(?:recib[ae]|receba) .{{0,60}}{_LETTER}",
    rf"inscreva-se .{{0,60}}{_EITHER}",
    r"assine (?:já|agora|noss[ao])",
    rf"siga(?:-nos)? .{{0,30}}{_CHANNEL}",
    rf"iscriviti .{{0,60}}{_EITHER}",
    r"abbonati (?:a|ora|subito)\b",
    r"(?:seguici su|volg ons op|(?:følg oss|følg os|följ oss) på)\b",
    rf"(?:meld je aan|schrijf je in|abonneer je) .{{0,60}}{_LETTER}",
    rf"(?:prenumerera|abonner|tilmeld dig|tilaa|iratkoz\w+|zapisz się)\b.{{0,60}}{_LETTER}",
    r"(?:subskrybuj|obserwuj nas)\b",
    rf"(?:подпи(?:шитесь|сывайтесь)|підпи(?:шіться|суй\w+)) на .{{0,60}}{_EITHER}",
    r"(?:abone ol(?:un|mak için)|(?:bizi|kanalımızı) .{0,30}takip ed)",
    r"(?:sledujte nás na|pratite nas na|śledź nas|последвайте ни|слідкуйте за нами|следите за нами|urmări(?:ți|ți)-ne|"
    r"urmărește-ne|kövess\w* minket|seuraa meitä|ikuti kami di|theo dõi chúng tôi|ακολουθήστε μας|עקבו אחרינו)",
    rf"(?:přihlaste se|odebírejte|pretplatite se|abonează-te|abonați-vă|εγγραφείτε|абонирайте се|đăng ký|berlangganan|"
    rf"הירשמו|recevez)\b.{{0,60}}{_LETTER}",
    r"laden sie .{0,20}\bunsere .{0,20}app\b",
    r"(?:téléchargez notre appli|descarga nuestra ap|scarica la nostra app|baixe (?:o )?nosso ap|download onze app|"
    r"pobierz naszą apl|скачайте наше прил|завантажте наш|uygulamamızı indirin|ladda ner? vår app|hent vores app|"
    r"last ned appen vår|lataa sovelluksemme|stáhněte si naši apl|tải ứng dụng của chúng tôi|unduh aplikasi kami)",
    r"(?:artikeln är )?bara för prenumeranter",
    r"(?:artiklen er |artikkelen er )?kun for abonnenter",
    r"(?:dit artikel is )?alleen voor abonnees",
    r"(?:artykuł )?tylko dla (?:prenumeratorów|subskrybentów)",
    r"(?:tento článek je )?pouze pro předplatitele",
    r"(?:tämä artikkeli on )?vain tilaajille",
    r"только для подписчиков",
)
_ANYWHERE: Final = (
    r"\b(?:you(?:[’']| a)re already a subscriber|vous êtes déjà abonnée?|déjà abonnée? ?\?)",
    r"\bsign up for our .{0,30}newsletter",
    r"\bdownload (?:our|the) .{0,30}\bapps?\b.{0,30}\b(?:ios|android|app store|google play)",
    r"\b(?:suite|lecture|article|contenu)\b.{0,30}\bréservée? aux abonnés",
    r"\b(?:artikel|inhalt|text)\b.{0,30}nur für abonnenten",
    r"\b(?:articolo|contenuto|lettura)\b.{0,30}\briservat[oa] agli abbonati",
    r"\b(?:artículo|contenido|conteúdo)\b.{0,30}\bexclusiv[oa] para (?:suscriptores|assinantes)",
    rf"\b(?:unseren?|unserem) .{{0,30}}{_LETTER}",
    r"メ(?:ールマガジン|ルマガ).{0,20}(?:登録|購読)(?:して)?(?:ください|はこちら)",
    r"(?:구독|팔로우)(?:하세요|해 ?주세요)\W*$",
    r"(?:扫码|欢迎|歡迎|请|請|^\W*)(?:关注|關注|订阅|訂閱)(?:我们|我們|本报|本報)?.{0,30}(?:微信|公众号|公眾號|频道|頻道|电子报|電子報)",
    r"اشترك(?:وا)? (?:في|الآن).{0,40}(?:نشرت|النشرة|قنات|القناة)|تابعونا على",
)
_INVITATION: Final = re.compile(rf"{_BEGINS}(?:{'|'.join(_AT_BEGINNING)})|{'|'.join(_ANYWHERE)}")
"""What such a line says, in small letters."""
_WORDS: Final = (
    "sign up", "subscri", "newsl", "news-l", "inbox", "mailing l", "download", "laden sie", "click here", "abon",
    "folge", "folgt", "suivez", "suscr", "lettre", "nieuws", "nostra app", "télécharg", "ned appen", "vores app",
    "vår app", "on twitter", "on facebook", "on instagram", "on x", "on linkedin", "on youtube", "on tiktok",
    "on threads", "on bluesky", "on telegram", "on whatsapp", "on google",
    "guenos", "ganos", "bolet", "inscre", "assin", "siga", "iscriv", "abbon", "seguici", "volg", "brev", "kirje",
    "hírlev", "følg", "följ", "skryb", "nas na", "nás na", "obserwuj", "śledź", "подпи", "підпи", "последвайте",
    "слідкуйте", "следите", "urmăr", "minket", "meitä", "kami", "chúng tôi", "ακολουθ", "εγγραφ", "עקבו", "הירשמו",
    "bülten", "takip", "indirin", "pretpl", "předpl", "odebír", "naši apl", "абон", "đăng ký", "langganan",
    "nuestra ap", "nosso ap", "naszą apl", "наш", "prenumer", "tilaaj", "lataa", "メ", "구독", "팔로우", "关注", "關注",
    "訂閱", "订阅", "اشترك", "تابعونا",
)  # fmt: skip
"""One of these is in each of them; they are looked for first, in all lines at once."""


def inviting(blocks: Iterable[Block]) -> list[Block]:
    """Those of some blocks that do; what begins with a quotation mark is somebody's word."""
    short = (block for block in blocks if len(block.text) <= _LONGEST and block.text[0] not in _QUOTES)
    lines = [(block, block.text.lower()) for block in short]
    shown = "\n".join([text for _, text in lines])
    words = [word for word in _WORDS if word in shown]
    return [block for block, text in lines if any(word in text for word in words) and _INVITATION.search(text)]
