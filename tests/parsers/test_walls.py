"""Pages in the place of what was asked for, behind a good status: recognised by title or markup, never with a story."""

from datetime import UTC, datetime
from time import process_time

import pytest

from crawler.parsers.extraction import PageKind
from crawler.parsers.page import Page
from crawler.parsers.parse import parse

TEXT = "<p>" + "The council met on Tuesday evening and heard the plans for the old harbour. " * 25 + "</p>"
STORY = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Access denied"}</script>'


def kind(title: str, body: str) -> PageKind:
    html = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"
    page = Page(
        url="https://news.example/story-7",
        payload=html.encode(),
        captured_at=datetime(2026, 3, 1, tzinfo=UTC),
        headers=(("Content-Type", "text/html; charset=utf-8"),),
    )
    return parse(page).kind


WALLS = {
    "press and hold": ("Access to this page has been denied", "<h1>Press &amp; Hold to confirm</h1>"),
    "unusual activity": ("Unusual activity", "<p>To continue, click the box below.</p>"),
    "too many requests": ("Too many requests", "<h1>Too Many Requests</h1><p>Please slow down.</p>"),
    "legal reasons": ("Unavailable", "<h1>451: Unavailable due to legal reasons</h1><p>" + "We recognize you. " * 20),
    "consent by its form": ("Our family of brands", '<form action="/v2/collectConsent"><button>Yes</button></form>'),
    "consent by its place": ("Bevor Sie", '<form action="https://consent.example/save"><button>Ja</button></form>'),
    "nothing but the guard's script": ("", '<script src="/_Incapsula_Resource?SWJIYLWA=5074"></script>'),
    "a captcha of unknown language": ("ニュース", '<div id="px-captcha"></div>'),
    "expired login": ("Log in", "<h1>Your session has expired</h1><form><input type=password></form>"),
    "expired login in German": ("Anmelden", "<h1>Ihre Sitzung ist abgelaufen</h1>"),
    "a login and nothing else": ("Anmelden | Gazette", "<p>Bitte melden Sie sich an.</p>"),
    "scripts are asked for": ("Gazette", "<p>You need JavaScript to view this page.</p>"),
    "a guard's name beside the site's": ("Gazette - Are you a robot?", "<p>" + "We have to ask. " * 20 + "</p>"),
    "consent": ("Continuer sans accepter", "<p>" + "Nos partenaires et nous lisons des données. " * 8 + "</p>"),
    "a form with a captcha and nothing to fill in": (
        "Gazette",
        "<form method=post><div class='h-captcha'></div><input type=hidden name=t><input type=submit></form>",
    ),
    "a captcha that has been shown": (
        "Gazette",
        "<form><div class=g-recaptcha><textarea name=g-recaptcha-response></textarea></div><button>OK</button></form>",
    ),
    "a guard that tells why it is there": (
        "Un instant",
        f"<img src='/.within.website/x/cmd/anubis/happy.webp'><p>{'Ce site se protège des robots. ' * 20}</p>",
    ),
    "a riddle for browsers": ("", "<p>One moment</p><script>document.cookie = slowAES.decrypt(c, 2, a, b)</script>"),
    "consent by its text": (
        "Gazette",
        "<p>Mit Werbung weiterlesen: Wir und unsere 212 Partner setzen Cookies und Tracking ein. Mit Ihrer Zustimmung "
        "verarbeiten wir personenbezogene Daten. Die Einwilligung zu Cookies, Werbung und Tracking widerrufen Sie in "
        "den Einstellungen zum Datenschutz.</p>",
    ),
}


@pytest.mark.parametrize(("title", "body"), WALLS.values(), ids=WALLS)
def test_a_wall_is_one(title: str, body: str) -> None:
    assert kind(title, body) is PageKind.WALL


CONSENT = {
    "en": "We and our 214 partners store and access information on your device, such as cookies, and process personal "
    "data to show personalised ads. You may withdraw your consent at any time.",
    "fr": "Avec votre accord, nos 214 partenaires et nous stockons des informations sur votre appareil, comme les "
    "cookies, et traitons des données personnelles pour une publicité personnalisée.",
    "es": "Nosotros y nuestros 214 socios almacenamos información en su dispositivo, como cookies, y tratamos datos "
    "personales para mostrar publicidad personalizada. Puede retirar su consentimiento.",
    "it": "Noi e i nostri 214 partner archiviamo informazioni sul tuo dispositivo, come i cookie, e trattiamo dati "
    "personali per annunci personalizzati. Puoi revocare il consenso quando vuoi.",
    "nl": "Wij en onze 214 partners slaan informatie op uw apparaat op, zoals cookies, en verwerken persoonsgegevens "
    "voor advertenties. U kunt uw toestemming intrekken.",
    "sv": "Vi och våra 214 partner lagrar information på din enhet, till exempel cookies, och behandlar "
    "personuppgifter för annonser. Du kan återkalla ditt samtycke.",
    "pl": "My i nasi 214 partnerzy przechowujemy informacje na Twoim urządzeniu, takie jak pliki cookie, i "
    "przetwarzamy dane osobowe, aby wyświetlać reklamy. Zgodę możesz wycofać.",
    "cs": "My a našich 214 partnerů ukládáme na vašem zařízení informace, například cookies, a zpracováváme osobní "
    "údaje pro reklamu na míru. Souhlas můžete kdykoli odvolat.",
    "ru": "Мы и наши 214 партнёров храним на вашем устройстве информацию, например файлы cookie, и обрабатываем "
    "персональные данные для рекламы. Вы можете отозвать согласие.",
    "el": "Εμείς και οι 214 συνεργάτες μας αποθηκεύουμε πληροφορίες στη συσκευή σας, όπως cookies, και επεξεργαζόμαστε "
    "προσωπικά δεδομένα για διαφημίσεις. Μπορείτε να ανακαλέσετε τη συγκατάθεσή σας.",
    "tr": "Biz ve 214 iş ortağımız cihazınızda çerezler gibi bilgileri saklıyor, reklam göstermek için kişisel "
    "verilerinizi işliyoruz. Onayınızı geri çekebilirsiniz.",
    "ja": "当社と214社のパートナーは、お客様の端末にCookieなどの情報を保存し、広告のために"
    "個人データを処理します。同意は撤回できます。",
}


@pytest.mark.parametrize("asked", CONSENT.values(), ids=CONSENT)
def test_a_page_that_asks_for_consent_is_a_wall_in_any_language(asked: str) -> None:
    assert kind("Gazette", f"<main><h1>Gazette</h1><p>{asked}</p><button>OK</button></main>") is PageKind.WALL


@pytest.mark.parametrize("asked", CONSENT.values(), ids=CONSENT)
def test_a_short_story_above_a_dialog_is_no_wall(asked: str) -> None:
    story = "The council met on Tuesday evening and heard the plans for the old harbour, and nobody spoke. " * 5
    assert kind("Ferry", f"<article><h1>Ferry</h1><p>{story}</p><p>{asked}</p></article>") is PageKind.ARTICLE


CAPTCHAS = {
    "comments": "<form><textarea name=comment></textarea><div class=g-recaptcha></div><button>Send</button></form>",
    "a newsletter": "<form><input type=email><div class=cf-turnstile></div><button>Subscribe</button></form>",
    "no form": "<div class=h-captcha></div>",
}


@pytest.mark.parametrize("form", CAPTCHAS.values(), ids=CAPTCHAS)
def test_a_captcha_beside_something_to_fill_in_makes_no_wall(form: str) -> None:
    assert kind("Ferry", f"<h1>Ferry</h1><p>By Ada Lind, 1 March 2026</p>{form}") is not PageKind.WALL


ERRORS = [
    "Page not found | News", "Seite nicht gefunden", "Down for maintenance", "503", "404 - Gazette", "Erreur 404",
    "404: This page could not be found", "Oops! That page can’t be found.", "This article is no longer available",
    "Page non trouvée", "Página não encontrada", "Pagina niet gevonden", "Sidan kunde inte hittas",
    "Siden blev ikke fundet", "Strona nie została znaleziona", "Stránka nenalezena", "Страница не найдена",
    "Sayfa bulunamadı", "Halaman tidak ditemukan", "Sivua ei löytynyt", "Η σελίδα δεν βρέθηκε", "الصفحة غير موجودة",
    "ページが見つかりません", "页面不存在", "페이지를 찾을 수 없습니다", "Something went wrong", "Bad gateway",
]  # fmt: skip


@pytest.mark.parametrize("title", ERRORS)
def test_an_error_behind_a_good_status_is_one(title: str) -> None:
    assert kind(title, f"<h1>{title}</h1><p>Sorry.</p>") is PageKind.ERROR


GONE = [
    "Article indisponible", "Cet article a été supprimé", "Esta noticia ya no está disponible", "Notícia indisponível",
    "Articolo non più disponibile", "Artikel is verwijderd", "Artikeln är inte längre tillgänglig",
    "Artiklen er ikke længere tilgængelig", "Artikkelen er ikke lenger tilgjengelig", "Artikkeli on poistettu",
    "Artykuł niedostępny", "Článek není dostupný", "Článok už nie je dostupný", "Članak nije dostupan",
    "Материал удалён", "Статья больше не доступна", "Статтю видалено", "Статията вече не е достъпна",
    "A cikk már nem érhető el", "Articolul nu mai este disponibil", "Το άρθρο δεν είναι πλέον διαθέσιμο",
    "Haber yayından kaldırıldı", "Artikel telah dihapus", "Bài viết đã bị xóa", "הכתבה אינה זמינה", "المقال غير متوفر",
    "लेख उपलब्ध नहीं है", "บทความถูกลบ", "文章已删除", "記事は掲載を終了しました", "삭제된 기사입니다",
]  # fmt: skip


@pytest.mark.parametrize("title", GONE)
def test_an_article_that_is_gone_is_an_error(title: str) -> None:
    related = "".join(
        f"<h3><a href=/{n}>A ferry left on time, number {n}</a></h3><p>Nobody came.</p>" for n in range(30)
    )
    assert kind(f"{title} - Gazette", f"<h1>{title}</h1><aside>{related}</aside>") is PageKind.ERROR


NOTHING = {
    "database": "<h1>Error establishing a database connection</h1>",
    "WordPress in any language": "<div class='wp-die-message'><p>Der opstod en kritisk fejl.</p></div>",
    "server": "<h1>Welcome to nginx!</h1><p>If you see this page, the web server is successfully installed.</p>",
    "host": "<h1>Account Suspended</h1><p>Contact your hosting provider for more information.</p>",
    "domain": "<h1>quay.example</h1><h2>This domain is for sale!</h2><p>Click here to make an offer.</p>",
    "a line below a cry": "<h1>Oups !</h1><p>Cet article n’existe plus ou a été déplacé.</p><a href='/'>Accueil</a>",
    "a line alone": "<div>Sorry, the page you were looking for in this blog does not exist.</div>",
    "a list of reasons": "<p>We couldn't find the page you were looking for. This is either because:</p><ul><li>There "
    "is an error in the URL entered into your web browser.</li><li>The page has been moved or deleted.</li></ul>",
}


@pytest.mark.parametrize("body", NOTHING.values(), ids=NOTHING)
def test_a_page_with_nothing_but_an_error_is_one(body: str) -> None:
    assert kind("Gazette", body) is PageKind.ERROR


@pytest.mark.parametrize("title", ["L’article 24 a été retiré", "Статья удалена", "主播文章被删除"])
def test_news_of_what_is_gone_are_none(title: str) -> None:
    story = "The council met on Tuesday evening and heard the plans for the old harbour, and nobody spoke. " * 5
    assert kind(f"{title} | Gazette", f"<article><h1>{title}</h1><p>{story}</p></article>") is PageKind.ARTICLE


@pytest.mark.parametrize(("title", "body"), WALLS.values(), ids=WALLS)
def test_a_story_with_the_same_words_is_none(title: str, body: str) -> None:
    assert kind(title, f"<article>{body}{TEXT}</article>") not in (PageKind.WALL, PageKind.ERROR)


def test_a_short_story_that_says_it_is_one_is_none() -> None:
    assert kind("Access denied", f"{STORY}<h1>Access denied</h1><p>A tale.</p>") is PageKind.STUB


NEWS = [
    "500 firefighters battle forest blaze", "410 Tote bei Erdbeben", "Airport security checks delay travellers",
    "Police report unusual activity near bank", "Missing plane not found", "Train service unavailable on Sunday",
    "Access denied: reporters locked out of court", "Access denied - reporters locked out of court",
    "Storm: bridge under maintenance", "Pages missing from the diary were not found in the archive",
    "Your privacy and the new cookie law", "403 seats to fill in state election",
]  # fmt: skip


@pytest.mark.parametrize("title", NEWS)
def test_a_short_story_whose_title_goes_on_is_none(title: str) -> None:
    story = "The council met on Tuesday evening and heard the plans for the old harbour, and nobody spoke. " * 3
    assert kind(f"{title} | Gazette", f"<article><h1>{title}</h1><p>{story}</p></article>") is PageKind.ARTICLE


DECLARED = {
    "a time of publication": '<meta property="article:published_time" content="2026-03-01T09:00:00Z">',
    "microdata": '<div itemscope itemtype="https://schema.org/NewsArticle"></div>',
}


@pytest.mark.parametrize("declared", DECLARED.values(), ids=DECLARED)
def test_a_story_titled_as_walls_are_is_none_when_it_declares_itself(declared: str) -> None:
    assert kind("Access denied", f"{declared}<h1>Access denied</h1><p>A tale.</p>") is PageKind.STUB


def test_a_dialog_s_heading_is_no_login_page() -> None:
    assert kind("Ferry | Gazette", "<h1>Log in</h1><h1>Ferry</h1><p>By Ada Lind, 1 March 2026</p>") is not PageKind.WALL


def test_short_news_of_consent_asks_for_none() -> None:
    story = (
        "Brussels fined an advertising company on Monday over tracking cookies. It had failed to ask for consent "
        "before its partners read personal data, the regulator said. Privacy groups welcomed the decision, which may "
        "be appealed within a month; publishers fear for what they earn."
    )
    assert kind("Ad giant fined", f"<h1>Ad giant fined</h1><p>{story}</p>") is PageKind.ARTICLE


def test_marks_are_looked_for_in_linear_time() -> None:
    started = process_time()
    kind("Tale", f"<p>A tale.</p><script>{'awswaf.com/' * 6_000}</script>")
    assert process_time() - started < 0.5
