"""One's own duties by word and by button."""

from aiogram import F
from aiogram.types import CallbackQuery, Message

from handlers.agenda.mine import keyboards, texts
from handlers.agenda.mine.service import Agenda
from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import Said, private_room
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.replies import Event
from handlers.telling import Answers, Teller

router = private_room("agenda")


@router.message(Said(WORDS[Place.AGENDA]))
async def hear(message: Message, teller: Teller, agenda: Agenda) -> Answers:
    return await _show(message, teller, agenda, 0)


@router.callback_query(Go.filter(F.to == Place.AGENDA))
async def turn(query: CallbackQuery, callback_data: Go, teller: Teller, agenda: Agenda) -> Answers:
    return await _show(query, teller, agenda, callback_data.n)


@router.callback_query(Go.filter(F.to == Place.DUTY))
async def explain(
    query: CallbackQuery, callback_data: Go, teller: Teller, agenda: Agenda
) -> Answers:
    desk, short = teller.desk, callback_data.id
    found = await (agenda.one(desk, short) if short else agenda.page(desk, callback_data.n))
    text = texts.bases(found, desk.now.date())
    return await teller.show(query, Reply(text=text, buttons=keyboards.bases(found)))


@router.callback_query(Go.filter((F.to == Place.DUTY_DONE) & (F.n == 0)))
async def tick(query: CallbackQuery, callback_data: Go, teller: Teller, agenda: Agenda) -> Answers:
    duty = await agenda.tick(teller.desk, callback_data.id)
    said = Reply(text=texts.ticked(duty), buttons=keyboards.ticked(duty))
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.DUTY_DONE))
async def untick(
    query: CallbackQuery, callback_data: Go, teller: Teller, agenda: Agenda
) -> Answers:
    duty = await agenda.untick(teller.desk, callback_data.id)
    said = Reply(text=texts.unticked(duty), buttons=(keyboards.BACK,))
    return await teller.show(query, said)


async def _show(event: Event, teller: Teller, agenda: Agenda, number: int) -> Answers:
    found = await agenda.page(teller.desk, number)
    text = texts.agenda(found, teller.desk.now.date())
    buttons = keyboards.agenda(found, teller.desk.person)
    return await teller.show(event, Reply(text=text, buttons=buttons))
