"""The calendar of deadlines by word and by button."""

from aiogram import F
from aiogram.types import CallbackQuery, Message

from handlers.agenda.deadlines import guides, keyboards, texts
from handlers.agenda.deadlines.late import Lateness
from handlers.agenda.deadlines.service import DeadlineKeeping
from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import Said, private_room
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.telling import Answers, Teller

router = private_room("deadlines")
DEADLINES = Go.filter((F.to == Place.DEADLINES) & (F.id == keyboards.NOTICES))


@router.message(Said(WORDS[Place.DEADLINES]))
async def hear(message: Message, teller: Teller, lateness: Lateness) -> Answers:
    found = await lateness.calendar(teller.desk)
    text = texts.calendar(found, teller.desk.now.date())
    return await teller.show(message, Reply(text=text, buttons=keyboards.calendar(found)))


@router.callback_query(DEADLINES)
async def propose(
    query: CallbackQuery, callback_data: Go, teller: Teller, deadline_keeping: DeadlineKeeping
) -> Answers:
    found = await deadline_keeping.proposed(teller.desk, callback_data.n)
    said = Reply(text=texts.proposed(found), buttons=keyboards.proposed(found))
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.DEADLINES))
async def turn(
    query: CallbackQuery, callback_data: Go, teller: Teller, lateness: Lateness
) -> Answers:
    found = await lateness.calendar(teller.desk, callback_data.n)
    text = texts.calendar(found, teller.desk.now.date())
    return await teller.show(query, Reply(text=text, buttons=keyboards.calendar(found)))


@router.callback_query(Go.filter((F.to == Place.LATE) & F.id.startswith(keyboards.TABLE)))
async def export(
    query: CallbackQuery, callback_data: Go, teller: Teller, lateness: Lateness
) -> Answers:
    key = callback_data.id.removeprefix(keyboards.TABLE)
    table = await lateness.table(teller.desk, key)
    return await teller.show(query, Reply(text=texts.EXPORTED, files=(table,)))


@router.callback_query(Go.filter((F.to == Place.LATE) & F.id.startswith(keyboards.DRAFT)))
async def remind(
    query: CallbackQuery, callback_data: Go, teller: Teller, lateness: Lateness
) -> Answers:
    key = callback_data.id.removeprefix(keyboards.DRAFT)
    identity, many = await lateness.remind(teller.desk, key)
    said = Reply(text=texts.drafted(many), buttons=keyboards.drafted(identity))
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.LATE))
async def late(
    query: CallbackQuery, callback_data: Go, teller: Teller, lateness: Lateness
) -> Answers:
    found = await lateness.late(teller.desk, callback_data.id, callback_data.n)
    text = texts.late(found, teller.desk.now.date())
    return await teller.show(query, Reply(text=text, buttons=keyboards.late(found)))


@router.callback_query(Go.filter(F.to == Place.DEADLINE))
async def one(
    query: CallbackQuery, callback_data: Go, teller: Teller, deadline_keeping: DeadlineKeeping
) -> Answers:
    found = await deadline_keeping.one(teller.desk, callback_data.id)
    text = texts.one(found, teller.desk.now.date())
    return await teller.show(query, Reply(text=text, buttons=keyboards.one(found)))


@router.callback_query(Go.filter((F.to == Place.ADD_DEADLINE) & (F.id == "")))
async def add(query: CallbackQuery, teller: Teller, deadline_keeping: DeadlineKeeping) -> Answers:
    deadline_keeping.forms(teller.desk)  # whether they may
    return await teller.show(query, Reply(text="", guide=guides.ADD))


@router.callback_query(Go.filter(F.to == Place.ADD_DEADLINE))
async def take(
    query: CallbackQuery, callback_data: Go, teller: Teller, deadline_keeping: DeadlineKeeping
) -> Answers:
    found = await deadline_keeping.candidate(teller.desk, callback_data.id, callback_data.n)
    facts = {
        "notice_id": found.notice_id,
        "sentence": found.sentence,
        "proposed_title": found.title,
        "proposed_due": found.due.isoformat(),
    }
    return await teller.show(query, Reply(text="", guide=guides.ADD, facts=facts))


@router.callback_query(Go.filter(F.to == Place.CONFIRM_DEADLINE))
async def confirm(
    query: CallbackQuery, callback_data: Go, teller: Teller, deadline_keeping: DeadlineKeeping
) -> Answers:
    found = await deadline_keeping.confirm(teller.desk, callback_data.id)
    text = texts.one(found, teller.desk.now.date(), texts.STARTED)
    return await teller.show(query, Reply(text=text, buttons=keyboards.one(found)))


@router.callback_query(Go.filter(F.to == Place.CHANGE_DEADLINE))
async def change(
    query: CallbackQuery, callback_data: Go, teller: Teller, deadline_keeping: DeadlineKeeping
) -> Answers:
    found = await deadline_keeping.one(teller.desk, callback_data.id)
    facts = {"id": found.deadline.id}
    return await teller.show(query, Reply(text="", guide=guides.CHANGE, facts=facts))


@router.callback_query(Go.filter((F.to == Place.CANCEL_DEADLINE) & (F.n == 0)))
async def ask_to_cancel(
    query: CallbackQuery, callback_data: Go, teller: Teller, deadline_keeping: DeadlineKeeping
) -> Answers:
    found = await deadline_keeping.one(teller.desk, callback_data.id)
    return await teller.show(query, Reply(text=texts.sure(found), buttons=keyboards.sure(found)))


@router.callback_query(Go.filter(F.to == Place.CANCEL_DEADLINE))
async def cancel(
    query: CallbackQuery, callback_data: Go, teller: Teller, deadline_keeping: DeadlineKeeping
) -> Answers:
    _, letters = await deadline_keeping.cancel(teller.desk, callback_data.id)
    said = Reply(
        text=texts.cancelled(len(letters)), buttons=(keyboards.BACK,), letters=tuple(letters)
    )
    return await teller.show(query, said)
