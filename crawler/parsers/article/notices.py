"""What newsrooms put into a text that is none of it: captions, credits, dates, stand-ins for embeds, invitations.

Each is told by its form or its words; where these may as well be the author's, they count at the text's ends alone.
"""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from crawler.parsers.article.blocks import LANDMARKS, Block, Box, outwards
from crawler.parsers.article.credits import is_credit
from crawler.parsers.article.dated_lines import may_be_dated
from crawler.parsers.article.lexicon import name_words
from crawler.parsers.article.moments import moment
from crawler.parsers.comments.dates import Dates
from crawler.parsers.page import Page

_FIRST: Final = 2
"""So many blocks may tell the date, or invite, before a text begins."""
_LAST: Final = 3
"""So many may invite behind its end."""
_CREDITS: Final = 4
"""Credits are among so many at its end."""

_UNSEEN: Final = frozenset(" \n\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""White space, and signs without width."""

_DATE_CHARS: Final = 60
_DATE_WORDS: Final = 6
_WORD: Final = re.compile(r"[^\W\d_]+")
"""A line of no more words, one of them a date, says nothing else."""

_STAND_IN_CHARS: Final = 400
_STAND_IN: Final = re.compile(
    r"(?:empfohlener |redaktioneller )?extern(?:er|e) inhalte?\b.{0,80}(?:anzeig|lad|zustimm|klick|einwillig|daten)|"
    r"personenbezogene daten .{0,60}drittplattform|"
    r"(?:allow|accept|enable) .{0,30}cookies .{0,40}(?:to view|to see|to watch|content)|"
    r"(?:this|third[- ]party|external) content (?:is|may be|could not be) .{0,40}(?:hosted|blocked|loaded|cookies)|"
    r"contenu .{0,30}bloqué .{0,60}cookies|ce contenu .{0,40}(?:cookies|traceurs)|"
    r"(?:this slideshow|please enable|requires) .{0,20}javascript",
    re.I,
)
"""What is shown where an embed waits for consent."""
_STAND_IN_WORDS: Final = ("inhalt", "drittplattform", "cookies", "content", "contenu", "javascript")
"""One of these is in whatever ``_STAND_IN`` finds; they are looked for first, in all blocks at once."""

_EMBEDS: Final = frozenset(
    "twitter-tweet twitter-video instagram-media tiktok-embed bluesky-embed mastodon-embed reddit-embed-bq "
    "text-post-media wp-embedded-content".split()
)
"""Classes of quotes that platforms show their posts in, once their scripts run."""
_AUTHOR: Final = frozenset({"author", "authors", "autor", "auteur"})
_BOX: Final = frozenset("box bio biography about info card description".split())
_LEGAL: Final = frozenset({"disclosure", "disclaimer"})
_MOST_AROUND: Final = 4

_PICTURE_CHARS: Final = 200
_LISTED: Final = frozenset({"li", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6"})
_PICTURE: Final = re.compile(
    r"\W{0,2}(?:©|\(c\)\s|copyright\s*[:©]"
    r"|(?:photos?|fotos?|images?|pictures?|bild(?:er)?|titelbild|symbolbild|grafik|imagen|imagem|immagine|beeld|bilde|"
    r"kuvat?|zdjęci[ea]|fotoğraf|görsel|fotó|kép|ảnh|gambar|фото|צילום|φωτο(?:γραφία)?|صورة|تصوير|写真|画像|撮影|사진|图|圖)"
    r"(?:\s?(?:credits?|courtesy|source|quelle|nachweis|提供|来源|來源|제공))?\s?[:：]"
    r"|(?:bildquelle|bildnachweis|credits?|crédits?|créditos?|sursa foto|fot\.|图源)"
    r"(?:\s(?:photos?|fotos?|images?))?\s?[:：]?\s"
    r"|photo(?:graph)?s? by\s|foto (?:von|di|av|af|door|por)\s)",
    re.I,
)
"""How a line under a picture begins that says whose it is."""

_INVITATION_CHARS: Final = 320
_NEWSLETTER: Final = (
    r"(?:news-?letters?|inbox|mailing list|boletín|boletim|lettre d|infolettre|nieuwsbrief|nyhetsbrev|uutiskirje)"
)
_INVITATION: Final = re.compile(
    r"\b(?:sign up|subscribe|register)\s(?:now\s|today\s|here\s|free\s|for free\s)*(?:to|for|here|now|today)\b"
    r"|\balready (?:a subscriber|subscribed)\b|\bclick here (?:for more|to (?:read|subscribe|sign|join|get))"
    rf"|\b(?:get|join|receive) (?:our|the|your)\b.{{0,60}}{_NEWSLETTER}"
    r"|\bfollow (?:us|him|her|me|them|[\w .]{2,40}) on (?:twitter|facebook|instagram|x\b|linkedin|youtube|tiktok|"
    r"threads|bluesky|telegram|whatsapp|google news)"
    r"|\b(?:download|get) (?:the|our) .{0,30}\bapps?\b|\b(?:view|read) the full (?:story|article)\b.{0,30}\bsubscri"
    r"|\b(?:jetzt|hier) abonnieren\b|\babonnieren sie\b|\bfolge(?:n sie)? (?:uns|ihm|ihr|mir) (?:auf|bei)\b"
    rf"|\bmelden sie sich .{{0,60}}{_NEWSLETTER}|\b(?:unser|zum)\w* .{{0,30}}{_NEWSLETTER}"
    rf"|\babonnez-vous\b|\bdéjà abonnée?\b|\binscrivez-vous .{{0,60}}{_NEWSLETTER}|\bsuivez-nous sur\b"
    r"|\bréservée? aux abonnés|\bnur für abonnenten|\briservat[oa] agli abbonati"
    r"|\bexclusiv[oa] para (?:suscriptores|assinantes)"
    rf"|\bsuscr[ií]b(?:ete|ase|anse|irte|irse)\b|\bs[ií]g[au]e?nos en\b|\breciba? .{{0,60}}{_NEWSLETTER}"
    r"|\binscreva-se\b|\bassine (?:a |o |já|agora|noss[ao])"
    r"|\bsiga(?:-nos)? .{0,30}\bn(?:o|as?|os) (?:twitter|facebook|instagram|whatsapp|telegram|redes)"
    r"|\biscriviti\b|\babbonati\b|\bseguici su\b|\b(?:meld je aan|schrijf je in|abonneer je)\b|\bvolg ons op\b"
    r"|\b(?:prenumerera|abonner|følg oss|følg os|följ oss) på\b|\bzapisz się\b|\bsubskrybuj\b|\bobserwuj nas\b"
    r"|\bподпи(?:шитесь|сывайтесь)|\bпідпи(?:шіться|суйтеся|суйтесь)"
    r"|\babone ol(?:un|abilirsiniz|mak için)|\b(?:bizi|kanalımızı) takip ed"
    r"|メ(?:ールマガジン|ルマガ).{0,20}(?:登録|購読)|(?:구독|팔로우)(?:하세요|해 ?주세요)"
    r"|扫码关注|關注我們|关注我们|訂閱我們|订阅我们|اشترك(?:وا)? (?:في|الآن)|تابعونا على",
    re.I,
)
"""What asks the reader to subscribe or to follow."""


def without_notices(blocks: Sequence[Block], page: Page, *, is_article: bool) -> tuple[list[Block], list[Block]]:
    """``blocks`` without them, and those that are credits; who publishes articles invites, others tell how to join."""
    kept = [block for block in blocks if not (_UNSEEN.issuperset(block.text) or _is_of_picture(block))]
    kept = [block for block in kept if not (_is_beside_text(block.box) or _is_embedded(block.box))] or kept
    if _may_stand_in("\n".join([block.text for block in kept if len(block.text) <= _STAND_IN_CHARS])):
        kept = [block for block in kept if not _stands_in(block.text)]
    spare = {block for block in kept[:_FIRST] if _is_date(block.text, page)}
    credits = [block for block in kept[1:][-_CREDITS:] if is_credit(block.text)]
    spare.update(credits)
    if is_article:
        said = [block for block in kept if block not in spare]
        spare.update(block for block in (*said[:_FIRST], *said[_FIRST:][-_LAST:]) if _invites(block.text))
    return [block for block in kept if block not in spare], credits


def _is_of_picture(block: Block) -> bool:
    """Whether it is a caption by its place or its name, or begins as a picture's credit."""
    box, text = block.box, block.text
    boxes = (box,) if box.parent is None else (box, box.parent)
    if any(around.tag == "figcaption" or "caption" in _names(around) for around in boxes):
        return True
    return len(text) <= _PICTURE_CHARS and box.tag not in _LISTED and _PICTURE.match(text) is not None


def _names(box: Box) -> tuple[str, ...]:
    """The words of what it is called; classes with brackets tell of others: Tailwind's ``[&_.caption]:block``."""
    called = box.words
    return name_words(" ".join(name for name in called.split() if "[" not in name) if "[" in called else called)


def _is_beside_text(box: Box) -> bool:
    """Whether a box is named after who wrote the text, or after what has to be disclosed."""
    for around in islice(outwards(box), _MOST_AROUND):
        names = _names(around)
        if not _LEGAL.isdisjoint(names) or not (_AUTHOR.isdisjoint(names) or _BOX.isdisjoint(names)):
            return True
    return False


def _is_embedded(box: Box) -> bool:
    if not box.around & LANDMARKS["blockquote"]:
        return False
    return any(not _EMBEDS.isdisjoint(around.words.split()) for around in outwards(box))


def _may_stand_in(text: str) -> bool:
    lower = text.lower()
    return any(word in lower for word in _STAND_IN_WORDS)


def _stands_in(text: str) -> bool:
    return len(text) <= _STAND_IN_CHARS and _may_stand_in(text) and _STAND_IN.search(text) is not None


def _is_date(text: str, page: Page) -> bool:
    if len(text) > _DATE_CHARS or not may_be_dated(text) or len(_WORD.findall(text)) > _DATE_WORDS:
        return False
    return moment(text, Dates(page.captured_at, "")) is not None


def _invites(text: str) -> bool:
    return len(text) <= _INVITATION_CHARS and _INVITATION.search(text) is not None
