"""How articles are scored: the definitions of the collections that the expected values come from."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

_ALIKE = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."}
)
_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_BY = re.compile(r"^(?:by|von|par|por|di|av|af|door)\s+", re.I)


def folded(text: str | None) -> str:
    """NFKC, quotation marks and dashes alike, one space between words."""
    plain = unicodedata.normalize("NFKC", text or "").translate(_ALIKE)
    return " ".join("".join(c for c in plain if unicodedata.category(c) != "Cf").split())


def tokens(text: str) -> list[str]:
    """Words; in scripts without spaces each character is one."""
    return _WORD.findall(_UNSPACED.sub(lambda found: f" {found[0]} ", folded(text).casefold()))


def f1(got: Sequence[str], want: Sequence[str]) -> float:
    """F1 of two multisets of tokens."""
    if not got or not want:
        return float(not got and not want)
    return 2 * sum((Counter(got) & Counter(want)).values()) / (len(got) + len(want))


def shingles(got: str, want: str) -> tuple[float, float, float]:
    """Precision and recall of 4-grams of words, and whether all words are the same (article-extraction-benchmark)."""
    one, other = (_WORD.findall(text) for text in (got, want))
    grams = [Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))) for words in (one, other)]
    hits = sum((grams[0] & grams[1]).values())
    return hits / max(1, sum(grams[0].values())), hits / max(1, sum(grams[1].values())), float(one == other)


def names_f1(got: Iterable[str], want: Iterable[str]) -> float:
    """F1 of two sets of names, case and a leading "By" aside."""
    one, other = (
        {_BY.sub("", folded(name).casefold().strip(" ,;|.")) for name in names} - {""} for names in (got, want)
    )
    if not one and not other:
        return 1.0
    return 2 * len(one & other) / (len(one) + len(other))


def same_day(got: str | None, want: str) -> float:
    """Whether the calendar day is the same as written, or in UTC."""
    return _same(got, want, "%Y-%m-%d")


def same_minute(got: str | None, want: str) -> float:
    """Whether the moment is the same to the minute; a day alone is none."""
    return 0.0 if not got or len(got) == 10 else _same(got, want, "%Y-%m-%dT%H:%M")


def _same(got: str | None, want: str, form: str) -> float:
    try:
        one, other = (datetime.fromisoformat(value) for value in (got or "", want))
    except ValueError:
        return 0.0
    if one.tzinfo and other.tzinfo:
        utc = one.astimezone(UTC).strftime(form) == other.astimezone(UTC).strftime(form)
        return float(utc or ("H" not in form and one.date() == other.date()))
    return float(one.strftime(form) == other.strftime(form))
