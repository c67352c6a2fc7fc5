"""Taking in hand and handing on."""

from aiogram import F
from aiogram.types import CallbackQuery

from handlers.callbacks import Go
from handlers.hearing import private_room
from handlers.places import Place
from handlers.review.hands.service import Handing
from handlers.telling import Answers, Teller

router = private_room("review hands")


@router.callback_query(Go.filter(F.to == Place.CLAIM))
async def claim(
    query: CallbackQuery, callback_data: Go, teller: Teller, handing: Handing
) -> Answers:
    return await teller.show(query, await handing.claim(teller.desk, callback_data.id))


@router.callback_query(Go.filter(F.to == Place.HAND_OVER))
async def hand_over(
    query: CallbackQuery, callback_data: Go, teller: Teller, handing: Handing
) -> Answers:
    return await teller.show(query, await handing.begin(teller.desk, callback_data.id))
