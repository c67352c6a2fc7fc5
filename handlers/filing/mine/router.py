"""One's drafts and filings, by button, by word, by number."""

import re

from aiogram import F
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Go
from handlers.filing.mine.drafts import Drafts
from handlers.filing.mine.service import Following
from handlers.filing.mine.withdrawing import Withdrawing
from handlers.hearing import Matches, Said, private_room
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.telling import Answers, Teller

router = private_room("mine")
NUMBER = r"\s*(?i:(hx-\d{4}-\d{6}))\s*[。.]?\s*"


@router.message(Command("drafts"))
@router.message(Said(WORDS[Place.DRAFTS]))
async def hear_drafts(message: Message, teller: Teller, drafts: Drafts) -> Answers:
    await teller.leave()
    return await teller.show(message, await drafts.page(teller.desk, 0))


@router.callback_query(Go.filter(F.to == Place.DRAFTS))
async def turn_drafts(
    query: CallbackQuery, callback_data: Go, teller: Teller, drafts: Drafts
) -> Answers:
    return await teller.show(query, await drafts.page(teller.desk, callback_data.n))


@router.callback_query(Go.filter((F.to == Place.DISCARD) & (F.id == "")))
async def which_to_discard(
    query: CallbackQuery, callback_data: Go, teller: Teller, drafts: Drafts
) -> Answers:
    return await teller.show(query, await drafts.which_to_discard(teller.desk, callback_data.n))


@router.callback_query(Go.filter(F.to == Place.DISCARD))
async def ask_to_discard(
    query: CallbackQuery, callback_data: Go, teller: Teller, drafts: Drafts
) -> Answers:
    return await teller.show(query, await drafts.ask_to_discard(teller.desk, callback_data.id))


@router.callback_query(Go.filter(F.to == Place.DISCARD_NOW))
async def discard(
    query: CallbackQuery, callback_data: Go, teller: Teller, drafts: Drafts
) -> Answers:
    return await teller.show(query, await drafts.discard(teller.desk, callback_data.id))


@router.message(Command("filings"))
@router.message(Said(WORDS[Place.FILINGS]))
async def hear_filings(message: Message, teller: Teller, following: Following) -> Answers:
    await teller.leave()
    return await teller.show(message, await following.list(teller.desk, 0))


@router.callback_query(Go.filter(F.to == Place.FILINGS))
async def turn_filings(
    query: CallbackQuery, callback_data: Go, teller: Teller, following: Following
) -> Answers:
    return await teller.show(query, await following.list(teller.desk, callback_data.n))


@router.message(Matches(NUMBER))
async def hear_number(
    message: Message, asked: re.Match[str], teller: Teller, following: Following
) -> Answers:
    return await teller.show(message, await following.by_number(teller.desk, asked[1]))


@router.callback_query(Go.filter(F.to == Place.FILING))
async def open_filing(
    query: CallbackQuery, callback_data: Go, teller: Teller, following: Following
) -> Answers:
    return await teller.show(query, await following.open(teller.desk, callback_data.id))


@router.callback_query(Go.filter(F.to == Place.HISTORY))
async def show_history(
    query: CallbackQuery, callback_data: Go, teller: Teller, following: Following
) -> Answers:
    shown = await following.history(teller.desk, callback_data.id, callback_data.n)
    return await teller.show(query, shown)


@router.callback_query(Go.filter(F.to == Place.FILED))
async def show_answers(
    query: CallbackQuery, callback_data: Go, teller: Teller, following: Following
) -> Answers:
    shown = await following.answers(teller.desk, callback_data.id, callback_data.n)
    return await teller.show(query, shown)


@router.callback_query(Go.filter(F.to == Place.WITHDRAW))
async def withdraw(
    query: CallbackQuery, callback_data: Go, teller: Teller, withdrawing: Withdrawing
) -> Answers:
    return await teller.show(query, await withdrawing.begin(teller.desk, callback_data.id))
