"""Does a quote hold the kind of thing that was asked for?"""

import re

from knowledge.kinds import OPEN_KINDS, Kind
from knowledge.questions import Question
from knowledge.words import packed

N = r"(?:\d[\d,]*(?:\.\d+)?|[一二三四五六七八九十百千两]+)(?:余|多|来)?[万亿]?(?:余|多)?"
SIGNS: dict[Kind, tuple[str, ...]] = {
    Kind.MONEY: (rf"{N}[千百]?[美港欧日]?元", "免费|不收取?费|不得收取|人民币|工本费|全额"),
    Kind.ORDINAL: (rf"第{N}[届次批期轮名位]",),
    Kind.PERCENT: (rf"{N}\s?%|{N}倍|{N}成", "百分之|分之|‰"),
    Kind.AGE: (rf"{N}周?岁", "退休年龄"),
    Kind.PHONE: (r"\d{3,4}[-—]?\d{7,8}|1\d{10}|\b\d{5}\b|@|热线",),
    Kind.CLOCK: (rf"{N}[时点](?!间|候)|\d{{1,2}}:\d{{2}}", "上午|下午|晚上|中午"),
    Kind.DURATION: (
        rf"{N}个?(?:年|月|日|天|周|小时|分钟|工作日|季度|学期|学时)",
        "半年|长期|永久|当[日天]|终身",
    ),
    Kind.DATE: (
        rf"{N}(?:年(?!来|以上|以下|内|期|制|度)|月(?!内)|日(?!内)|号(?!楼|文))",
        "[年月][底末初]|季度|[上下]半年|每[年月季周日]|星期|周[一二三四五六日末]",
        "[上中下]旬|当[日天年]|次[日年]|之日|届满",
    ),
    Kind.PLACE: (
        "地址|地点[是为:]|住所|所在地|官网|网址|酒店|宾馆",
        rf"[路街巷道]{N}号|{N}[楼层室]|(?:会议|报告|展览|活动|多功能)[室厅]|会堂",
        (
            "(?:设|位于|在|到|向|至|通过|登录)[^,。;]{0,14}"
            "(?:[省市县区路街楼厅馆州部局]|大学|学院|酒店|宾馆|网站|平台|系统|窗口|部门|机关|办公室"
            "|中心|委员会)"
        ),
    ),
    Kind.WHO: (
        "[部委局厅办院会署所省市]|机关|部门|单位|政府|公司|中心|机构|组织|企业|学校",
        "[人员长者家师]|主[席任]|总理|代表",
    ),
    Kind.LIST: (r"、|;|[和及与或]|\([一二三]\)|[一二三]是",),
    Kind.WHY: ("为了?|因|由于|旨在|以便|目的|原因|鉴于|根据|促进|保障",),
}
COMPILED = {kind: re.compile("|".join(signs)) for kind, signs in SIGNS.items()}
PRECISE = re.compile("哪[一]?[天日月]|几月|几号|日期|截止")
DAY = re.compile(
    rf"{N}[月日号]|[月年季][底末初]|[上中下]旬|星期|周[一二三四五六日末]"
    "|当[日天]|次日|之日|每[月周日]"
)
FINE = re.compile("[^,。;]*罚款")
CALENDAR = re.compile(rf"\d{{4}}年(?:{N}月)?(?:{N}[日号])?|{N}月{N}[日号]")
YEAR_ASKED = re.compile("哪一?年|多少年|年份|几几年")
YEAR = re.compile(r"(?:\d{4}|[〇零一二三四五六七八九]{4})年")
PEOPLE = "名人位个家"
UNITS = {
    "人": PEOPLE,
    "名": PEOPLE,
    "位": PEOPLE,
    "个": "个项家种类条名人处所",
    "项": "项个",
    "家": "家个所",
}
# Numbers that count nothing: labels of items, articles, dates, document numbers.
LABELS = re.compile(
    r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、．]|第[一二三四五六七八九十百\d]+[条款项章节届次批]"
    r"|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?=[^个名]|$)|〔\d{4}〕\d+号|[一二三]是|统一|一[些般致切律系体定并]|第一|进一步|十分"
)


def holds(question: Question, quote: str, heading: str = "") -> bool | None:
    """True or False for kinds that leave a mark in the text, None for open questions."""
    text = packed(quote)
    if question.kind in OPEN_KINDS and question.aspect:
        around = text + packed(heading)
        if not any(word in around for word in question.aspect):
            return False
    if question.noun and question.kind in (Kind.PLACE, Kind.TOPIC, Kind.WHAT):
        return question.noun in text
    if question.kind is Kind.COUNT:
        return _counts(question.unit, LABELS.sub(" ", text))
    if question.kind is Kind.DATE and YEAR_ASKED.search(question.text):
        return bool(YEAR.search(text))
    if question.kind is Kind.DATE and PRECISE.search(question.text):
        return bool(DAY.search(text))
    if question.kind is Kind.MONEY and "罚" not in question.text:
        text = FINE.sub(" ", text)
    if question.kind is Kind.DURATION:
        text = CALENDAR.sub(" ", text)
    sign = COMPILED.get(question.kind)
    return None if sign is None else bool(sign.search(text))


def _counts(unit: str | None, text: str) -> bool:
    if unit is None:
        return bool(re.search(N, text))
    return bool(re.search(rf"{N}(?:左右|以上|以下|以内)?(?:的)?[{UNITS.get(unit, unit)}]", text))
