"""Words for what people are, and for what they did for an article besides writing it.

Credits take a role from the words of what was done; a byline's own names end where these begin.
"""

import re
from typing import Final

POST: Final = re.compile(
    r"\b(?:journalist\w*|reporter\w*|editors?|editor[- ]in[- ]chief|correspondent\w*|korrespondent\w*|staff|writers?|"
    r"redakt\w+|redact\w+|rédact\w+|autor(?:in|en|es|a)?|authors?|columnist\w*|kolumnist\w*|contributors?|contributing|"
    r"producer|photograph\w*|fotograf\w*|freelance\w*|volont\w*|chef\w*|head of|director|founder|ceo|professor|"
    r"periodista|jornalista|giornalista|journaliste|dziennikarz\w*|toimittaja|muhabir\w*|wartawan|jurnalis|"
    r"политический|корреспондент|редактор|обозреватель|team|desk|bureau|specialist|analyst|manager|senior|"
    r"head|chief|reviewer|strategist|marketing|expert\w*|guest|gast(?:autor\w*|kommentator\w*|beitrag)?|blogger\w*|"
    r"attorney|coordinator|consultant|dietiti?cian|nutritionist|therapist|psychologist|physician|lecturer|researcher|"
    r"scientist|representative|"
    r"enviad[oa])\b|기자|特派員|記者|记者",
    re.I,
)
"""What somebody is, beside a name."""

_ENGLISH: Final = (
    r"(?:additional |further )?(?:reporting|writing|editing|edited|compiled|translation|translated|"
    r"produced|research|photography|photographs|illustrations?|illustrated|graphics?|contributions?|contributed|"
    r"fact[- ]check(?:ing|ed)|data analysis)(?: and (?:writing|editing|reporting))?"
)
_NOUNS: Final = (
    r"mitarbeit|übersetzung|redaktion|collaboration|traduction|traducción|traduzione|edición|tradução|edição|medewerking|"
    r"vertaling|collaborazione|colaboración|colaboração|medarbejdere|översättning|oversettelse|oversættelse|tłumaczenie|перевод"
)
CREDIT: Final = (
    rf"(?:(?:with )?({_ENGLISH})\s+by\b\s*:?|({_NOUNS})\s*[:：]|(mitarbeit|übersetzung)\s+von\b"
    rf"|(?:unter|con la|com a|avec la)\s+({_NOUNS})\s+(?:von\b|de\b|di\b|d['’])"
    r"|(con información de|han? colaborado|ha(?:nno)? collaborato|\*?colabor(?:ou|aram)|met medewerking van|"
    r"avec la contribution de|na článku spolupracoval\w*|współpraca|közreműködött|a contribuit|при участии)\b\s*:?"
    r"|(übersetzt von|aus dem \w+ von)\b\s*:?)\s*"
)
"""What somebody did, in front of a name; each group is a role."""
CREDIT_BEHIND: Final = re.compile(
    rf"(?:^|[(\[;,.|–—-]\s?|\s(?=with |(?:additional |further )?(?:reporting|writing|research|editing) by ))\W{{0,4}}"
    rf"{CREDIT}",
    re.I | re.M,
)
"""The same in a byline, behind any sign."""

_PICTURES: Final = (
    r"illustration\w*|foto[’']?s?|photos?|photograph\w*|pictures?|bild(?:er)?|grafik\w*|videos?|kuvat?|zdjęcia|фото"
)
PICTURES_BEHIND: Final = re.compile(
    rf"(?:^|[\s,;.(])(?:(?:with|mit|avec|con|com|met|med)\s)?({_PICTURES}|übersetz\w*|translat\w+)"
    r"(?:\s?[:：]|\s(?:by|von|par|di|de|por|av|af|door)\s)\s?",
    re.I,
)
"""Behind who wrote the text, in one line; such a line alone is a caption's."""
PICTURED: Final = rf"\(({_PICTURES})\)"
"""The same behind a name."""


def before_others(byline: str) -> str:
    """A byline up to where it names those who did something else."""
    found = (pattern.search(byline) for pattern in (PICTURES_BEHIND, CREDIT_BEHIND))
    return byline[: min((other.start() for other in found if other), default=len(byline))]
