"""Guided: when it is sent, when it is over, what it should have said."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from forms.values import Complaint, DateTime
from handlers.broadcast import conversations
from handlers.broadcast.approving import keyboards as approving_keyboards
from handlers.broadcast.sending import texts
from handlers.broadcast.sending.civil import is_civil, next_nine, refuse_past
from handlers.broadcast.sending.service import Steering
from handlers.broadcast.writing.guides import Wording
from handlers.broadcast.writing.service import Writing
from handlers.broadcast.writing.talk import page
from handlers.casework.event_texts import moment
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide, Option, Question
from handlers.letters import Letter
from handlers.replies import numbered
from storage.clock import SHANGHAI

MOMENT = DateTime()
NOW, SAID, NINE = "now", "said", "nine"
CHOOSE = "请点「就这个时间」或「改到早上九点」。"


def guides(steering: Steering, writing: Writing) -> tuple[Guide, ...]:
    return (_when(steering, writing), _until(steering, writing), _mend(steering))


def _when(steering: Steering, writing: Writing) -> Guide:
    async def ask_night(draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
        at = _at(draft)
        text = texts.NIGHT.format(at=moment(at), nine=moment(next_nine(at))) if at else ""
        options = ((SAID, texts.AS_SAID), (NINE, texts.AT_NINE))
        return text, [Option(key=key, label=label) for key, label in options]

    async def read_night(said: str, _draft: Draft, _desk: Desk) -> str:
        found = {SAID: SAID, NINE: NINE, texts.AS_SAID: SAID, texts.AT_NINE: NINE}
        if said.strip() not in found:
            raise Complaint(CHOOSE)
        return found[said.strip()]

    async def finish(draft: Draft, desk: Desk) -> Reply:
        at, identity = _at(draft), draft.facts["id"]
        if at and draft.get("night") == NINE:
            at = next_nine(at)
        await steering.set_time(desk, identity, at)
        return await page(writing, desk, identity, texts.TIME_SET)

    night = Question(name="night", ask=ask_night, read=read_night, relevant=_is_at_night)
    return Guide(
        name=conversations.WHEN,
        title=texts.ASK_TIME.partition("？")[0],
        questions=(_moment(texts.ASK_TIME, texts.NOW), night),
        finish=finish,
    )


def _until(steering: Steering, writing: Writing) -> Guide:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        identity = draft.facts["id"]
        await steering.set_end(desk, identity, _at(draft))
        return await page(writing, desk, identity, texts.END_SET)

    return Guide(
        name=conversations.UNTIL,
        title="到期不再发",
        questions=(_moment(texts.ASK_END, texts.NEVER),),
        finish=finish,
    )


def _moment(text: str, none: str) -> Question:
    """A moment to come, or none."""

    async def ask(_draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
        return text, [Option(key=NOW, label=none)]

    async def read(said: str, _draft: Draft, desk: Desk) -> Any:
        if said.strip() in (NOW, none):
            return NOW
        kind = DateTime(today=desk.now.date(), towards="future")
        at = kind.read(said)
        refuse_past(at.replace(tzinfo=SHANGHAI), desk.now)
        return kind.plain(at)

    return Question(name="at", ask=ask, read=read)


def _at(draft: Draft) -> datetime | None:
    kept = draft.get("at")
    if not kept or kept == NOW:
        return None
    return MOMENT.restore(kept).replace(tzinfo=SHANGHAI)


def _is_at_night(draft: Draft) -> bool:
    at = _at(draft)
    return at is not None and not is_civil(at)


def _mend(steering: Steering) -> Guide:
    async def ask(draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        return texts.ask_mend(await steering.begin_mending(desk, draft.facts["id"])), ()

    async def read(said: str, _draft: Draft, _desk: Desk) -> str:
        return Wording().read(said)

    async def summary(draft: Draft, desk: Desk) -> str:
        cast = await steering.begin_mending(desk, draft.facts["id"])
        return texts.summary(cast, draft.get("text"), steering.above)

    async def finish(draft: Draft, desk: Desk) -> Reply:
        done = await steering.mend(desk, draft.facts["id"], draft.get("text"))
        buttons = approving_keyboards.after(done.cast)
        if not done.cast.mend:
            return Reply(text=texts.MENDED, buttons=buttons)
        letter = texts.please_mend(done.cast, desk.person.name)
        keyboard = numbered(approving_keyboards.decide_correction(done.cast))
        letters = tuple(
            Letter(person_id=each, text=letter, keyboard=keyboard) for each, _ in done.asked
        )
        text = texts.mend_asked([name for _, name in done.asked])
        return Reply(text=text, buttons=buttons, letters=letters)

    return Guide(
        name=conversations.MEND,
        title="更正通知",
        questions=(Question(name="text", ask=ask, read=read),),
        summary=summary,
        finish=finish,
        formatted=True,
    )
