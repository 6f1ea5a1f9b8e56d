import pytest

from crawler.frontier.priority import Priority, is_urgent, of_link

SITE = "https://a-site-of-news12345.example"


def test_open_visits_come_before_seeds_and_listings_before_articles() -> None:
    pages = [Priority.SEED, Priority.INDEX, Priority.ARTICLE, Priority.PAGE, Priority.PAGING]
    assert sorted(Priority) == [Priority.NEED, Priority.REQUISITE, *pages]
    assert [priority for priority in Priority if is_urgent(priority)] == [Priority.NEED, Priority.REQUISITE]


@pytest.mark.parametrize(
    ("path", "priority"),
    [
        ("", Priority.PAGE),
        ("/", Priority.PAGE),
        ("/politics/", Priority.PAGE),
        ("/about-us", Priority.PAGE),
        ("/search?q=a-b-c-d-e", Priority.PAGE),
        ("/2023/04/28/", Priority.PAGE),
        ("/2023/04/28/title", Priority.ARTICLE),
        ("/2023/04/title", Priority.ARTICLE),
        ("/20230428/title.html", Priority.ARTICLE),
        ("/world/a-long-title-with-words", Priority.ARTICLE),
        ("/world/a-long-title-with-words/?x=1", Priority.ARTICLE),
        ("/world/article1234567.html", Priority.ARTICLE),
        ("/politics/page/2/", Priority.PAGING),
        ("/politics?page=2", Priority.PAGING),
        ("/a-long-title-with-words?a=1&page=2", Priority.PAGING),
        ("/pages/2", Priority.PAGE),
    ],
)
def test_a_page_is_ordered_by_the_looks_of_its_address(path: str, priority: Priority) -> None:
    assert of_link(SITE + path) is priority
    assert of_link(SITE + path, "feed") is of_link(SITE + path, "sitemap") is Priority.INDEX
