"""Sentences that set a day for whoever reads them: 「于6月30日前报送…」; for staff to confirm.

A careful rule, for a wrong day is worse than none: the day must stand as a limit (前, 截止, 内, or
behind 请于), something must be asked for, and it is neither what has been nor what the issuer does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from knowledge.numbering import mark_of
from knowledge.reading.moments import PHRASE, SPAN, moment_of, span_end
from knowledge.reading.reading import Due

SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")
# Nothing else is looked at: most sentences name no day.
HINT = re.compile(r"月|周[一二三四五六日天]|星期|季度|年[底末终]|20\d\d[-./]|之?日起")
ASIDE = r"(?:[（(][^）)]{1,8}[）)])?"
HOUR = (
    rf"(?:{ASIDE}(?:上午|下午|晚上?|中午)?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})"
    r"(?:[:：]\d{2}|[时点](?:整|半|\d{1,2}分)?))?"
)
BEHIND = re.compile(
    rf"{ASIDE}{HOUR}{ASIDE}(?:(?:之|以)?前(?!已|完成的|成立的)|截[止至]|为?止|(?:之|以)?内)"
)
AND_ANOTHER = re.compile("[和、及与]")
UNTIL = re.compile(
    "(?:截[止至](?:时间|日期|日)?(?:[为是到至于：:]|前)?|(?:最|不)(?:迟|晚)(?:不?(?:于|超过|在))?|不得?(?:迟|晚)于)"
    r"[ 　]*(?:自|于)?$"
)
OPEN_UNTIL = re.compile(
    "(?:报名|申报|征集|投稿|受理|提交|报送|填报|推荐|缴费|注册|申请)[^，。；]{0,8}(?:时间|日期|期限|期)?"
    "(?:[为是自从：:]|截[止至])?[^，。；]{2,24}(?:至|到|[-—－~～])[ 　]*$"
)
ASKED_ON = re.compile("(?:请[^，。；]{0,12}|务必?|须|应当?|要|定)(?:于|在)[ 　]*$")
DEED = re.compile(
    "报送|上报|申报|填报|报名|提交|反馈|寄[达送出到]|邮寄|上传|提出|投稿|报备|备案|完成|缴纳|缴费|交[至到回]"
    "|登录|填写|领取|回执|确认|推荐|告知|回复|注册|签[订署]|制定|出台|取消|登记|办理|整改|送[达至到]|发[送至到]"
    "|说明|召开|换届|印送|抄报|公开|报(?=省|市|学会|我|至|到|给|名|国|司|中|初|送|业务)|并报|审核|组织|开展|建立"
)
HANDED_IN = re.compile("报送|上报|申报|填报|报名|提交|反馈|寄|上传|投稿|发[送至]|报(?=省|市|至|到|我)|名单|回执")
NOT_THAT = re.compile("^[^，。；]{0,30}(?:出生|年满)|^(?:的|已|未)|^[^，。；]{0,12}(?:登记|成立|取得|建成|报送|完成)[^，。；]{0,6}的")
PAST = re.compile("已于|曾于|(?:召开|举行|举办|完成|发布|印发|公布|通过)了|已经")
OWN = (
    "(?:(?:[省市县]|中国)科协|学术部|我[会部办厅局委处]|秘书处|组委会|科学技术协会|主办方|国务院办公厅|办公室)"
)
OURS = re.compile(rf"^[^，]{{0,12}}{OWN}[^，]{{0,4}}(?:将|组织|拟|会同|统一)")
PUBLISHED = re.compile("发布|公布|公示|上线|下达|拨付|颁发|揭晓|举办|举行")
CALLS = re.compile("请|应|须|务必|各[^自]|要[^点求]")
TERM = re.compile("有效期|执行期|施行|使用期限|假期|放假|休假|服务期|任期|会期|聘期")
LONGEST_OBLIGATION, SHORTEST_OBLIGATION = 60, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A sentence without its number, and where it stands."""

    text: str
    start: int


def dues_in(text: str, issued: date) -> tuple[Due, ...]:
    """Every day set, in the order of the text; days without a year lie after `issued`."""
    found: list[Due] = []
    for said in _sentences(text):
        # As a rule only the day of a sentence that is mentioned first counts once.
        seen: set[date] = set()
        for due in _in_sentence(said, issued):
            if due.day not in seen:
                seen.add(due.day)
                found.append(due)
    return tuple(found)


def _sentences(text: str) -> Iterator[_Said]:
    for match in SENTENCE.finditer(text):
        raw = match[0]
        if not HINT.search(raw):
            continue
        mark = mark_of(raw)
        lead = mark.end if mark else 0
        lead += len(raw[lead:]) - len(raw[lead:].lstrip(" 　\t"))
        yield _Said(text=raw[lead:].rstrip(), start=match.start() + lead)


def _in_sentence(said: _Said, issued: date) -> Iterator[Due]:
    sentence = said.text
    if OURS.search(sentence) or TERM.search(sentence) or PAST.search(sentence):
        return
    for span in SPAN.finditer(sentence):
        if DEED.search(sentence):
            yield _due(said, span_end(span, issued), span.end(), guessed=True)
    days = list(PHRASE.finditer(sentence))
    for i, phrase in enumerate(days):
        following = days[i + 1] if i + 1 < len(days) else None
        limit = _limit(sentence, phrase, following)
        if limit is None or not _asks(sentence, phrase, limit):
            continue
        moment = moment_of(phrase, issued)
        if moment and moment.day >= issued:
            yield _due(said, moment.day, limit, guessed=moment.guessed)


def _limit(sentence: str, phrase: re.Match[str], following: re.Match[str] | None) -> int | None:
    """Where the limit a day sets ends in the sentence; None for a day that is no limit."""
    before, behind = sentence[: phrase.start()], BEHIND.match(sentence, phrase.end())
    if behind:
        return behind.end()
    if UNTIL.search(before) or OPEN_UNTIL.search(before):
        return phrase.end()
    if ASKED_ON.search(before) and HANDED_IN.search(sentence[phrase.end() :].split("，")[0]):
        return phrase.end()
    # 「分别于6月30日和12月31日前」: the word behind the second speaks of both.
    between = sentence[phrase.end() : following.start()] if following else ""
    if following and AND_ANOTHER.fullmatch(between):
        another = BEHIND.match(sentence, following.end())
        return another.end() if another else None
    return None


def _asks(sentence: str, phrase: re.Match[str], limit: int) -> bool:
    if NOT_THAT.search(sentence[limit:]) or not DEED.search(sentence):
        return False
    clause = sentence[limit:].split("，")[0]
    published = PUBLISHED.search(clause) and not DEED.search(PUBLISHED.sub("", clause))
    return not published or CALLS.search(sentence[: phrase.start()]) is not None


def _due(said: _Said, day: date, limit: int, *, guessed: bool) -> Due:
    return Due(
        day=day,
        obligation=obligation(said.text, limit),
        sentence=said.text,
        start=said.start,
        end=said.start + len(said.text),
        guessed=guessed,
    )


def obligation(sentence: str, limit: int) -> str:
    """What is to be done stands behind the day, as a rule; else the sentence says it."""
    behind = re.split("[，。；]", sentence[limit:].strip("，,、 "))[0].strip()
    words = behind if len(behind) >= SHORTEST_OBLIGATION else sentence.strip("。；")
    return words[:LONGEST_OBLIGATION]
