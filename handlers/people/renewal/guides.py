"""Guided: open this year's renewal."""

from collections.abc import Sequence
from datetime import timedelta

from forms.values import Complaint, Date
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide, Option, Question
from handlers.letters import Letter
from handlers.people import conversations
from handlers.people.renewal import keyboards, texts
from handlers.people.renewal.service import Progress, Renewing
from handlers.people.secretaries import write_to
from storage.campaigns import Campaign

DAY = Date()
USUAL = timedelta(days=60)


def guides(renewing: Renewing) -> tuple[Guide, ...]:
    async def summary(draft: Draft, desk: Desk) -> str:
        many = await renewing.concerned(desk)
        return texts.summary(desk.now.year, DAY.restore(draft.get("due")), many)

    async def finish(draft: Draft, desk: Desk) -> Reply:
        due = DAY.restore(draft.get("due"))
        campaign, many, societies = await renewing.open(desk, due)
        letters = await _letters(desk, campaign, societies)
        text = texts.opened(desk.now.year, due, many)
        return Reply(text=text, buttons=keyboards.PROGRESS, letters=tuple(letters))

    return (
        Guide(
            name=conversations.OPEN_RENEWAL,
            title="开启动态更新",
            questions=(Question(name="due", ask=_ask, read=_read, hint=texts.DUE_HINT),),
            summary=summary,
            finish=finish,
        ),
    )


async def _ask(_draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
    return texts.DUE.format(example=_example(desk)), ()


async def _read(said: str, _draft: Draft, desk: Desk) -> str:
    due = DAY.read(said)
    if due <= desk.now.date():
        raise Complaint(texts.DUE_PAST.format(example=_example(desk)))
    return DAY.plain(due)


def _example(desk: Desk) -> str:
    return DAY.show(desk.now.date() + USUAL)


async def _letters(desk: Desk, campaign: Campaign, societies: Sequence[Progress]) -> list[Letter]:
    letters = list[Letter]()
    for each in societies:
        text = texts.to_secretary(campaign, each)
        letters += await write_to(desk, each.society_id, text, keyboards.to_secretary(each))
    return letters
