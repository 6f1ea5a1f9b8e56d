"""Words of authors on links that are paid for are no part of their texts."""

import pytest
from small_pages import NOW, ld, read

from crawler.parsers.article.blocks.layout import layout
from crawler.parsers.article.body.disclosures import without_disclosures
from crawler.parsers.page import Page

PARAGRAPHS = [f"<p>Lamp number {n} is lit with oil, and nobody knows who lights it at dusk.</p>" for n in range(20)]
PAID = "This post contains affiliate links: if you buy a lamp, I may earn a small commission."


def is_kept(line: str, at: int = 0) -> bool:
    body = "".join([*PARAGRAPHS[:at], line, *PARAGRAPHS[at:]])
    page = Page("https://quay.example/a", f"<body>{body}</body>".encode(), NOW)
    return len(without_disclosures(layout(page).blocks)) == len(PARAGRAPHS) + 1


@pytest.mark.parametrize(
    "line",
    [
        PAID,
        "As an associate of the lamp shop we earn from qualifying purchases.",
        "* Mit Stern sind es Affiliate-Links: Wir erhalten eine kleine Provision, der Preis bleibt gleich.",
        "Cet article contient des liens affiliés : nous touchons une petite commission sur chaque lampe.",
        "Este texto tiene enlaces de afiliados y recibimos una pequeña comisión por cada lámpara.",
        "In questo testo ci sono link di affiliazione: noi riceviamo una piccola commissione.",
        "Dit stuk bevat affiliate links; wij krijgen een kleine commissie.",
    ],
)
@pytest.mark.parametrize("at", [0, len(PARAGRAPHS)], ids=["first", "last"])
def test_what_is_said_of_paid_links_is_none_of_the_text(line: str, at: int) -> None:
    assert not is_kept(f"<p>{line}</p>", at)


@pytest.mark.parametrize(
    "line",
    [
        "The lamp shop pays its agents a commission of three percent, the council was told.",
        "Affiliate links made the lamp shop rich, according to its annual report.",
        "Wir fragten den Makler nach der Provision, und er schwieg.",
        "We asked the commission who earned the money for the lamps.",
    ],
)
def test_what_is_said_of_others_trade_stays(line: str) -> None:
    assert is_kept(f"<p>{line}</p>")


def test_amid_a_text_and_in_a_newsrooms_text_it_stays() -> None:
    assert is_kept(f"<p>{PAID}</p>", len(PARAGRAPHS) // 2)
    body = f"<article><h1>Lamps</h1><p>{PAID}</p>{''.join(PARAGRAPHS)}</article>"
    kinds = {kind: read(ld(f'{{"@type":"{kind}"}}'), body).articleBody or "" for kind in ("NewsArticle", "BlogPosting")}

    assert {kind: PAID in text for kind, text in kinds.items()} == {"NewsArticle": True, "BlogPosting": False}
