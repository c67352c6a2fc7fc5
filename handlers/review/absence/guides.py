"""The conversation of going away: since, until, who decides meanwhile."""

from collections.abc import Sequence
from datetime import date, timedelta

from forms.values import Complaint, Date
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide, Option, Question
from handlers.review import conversations
from handlers.review.absence import texts
from handlers.review.absence.service import Absent

DAY = Date()
LONGEST = timedelta(days=184)
A_WEEK = timedelta(days=7)


def guides(absent: Absent) -> tuple[Guide, ...]:
    async def summary(draft: Draft, desk: Desk) -> str:
        known = await absent.whom(desk)
        name = next((each.name for each in known if each.id == draft.get("deputy")), "")
        return texts.summary(name, _day(draft, "since"), _day(draft, "until"))

    async def finish(draft: Draft, desk: Desk) -> Reply:
        since, until = _day(draft, "since"), _day(draft, "until")
        return await absent.set(desk, since, until, draft.get("deputy"))

    return (
        Guide(
            name=conversations.ABSENCE,
            title=texts.TITLE,
            questions=(
                Question(name="since", ask=_ask_since, read=_read_since),
                Question(name="until", ask=_ask_until, read=_read_until),
                _deputy(absent),
            ),
            summary=summary,
            finish=finish,
        ),
    )


def _day(draft: Draft, name: str) -> date:
    return DAY.restore(draft.get(name))


async def _ask_since(_draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
    today = desk.now.date()
    days = (("今天", today), ("明天", today + timedelta(days=1)))
    return texts.SINCE, [Option(key=each.isoformat(), label=label) for label, each in days]


async def _read_since(said: str, _draft: Draft, desk: Desk) -> str:
    today = desk.now.date()
    day = Date(today=today, towards="future").read(said)
    if day < today:
        raise Complaint(texts.PAST)
    return DAY.plain(day)


async def _ask_until(draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
    return texts.UNTIL.format(example=DAY.show(_day(draft, "since") + A_WEEK)), ()


async def _read_until(said: str, draft: Draft, desk: Desk) -> str:
    since = _day(draft, "since")
    day = Date(today=desk.now.date(), towards="future", anchor=since).read(said)
    if day < since:
        raise Complaint(texts.BEFORE)
    if day - since > LONGEST:
        raise Complaint(texts.TOO_LONG)
    return DAY.plain(day)


def _deputy(absent: Absent) -> Question:
    async def ask(_draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        known = await absent.whom(desk)
        return texts.WHOM, [Option(key=each.id, label=each.name) for each in known]

    async def read(said: str, _draft: Draft, desk: Desk) -> str:
        wanted = said.strip()
        known = await absent.whom(desk)
        found = [each for each in known if wanted in (each.id, each.name)]
        if not found:
            raise Complaint(texts.NOT_HERE.format(said=wanted[:20]))
        return found[0].id

    return Question(name="deputy", ask=ask, read=read)
