"""The shelf of notices by word and by button."""

from aiogram import F
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import Said, private_room
from handlers.notices.shelf import guides, keyboards
from handlers.notices.shelf.deleting import Deleting
from handlers.notices.shelf.mending import NoticeMending
from handlers.notices.shelf.relating import Relating
from handlers.notices.shelf.service import Shelving
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.rights import Action, require
from handlers.telling import Answers, Teller

router = private_room("notices kept")


@router.message(Said(WORDS[Place.NOTICES]))
async def hear(message: Message, teller: Teller, shelving: Shelving) -> Answers:
    return await teller.show(message, await shelving.listed(teller.desk, 0))


@router.callback_query(Go.filter(F.to == Place.NOTICES))
async def turn(
    query: CallbackQuery, callback_data: Go, teller: Teller, shelving: Shelving
) -> Answers:
    return await teller.show(query, await shelving.listed(teller.desk, callback_data.n))


@router.message(Said(WORDS[Place.FIND_NOTICE]))
@router.callback_query(Go.filter(F.to == Place.FIND_NOTICE))
async def find(event: Message | CallbackQuery, teller: Teller) -> Answers:
    require(teller.desk.person, Action.KEEP_NOTICES)
    return await teller.show(event, Reply(text="", guide=guides.FIND))


@router.callback_query(Go.filter(F.to == Place.NOTICE))
async def show(
    query: CallbackQuery, callback_data: Go, teller: Teller, shelving: Shelving
) -> Answers:
    return await teller.show(query, await shelving.show(teller.desk, callback_data.id))


@router.callback_query(Go.filter(F.to == Place.NOTICE_OUTLINE))
async def outline(
    query: CallbackQuery, callback_data: Go, teller: Teller, shelving: Shelving
) -> Answers:
    said = await shelving.outline(teller.desk, callback_data.id, callback_data.n)
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.NOTICE_FILE))
async def give_file(
    query: CallbackQuery, callback_data: Go, teller: Teller, shelving: Shelving
) -> Answers:
    return await teller.show(query, await shelving.file(teller.desk, callback_data.id))


@router.callback_query(Go.filter(F.to == Place.CHANGE_NOTICE))
async def change(
    query: CallbackQuery, callback_data: Go, teller: Teller, notice_mending: NoticeMending
) -> Answers:
    record = await notice_mending.record(teller.desk, callback_data.id)
    said = Reply(text="", guide=guides.CHANGE, facts={"id": record.id})
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.NOTICE_READERS))
async def set_readers(
    query: CallbackQuery, callback_data: Go, teller: Teller, notice_mending: NoticeMending
) -> Answers:
    said = await notice_mending.set_readers(teller.desk, callback_data.id, callback_data.n)
    return await teller.show(query, said)


@router.callback_query(Go.filter((F.to == Place.RETIRE_NOTICE) & (F.n == keyboards.EXPIRY)))
async def ask_expiry(
    query: CallbackQuery, callback_data: Go, teller: Teller, notice_mending: NoticeMending
) -> Answers:
    record = await notice_mending.record(teller.desk, callback_data.id)
    said = Reply(text="", guide=guides.EXPIRY, facts={"id": record.id})
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.RETIRE_NOTICE))
async def retire(
    query: CallbackQuery, callback_data: Go, teller: Teller, notice_mending: NoticeMending
) -> Answers:
    said = await notice_mending.set_standing(teller.desk, callback_data.id, callback_data.n)
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.REPLACE_NOTICE))
async def replace(
    query: CallbackQuery, callback_data: Go, teller: Teller, notice_mending: NoticeMending
) -> Answers:
    return await teller.show(query, await notice_mending.replace(teller.desk, callback_data.id))


@router.callback_query(Go.filter(F.to == Place.RELATION))
async def decide(
    query: CallbackQuery, callback_data: Go, teller: Teller, relating: Relating
) -> Answers:
    said = await relating.decide(teller.desk, callback_data.id, callback_data.n)
    return await teller.show(query, said)


@router.callback_query(Go.filter((F.to == Place.DELETE_NOTICE) & (F.n == keyboards.SURER)))
async def delete(
    query: CallbackQuery, callback_data: Go, teller: Teller, notice_deleting: Deleting
) -> Answers:
    return await teller.show(query, await notice_deleting.delete(teller.desk, callback_data.id))


@router.callback_query(Go.filter(F.to == Place.DELETE_NOTICE))
async def ask_to_delete(
    query: CallbackQuery, callback_data: Go, teller: Teller, notice_deleting: Deleting
) -> Answers:
    said = await notice_deleting.ask(teller.desk, callback_data.id, callback_data.n)
    return await teller.show(query, said)
