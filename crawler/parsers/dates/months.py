"""Words of dates in many languages: months, units of time, and the words that make a date relative."""

import re
from collections.abc import Mapping
from types import MappingProxyType

_MONTHS = """
1 jan january januar januari janv janvier ene enero gennaio gen janeiro jänner jän januarie led ledna leden sty
  styczeń stycznia tammi tammikuu tammikuuta ian ianuarie jaan jaanuar janvāris saus sausio siječanj siječnja ocak oca
  január janúar gener ιαν ιανουάριος ιανουαρίου янв январь января яну януари јан јануар січ січень січня студзеня
  יונואר ינואר يناير جانفي ژانویه जनवरी มกราคม ม.ค januara januarja januára јануара ян ιανουαριου جنوری जानेवारी
  জানুয়ারি জানুয়ারী
2 feb february februar februari fév févr février febrero febbraio fev fevereiro feber úno února únor lut luty lutego
  helmi helmikuu helmikuuta februarie veebruar februāris vas vasario veljača veljače şub şubat február febr febrúar
  febrer φεβ φεβρουάριος φεβρουαρίου фев февр февраль февраля февруари феб фебруар лют лютий лютого פברואר فبراير شباط
  فوریه फ़रवरी กุมภาพันธ์ ก.พ februara februarja februára фебруара φεβρουαριου فيفري فروری फरवरी फेब्रुवारी
  ফেব্রুয়ারি ফেব্রুয়ারী
3 mar march märz mär mrz maart mars marzo março marts bře března březen marzec marca maalis maaliskuu maaliskuuta
  martie märts kovo kov ožujak ožujka mart március márc març mac μαρ μάρ μάρτιος μαρτίου мар март марта бер березень
  березня сакавіка מרץ مارس آذار मार्च มีนาคม มี.ค mrt marec marta maret μαρτιου מרס اذار مارچ মার্চ
4 apr april avr avril abr abril aprile dub dubna duben kwi kwiecień kwietnia huhti huhtikuu huhtikuuta aprilie aprill
  aprīlis bal balandžio travanj travnja nisan nis április ápr apríl apríla ebr απρ απρίλιος απριλίου апр апрель апреля
  април квіт квітень квітня красавіка אפריל أبريل ابريل إبريل نيسان آوریل अप्रैल เมษายน เม.ย aprila кві априла
  απριλιου أفريل افريل اپریل एप्रिल এপ্রিল
5 may mai mei mayo maggio mag maio maj květen května kvě maja touko toukokuu toukokuuta maijs geg gegužės svibanj
  svibnja mayıs máj május mája maí maig μάι μάιος μαΐου май мая мај трав травень травня מאי مايو أيار مه मई พฤษภาคม
  พ.ค mayis маја тра μαΐ μαϊ μαιου ماي ايار مئی मे মে
6 jun june juni juin junio giu giugno junho čvn červen června cze czerwiec czerwca kesä kesäkuu kesäkuuta iun iunie
  juuni jūnijs birž birželio lipanj lipnja haziran haz június jún júna júní juny ιουν ιούνιος ιουνίου июн июнь июня
  юни јун јуни черв червень червня чэрвеня יוני يونيو حزيران ژوئن जून มิถุนายน มิ.ย junij juna junija јуна чер ιουνιου
  جوان جون জুন
7 jul july juli juil juillet julio lug luglio julho čvc červenec července lipiec lipca heinä heinäkuu heinäkuuta iul
  iulie juuli jūlijs liepa liepos srpanj srpnja temmuz tem július júl júla júlí juliol julai ιουλ ιούλιος ιουλίου июл
  июль июля юли јул јули липень липня ліпеня יולי يوليو تموز ژوئیه जुलाई กรกฎาคม ก.ค lip julij jula julija јула лип
  ιουλιου جويلية يوليوز جولائی जुलै জুলাই
8 aug august augustus août aout ago agosto srpna srpen sie sierpień sierpnia elo elokuu elokuuta augusti augusts rugp
  rugpjūčio kolovoz kolovoza ağustos ağu augusztus ágú ágúst agost ogos agustus αυγ αύγ αύγουστος αυγούστου авг август
  августа серп серпень серпня жніўня אוגוסט أغسطس اغسطس آب اوت अगस्त สิงหาคม ส.ค avgust avgusta augusta сер αυγουστου
  أوت غشت اگست ऑगस्ट আগস্ট agu agt ogo
9 sep sept september septembre septiembre settembre set setembro setembre zář září wrz wrzesień września syys syyskuu
  syyskuuta septembrie septembris rugs rugsėjo rujan rujna eylül eyl szeptember szept septembra σεπ σεπτέμβριος
  σεπτεμβρίου сен сент сентябрь сентября септ септември септембар вер вересень вересня верасня ספטמבר سبتمبر أيلول
  سپتامبر सितंबर กันยายน ก.ย septembar септембра сеп σεπτεμβριου ايلول شتنبر ستمبر सितम्बर सप्टेंबर সেপ্টেম্বর
10 oct october oktober okt octobre octubre ottobre ott outubro out říj říjen října paź październik października loka
  lokakuu lokakuuta octombrie oktoober oktobris spal spalio ekim eki október októbra οκτ οκτώβριος οκτωβρίου окт
  октябрь октября октомври октобар жовт жовтень жовтня кастрычніка אוקטובר أكتوبر اكتوبر اکتبر अक्टूबर ตุลาคม ต.ค
  oktobar oktobra октобра жов οκτωβριου اکتوبر अक्तूबर ऑक्टोबर অক্টোবর
11 nov november novembre noviembre novembro lis listopadu listopada marras marraskuu marraskuuta noiembrie noi
  novembris lapkr lapkričio studeni studenoga kasım kas nóvember νοε νοέ νοέμβριος νοεμβρίου ноя нояб ноябрь ноября
  ноември новембар листопада лістапада נובמבר نوفمبر نوامبر नवंबर พฤศจิกายน พ.ย listopad novembar novembra studenog
  kasim новембра лис лист ное νοεμβριου نونبر نومبر नवम्बर नोव्हेंबर নভেম্বর
12 dec december déc décembre dez dezember dic diciembre dicembre dezembro pro prosinec prosince gru grudzień grudnia
  joulu joulukuu joulukuuta decembrie dets detsember decembris gruod gruodžio prosinac prosinca aralık ara des
  desember desembre decembra δεκ δεκέμβριος δεκεμβρίου дек декабрь декабря декември децембар груд грудень грудня
  снежня דצמבר ديسمبر دسامبر दिसंबर ธันวาคม ธ.ค decembar disember aralik децембра гру δεκεμβριου دجنبر دسمبر दिसम्बर
  डिसेंबर ডিসেম্বর
"""

_UNITS = """
second second seconds sec secs s sekunde sekunden seconde secondes segundo segundos secondo secondi seconden sekund
  sekunder sekundy секунд секунды секунду saniye 秒 초
minute minute minutes min mins minuten minuto minutos minuti minuut minuter minut minuta minuty minutter minuuttia
  минут минуты минуту хвилин dakika 分 分钟 分鐘 분
hour hour hours hr hrs h std stunde stunden heure heures hora horas ora ore uur timme timmar time timer tund godzin
  godziny godzinę hodin hodiny hodinu tuntia óra órája час часа часов годин saat 小時 小时 時間 시간
day day days d tag tage tagen jour jours día días dia dias giorno giorni dag dagen dagar dage dager dni dzień dny dnů
  dnem päivää nap napja zile день дня дней днів gün 天 日 일
week week weeks w wk wks woche wochen semaine semaines semana semanas settimana settimane weken vecka veckor uge uger
  uke uker tygodni tygodnie tydzień týdny týdnem viikkoa hete неделю недели недель hafta 周 週 주
month month months mo mos monat monate monaten mois mes meses mese mesi mês maand maanden månad månader måned måneder
  miesięcy miesiące miesiąc měsíců měsíci kuukautta hónapja месяц месяца месяцев ay 個月 个月 月 ヶ月 か月 개월
year year years y yr yrs jahr jahre jahren an ans année années año años anno anni ano anos jaar år lat lata rok let
  lety vuotta éve год года лет yıl 年 년
"""

_YESTERDAY = """
0 today heute aujourd'hui aujourd’hui hoy oggi hoje vandaag idag i dag dzisiaj dziś dnes tänään ma bugün сегодня
  сьогодні 今天 今日 오늘
1 yesterday gestern hier ayer ieri ontem gisteren igår i går wczoraj včera eilen tegnap dün вчера вчора 昨天 昨日 어제
2 vorgestern avant-hier anteayer anteontem eergisteren позавчера 前天 一昨日
"""


def _table(text: str) -> Mapping[str, str]:
    """Each word of an entry with the entry's first word; an entry goes on over indented lines."""
    found: dict[str, str] = {}
    for entry in re.split(r"\n(?=\S)", text.strip()):
        name, *others = entry.split()
        found.update((word, name) for word in (name, *others))
    return MappingProxyType(found)


_NAMES: Mapping[str, int] = {word: int(month) for word, month in _table(_MONTHS).items()}
MONTHS: Mapping[str, int] = MappingProxyType(
    {
        **_NAMES,
        **{f"ב{word}": month for word, month in _NAMES.items() if "א" <= word[0] <= "ת"},
        **{word.replace("i", "i\u0307"): _NAMES[word] for word in ("nisan", "haziran", "ekim")},
    }
)
"""Month by its lower-case name or abbreviation without a point.

Hebrew ones also with the "in" written to them, Turkish ones also as Python makes their capitals small.
"""

_CROATIAN: Mapping[str, int] = MappingProxyType({"lip": 6, "srp": 7, "lis": 10, "listopad": 10, "listopada": 10})
"""Names that are other months in Czech and Polish."""
_CROATIAN_TONGUES = ("hr", "bs", "sh")


def month_of(word: str, language: str | None) -> int:
    """The month that a word of ``MONTHS`` names on a page in ``language``."""
    name = word.rstrip(".").lower()
    if name in _CROATIAN and (language or "")[:2].lower() in _CROATIAN_TONGUES:
        return _CROATIAN[name]
    return MONTHS[name]


UNITS = _table(_UNITS)
"""Unit of time by its lower-case word: second, minute, hour, day, week, month, year."""

YESTERDAY: Mapping[str, int] = MappingProxyType(
    {word: int(days) for word, days in _table(_YESTERDAY).items() if not word.isdigit() and word not in ("i", "ma")}
    | {"i dag": 0, "i går": 1}
)
"""Days back by word."""

AGO = re.compile(
    r"\b(?:ago|vor|il y a|hace|há|geleden|sedan|siden|temu|před|sitten|önce|ezelőtt|acum|назад|тому|ατράς|just now"
    r"|earlier|(?:her|fa|old)$)\b|前|전$"
    r"|^\d+\s?(?:s|m|h|d|w|mo|y|min|hrs?|hours?|days?|weeks?|months?|years?|std|stunden?|tage?|j)\.?$"
)
"""What makes a text a time counted back from now."""
