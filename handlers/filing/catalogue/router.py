"""Looking for a form, by button, by command, by word."""

from aiogram import F
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Go
from handlers.filing.catalogue.naming import NamesForm
from handlers.filing.catalogue.service import Choosing
from handlers.hearing import Said, private_room
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.telling import Answers, Teller

router = private_room("catalogue")


@router.message(Command("forms"))
@router.message(Said(WORDS[Place.CATALOGUE]))
async def hear(message: Message, teller: Teller, choosing: Choosing) -> Answers:
    await teller.leave()
    return await teller.show(message, await choosing.page(teller.desk, 0))


@router.callback_query(Go.filter(F.to == Place.CATALOGUE))
async def turn(
    query: CallbackQuery, callback_data: Go, teller: Teller, choosing: Choosing
) -> Answers:
    return await teller.show(query, await choosing.page(teller.desk, callback_data.n))


@router.message(NamesForm())
async def find(
    message: Message, asked: tuple[str, ...], teller: Teller, choosing: Choosing
) -> Answers:
    found = await choosing.named(teller.desk, asked, message.text or "")
    return await teller.show(message, found)
