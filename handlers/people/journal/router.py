"""The journal, by word and by button."""

from aiogram import F
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Go
from handlers.desk import Attached, Reply
from handlers.hearing import Said, private_room
from handlers.people.journal import keyboards, texts
from handlers.people.journal.service import Ledger, Page
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.telling import Answers, Teller

router = private_room("journal")


@router.message(Said(WORDS[Place.JOURNAL]))
async def show_newest(message: Message, teller: Teller, ledger: Ledger) -> Answers:
    return await teller.show(message, _page(await ledger.page(teller.desk)))


@router.callback_query(Go.filter(F.to == Place.JOURNAL))
async def show(query: CallbackQuery, callback_data: Go, teller: Teller, ledger: Ledger) -> Answers:
    found = await ledger.page(teller.desk, callback_data.id, callback_data.n)
    return await teller.show(query, _page(found))


def _page(found: Page) -> Reply:
    text = texts.page(
        found.report, found.links, found.names, about=found.about, number=found.number
    )
    return Reply(text=text, buttons=keyboards.page(found))


@router.callback_query(Go.filter(F.to == Place.EXPORT_JOURNAL))
async def export(
    query: CallbackQuery, callback_data: Go, teller: Teller, ledger: Ledger
) -> Answers:
    file, count = await ledger.export(teller.desk, callback_data.id)
    said = Reply(text=texts.exported(count), files=(Attached(file_id=file.id),))
    return await teller.show(query, said)
