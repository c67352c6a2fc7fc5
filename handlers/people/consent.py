"""The one consent to membership data: its wording, who has given it, the question that asks."""

from collections.abc import Sequence

from forms.values import choice
from handlers.desk import Desk
from handlers.guide import Draft, Option, Question
from handlers.noting import note

PURPOSE = "membership"
WORDING = 1  # a new text that promises less gets a new number, and is asked again
AGREE, DECLINE = "agree", "decline"
ANSWER = choice((AGREE, "同意", "是", "好", "可以"), (DECLINE, "不同意", "否", "不", "不可以"))
TEXT = (
    "<b>先说明您的个人信息怎么用</b>\n"
    "• 用来做什么：核对会员身份，建立会员名册，制发会员证，每年动态更新。\n"
    "• 包括哪些：姓名、身份证号、手机号、工作单位、职称、专业方向。\n"
    "• 谁能看到：您所在学会的秘书和负责人、科协工作人员；聊天里号码只显示末四位。\n"
    "• 保存多久：在会期间保存；退会{span}后删除身份证号和手机号。\n"
    "• 怎么撤回：随时发送「我的数据」，可以查看、导出、撤回同意并删除。\n"
    "您同意吗？"
)
DECLINED = (
    "好的，没有您的同意，我们什么也不保存。"
    "其他事照常能办，例如直接打字提问。以后改变主意，再发一次「会员认证」就行。"
)
HINT = "同意之后才会问您的个人信息；不同意就到此为止，什么也不保存。"


class NoConsent(Exception):
    """Personal data was to be looked at or changed, and its owner has not agreed."""


def wording(keep_left_days: int) -> str:
    years, rest = divmod(keep_left_days, 365)
    return TEXT.format(span=f"{keep_left_days}天" if rest or not years else f"{years}年")


async def given(desk: Desk) -> bool:
    return await desk.archive.consents.has(desk.person.id, PURPOSE, WORDING)


async def require_given(desk: Desk) -> None:
    """Asked in services: a conversation may be resumed after the consent was taken back."""
    if not await given(desk):
        raise NoConsent


async def give(desk: Desk) -> None:
    """Journalled; giving it again changes nothing."""
    if await given(desk):
        return
    await desk.archive.consents.give(desk.person.id, PURPOSE, WORDING, desk.door, desk.now)
    await note(desk, "consent given", desk.person.id, purpose=PURPOSE, wording=WORDING)


async def prepare(draft: Draft, desk: Desk) -> None:
    """What a guide does first, so that nobody is asked twice."""
    draft.facts["consented"] = await given(desk)


def agreed(draft: Draft) -> bool:
    return bool(draft.facts.get("consented")) or draft.get("consent") == AGREE


def declined(draft: Draft) -> bool:
    return bool(draft.get("consent") == DECLINE)


def consent_question(keep_left_days: int) -> Question:
    """The first question of a guide that goes on only when `agreed`; its guide has `prepare`."""

    async def ask(_draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
        return wording(keep_left_days), [
            Option(key=each.key, label=each.label) for each in ANSWER.options
        ]

    async def read(said: str, _draft: Draft, desk: Desk) -> str:
        answer = ANSWER.read(said)
        if answer == AGREE:
            await give(desk)
        return answer

    return Question(
        name="consent",
        ask=ask,
        read=read,
        hint=HINT,
        relevant=lambda draft: not draft.facts.get("consented"),
    )
