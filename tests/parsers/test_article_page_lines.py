"""Lines of the page amid a text: stand-ins for embeds, buttons, captions, requests, words on the author."""

import pytest
from small_pages import NOW, TEXT, ld, read

from crawler.parsers.article.blocks.block import Block
from crawler.parsers.article.blocks.layout import layout
from crawler.parsers.article.body.captions import is_caption
from crawler.parsers.article.body.controls import is_control
from crawler.parsers.article.body.notices import without_notices
from crawler.parsers.article.body.stand_ins import stand_ins
from crawler.parsers.page import Page

PARAGRAPHS = "".join(f"<p>The keepers of lamp {n} voted to go electric, and we were there.</p>" for n in range(9))
LETTERS = "<p>het yang à ä å ă č é ě ľ ł ó ã ü ı ồ ο о ا ה 意 第 ク 의 쿠</p>"


def page_of(body: str) -> Page:
    return Page("https://quay.example/a", f"<meta charset=utf-8><body>{body}</body>".encode(), NOW)


def block_of(line: str) -> Block:
    return next(block for block in layout(page_of(line)).blocks)


def kept(body: str) -> list[str]:
    page = page_of(body)
    return [block.text for block in without_notices(layout(page).blocks, page)[0]]


@pytest.mark.parametrize(
    "line",
    [
        "This map is provided by a third party. By showing it you accept its cookies.",
        "We need your consent to load this post from Instagram.",
        "Wir benötigen Ihre Zustimmung, um diese Karte von Google Maps zu laden.",
        "Pour voir ce tweet, veuillez accepter les cookies.",
        "Para ver esta publicación debe aceptar las cookies.",
        "Per vedere questa mappa devi accettare i cookie.",
        "Om deze kaart te zien moet u cookies toestaan.",
        "Aby wyświetlić ten materiał, zaakceptuj pliki cookie. Ten materiał znajdziesz poniżej.",
        "För att visa innehållet måste du tillåta cookies. Det här innehållet är externt.",
        "Nähdäksesi tämän videon hyväksy evästeet.",
        "Pro zobrazení tohoto videa povolte cookies.",
        "Чтобы посмотреть это видео, разрешите файлы cookie.",
        "לצפייה בתוכן זה אנו זקוקים להסכמתך.",
        "このコンテンツを表示するにはクッキーを有効にしてください。",
        "이 콘텐츠를 보려면 쿠키를 허용하세요.",
        "要查看此视频，请先同意使用Cookie。",
    ],
)
def test_what_stands_in_for_an_embed_is_no_text(line: str) -> None:
    assert line not in kept(f"{PARAGRAPHS}<div>{line}</div>{LETTERS}{PARAGRAPHS}")


@pytest.mark.parametrize(
    "line",
    [
        "The video was shown without the consent of the family, the harbour police said.",
        "Third-party cookies follow you from quay to quay; you can refuse them in the settings of your browser.",
        "“To see this content you must accept cookies”, reads the notice that the court forbade.",
        "Dieses Video wurde ohne Zustimmung der Familie gezeigt, sagte die Hafenpolizei.",
        "Este vídeo se publicó sin su consentimiento, dijo la familia del capitán.",
        "Questo video è stato pubblicato senza il consenso della famiglia.",
        "Это видео опубликовали без согласия семьи.",
        "この動画は家族の同意なしに投稿された。",
    ],
)
def test_news_of_cookies_and_consent_are_text(line: str) -> None:
    assert not stand_ins(layout(page_of(f"<p>{line}</p>{LETTERS}")).blocks)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Share this story</p>",
        "<h3>Share this article</h3>",
        "<div>Teilen: Facebook X WhatsApp</div>",
        "<p>Copier le lien</p>",
        "<p>Udostępnij na Facebooku</p>",
        "<p>Поделиться в Telegram</p>",
        "<p>この記事をシェアする</p>",
        "<p>View this post on Instagram</p>",
        "<p>Reading time: 4 min</p>",
        "<p>4 Minuten Lesezeit</p>",
        "<p>Hits: 1204</p>",
        "<p>조회수 1,204</p>",
        "<p>Font size</p>",
        "<p>Imprimir</p>",
        "<p>Listen to this article</p>",
        "<p>Anzeige</p>",
    ],
)
def test_labels_of_buttons_and_counters_are_no_text(line: str) -> None:
    assert is_control(block_of(line))


@pytest.mark.parametrize(
    "line",
    [
        "<p>Share prices fell.</p>",
        "<p>Print is not dead</p>",
        "<p>La Stampa</p>",
        "<p>Facebook, Instagram and X</p>",
        "<p>Jaa.</p>",
        "<p>Del 2</p>",
        "<p>Reading 4, Harbour Town 1</p>",
        "<p>Listen?</p>",
        "<h3>Copy link</h3>",
        "<h3>Font size</h3>",
        "<p>Compartir en Facebook noticias falsas puede costar caro</p>",
    ],
)
def test_what_only_begins_as_such_a_label_is_text(line: str) -> None:
    assert not is_control(block_of(line))


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("<div><img alt='The ferry at noon, with flags.'><p>The ferry at noon, with flags</p></div>", True),
        ("<p><img alt=''>The ferry at noon. Photo: Ada Quay</p>", True),
        ("<div><div><img></div><div>Die Fähre am Mittag (Foto: Hafenamt)</div></div>", True),
        ("<p><img>The ferry at noon, with flags © Ada Quay</p>", True),
        ("<div><img alt='The ferry at noon'><p>The ferry at noon</p><p>It came late.</p></div>", False),
        ("<p><img alt='A ferry'>The ferry that nobody ordered arrived at noon.</p>", False),
        ("<p>The ferry at noon. Photo: Ada Quay</p>", False),
    ],
)
def test_the_only_text_beside_a_picture_is_its_caption(line: str, is_one: bool) -> None:
    assert is_caption(block_of(line)) is is_one


@pytest.mark.parametrize(
    ("line", "is_kept"),
    [
        ("<div>Sign up for our newsletter and miss no ferry.</div>", False),
        ("<p><a href=/n>Sign up for our newsletter</a> and miss no ferry.</p>", False),
        ("<p>Sign up for our newsletter and miss no ferry.</p>", True),
        ("<h3>Sign up for our newsletter</h3>", True),
        ("<blockquote>Sign up for our newsletter and miss no ferry.</blockquote>", True),
        ("<div>The newsletter of the harbour tells of ferries.</div>", True),
    ],
)
def test_amid_a_text_a_request_stands_out_or_leads_somewhere(line: str, is_kept: bool) -> None:
    assert len(kept(PARAGRAPHS + line + PARAGRAPHS)) == 18 + is_kept


@pytest.mark.parametrize(
    ("line", "is_kept"),
    [
        ("Support us: journalism of the quay needs your donation.", False),
        ("Unterstützen Sie uns: Unser Journalismus lebt von Spenden.", False),
        ("Apóyanos: el periodismo del puerto necesita tu donación.", False),
        ("Support us in this fight, the mayor told the crowd on the quay.", True),
    ],
)
def test_a_request_for_money_names_its_cause(line: str, is_kept: bool) -> None:
    assert (line in kept(f"{PARAGRAPHS}<p>{line}</p>")) is is_kept


@pytest.mark.parametrize(
    ("line", "is_kept"),
    [("Aktualisiert: 3. März 2026, 14:20 Uhr", False), ("Updated rules apply from 3 March 2026 on", True)],
)
def test_when_a_page_was_changed_is_no_text_wherever_it_stands(line: str, is_kept: bool) -> None:
    assert (line in kept(f"{PARAGRAPHS}<p>{line}</p>{PARAGRAPHS}")) is is_kept


DECLARED = ld('{"@type":"NewsArticle","author":{"@type":"Person","name":"Ada Quay"}}')
HEADLINE = "<h1>The ferry that nobody ordered</h1>"


@pytest.mark.parametrize(
    ("head", "body", "last", "is_kept"),
    [
        (DECLARED, TEXT, "Ada Quay writes on ferries, and lives by the harbour.", False),
        (DECLARED, TEXT, "About Ada Quay: she writes on ferries, and lives by the harbour.", False),
        ("", f"<div>By Ada Quay</div>{TEXT}", "Ada Quay ist Redakteurin und schreibt über Fähren.", False),
        (DECLARED, TEXT, "Tom Birch writes on ferries, and lives by the harbour.", True),
        (DECLARED, f"<p>Ada Quay, who built the ferry, has died.</p>{TEXT}", "Ada Quay was born by the harbour.", True),
        (DECLARED, TEXT, "Ada Quay: And what will become of the ferry, do you think?", True),
    ],
)
def test_words_on_the_author_behind_a_text_are_none_of_it(head: str, body: str, last: str, is_kept: bool) -> None:
    article = read(head, f"{HEADLINE}{body}<p>{last}</p>")
    assert (last in (article.articleBody or "")) is is_kept
    assert "until somebody claims it" in (article.articleBody or "")


@pytest.mark.parametrize(("label", "is_kept"), [("About the author", False), ("Interview", True), ("Kommentar", True)])
def test_what_stands_under_a_label_of_the_author_is_on_the_author(label: str, is_kept: bool) -> None:
    last = "She has been to every ferry since, and counts them."
    article = read(DECLARED, f"{HEADLINE}{TEXT}{TEXT.replace('ferry', 'boat')}<h3>{label}</h3><p>{last}</p>")
    assert (last in (article.articleBody or "")) is is_kept
