"""How pages say that a thread takes no more comments, and how they invite to reply, in many languages."""

import re
from typing import Final

from lxml.html import HtmlElement

CLOSED: Final = re.compile(
    r"""
    \b(?:comments?|commenting|responses|discussions?|this\ (?:thread|topic|post|article|discussion)
      |the\ comments?\ (?:section|form))\b
        [^.!?]{0,40}\b(?:(?:is|are|have\ been|has\ been|were|was)\ (?:now\ |currently\ |permanently\ )?
        (?:closed|disabled|locked|turned\ off|switched\ off|shut|off\b))
    | ^\W*(?:comments?|commenting|responses|discussion)\ closed\b
    | \b(?:not\ open\ for\ (?:further\ )?(?:comments?|replies)|no\ longer\ (?:open|accept\w*
      |possible)[^.!?]{0,30}(?:comment|repl)\w*
      | comments?\ (?:are|is)\ no\ longer | (?:commenting|comments?)\ (?:is|are)\ not\ (?:allowed|possible|available)
      | sorry,\ the\ comment\ form\ is\ closed | (?:comments?\ and\ )?(?:pings
        |trackbacks)\ are\ (?:currently\ )?closed | closed\ for\ (?:new\ )?comments?)
    | kommentar\w*[^.!?]{0,60}\b(?:geschlossen|deaktiviert|abgeschaltet|nicht\ (?:mehr\ )?(?:möglich|erlaubt
      |verfügbar)|gesperrt|beendet)
    | keine\ (?:weiteren\ )?kommentare\ (?:mehr\ )?(?:möglich|erlaubt|zugelassen)
    | (?:diskussion|debatte|thread|thema)\b[^.!?]{0,40}\b(?:geschlossen|beendet|gesperrt)
    | comment\w*[^.!?]{0,40}\b(?:fermés?|fermées?|clos|désactivés?|plus\ (?:possible|autorisés?|acceptés?))
    | (?:forum|débat|discussion)\b[^.!?]{0,30}\b(?:fermée?|clos|close)\b
    | coment[aá]rios?[^.!?]{0,40}\b(?:cerrad[oa]s?|fechad[oa]s?|desactivad[oa]s?|encerrad[oa]s?|desativad[oa]s?
      |deshabilitad[oa]s?)
    | comment[io][^.!?]{0,30}\b(?:chius[ioae]|disabilitat[io])
    | reacties?[^.!?]{0,40}\b(?:gesloten|uitgeschakeld|niet\ (?:meer\ )?mogelijk)
    | komment\w*[^.!?]{0,40}\b(?:stäng\w*|lukket|stengt|suljettu)
    | (?:możliwość\ komentowania|komentarz\w*|komentowanie)[^.!?]{0,60}\b(?:wyłączon\w+|zamknięt\w+|zablokowan\w+)
    | komentář\w*[^.!?]{0,30}\b(?:uzavřen\w*|vypnut\w*|nejsou\ povoleny)
    | (?:комментар\w*|обсуждени\w*|коментар\w*)[^.!?]{0,40}\b(?:закры\w*|отключен\w*|запрещен\w*|закрит\w*
      |затворен\w*|вимкнен\w*)
    | yorum\w*[^.!?]{0,30}\bkapal\w* | comentariile\ sunt\ (?:închise|oprite)
      | hozzászólás\w*[^.!?]{0,30}\b(?:lezár\w*|nem\ lehet\w*)
    | 评论(?:功能)?已?关闭 | 評論(?:功能)?已?關閉 | 留言(?:功能)?已?關閉
    | コメント(?:は|の)?[^。]{0,10}(?:受け付けていません|停止|閉じ|終了)
    | 댓글[^.]{0,10}(?:닫|비활성|마감) | התגובות\ סגורות | التعليقات\ (?:مغلقة|معطلة) | دیدگاه\w*[^.]{0,10}بسته
    """,
    re.I | re.X,
)
"""A sentence that closes a thread."""

WORDS: Final = {
    "en": ("closed", "disabled", "no longer", "not open", "locked", " off", "not allowed"),
    "de": (
        "geschlossen",
        "deaktiviert",
        "abgeschaltet",
        "nicht erlaubt",
        "nicht mehr",
        "nicht m",
        "gesperrt",
        "beendet",
    ),
    "fr": ("fermé", "désactivé", " clos", "plus "),
    "es": ("cerrad", "desactivad", "deshabilitad"),
    "pt": ("fechad", "desativad", "encerrad"),
    "it": ("chius", "disabilitat"),
    "nl": ("gesloten", "uitgeschakeld", "niet "),
    "sv": ("stäng",),
    "da": ("lukket",),
    "nb": ("stengt", "lukket"),
    "no": ("stengt", "lukket"),
    "fi": ("suljettu",),
    "pl": ("wyłączon", "zamknięt", "zablokowan"),
    "cs": ("uzavřen", "vypnut", "nejsou"),
    "ru": ("закры", "отключен", "запрещен"),
    "uk": ("закрит", "вимкнен"),
    "bg": ("затворен",),
    "tr": ("kapal",),
    "ro": ("închis", "oprite"),
    "hu": ("lezár", "nem lehet"),
    "zh": ("关闭", "關閉"),
    "ja": ("受け付け", "停止", "閉じ", "終了"),
    "ko": ("닫", "비활성", "마감"),
    "he": ("סגור",),
    "ar": ("مغلق", "معطل"),
    "fa": ("بسته",),
}
"""By language, a word of each such sentence: looked for first, since it costs little."""

ENGLISH: Final = WORDS["en"]
ALL: Final = tuple(dict.fromkeys(word for group in WORDS.values() for word in group))

TOPICS: Final = (
    "omment", "oment", "komm", "respons", "discuss", "diskuss", "thread", "thema", "debat", "débat", "forum", "ping",
    "trackback", "replies", "reacti", "коммент", "комент", "обсужд", "yorum", "hozzász", "评论", "評論", "留言",
    "コメント", "댓글", "תגוב", "تعليق", "دیدگاه",
)  # fmt: skip
"""What such a sentence is about: one of these stands near its word."""

REPLY: Final = re.compile(
    r"\W*(?:(?:log ?in|sign in|anmelden|zum|auf(?: diesen)? kommentar|an|click here to)\W+(?:to|um"
    r"|zu)?\s*)?(?:reply|répondre|responder|rispondi|antworten?"
    r"|beantwoorden|"
    r"reageer|reageren|svara?|vastaa|odpowiedz|odpovědět|reagovat|válasz|răspunde|ответить|відповісти|yanıtla|cevapla|"
    r"απάντηση|回复|回覆|返信|답글|رد|השב|trả lời|balas|ตอบ)(?:\s+(?:to\s+.{1,30}|à ce (?:message|commentaire)"
    r"|a este (?:comentario|mensaje)|a questo commento|anmelden))?\W*$",
    re.I,
)
"""All that a link or button says that invites to reply."""


def invites(comment: HtmlElement) -> bool:
    """Whether a comment has a link or button to reply to it; platforms take it away when a thread closes."""
    for element in comment.iter("a", "button", "span", "div"):
        if not len(element) or (len(element) == 1 and not len(element[0])):
            text = " ".join("".join(element.itertext()).split()) if len(element) else (element.text or "").strip()
            if 2 < len(text) < 40 and REPLY.match(text):
                return True
    return False
