"""Lines that are the page's own, whatever it tells: labels of buttons, how long reading takes, how many have read.

They are told by their words: all of a line's are of this small vocabulary, in some thirty languages, and one says what
the line is for. A sentence has others.
"""

import re
from typing import Final

from crawler.parsers.article.blocks.block import Block
from crawler.parsers.article.blocks.features import HEADINGS

_FEWEST_DIGITS: Final = 2
"""Of a number of readers."""
_SHARE: Final = frozenset(
    "share teilen teile teilt partager partagez partage compartir comparte comparta compártelo compartilhar "
    "compartilhe partilhar partilhe condividi condividere delen deel udostępnij podziel dela del jaa sdílet sdílejte "
    "zdieľať zdieľajte megosztás megosztása megosztom distribuie distribuiți paylaş paylaşın κοινοποίηση κοινοποιήστε "
    "μοιραστείτε поделиться поделись поделитесь поширити поділитися поділись сподели споделете споделяне podijeli "
    "podijelite podeli podelite подели поделите شارك مشاركة شاركها שתפו שתף שיתוף اشتراک اشتراک‌گذاری 공유 공유하기 "
    "bagikan chia sẻ".split()
)
_ACTS: Final = _SHARE | frozenset(
    "print drucken ausdrucken imprimer imprimir stampa afdrukken printen drukuj wydrukuj udskriv tulosta tisknout "
    "vytisknout tlačiť vytlačiť nyomtatás printează yazdır εκτύπωση распечатать роздрукувати отпечатай ispis ispiši "
    "štampaj штампај طباعة اطبع הדפסה הדפס چاپ 인쇄 인쇄하기 cetak copy copied kopieren kopiert copier copié copiar "
    "copiado copia copiato kopieer kopiëren gekopieerd kopiuj skopiowano skopiuj kopiera kopiér kopier kopieret "
    "kopioi kopírovat kopírovať másolása copiază kopyala αντιγραφή скопировать копировать скопіювати копіювати "
    "копирай kopiraj копирај نسخ העתק העתקת کپی 복사 복사하기 salin listen anhören vorlesen écouter écoutez escuchar "
    "escucha ascolta ouvir ouça luister beluister posłuchaj lyssna lyt lytt kuuntele poslechnout vypočuť "
    "meghallgatása ascultă dinle ακούστε слушать прослушать слухати прослухати чуйте poslušaj послушај استمع האזינו "
    "듣기 dengarkan nghe schriftgröße textgröße tekstgrootte lettergrootte textstorlek tekststørrelse skriftstørrelse "
    "betűméret".split()
)
"""What buttons do, or share."""
_MAY_ACT: Final = frozenset(
    "send senden versenden verschicken weiterleiten mailen envoyer enviar invia verstuur versturen wyślij skicka "
    "lähetä poslat odoslať poslať küldés trimite gönder αποστολή отправить надіслати изпрати pošalji пошаљи إرسال שלח "
    "ارسال 보내기 kirim gửi skriv font size taille tamaño dimensione tamanho grootte rozmiar tekstin velikost veľkosť "
    "mărime mărimea yazı μέγεθος размер розмір veličina величина حجم גודל اندازه 글자 ukuran cỡ sao chép گوش save "
    "guardar salvar enregistrer speichern bewaren zapisz spara lagre tallenna".split()
)
"""The same where another word is one of pages."""
_OF_PAGES: Final = frozenset(
    "article articles story post page artikel beitrag seite text url link links pagina página artículo noticia "
    "articolo notizia artigo notícia matéria bericht artikelen artykuł artykułu artykułem wpis strona odkaz odkazu "
    "artikeln sidan länk länken artiklen siden artikkelen lenke artikkeli juttu sivu linkki článek stránku stránka "
    "článok cikk articolul haberi haber yazıyı bağlantıyı bağlantı άρθρο σελίδα συνδέσμου σύνδεσμο статьёй статьей "
    "статью статья новостью ссылку страницу статтею статтю новиною посилання статията статия новината линк линка "
    "članak vijest poveznicu чланак вест المقال المقالة الخبر الرابط رابط הכתבה כתבה לכתבה קישור הקישור מאמר مقاله "
    "خبر لینک صفحه مطلب متن 기사 글 링크 주소 tautan berita bài liên kết enlace enlaces lien liens größe letra texto "
    "testo carattere caractères texte fonte tekstu czcionki koko písma textu boyutu boyut γραμμάτων κειμένου шрифта "
    "шрифту текста тексту teksta الخط النص טקסט הגופן قلم 크기 huruf teks chữ ut email mail mails mailem mailom "
    "mailben mailen sähköpostilla courriel correo poczta posta почте почтой поштою імейл имейл имейлом мейлом poštom "
    "poštou البريد الإلكتروني بالبريد במייל ایمیل 이메일로 이메일 메일로 мејлом font this".split()
)
_SMALL: Final = frozenset(
    "the your our on via by to with a an e it up naar til za за trên diesen diese dieses den die das per auf über mit "
    "als bei von cet cette ce le la les l sur par avec en este esta el lo por con un una o os no na questo questa il "
    "su tramite di da do du dit deze het de op ten tę przez w we det här på till i af denne dette tämä tämän tento "
    "túto ze s ezt az această pe prin cu bu ile ta te το τη στο με σε эту этой это этим в во по цей цю цією у през "
    "във с на тази ovaj ovu овај ову هذا هذه على عبر في إلى את ב על با در را به این بگذارید دهید از lên qua viết này "
    "은 는 을 를 이 으로 로 에 ini ke melalui lewat or oder ou und and et y och og ja k post".split()
)
_SERVICES: Final = (
    "facebook", "twitter", "whatsapp", "instagram", "linkedin", "telegram", "pinterest", "reddit", "messenger",
    "tumblr", "viber", "bluesky", "mastodon", "threads", "xing", "flipboard", "vkontakte", "zalo", "фейсбук",
    "телеграм", "твиттер", "فيسبوك", "تويتر", "واتساب", "פייסבוק", "בפייסבוק", "בוואטסאפ", "באינסטגרם",
    "فیسبوک", "تلگرام", "اینستاگرام", "페이스북", "카카오톡", "инстаграм",
)  # fmt: skip
_SIGNS: Final = frozenset({"x", "vk"})
_POSTS: Final = frozenset(
    "post beitrag publication publicación publicação bericht inlägget opslaget innlegget julkaisu příspěvek príspevok "
    "bejegyzés postare gönderiyi δημοσίευση публикацию допис публикация objavu објаву المنشور בפוסט پست 게시물 "
    "postingan bài tweet".split()
)
_SEEN: Final = frozenset(
    "view see sieh voir ver visualizza bekijk wyświetl visa se vis näytä zobrazit zobraziť megtekintése vezi gör "
    "δείτε посмотреть переглянути вижте pogledaj погледај عرض צפו مشاهده 보기 lihat xem".split()
)
_AROUND_SEEN: Final = frozenset("dir an ten του αυτή τη цей тази הזה".split())
_READ: Final = frozenset(
    "reading read lesezeit lesedauer lecture lectura lettura leitura leestijd czytania lästid læsetid lesetid "
    "lukuaika čtení čítania olvasási citire okuma ανάγνωσης чтения читання четене čitanja читања القراءة קריאה مطالعه "
    "읽는 baca đọc hits views aufrufe vues visitas visualizzazioni visualizações weergaven wyświetlenia wyświetleń "
    "visningar visninger katselukerrat zobrazení zobrazenia megtekintések vizualizări görüntülenme προβολές "
    "просмотров переглядів прегледи pregleda прегледа المشاهدات مشاهدات צפיות بازدید 조회수 조회 dilihat lượt xem "
    "klicks zugriffe".split()
)
_UNITS: Final = frozenset(
    "min mins minute minutes minuten minuti minuto minutos minuut minuty minut minuter minutter minuuttia minúty perc "
    "minuta dk dakika λεπτά мин минут минуты хв хвилин минути минута دقائق دقيقة דקות دقیقه 분 menit phút".split()
)
_OF_TIME: Final = frozenset(
    "time temps tiempo tempo tijd czas doba čas idő timp süresi χρόνος время час време vrijeme وقت זמן زمان 시간 "
    "waktu thời gian za für про about ca circa".split()
)
_ADVERTISING: Final = frozenset(
    "advertisement anzeige werbung publicité publicidad pubblicità publicidade advertentie reklama annons "
    "annonce annonse mainos iklan hirdetés publicitate reklam διαφήμιση реклама oglas "
    "إعلان פרסומת آگهی 광고 広告 廣告 广告".split()
)
_ALONE: Final = _ACTS | _ADVERTISING
_KNOWN: Final = _ALONE.union(_MAY_ACT, _OF_PAGES, _SMALL, _SIGNS, _POSTS, _SEEN, _AROUND_SEEN, _READ, _UNITS, _OF_TIME)
_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u064b-\u0652\u200c])*")
_SPACELESS: Final = re.compile(
    r"(?=.*(?:シェア|共有|コピー|印刷|ツイート|文字サイズ|で読めます|閲覧数|聞く|送る|で見る|分享|复制|複製|打印|列印|"
    r"字号|字號|阅读时间|閱讀時間|"
    r"浏览量|瀏覽量|阅读量|收听|收聽|发送|發送|查看))"
    r"(?:この|記事|投稿|[をでには約分到至此本篇在约次大小]|ページ|リンク|シェア|共有|コピー|する|印刷|ツイート|"
    r"文字サイズ|メール|送る|読めます|閲覧数|"
    r"聞く|見る|分享|[这這]|文章|文|帖子|复制|複製|链接|連結|打印|列印|字号|字號|阅读时间|閱讀時間|分钟|分鐘|浏览量|"
    r"瀏覽量|阅读量|收听|收聽|通过|透過|"
    r"电子邮件|電子郵件|发送|發送|微信|微博|朋友圈|查看|[a-z]{1,10}(?![a-z])|[\d\W])+"
)
"""The same where no spaces tell words apart."""


def is_control(block: Block) -> bool:
    """Whether a short block of no list or table is such a line; of headings only one that asks to share the page is."""
    text = block.text
    if text[-1] in "?？":
        return False
    if "\u3040" <= text[0] <= "\u9fff" or "\u3040" <= text[-1] <= "\u9fff":
        return block.box.tag not in HEADINGS and _SPACELESS.fullmatch(text.lower()) is not None
    lower = text.lower()
    first = _WORD.search(lower)
    if first is None or not _is_known(first[0]):
        return False
    words = set(_WORD.findall(lower))
    if not all(map(_is_known, words)):
        return False
    if block.box.tag in HEADINGS:
        return not words.isdisjoint(_SHARE) and not words.isdisjoint(_OF_PAGES)
    return _counts(lower, words) if any(map(str.isdigit, text)) else text[-1] != "." and _offers(words)


def _is_known(word: str) -> bool:
    return word in _KNOWN or word.startswith(_SERVICES)


def _counts(text: str, words: set[str]) -> bool:
    """Whether a line with a number says how long reading takes, or how many have read."""
    digits = sum(map(str.isdigit, text))
    return not words.isdisjoint(_READ) and (digits >= _FEWEST_DIGITS or not words.isdisjoint(_UNITS))


def _offers(words: set[str]) -> bool:
    """Whether a line without one is what a button says, or a banner."""
    if words <= _ALONE:
        return True
    is_to_service = any(word in _SIGNS or word.startswith(_SERVICES) for word in words)
    if not (words.isdisjoint(_POSTS) or words.isdisjoint(_SEEN)):
        return is_to_service
    is_of_page = is_to_service or not words.isdisjoint(_OF_PAGES)
    return is_of_page and not (words.isdisjoint(_ACTS) and words.isdisjoint(_MAY_ACT))
