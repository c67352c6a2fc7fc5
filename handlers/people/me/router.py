"""我是谁, and what follows from it."""

from aiogram import F
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.acting import place_numbered
from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import Said, private_room
from handlers.people.me import keyboards, texts
from handlers.people.me.service import Self
from handlers.place_words import LABELS, WORDS
from handlers.places import Place
from handlers.telling import Answers, Teller

router = private_room("me")


@router.message(Command("me"))
@router.message(Said(WORDS[Place.ME]))
@router.callback_query(Go.filter(F.to == Place.ME))
async def who_am_i(event: Message | CallbackQuery, teller: Teller) -> Answers:
    person = teller.desk.person
    return await teller.show(event, Reply(text=texts.who(person), buttons=keyboards.me(person)))


@router.message(Said(WORDS[Place.DOORS]))
@router.callback_query(Go.filter(F.to == Place.DOORS))
async def list_doors(event: Message | CallbackQuery, teller: Teller, me: Self) -> Answers:
    doors = await me.doors(teller.desk)
    return await teller.show(event, Reply(text=texts.doors(doors), buttons=keyboards.doors(doors)))


@router.callback_query(Go.filter(F.to == Place.END_DOOR))
async def end_door(query: CallbackQuery, callback_data: Go, teller: Teller, me: Self) -> Answers:
    ended = await me.end_door(teller.desk, callback_data.id)
    return await teller.show(query, Reply(text=texts.ended(ended)))


@router.message(Said(WORDS[Place.LOGIN_CODE]))
@router.callback_query(Go.filter(F.to == Place.LOGIN_CODE))
async def make_code(event: Message | CallbackQuery, teller: Teller, me: Self) -> Answers:
    code = await me.login_code(teller.desk)
    return await teller.show(event, Reply(text=texts.CODE.format(code=code)))


@router.callback_query(Go.filter(F.to == Place.ACT_FOR))
async def act_for(query: CallbackQuery, callback_data: Go, teller: Teller, me: Self) -> Answers:
    if not callback_data.id:
        choices = keyboards.societies(teller.desk.person)
        text = texts.CHOOSE_SOCIETY if len(choices) > 1 else texts.ONE_SOCIETY
        return await teller.show(query, Reply(text=text, buttons=choices))
    name = await me.act_for(teller.desk, callback_data.id)
    place = place_numbered(callback_data.n)
    onwards = ((LABELS[place], Go(to=place)),) if place else ()
    return await teller.show(query, Reply(text=texts.acting_for(name), buttons=onwards))
