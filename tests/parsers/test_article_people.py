"""Who wrote it and who else worked on it: names in bylines, declared ones, and credit lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_pages import TEXT, ld, read

from crawler.parsers.article.people import names


@pytest.mark.parametrize(
    ("byline", "wanted"),
    [
        ("By Ada Lindqvist", ["Ada Lindqvist"]),
        ("Von Ilse Brandt und Noah Feld, dpa", ["Ilse Brandt", "Noah Feld", "dpa"]),
        ("Ada Lindqvist, Omar Vale and Tom Birch", ["Ada Lindqvist", "Omar Vale", "Tom Birch"]),
        ("Ada Lindqvist, Senior Reporter", ["Ada Lindqvist"]),
        ("Ada Lindqvist, PhD", ["Ada Lindqvist"]),
        ("By Ada Lindqvist | Published 3 May 2024", ["Ada Lindqvist"]),
        ("Ada Lindqvist Dec 18", ["Ada Lindqvist"]),
        ("ada@quay.example", []),
        ("https://quay.example/by/ada", []),
        ("admin", []),
        ("105092", []),
        ("김하늘 기자", ["김하늘"]),
        ("", []),
        ("By Ada Lindqvist Wednesday 3 May 2024", ["Ada Lindqvist"]),
        ("Von Ada Lindqvist 3. Mai 2024", ["Ada Lindqvist"]),
        ("Por Ada Lindqvist 3 de mayo de 2024", ["Ada Lindqvist"]),
        ("Ada Lindqvist 3 мая 2024", ["Ada Lindqvist"]),
        ("By Ada Lindqvist 3 hours ago", ["Ada Lindqvist"]),
        ("By Ada Lindqvist, 3 May", ["Ada Lindqvist"]),
        ("By Ada Lindqvist 5 min read", ["Ada Lindqvist"]),
        ("Rosa Le Quai 12/05/2024", ["Rosa Le Quai"]),
        ("Joris van den Dam, 3.5.2024", ["Joris van den Dam"]),
        ("By Ada Lindqvist and Omar Vale in London", ["Ada Lindqvist", "Omar Vale"]),
        ("Von Ada Lindqvist, Berlin", ["Ada Lindqvist"]),
        ("By Ada Lindqvist, BBC News, Paris", ["Ada Lindqvist"]),
        ("By Ada Lindqvist, University of Oxford", ["Ada Lindqvist"]),
        ("By Ada Lindqvist for News Example", ["Ada Lindqvist"]),
        ("By Ada Lindqvist Staff Writer", ["Ada Lindqvist"]),
        ("Von Ada Lindqvist, Mitarbeit: Max Vale", ["Ada Lindqvist"]),
        ("Text: Ada Lindqvist Foto: Omar Vale", ["Ada Lindqvist"]),
        ("Foto: Omar Vale", []),
        ("Ada Lindqvist\nPolitical Correspondent", ["Ada Lindqvist"]),
        ("Ports\nBy Ada Lindqvist", ["Ada Lindqvist"]),
        ("Ada Lindqvist\nAda writes about ports.", ["Ada Lindqvist"]),
        ("Kim Min-jae", ["Kim Min-jae"]),
        ("Herbert Read", ["Herbert Read"]),
        ("Read more", []),
        ("12 comments", []),
        ("Marie Quai, Gaston Vale", ["Marie Quai", "Gaston Vale"]),
        ("Lindqvist, Ada", ["Lindqvist, Ada"]),
        ("José Vale y Quay", ["José Vale y Quay"]),
        ("작성자: 김하늘", ["김하늘"]),
        ("מאת דוד כהן", ["דוד כהן"]),
        ("بقلم: محمد علي", ["محمد علي"]),
        ("Текст: Иван Петров", ["Иван Петров"]),
        ("Author Ada Lindqvist", ["Ada Lindqvist"]),
        ("Autor\nIlse Brandt", ["Ilse Brandt"]),
        ("About the Author - Ada Lindqvist", ["Ada Lindqvist"]),
        ("About the Author", []),
        ("No Author", []),
        ("View all posts by Ada Lindqvist", ["Ada Lindqvist"]),
        ("Zeige alle Beiträge von Ilse Brandt", ["Ilse Brandt"]),
        ("Voir tous les articles de Marie Quai", ["Marie Quai"]),
        ("Posted on September 21, 2020 by Ada Lindqvist", ["Ada Lindqvist"]),
        ("Dezember 10, 2019 · von Ilse Brandt", ["Ilse Brandt"]),
        ("May 3, 2017 By Ada Lindqvist 4 Comments", ["Ada Lindqvist"]),
        ("03/01/2017 by Ada Lindqvist, Representative to the Harbour Committee", ["Ada Lindqvist"]),
        ("19.11.2021\nFritz Brandt\nHafenblatt", ["Fritz Brandt"]),
        ("Reviewed by Ada Lindqvist, Trial Attorney at Vale & Vale, on December 9, 2024", ["Ada Lindqvist", "Vale"]),
        ("Ada Lindqvist RN, BSN, Certified Sleep Consultant", ["Ada Lindqvist RN"]),
        ("Ada Lindqvist M.P.H., R.D.", ["Ada Lindqvist"]),
        ("QUAY-Online-Experte Noah Feld", ["Noah Feld"]),
        ("Text von Ilse Brandt Illustration von Noah Feld", ["Ilse Brandt"]),
        ("Übersetzung Ilse Brandt", []),
        ("Revised edition edited by Ada Lindqvist", []),
        ("ada[at]quay.example", []),
        ("content: Quay Media, design: Ada Lindqvist", []),
        ("Rezept von", []),
        ("October 10, 2026 | Ada Lindqvist", ["Ada Lindqvist"]),
        ("10.10.2026, 09:30 Uhr | Ilse Brandt", ["Ilse Brandt"]),
        ("98 Quay Street", ["98 Quay Street"]),
        ("Über den Autor: Noah Feld", ["Noah Feld"]),
        ("Publicado por Lucía Vale", ["Lucía Vale"]),
        ("Rédigé par Marie Quai", ["Marie Quai"]),
        ("Napisane przez Zofia Lis", ["Zofia Lis"]),
        ("Gönderen Selin Ak", ["Selin Ak"]),
        ("投稿者 川上", ["川上"]),
        ("글 이서연", ["이서연"]),
        ("بواسطة ليلى حداد", ["ليلى حداد"]),
        ("Martin Vale Jr.", ["Martin Vale Jr."]),
        ("Wanda B.", ["Wanda B."]),
        ("Quay Works Ltd.", ["Quay Works Ltd."]),
        ("publisher", []),
        ("Filed", []),
        ("By TQ,\nin News, Portugal, Business", ["TQ"]),
        ("Texto y fotos: Lucía Vale", ["Lucía Vale"]),
        ("Text och foto: Ada Lindqvist", ["Ada Lindqvist"]),
        ("Текст и фото: Анна Лебедева", ["Анна Лебедева"]),
        ("Tekst/zdjęcia: Zofia Lis", ["Zofia Lis"]),
        ("Muhabir: Selin Ak", ["Selin Ak"]),
        ("Teksti: Aino Salo, kuvat: Eero Laine", ["Aino Salo"]),
        ("Words by Ada Lindqvist. Pictures by Omar Vale", ["Ada Lindqvist"]),
        ("By Ada Lindqvist, with photographs by Omar Vale", ["Ada Lindqvist"]),
        ("Von Ilse Brandt (Text) und Noah Feld (Fotos)", ["Ilse Brandt"]),
        ("（记者 李小红）", ["李小红"]),
        ("revue de presse : Marie Quai\nmontage : Gaston Vale", ["Marie Quai"]),
        ("content: Harbour News, design: Omar Vale", []),
        ("港口新聞社 ／", ["港口新聞社"]),
    ],
)
def test_names_in_a_byline(byline: str, wanted: list[str]) -> None:
    assert names.split(byline) == wanted


@given(st.text(max_size=80))
@settings(max_examples=80)
def test_names_are_never_empty_nor_endless(text: str) -> None:
    read = (names.split, names.declared, names.organisation, names.in_line)
    assert all(0 < len(name) <= names.MAX_CHARS for reader in read for name in reader(text))


@pytest.mark.parametrize(
    "name",
    [
        *("Di Wang", "Da Chen", "De Smet Jan", "Von Miller", "José Vale y Quay", "Maria Quay e Silva", "Bille August"),
        *(
            "Valerie June",
            "Ali Jan",
            "Mary Jane Head",
            "Min Jin Lee",
            "Emily Post",
            "María del Carmen de la Vega López",
        ),
    ],
)
def test_a_persons_declared_name_stays_as_it_is(name: str) -> None:
    assert names.declared(name) == [name]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("By Ada Lindqvist", ["Ada Lindqvist"]),
        ("By Ada Lindqvist And Omar Vale For The Quay On Sunday", ["Ada Lindqvist", "Omar Vale"]),
        ("By ADA LINDQVIST, AP Sports Writer", ["ADA LINDQVIST"]),
        ("Ada Lindqvist, Ph.D.", ["Ada Lindqvist"]),
    ],
)
def test_what_is_no_part_of_a_declared_name_goes(name: str, wanted: list[str]) -> None:
    assert names.declared(name) == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Автор: Иван Петров", ["Иван Петров"]),
        ("記者 山田太郎", ["山田太郎"]),
        ("김하늘 기자", ["김하늘"]),
        ("Yazan: Ali Veli", ["Ali Veli"]),
        ("Yazan: İsmail Liman", ["İsmail Liman"]),
        ("İsmail Liman tarafından", []),
        ("Tekst: Kari Vale", ["Kari Vale"]),
        ("Ein Gastbeitrag von Ada Lindqvist", ["Ada Lindqvist"]),
        ("Geschrieben von Ada Lindqvist am 3. Mai 2024", ["Ada Lindqvist"]),
        ("By the river", []),
        ("Von Berlin nach Paris", []),
        ("Di nuovo a Roma", []),
        ("Ada Lindqvist", []),
        ("Author Ada Lindqvist", []),
        ("Autorin Ilse Brandt", []),
        ("Author: Ada Lindqvist", ["Ada Lindqvist"]),
        ("More stories from Paris", []),
        ("[김하늘 기자]", ["김하늘"]),
        ("서울=김하늘 기자 sky@quay.example", ["김하늘"]),
        ("文/李小红", ["李小红"]),
        ("文・写真＝山田太郎", ["山田太郎"]),
        ("取材・文＝山田太郎", ["山田太郎"]),
        ("執筆：山田太郎", ["山田太郎"]),
        ("撰稿人：李小红", ["李小红"]),
        ("本报记者 李小红", ["李小红"]),
        ("記者李小红／台北報導", ["李小红"]),
        ("글·사진 김하늘 기자", ["김하늘"]),
        ("โดย สมชาย ใจดี", ["สมชาย ใจดี"]),
        ("ผู้เขียน: สมชาย ใจดี", ["สมชาย ใจดี"]),
        ("โดยรัฐบาลประกาศว่าจะลดภาษีในปีหน้า", []),
        ("Της Μαρίας Λιμένου", ["Μαρίας Λιμένου"]),
        ("Γράφει ο Γιώργος Λιμένος", ["Γιώργος Λιμένος"]),
        ("Συντάκτρια: Μαρία Λιμένου", ["Μαρία Λιμένου"]),
        ("लेखिका : सीता घाट", ["सीता घाट"]),
        ("লেখক: রহিম ঘাট", ["রহিম ঘাট"]),
        ("نویسنده: علی بندری", ["علی بندری"]),
        ("كتبت: سارة الميناء", ["سارة الميناء"]),
        ("Írta: Kikötő János", ["Kikötő János"]),
        ("Autor článku: Ján Prístav", ["Ján Prístav"]),
        ("Napisał Jan Port", ["Jan Port"]),
        ("Piše: Ivana Luka", ["Ivana Luka"]),
        ("Пише: Марко Лука", ["Марко Лука"]),
        ("Kirjoittaja: Matti Satama", ["Matti Satama"]),
        ("Av Anna Hamn", ["Anna Hamn"]),
        ("Av detta blev inget", []),
        ("di Mario Porto", ["Mario Porto"]),
        ("Di Sản Văn Hóa", []),
        ("Articolo di Mario Porto", ["Mario Porto"]),
        ("Une chronique de Jean Duport", ["Jean Duport"]),
        ("Chronique de Paris", []),
        ("Scris de Ion Portu", ["Ion Portu"]),
        ("Column by Ada Lindqvist", ["Ada Lindqvist"]),
        ("Eine Kolumne von Ada Lindqvist", ["Ada Lindqvist"]),
        ("Aus Kiel berichtet Ada Lindqvist", ["Ada Lindqvist"]),
        ("Autor:in: Ada Lindqvist", ["Ada Lindqvist"]),
        ("Update: Ada Lindqvist", []),
        ("05.02.2026 - Redaktion: Ilse Brandt (Hafenblatt)", ["Ilse Brandt"]),
        ("2026年04月24日08:39 | 来源：新华网", []),
    ],
)
def test_lines_that_are_bylines(line: str, wanted: list[str]) -> None:
    assert names.in_line(line) == wanted


def authors_of(head: str, body: str = "", url: str = "https://quay.example/a") -> list[str]:
    return [author.name for author in read(head, f"<h1>The ferry that nobody ordered</h1>{body}", url).authors]


@pytest.mark.parametrize(
    "byline",
    [
        '<div class=byline><a href="/a">Ada Lindqvist</a><time>3 May</time><button>Follow</button></div>',
        "<div class=author><span class=author-name>Ada Lindqvist</span><span class=author-role>Painter</span></div>",
        "<div class=byline>By <!-- --><b>Ada</b> Lindqvist</div>",
    ],
)
def test_times_buttons_and_roles_of_a_byline_are_not_read(byline: str) -> None:
    assert authors_of("", byline + TEXT) == ["Ada Lindqvist"]


@pytest.mark.parametrize(
    "byline",
    [
        'By <a href="/author/ada">Ada Lindqvist</a> and <a href="/author/omar">Omar Vale</a>',
        '<a rel=author href="/x">Ada Lindqvist</a>, <a rel=author href="/y">Omar Vale</a>',
        "<span class=author-name>Ada Lindqvist</span><span class=author-name>Omar Vale</span>",
    ],
)
def test_all_of_several_bylines_side_by_side_are_read(byline: str) -> None:
    assert authors_of("", f"<div class=top>{byline}</div>{TEXT}") == ["Ada Lindqvist", "Omar Vale"]


@pytest.mark.parametrize(
    "byline",
    [
        '<footer class="post-footer"><span class="author">Posted by Ada Lindqvist at 18:52</span></footer>',
        '<div class="news"><h1>Quay</h1><div class="footer"><b class="author">Von Ada Lindqvist</b></div></div>',
        '<ul class="post-meta"><li><a rel="author" href="/u/1">Ada Lindqvist</a></li></ul>',
        '<aside class="post-author">Ada Lindqvist</aside>',
        '<div class="cards"><p class="author-card">By <a rel="author" href="/u/1">Ada Lindqvist</a></p></div>',
        '<p class="date-author">Ada Lindqvist, 01.12.2021</p>',
        '<p><a href="/staff/ada-lindqvist/">Ada Lindqvist</a></p>',
        '<p class="entry-meta">May 3, 2017 By Ada Lindqvist 4 Comments</p>',
    ],
)
@pytest.mark.parametrize("wrap", ["{}", '<div class="content-sidebar-wrap cards">{}</div>'])
def test_a_byline_in_a_frame_of_the_articles_own_is_read(byline: str, wrap: str) -> None:
    body = wrap.format(f"<h1>The ferry that nobody ordered</h1>{byline}{TEXT}")
    assert [author.name for author in read("", body).authors] == ["Ada Lindqvist"]


@pytest.mark.parametrize(
    "other",
    [
        '<article class="post"><span class="author">Omar Vale</span></article>',
        '<div class="related-posts"><span class="author">Omar Vale</span></div>',
        '<p class="clipboard-copyline">Copier</p>',
        '<a href="/people/news/star-found-in-harbour">Star found</a>',
        '<div class="image-license"><span class="author-name">Omar Vale</span></div>',
        '<p class="author-desc">We are a memory of the best of those years!</p>',
        "<h2>Von Sprachregeln, Politik und Hafen</h2>",
        '<div class="byline">/ Ports / Ferries / Tides / Quays</div>',
    ],
)
def test_what_only_looks_like_a_byline_names_nobody(other: str) -> None:
    assert authors_of("", other + TEXT) == []


def test_who_wrote_it_by_a_card_for_sharing() -> None:
    head = '<meta name="twitter:label1" content="{}"><meta name="twitter:data1" content="{}">'
    assert authors_of(head.format("Written by", "Ada Lindqvist")) == ["Ada Lindqvist"]
    assert authors_of(head.format("Verfasst von", "Ilse Brandt")) == ["Ilse Brandt"]
    assert authors_of(head.format("Est. reading time", "4 minutes")) == []


@pytest.mark.parametrize(
    "byline",
    [
        '<div class="elementor-widget elementor-widget-info"><a rel="author" href="/author/x">Ada Lindqvist</a></div>',
        '<p><span class="meta-prep meta-prep-author">Publicado el</span> 10 octubre <span class="author vcard">'
        '<a class="fn" href="/author/x">Ada Lindqvist</a></span></p>',
        '<p class="author vcard"><span class="screen-reader-text">Автор </span><a class="fn">Ada Lindqvist</a></p>',
        '<div class="td-author-by">Yazar</div><p><a href="/author/x">Ada Lindqvist</a></p>',
        '<div class="author"><a>Ada Lindqvist</a> <span class="author-title">Water Researcher</span></div>',
        '<ul class="authors"><li>Ada Lindqvist <span class="affiliation">University of Quay</span></li></ul>',
        '<p class="submitted">Submitted by Ada Lindqvist on 10 October 2026</p>',
    ],
)
def test_what_content_systems_put_around_a_name_is_no_name(byline: str) -> None:
    assert authors_of("", byline + TEXT) == ["Ada Lindqvist"]


def test_names_of_a_journals_article() -> None:
    head = '<meta name="citation_author" content="Lindqvist, Ada"><meta name="citation_author" content="Omar Vale">'
    assert authors_of(head) == ["Ada Lindqvist", "Omar Vale"]


def test_an_account_in_meta_counts_where_nobody_else_is_named() -> None:
    head = '<meta name="author" content="ferryfan">'
    assert authors_of(head, TEXT) == ["ferryfan"]
    assert authors_of(head, f'<p class="author">By Ada Lindqvist</p>{TEXT}') == ["Ada Lindqvist"]


def test_a_card_that_names_more_than_json_ld_is_believed() -> None:
    head = ld('{"@type":"NewsArticle","author":{"@type":"Person","name":"Ada Lindqvist"}}')
    head += '<meta name="twitter:label1" content="Written by">'
    head += '<meta name="twitter:data1" content="Ada Lindqvist, Omar Vale">'
    assert authors_of(head) == ["Ada Lindqvist", "Omar Vale"]


def test_meta_that_names_more_than_json_ld_is_believed() -> None:
    head = ld('{"@type":"NewsArticle","author":{"@type":"Person","name":"Ada Lindqvist"}}')
    assert authors_of(head + '<meta name="author" content="Ada Lindqvist, Omar Vale">') == [
        "Ada Lindqvist",
        "Omar Vale",
    ]
    assert authors_of(head + '<meta name="author" content="Quay"><meta name="byl" content="Omar Vale">') == [
        "Ada Lindqvist"
    ]


def test_the_web_pages_author_counts_where_nothing_else_does() -> None:
    head = ld('{"@type":"WebPage","author":{"@type":"Person","name":"Omar Vale"}}')
    assert authors_of(head) == ["Omar Vale"]
    assert authors_of(head, f'<p class="author">By Ada Lindqvist</p>{TEXT}') == ["Ada Lindqvist"]


def test_a_name_in_small_letters_counts_where_it_is_said_to_be_one() -> None:
    link = '<p>by <a rel="author" href="/author/ferryfan">ferryfan</a></p>'
    assert authors_of("", link + TEXT) == ["ferryfan"]
    person = ld('{"@type":"Article","author":{"@type":"Person","name":"ferryfan"}}')
    assert authors_of(person) == ["ferryfan"]
    assert authors_of(person, f'<p class="author">By Ada Lindqvist</p>{TEXT}') == ["Ada Lindqvist"]
    assert authors_of("", f'<p class="author">ferryfan</p>{TEXT}') == []
    assert authors_of("", f'<a rel="author" href="/author/admin">admin</a>{TEXT}') == []


def test_a_sites_name_of_which_a_word_looks_like_a_time_stays_whole() -> None:
    site = '<meta property="og:site_name" content="Quay Today">'
    body = f'<p class="author">Quay Today</p>{TEXT}'
    assert authors_of(site, body) == authors_of(site + '<meta name="author" content="Quay Today">') == ["Quay Today"]


@pytest.mark.parametrize(
    "body",
    [
        "<p><b>The ferry, ordered by nobody, came with flags and a brass band.</b></p><p>By Ada Lindqvist</p>" + TEXT,
        TEXT + "<p>Von Ada Lindqvist</p>",
    ],
    ids="lead last".split(),
)
def test_a_byline_may_follow_the_lead_or_end_the_text(body: str) -> None:
    found = read("", f"<h1>The ferry that nobody ordered</h1>{body}")
    assert [author.name for author in found.authors] == ["Ada Lindqvist"]


def test_a_teasers_byline_below_the_text_is_nobodys() -> None:
    teaser = "<div class=s><h3><a href=/s>Another story</a></h3><span class=byline>By Wrong Person</span></div>"
    below = f"<div class=read-next>{teaser * 4}</div>"
    head = '<meta property="og:type" content="article">'
    assert authors_of(head, f"<p>By Ada Lindqvist</p>{TEXT * 3}{below}") == ["Ada Lindqvist"]
    assert authors_of(head, TEXT * 3 + below) == []


def test_of_microdata_the_item_with_the_headline_is_believed() -> None:
    other = "<div itemscope><a itemprop=headline href=/o>Other</a><span itemprop=author>Wrong Person</span></div>"
    own = "<span itemprop=headline>The ferry that nobody ordered</span><span itemprop=author>Ada Lindqvist</span>"
    assert authors_of("", f"{other}<div itemscope>{own}</div>{TEXT}") == ["Ada Lindqvist"]


def test_a_declared_organisation_does_not_hide_the_person_shown() -> None:
    node = ld('{"@type":"NewsArticle","author":{"@type":"Organization","name":"Ministry of Ports and Quays"}}')
    assert authors_of(node, "<div class=byline>By Ada Lindqvist</div>" + TEXT) == ["Ada Lindqvist"]
    assert authors_of(node, TEXT) == ["Ministry of Ports and Quays"]


def test_a_persons_name_in_the_address_is_a_persons() -> None:
    node = ld('{"@type":"NewsArticle","author":[{"@type":"Person","name":"Ai Li"}]}')
    wrong = "<div class=byline>By Wrong Person</div>"
    assert authors_of(node, wrong + TEXT, "https://dailimail.example/a") == ["Ai Li"]
    assert authors_of(node, wrong + TEXT, "https://aili.example/a") == ["Ai Li"]


def test_given_and_family_name_make_a_name() -> None:
    person = '{"@type":"Person","givenName":"Ada","familyName":"Lindqvist"}'
    assert authors_of(ld(f'{{"@type":"NewsArticle","author":{person}}}'), TEXT) == ["Ada Lindqvist"]


def test_what_meta_says_about_an_author_is_no_author() -> None:
    head = '<meta name="author-title" content="Chief Painter"><meta name="author_bio" content="Covers ports">'
    assert authors_of(head, "<p class=byline>By Ada Lindqvist</p>" + TEXT) == ["Ada Lindqvist"]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Reporting by Ada Vale and Omar Quay, Editing by Tom Birch", ["Ada Vale", "Omar Quay", "Tom Birch"]),
        ("Reporting by Ada Vale and Omar Quay Editing by Tom Birch", ["Ada Vale", "Omar Quay", "Tom Birch"]),
        ("Reporting by Ada Vale. Editing by Tom Birch.", ["Ada Vale", "Tom Birch"]),
        ("Reporting by Ada Vale. The film was produced by Tom Birch.", ["Ada Vale"]),
        ("Edited by: Tom Birch", ["Tom Birch"]),
        ("Redaktion: Tom Birch", ["Tom Birch"]),
        (
            "Harbour News writers Ada Vale in London and Omar Quay in Paris contributed to this report.",
            ["Ada Vale", "Omar Quay"],
        ),
        ("Con la colaboración de Ana Vale", ["Ana Vale"]),
        ("Edição: Tiago Vale", ["Tiago Vale"]),
        ("Con información de Ana Vale", ["Ana Vale"]),
        ("Ha collaborato Ada Lindo", ["Ada Lindo"]),
        ("*Colaborou Tiago Vale", ["Tiago Vale"]),
        ("Avec la contribution de Marie Vale", ["Marie Vale"]),
        ("Na článku spolupracovala Eva Nováková", ["Eva Nováková"]),
        ("При участии Ирины Соколовой", ["Ирины Соколовой"]),
        ("A contribuit la creșterea prețurilor și seceta din această vară.", []),
        ("Перевод: Ирина Соколова", ["Ирина Соколова"]),
        ("Text: Ilse Brandt, Fotos: Noah Feld", ["Noah Feld"]),
        ("Words by Ada Lindqvist. Photos by © Omar Vale", ["Omar Vale"]),
        ("Foto: Noah Feld", []),
        ("Translated by Ada Vale from the French", ["Ada Vale"]),
        ("Die Redaktion empfiehlt dieses Buch allen Lesern.", []),
        ("Une collaboration étroite avec la police a permis son arrestation.", []),
        ("Further research by scientists is needed, the ministry said.", []),
        ("The film, produced by Steven Vale, opens in May.", []),
    ],
)
def test_people_in_credit_lines(line: str, wanted: list[str]) -> None:
    found = read("", f"<h1>The ferry that nobody ordered</h1>{TEXT}<p>{line}</p>").contributors
    assert [each.name for each in found] == wanted


@pytest.mark.parametrize(
    ("byline", "wrote", "worked"),
    [
        ("Von Ada Vale, Mitarbeit: Omar Quay", ["Ada Vale"], [("mitarbeit", "Omar Quay")]),
        ("Von Ada Vale (Text) und Omar Quay (Fotos)", ["Ada Vale"], [("fotos", "Omar Quay")]),
        ("Von Ada Vale und Tom Birch, Omar Quay (Grafik)", ["Ada Vale", "Tom Birch"], [("grafik", "Omar Quay")]),
        ("By Ada Vale, with reporting by Omar Quay", ["Ada Vale"], [("reporting", "Omar Quay")]),
        ("By Ada Vale with additional reporting by Omar Quay", ["Ada Vale"], [("additional reporting", "Omar Quay")]),
        ("By Ada Vale. Additional reporting by Omar Quay", ["Ada Vale"], [("additional reporting", "Omar Quay")]),
        ("By Ada Vale Additional reporting by Omar Quay", ["Ada Vale"], [("additional reporting", "Omar Quay")]),
        ("By Ada Vale. Photographer: Omar Quay", ["Ada Vale"], [("photographer", "Omar Quay")]),
        ("By Ada Vale | Edited by Omar Quay", ["Ada Vale"], [("edited", "Omar Quay")]),
        ("Por Ada Vale, edición: Omar Quay", ["Ada Vale"], [("edición", "Omar Quay")]),
        ("By Ada Vale with Omar Quay in London", ["Ada Vale", "Omar Quay"], []),
        ("Von Ada Vale (London)", ["Ada Vale"], []),
    ],
)
def test_a_byline_says_who_wrote_and_who_worked_with_them(
    byline: str, wrote: list[str], worked: list[tuple[str, str]]
) -> None:
    for found in (
        read("", f"<h1>The ferry that nobody ordered</h1><p>{byline}</p>{TEXT}"),
        read("", f"<h1>The ferry that nobody ordered</h1><div class=byline>{byline}</div>{TEXT}"),
    ):
        assert [author.name for author in found.authors] == wrote
        assert [(each.role, each.name) for each in found.contributors] == worked


def test_each_of_a_lines_roles_has_its_own_people() -> None:
    line = "Additional reporting by Ada Vale Editing by Tom Birch"
    found = read("", f"<h1>The ferry that nobody ordered</h1>{TEXT}<p>{line}</p>").contributors
    assert [(each.role, each.name) for each in found] == [
        ("additional reporting", "Ada Vale"),
        ("editing", "Tom Birch"),
    ]


def test_author_referred_to_by_id_is_resolved() -> None:
    person = '{"@type":"Person","@id":"#p","name":"Ada Lindqvist","url":"/ada"}'
    graph = f'{{"@graph":[{{"@type":"Article","author":{{"@id":"#p"}}}},{person}]}}'
    found = read(ld(graph)).authors
    assert [(author.name, author.url) for author in found] == [("Ada Lindqvist", "https://quay.example/ada")]


@pytest.mark.parametrize(
    ("last", "wanted"),
    [
        ('<p style="text-align: right"><strong>Lê Phương</strong></p>', ["Lê Phương"]),
        ("<p align=right>Ada-Marie O’Lindqvist</p>", ["Ada-Marie O’Lindqvist"]),
        ('<p><em style="text-align:right">Ada Lindqvist</em></p>', ["Ada Lindqvist"]),
        ('<p style="text-align:right"><!-- signed -->Ada Lindqvist</p>', ["Ada Lindqvist"]),
        ("<p><!-- not signed -->Ada Lindqvist</p>", []),
        ("<p>Ada Lindqvist</p>", []),
        ('<p style="text-align:right">* Required fields</p>', []),
        ('<p style="text-align:right">The ferry came at noon.</p>', []),
    ],
)
def test_a_text_may_be_signed_as_letters_are(last: str, wanted: list[str]) -> None:
    assert authors_of("", TEXT + last) == wanted


@pytest.mark.parametrize("post", ["Newsroom", "Online News Editor", "Staff Writer", "Web Desk"])
def test_a_person_shown_is_believed_over_a_post_declared(post: str) -> None:
    node = ld(f'{{"@type":"NewsArticle","author":{{"@type":"Person","name":"{post}"}}}}')
    assert authors_of(node, "<p>By Ada Lindqvist</p>" + TEXT) == ["Ada Lindqvist"]
    assert authors_of(node, TEXT) == [post]


def test_publisher_stays_as_author_when_nobody_else_is_named() -> None:
    node = '{"@type":"NewsArticle","author":{"@type":"Organization","name":"The Quay"},"publisher":{"name":"The Quay"}}'
    assert [author.name for author in read(ld(node)).authors] == ["The Quay"]
