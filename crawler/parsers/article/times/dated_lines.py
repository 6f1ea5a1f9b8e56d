"""Lines of text that hold dates, cut so that each piece holds one; and by which words one is told to be of a change.

A line such as "Published 3 May | Updated 4 May" holds two, in any order, with marks between them or with words alone.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from crawler.parsers.article.blocks.block import Block

_CHANGED_ASCII: Final = (
    r"[uo]pp?dat|mod[iy]f|a[ck]?tuali(?:s|t?z)|changed|edited|revised|stand:?\s|aggiorna|bijgewerkt|gewijzigd|endret|"
    r"muokattu|upraven|guncelle|izmi?j?enjen|posodob|spremenj|uuendat|muudet|atjaun|atnaujin|diperba[rh]|dikemas ?kini"
)
_CHANGED_OTHER: Final = (
    r"änderung|geändert|ändrad|ændret|mise? à jour|päivitet|päivitys|päivitty|frissít|frissül|módosít|güncelle|"
    r"değiştiril|ažurira|uppfær|cập nhật|ενημέρω|ενημερώ|ενημερω|τροποποί|τροποποι|обновл|изменен|изменён|отредактир|"
    r"оновлен|змінен|обновен|актуализ|променен|последна промяна|ажурира|измењен|更新|修改|改訂|수정|"
    r"업데이트|تحديث|تعديل|עודכן|עודכנ|עדכון|به[\u200c ]?روز[\u200c ]?رسانی|به\u200cروز|بروز[\u200c ]?رسانی|ویرایش|"
    r"اپ ?ڈیٹ|อัปเดต|อัปเดท|อัพเดต|อัพเดท|แก้ไข|ปรับปรุง|अपडेट|अद्यतन|আপডেট|হালনাগাদ"
)
"""What names and labels of dates of a change hold, in small letters; most are of plain ones alone."""

_PUBLISHED: Final = (
    r"(?:ge|o)?publ|pubbl|posted|created|veröff|erschien|erstell|geplaatst|udgiv|utgitt|julkais|zveřejn|zverejn|vydán|"
    r"vydan|megjelen|közzét|yayın|avalda|δημοσ|опубл|публи|оприлюдн|објав|objav|公開|掲載|配信|投稿|发布|發布|发表|發表|"
    r"入力|입력|등록|게재|송고|نشر|פורסם|انتشار|diterbit|terbit|tayang|đăng|xuất bản|เผยแพร่|प्रकाशित|প্রকাশ|شائع"
)
_FIRST_OR_LAST: Final = (
    r"first|last|erstmals|zuerst|zuletzt|letzte[nrs]?|dernière|première|última|ultima|ultimo|laatste?|sist|senast|sidst|"
    r"viimeksi|ostatnia|ostatnio|naposledy|poslední|utoljára|utolsó|son|τελευταία|последнее|останнє|最終|最后|最後|최종|"
    r"آخر|آخرین|terakhir|lần cuối"
)
_SAYS_CHANGE_IN_ASCII: Final = re.compile(_CHANGED_ASCII)
_SAYS_CHANGE: Final = re.compile(f"{_CHANGED_ASCII}|{_CHANGED_OTHER}")
_LABEL: Final = re.compile(
    rf"(?:\b(?:{_FIRST_OR_LAST})\s?)?(?:(?:z|ge)?(?:{_CHANGED_ASCII})|{_CHANGED_OTHER}|{_PUBLISHED})", re.I
)
_OPENING: Final = re.compile(r"[(（](?=\d)")
_LONGEST: Final = 300

_DATE_LIKE: Final = re.compile(
    r"(?=[\d'’令民])(?:(?:19|20)\d\d|\d{1,2}\.\s?\d{1,2}\.\s?\d\d\b|\d{1,2}/\d{1,2}/\d\d\b|['’]\d\d\b"
    r"|25[4-9]\d|[٠-٩۰-۹]{4}|令和|民[国國])"
)
"""The first signs of all that is like a date stand ahead, which takes more than half of the time off."""

_DIGIT: Final = re.compile(r"\d")
_NO_DATE: Final = re.compile(r"©|copyright|\(c\)|\bsince\b|\bseit\b|\d{4}\s?[-–]\s?\d{4}", re.I)
_PIECES: Final = re.compile(
    r"(?:[|•·⋅∙‧●▪\n]|\s[-–—]\s)(?!\s*\d{1,2}\s?[:.h]\s?\d\d(?![\d.]))|(?<=\d{4}),?\s+(?=[A-Z])"
)
"""Between the parts of a line, but not between a day and its clock."""


def tells_change(text: str) -> bool:
    """Whether a name or a label is one of a change."""
    says = _SAYS_CHANGE_IN_ASCII if text.isascii() else _SAYS_CHANGE
    return says.search(text.lower()) is not None


def is_date_label(text: str) -> bool:
    """Whether a text says that a date of publication or of a change follows."""
    return _LABEL.search(text) is not None


def may_be_dated(text: str) -> bool:
    """Whether a text has a number, most have none, and a year or a day in digits."""
    return _DIGIT.search(text) is not None and _DATE_LIKE.search(text) is not None


def dated_lines(blocks: Iterable[Block]) -> Iterator[str]:
    """What may be a date in the text of blocks, each with the words around it."""
    for block in blocks:
        if may_be_dated(block.text) and not _NO_DATE.search(block.text):
            yield from dated_pieces(block.text)


def dated_pieces(line: str) -> Iterator[str]:
    """The parts of a line that may be a date."""
    for piece in _PIECES.split(line):
        if may_be_dated(piece):
            yield from (part.strip() for part in told_apart(piece) if may_be_dated(part))


def told_apart(line: str) -> list[str]:
    """A line with a word of a change, cut at its labels, which stand before their dates or all behind them."""
    if len(line) > _LONGEST or not tells_change(line):
        return [line]
    labels = list(_LABEL.finditer(line))
    if not labels:
        return [line]
    if may_be_dated(line[: labels[0].start()]) and not may_be_dated(line[labels[-1].end() :]):
        cuts = [label.end() for label in labels] + [mark.start() for mark in _OPENING.finditer(line)]
    else:
        cuts = [label.start() for label in labels]
    return [line[start:end].strip(" ,;:(（") for start, end in pairwise(sorted({0, *cuts, len(line)}))]
