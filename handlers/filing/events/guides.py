"""Guided: open a salon, change its places, call it off."""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from typing import Any

from forms.values import Complaint, DateTime, Integer, Text
from handlers.casework.event_texts import moment
from handlers.desk import Desk, Reply
from handlers.filing.events import conversations, keyboards, texts
from handlers.filing.events.keeping import SalonKeeping
from handlers.filing.events.service import EventCalendar
from handlers.guide import Draft, Guide, Option, Question, question
from storage.clock import SHANGHAI

TITLE, VENUE, REASON = Text(least=4, most=60), Text(least=2, most=100), Text(least=2, most=200)
COUNT = Integer(least=1, most=5000, unit="人")
MOMENT = DateTime()


def guides(calendar: EventCalendar, keeping: SalonKeeping) -> tuple[Guide, ...]:
    return (
        _adding(calendar, keeping),
        _places(calendar, keeping),
        _cancelling(calendar, keeping),
    )


def _adding(calendar: EventCalendar, keeping: SalonKeeping) -> Guide:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        values = {name: draft.get(name) for name in ("title", "venue", "places")}
        values |= {name: _at(draft, name) for name in ("begins_at", "ends_at", "sign_up_until")}
        event_id = await keeping.add(desk, values)
        return await opened(calendar, desk, event_id, texts.ADDED)

    async def summary(draft: Draft, _desk: Desk) -> str:
        until, places = _at(draft, "sign_up_until"), draft.get("places")
        lines = [
            f"<b>{escape(draft.get('title'))}</b>",
            *(f"{label}：{moment(at)}" for label, at in _times(draft)),
            f"地点：{escape(draft.get('venue'))}",
            f"名额：{places or '不限'}",
            f"报名截止：{moment(until) if until else '到开始为止'}",
        ]
        return "\n".join([*lines, "请核对，没问题就点「确定」："])

    return Guide(
        name=conversations.ADD_EVENT,
        title="开一场沙龙",
        questions=(
            question("title", texts.ASK["title"], TITLE),
            _moment("begins_at"),
            _moment("ends_at"),
            question("venue", texts.ASK["venue"], VENUE),
            question("places", texts.ASK["places"], COUNT, optional=True),
            _moment("sign_up_until", optional=True),
        ),
        summary=summary,
        finish=finish,
    )


def _times(draft: Draft) -> list[tuple[str, datetime]]:
    times = (("开始", _at(draft, "begins_at")), ("结束", _at(draft, "ends_at")))
    return [(label, at) for label, at in times if at]


def _moment(name: str, *, optional: bool = False) -> Question:
    """A moment that fits to those given before."""

    async def ask(_draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
        return texts.ASK[name], ()

    async def read(said: str, draft: Draft, desk: Desk) -> Any:
        kind = DateTime(today=desk.now.date(), towards="future")
        at = kind.read(said)
        _must_fit(name, at.replace(tzinfo=SHANGHAI), draft, desk.now)
        return kind.plain(at)

    return Question(name=name, ask=ask, read=read, optional=optional)


def _must_fit(name: str, at: datetime, draft: Draft, now: datetime) -> None:
    begins = _at(draft, "begins_at")
    if name == "begins_at" and at <= now:
        raise Complaint(texts.PAST)
    if name == "ends_at" and begins and at <= begins:
        raise Complaint(texts.BACKWARDS)
    if name == "sign_up_until" and begins and not now < at <= begins:
        raise Complaint(texts.TOO_LATE)


def _at(draft: Draft, name: str) -> datetime | None:
    kept = draft.get(name)
    return MOMENT.restore(kept).replace(tzinfo=SHANGHAI) if kept else None


def _places(calendar: EventCalendar, keeping: SalonKeeping) -> Guide:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        event_id = draft.facts["event_id"]
        letters = await keeping.set_places(desk, event_id, draft.get("places"))
        return await opened(calendar, desk, event_id, texts.promoted(letters), letters)

    return Guide(
        name=conversations.CHANGE_PLACES,
        title="改名额",
        questions=(question("places", texts.ASK["places"], COUNT, optional=True),),
        finish=finish,
    )


def _cancelling(calendar: EventCalendar, keeping: SalonKeeping) -> Guide:
    async def summary(draft: Draft, desk: Desk) -> str:
        event, many = await keeping.concerned(desk, draft.facts["event_id"])
        return texts.sure_to_cancel(event, many, draft.get("reason"))

    async def finish(draft: Draft, desk: Desk) -> Reply:
        event_id = draft.facts["event_id"]
        letters = await keeping.cancel(desk, event_id, draft.get("reason"))
        return await opened(calendar, desk, event_id, texts.cancelled(letters), letters)

    return Guide(
        name=conversations.CANCEL_EVENT,
        title="取消一场活动",
        questions=(question("reason", "为什么取消？会原样告诉报了名的人。", REASON),),
        summary=summary,
        finish=finish,
    )


async def opened(
    calendar: EventCalendar, desk: Desk, event_id: str, before: str = "", letters: Any = ()
) -> Reply:
    """An event's page, below what has just been done."""
    found = await calendar.one(desk, event_id)
    return Reply(
        text=texts.event(found, before),
        buttons=keyboards.event(found, desk.person),
        letters=tuple(letters),
    )
