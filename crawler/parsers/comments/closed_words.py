"""How pages say that a thread takes no more comments, and how they invite to reply, in many languages."""

import re
from typing import Final

from lxml.html import HtmlElement

_GAP: Final = r"[^.!?]{0,40}?\b"
"""What may stand behind a whole word, which is not given back: what follows begins a word of its own."""
_BEGUN: Final = (
    # English
    rf"(?:comments?|commenting|responses|replies|discussions?|conversation|comment\ (?:section|form|thread|period)"
    rf"|this\ (?:thread|topic|post|article|story)){_GAP}(?:is|are|has|have|was|were)\ "
    r"(?:been\ |now\ |currently\ |permanently\ |also\ |temporarily\ ){0,2}"
    r"(?:closed|disabled|locked|archived|ended|turned\ off|switched\ off|shut|off\b(?![\ -]topic)"
    r"|not\ (?:allowed|possible|available|enabled|permitted)|no\ longer\b)",
    r"not\ open\ for\ (?:further\ |new\ )?(?:comment|repl|response)"
    r"|closed\ (?:for|to)\ (?:new\ |further\ )?(?:comment|repl|response)|no\ (?:new|more|further)\ comments?\b",
    r"no\ longer\ (?:be\ |being\ )?(?:open|accept|possible|tak|comment|repl)[^.!?]{0,30}",
    r"(?:pings|trackbacks)\ are\ (?:currently\ )?closed",
    # German
    rf"(?:\w*kommentar\w*+|kommentier\w*+|diskussion\w*+|debatte|forum|thread|thema){_GAP}(?:geschlossen|deaktiviert"
    r"|(?:ab|aus)geschaltet|gesperrt|beendet|nicht\ (?:mehr\ )?(?:möglich|erlaubt|verfügbar|zugelassen))\b",
    r"keine\ (?:weiteren\ |neuen\ )?kommentare\ (?:mehr\ )?(?:möglich|erlaubt|zugelassen)|nicht\ mehr\ kommentier",
    # French
    rf"(?:comment\w*+|forum|débat|discussion|contributions|réactions){_GAP}(?:fermée?s?|clos(?:e|es)?"
    rf"|désactivée?s?)\b",
    r"(?:ne\ \w+|n['’]\w+)\ plus\ (?:possible\ )?(?:de\ )?comment",
    # Spanish, Portuguese, Italian
    rf"coment[aá]r\w*+{_GAP}(?:cerrad|fechad|desactivad|encerrad|desativad|deshabilitad|bloquead)[oa]s?\b",
    r"(?:cerrad|fechad|encerrad)[oa]s?\b[^.!?]{0,30}\bcoment",
    r"no\ (?:se\ )?(?:admite|permite|acepta)n?\b[^.!?]{0,20}\bcoment|ya\ no\b[^.!?]{0,20}\bcoment",
    r"não\ (?:é\ mais|são\ permitid|recebe|aceita)[^.!?]{0,30}\bcoment",
    rf"(?:comment[io]|discussione){_GAP}(?:chius|disabilitat|disattivat)[ioae]\b"
    rf"|non\ è\ più\ possibile\ commentare",
    # Dutch
    rf"(?:reacties?|reageren|discussie){_GAP}(?:gesloten|uitgeschakeld|niet\ (?:meer\ )?mogelijk)\b",
    r"gesloten\ voor\ reacties|niet\ meer\b[^.!?]{0,20}\b(?:ge)?reage",
    # Swedish, Danish, Norwegian, Finnish
    rf"(?:komment\w*+|diskussion\w*+|keskustelu\w*+){_GAP}(?:stäng|avstäng|lukket|stengt|suljettu|inaktiver|deaktiver)",
    r"lukket\ for\ kommentar|inte\ längre\b[^.!?]{0,20}\bkommenter|ikke\ lenge(?:r|re)\b[^.!?]{0,20}\bkomment",
    # Polish, Czech, Slovak, South Slavic, Indonesian
    rf"(?:komentowa\w*+|komentarz\w*+|dyskusj\w*+){_GAP}(?:wyłączon|zamknięt|zablokowan)"
    rf"|nie\ można\ (?:już\ )?komentow",
    rf"(?:komentář\w*+|komentár\w*+|disku[sz]\w*+){_GAP}(?:uzav[rř]|vypnut|ukončen|nejsou\ povol)",
    rf"koment\w*+{_GAP}(?:zatvoren|zaprt|onemogu|onemogo|isključen|ditutup)",
    # Cyrillic
    rf"(?:комментар\w*+|комментир\w*+|обсуждени\w*+|коментар\w*+|коментув\w*+|обговорен\w*+){_GAP}(?:закры|отключ|запрещ"
    r"|закрит|затворен|вимкнен|недоступн)",
    # Turkish, Romanian, Hungarian, Vietnamese
    rf"yorum\w*+{_GAP}kapa|comentari\w*+{_GAP}(?:închise|oprite|dezactivate)",
    rf"hozzászól\w*+{_GAP}(?:lezár|nem\ lehet)",
    r"bình\ luận[^.!?]{0,12}đóng|đóng\ bình\ luận",
)
"""Sentences from the beginning of their first word."""

_ALONE: Final = (
    r"(?:comments?|commenting|responses|replies|discussion|thread|topic|conversation)\ (?:closed|locked|disabled)\b"
)
"""All of a text but marks around it."""

_OTHER: Final = (
    rf"σχόλι\w*+{_GAP}κλειστ",
    r"(?:评论|評論|留言|回复|跟帖)(?:功能)?[^。]{0,4}(?:关闭|關閉)|(?:关闭|關閉)[^。]{0,3}(?:评论|評論|留言)",
    r"コメント[^。]{0,14}(?:受け付けて(?:い|お)ません|停止|閉じ|終了|締め切)",
    r"댓글[^.]{0,14}(?:닫|비활성|마감|사용할\ 수\ 없)|ปิดความ",
    r"תגובות[^.]{0,10}סגור|التعليقات\ (?:مغلقة|معطلة)|دیدگاه\S*[^.]{0,10}بسته",
)
"""Sentences in other scripts, which may not part words."""

_SENTENCE: Final = rf"\b(?:{'|'.join(_BEGUN)})|^\W*{_ALONE}|(?=[^\x00-\x7f])(?:{'|'.join(_OTHER)})"
CLOSED: Final = re.compile(_SENTENCE.replace("\\ ", r"\s"), re.I)
"""A sentence that closes a thread."""

CLOSING: Final = (
    "close", "disabled", "locked", "archived", "ended", "turned off", "switched off", "shut", " off", "not allowed",
    "not possible", "not available", "not enabled", "not permitted", "no longer", "not open", "no new comment",
    "no more comment", "no further comment", "geschlossen", "deaktivier", "geschaltet", "gesperrt", "beendet",
    "nicht möglich", "nicht erlaubt", "nicht verfügbar", "nicht zugelassen", "nicht mehr", "keine", "ferm", "clos",
    "désactiv", "plus ", "cerrad", "fechad", "desactivad", "encerrad", "desativad", "deshabilitad", "bloquead",
    "admite", "permite", "acepta", "ya no", "não ", "chius", "disabilitat", "disattivat", "non è", "gesloten",
    "uitgeschakeld", "niet ", "stäng", "lukket", "stengt", "suljettu", "inaktiver", "inte l", "ikke l", "wyłączon",
    "zamknięt", "zablokowan", "nie można", "uzav", "vypnut", "ukončen", "nejsou", "zatvoren", "zaprt", "onemog",
    "isključen", "ditutup", "kapa", "închise", "oprite", "dezactiv", "lezár", "nem lehet", "đóng",
)  # fmt: skip

CLOSING_OTHER: Final = (
    "закры", "отключ", "запрещ", "закрит", "затворен", "вимкнен", "недоступн", "κλειστ", "关闭", "關閉", "受け付け",
    "停止", "閉じ", "終了", "締め切", "닫", "비활성", "마감", "사용할", "ปิดความ", "סגור", "مغلق", "معطل", "بسته",
)  # fmt: skip
"""A word of each such sentence, in Latin letters and in others: looked for first, since it costs little."""

OFF: Final = re.compile(r"^\W*comments?\soff\b(?![ -]topic)", re.I)
"""What WordPress writes where a story takes none, and in lists of stories of others too."""

OFF_NEAR: Final = re.compile(r"comments?\s+off", re.I)
"""The same anywhere in a text."""

TOPICS: Final = (
    "omment", "oment", "repl", "reacti", "respon", "antwort", "discus", "disku", "thread", "topic", "thema",
    "debat", "forum", "pings", "trackback", "convers",
)  # fmt: skip
TOPICS_LATIN: Final = (
    "dysk", "débat", "contributions", "réact", "reag", "répon", "réag", "keskustelu", "yorum", "hozzász", "bình luận",
)  # fmt: skip

TOPICS_OTHER: Final = (
    "коммент", "комент", "обсужд", "обговор", "σχόλι", "评论", "評論", "留言", "回复", "跟帖", "コメント", "댓글",
    "ความ", "תגוב", "להגיב", "تعليق", "دیدگاه",
)  # fmt: skip
"""What such a sentence is about, in English and German, with Latin letters, and with others."""

COMMENTS: Final = frozenset(
    ("omment", "oment", "reacti", "réact", "yorum", "hozzász", "bình luận", "коммент", "комент", "σχόλι", "评论",
     "reag", "評論", "留言", "跟帖", "コメント", "댓글", "ความ", "תגוב", "تعليق", "دیدگاه")
)  # fmt: skip
"""Comments themselves: all that a notice is about where nothing on the page is named after them."""

_TOPIC: Final = (
    r"(?:comment|kommentar|kommentier|koment|komment|coment|reacti|reager|reageren|repl(?:y|ies)|antwort|répon|réagir"
    r"|respond|discussion|conversation|diskus|diskut|коммент|комент|yorum|hozzászól|评论|評論|留言|发言|コメント|댓글"
    r"|σχόλι"
    r"|להגיב|תגוב|تعليق|دیدگاه)"
)
_ENTER: Final = (
    r"(?:\blog(?:ged)?\s?in\b|\bsign(?:ed)?\s?(?:in|up)\b|\bregist(?:er|rier|r)|logg\w*+|einlogg"
    r"|meld\w*+\s\w++(?:\s\w+)?\san\b"
    r"|an(?:ge)?meld|connect[eé]|conness|identifi|inscri|inici(?:a|ar|e)\ssesión|acced[aei]|\bentr(?:e|ar)\spara"
    r"|faça\slogin"
    r"|fazer\slogin|logad[oa]|inlogg|ingelogd|aanmeld|zalogow|zaloguj|přihl|prihl|log(?:ge|get)?\sind\b|kirjau|giriş"
    r"|oturum|üye\sol"
    r"|войти|войдите|авториз|зарегистр|увійти|увійд|jelentkez|autentific|登录|登入|登錄|ログイン|로그인|συνδε|להתחבר"
    r"|تسجيل"
    r"|مسجل|وارد)"
)
_FAR: Final = 60
MEMBERS: Final = re.compile(
    rf"{_ENTER}(?:(?!{_ENTER})[^.!?]){{0,{_FAR}}}{_TOPIC}|{_TOPIC}(?:(?!{_TOPIC})[^.!?]){{0,{_FAR}}}{_ENTER}", re.I
)
"""A sentence that invites members to comment: from the last word of one kind to the first of the other."""

MEMBER_WORDS: Final = (
    "log in", "logged in", "login", "sign in", "signed in", "signin", "sign up", "signed up", "regist", "logg",
    "logd", "meld", "onnect", "conness", "identifi", "inscri", "sesión", "acced", "entr", "logad", "zalog", "řihl",
    "rihl", "kirjau", "giriş", "oturum", "üye ol", "jelentkez", "autentific",
)  # fmt: skip

MEMBER_WORDS_OTHER: Final = (
    "войти", "войдите", "вториз", "зарегистр", "увій", "登录", "登入", "登錄", "ログイン", "로그인", "συνδε",
    "להתחבר", "تسجيل", "مسجل", "وارد",
)  # fmt: skip
"""A word of each such sentence, in Latin letters and in others."""

REPLY: Final = re.compile(
    r"\W*(?:(?:log ?in|sign in|anmelden|melde dich an|connectez-vous|inicia sesión|zum|auf(?: diesen)? kommentar|an"
    r"|click here to)\W+(?:to|um|zu|pour|para)?\s*)?"
    r"(?:(?:post |write a |add a )?reply|respond|quote|répondre|responder|contestar|rispond(?:i|ere)|antworte?n?"
    r"|beantworten"
    r"|kommentieren"
    r"|beantwoorden|antwoord(?:en)?|reageer|reageren|svara?|besvara?|vastaa|odpowiedz|odpově(?:dět|z)|odpovedať"
    r"|reagovat"
    r"|válasz|răspunde|ответить|відповісти|відповідь|отговор|одговори|odgovori|yanıtla|cevapla|απάντηση|回[复復覆]"
    r"|回[应應]"
    r"|返信(?:する)?|답글(?: 달기)?|رد|השב|trả lời|balas|ตอบ(?:กลับ)?)"
    r"(?:\s+(?:to\s+.{1,30}|with quote|à .{1,30}|a .{1,30}|an .{1,30}|auf .{1,30}|anmelden))?\W*$",
    re.I,
)
"""All that a link or button says that invites to reply."""


_ENDS: Final = {
    "de": "ntworten<", "fr": "pondre<", "es": "esponder<", "pt": "esponder<", "it": "ispondi<", "nl": "worden<",
    "sv": "vara<", "da": "var<", "nb": "var<", "no": "var<", "fi": "astaa<", "pl": "powiedz<", "cs": "dpovědět<",
    "ru": "тветить<", "uk": "дповісти<", "tr": "anıtla<", "zh": "回复<", "ja": "返信<", "ko": "답글<",
}  # fmt: skip


def may_invite(source: bytes, language: str) -> bool:
    """Whether a page's UTF-8 has a link or button with the word for a reply in the page's language, else English."""
    return _ENDS.get(language[:2], "eply<").encode() in source


def invites(comment: HtmlElement) -> bool:
    """Whether a comment has a link or button to reply to it; platforms take it away when a thread closes."""
    for element in comment.iter("a", "button", "span", "div"):
        if not len(element) or (len(element) == 1 and not len(element[0])):
            text = " ".join("".join(element.itertext()).split()) if len(element) else (element.text or "").strip()
            if 1 < len(text) < 40 and REPLY.match(text):
                return True
    return False
