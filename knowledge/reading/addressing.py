"""主送 and 附件: whom a document is sent to, and what comes with it."""

import re
from collections.abc import Sequence

from knowledge.numbering import mark_of
from knowledge.reading.dating import DATE
from knowledge.reading.document_number import ORDER_NUMBER, number_in
from knowledge.reading.imprint import is_organisation
from knowledge.reading.spacing import bare, squeeze

LOOKED_AT = 24
LONGEST = 400
LONGEST_ATTACHMENT = 120
SHORTEST_WRAPPED = 18
ADDRESSED = re.compile(
    r"各|学会|协会|研究会|科协|[省市区县部委局厅院校处科室所司会]$|单位|政府|机构|公司|企业|中心|大学"
    r"|代表|委员|主席|同志|同仁|专家|总部|会员|老师|教授|先生|女士"
)
ANNOUNCES = re.compile("(?:如下|下列|以下|事项|包括|说明|要求|意见|摘要|一是|目录)[^：:]{0,6}$")
NAMES_SOMETHING = re.compile(
    r"[\d.]|附件|电话|邮箱|地址|联系人|时间|地点|主题|来源|日期|签发人|抄送|机关"
)
ATTACHED = re.compile(r"附[ 　]*件[ 　]*(?:1[ 　]*)?[:：]|附件1[.．、](?=.)|附[ 　]*[:：]")
ITEM = re.compile(
    r"[ 　]*(?:附件)?[ 　]*(?:\d{1,2}|[一二三四五六七八九十]{1,2})[ 　]*[.．、:：][ 　]*(.+)"
)
SPLIT = re.compile(r"[ 　;；](?=\d{1,2}[.．、])")
END = re.compile(r"[。；;]$")


def addressees_in(lines: Sequence[str], title: str) -> str | None:
    """The first line that calls somebody by name and ends with a colon, before any sentence."""
    whole = bare(title)
    held: list[str] = []
    for line in lines[:LOOKED_AT]:
        numbered = number_in(line) or ORDER_NUMBER.fullmatch(line) or DATE.fullmatch(line)
        if numbered or (bare(line) and bare(line) in whole) or is_organisation(line):
            held = []
        elif "。" in line or mark_of(line) is not None:
            return None
        elif line.endswith(("：", ":")):
            return _called("".join([*held, line])[:-1])
        # An address runs over lines: 「各全省学会、…，」.
        elif line.endswith(("，", "、", ",")):
            held.append(line)
        else:
            held = []
    return None


def _called(words: str) -> str | None:
    words = squeeze(words)
    if len(words) > LONGEST or ANNOUNCES.search(words) or NAMES_SOMETHING.search(words):
        return None
    return words if ADDRESSED.search(words) else None


def attachments_in(lines: Sequence[str]) -> tuple[str, ...]:
    """What the first 「附件：」 lists, without numbers; `lines` with the blank ones between."""
    place = next((i for i, line in enumerate(lines) if ATTACHED.match(line)), None)
    if place is None:
        return ()
    first = ATTACHED.sub("", lines[place], count=1).strip()
    found = [_name(part) for part in SPLIT.split(first)] if first else []
    blank = False
    for line in lines[place + 1 :]:
        if not line:
            blank = True
            continue
        item = ITEM.fullmatch(line)
        if item and len(line) <= LONGEST_ATTACHMENT:
            found += [_name(part) for part in SPLIT.split(line)]
        elif found and not blank and _carries_on(found[-1], line):
            found[-1] += line
        elif found or not _is_name(line):
            break
        else:
            found.append(_name(line))
        blank = False
    return tuple(END.sub("", name) for name in found if name)


def _name(line: str) -> str:
    item = ITEM.fullmatch(line)
    return (item[1] if item else line).strip()


def _is_name(line: str) -> bool:
    return len(line) <= LONGEST_ATTACHMENT and not is_organisation(line) and "。" not in line


def _carries_on(before: str, line: str) -> bool:
    if len(before) < SHORTEST_WRAPPED or END.search(before) or mark_of(line) is not None:
        return False
    return len(line) <= SHORTEST_WRAPPED and not is_organisation(line) and not DATE.search(line)
