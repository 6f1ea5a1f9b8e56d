"""What stands in a text and is none of it: captions, credits, dates, boxes, embeds, invitations, other stories."""

from collections.abc import Sequence

import pytest
from small_pages import NOW, TEXT, ld, read

from crawler.parsers.article.blocks.block import Block
from crawler.parsers.article.blocks.layout import layout
from crawler.parsers.article.body.asides import without_asides
from crawler.parsers.article.body.notices import without_notices
from crawler.parsers.article.body.stories import without_other_stories
from crawler.parsers.page import Page

PARAGRAPHS = "".join(f"<p>The keepers of lamp {n} voted to go electric, and we were there.</p>" for n in range(9))


MENU = "<ul>" + "".join(f"<li><a href=/{n}>Lamp {n}</a></li>" for n in range(4)) + "</ul>"


def page_of(body: str) -> Page:
    return Page("https://quay.example/a", f"<body>{body}</body>".encode(), NOW)


def kept(body: str) -> list[str]:
    page = page_of(body)
    return texts(without_notices(without_asides(layout(page).blocks, is_article=True), page)[0])


def texts(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks]


@pytest.mark.parametrize(
    ("line", "is_kept"),
    [
        ("<p>\u200b</p>", False),
        ("<p>* * *</p>", True),
        ("<p>Photo: Ada Quay/Harbour News</p>", False),
        ("<p>© Ada Quay The ferry at noon, with flags.</p>", False),
        ("<p>Bildnachweis: Hafenamt</p>", False),
        ("<p>Crédits photos : Le Port</p>", False),
        ("<p>写真：港湾局</p>", False),
        ("<p>Abbildung 4: Die Fähre am Mittag</p>", False),
        ("<p>Foto di famiglia per i capitani del porto, con bandiere e una banda di ottoni.</p>", True),
        ("<p>Credit where it is due: the ferry was on time.</p>", True),
        ("<p class=icaption>The ferry at noon.</p>", False),
        ("<p>Photos of the ferry were everywhere by noon: on walls, on mugs, on the mayor.</p>", True),
        ("<ul><li>Foto: how to take one of a ferry</li></ul>", True),
        ("<p>Foto: picture alliance / dpa</p>", False),
        ("<p>2/28 photos © Harbour News</p>", False),
        ("<div class='post-cta'><p>Sail with us, and sail with ease.</p></div>", False),
        ("<div class='ez-modal'><p>The quay will tell the harbour what you like.</p></div>", False),
        ("<div class='saboxplugin-desc'><p>Ada Quay keeps the lamp, and a parrot.</p></div>", False),
        ("<div class='octa multimodal'><p>Eight lamps were lit at once, by land and by sea.</p></div>", True),
        ("<p>3 of 12 © Harbour News</p>", False),
        ("<p>Diese Artikel könnten dich ebenfalls interessieren:</p>", False),
        (f"<h2>Table of contents</h2>{MENU}", False),
        (f"<h2>Inhalt</h2>{MENU}", False),
        (f"<h2>Contents of the chest</h2>{MENU}", True),
        ("<h2>Contents</h2>", True),
        ("<p>Warning: Undefined variable $quay in /srv/blog/wp-content/quay.php on line 12</p>", False),
        ("<p><b>Deprecated</b>: each() is gone in <b>/srv/lamp.php</b> on line <b>7</b></p>", False),
        ("<pre>Warning: Undefined variable $quay in /srv/blog/quay.php on line 12</pre>", True),
        ("<p>[ferry_times]</p>", False),
        ("<p>[timetable id=12 show='all']</p>", False),
        ("<p>[/vc_column_text][/vc_column]</p>", False),
        ("<p>[Laughter]</p>", True),
        ("<p>[Updated at noon: the ferry has left.]</p>", True),
        ("<pre>[timetable id=12]</pre>", True),
        ("<p>Warning: the ferry will stop at noon, and passengers wait on line 12</p>", True),
        ("<p>BILD: Frau Winter, warum soll es diesmal klappen?</p>", True),
        ("<p>Bild: sehr scharf und hell, mit guten Farben.</p>", True),
        ("<p>(c) A vessel longer than twelve metres may only enter with a pilot.</p>", True),
        ("<p>Copyright: belongs to whoever made it.</p>", True),
        ("<p class=wp-caption-text>The ferry at noon, with flags and a brass band.</p>", False),
        ("<figure><figcaption>The ferry at noon.</figcaption></figure>", False),
        ("<div class='[&amp;_.caption]:block'><p>The ferry stayed until the evening.</p></div>", True),
        ("<aside><p>The harbour has four lamps, of which one is red.</p></aside>", False),
        ("<div class='newsletter-signup'><p>The harbour in your inbox, every day.</p></div>", False),
        ("<div class='post-newsletter'><p>The harbour has a newsletter.</p></div>", True),
        ("<div class=author-box><p>Ada Quay writes about ferries and lives by the harbour.</p></div>", False),
        ("<div class=no-disclaimer><p>The ferry stayed until the evening.</p></div>", True),
        ("<div class=has-caption><p>The ferry stayed until the evening.</p></div>", True),
        ("<h2 id=disclosure-timeline>How it came out</h2>", True),
        ("<div class=Disclosure_panel__b2><p>The ferry leaves at noon.</p></div>", True),
        ("<p class=comp id=disclaimer>We may earn a commission from the links on this page.</p>", False),
        ("<div class=author><p>Ada Quay was there and saw it all.</p></div>", True),
        ("<p class=disclosure-text>We may earn a commission from the links on this page.</p>", False),
        ("<blockquote class=twitter-tweet><p>What a ferry!</p>— Ada (@quay) March 1</blockquote>", False),
        ("<blockquote><p>What a ferry, the mayor said!</p></blockquote>", True),
        (f"<h3>Mehr zum Thema auf Hafen.example</h3>{MENU}", False),
        ("<h3>Read more</h3>", True),
        ("<p>Lea también:</p>", False),
        ("<p>Читайте также</p>", False),
        ("<p>関連記事</p>", False),
        ("<h2>Other news from the valley</h2>", True),
        ("<h2>Weitere Meldungen auf der Insel</h2>", True),
        ("<p>Websites may not force visitors to accept all cookies to view their content, a court said.</p>", True),
        ("<p>Accept all cookies to view this content. You can change that at any time.</p>", False),
        ("<h3>More stories of ferries were told that night</h3>", True),
        ("<p>Sign up for our newsletter to read more about ferries.</p>", True),  # amid the text it may be its subject
    ],
)
def test_captions_boxes_and_embeds_amid_a_text_are_none_of_it(line: str, is_kept: bool) -> None:
    assert len(kept(PARAGRAPHS + line + PARAGRAPHS)) == 18 + is_kept


def test_a_label_over_a_list_that_is_text_is_its_heading() -> None:
    heading, items = "<h2>Recommended reading</h2>", "<ul><li>The lamps of old, 1901</li><li>On ferries, 1920</li></ul>"
    assert "Recommended reading" in kept(PARAGRAPHS + heading + items)
    assert "Recommended reading" not in kept(PARAGRAPHS + heading)


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for The Quay and get the day's ferries in your inbox.",
        "Invest in ferries, invest in the quay – Subscribe now!",
        "Have a tip? Follow Ada Quay on Twitter or write to her.",
        "Abonnieren Sie jetzt den Hafen-Newsletter.",
        "Il vous reste 57% de cet article à lire. La suite est réservée aux abonnés.",
        "Suscríbete a nuestro boletín y no te pierdas ningún barco.",
        "Подпишитесь на наш канал, чтобы не пропустить паром.",
        "Suivez-nous sur Facebook, X et Instagram.",
        "Sledujte nás na Facebooku, X a Instagramu.",
        "Слідкуйте за нами в Telegram.",
        "Téléchargez notre application et ne manquez aucun bateau.",
        "Artikeln är bara för prenumeranter.",
        "Folgt uns auf Instagram, und keine Fähre fährt ohne euch.",
        "Tilmeld dig vores nyhedsbrev, så du ikke går glip af en færge.",
        "Iratkozzon fel hírlevelünkre, hogy egy kompról se maradjon le.",
        "Stáhněte si naši aplikaci a žádný trajekt vám neunikne.",
        "Artykuł tylko dla subskrybentów.",
        "フェリーのメールマガジンに登録してください。",
    ],
)
def test_invitations_at_the_ends_of_an_article_are_none_of_its_text(line: str) -> None:
    for body in (f"<p>{line}</p>{PARAGRAPHS}", f"{PARAGRAPHS}<p>{line}</p><p>A last word.</p>"):
        assert line not in kept(body)


@pytest.mark.parametrize(
    "line",
    [
        "Residents can sign up for the ferry at the harbour office from Thursday on.",
        "Whoever wants a seat must register for it, and the band will play for those who do.",
        "Follow these steps shared on Twitter to catch the ferry in time.",
        "Researchers who subscribe to the newsletter of the harbour read it first.",
        "Falta apenas que o presidente assine a lei e que a balsa chegue.",
        "Le théâtre ouvre une soirée réservée aux abonnés.",
        "Подпишитесь под этим письмом, если паром вам нужен.",
        "“Sign up for our newsletter”, reads a poster that nobody reads.",
        "اشترك في البطولة أربعة وعشرون فريقا من كل البلاد.",
        "希望政府能多关注我们的困难，这是大家说的。",
        "Sign up for the clean-up of the beach at the harbour office.",
        "He said that he would follow the ferry to the end of the world.",
    ],
)
def test_what_readers_are_told_to_do_elsewhere_stays(line: str) -> None:
    assert line in kept(f"{PARAGRAPHS}<p>{line}</p>")


@pytest.mark.parametrize(
    ("line", "is_kept"),
    [
        ("sexta-feira, 22 de outubro de 2010 às 20:13", False),
        ("2026年3月1日", False),
        ("By Agnes Holloway and Tom Birch", False),
        ("Von Agnes Holloway", False),
        ("By Margaret Ellison<br>Published: February 27, 2026, updated March 1, 2026", False),
        ("Von Katrin Vogelsang<br>Stand: 01.03.2026, 14:05 Uhr", False),
        ("By the time we came it was too late for a ferry", True),
        ("When: Saturday, 14 March 2026, 7pm", True),
        ("FC Hafen – SV Küste 3:1 (14.02.2026)", True),
        ("Version 2.4 vom 28. Februar 2026", True),
        ("In 2010 the ferry had a band of its own, and flags.", True),
        ("Calendar of ferries 2026", True),
    ],
)
def test_a_date_or_a_byline_does_not_begin_a_text(line: str, is_kept: bool) -> None:
    assert (kept(f"<p>{line}</p>{PARAGRAPHS}")[0][:3] == line[:3]) is is_kept
    assert kept(f"{PARAGRAPHS}<p>{line}</p>")[-1][:3] == line[:3]


def test_when_the_page_was_changed_is_none_of_a_text_wherever_it_is_said() -> None:
    line = "<p>Last updated: March 1st, 2026</p>"
    for body in (line + PARAGRAPHS, PARAGRAPHS + line + PARAGRAPHS, PARAGRAPHS + line):
        assert all(text.startswith("The keepers") for text in kept(body))


def test_who_made_the_pictures_is_told_of_where_a_byline_says_so() -> None:
    body = f"<p>Text von Ada Quay Illustration von Tom Birch</p>{PARAGRAPHS}"
    found = read(ld('{"@type":"NewsArticle"}'), body)
    assert [(contributor.role, contributor.name) for contributor in found.contributors] == [
        ("illustration", "Tom Birch")
    ]
    assert "Tom Birch" not in (found.articleBody or "")


def test_dates_that_head_what_happened_stay() -> None:
    days = "".join(f"<h3>{day} March 2026</h3><p>The ferry came at noon on that day.</p>" for day in range(1, 5))
    assert "1 March 2026" in kept(days)


@pytest.mark.parametrize(
    "line",
    [
        "Research by the University of Quay shows that ferries are late.",
        "Translated by Ann Goldwin, the book reads as if it were written here.",
        "Redaktion: Und worauf freuen Sie sich?",
        "Com a colaboração de várias associações, a prefeitura abrirá o porto.",
    ],
)
def test_a_sentence_that_begins_as_a_credit_stays(line: str) -> None:
    assert line in kept(f"{PARAGRAPHS}<p>{line}</p>")


@pytest.mark.parametrize(
    ("line", "role", "is_kept"),
    [
        ("Additional reporting by Ines Rowan", "additional reporting", False),
        ("Agnes Holloway contributed reporting from Quay.", "contributed", False),
        ("Redaktion: Tom Birch", "redaktion", False),
        ("(Reporting by Agnes Holloway; Editing by Tom Birch)", "reporting", True),
    ],
)
def test_a_newsrooms_credit_is_told_of_as_contributor_and_an_agencys_stays(line: str, role: str, is_kept: bool) -> None:
    found = read(ld('{"@type":"NewsArticle"}'), f"<h1>The ferry</h1>{TEXT}<p>{line}</p>")
    assert role in [contributor.role for contributor in found.contributors]
    assert ((found.articleBody or "").endswith(line)) is is_kept


@pytest.mark.parametrize(
    "body",
    [
        "<div class=author-bio>{}</div>",
        "<p>A word on it.</p><div class=author-bio>{}</div>",
        "<article class='post category-author tag-info-box'>{}</article>",
        "<figure><figcaption>{}</figcaption></figure>",
    ],
)
def test_a_page_that_is_nearly_all_boxes_keeps_its_text(body: str) -> None:
    assert len(kept(body.format(PARAGRAPHS))) >= 9


@pytest.mark.parametrize(
    ("other", "is_kept"),
    [
        ("<div><article><h1>The next ferry</h1>{}</article></div>", False),
        ("<article class=next><h1>The next ferry</h1>{}</article>", False),
        ("<article><h1><a href=/b>The next ferry</a></h1>{}</article>", False),
        ("<article><h1>Part two</h1>{}</article>", True),
        ("<article><h1><a href=#two>Part two</a></h1>{}</article>", True),
        ("<article><a rel=bookmark href=/a#two>09:40</a>{}</article>", True),
        ("<article><a rel=bookmark href=/b><img src=b.jpg></a>{}</article>", False),
        ("<article><a rel=bookmark href=/c>Related</a><article>{}</article></article>", False),
        ("<article><h2>Part two</h2>{}</article>", True),
        ("<section>{}</section>", True),
    ],
)
def test_the_next_story_is_none_of_the_text(other: str, is_kept: bool) -> None:
    body = f"<article><h1>The ferry</h1>{PARAGRAPHS}</article>" + other.format("<p>The band went on playing.</p>")
    found = texts(without_other_stories(layout(page_of(body)).blocks, page_of(body)))
    assert ("The band went on playing." in found) is is_kept
    assert len([text for text in found if text.startswith("The keepers")]) == 9


def test_a_lead_above_the_article_of_the_text_is_no_story() -> None:
    body = f"<article class=hero><h1>The ferry</h1><p>A lead.</p></article><article><h1>I.</h1>{PARAGRAPHS}</article>"
    page = page_of(body)
    blocks = layout(page).blocks
    assert without_other_stories(blocks, page) == blocks


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("<article><h1>Live</h1>{0}{1}</article>", 12),
        ("<section>{1}{1}{1}</section>", 6),
        ("<section>{2}{2}{2}</section>", 6),
    ],
)
def test_posts_in_the_article_stay_as_do_those_of_a_list_without_headlines(body: str, count: int) -> None:
    post = "<article><{0}>09:00</{0}><p>The band went on playing.</p></article>"
    page = page_of(body.format(PARAGRAPHS, post.format("h1"), post.format("h2")))
    assert len(without_other_stories(layout(page).blocks, page)) == count
