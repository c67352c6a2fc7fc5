"""Guided: set a deadline, change one."""

from datetime import date
from html import escape
from typing import Any

from forms.values import Complaint, Date, Text
from handlers.agenda.deadlines import keyboards, texts
from handlers.agenda.deadlines.asking import (
    ask_due,
    conditions,
    deed,
    form,
    notice,
    read_due,
    sentence,
    which,
    whom,
)
from handlers.agenda.deadlines.service import DeadlineKeeping
from handlers.days import day
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide, Question

ADD, CHANGE = "deadline-add", "deadline-change"
TITLE, DAY = Text(least=2, most=100), Date()


def guides(keeping: DeadlineKeeping) -> tuple[Guide, ...]:
    return (_adding(keeping), _changing(keeping))


def _adding(keeping: DeadlineKeeping) -> Guide:
    async def summary(draft: Draft, desk: Desk) -> str:
        return await _asked(keeping, draft, desk)

    async def finish(draft: Draft, desk: Desk) -> Reply:
        values: dict[str, Any] = {
            "audience": conditions(draft).as_dict(),
            "form": draft.get("form") or None,
            "notice_id": draft.get("notice_id"),
            "sentence": draft.get("sentence"),
        }
        found = await keeping.add(desk, draft.get("title"), _due(draft), values)
        text = texts.one(found, desk.now.date(), texts.ADDED)
        return Reply(text=text, buttons=keyboards.one(found))

    return Guide(
        name=ADD,
        title="设一个期限",
        questions=(
            deed(TITLE),
            Question(name="due", ask=ask_due, read=read_due),
            form(keeping),
            whom(),
            *(which(keeping, sort) for sort in texts.ASK_WHICH),
            notice(keeping),
            sentence(keeping),
        ),
        summary=summary,
        finish=finish,
    )


async def _asked(keeping: DeadlineKeeping, draft: Draft, desk: Desk) -> str:
    """Everything that was answered, with how many societies that means."""
    asked = conditions(draft)
    homes = await keeping.concerned(desk, asked)
    forms = {each.id: each.title for each in keeping.forms(desk)}
    lines = [
        texts.ONE.format(
            title=escape(draft.get("title")),
            due=day(_due(draft)),
            days=texts.days_left(_due(draft), desk.now.date()),
            whom=texts.whom_in_words(asked, {each.id: each.name for each in homes}),
            many=len(homes),
            how=texts.how_done(escape(forms.get(draft.get("form"), ""))),
        )
    ]
    if said := draft.get("sentence"):
        lines.append(texts.FROM.format(sentence=escape(said)))
    return "\n".join([*lines, "", texts.CHECK])


def _due(draft: Draft) -> date:
    return DAY.restore(draft.get("due"))


def _changing(keeping: DeadlineKeeping) -> Guide:
    async def ask_title(draft: Draft, desk: Desk) -> tuple[str, tuple[()]]:
        found = await keeping.one(desk, draft.facts["id"])
        return texts.CHANGE_TITLE.format(title=escape(found.deadline.title)), ()

    async def read_title(said: str, _draft: Draft, _desk: Desk) -> str:
        return TITLE.read(said)

    async def ask_new_due(draft: Draft, desk: Desk) -> tuple[str, tuple[()]]:
        found = await keeping.one(desk, draft.facts["id"])
        return texts.CHANGE_DUE.format(due=day(found.deadline.due_on)), ()

    async def finish(draft: Draft, desk: Desk) -> Reply:
        kept = draft.get("due")
        title, due = draft.get("title"), DAY.restore(kept) if kept else None
        if title is None and due is None:
            raise Complaint(texts.NOTHING_CHANGED)
        found, letters = await keeping.change(desk, draft.facts["id"], title=title, due=due)
        text = texts.one(found, desk.now.date(), texts.changed(len(letters)))
        return Reply(text=text, buttons=keyboards.one(found), letters=tuple(letters))

    return Guide(
        name=CHANGE,
        title="修改期限",
        questions=(
            Question(name="title", ask=ask_title, read=read_title, optional=True),
            Question(name="due", ask=ask_new_due, read=read_due, optional=True),
        ),
        finish=finish,
    )
