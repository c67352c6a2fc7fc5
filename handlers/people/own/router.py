"""One's own data, by word and by button."""

from aiogram import F
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Go
from handlers.hearing import Said, private_room
from handlers.people.own.service import Own
from handlers.places import WORDS, Place
from handlers.telling import Answers, Teller

router = private_room("own")


@router.message(Command("data"))
@router.message(Said(WORDS[Place.MY_DATA]))
@router.callback_query(Go.filter(F.to == Place.MY_DATA))
async def show(event: Message | CallbackQuery, teller: Teller, own: Own) -> Answers:
    return await teller.show(event, await own.show(teller.desk))


@router.message(Said(WORDS[Place.MY_EXPORT]))
@router.callback_query(Go.filter(F.to == Place.MY_EXPORT))
async def export(event: Message | CallbackQuery, teller: Teller, own: Own) -> Answers:
    return await teller.show(event, await own.export(teller.desk))


@router.message(Said(WORDS[Place.ERASE]))
@router.callback_query(Go.filter(F.to == Place.ERASE))
async def ask_to_erase(event: Message | CallbackQuery, teller: Teller, own: Own) -> Answers:
    return await teller.show(event, await own.ask_to_erase(teller.desk))
