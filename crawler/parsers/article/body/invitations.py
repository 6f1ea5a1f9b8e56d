"""Lines that ask the reader to subscribe, to follow, to load an app or to give money, in some thirty languages.

Such a request begins the line or a sentence, and names a letter, a channel or a platform, or that the text goes on.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from crawler.parsers.article.blocks.block import Block
from crawler.parsers.article.blocks.features import HEADINGS, PARTS
from crawler.parsers.article.body.hints import by_sign, hints_in
from crawler.parsers.article.marks import QUOTES

_LONGEST: Final = 320
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
_SUPPORT: Final = (
    r"(?:support (?:us|our)\b|unterstütz\w+ (?:sie )?uns|soutenez[- ]n|apóyanos|apoya nuestr|sostienici|sostieni "
    r"(?:il|la) nostr|"
    r"apoie(?:-nos| o nosso)|steun on[sz]|wesprzyj nas|stöd (?:oss|vår)|støtt? (?:oss?\b|vår|vores)|tue meitä|"
    r"podpo[rř]te n[aá][sš]|támogass\w* minket|susține(?:ți)?-ne|bizi destekle|στηρίξτε μας|поддержите на[сш]|"
    r"підтримайте на[сш]|подкрепете н|podržite na[sš]|подржите на[сш]|ادعمو?نا|תמכו בנו|از ما حمایت|ご支援のお願い|"
    r"후원해 ?주세요|支持我[们們]|dukung kami|ủng hộ chúng tôi)"
)
_MONEY: Final = (
    r"(?:donat|donac|doaç|donaz|donaț|spende|\bdons?\b|journalis|giornalis|jornalis|jurnalis|periodis|dziennikar|"
    r"žurnalist|"
    r"gazeteci|δημοσιογρ|журналист|журналіст|новинар|novinar|újságír|صحافة|עיתונות|روزنامه|ジャーナリズム|언론|"
    r"新[闻聞]|báo chí|"
    r"become a |mitglied|\bgåva|\bgave|lahjoit|дарен|пожертв)"
)
"""What it is for, so that the cause may be told from others."""
_AT_BEGINNING: Final = (
    rf"sign up\b.{{0,120}}{_LETTER}",
    r"sign up (?:for|to) (?:our|the free|the daily)\b",
    r"subscribe(?:\W*$|! | (?:now|today|here|for free)\b| to our\b)",
    rf"subscribe to .{{0,60}}{_EITHER}",
    rf"(?:get|join|receive) (?:our|the|your)\b.{{0,60}}{_LETTER}",
    rf"join (?:us on|our)\b.{{0,40}}{_CHANNEL}",
    r"follow us\W*$",
    rf"{_SUPPORT}.{{0,120}}{_MONEY}",
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
    rf"(?:prenumerera|abonner|tilmeld dig|tilaa|iratkoz\w+|zapisz się|meld deg på|prihláste sa)\b.{{0,60}}{_LETTER}",
    r"(?:subskrybuj|obserwuj nas)\b",
    rf"(?:подпи(?:шитесь|сывайтесь)|підпи(?:шіться|суй\w+)) на .{{0,60}}{_EITHER}",
    r"(?:abone ol(?:un|mak için)|(?:bizi|kanalımızı) .{0,30}takip ed)",
    r"(?:sledujte nás na|pratite nas na|śledź nas|последвайте ни|слідкуйте за нами|следите за нами|urmări(?:ți|ți)-ne|"
    r"urmărește-ne|kövess\w* minket|seuraa meitä|ikuti kami di|theo dõi chúng tôi|ακολουθήστε μας|עקבו אחרינו|пратите "
    r"нас на)",
    rf"(?:přihlaste se|odebírejte|pretplatite se|abonează-te|abonați-vă|εγγραφείτε|абонирайте се|đăng ký|berlangganan|"
    rf"הירשמו|recevez)\b.{{0,60}}{_LETTER}",
    r"laden sie .{0,20}\bunsere .{0,20}app\b",
    r"(?:téléchargez notre appli|descarga nuestra ap|scarica la nostra app|baixe (?:o )?nosso ap|download onze app|"
    r"pobierz naszą apl|скачайте наше прил|завантажте наш|uygulamamızı indirin|ladda ner? vår app|hent vores app|"
    r"last ned appen vår|lataa sovelluksemme|stáhněte si naši apl|tải ứng dụng của chúng tôi|unduh aplikasi kami|"
    r"stiahnite si našu apl|töltse le alkalmazásunk|descarcă aplicația noas|κατεβάστε την εφαρμογή μας|изтеглете "
    r"нашето|"
    r"preuzmite našu apl|преузмите нашу апл|حمّ?لوا? تطبيقنا|הורידו את האפליקציה שלנו|下载我们的应用|下載我們的應用)",
    rf"пријавите се на .{{0,60}}(?:билтен|{_LETTER})",
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
    r"\bbültenimize abone ol|خبرنامه ما عضو|ما را در \S{2,20} دنبال کنید|(?:اپلیکیشن|برنامه) ما را .{0,30}دانلود کنید",
    r"ニュースレター.{0,20}(?:登録|購読)(?:して|はこちら|$)|でフォロー(?:して|はこちら|$)|"
    r"アプリ.{0,10}ダウンロード(?:はこちら|して)",
    r"우리 앱을 다운로드|^\W*(?:订阅|訂閱)我[们們]的",
    r"メ(?:ールマガジン|ルマガ).{0,20}(?:登録|購読)(?:して)?(?:ください|はこちら)",
    r"(?:구독|팔로우)(?:하세요|해 ?주세요)\W*$",
    r"(?:扫码|欢迎|歡迎|请|請|^\W*)(?:关注|關注|订阅|訂閱)(?:我们|我們|本报|本報)?.{0,30}(?:微信|公众号|公眾號|频道|"
    r"頻道|电子报|電子報)",
    r"اشترك(?:وا)? (?:في|الآن).{0,40}(?:نشرت|النشرة|قنات|القناة)|تابعونا على",
)
_INVITATION: Final = re.compile(rf"{_BEGINS}(?:{'|'.join(_AT_BEGINNING)})|{'|'.join(_ANYWHERE)}")
"""What such a line says, in small letters."""
_WORDS: Final = by_sign(
    (
        "sign up", "subscri", "newsl", "news-l", "inbox", "mailing l", "download", "laden sie", "click here", "abon",
        "suivez", "suscr", "lettre", "nieuws", "nostra app", "télécharg", "ned appen", "vores app", "vår app",
        "join our", "join us on", "guenos", "ganos", "bolet", "inscre", "assin", "siga", "iscriv", "abbon", "seguici",
        "volg", "brev", "kirje", "hírlev", "følg", "följ", "skryb", "nas na", "nás na", "obserwuj", "śledź", "подпи",
        "підпи", "последвайте", "слідкуйте", "следите", "urmăr", "minket", "meitä", "kami", "chúng tôi", "ακολουθ",
        "εγγραφ", "עקבו", "הירשמו", "bülten", "takip", "indirin", "pretpl", "předpl", "odebír", "naši apl", "абон",
        "đăng ký", "langganan", "nuestra ap", "nosso ap", "naszą apl", "наш", "prenumer", "tilaaj", "lataa", "メ",
        "구독", "팔로우", "关注", "關注", "訂閱", "订阅", "اشترك", "تابعونا", "prihlá", "našu apl", "töltse",
        "descarcă", "κατεβ", "пратите", "преузм", "изтегл", "пријав", "تطبيقنا", "הורידו", "ما را", "خبرنامه",
        "フォロー", "アプリ", "ニュース", "우리 앱", "下载", "下載", "follow ", "folg", "rnalis", "donat", "periodis",
        "dziennikar", "gazetec", "spend", "δημοσιογρ", "журналист", "журналіст", "новинар", "novinar", "újságír",
        "صحافة", "עיתונות", "روزنامه", "ジャーナリズム", "언론", "独立新闻", "báo chí", "дарен", "пожертв",
    )
)  # fmt: skip
"""One of these is in each of them; they are looked for first, in all lines at once."""
_AMID: Final = 200
_LINKED: Final = 0.2
"""Least share of a line that is link: it leads to where the reader is asked to go."""
_SAID: Final = HEADINGS.keys() | PARTS | {"blockquote"}
"""Tags of what stands out and is the author's."""


def inviting(blocks: Iterable[Block]) -> list[Block]:
    """Those of some blocks that do; what begins with a quotation mark is somebody's word."""
    short = (block for block in blocks if len(block.text) <= _LONGEST and block.text[0] not in QUOTES)
    lines = [(block, block.text.lower()) for block in short]
    words = hints_in(_WORDS, "\n".join([text for _, text in lines]))
    return [block for block, text in lines if any(word in text for word in words) and _INVITATION.search(text)]


def standing_out(blocks: Sequence[Block]) -> list[Block]:
    """Those of some blocks in another box or of another tag than their neighbours, and those that are links in part.

    In a paragraph like all others, authors may write of such requests.
    """
    kinds = [None, *[(block.box.parent, block.box.tag) for block in blocks], None]
    beside = zip(kinds, kinds[2:], strict=False)
    return [
        block
        for block, kind, others in zip(blocks, kinds[1:], beside, strict=False)
        if len(block.text) <= _AMID
        and (kind not in others or block.link_chars >= _LINKED * len(block.text))
        and block.box.tag not in _SAID
    ]
