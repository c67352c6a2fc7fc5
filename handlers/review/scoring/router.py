"""Scoring by word and by button: an expert's list and cards, staff's experts of a filing."""

from aiogram import F
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import Said, private_room
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.review.scoring import guides, keyboards, texts
from handlers.review.scoring.assigning import Assigning
from handlers.review.scoring.service import Scoring
from handlers.telling import Answers, Teller

router = private_room("scoring")


@router.message(Said(WORDS[Place.TO_SCORE]))
async def look(message: Message, teller: Teller, scoring: Scoring) -> Answers:
    return await teller.show(message, await _waiting(teller, scoring, 0))


@router.callback_query(Go.filter(F.to == Place.TO_SCORE))
async def turn(
    query: CallbackQuery, callback_data: Go, teller: Teller, scoring: Scoring
) -> Answers:
    return await teller.show(query, await _waiting(teller, scoring, callback_data.n))


async def _waiting(teller: Teller, scoring: Scoring, number: int) -> Reply:
    found = await scoring.waiting(teller.desk)
    return Reply(text=texts.waiting(found), buttons=keyboards.waiting(found, number))


@router.callback_query(Go.filter(F.to == Place.CANDIDATE))
async def card(
    query: CallbackQuery, callback_data: Go, teller: Teller, scoring: Scoring
) -> Answers:
    found = await scoring.card(teller.desk, callback_data.id)
    count = len(texts.pages(found))
    number = min(callback_data.n, count - 1)
    said = Reply(text=texts.card(found, number), buttons=keyboards.card(found, number, count))
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.SCORE))
async def score(query: CallbackQuery, callback_data: Go, teller: Teller) -> Answers:
    facts = {"filing": callback_data.id}
    return await teller.show(query, Reply(text="", guide=guides.SCORE, facts=facts))


@router.callback_query(Go.filter(F.to == Place.RECUSE))
async def step_aside(query: CallbackQuery, callback_data: Go, teller: Teller) -> Answers:
    facts = {"filing": callback_data.id}
    return await teller.show(query, Reply(text="", guide=guides.RECUSE, facts=facts))


@router.callback_query(Go.filter(F.to == Place.EXPERTS))
async def experts(
    query: CallbackQuery, callback_data: Go, teller: Teller, assigning: Assigning
) -> Answers:
    found = await assigning.look(teller.desk, callback_data.id)
    return await teller.show(query, Reply(text=texts.asked(found), buttons=keyboards.asked(found)))


@router.callback_query(Go.filter(F.to == Place.ASK_EXPERT))
async def ask(
    query: CallbackQuery, callback_data: Go, teller: Teller, assigning: Assigning
) -> Answers:
    await assigning.look(teller.desk, callback_data.id)
    facts = {"filing": callback_data.id}
    return await teller.show(query, Reply(text="", guide=guides.ASK, facts=facts))


@router.callback_query(Go.filter(F.to == Place.SPREAD))
async def spread(
    query: CallbackQuery, callback_data: Go, teller: Teller, assigning: Assigning
) -> Answers:
    await assigning.begin(teller.desk, callback_data.id)
    facts = {"form": callback_data.id}
    return await teller.show(query, Reply(text="", guide=guides.SPREAD, facts=facts))
