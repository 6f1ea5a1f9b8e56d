"""Whether a text asks for consent to cookies and the like, instead of telling of them.

The words are those that the dialogs of https://iabeurope.eu/transparency-consent-framework/ have in each language.
"""

import re
from typing import Final

_WORDS: Final = re.compile(
    r"cookies?|çerez|ciasteczk|eväste|クッキー|쿠키|עוגיות|ملفات تعريف الارتباط|"
    r"partner|partenaire|socios|parceiro|kumppan|партн[её]р|συνεργ|iş orta[kğ]|パートナー|合作伙伴|파트너|شركا|שותפ|"
    r"consent|zustimm|einwillig|akzeptier|accept|consens|toestemming|samtyck|samtykk|suostumu|zgod[aęy]|souhlas|súhlas|"
    r"hozzájárul|consimțământ|соглас|згод[аиу]|συγκατάθεσ|onay|rıza|同意|동의|موافق|הסכמ|सहमति|"
    r"personenbezogen|données|personal data|dati personali|datos personales|dados pessoais|persoonsgegevens|"
    r"personuppgift|personoplysning|personopplysning|henkilötie|dan(?:e|ych) osobow|osobní(?:ch)? údaj|osobných údaj|"
    r"személyes adat|caracter personal|персональн|προσωπικ\w{1,3} δεδομέν|kişisel veri|個人(?:データ|情報|資料)|"
    r"个人(?:数据|信息)|개인 ?정보|بيانات\w* الشخصية|"
    r"werbung|advertis|\bads\b|publicit|publicidad|pubblicit|annunci|advertenti|annons|annonce|reklam|mainon|hirdet|"
    r"реклам|διαφημ|広告|广告|廣告|광고|إعلان|פרסומ|विज्ञापन|"
    r"personali[sz]|personnalis|personoi|kişiselleştir|персонализ|персоналіз|最適化|个性化|個人化|맞춤|"
    r"track(?:ing|er)|traceurs?|legitim|légitim|"
    r"datenschutz|privacy|privatsphäre|vie privée|confidentialité|privacidad|integritet|yksityisy|prywatno|soukrom|"
    r"súkrom|adatvédel|confidențialit|конфиденциальн|конфіденційн|απορρήτου|gizlili|プライバシー|隐私|隱私|خصوصي|פרטיות|"
    r"गोपनीयता|"
    r"device|gerät|appareil|terminal|dispositiv|apparaat|\benhet|\benhed|laittee|urządzeni|zařízení|zariaden|eszköz|"
    r"устройств|пристро[їюєя]|συσκευ|cihaz|端末|デバイス|设备|裝置|기기|جهاز|מכשיר"
)
_TOLD: Final = ("cookie", "track", "çerez", "ciasteczk", "eväste", "クッキー", "쿠키", "עוגיות", "تعريف الارتباط")
"""One of these is in whatever asks for consent."""
_EVERY: Final = 80
_KINDS: Final = 4
"""A text that has one of these words in so many characters, and so many different ones, is about consent."""
_MOST: Final = 0.7
"""Least share of it that stands in lines with such words: a dialog may come with a short story."""

_YOU: Final = re.compile(
    r"\b(?:[Yy]our?|Ihr(?:e\w?|en)?|Ihnen|[Dd]eine?\w?|[Vv]ous|[Vv]otre|[Vv]os|[Uu]sted|tus?|tu[aoe]|tuoi|[Uu]w|[Jj]ouw|"
    r"[Ss]us? (?:dispositivo|equipo|terminal|consentimiento|privacidad)|[Vv]ocê|"
    r"[Ss]eu (?:dispositivo|consentimento|aparelho)|[Dd]u (?:kan|får|har)|[Dd]in (?:enhed|enhet)|[Dd]in[ae]|[Dd]itt|"
    r"[Vv]oit (?:perua|peruuttaa|muuttaa|hallita)|Tw(?:ój|oj\w{1,3}|oich)|Państw\w{1,2}|[Mm]oże(?:sz|cie)|"
    r"[Vv]ás|[Vv]ám|[Vv]aš\w{1,3}|[Vv]áš|[Mm](?:ů|ô)žete|Ön\w{0,4}|dvs|dumneavoastră|[Вв]ы|[Вв]ас|[Вв]ам|[Вв]аш\w{0,3}|"
    r"[Вв]и|σας|\w{2,20}[ıiuü]n[ıiuü]z\w{0,6}|שלך)\b|お客様|あなた|您|你的|귀하|회원님|"
    r"(?:جهاز|بيانات|موافقت|خصوصيت|يمكن)ك|आपक"
)
"""Whom it asks; news of such things speaks of others."""

_PARTNERS: Final = r"partner|partenaires|vendors|socios|parceiros|партн[её]р"
_OUR: Final = re.compile(
    r"\b(?:\d{1,4}|our|unsere?\w?|nos|nuestros|nostri|nossos|onze|våra|vores|våre|nasi|naszy\w{1,2}|naš\w{1,3}|"
    rf"наш\w{{1,3}})\s(?:\w{{1,12}}\s){{0,2}}(?:{_PARTNERS})|iş orta(?:klarımız|ğımız)|kumppani\w{{0,6}}mme|"
    r"partnerein[ke]|partenerii noștri|συνεργάτ\w{1,4} μας|(?:当社|弊社|社)[とのは、]{0,2}\w{0,8}パートナー|"
    r"我们.{0,8}合作伙伴|파트너|شركا[ءئ]\w{0,3}نا|השותפים שלנו|"
    r"\b(?:with (?:your consent|ads)|mit (?:(?:ihrer|deiner) (?:zustimmung|einwilligung)|werbung)|"
    r"avec votre (?:accord|consentement)|con (?:su consentimiento|il tuo consenso)|met uw toestemming)\b"
)
"""Who asks: the site and those it shares with, or what the reader may let it have."""


def asks_for_consent(text: str) -> bool:
    """Whether most of a short text is about consent, speaks to the reader, and for the site and its partners."""
    lower = text.lower()
    if not any(word in lower for word in _TOLD):
        return False
    words = _WORDS.findall(lower)
    if len(words) * _EVERY < len(text) or len(set(words)) < _KINDS:
        return False
    lines = lower.split("\n")
    about = sum(len(line) for line in lines if _WORDS.search(line))
    return about >= _MOST * sum(map(len, lines)) and bool(_YOU.search(text) and _OUR.search(lower))
