"""Single fields beside headline, people and dates, from small pages made for one question each."""

from itertools import product
from string import ascii_lowercase

import pytest
from small_pages import NOW, TEXT, ld, read

from crawler.parsers.article.language import normal
from crawler.parsers.page import Page
from crawler.parsers.parse import parse


@pytest.mark.parametrize(
    ("raw", "tag"),
    [
        *(("de_AT", "de-AT"), ("pt-br", "pt-BR"), ("zh-hant-tw", "zh-Hant-TW"), ("english", None), ("und", None)),
        *(("eng", "en"), ("ger-AT", "de-AT"), ("iw", "he"), ("utf-8", None), ("gsw-CH", "gsw-CH")),
    ],
)
def test_language_tags(raw: str, tag: str | None) -> None:
    assert normal(raw) == tag


@pytest.mark.parametrize(
    ("head", "body", "tag"),
    [
        (ld('{"@type":"Article","inLanguage":{"@type":"Language","name":"Danish","alternateName":"da"}}'), "", "da"),
        ('<meta name="DCTERMS.language" content="ger">', "", "de"),
        ("", "<div lang=sv-SE><h1>The ferry that nobody ordered</h1></div>", "sv-SE"),
        ("", "<h1>The ferry that nobody ordered</h1><div lang=sv>Färjan</div>", None),
    ],
)
def test_language_is_found_where_the_document_does_not_say(head: str, body: str, tag: str | None) -> None:
    page = f"<html><head>{head}</head><body><article>{body or '<h1>The ferry that nobody ordered</h1>'}{TEXT}</article>"
    article = parse(Page("https://quay.example/a", page.encode(), NOW)).article
    assert article is not None and article.inLanguage == tag


def test_breadcrumbs_follow_their_positions() -> None:
    trail = (
        '{"@type":"BreadcrumbList","itemListElement":[{"position":2,"name":"Ports","item":{"@id":"/ports"}},'
        '{"position":1,"item":{"name":"Home","@id":"/"}}]}'
    )
    found = read(ld(trail)).breadcrumbs
    assert [(step.name, step.url) for step in found] == [
        ("Home", "https://quay.example/"),
        ("Ports", "https://quay.example/ports"),
    ]


@pytest.mark.parametrize("position", ["1e999", '"last"', "1" + 400 * "0", "[]", "null"])
def test_a_position_that_is_no_number_does_no_harm(position: str) -> None:
    trail = f'{{"@type":"BreadcrumbList","itemListElement":[{{"position":{position},"name":"Ports"}}]}}'
    assert [step.name for step in read(ld(trail)).breadcrumbs] == ["Ports"]


@pytest.mark.parametrize(
    "trail",
    [
        '<nav class="c-breadcrumbs"><a href="/">Home</a> » <a href="/ports">› Ports</a> » The ferry</nav>',
        '<ol><li class="breadcrumb-item"><a href="/">Home</a></li><li><a href="/ports"><b>Ports</b></a></li></ol>',
        '<p typeof="BreadcrumbList"><span property="itemListElement"><a href="/">Home</a></span> '
        '<span property="itemListElement"><a href="/ports">Ports</a></span></p>',
        '<p id="breadcrumbs"><a href="/">Home</a> » <a href="/ports">Ports</a> » <strong>The ferry</strong></p>',
        '<nav aria-label="Brödsmulor"><a href="/">Home</a><a href="/ports">Ports</a></nav>',
        '<div class="fil-ariane">Vous êtes ici : <a href="/">Home</a> &gt; <a href="/ports">Ports</a></div>',
        '<p itemscope itemtype="http://data-vocabulary.org/Breadcrumb"><a itemprop="url" href="/">'
        '<span itemprop="title">Home</span></a></p><p itemscope itemtype="http://data-vocabulary.org/Breadcrumb">'
        '<a itemprop="url" href="/ports"><span itemprop="title">Ports</span></a></p>',
    ],
)
def test_breadcrumbs_that_are_shown_alone(trail: str) -> None:
    found = read("", trail + TEXT).breadcrumbs
    assert [(step.name, step.url) for step in found] == [
        ("Home", "https://quay.example/"),
        ("Ports", "https://quay.example/ports"),
    ]


def test_a_whole_page_called_breadcrumbs_is_no_trail() -> None:
    assert read("", f'<div class="with-breadcrumb"><a href="/">Home</a>{TEXT + TEXT}</div>').breadcrumbs == []


@pytest.mark.parametrize(
    ("step", "kept"),
    [
        ('"name":"Home","item":"https://quay.example/"', False),
        ('"name":"The ferry that nobody ordered"', False),
        ('"name":"Ports","item":"https://quay.example/ports"', True),
        ('"name":"Ports","item":"https://quay.example/?in=ports"', True),
    ],
)
def test_a_trail_that_leads_nowhere_is_none(step: str, kept: bool) -> None:
    assert bool(read(ld(f'{{"@type":"BreadcrumbList","itemListElement":[{{{step}}}]}}')).breadcrumbs) is kept


def test_a_trail_shown_is_read_where_the_declared_one_leads_nowhere() -> None:
    declared = ld('{"@type":"BreadcrumbList","itemListElement":[{"name":"Home","item":"https://quay.example/"}]}')
    shown = '<p class="breadcrumbs"><a href="/">Home</a> <a href="/ports">Ports</a></p>'
    assert [step.name for step in read(declared, shown + TEXT).breadcrumbs] == ["Home", "Ports"]


def test_a_trail_of_one_step_need_not_be_a_list() -> None:
    trail = '{"@type":"BreadcrumbList","itemListElement":{"position":1,"name":"Ports"}}'
    assert [step.name for step in read(ld(trail)).breadcrumbs] == ["Ports"]


def test_section_in_microdata_is_short() -> None:
    assert read("", f'<span itemprop="articleSection">Ports</span>{TEXT}').articleSection == "Ports"
    assert read("", f'<div itemprop="articleSection">{TEXT}</div>{TEXT}').articleSection is None


@pytest.mark.parametrize(
    ("declared", "section"),
    [
        ("Food, drink and travel", "Food, drink and travel"),
        ("Ports,News", "Ports"),
        ("Ports, News, Politics, Weather, The World at Sea", "Ports"),
        ("https://quay.example/ports/", None),
        ("Non classé", None),
        ("The Quay", None),
        ("The mayor, the band, and everybody who stood in the rain to see them, said that it was over", None),
        ("Everything that happens between the harbour and the market, and what else the mayor was told of it", None),
    ],
)
def test_section_is_the_first_of_a_list_and_no_address_or_name_of_the_site(declared: str, section: str | None) -> None:
    head = f'<meta property="og:site_name" content="The Quay"><meta property="article:section" content="{declared}">'
    assert read(head).articleSection == section


CATEGORY = '<a href="/c/{0}" rel="category tag">{0}</a>'


@pytest.mark.parametrize(
    ("body", "section"),
    [
        (CATEGORY.format("Ports"), "Ports"),
        (CATEGORY.format("Uncategorized") + CATEGORY.format("Ports"), "Ports"),
        ('<a href="/category/ports" rel="tag">Ports</a> <a href="/category/sea" rel="tag">Sea</a>', "Ports"),
        ('<a href="/tag/ports" rel="tag">Ports</a>', None),
        (f"</article><article>{CATEGORY.format('Sport')}", None),
        ('<dd>Category: <a href="/ports" itemprop="genre">Ports</a></dd>', "Ports"),
    ],
)
def test_section_shown_is_the_category_in_the_article_s_box(body: str, section: str | None) -> None:
    assert read("", f"<h1>The ferry that nobody ordered</h1>{TEXT}{body}").articleSection == section


def test_section_shown_without_a_box_is_the_only_one_of_the_page() -> None:
    page = f"<body><h1>The ferry that nobody ordered</h1>{TEXT}<p>{CATEGORY.format('Ports')}</p>"
    for more, section in (("", "Ports"), (CATEGORY.format("Sport"), None)):
        article = parse(Page("https://quay.example/a", (page + more).encode(), NOW)).article
        assert article is not None and article.articleSection == section


@pytest.mark.parametrize(
    ("head", "body", "words"),
    [
        ('<meta name="keywords" content="The ferry that nobody ordered">', "", []),
        (
            '<meta name="keywords" content="The ferry that nobody ordered"><meta name=dc.subject content=Ports>',
            "",
            ["Ports"],
        ),
        ('<meta name="keywords" content="{{ keywords }}">', "", []),
        ('<meta name="DCTERMS.subject" content="Ports; ferries">', "", ["Ports", "ferries"]),
        ('<meta property="schema:keywords" content="Ports, ferries">', "", ["Ports", "ferries"]),
        (
            '<meta property="og:article:tag" content="A, b"><meta property="og:article:tag" content="C">',
            "",
            ["A, b", "C"],
        ),
        (
            "",
            "<a itemprop=keywords href=/t/1>Ports</a>, <a itemprop=keywords href=/t/2>Ferries</a>",
            ["Ports", "Ferries"],
        ),
        ("", "<p itemprop=keywords>Ports, <a href=/t/2>Ferries</a></p>", ["Ports", "Ferries"]),
    ],
)
def test_keywords_in_many_vocabularies(head: str, body: str, words: list[str]) -> None:
    assert read(head, f"<h1>The ferry that nobody ordered</h1>{TEXT}{body}").keywords == words


def test_machine_tags_are_no_keywords() -> None:
    head = '<meta name="keywords" content="Ferry, 8f507083-bac4-423a-9015-2eb31e1bce50, harbour, ferry, section:ports">'
    assert read(head).keywords == ["Ferry", "harbour"]


@pytest.mark.parametrize(
    ("declared", "wanted"),
    [
        ('["Lindqvist, Ada","Harbours"]', ["Lindqvist, Ada", "Harbours"]),
        ('["Harbours, ferries"]', ["Harbours", "ferries"]),
        ('"Harbours; ferries| ports"', ["Harbours", "ferries", "ports"]),
        ('"موانئ، عبارات"', ["موانئ", "عبارات"]),
        ('["Election","2024","1337","20240101","Lehrer:innen"]', ["Election", "2024", "Lehrer:innen"]),
        ('[{"@type":"DefinedTerm","name":"Ports"}, 3, null]', ["Ports", "3"]),
    ],
)
def test_keywords_as_they_are_declared(declared: str, wanted: list[str]) -> None:
    assert read(ld(f'{{"@type":"NewsArticle","keywords":{declared}}}')).keywords == wanted


def test_tag_of_a_repeated_property_is_whole_and_names_in_meta_are_a_list() -> None:
    tags = '<meta property="article:tag" content="Lindqvist, Ada"><meta property="article:tag" content="Ports">'
    assert read(tags).keywords == ["Lindqvist, Ada", "Ports"]
    assert read('<meta name="keywords" content="ferry,port">' * 2).keywords == ["ferry", "port"]


@pytest.mark.parametrize(
    ("declared", "count"),
    [
        ('"commentCount":"12"', 12),
        ('"commentCount":0', 0),
        ('"commentCount":"²"', None),
        ('"commentCount":"' + 5_000 * "9" + '"', None),
        ('"interactionStatistic":{"interactionType":{"@type":"CommentAction"},"userInteractionCount":"7"}', 7),
        ('"commentCount":"1.204 Kommentare"', 1204),
        ('"commentCount":"1,204"', 1204),
        ('"commentCount":12.0', 12),
        ('"commentCount":-1', None),
        ('"interactionCount":"UserComments: 7"', 7),
        ('"interactionCount":"UserLikes:7"', None),
        (
            '"interactionStatistic":[{"interactionType":"LikeAction","userInteractionCount":"7"}]',
            None,
        ),
        ('"interactionStatistic":[{"interactionType":' + 900 * "[" + 900 * "]" + "}]", None),
    ],
)
def test_number_of_comments_is_the_one_declared(declared: str, count: int | None) -> None:
    assert read(ld('{"@type":"NewsArticle",' + declared + "}")).commentCount == count


@pytest.mark.parametrize(
    ("shown", "count"),
    [
        ("<a itemprop=commentCount>1 comment</a>", 1),
        ("<b itemprop=commentCount>2</b><b itemprop=commentCount>3</b>", None),
        ('<span property="sioc:num_replies" content="5"></span>', 5),
        ('<span property="schema:interactionCount" content="UserComments:0"></span>', 0),
    ],
)
def test_number_of_comments_shown_is_the_only_one(shown: str, count: int | None) -> None:
    assert read("", f"<h1>The ferry that nobody ordered</h1>{shown}{TEXT}").commentCount == count


@pytest.mark.parametrize(
    ("marked", "second"),
    [
        ("<p itemprop=alternativeHeadline>Six tunes and no more</p>", "Six tunes and no more"),
        ('<meta itemprop=alternativeHeadline content="Six tunes and no more">', "Six tunes and no more"),
        ("<p itemprop=alternativeHeadline>Six tunes</p><p itemprop=alternativeHeadline>Other news</p>", None),
    ],
)
def test_second_headline_may_be_marked(marked: str, second: str | None) -> None:
    assert read("", f"<h1>The ferry that nobody ordered</h1>{marked}{TEXT}").alternativeHeadline == second


@pytest.mark.parametrize(
    ("head", "published", "modified"),
    [
        ('<meta property="dcterms:created" content="2026-02-01T10:00:00+01:00">', "2026-02-01T10:00:00+01:00", None),
        ('<meta property="dc:date" content="2026-02-01">', "2026-02-01", None),
        (
            '<meta name="prism.publicationDate" content="2026-02-01">'
            '<meta name="prism.modificationDate" content="2026-02-02">',
            *("2026-02-01", "2026-02-02"),
        ),
    ],
)
def test_dates_in_dublin_core_and_prism(head: str, published: str, modified: str | None) -> None:
    found = read(head)
    assert (found.datePublished, found.dateModified) == (published, modified)


def test_parsely_s_single_meta_is_read_as_its_many() -> None:
    told = (
        '{"title":"The ferry that nobody ordered","link":"https://quay.example/b","image_url":"/ferry.jpg",'
        '"pub_date":"2026-02-01T10:00:00Z","section":"Ports","authors":["Ada Lindqvist"],"tags":["Ferry","Band"]}'
    )
    found = read(f"<meta name='parsely-page' content='{told}'>")
    assert (found.canonicalUrl, found.articleSection, found.keywords) == (
        "https://quay.example/b",
        "Ports",
        ["Ferry", "Band"],
    )
    assert ([author.name for author in found.authors], found.datePublished) == (
        ["Ada Lindqvist"],
        "2026-02-01T10:00:00Z",
    )
    assert [image.url for image in found.images] == ["https://quay.example/ferry.jpg"]


@pytest.mark.parametrize("told", ["[1]", "{&quot;section&quot;:{}}", "{&quot;tags&quot;:[3,null,&quot; &quot;]}", "{"])
def test_a_broken_single_meta_does_no_harm(told: str) -> None:
    found = read(f'<meta name="parsely-page" content="{told}">')
    assert (found.articleSection, found.keywords) == (None, [])


@pytest.mark.parametrize(
    "element",
    [
        '<img src="/ferry.jpg">',
        '<img src="data:image/gif;base64,R0" srcset="/quay.jpg 400w, /ferry.jpg 800w">',
        '<img srcset="/ferry.jpg 2x,/quay.jpg 1.5x">',
        '<img srcset="/quay.jpg, /ferry.jpg 2x, ">',
        '<img src="/img/blank.gif" data-srcset="/ferry.jpg">',
        '<img data-src="data:image/gif;base64,R0" src="/ferry.jpg">',
        '<picture><source srcset="/ferry.jpg"><source srcset="/quay.jpg"><img alt="A ferry"></picture>',
        '<img src="{{url}}" data-src="/ferry.jpg">',
    ],
)
def test_picture_is_found_wherever_its_address_stands(element: str) -> None:
    assert [image.url for image in read("", TEXT + element + TEXT).images] == ["https://quay.example/ferry.jpg"]


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:image:secure_url" content="/ferry.jpg">',
        '<meta name="twitter:image:src" content="/ferry.jpg">',
        ld('{"@type":"WebPage","primaryImageOfPage":{"@type":"ImageObject","url":"/ferry.jpg"}}'),
        '<meta property="og:image" content="/logo.png">' + ld('{"@type":"NewsArticle","image":[{"url":"/ferry.jpg"}]}'),
        '<meta name="parsely-image-url" content="/ferry.jpg">',
        '<meta property="og:image" content="/logo.png"><link rel="image_src" href="/ferry.jpg">',
        '<link itemprop="image" href="/ferry.jpg">',
    ],
)
def test_main_picture_is_the_one_declared(head: str) -> None:
    main = read(head).mainImage
    assert main is not None and main.url == "https://quay.example/ferry.jpg"


def test_main_picture_may_be_an_item_without_a_picture() -> None:
    item = '<i itemprop=image itemscope><meta itemprop=width content=9><meta itemprop=url content="/ferry.jpg"></i>'
    main = read("", item + TEXT).mainImage
    assert main is not None and main.url == "https://quay.example/ferry.jpg"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/google-pixel-9.jpg", True),
        ("/iconic-silicon-bridge.jpg", True),
        ("/style-icon-vivienne-lindqvist-dies.jpg", True),
        ("/1x1/ferry.jpg?format=pixel", True),
        ("/i/hqdefault.jpg", True),
        ("/aspect_default_0.jpg", True),
        ("/icons/pencil.svg", False),
        ("/appIcon.png", False),
        ("/lazy_placeholder.jpg", False),
        ("/Logo-of-a-whole-long-name.png", False),
        ("/image?url=%2Favatars%2F1.png", False),
        ("/transparent-1x1-2cd8bde463.png", False),
        ("/index-transparent_h-3.gif", False),
        ("/1x1.png", False),
        ("/default-picture.png", False),
        ("/pixel?id=1", False),
        ("/wp-content/themes/quay/img/facebook.jpg", False),
        ("/wp-content/plugins/share/button.png", False),
        ("/wp-content/themes/quay/thumb.php?src=/ferry.jpg", True),
        ("/wp-content/uploads/ferry.jpg", True),
    ],
)
def test_pictures_are_told_from_icons_and_fillers_by_whole_words(address: str, shown: bool) -> None:
    assert bool(read("", f'{TEXT}<img src="{address}">{TEXT}').images) is shown


@pytest.mark.parametrize(("width", "shown"), [("49", False), ("1px", False), ("50", True), ("5²", True), ("", True)])
def test_icons_are_known_by_their_width(width: str, shown: bool) -> None:
    assert bool(read("", f'{TEXT}<img src="/ferry.jpg" width="{width}">{TEXT}').images) is shown


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("/ferry.jpg", "/ferry-1024x683.jpg"),
        ("/ferry-300x200.jpg", "/ferry-1024x683.jpg"),
        ("/ferry.jpg?w=1200", "http://quay.example/ferry.jpg?w=640&amp;h=480"),
    ],
)
def test_a_picture_in_several_sizes_is_one(address: str, other: str) -> None:
    body = f'{TEXT}<img src="{other}"><img src="/quay.jpg">{TEXT}'
    found = [image.url for image in read(f'<meta property="og:image" content="{address}">', body).images]
    assert found == [f"https://quay.example{address}", "https://quay.example/quay.jpg"]


def test_pictures_of_one_script_are_as_many_as_its_queries() -> None:
    body = f'{TEXT}<img src="/show.php?id=1"><img src="/show.php?id=2">{TEXT}'
    assert len(read("", body).images) == 2


def test_pictures_and_keywords_without_end_are_cut_with_a_note() -> None:
    pictures = "".join(f'<img src="/{number}.jpg">' for number in range(700))
    words = ",".join(map("".join, product(ascii_lowercase, repeat=2)))
    found = read(f'<meta name="keywords" content="{words}">', TEXT + pictures + TEXT)
    assert (len(found.images), len(found.keywords)) == (500, 500)
    assert {"cutImages", "cutKeywords"} <= set(found.metadata.notes)
    assert not any("cut" in note for note in read("").metadata.notes)


@pytest.mark.parametrize(
    ("head", "above", "found"),
    [
        ("", "<figure><img src=/lead.jpg></figure>", ["/lead.jpg", "/in.jpg"]),
        ("", "<p>It came at noon.</p><div class=featured><img src=/lead.jpg></div>", ["/lead.jpg", "/in.jpg"]),
        ("", "<div class=author><img src=/ada.jpg></div><img src=/lead.jpg>", ["/lead.jpg", "/in.jpg"]),
        ("", "<div class=related><img src=/other.jpg></div>", ["/in.jpg"]),
        ("", '<img src=/count.jpg style="display: none">', ["/in.jpg"]),
        (
            '<meta property="og:image" content="/og.jpg">',
            "<figure><img src=/lead.jpg></figure>",
            ["/og.jpg", "/in.jpg"],
        ),
        (
            '<meta property="og:image" content="/logo.png">',
            "<img src=/lead.jpg>",
            ["/lead.jpg", "/in.jpg", "/logo.png"],
        ),
    ],
)
def test_the_first_picture_is_the_one_declared_or_shown_above_the_text(head: str, above: str, found: list[str]) -> None:
    body = f"<h1>The ferry that nobody ordered</h1>{above}<div>{TEXT}<img src=/in.jpg>{TEXT}</div>"
    assert [image.url for image in read(head, body).images] == [f"https://quay.example{path}" for path in found]


LEADING = (
    '<p class=byline>By <a rel=author href="staff/ada">Ada Lindqvist</a></p>'
    '{0}<p>There is <a href="b#c">more of it</a> to come.</p>{0}<img src="c.jpg">'
)


@pytest.mark.parametrize(
    ("url", "head", "base"),
    [
        ("https://quay.example/2026/a", "", "https://quay.example/2026/"),
        ("https://quay.example/2026/a", '<base href="/">', "https://quay.example/"),
        ("https://quay.example/2026/a", '<base target=_blank><base href="//cdn.example/x/">', "https://cdn.example/x/"),
        ("file:///saved/a.html", '<base href="https://quay.example/n/">', "https://quay.example/n/"),
        ("file:///saved/a.html", '<link rel=canonical href="https://quay.example/n/a">', "https://quay.example/n/"),
    ],
)
def test_addresses_are_relative_to_the_base_that_the_page_names(url: str, head: str, base: str) -> None:
    found = read(head, f"<h1>The ferry that nobody ordered</h1>{LEADING.format(TEXT)}", url)
    assert [image.url for image in found.images] == [f"{base}c.jpg"]
    assert [author.url for author in found.authors] == [f"{base}staff/ada"]
    assert f'<a href="{base}b#c">' in (found.articleBodyHtml or "")


def test_a_saved_file_that_says_nothing_of_its_address_gives_none() -> None:
    found = read("", f"<h1>The ferry that nobody ordered</h1>{LEADING.format(TEXT)}", "file:///saved/a.html")
    assert (found.images, found.canonicalUrl, [author.url for author in found.authors]) == ([], None, [None])


def test_canonical_address_is_made_absolute() -> None:
    assert read('<link rel="canonical" href="/b?x=1">').canonicalUrl == "https://quay.example/b?x=1"


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ('<link rel="canonical" href="/"><meta property="og:url" content="/b">', "https://quay.example/b"),
        ('<link rel="canonical" href="https://quay.example">', None),
        ('<link rel="canonical" href=" "><link rel="Canonical" href="/b">', "https://quay.example/b"),
        ('<link rel="canonical" href="/?p=12">', "https://quay.example/?p=12"),
        (ld('{"@type":"Article","mainEntityOfPage":{"@id":"/b"}}'), "https://quay.example/b"),
        (ld('{"@type":"Article","mainEntityOfPage":"#page","url":"/b"}'), "https://quay.example/b"),
        ('<meta name="parsely-link" content="https://quay.example/b">', "https://quay.example/b"),
        ('<meta itemprop="mainEntityOfPage" itemid="/b">', "https://quay.example/b"),
    ],
)
def test_canonical_address_is_the_page_s_in_many_vocabularies(head: str, address: str | None) -> None:
    assert read(head).canonicalUrl == address


@pytest.mark.parametrize("path", ["", "/index.html"])
def test_canonical_address_of_a_front_page_is_that(path: str) -> None:
    assert (
        read('<link rel="canonical" href="/">', url=f"https://quay.example{path}").canonicalUrl
        == "https://quay.example/"
    )


SHORT = '<meta name="description" content="It came …">'


@pytest.mark.parametrize(
    ("head", "summary"),
    [
        (SHORT + '<meta property="og:description" content="It came at noon.">', "It came at noon."),
        (
            SHORT + '<meta property="og:description" content="It came{0}">',
            "It came …",
        ),
        ('<meta name="DCTERMS.abstract" content="It came.">', "It came."),
        ('<meta property="dc:description" content="It came.">', "It came."),
        ('<meta property="schema:description" content="It came.">', "It came."),
    ],
)
def test_description_in_many_vocabularies_is_a_summary(head: str, summary: str) -> None:
    assert read(head.replace("{0}", 200 * " at noon")).description == summary


def test_what_one_node_of_the_article_leaves_unsaid_another_says() -> None:
    own = '"headline":"The ferry that nobody ordered"'
    first = ld(f'{{"@type":"Article",{own},"articleSection":"Ports","commentCount":0,"keywords":""}}')
    second = '"articleSection":"Sport","isAccessibleForFree":false,"commentCount":3,"keywords":"Ferries"'
    found = read(first + ld(f'{{"@type":"NewsArticle",{own},{second}}}'))
    told = (found.articleSection, found.isAccessibleForFree, found.commentCount, found.keywords)
    assert told == ("Ports", False, 0, ["Ferries"])


@pytest.mark.parametrize(
    ("value", "free"),
    [('"False"', False), ('"https://schema.org/True"', True), ('"perhaps"', None), ("[false]", False), ("true", True)],
)
def test_access_is_what_the_page_declares(value: str, free: bool | None) -> None:
    assert read(ld(f'{{"@type":"NewsArticle","isAccessibleForFree":{value}}}')).isAccessibleForFree is free


@pytest.mark.parametrize(
    ("own", "parts", "free"),
    [
        ("", '{"isAccessibleForFree":false}', False),
        ("", '[{"isAccessibleForFree":true},{"isAccessibleForFree":"False","cssSelector":".paid"}]', False),
        ("", '[{"isAccessibleForFree":true},"part",null]', None),
        ('"isAccessibleForFree":true,', '{"isAccessibleForFree":false}', True),
    ],
)
def test_a_part_behind_a_paywall_speaks_for_an_article_that_says_nothing(own: str, parts: str, free: bool) -> None:
    assert read(ld(f'{{"@type":"NewsArticle",{own}"hasPart":{parts}}}')).isAccessibleForFree is free


NAMED = '<meta name="publisher" content="The Quay">'
ORDERED = '<meta property="og:title" content="The ferry that nobody ordered">'
ORGANIZATION = '<div itemprop="logo" itemscope><b itemprop="name">A logo</b></div><b itemprop="name">The Quay</b>'


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta name="DCTERMS.publisher" content="The Quay">', ""),
        ('<meta property="dc:publisher" content="The Quay">', ""),
        ('<meta name="og:site_name" content="https://quay.example">' + NAMED, ""),
        ('<meta name="og:site_name" content="www.quay.example">' + NAMED, ""),
        (ORDERED + '<meta property="og:site_name" content="The ferry that nobody ordered">' + NAMED, ""),
        (ld('{"@type":"BlogPosting","publisher":{"name":"Blogger"}}') + NAMED, ""),
        (ld('{"@type":"NewsArticle","sourceOrganization":{"name":"The Quay"}}'), ""),
        ("", f'<div itemscope><div itemprop="publisher" itemscope>{ORGANIZATION}</div></div>'),
        ("", '<i itemprop="publisher">The Quay</i>'),
        (
            "",
            '<p property="schema:publisher" typeof="schema:Organization"><b property="schema:name">The Quay</b></p>',
        ),
    ],
)
def test_publisher_is_named_in_many_vocabularies(head: str, body: str) -> None:
    found = read(head, f"<h1>The ferry that nobody ordered</h1>{TEXT}{body}").publisher
    assert found is not None and found.name == "The Quay"


def test_publisher_s_own_page_is_marked_beside_its_name() -> None:
    item = '<div itemprop=publisher itemscope><meta itemprop=name content="The Quay"><link itemprop=url href="/"></div>'
    found = read("", f"<h1>The ferry that nobody ordered</h1>{TEXT}{item}").publisher
    assert found is not None and found.url == "https://quay.example/"


def test_a_page_without_any_name_but_addresses_has_no_publisher() -> None:
    assert read('<meta property="og:site_name" content="https://quay.example">').publisher is None
