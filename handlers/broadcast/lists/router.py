"""Lists and tags by word and by button."""

from html import escape

from aiogram import F
from aiogram.types import CallbackQuery, Message

from handlers.broadcast.lists import guides, keyboards, texts
from handlers.broadcast.lists.keyboards import Do, Tag
from handlers.broadcast.lists.service import Listing
from handlers.broadcast.lists.tagging import Tagging
from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import Said, private_room
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.telling import Answers, Teller

router = private_room("lists")


@router.message(Said(WORDS[Place.SAVED_LISTS]))
async def hear_lists(message: Message, teller: Teller, listing: Listing) -> Answers:
    page = await listing.all(teller.desk)
    said = Reply(text=texts.every(page), buttons=keyboards.every(page))
    return await teller.show(message, said)


@router.callback_query(Go.filter(F.to == Place.SAVED_LISTS))
async def show_lists(
    query: CallbackQuery, callback_data: Go, teller: Teller, listing: Listing
) -> Answers:
    page = await listing.all(teller.desk, callback_data.n)
    said = Reply(text=texts.every(page), buttons=keyboards.every(page))
    return await teller.show(query, said)


@router.callback_query(Go.filter((F.to == Place.SAVED_LIST) & (F.n == Do.RENAME)))
async def rename(
    query: CallbackQuery, callback_data: Go, teller: Teller, listing: Listing
) -> Answers:
    await listing.open(teller.desk, callback_data.id)
    facts = {"id": callback_data.id}
    return await teller.show(query, Reply(text="", guide=guides.RENAME, facts=facts))


@router.callback_query(Go.filter((F.to == Place.SAVED_LIST) & (F.n == Do.REMOVE)))
async def ask_to_remove(
    query: CallbackQuery, callback_data: Go, teller: Teller, listing: Listing
) -> Answers:
    found = await listing.open(teller.desk, callback_data.id)
    text = texts.SURE.format(name=escape(found.saved.name))
    return await teller.show(query, Reply(text=text, buttons=keyboards.sure(callback_data.id)))


@router.callback_query(Go.filter((F.to == Place.SAVED_LIST) & (F.n == Do.REMOVE_SURE)))
async def remove(
    query: CallbackQuery, callback_data: Go, teller: Teller, listing: Listing
) -> Answers:
    removed = await listing.remove(teller.desk, callback_data.id)
    page = await listing.all(teller.desk)
    text = f"{texts.REMOVED.format(name=escape(removed.name))}\n\n{texts.every(page)}"
    return await teller.show(query, Reply(text=text, buttons=keyboards.every(page)))


@router.callback_query(Go.filter((F.to == Place.SAVED_LIST) & (F.n == Do.WRITE)))
async def write_to(
    query: CallbackQuery, callback_data: Go, teller: Teller, listing: Listing
) -> Answers:
    found = await listing.open(teller.desk, callback_data.id)
    broadcast_id = await listing.write_to(teller.desk, callback_data.id)
    text = texts.DRAFTED.format(name=escape(found.saved.name))
    buttons = keyboards.drafted(broadcast_id)
    return await teller.show(query, Reply(text=text, buttons=buttons))


@router.callback_query(Go.filter(F.to == Place.SAVED_LIST))
async def open_list(
    query: CallbackQuery, callback_data: Go, teller: Teller, listing: Listing
) -> Answers:
    return await teller.show(query, await guides.opened(listing, teller.desk, callback_data.id))


@router.message(Said(WORDS[Place.TAGS]))
async def hear_tags(message: Message, teller: Teller, tagging: Tagging) -> Answers:
    found = await tagging.all(teller.desk)
    said = Reply(text=texts.tags(found), buttons=keyboards.tags(found))
    return await teller.show(message, said)


@router.callback_query(Go.filter((F.to == Place.TAGS) & (F.n == Tag.PUT)))
async def put_tag(query: CallbackQuery, teller: Teller, tagging: Tagging) -> Answers:
    await tagging.all(teller.desk)
    return await teller.show(query, Reply(text="", guide=guides.TAG))


@router.callback_query(Go.filter((F.to == Place.TAGS) & (F.n >= Tag.FIRST)))
async def one_tag(
    query: CallbackQuery, callback_data: Go, teller: Teller, tagging: Tagging
) -> Answers:
    page, before = keyboards.page_in(callback_data.id), ""
    if callback_data.id and page is None:
        taken = await tagging.take(teller.desk, callback_data.id, callback_data.n)
        before = texts.TAKEN.format(tag=escape(taken)) if taken else ""
    found = await tagging.one(teller.desk, callback_data.n, page or 0)
    if found is None:
        return await _show_tags(query, teller, tagging, before or texts.NO_TAG)
    text = "\n\n".join(filter(None, [before, texts.tag(found)]))
    return await teller.show(query, Reply(text=text, buttons=keyboards.tag(found)))


@router.callback_query(Go.filter(F.to == Place.TAGS))
async def show_tags(query: CallbackQuery, teller: Teller, tagging: Tagging) -> Answers:
    return await _show_tags(query, teller, tagging, "")


async def _show_tags(
    query: CallbackQuery, teller: Teller, tagging: Tagging, before: str
) -> Answers:
    found = await tagging.all(teller.desk)
    text = "\n\n".join(filter(None, [before, texts.tags(found)]))
    return await teller.show(query, Reply(text=text, buttons=keyboards.tags(found)))
