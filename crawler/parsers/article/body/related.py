"""Labels over links to other stories ("Read also") or parts of this one ("Contents"), in some thirty languages."""

import re
from typing import Final

_LONGEST: Final = 80
_LABELS: Final = (
    r"(?:table of )?contents(?: show| hide)?|(?:in|on) this (?:article|story|guide|post|page)|jump to(?: a section)?",
    r"inhalt(?:sverzeichnis)?|in diesem artikel|sommaire|table des matières|dans cet article|índice|contenidos?",
    r"en este artículo|neste artigo|nesta matéria|indice(?: dei contenuti)?|in questo articolo|inhoud(?:sopgave)?",
    r"in dit artikel|spis treści|obsah|tartalom(?:jegyzék)?|cuprins|içindekiler|innehåll|indhold|innhold|sisällys",
    r"(?:содержание|оглавление)(?: статьи)?|зміст|съдържание|περιεχόμενα|المحتويات|תוכן עניינים|目次|目录|目錄|목차",
    r"(?:related|recommended|similar|popular|latest|more|other|further)(?: \w+)? (?:stories|story|articles?|posts?|"
    r"news|reads?|reading|content|topics|coverage|links|videos|recipes|guides|resources)",
    r"read (?:more|next|also|this next|on)|also read|see (?:also|more)",
    r"more (?:on|from)(?: this)?(?: topic| story| author)?",
    r"you (?:may|might) (?:also )?(?:like|enjoy|be interested in)(?: these| this)?|don[’']t miss|what to read next",
    r"keep reading|editor[’']?s[’']? picks|trending(?: now)?|most (?:read|popular)",
    r"mehr (?:zum thema|themen|dazu)|(?:lesen sie|lies) auch(?: die folgenden .{1,20}| diese .{1,20})?",
    r"lesen sie (?:mehr|dazu auch|hierzu)|(?:zum )?weiterlesen|auch (?:interessant|lesenswert)",
    r"(?:das|dies|diese .{1,20})(?: thema)? (?:könnten?|dürften?) (?:sie|dich|euch|ihnen|dir) (?:auch |ebenfalls )?"
    r"(?:interessieren|gefallen)",
    r"(?:verwandte|ähnliche|weitere) (?:artikel|themen|beiträge|meldungen|nachrichten)(?: zum thema)?",
    r"(?:à )?lire (?:aussi|également|la suite)|sur le même (?:sujet|thème)|à (?:voir aussi|découvrir)",
    r"vous aimerez aussi|articles? (?:liés|similaires|connexes)|plus d[’']articles",
    r"(?:lea|lee|leer|ver|vea) (?:también|más|además)|(?:te|le) (?:puede|podría) .{0,12}interesar",
    r"(?:noticias|notas|artículos|temas|contenidos?) relacionad[oa]s?|más noticias",
    r"(?:leia|veja|saiba|confira) (?:também|mais)|(?:notícias|matérias|artigos|conteúdos?) relacionad[oa]s?",
    r"você (?:pode|também pode) gostar|(?:leggi|guarda|vedi) anche|articoli correlati|per approfondire",
    r"(?:ti )?potrebbe(?:ro)? (?:anche )?(?:interessarti|interessare)(?: anche)?",
    r"lees (?:ook|meer|verder)|gerelateerde? (?:artikelen|berichten)|meer over(?: dit onderwerp)?",
    r"läs (?:också|även|mer)|les (?:også|mer)|læs (?:også|mere)|lue (?:myös|lisää)|relaterade? artik\w+",
    r"(?:czytaj|przeczytaj|zobacz) (?:także|też|również|więcej)|(?:powiązane|podobne) artykuły",
    r"(?:přečtěte si|čtěte) (?:také|též|více)|olvas(?:sa|d) (?:el )?(?:ezt )?is|citește și|прочети още|виж още",
    r"mohlo by vás zajímat|прочетете още|вижте още|pročitajte (?:još|i)|ayrıca okuyun|ilgili haber|اقرأ المزيد",
    r"קראו גם|بیشتر بخوانید|همچنین بخوانید|ข่าวที่เกี่ยวข้อง|đọc thêm|관련 ?기사|ये भी पढ़ें|यह भी पढ़ें",
    r"читайте (?:также|ещё|еще|по теме|також)|по теме|(?:похожие|другие) (?:статьи|новости|материалы)",
    r"(?:ilgili|benzer) (?:haberler|yazılar)|bunlar da ilginizi çekebilir",
    r"関連(?:記事|ニュース|リンク)|あわせて読みたい|こちらもおすすめ",
    r"(?:相关|相關|延伸)(?:阅读|閱讀|新闻|新聞|文章|链接)|(?:관련|추천) ?(?:기사|뉴스)",
    r"(?:اقرأ|إقرأ|شاهد) (?:أيضا|أيضًا|أيضاً)|مواضيع ذات صلة|קראו עוד|עוד בנושא|baca juga|xem thêm|อ่านเพิ่มเติม",
)
_LABEL: Final = re.compile(
    rf"\W*(?:{'|'.join(_LABELS)})(?: (?:auf|on|from|bei|by|sur|en|su|op|på) (?P<site>.{{1,40}}?))?\W*"
)
"""In small letters."""


def is_related_label(text: str) -> bool:
    """Whether a line is such a label and nothing else, but for the name of a site, which is written as names are."""
    if len(text) > _LONGEST:
        return False
    label = _LABEL.fullmatch(text.lower())
    if label is None or label["site"] is None:
        return label is not None
    site = text[label.start("site") : label.end("site")]
    return site[:1].isupper() or "." in site
