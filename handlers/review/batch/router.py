"""Several at once, step by step."""

from aiogram import F
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import Said, private_room
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.review.batch import keyboards, texts
from handlers.review.batch.keyboards import ALL, CONFIRM, DO, STAMPED, TURN
from handlers.review.batch.service import Batching, Sheet
from handlers.telling import Answers, Teller

router = private_room("review batch")
LOST = Reply(text=texts.LOST, buttons=(keyboards.AGAIN, keyboards.TO_QUEUE))
EMPTY = Reply(text=texts.NOTHING_TICKED, buttons=(keyboards.AGAIN, keyboards.TO_QUEUE))


def _sheet(batching: Batching, found: Sheet | None) -> Reply:
    if found is None:
        return LOST
    text = texts.sheet(found, batching.catalogue)
    return Reply(text=text, buttons=keyboards.sheet(found, batching.catalogue))


@router.callback_query(Go.filter((F.to == Place.BATCH) & (F.n % STAMPED == DO)))
async def carry_out(
    query: CallbackQuery, callback_data: Go, teller: Teller, batching: Batching
) -> Answers:
    done = await batching.carry_out(teller.desk, callback_data.n // STAMPED)
    if done is None:
        return await teller.show(query, LOST)
    found, results, letters = done
    text = texts.done(found, results, batching.catalogue)
    buttons = (keyboards.AGAIN, keyboards.TO_QUEUE)
    return await teller.show(query, Reply(text=text, buttons=buttons, letters=tuple(letters)))


@router.callback_query(Go.filter((F.to == Place.BATCH) & (F.n == CONFIRM)))
async def confirm(query: CallbackQuery, teller: Teller, batching: Batching) -> Answers:
    found = await batching.sheet(teller.desk)
    if found is None or not found.ticked:
        return await teller.show(query, EMPTY if found else LOST)
    text = texts.confirm(found, batching.catalogue)
    return await teller.show(query, Reply(text=text, buttons=keyboards.confirm(found)))


@router.callback_query(Go.filter((F.to == Place.BATCH) & F.n.in_({TURN, ALL})))
async def tick(
    query: CallbackQuery, callback_data: Go, teller: Teller, batching: Batching
) -> Answers:
    found = await batching.tick(teller.desk, callback_data.id)
    return await teller.show(query, _sheet(batching, found))


@router.message(Said(WORDS[Place.BATCH]))
@router.callback_query(Go.filter((F.to == Place.BATCH) & (F.id == "")))
async def offer(event: Message | CallbackQuery, teller: Teller, batching: Batching) -> Answers:
    found = await batching.offers(teller.desk)
    text = texts.WHICH if found else texts.NONE
    return await teller.show(event, Reply(text=text, buttons=keyboards.offers(found)))


@router.callback_query(Go.filter(F.to == Place.BATCH))
async def open_list(
    query: CallbackQuery, callback_data: Go, teller: Teller, batching: Batching
) -> Answers:
    found = await batching.open(teller.desk, callback_data.id)
    return await teller.show(query, _sheet(batching, found))
