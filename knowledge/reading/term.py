"""From when to when a document counts, and whether it is a law: as far as its own words go."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.notice import Source
from knowledge.numbering import mark_of, to_number
from knowledge.reading.dating import DATE, any_date_in, date_of

SENTENCE = re.compile(r"[^。；\n]+")
ITSELF = (
    "本(?:法|条例|办法|规定|细则|规则|章程|通知|意见|方案|决定|预案|制度|规范|指南|指引|公告|通告|要点"
    "|标准|政策|批复|文件|导则|守则|公约|规划|计划|措施|实施细则|实施办法|管理办法|暂行办法|若干措施)|上述(?:政策|措施|规定)"
)
FORCE = "(?:施行|实施|执行|生效|起效|试行)"
DAYS = re.compile(r"([\d一二三四五六七八九十百]{1,4})(?:个?工作)?日(?:之?后|起)")
FROM_DAY = re.compile(
    rf"自(?P<day>[^，。；自]{{4,14}}?[日号])(?:之日)?(?:起|开始)[^，。；]{{0,4}}{FORCE}"
)
FROM_ISSUE = re.compile(
    rf"(?:自|从)(?:[^，。；自]{{0,6}})?(?:公布|发布|印发|颁布|下发|发文|通过|签发)之?日[^，。；]{{0,12}}?"
    rf"(?:起|后|开始)[^，。；]{{0,8}}{FORCE}"
)
OTHERS = re.compile(
    "《[^》]*》[^，]{0,8}自|施行前|施行之日|前款|第[一二三四五六七八九十百]+[条款章]"
)
SPAN = r"(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,2})(?P<unit>个?月|年)"
LASTS = re.compile(
    rf"(?:有效期|试行期|有效期限|执行期|执行期限|实施期限|试行期限)(?:限)?(?:暂定)?(?:为|是)?[：:]?{SPAN}"
)
TRIED = re.compile(rf"(?:试行|暂行)(?:期)?{SPAN}")
UNTIL = re.compile(
    r"(?:有效期|执行期|实施期|试行期)限?[^。；]{0,24}?(?:至|到)(?P<day>[^，。；至到]{4,14}?[日号])"
    r"|(?:施行|实施|执行|试行)[^。；]{0,6}(?:至|到)(?P<last>[^，。；至到]{4,14}?[日号])(?:止|废止|失效)?"
    r"|(?:至|到)(?P<end>\d{4}年[^，。；至到]{3,8}?日)(?:止|废止|失效|起?自行废止)"
)
STATUTE = re.compile(r"(?:法|条例|规定|办法|细则|规则|决定|章程)(?:[（(][^）)]*[）)])?$")
LAW = re.compile(r"(?<!办)(?<!方)法$|条例$|条例[（(](?:草案|修正|修订|试行|暂行)[^）)]*[）)]$")
PUBLIC = re.compile("省|市|自治[区州县]|特区|国务院|全国|中华人民共和国")
ARTICLE = re.compile(r"^[ 　\t]*第[一二三四五六七八九十百零〇\d]+条[ 　\t]?", re.MULTILINE)
FEWEST_ARTICLES = 3
HISTORY = re.compile(
    r"[（(][^（）()]*?\d{4}\s*年[^（）]*?(?:通过|公布|发布|修订|修正|批准|施行)[^（）]*[）)]"
)
HISTORY_WITHIN = 1500
OWN = re.compile(rf"{ITSELF}|^[^《]*现.{{0,6}}(?:公布|发布)|^(?:自|有效期|试行)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """First and last day on which the document counts, as far as it says."""

    effective: date | None = None
    expires: date | None = None


def source_of(text: str, title: str, document_number: str | None) -> Source:
    """A law has articles and a statute's title; a society's own 办法 is handed on by a notice."""
    if len(ARTICLE.findall(text)) < FEWEST_ARTICLES or not STATUTE.search(title):
        return Source.NOTICE
    if LAW.search(title):
        return Source.LAW
    ordered = document_number is not None and "令" in document_number
    return (
        Source.LAW if ordered or (not document_number and PUBLIC.search(title)) else Source.NOTICE
    )


def adopted_in(text: str) -> date | None:
    """The last day in 「（… 通过 … 修订）」 under the title of a law."""
    found = HISTORY.search(text[:HISTORY_WITHIN])
    days = [day for m in DATE.finditer(found[0]) if (day := date_of(m))] if found else []
    return max(days, default=None)


def term_of(text: str, issued: date | None) -> Term:
    """The last sentence that says it of the document itself counts."""
    effective: date | None = None
    expires: date | None = None
    about = False
    for raw in SENTENCE.findall(text):
        mark = mark_of(raw)
        sentence = raw[mark.end :].strip() if mark else raw.strip()
        about = bool(OWN.search(sentence)) or (about and sentence.startswith(("有效", "试行")))
        if not about:
            continue
        effective = _begins(sentence, issued) or effective
        expires = _ends(sentence, effective or issued) or expires
    return Term(effective=effective, expires=expires)


def _begins(sentence: str, issued: date | None) -> date | None:
    if found := FROM_DAY.search(sentence):
        return any_date_in(found["day"])
    found = FROM_ISSUE.search(sentence)
    if not found or issued is None or OTHERS.search(sentence[: found.start()]):
        return None
    days = DAYS.search(found[0])
    return issued + timedelta(days=to_number(days[1]) or 0) if days else issued


def _ends(sentence: str, begins: date | None) -> date | None:
    said = re.search(rf"{ITSELF}|{FORCE}|印发|发布|公布", sentence) or sentence.strip().startswith(
        "有效期"
    )
    if not said:
        return None
    if found := UNTIL.search(sentence):
        return any_date_in(next(day for day in found.groups() if day))
    found = LASTS.search(sentence) or (TRIED.search(sentence) if "本" in sentence else None)
    if not found or begins is None:
        return None
    count = to_number(found["count"]) or 0
    return later(begins, years=count) if found["unit"] == "年" else later(begins, months=count)


def later(day: date, *, years: int = 0, months: int = 0) -> date:
    """The last day of a span that begins on `day`: two years from 1 April end on 31 March."""
    total = day.year * 12 + day.month - 1 + years * 12 + months
    year, month = divmod(total, 12)
    month += 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last) - timedelta(days=1)
        except ValueError:
            continue
    raise ValueError(day)
