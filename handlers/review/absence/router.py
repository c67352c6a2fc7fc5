"""Going away and coming back."""

from aiogram import F
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Go
from handlers.hearing import Said, private_room
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.review.absence.service import Absent
from handlers.telling import Answers, Teller

router = private_room("review absence")


@router.message(Said(WORDS[Place.ABSENCE]))
@router.callback_query(Go.filter(F.to == Place.ABSENCE))
async def look(event: Message | CallbackQuery, teller: Teller, absent: Absent) -> Answers:
    return await teller.show(event, await absent.look(teller.desk))


@router.callback_query(Go.filter(F.to == Place.SET_ABSENCE))
async def begin(query: CallbackQuery, teller: Teller, absent: Absent) -> Answers:
    return await teller.show(query, await absent.begin(teller.desk))


@router.callback_query(Go.filter(F.to == Place.END_ABSENCE))
async def end(query: CallbackQuery, teller: Teller, absent: Absent) -> Answers:
    return await teller.show(query, await absent.end(teller.desk))
