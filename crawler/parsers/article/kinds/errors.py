"""How pages say that there is nothing (any more), or that something is broken, whatever status they came with.

All is in lower case, and looked for in texts in lower case: so many words are found three times as fast.
"""

import re
from typing import Final

_THING: Final = (
    r"(?:web ?)?page|article|story|content|document|file|(?:web)?seite|artikel|inhalt|beitrag|dokument|contenu|página|"
    r"art[ií]culo|artigo|contenido|conteúdo|notic?ia|notícia|matéria|publicación|publicação|pagina|articolo|contenuto|"
    r"notizia|sidan|siden|artikkelen|artiklen|sivua?|artikkeli|stron[aęy]|artykuł|stránka|str[aá]nky|článek|článok|"
    r"stranica|članak|страниц[аыу]|стать[яию]|материал|новость|публикация|сторінк[ауи]|статт[яюі]|матеріал|новин[ау]|"
    r"страницата|статията|oldal|cikk|pagină|articolul|η σελίδα|το άρθρο|sayfa|içerik|haber(?= bulun| mevcut| yayın)|"
    r"halaman|artikel|trang|bài viết|הדף|העמוד|הכתבה|המאמר|הידיעה|الصفحة|المقالة?|الخبر|المحتوى|صفحه|مطلب|पृष्ठ|पेज|"
    r"लेख|समाचार|सामग्री|หน้า|บทความ|页面|頁面|网页|網頁|文章|ページ|記事|コンテンツ|페이지|기사|게시물|콘텐츠"
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
_GONE: Final = (
    r"(?:has been|was) deleted|nicht (?:mehr )?abrufbar|(?:wurde|ist) (?:gelöscht|entfernt)|indisponible|"
    r"n.est (?:pas|plus) (?:accessible|en ligne)|a été (?:supprimé|retiré)e?|non (?:è )?più disponibile|"
    r"è stat[ao] rimoss[ao]|(?:ya )?no está disponible|(?:ha sido|fue) (?:eliminad|retirad|borrad)[ao]|indisponível|"
    r"não (?:está )?(?:mais )?disponível|foi (?:removid|excluíd|retirad)[ao]|niet (?:meer|langer) beschikbaar|"
    r"is verwijderd|inte längre tillgänglig|har tagits bort|ikke længere tilgængelig|ikke lenger tilgjengelig|"
    r"er (?:slettet|fjernet)|ei ole (?:enää )?saatavilla|on poistettu|niedostępn[aey]|nie jest (?:już )?dostępn[aey]|"
    r"został[ao]? usunięt[aey]|není (?:již |už )?(?:dostupn[áéý]|k dispozici)|byl[ao]? (?:odstraněn|smazán)[ao]?|"
    r"nie je (?:už )?(?:dostupn[áéý]|k dispozícii)|bol[ao]? odstránen[áéý]|nije (?:više )?dostup(?:an|na)|"
    r"удал[её]н[ао]?|(?:больше )?не ?доступ(?:ен|н[ао])|снят[ао]? с публикации|(?:більше )?недоступн(?:ий|а)|"
    r"видален[ао]?|вече не е достъпн[ао]|(?:már )?nem (?:érhető el|elérhető)|nu mai (?:este disponibilă?|există)|"
    r"a fost (?:șters|ștearsă)|δεν είναι (?:πλέον )?διαθέσιμ[οη]|έχει (?:αφαιρεθεί|διαγραφεί)|"
    r"yayından kaldırıl\w+|(?:artık )?mevcut değil|tidak (?:lagi )?tersedia|telah dihapus|không còn tồn tại|"
    r"đã bị (?:xóa|xoá|gỡ)|(?:אינו|אינה|לא) (?:זמין|זמינה|קיים|קיימת)|הוסרה?|נמחקה?|"
    r"غير (?:متوفرة?|متاحة?|موجود)|لم (?:يعد|تعد) متا(?:حا|حة)|تم حذف\w*|حذف شده|در دسترس نیست|"
    r"उपलब्ध नहीं|हटा द(?:िया|ी) ग|ถูกลบ|(?:已被?|被)(?:删除|刪除|下线|下架)|削除され|(?:掲載|公開)(?:期間)?[をがは]?終了|"
    r"삭제(?:되었|됐|된)|이용할 수 없"
)
"""That it is not there any more. News have such words in their headlines, too, but then they have a text."""

_OR_ELSE: Final = r"(?: (?:or|oder|ou|o|of|eller|tai|lub|nebo|alebo|ili|или|або|veya|atau) \D{0,60})?"
"""What else may have happened to it, as far as the page can tell."""

_STATUS: Final = r"(?:https? |error |erreur |fehler |errore |erro |błąd |hata |ошибка )?\b(?:404|410|403|500|502|503)\b"
ERROR: Final = re.compile(
    rf"(?:(?:oops|sorry|ups|désolé|leider)\W+(?:\w{{1,8}} )?)?(?:{_STATUS}\W{{0,3}}(?:error\W+)?)?"
    rf"(?:(?:{_THING}).{{0,25}}?(?:{_MISSING})\w*|(?:{_MISSING})\w* ?(?:{_THING})|"
    r"(?:service (?:temporarily )?|temporarily )unavailable|internal server error|bad gateway|"
    r"(?:site )?(?:is )?(?:down for|under|scheduled) maintenance|(?:we.ll )?be (?:right )?back soon|wartungsarbeiten|"
    r"something went wrong|an error (?:has )?occurred|etwas ist schief ?gelaufen|ein fehler ist aufgetreten|"
    r"une erreur (?:est survenue|s.est produite)|se ha producido un error|algo (?:salió mal|deu errado))"
    rf"|{_STATUS}(?:\W{{0,3}}(?:not found|error|forbidden|gone))?|not found"
)
"""Titles of such pages, however much they say besides."""

NOTHING: Final = re.compile(
    rf"(?:{_THING})\D{{0,25}}?(?:{_MISSING}|{_GONE})\w*{_OR_ELSE}|(?:{_GONE})\w* ?(?:{_THING})\w*|"
    r"error establishing a database connection|there has been a critical error on (?:this|your) website|"
    r"welcome to nginx|apache2? (?:\w{1,20} )?default page\W{0,3}(?:it works)?|"
    r"\A(?:this |the )?account (?:has been )?suspended|"
    r"(?:this |the )?domain(?: name)? (?:(?:is|may be) for sale|is parked|has expired)|"
    r"(?:we )?could ?n.t find the page you were looking for(?:\. this is either because)?|"
    r"the page you were looking for in this blog does not exist"
)
"""What they say in one of their lines where there is hardly any text; the last lines are those that servers and content
systems come with. Numbers between the thing and its fate are those of articles of law."""
