"""Whether a thread takes comments, with what told: a sentence in any language, a form, or nothing.

A form beats nothing; a sentence that says closed beats a form (themes leave forms in templates). Where only members
may write, nothing is said: the reader does not learn whether members may.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.items.thread import ClosedBy
from crawler.parsers.comments.names import COMMENT, words

_CLOSED = re.compile(
    r"""
    \b(?:comments?|commenting|responses|discussions?|this\ (?:thread|topic|post|article|discussion)|the\ comments?\ (?:section|form))\b
        [^.!?]{0,40}\b(?:(?:is|are|have\ been|has\ been|were|was)\ (?:now\ |currently\ |permanently\ )?
        (?:closed|disabled|locked|turned\ off|switched\ off|shut|off\b)|closed\b)
    | \b(?:not\ open\ for\ (?:further\ )?(?:comments?|replies)|no\ longer\ (?:open|accept\w*|possible)[^.!?]{0,30}(?:comment|repl)\w*
      | comments?\ (?:are|is)\ no\ longer | (?:commenting|comments?)\ (?:is|are)\ not\ (?:allowed|possible|available)
      | sorry,\ the\ comment\ form\ is\ closed | (?:comments?\ and\ )?(?:pings|trackbacks)\ are\ (?:currently\ )?closed | closed\ for\ (?:new\ )?comments?)
    | kommentar\w*[^.!?]{0,60}\b(?:geschlossen|deaktiviert|abgeschaltet|nicht\ (?:mehr\ )?(?:möglich|erlaubt|verfügbar)|gesperrt|beendet)
    | (?:diskussion|debatte|thread|thema)\b[^.!?]{0,40}\b(?:geschlossen|beendet|gesperrt)
    | comment\w*[^.!?]{0,40}\b(?:fermés?|fermées?|clos|désactivés?|plus\ (?:possible|autorisés?|acceptés?))
    | (?:forum|débat|discussion)\b[^.!?]{0,30}\b(?:fermée?|clos|close)\b
    | coment[aá]rios?[^.!?]{0,40}\b(?:cerrad[oa]s?|fechad[oa]s?|desactivad[oa]s?|encerrad[oa]s?|desativad[oa]s?|deshabilitad[oa]s?)
    | comment[io][^.!?]{0,30}\b(?:chius[ioae]|disabilitat[io])
    | reacties?[^.!?]{0,40}\b(?:gesloten|uitgeschakeld|niet\ (?:meer\ )?mogelijk)
    | komment\w*[^.!?]{0,40}\b(?:stäng\w*|lukket|stengt|suljettu)
    | (?:możliwość\ komentowania|komentarz\w*|komentowanie)[^.!?]{0,60}\b(?:wyłączon\w+|zamknięt\w+|zablokowan\w+)
    | komentář\w*[^.!?]{0,30}\b(?:uzavřen\w*|vypnut\w*|nejsou\ povoleny)
    | (?:комментар\w*|обсуждени\w*|коментар\w*)[^.!?]{0,40}\b(?:закры\w*|отключен\w*|запрещен\w*|закрит\w*|затворен\w*|вимкнен\w*)
    | yorum\w*[^.!?]{0,30}\bkapal\w* | comentariile\ sunt\ (?:închise|oprite) | hozzászólás\w*[^.!?]{0,30}\b(?:lezár\w*|nem\ lehet\w*)
    | 评论(?:功能)?已?关闭 | 評論(?:功能)?已?關閉 | 留言(?:功能)?已?關閉 | コメント(?:は|の)?[^。]{0,10}(?:受け付けていません|停止|閉じ|終了)
    | 댓글[^.]{0,10}(?:닫|비활성|마감) | התגובות\ סגורות | التعليقات\ (?:مغلقة|معطلة) | دیدگاه\w*[^.]{0,10}بسته
    """,
    re.I | re.X,
)
_WORDS = (
    "clos", "disabled", "locked", "turned off", "switched off", "no longer", "not open", "not allowed", "not possible",
    "geschlossen", "deaktiviert", "abgeschaltet", "nicht", "gesperrt", "beendet", "ferm", "désactiv", "plus ", "cerrad",
    "fechad", "desactivad", "encerrad", "desativad", "deshabilitad", "chius", "disabilitat", "gesloten", "uitgeschakeld",
    "stäng", "lukket", "stengt", "suljettu", "wyłączon", "zamknięt", "zablokowan", "uzavřen", "vypnut", "закры",
    "отключен", "запрещен", "закрит", "затворен", "вимкнен", "kapal", "închis", "lezár", "关闭", "關閉", "受け付け",
    "停止", "閉じ", "終了", "닫", "비활성", "마감", "סגור", "مغلق", "معطل", "بسته",
)  # fmt: skip
_ANYWHERE = re.compile("|".join(map(re.escape, _WORDS)), re.I)
_OPEN_CLASS = re.compile(r"\b(?:comments? open|open comments?|able to comment)\b")
_CLOSED_CLASS = re.compile(r"\b(?:no ?comments?|comments? closed|closed comments?|comments? disabled|comments? off)\b")
_FORMS = (
    "//form[@id='commentform' or contains(@action, 'wp-comments-post') or contains(@action, 'omment') "
    "or contains(@class, 'comment-form') or contains(@id, 'comment-form') or contains(@id, 'commentForm')]"
    " | //textarea | //iframe[@id='comment-editor'] | //*[@contenteditable='true']"
    " | //*[contains(@class, 'must-log-in') or contains(@class, 'login-to-comment') or contains(@class, 'comments-open')]"
    " | //*[contains(@class, 'able_to_comment') or contains(@class, 'comment-reply-login')]"
    " | //div[contains(@class, 'CommentsNewForm') or contains(@class, 'comment-form')]"
    " | //a[contains(@class, 'comment-reply-link') or contains(@id, 'comment-editor') or contains(@href, 'comment.g?')]"
)
_REPLY = re.compile(
    r"\W*(?:(?:log ?in|sign in|anmelden|zum)\W+(?:to|um|zu)?\s*)?(?:reply|répondre|responder|rispondi|antworten?|beantwoorden|"
    r"reageer|reageren|svara?|vastaa|odpowiedz|odpovědět|reagovat|válasz|răspunde|ответить|відповісти|yanıtla|cevapla|"
    r"απάντηση|回复|回覆|返信|답글|رد|השב|trả lời|balas|ตอบ)(?:\s+(?:to\s+.{1,30}|anmelden))?\W*$",
    re.I,
)
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class State:
    """``is_closed`` true, false or unknown; ``by`` says what told that it is closed."""

    is_closed: bool | None = None
    by: ClosedBy | None = None


UNKNOWN = State()


def state(tree: HtmlElement, inside: Sequence[HtmlElement]) -> State:
    """The state of the thread; ``inside`` are the comments, whose own words do not count."""
    if _says_closed(tree, set(inside)):
        return State(True, "text")
    return State(False) if _takes_comments(tree) or any(_invites(item) for item in inside[:5]) else UNKNOWN


def _says_closed(tree: HtmlElement, inside: set[HtmlElement]) -> bool:
    for element in tree.iter("p", "div", "span", "h2", "h3", "h4", "li", "em", "strong", "small", "a", "b", "i", "td"):
        for text, holder in ((element.text, element), (element.tail, element.getparent())):
            if text and 6 < len(text) < 2000 and holder is not None and _ANYWHERE.search(text):
                if _is_notice(holder, inside):
                    return True
    return False


def _is_notice(element: HtmlElement, inside: set[HtmlElement]) -> bool:
    """Whether the sentence around says closed: short, outside the comments, and no link to somewhere else."""
    for holder in (element, element.getparent()):
        if holder is None:
            continue
        sentence = " ".join("".join(holder.itertext()).split())
        if len(sentence) <= _LONGEST and _CLOSED.search(sentence):
            around = (element, *element.iterancestors())
            return not any(up in inside or (up.tag == "a" and "#" not in (up.get("href") or "#")) for up in around)
    return False


def _invites(comment: HtmlElement) -> bool:
    """Whether a comment has a link or button to reply to it; platforms take it away when a thread closes."""
    for element in comment.iter("a", "button", "span", "div"):
        if not len(element) or (len(element) == 1 and not len(element[0])):
            text = " ".join("".join(element.itertext()).split()) if len(element) else (element.text or "").strip()
            if 2 < len(text) < 40 and _REPLY.match(text):
                return True
    return False


def _takes_comments(tree: HtmlElement) -> bool:
    for element in tree.xpath(_FORMS):
        if element.tag in ("body", "html", "article", "link", "meta"):
            continue
        if element.tag != "textarea" and element.get("contenteditable") is None:
            return True
        if _hinted(element):
            return True
    return False


def _hinted(element: HtmlElement) -> bool:
    """Whether a field, or what it stands in, is named after comments."""
    own = " ".join(filter(None, (element.get(name) for name in ("id", "name", "class", "placeholder", "aria-label"))))
    if COMMENT.search(words(own)):
        return True
    for up, _ in zip(element.iterancestors(), range(6), strict=False):
        if up.tag == "body":
            return False
        if COMMENT.search(words(f"{up.get('id') or ''} {up.get('class') or ''} {up.get('action') or ''}")):
            return True
    return False
