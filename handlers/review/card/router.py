"""A filing's card, and everything that is read from it."""

from aiogram import F
from aiogram.types import CallbackQuery

from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import private_room
from handlers.places import Place
from handlers.review.card import keyboards, texts
from handlers.review.card.answers import Answers as Filled
from handlers.review.card.papers import Papers
from handlers.review.card.service import Reviewing
from handlers.telling import Answers, Teller

router = private_room("review card")


@router.callback_query(Go.filter(F.to == Place.REVIEW))
async def show(
    query: CallbackQuery, callback_data: Go, teller: Teller, reviewing: Reviewing
) -> Answers:
    found = await reviewing.look(teller.desk, callback_data.id)
    text = texts.card(found, teller.desk.now.date())
    buttons = keyboards.card(found, teller.desk.person.id)
    return await teller.show(query, Reply(text=text, buttons=buttons))


@router.callback_query(Go.filter(F.to == Place.PAST))
async def show_past(
    query: CallbackQuery, callback_data: Go, teller: Teller, reviewing: Reviewing
) -> Answers:
    found = await reviewing.look(teller.desk, callback_data.id)
    buttons = (keyboards.back(callback_data.id),)
    return await teller.show(query, Reply(text=texts.past(found), buttons=buttons))


@router.callback_query(Go.filter(F.to == Place.ANSWERS))
async def show_answers(
    query: CallbackQuery, callback_data: Go, teller: Teller, filled: Filled
) -> Answers:
    said = await filled.page(teller.desk, callback_data.id, callback_data.n)
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.NUMBERS))
async def show_numbers(
    query: CallbackQuery, callback_data: Go, teller: Teller, filled: Filled
) -> Answers:
    return await teller.show(query, await filled.numbers(teller.desk, callback_data.id))


@router.callback_query(Go.filter(F.to == Place.PAPERS))
async def list_papers(
    query: CallbackQuery, callback_data: Go, teller: Teller, papers: Papers
) -> Answers:
    case, found = await papers.all(teller.desk, callback_data.id)
    text = texts.papers(case, found)
    return await teller.show(query, Reply(text=text, buttons=keyboards.papers(case, found)))


@router.callback_query(Go.filter(F.to == Place.PAPER))
async def open_paper(
    query: CallbackQuery, callback_data: Go, teller: Teller, papers: Papers
) -> Answers:
    file = await papers.open(teller.desk, callback_data.id)
    return await teller.show(query, Reply(text="", files=(file,)))
