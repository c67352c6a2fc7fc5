"""Subscriptions by word and by button."""

from aiogram import F
from aiogram.types import CallbackQuery, Message

from handlers.agenda.subscriptions import keyboards, texts
from handlers.agenda.subscriptions.service import Subscribing
from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import Said, private_room
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.telling import Answers, Teller
from storage.subscriptions import Topic

router = private_room("subscriptions")


@router.message(Said(WORDS[Place.SUBSCRIPTIONS]))
@router.callback_query(Go.filter((F.to == Place.SUBSCRIPTIONS) & (F.id == "")))
async def look(
    event: Message | CallbackQuery, teller: Teller, subscribing: Subscribing
) -> Answers:
    found = await subscribing.mine(teller.desk)
    said = Reply(text=texts.mine(found), buttons=keyboards.mine(found))
    return await teller.show(event, said)


@router.callback_query(Go.filter((F.to == Place.SUBSCRIPTIONS) & F.id.in_(set(Topic))))
async def choose(
    query: CallbackQuery, callback_data: Go, teller: Teller, subscribing: Subscribing
) -> Answers:
    topic = Topic(callback_data.id)
    found = await subscribing.choices(teller.desk, topic, callback_data.n)
    said = Reply(text=texts.choices(found), buttons=keyboards.choices(found))
    return await teller.show(query, said)


@router.callback_query(Go.filter((F.to == Place.SUBSCRIBE) & (F.id == keyboards.NOTHING)))
async def drop(query: CallbackQuery, teller: Teller, subscribing: Subscribing) -> Answers:
    many = await subscribing.drop_all(teller.desk)
    said = Reply(text=texts.dropped(many), buttons=keyboards.mine(()))
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.SUBSCRIBE))
async def turn(
    query: CallbackQuery, callback_data: Go, teller: Teller, subscribing: Subscribing
) -> Answers:
    wanted, is_on = await subscribing.turn(teller.desk, callback_data.id)
    found = await subscribing.choices(teller.desk, wanted.topic, callback_data.n)
    text = texts.choices(found, texts.turned(wanted, is_on=is_on))
    return await teller.show(query, Reply(text=text, buttons=keyboards.choices(found)))
