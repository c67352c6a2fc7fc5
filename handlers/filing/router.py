"""Choosing a form, beginning it, going on with it."""

from aiogram import F
from aiogram.types import CallbackQuery

from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.filing.starting import Starting
from handlers.filing.talk import talk_name
from handlers.hearing import private_room
from handlers.places import Place
from handlers.telling import Answers, Teller

router = private_room("filing")


@router.callback_query(Go.filter(F.to == Place.FORM))
async def introduce(
    query: CallbackQuery, callback_data: Go, teller: Teller, starting: Starting
) -> Answers:
    return await teller.show(query, await starting.introduce(teller.desk, callback_data.id))


@router.callback_query(Go.filter(F.to == Place.BEGIN))
async def begin(
    query: CallbackQuery, callback_data: Go, teller: Teller, starting: Starting
) -> Answers:
    return await teller.show(query, await starting.begin(teller.desk, callback_data.id))


@router.callback_query(Go.filter(F.to == Place.GO_ON))
async def go_on(query: CallbackQuery, callback_data: Go, teller: Teller) -> Answers:
    return await teller.show(query, Reply(text="", guide=talk_name(callback_data.id)))


@router.callback_query(Go.filter(F.to == Place.COPY))
async def copy(
    query: CallbackQuery, callback_data: Go, teller: Teller, starting: Starting
) -> Answers:
    return await teller.show(query, await starting.copy(teller.desk, callback_data.id))
