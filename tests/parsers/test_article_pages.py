"""Whole pages, one for each way in which extraction goes wrong; the words are invented."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.items import Article
from crawler.parsers.extraction import Extraction, PageKind
from crawler.parsers.page import Page
from crawler.parsers.parse import parse

FOLDER = Path(__file__).parents[1] / "fixtures" / "articles"
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def extraction(name: str, **more: object) -> Extraction:
    payload = (FOLDER / f"{name}.html").read_bytes()
    return parse(Page(f"https://news.example/{name}", payload, NOW, **more))  # type: ignore[arg-type]


def article(name: str) -> Article:
    found = extraction(name).article
    assert found is not None
    return found


def blocks(name: str) -> list[str]:
    return (article(name).articleBody or "").split("\n\n")


def test_text_is_told_from_what_stands_in_and_around_it() -> None:
    starts = [block.split()[0] for block in blocks("crowded")]
    assert starts == ["Seit", "„Wir", "Ein", "Gebaut", "Am"]


@pytest.mark.parametrize(
    "stranger",
    [
        "Partner speichern",
        "Die Fähre",
        "Jule Amrum",
        "Externer Inhalt",
        "Abonnieren",
        "Möwe",
        "Abreißen",
        "Alle Rechte",
    ],
)
def test_nothing_of_these_gets_into_the_text(stranger: str) -> None:
    assert stranger not in (article("crowded").articleBody or "")


def test_headline_loses_the_site_and_keeps_its_kicker() -> None:
    assert article("crowded").headline == "Ferne Werft: Der Kran, der nicht mehr schläft"


def test_people_of_the_byline_outrank_the_publisher_declared_as_author() -> None:
    found = article("crowded")
    assert [author.name for author in found.authors] == ["Ilse Brandt", "Noah Feld"]
    assert found.publisher is not None
    assert (found.publisher.name, found.publisher.url) == ("Hafenbote", "https://hafenbote.example/")


def test_dates_keep_the_offset_they_were_given() -> None:
    found = article("crowded")
    assert found.datePublished == found.datePublishedRaw == "2024-04-30T00:20:36+02:00"
    assert found.dateModified == "2024-04-30T07:05:00+02:00"


def test_declared_facts_are_carried_over() -> None:
    found = article("crowded")
    assert (found.articleSection, found.keywords) == ("Küste", ["Werft", "Kran", "Nachtarbeit"])
    assert (found.isAccessibleForFree, found.commentCount, found.inLanguage) == (False, 2, "de")
    assert found.mainImage is not None
    assert found.mainImage.url == "https://news.example/bilder/kran.jpg"


def test_comments_become_a_thread_instead() -> None:
    assert sum(len(thread.comments) for thread in extraction("crowded").threads) == 2


def test_article_in_several_containers_is_joined_with_lists_and_quotes() -> None:
    found = blocks("scattered")
    assert len(found) == 7
    assert "Nine pear trees stayed, out of principle." in found
    assert "Advertisement" not in found


def test_agency_credit_line_stays_and_names_contributors() -> None:
    found = article("scattered")
    assert (found.articleBody or "").endswith("(Reporting by Agnes Holloway; Editing by Tom Birch and Ines Rowan)")
    assert [(c.role, c.name) for c in found.contributors][1:] == [("editing", "Tom Birch"), ("editing", "Ines Rowan")]


def test_visible_byline_is_read_without_its_role() -> None:
    assert [author.name for author in article("scattered").authors] == ["Agnes Holloway"]


def test_date_as_java_writes_it() -> None:
    assert article("scattered").datePublished == "2023-04-28T19:20:36+02:00"


def test_text_only_in_the_state_of_scripts_is_found() -> None:
    found = extraction("state")
    text = found.article.articleBody if found.article else None
    assert text is not None
    assert text.startswith("The keepers of the nine lanterns")
    assert text.endswith("by the kitchens.")
    assert "Omar Vale" not in text
    assert "text from state" in found.notes


def test_right_to_left_script() -> None:
    assert len(blocks("rtl")) == 3
    assert article("rtl").headline == "المكتبة التي تفتح ليلا"


def test_script_without_spaces_in_a_legacy_encoding() -> None:
    assert len(blocks("unspaced")) == 3
    assert article("unspaced").headline == "港の時計、百年ぶりに動く"


@pytest.mark.parametrize(("name", "kind"), [("wall", PageKind.WALL), ("missing", PageKind.ERROR)])
def test_walls_and_errors_behind_a_good_status_are_no_articles(name: str, kind: PageKind) -> None:
    found = extraction(name)
    assert (found.kind, found.article) == (kind, None)
    assert any("title says" in note for note in found.notes)


def test_error_status_is_no_article_whatever_the_text() -> None:
    found = extraction("crowded", status=404)
    assert (found.kind, found.article) == (PageKind.ERROR, None)


def test_links_are_those_of_the_page() -> None:
    assert "https://news.example/a/1" in {link.url for link in extraction("crowded").links}


def test_html_is_the_text_with_a_few_tags_and_no_scripts() -> None:
    html = article("scattered").articleBodyHtml or ""
    assert "<ul><li>Forty apple trees" in html
    assert "<blockquote><p>We do not follow" in html
    assert "class=" not in html
