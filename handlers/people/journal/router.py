"""The journal, by word and by button."""

from aiogram import F
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Go
from handlers.hearing import Said, private_room
from handlers.people.journal.service import Ledger
from handlers.places import WORDS, Place
from handlers.telling import Answers, Teller

router = private_room("journal")


@router.message(Said(WORDS[Place.JOURNAL]))
async def show_newest(message: Message, teller: Teller, ledger: Ledger) -> Answers:
    return await teller.show(message, await ledger.show(teller.desk))


@router.callback_query(Go.filter(F.to == Place.JOURNAL))
async def show(query: CallbackQuery, callback_data: Go, teller: Teller, ledger: Ledger) -> Answers:
    said = await ledger.show(teller.desk, callback_data.id, callback_data.n)
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.EXPORT_JOURNAL))
async def export(
    query: CallbackQuery, callback_data: Go, teller: Teller, ledger: Ledger
) -> Answers:
    return await teller.show(query, await ledger.export(teller.desk, callback_data.id))
