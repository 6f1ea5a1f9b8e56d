"""Lines that are shown where an embed waits for the reader's consent, or cannot be shown, in some thirty languages.

Such a line says three things: of what it speaks (this content, external content), of what that hangs (cookies, consent,
another's terms), and what the reader may do, who is spoken to or for whom it is made. News tell of two of them.
"""

import re
from collections.abc import Sequence
from typing import Final

from crawler.parsers.article.blocks.block import Block
from crawler.parsers.article.blocks.features import PARTS
from crawler.parsers.article.body.hints import Hints, hints_in
from crawler.parsers.article.marks import QUOTES

_LONGEST: Final = 300
_KNOWN: Final = re.compile(
    r"(?:empfohlener |redaktioneller )?extern(?:er|e) inhalte?\b.{0,80}(?:anzeig|lad|zustimm|klick|einwillig|daten)|"
    r"personenbezogene daten .{0,60}drittplattform|"
    r"(?:allow|accept|enable) .{0,30}cookies .{0,40}(?:to view|to see|to watch|content)|"
    r"(?:this|third[- ]party|external) content (?:is|may be|could not be) .{0,40}(?:hosted|blocked|loaded|cookies)|"
    r"contenu .{0,30}bloqué .{0,60}cookies|ce contenu .{0,40}(?:cookies|traceurs)|"
    r"an dieser stelle .{0,40}\bextern\w+ inhalt|(?:this slideshow|please enable|requires) .{0,20}javascript"
)
_ADDRESSES: Final = re.compile(
    r"\b(?:you|your|please|click|sie|ihre[nrms]?|du|deine?[nrms]?|bitte|klick\w*|hier|an dieser stelle|vous|votre|vos|"
    r"veuillez|cliquez)\b|^\W*(?:this slideshow requires|(?:empfohlener |redaktioneller )?externer inhalt\b)"
)
_THING: Final = re.compile(
    r"\b(?:this|external|embedded) (?:\w+ )?(?:content|embed|video|post|tweet|map|element)|by (?:loading|playing) "
    r"the\b|"
    r"\bdies\w* (?:\w+[- ])?(?:inhalt|video|beitrag|tweet|karte|element)|extern\w* inhalt|(?:laden|abspielen) des \w+|"
    r"\b(?:ce|cette) (?:contenu|vidéo|publication|carte|tweet)|contenu externe|"
    r"\best[ea] (?:contenido|vídeo|video|publicación|mapa|tuit)|contenido externo|"
    r"\bquest[oa] (?:contenuto|video|post|mappa)|contenuto esterno|"
    r"\best[ea] (?:conteúdo|vídeo|publicação|mapa)|conteúdo externo|"
    r"\bdeze (?:inhoud|\S*video|kaart)|\bdit bericht|externe inhoud|"
    r"\b(?:tę|ta|tej) treś|\b(?:ten|tego) (?:film|post|materiał)|zewnętrzn\w+ treś|treści? zewnętrzn|"
    r"\b(?:det här|detta|dette) (?:innehåll|indhold|innhold|inlägg|opslag|innlegg)|e[kx]stern\w* (?:inneh|indh|innh)|"
    r"video(?:en|n) kan (?:inte|ikke) vis|\btämän? (?:sisältö|sisällön|video)|ulkoi\w+ sisäl|videota ei voi|"
    r"\bt(?:ento|oto|ohoto|ohto) (?:obsah|vide)|extern\w+ obsah|video (?:nelze|sa nedá) zobrazi|"
    r"^\W*a tartalom megtek|ez a tartalom|külső tartal|a videó a |"
    r"\bacest (?:conținut|videoclip)|conținut extern|\bbu (?:\w+ )?(?:içerik|içeriği|video)|harici içerik|"
    r"αυτό το (?:περιεχ|βίντεο)|εξωτερικό περιεχ|το βίντεο δεν|\bэто(?:т|го|му)? (?:контент|материал|видео)|"
    r"внешн\w+ контент|видео нельзя|\bцей? (?:вміст|контент|відео)|зовнішн\w+ вміст|відео не можна|"
    r"\bтова (?:съдържание|видео)|външно съдържание|видеото не|\bova(?:j|og) (?:sadržaj|video)|vanjski sadržaj|"
    r"video se ne može|\bова(?:ј|ог) (?:садржај|видео)|هذا (?:المحتوى|الفيديو)|محتوى خارجي|"
    r"(?:תוכן|סרטון) ה?זה|תוכן חיצוני|این (?:محتوا|ویدیو)|محتوای خارجی|この(?:コンテンツ|動画)|動画を再生するには|"
    r"外部コンテンツ|"
    r"이 (?:콘텐츠|동영상)|동영상을 재생하려면|외부 콘텐츠|[此该該本](?:内容|內容|视频|影片)|外部内容|konten ini|"
    r"konten eksternal|"
    r"nội dung (?:này|bên ngoài)"
)
"""Of what it speaks, in small letters: of itself."""
_SERVICE: Final = re.compile(
    r"youtube|twitter|facebook|instagram|tiktok|vimeo|spotify|soundcloud|google maps|\bx\b|bluesky|datawrapper|"
    r"infogram|"
    r"flourish|dailymotion|pinterest|telegram|threads|يوتيوب|יוטיוב|یوتیوب|유튜브"
)
_OFFERS: Final = re.compile(
    r"\bto (?:view|see|watch|load|show|display) (?:this|the|external)|by (?:showing|loading|viewing|playing)|you "
    r"accept|"
    r"\bclick|\byour (?:\w+ )?(?:settings|preferences|consent|choices)|please (?:accept|allow|enable|agree)|"
    r"\bum dies\w+ .{3,30} zu |\bihre[nr]? [\w-]*einstellung|(?:akzeptieren|erklären|stimmen) sie|"
    r"pour (?:afficher|voir|charger|visionner) c|vous (?:acceptez|n[’']avez pas)|veuillez|vos (?:réglages|paramètres|"
    r"préf)|"
    r"para (?:ver|mostrar|cargar|visualizar|exibir|carregar) est|al (?:mostrar|cargar)lo|haga clic|haz clic|"
    r"\b(?:tus?|sus) (?:configuraci|ajustes|preferencias)|per (?:visualizzare|vedere|guardare) quest|mostrandolo|"
    r"tue (?:impostazioni|preferenze)|ao exibi|(?:suas|tuas) (?:config|defini|prefer)|"
    r"om deze .{3,20} te |door deze te|\b(?:uw|je) cookie|aby (?:zobaczyć|wyświetlić|obejrzeć) t|wyświetlając|twoich "
    r"ustaw|"
    r"för att (?:se|visa) (?:det|inn)|genom att visa|din[ae] cookie|for (?:at|å) (?:se|vise) (?:dette|ind|inn)|"
    r"ved (?:at|å) vise|nähdäksesi|näyttämällä|asetustesi|(?:pro|na) zobraz\w+ toh|jeho zobrazen|vaš(?:emu|e) nastaven|"
    r"tartalom megtekintés|megjelenítésével|beállítás(?:ai|a) miatt|pentru a (?:vedea|afișa) ac|afișându|setărilor d|"
    r"(?:görüntüle|izle)mek için|görüntüleyerek|ayarlarınız|για να δείτε|με την προβολή|ρυθμίσεων .{0,12}σας|"
    r"для просмотра эт|чтобы (?:увидеть|посмотреть) эт|показывая|ваших настроек|щоб (?:побачити|переглянути) ц|"
    r"показуючи|ваші налашт|"
    r"за да (?:видите|покажете)|с показването|вашите настройки|da biste vidjeli|prikazivanjem prih|vaših postav|"
    r"да бисте видели|приказивањем прих|(?:لعرض|لمشاهدة) هذا|بعرضه|כדי לצפות|בהצגתו|برای دیدن این|با نمایش|"
    r"表示する(?:に|と)|"
    r"(?:보|재생하)려면|표시하면|"
    r"要(?:查看|显示)[此该]|显示[该此]|untuk (?:melihat|menampilkan) k|dengan menampilkan|để xem n|khi hiển thị"
)
"""What the reader may do."""
_ASKS: Final = re.compile(
    r"\b(?:need|require)s? your|(?:brauchen|benötigen) (?:wir )?ihre|votre consentement pour|(?:necesitamos|requiere) "
    r"(?:su|tu)|"
    r"bisogno del (?:tuo|suo) cons|precisamos d[oa] (?:seu|sua)|(?:je|uw) toestemming nodig|potrzebujemy twoj|"
    r"behöver ditt|brug for dit|trenger ditt|tarvitsemme suost|potřebujeme váš|potrebujeme váš|az ön hozzájár|"
    r"nevoie de consim|onayınıza ihtiy|συγκατάθεσή σας|нужно ваше согл|потрібна ваша|вашето съгл|trebamo vaš|"
    r"потребна нам је ваша|نحتاج إلى موافقتك|זקוקים להסכמ|به رضایت شما|同意が必要|동의가 필요|需要您的同意|"
    r"membutuhkan persetujuan|"
    r"cần sự đồng ý"
)
"""What it asks of the reader on behalf of a service."""
_CONDITIONS: Final[Hints] = {
    "": ("cookie", "consen", "third part", "third-part", "privacy", "extern", "javascript"),
    "het ": ("toestem", "derde"),
    "yang": ("setuju", "ketiga"),
    "ü": ("zustimm", "einwillig", "dritt", "datenschutz", "süti", "üçün"),
    "é": ("traceur", "un tiers", "hozzáj", "harmad"),
    "ó": ("tercer",),
    "ã": ("terceir",),
    "à": ("terz",),
    "ł": ("zgod", "zewn"),
    "ä": ("samty", "tredje", "suostu", "kolmann", "eväst"),
    "å": ("samty", "tredje", "kapsler"),
    "ě": ("souhlas", "třetí"),
    "ľ": ("súhlas", "tret"),
    "č": ("privol", "kolač", "treć"),
    "ă": ("consimț", "terț"),
    "ı": ("çerez", "onay"),
    "ồ": ("đồng ý", "thứ ba"),
    "ο": ("συγκ", "τρίτ"),
    "о": ("соглас", "треть", "згод", "съглас", "бискв", "трета", "саглас", "колач", "треће"),
    "ا": ("الارتباط", "موافق", "ثالث", "کوکی", "رضایت"),
    "ה": ("הסכמ", "שלישי"),
    "意": ("同意",),
    "第": ("第三",),
    "ク": ("クッキ",),
    "의": ("동의",),
    "쿠": ("쿠키",),
}  # fmt: skip
"""Of what that hangs, by what texts of these languages have: looked for first, in all lines at once."""


def stand_ins(blocks: Sequence[Block]) -> set[Block]:
    """Those of some blocks that are such lines; parts of lists and tables, and what begins as a quotation, are not."""
    short = [block for block in blocks if len(block.text) <= _LONGEST and block.box.tag not in PARTS]
    shown = "\n".join([block.text for block in short]).lower()
    words = hints_in(_CONDITIONS, shown)
    lines = [(block, block.text.lower()) for block in short] if words else []
    return {block for block, text in lines if any(word in text for word in words) and _stands_in(text)}


def _stands_in(text: str) -> bool:
    if _KNOWN.search(text) and _ADDRESSES.search(text):
        return True
    if text[0] in QUOTES:
        return False
    if _ASKS.search(text):
        return _SERVICE.search(text) is not None or _THING.search(text) is not None
    return _OFFERS.search(text) is not None and _THING.search(text) is not None
