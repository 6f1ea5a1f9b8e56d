"""What the names in markup (class, id, itemprop) say about an element's role. Hints only: structure decides.

Names are compared as lower-case words: ``MtnCommentText`` and ``comment_text`` both read ``comment text``.
"""

import re
from functools import lru_cache
from typing import Final

from lxml.html import HtmlElement


class Role:
    """The part an element plays inside one comment; plain numbers, since every element is given one."""

    NONE: Final = 0
    BODY: Final = 1
    AUTHOR: Final = 2
    DATE: Final = 3
    META: Final = 4
    SKIP: Final = 5


_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SPLIT = re.compile(r"[^a-z0-9\u0080-\uffff]+")

COMMENT = re.compile(
    r"comment|coment|komment|commt|cmt|reactie|reaction|reply|replies|antwort|response|opini"
    r"|message|beitrag|forum|posting|\bpost\b|fyre|review|feedback|discuss|messagg|mensaj|mensag|yorum|comm\b"
    r"|avis\b|reagir|debat|koment|comtr|opmerking|vélemény|hozzasz|hozzász|commentaar|dsq|idc|отзыв|коммент|评论|留言"
    r"|コメント"
)
"""Words of comment systems, over words; everything else decides inside it."""

LIKELY = re.compile(COMMENT.pattern.replace(r"\b", ""))
"""The same over raw lower-case names: the loosest filter and the cheapest."""

_BODY = re.compile(
    r"(content|contents|text|texte|texto|txt|body|message|msg|msgbody|copy|inhalt|mensaje|messaggio|description"
    r"|commentcontent|commenttext|commentbody|commentmessage|contenttext|posttext|postbody|postcontent|replytext"
    r"|quote content|cooked|cont|readmore|read more|paragraph|textblock|excerpt|testo|tekst|corpo|cuerpo|nachricht"
    r"|contenuto|innhold|metin"
    r"|contenu"
    r"|contenido|conteudo|inhoud|mensagem|treść|usertext body|commtext)s?$"
)
_SKIP = re.compile(
    r"\b(reply|replies|antwort(en)?|repond(re)?|responder?|respuesta|rispondi|likes?|liked|dislike|vote[sd]?|voting"
    r"|ratings?|rate|karma|share[sd]?|sharing|social|report|flag(ged|s)?|abuse|alert(er)?|actions?|tools?|toolbar"
    r"|buttons?|btn|avatar|gravatar|userpic|photo|popups?|menu|form|moderation|signature|badges?"
    r"|operations?|controls?|edit(link)?|delete|recommend(ations?)?|thumbs?|feedback|kudos|icons?|tooltip|award|ad|ads"
    r"|advert\w*|sponsor\w*|login|says|hidden|screen reader text|sr only|collapse|toggle|stars?|score|points|counter"
    r"|votos?|votar|citar|zitieren|melden|signaler|denunciar|compartir|partager|gusta|midcol|teilen|gefällt|condividi"
    r"|segnala|compartilhar|curtir|beantwoorden|reageer|odpowiedz|zgłoś|svara"
    r"|reactions?|responses?|attachments?|postbit controls|useractions|quickedit|footer bar)\b"
)
_BLOCK = re.compile(r"^(?:repl(?:y|ies)|reactions?|responses?|feedback|antwort(?:en)?|respuestas?) (?=.)")
"""The word for a whole comment that its parts are named after: ``reaction__author``."""

_AUTHOR = re.compile(
    r"\b(author\w*|fn|user ?name|username|user|usernick|nick(name)?|poster|commenter|byline|reviewer|persona|auteur"
    r"|autore|forfatter|kirjoittaja|yazar|szerz"
    r"|autor|verfasser|creator|vcard|pseudo|accountname|account name|display name|displayname|member|name"
    r"|screenname|owner|handle|avtor|by|from|usuario|benutzer|nutzer|utilisateur|utente|gebruiker|naam|nome"
    r"|nombre|navn"
    r"|hnuser|person listing|bigusername)\b"
)
_OF_AUTHOR = re.compile(r"comment author (?:name|link|info|vcard|url|meta|wrap|inner|box|details|title|text)\b")
"""WordPress puts ``comment-author-NAME`` on whole comments."""
_DATE = re.compile(
    r"(date|time|stamp|published|created|\bago|posted|dat(?:um|o)\b|fecha|\bzeit|heure|\bhora|\bdata\b|tarih|\bwhen"
    r"|\bclock)"
)
_META = re.compile(
    r"\b(meta\w*|header|head|heading|info\w*|title|titre|footer|foot|details?|links?|permalink|number|num|count|floor"
    r"|index|separator|sep|arrow|stats?|extras?|type|status|location|position|subject|item control|uid|level|rank"
    r"|label|badge|collapse|entry meta|crumb|submitted|cabecera|kopf|entete|encabezado|intestazione|cabecalho|kop"
    r"|tagline"
    r"|comhead|no|nr|posthead)$"
)
_LONGEST: Final = 500
"""Characters of a class attribute that are looked at, and kept in memory."""

_SMALL = frozenset(("a", "span", "i", "em", "small", "button"))
_WHOLE = frozenset(("comment", "kommentar", "commentaire", "comentario", "hreview", "review", "message", "post"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "header", "footer", "dt", "legend", "label", "aside"))
_NEVER = frozenset(
    (
        "script", "style", "noscript", "template", "form", "textarea", "input", "select", "option", "svg", "iframe",
        "object", "embed", "canvas", "video", "audio", "nav",
    )
)  # fmt: skip


@lru_cache(maxsize=8192)
def words(name: str) -> str:
    """A class token or id as lower-case words joined by one space."""
    return " ".join(filter(None, _SPLIT.split(_CAMEL.sub("-", name).lower())))


def words_of(element: HtmlElement) -> str:
    """The words of an element's id and classes, in this order."""
    return words(f"{element.get('id') or ''} {element.get('class') or ''}")


def role(tag: str, classes: str, prop: str) -> int:
    """The likely role of an element by tag, ``class`` attribute and ``itemprop``."""
    return _role(tag, classes[:_LONGEST], prop[:_LONGEST])


@lru_cache(maxsize=8192)
def _role(tag: str, classes: str, prop: str) -> int:
    by_prop = _by_prop(prop) if prop else Role.NONE
    if by_prop is not Role.NONE:
        return by_prop
    if tag in _NEVER:
        return Role.SKIP
    names = [words(token) for token in classes.split()]
    found = {_by_token(name) for name in names}
    if Role.SKIP in found and tag not in _SMALL and _WHOLE.intersection(names):
        return Role.NONE
    if tag == "button":
        return next((wanted for wanted in (Role.DATE, Role.AUTHOR) if wanted in found), Role.SKIP)
    for wanted in (Role.BODY, Role.SKIP, Role.DATE, Role.AUTHOR, Role.META):
        if wanted in found:
            return _tag_wins(tag, wanted)
    return _by_tag(tag)


def _by_prop(prop: str) -> int:
    if prop in ("text", "commentText", "articleBody", "reviewBody", "description"):
        return Role.BODY
    if prop in ("author", "creator", "name"):
        return Role.AUTHOR
    return Role.DATE if prop in ("datePublished", "dateCreated", "commentTime", "dateModified") else Role.NONE


def _by_token(token: str) -> int:
    """One token's role. A part named last wins: ``reply text`` is a text, ``comment text reply`` a reply link."""
    if token.startswith("comment author ") and not _OF_AUTHOR.match(token):
        return Role.NONE
    if _BODY.search(token):
        return Role.BODY
    part = _BLOCK.sub("", token)
    if part != token and (kind := _by_token(part)) in (Role.AUTHOR, Role.DATE):
        return kind
    if _SKIP.search(token):
        return Role.SKIP
    if _DATE.search(token) and not token.startswith("data "):
        return Role.DATE
    if _AUTHOR.search(token):
        return Role.AUTHOR
    return Role.META if _META.search(token) else Role.NONE


def _by_tag(tag: str) -> int:
    if tag == "time":
        return Role.DATE
    if tag == "cite":
        return Role.AUTHOR
    return Role.META if tag in _HEADINGS else Role.NONE


def _tag_wins(tag: str, by_class: int) -> int:
    if tag == "time":
        return Role.DATE
    if tag in _HEADINGS and by_class is Role.BODY:
        return Role.META
    return by_class
