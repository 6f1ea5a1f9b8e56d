"""Gold pages of ``eval_comments`` made strange, and scored again: what would be read of a site never seen?

Run: ``python tests/eval/stress_comments.py FOLDER [NAME…]``, the folder as ``eval_comments`` takes it. Each way of
making pages strange is one line of the table; with names only those, and the pages that they break. Names hashed,
ids gone, tags exchanged and labels translated say how much hangs on words; ``without`` a platform says what its pages
would give as an unknown system. Where machine-readable dates are taken away the minute cannot stay what it was.
"""

# ruff: noqa: T201 (a script prints)

import gzip
import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from eval_comments import FLOORS, Score, mean, measure
from lxml import etree, html

from crawler.parsers.comments import PLATFORMS
from crawler.parsers.comments.platform import Kind, Platform

Change = Callable[[html.HtmlElement], None]
_NAMES: Final = ("class", "id", "name", "for")
_MACHINE: Final = (
    "datetime", "title", "content", "data-time", "data-timestamp", "data-datetime", "data-utime", "data-livestamp",
    "data-date", "data-created", "data-tippy-content", "data-original-title",
)  # fmt: skip
_LONGEST_LABEL: Final = 60
_MONTHS: Final = "January February March April May June July August September October November December".split()

_LABELS: Final = {
    "de": (
        "Antworten|sagt:|Kommentare|Kommentar|Die Kommentare sind geschlossen.|Schreibe einen Kommentar|um"
        "|Melden|Gefällt mir",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    ),
    "fr": (
        "Répondre|dit :|commentaires|commentaire|Les commentaires sont fermés.|Laisser un commentaire|à"
        "|Signaler|J’aime",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ),
    "es": (
        "Responder|dice:|comentarios|comentario|Los comentarios están cerrados.|Deja una respuesta|a las"
        "|Denunciar|Me gusta",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    ),
    "pt": (
        "Responder|disse:|comentários|comentário|Os comentários estão encerrados.|Deixe um comentário|às"
        "|Denunciar|Curtir",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    ),
    "it": (
        "Rispondi|ha detto:|commenti|commento|I commenti sono chiusi.|Lascia un commento|alle|Segnala|Mi piace",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    ),
    "nl": (
        "Beantwoorden|schreef:|reacties|reactie|Reacties zijn gesloten.|Geef een reactie|om|Rapporteren"
        "|Vind ik leuk",
        "januari februari maart april mei juni juli augustus september oktober november december",
    ),
    "pl": (
        "Odpowiedz|pisze:|komentarzy|komentarz|Możliwość komentowania została wyłączona.|Dodaj komentarz|o|Zgłoś"
        "|Lubię to",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    ),
    "ru": (
        "Ответить|говорит:|комментариев|комментарий|Комментарии закрыты.|Добавить комментарий|в|Пожаловаться"
        "|Нравится",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    ),
    "ja": (
        "返信|より:|件のコメント|件のコメント|コメントは受け付けていません。|コメントを残す||通報|いいね",
        "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
    ),
}  # fmt: skip
_ENGLISH: Final = (
    r"Reply(?: to this comment)?", r"says:?",
    r"(?:Comments|Responses|Replies|Thoughts)", r"(?:Comment|Response|Thought)",
    r"(?:Sorry, )?(?:the )?comment(?:s| form)? (?:is|are) (?:now )?closed(?: at this time)?\.?",
    r"Leave a (?:reply|comment)", r"at", r"Report", r"Like",
)  # fmt: skip


def rename(old: str, new: str) -> Change:
    """Exchange a word in all names and in the fragments that lead to them."""

    def change(tree: html.HtmlElement) -> None:
        pattern = re.compile(old, re.I)
        for element in tree.iter(etree.Element):
            for name in ("class", "id", "name", "for", "href", "itemprop", "action", "src"):
                if value := element.get(name):
                    element.set(name, pattern.sub(new, value))

    return change


def hashed(*names: str) -> Change:
    """Replace each token of these attributes by a word that says nothing, as build tools do; numbers in ids stay."""

    def change(tree: html.HtmlElement) -> None:
        for element in tree.iter(etree.Element):
            for name in names:
                if value := element.get(name):
                    element.set(name, " ".join(_hash(token) for token in value.split()))
            if "id" in names and (href := element.get("href")) and "#" in href:
                head, _, mark = href.partition("#")
                element.set("href", f"{head}#{_hash(mark)}" if mark else href)

    return change


def _hash(token: str) -> str:
    number = re.search(r"\d*$", token)
    digits = number[0] if number else ""
    stem = token[: len(token) - len(digits)]
    letters = sha256(stem.encode()).hexdigest()[:6].translate(str.maketrans("0123456789", "ghijkmnopq"))
    return f"x{letters}{'-' if digits else ''}{digits}"


def without(*names: str) -> Change:
    """Take attributes away."""

    def change(tree: html.HtmlElement) -> None:
        for element in tree.iter(etree.Element):
            for name in names:
                element.attrib.pop(name, None)

    return change


def without_machine_dates(tree: html.HtmlElement) -> None:
    """Take away what only machines read of a date."""
    for element in tree.body.iter(etree.Element):
        for name in _MACHINE:
            if re.search(r"\d{4}|\d{9}", element.get(name) or ""):
                element.attrib.pop(name)


def retag(**tags: str) -> Change:
    """Exchange tags."""

    def change(tree: html.HtmlElement) -> None:
        for element in tree.iter(*tags):
            element.tag = tags[str(element.tag)]

    return change


def translated(language: str) -> Change:
    """Put labels and months of an English page into another language."""
    labels, months = _LABELS[language]
    pairs = list(reversed(list(zip(_ENGLISH, labels.split("|"), strict=True)))) + [
        pair
        for month, other in zip(_MONTHS, months.split(), strict=True)
        for pair in ((month, other), (rf"(?<=\d ){month[:3]}(?= \d)|{month[:3]}(?= \d+,)", other))
    ]
    rules = [(re.compile(rf"\b{english}(?!\w)", re.I), other) for english, other in pairs]

    def change(tree: html.HtmlElement) -> None:
        if not (tree.get("lang") or "en").lower().startswith("en"):
            return
        tree.set("lang", language)
        for element in tree.body.iter(etree.Element):
            if element.tag not in ("script", "style", "p", "textarea"):
                element.text = _put(element.text, rules)
            element.tail = _put(element.tail, rules)

    return change


def _put(text: str | None, rules: Sequence[tuple[re.Pattern[str], str]]) -> str | None:
    if not text or len(text) > _LONGEST_LABEL:
        return text
    for pattern, other in rules:
        text = pattern.sub(other, text)
    return text


def together(*changes: Change) -> Change:
    """Several changes, one after the other."""

    def change(tree: html.HtmlElement) -> None:
        for each in changes:
            each(tree)

    return change


@dataclass(frozen=True, slots=True)
class Way:
    """One way of making pages strange: a change of the page, the platforms that are asked."""

    change: Change | None = None
    platforms: tuple[Platform, ...] = PLATFORMS


_ALONE: Final = tuple(platform for platform in PLATFORMS if platform.name == "generic")
_DIVS: Final = retag(li="div", ol="div", ul="div")
_PLAIN: Final = retag(
    li="div", ol="div", ul="div", article="div", section="div", header="div", footer="div", aside="div", time="span",
    cite="span", dl="div", dt="div", dd="div", abbr="span", figure="div", main="div", nav="div",
)  # fmt: skip


def _without(name: str) -> tuple[Platform, ...]:
    return tuple(platform for platform in PLATFORMS if platform.name != name)


def ways() -> dict[str, Way]:
    """Every way by name."""
    hash_all = together(hashed("class", "id"), without("itemprop", "itemtype", "itemscope", "typeof", "property"))
    found = {
        "as they are": Way(),
        "comment -> kommentar": Way(rename("comment", "kommentar")),
        "comment -> zzz": Way(rename("comment", "zzz")),
        "comment, reply -> zzz": Way(rename("comment|reply|respon[ds]e?|antwort|message|forum|post", "zzz")),
        "classes hashed": Way(hashed("class")),
        "classes and ids hashed": Way(hashed("class", "id")),
        "all names hashed": Way(hash_all),
        "all names hashed, no ids": Way(together(hash_all, without("id"))),
        "no classes": Way(without("class")),
        "no ids": Way(without("id")),
        "no classes, no ids": Way(without("class", "id")),
        "no itemprop": Way(without("itemprop", "itemtype", "itemscope", "typeof", "property")),
        "lists -> div": Way(_DIVS),
        "plain tags": Way(_PLAIN),
        "plain tags, classes hashed": Way(together(_PLAIN, hashed("class"))),
        "no machine dates": Way(without_machine_dates),
        "generic alone": Way(platforms=_ALONE),
        "generic, all hashed": Way(hash_all, _ALONE),
    }
    found |= {f"in {language}": Way(translated(language)) for language in _LABELS}
    markup = [platform.name for platform in PLATFORMS if platform.kind is Kind.MARKUP]
    return found | {f"without {name}": Way(platforms=_without(name)) for name in markup}


def strange(payload: bytes, change: Change | None) -> bytes:
    """The page as changed."""
    if change is None:
        return payload
    head = payload[:2000].lower()
    found = re.search(rb"charset=[\"']?([\w-]+)", head)
    encoding = found[1].decode() if found else None
    tree = html.document_fromstring(payload, parser=html.HTMLParser(encoding=encoding or "utf-8", huge_tree=True))
    change(tree)
    made: bytes = html.tostring(tree, encoding=encoding or "utf-8", doctype="<!DOCTYPE html>")
    return made


def run(rows: Sequence[dict[str, Any]], folder: Path, way: Way) -> list[Score]:
    """All pages in one way."""
    return [
        measure(row, strange(gzip.decompress((folder / row["file"]).read_bytes()), way.change), way.platforms)
        for row in rows
    ]


def _line(name: str, scores: Sequence[Score]) -> str:
    means = (mean(scores, measure) for measure in FLOORS)
    cells = " ".join(("-" if value is None else f"{value:.3f}").rjust(12) for value in means)
    return f"{name.ljust(30)} {cells} {sum(bool(each.wrong) for each in scores):6}"


def main(data_dir: str, names: Sequence[str]) -> None:
    """Print one line for each way, and with names the pages that it breaks."""
    root = Path(data_dir)
    folder = root / "comments" if (root / "comments" / "gold.jsonl").exists() else root
    rows = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    print("way".ljust(30) + " " + " ".join(name.rjust(12) for name in FLOORS) + "  wrong")
    for name, way in ways().items():
        if names and name not in names:
            continue
        scores = run(rows, folder, way)
        print(_line(name, scores), flush=True)
        for each in scores if names else ():
            low = {key: round(value, 2) for key, value in each.measures.items() if value < 0.9}
            if low or each.wrong:
                print(f"    {each.key[:8]} {each.platform[:24].ljust(24)} wrong={each.wrong} {low}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(f"usage: {sys.argv[0]} FOLDER [NAME…]")
    main(sys.argv[1], sys.argv[2:])
