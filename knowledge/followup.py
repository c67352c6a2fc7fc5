"""「那工程师呢？」「什么时候截止？」: questions that stand on an earlier one of the same talk."""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.glossary import Glossary
from knowledge.kinds import Kind
from knowledge.plain_words import printed_for
from knowledge.questions import ASKING, SCAFFOLD, Question, clean, understand
from knowledge.words import fold

LONGEST = 16  # characters without marks: who writes more says what it is about
MARKS = re.compile(r"[\s,，。.?？!！;；:：、~]+")
POINTING = re.compile(
    "它们?|这[个项些次份]|那[个项些次份](?!人)|上[面述](?!级)|前[面述]|刚才|其中|此[项次]|该(?!不该|怎|如何|找|交|报|去)"
)
ALSO = re.compile("^(?:那么?|还有|另外|然后|再|以及|别的|其他)")
# What every notice has and can be asked about it: such words name no matter.
EVERYWHERE = re.compile(
    "报名|申[请报]书?表?|推荐|提交|报送|截止|名额|人数|人员|单位|部门|条件|资格|材料|附件|表格?|模板|流程|程序"
    "|步骤|手续|时间|日期|期限|地[点址]|会场|电话|联系人?|邮箱|负责人?|咨询|网站|平台|系统|费用|经费|资金"
    "|资助|补助|标准|金额|奖金|奖励|年龄|学历|职称|要求|规定|依据|原因|范围|对象|方式|办法|内容|结果|公示"
    "|盖章|签字|公章|纸质|电子版?|原件|复印件?|放宽|延期|[男女][性士]?|邮寄|现场|线[上下]|代[办交领]|补[交报]"
    "|举[行办]|召开|开展|开始|结束|公布|通知|文件|文号|发布|具体|详细|每[年月人个家]|最[多少晚早迟高低]|一共|总共|限制|次数|比例|对不|处罚"
)


def needs_context(question: str) -> bool:
    """Whether a question names nothing that it could be looked up by."""
    folded = MARKS.sub("", fold(clean(question)))
    if not folded or len(folded) > LONGEST:
        return False
    if folded.endswith("呢") and not ASKING.search(folded):
        return True
    return bool(POINTING.search(folded)) or not _names_a_matter(folded)


def _names_a_matter(folded: str) -> bool:
    rest = list(folded)
    for first, last, _ in printed_for(folded):
        rest[first:last] = "|" * (last - first)
    left = ALSO.sub("|", "".join(rest))
    for said in (EVERYWHERE, SCAFFOLD, EVERYWHERE):
        left = said.sub("|", left)
    return bool(re.search(r"[一-鿿]{2,}|[a-z\d]", left))


def matter_of(earlier: Sequence[str]) -> str | None:
    """The latest earlier question that says what it is about."""
    return next((each for each in reversed(earlier) if not needs_context(each)), None)


def readings(
    question: str, earlier: Sequence[str], glossary: Glossary | None = None
) -> tuple[Question, ...]:
    """A question as it stands; one that stands on an earlier one alone and together with it.

    Measured: both ways fused find more than the last turn alone or the whole talk at once.
    """
    last = understand(question, glossary)
    matter = matter_of(earlier) if needs_context(question) else None
    if matter is None:
        return (last,)
    first = understand(_without_years(matter) if re.search(r"\d{4}", question) else matter)
    joined = understand(f"{MARKS.sub('', first.text)} {last.text}", glossary)
    asks = last if last.kind is not Kind.TOPIC else first
    return _asking(last, asks), _asking(joined, asks)


def _asking(question: Question, asks: Question) -> Question:
    return replace(question, kind=asks.kind, unit=asks.unit, noun=asks.noun, aspect=asks.aspect)


def _without_years(text: str) -> str:
    return re.sub(r"(?:19|20)\d\d年?度?的?|[今去前本]年度?的?", "", text)
