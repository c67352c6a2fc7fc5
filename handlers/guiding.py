"""The engine of guided conversations: takes one thing a person did, says what comes next.

An accepted answer is a row before the next question is asked. What is over is forgotten.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from html import escape
from typing import Any, Protocol

from forms.values import Complaint
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide, Option, Question, Several

CANCELLED = "好的，已取消，刚才填的没有保存。发送「菜单」看看能办的事。"
PASSED = "这一步已经过去了，我们接着往下："
NOT_OPTIONAL = "这一项要填写，不能跳过。"
PRESS_ONE = "请点「{done}」；要改上一项发「返回」，不办了发「取消」。"
NOTHING_OPEN = "现在没有正在填写的内容。发送「菜单」看看能办的事，也可以直接打字提问。"
LOST = "刚才的填写已经结束了。发送「菜单」重新开始。"
FIRST = "这是第一项，前面没有了。不办了，发「取消」。"
NO_HINT = "照着问题回答就行。"
HELP = "{hint}\n随时可以发：返回（改上一项）、跳过（选填时）、取消（不办了）。"
OPTIONAL = "（选填，可以发「跳过」）"


class Act(StrEnum):
    """What a person can do in the middle of one."""

    SAY = "say"
    CHOOSE = "choose"
    BACK = "back"
    SKIP = "skip"
    CANCEL = "cancel"
    EXPLAIN = "explain"
    CONFIRM = "confirm"
    RESUME = "resume"
    ASIDE = "aside"
    LOOK = "look"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What is to be said; `over` when the conversation has ended with `reply` or without."""

    text: str
    options: tuple[Option, ...] = ()
    question: str = ""
    optional: bool = False
    first: bool = False  # nothing to go back to
    confirm: str = ""
    ways: tuple[Act, ...] = ()  # beside 返回, 跳过 and 取消
    page: str = ""  # where the same can be done on one page
    numbered: bool = True  # typed numbers press buttons; else they are heard as said
    refused: bool = False  # what was said could not be taken
    take_back: bool = False
    over: bool = False
    reply: Reply | None = None


class Talk(Protocol):
    """A conversation with a mind of its own; `about` stands behind the dot of its name."""

    async def begin(self, desk: Desk, about: str) -> Turn: ...

    async def take(self, desk: Desk, about: str, act: Act, said: str, press: str) -> Turn:
        """`press` names the question a pressed button belongs to."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Guiding:
    """All guided conversations of the house, by name; `talks` by what stands before the dot."""

    guides: Mapping[str, Guide]
    talks: Mapping[str, Talk] = field(default_factory=dict)

    def is_formatted(self, name: str) -> bool:
        """Whether what is said there is to be heard with its formatting."""
        return name in self.guides and self.guides[name].formatted

    async def begin(self, desk: Desk, name: str, /, **facts: Any) -> Turn:
        kind, _, subject = name.partition(".")
        if kind in self.talks:
            return await self.talks[kind].begin(desk, subject)
        guide, draft = self.guides[name], Draft(facts=facts)
        if guide.prepare:
            await guide.prepare(draft, desk)
        return await self._go(desk, guide, draft)

    async def take(self, desk: Desk, name: str, act: Act, said: str = "", about: str = "") -> Turn:
        """`about` is what a press belongs to: an old message's press changes nothing.

        That is a question, or the guide whose summary is confirmed: a 「确定」 of yesterday does
        not open today's renewal.
        """
        kind, _, subject = name.partition(".")
        if kind in self.talks:
            return await self.talks[kind].take(desk, subject, act, said, about)
        return await self._take(desk, name, act, said, about)

    async def _take(self, desk: Desk, name: str, act: Act, said: str, about: str) -> Turn:
        guide = self.guides.get(name)
        kept = await desk.archive.drafts.get(desk.person.id, name)
        if act is Act.CANCEL or guide is None or kept is None:
            await desk.archive.drafts.drop(desk.person.id, name)
            return Turn(text=CANCELLED if act is Act.CANCEL else LOST, over=True)
        draft = Draft(**kept)
        asked = guide.next(draft)
        if about and (asked.name if asked else name) != about:
            return await self._go(desk, guide, draft, before=PASSED)
        match act:
            case Act.SAY | Act.CHOOSE if asked:
                return await self._answer(desk, guide, draft, asked, said)
            case Act.CONFIRM if asked is None:
                draft.confirmed = True
            case Act.SAY if said.strip() == guide.done:
                draft.confirmed = True
            case Act.SAY | Act.CHOOSE | Act.SKIP if asked is None:
                text = PRESS_ONE.format(done=guide.done)
                return await self._go(desk, guide, draft, before=text, refused=True)
            case Act.BACK if draft.answers:
                draft.answers.popitem()
                draft.offered = []
            case Act.BACK:
                return await self._go(desk, guide, draft, before=FIRST, refused=True)
            case Act.SKIP if asked and not asked.optional:
                return await self._go(desk, guide, draft, before=NOT_OPTIONAL, refused=True)
            case Act.SKIP if asked:
                draft.answers[asked.name], draft.offered = None, []
            case Act.EXPLAIN:
                hint = HELP.format(hint=(asked and asked.hint) or NO_HINT)
                return await self._go(desk, guide, draft, before=hint)
        return await self._go(desk, guide, draft)

    async def _answer(
        self, desk: Desk, guide: Guide, draft: Draft, asked: Question, said: str
    ) -> Turn:
        before, refused = "", False
        try:
            is_offered = said in [key for key, _ in draft.offered]
            value = said if is_offered else await asked.read(said, draft, desk)
            draft.answers[asked.name], draft.offered = value, []
        except Complaint as complaint:
            before, refused = escape(complaint.sentence), True
        except Several as several:
            draft.offered = [[each.key, each.label] for each in several.options]
            before = escape(several.sentence)
        turn = await self._go(desk, guide, draft, before=before, refused=refused)
        return replace(turn, take_back=asked.secret)

    async def _go(
        self, desk: Desk, guide: Guide, draft: Draft, *, before: str = "", refused: bool = False
    ) -> Turn:
        """Ask what is open; when nothing is, show the summary or do the deed."""
        asked = guide.next(draft)
        if asked is None and (draft.confirmed or guide.summary is None):
            return await self._finish(desk, guide, draft)
        await desk.archive.drafts.keep(desk.person.id, guide.name, draft.as_dict(), desk.now)
        if asked:
            return await _question(desk, guide, draft, asked, before, refused=refused)
        shown = await guide.summary(draft, desk) if guide.summary else ""
        text = "\n\n".join(filter(None, [before, shown]))
        return Turn(text=text, confirm=guide.done, question=guide.name, refused=refused)

    async def _finish(self, desk: Desk, guide: Guide, draft: Draft) -> Turn:
        try:
            reply = await guide.finish(draft, desk)
        except Complaint as complaint:
            said = escape(complaint.sentence)
            if not draft.answers:  # nothing was asked, so nothing can be mended here
                await desk.archive.drafts.drop(desk.person.id, guide.name)
                return Turn(text=said, over=True)
            draft.answers.popitem()
            draft.confirmed = False
            return await self._go(desk, guide, draft, before=said, refused=True)
        await desk.archive.drafts.drop(desk.person.id, guide.name)
        return Turn(text=reply.text, over=True, reply=reply)


async def _question(
    desk: Desk, guide: Guide, draft: Draft, asked: Question, before: str, *, refused: bool
) -> Turn:
    text, options = await asked.ask(draft, desk)
    if draft.offered:
        text, options = "", [Option(key=key, label=label) for key, label in draft.offered]
    number, total = guide.place(asked, draft)
    head = f"<b>{guide.title}</b>（第{number}/{total}项）" if total > 1 else ""
    body = f"{text}{OPTIONAL if asked.optional and text else ''}"
    return Turn(
        text="\n".join(filter(None, [before, head, body])),
        options=tuple(options),
        question=asked.name,
        optional=asked.optional,
        first=not draft.answers,
        refused=refused,
    )
