from crawler.items import Article
from crawler.parsers.parse import MAX_BODY_CHARS, cut_body


def test_a_text_longer_than_any_novel_is_cut():
    article = Article(url="https://news.example/long", articleBody="x" * (MAX_BODY_CHARS + 1), articleBodyHtml="<p>x")
    assert cut_body(article)
    assert article.articleBody == "x" * MAX_BODY_CHARS and article.articleBodyHtml is None


def test_a_long_text_stays_whole():
    article = Article(url="https://news.example/long", articleBody="x" * MAX_BODY_CHARS, articleBodyHtml="<p>x")
    assert not cut_body(article) and not cut_body(None)
    assert len(article.articleBody or "") == MAX_BODY_CHARS and article.articleBodyHtml == "<p>x"
