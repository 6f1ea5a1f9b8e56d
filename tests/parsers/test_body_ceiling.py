from datetime import UTC, datetime

from crawler.parsers.page import Page
from crawler.parsers.parse import MAX_BODY_CHARS, parse


def read(text: str):
    payload = f"<html><title>Long</title><article><h1>Long</h1><p>{text}</p></article>".encode()
    return parse(Page("https://news.example/long", payload, datetime(2024, 5, 1, tzinfo=UTC)))


def test_a_text_longer_than_any_novel_is_cut_and_says_so():
    sentence = "The council met on Tuesday evening and heard the plans for the old harbour. "
    count = MAX_BODY_CHARS // (len(sentence) * 100) + 2
    extraction = read("</p><p>".join(f"{number}: {sentence * 100}" for number in range(count)))
    assert extraction.article is not None and extraction.article.articleBody is not None
    assert len(extraction.article.articleBody) == MAX_BODY_CHARS
    assert "cutBody" in extraction.notes and "cutBody" in extraction.article.metadata.notes


def test_a_long_text_is_whole():
    extraction = read("The council met on Tuesday evening. " * 1000)
    assert extraction.article is not None and "cutBody" not in extraction.notes
