"""The figures by word and by button."""

from aiogram import F
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import Said, private_room
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.review.figures import guides, keyboards, texts
from handlers.review.figures.service import Figuring
from handlers.telling import Answers, Teller

router = private_room("figures")


@router.message(Said(WORDS[Place.FIGURES]))
@router.callback_query(Go.filter((F.to == Place.FIGURES) & (F.n == 0)))
async def look(event: Message | CallbackQuery, teller: Teller, figuring: Figuring) -> Answers:
    groups = await figuring.groups(teller.desk)
    said = Reply(text=texts.top(groups), buttons=keyboards.groups(groups))
    return await teller.show(event, said)


@router.callback_query(Go.filter(F.to == Place.FIGURES))
async def group(
    query: CallbackQuery, callback_data: Go, teller: Teller, figuring: Figuring
) -> Answers:
    groups = await figuring.groups(teller.desk)
    name, found = list(groups.items())[min(callback_data.n, len(groups)) - 1]
    said = Reply(text=texts.group(name, found), buttons=keyboards.listed(found))
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.FIGURE))
async def one(
    query: CallbackQuery, callback_data: Go, teller: Teller, figuring: Figuring
) -> Answers:
    found = await figuring.one(teller.desk, callback_data.id)
    buttons = keyboards.one(found, teller.desk.person)
    return await teller.show(query, Reply(text=texts.one(found), buttons=buttons))


@router.callback_query(Go.filter(F.to == Place.FIND_FIGURE))
async def find(query: CallbackQuery, teller: Teller) -> Answers:
    return await teller.show(query, Reply(text="", guide=guides.FIND))


@router.callback_query(Go.filter(F.to == Place.CHANGE_FIGURE))
async def change(
    query: CallbackQuery, callback_data: Go, teller: Teller, figuring: Figuring
) -> Answers:
    return await _begin(query, callback_data, teller, figuring, guides.CHANGE)


@router.callback_query(Go.filter(F.to == Place.CONFIRM_FIGURE))
async def confirm(
    query: CallbackQuery, callback_data: Go, teller: Teller, figuring: Figuring
) -> Answers:
    return await _begin(query, callback_data, teller, figuring, guides.CONFIRM)


async def _begin(
    query: CallbackQuery, pressed: Go, teller: Teller, figuring: Figuring, guide: str
) -> Answers:
    await figuring.begin(teller.desk, pressed.id)
    facts = {"name": pressed.id}
    return await teller.show(query, Reply(text="", guide=guide, facts=facts))


@router.callback_query(Go.filter(F.to == Place.FORGET_FIGURE))
async def reset(
    query: CallbackQuery, callback_data: Go, teller: Teller, figuring: Figuring
) -> Answers:
    name, sure = callback_data.id, callback_data.n == 1
    found = await figuring.reset(teller.desk, name, sure=sure)
    if not sure:
        asked = Reply(text=texts.sure(found), buttons=keyboards.sure(name))
        return await teller.show(query, asked)
    text = f"{texts.RESET}\n\n{texts.one(found)}"
    buttons = keyboards.one(found, teller.desk.person)
    return await teller.show(query, Reply(text=text, buttons=buttons))
