"""The list on public notice, objections to it, and what staff do with them."""

from aiogram import F
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import Said, private_room
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.review.objections import guides, keyboards, texts
from handlers.review.objections.service import Objecting
from handlers.telling import Answers, Teller

router = private_room("objections")


@router.message(Said(WORDS[Place.NOTICE_LIST]))
async def notices(message: Message, teller: Teller, objecting: Objecting) -> Answers:
    return await teller.show(message, await _notices(teller, objecting, 0))


@router.callback_query(Go.filter(F.to == Place.NOTICE_LIST))
async def turn(
    query: CallbackQuery, callback_data: Go, teller: Teller, objecting: Objecting
) -> Answers:
    return await teller.show(query, await _notices(teller, objecting, callback_data.n))


async def _notices(teller: Teller, objecting: Objecting, number: int) -> Reply:
    found = await objecting.notices(teller.desk, number)
    return Reply(text=texts.notices(found.notices), buttons=keyboards.notices(found))


@router.callback_query(Go.filter(F.to == Place.OBJECT))
async def object_(query: CallbackQuery, callback_data: Go, teller: Teller) -> Answers:
    facts = {"filing": callback_data.id}
    return await teller.show(query, Reply(text="", guide=guides.FILE, facts=facts))


@router.message(Said(WORDS[Place.OBJECTIONS]))
async def waiting(message: Message, teller: Teller, objecting: Objecting) -> Answers:
    return await teller.show(message, await _waiting(teller, objecting, 0))


@router.callback_query(Go.filter(F.to == Place.OBJECTIONS))
async def turn_waiting(
    query: CallbackQuery, callback_data: Go, teller: Teller, objecting: Objecting
) -> Answers:
    return await teller.show(query, await _waiting(teller, objecting, callback_data.n))


async def _waiting(teller: Teller, objecting: Objecting, number: int) -> Reply:
    found = await objecting.waiting(teller.desk)
    text = texts.WAITING.format(many=len(found)) if found else texts.NONE_WAIT
    return Reply(text=text, buttons=keyboards.waiting(found, number))


@router.callback_query(Go.filter(F.to == Place.OBJECTION))
async def one(
    query: CallbackQuery, callback_data: Go, teller: Teller, objecting: Objecting
) -> Answers:
    found = await objecting.look(teller.desk, callback_data.id)
    return await teller.show(query, Reply(text=texts.one(found), buttons=keyboards.one(found)))


@router.callback_query(Go.filter(F.to == Place.SETTLE))
async def settle(query: CallbackQuery, callback_data: Go, teller: Teller) -> Answers:
    facts = {"objection": callback_data.id, "move": guides.move_numbered(callback_data.n)}
    return await teller.show(query, Reply(text="", guide=guides.SETTLE, facts=facts))
