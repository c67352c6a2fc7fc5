"""The moves on a card."""

from aiogram import F
from aiogram.types import CallbackQuery

from handlers.callbacks import Go
from handlers.hearing import private_room
from handlers.places import Place
from handlers.review.moves.service import Judging
from handlers.telling import Answers, Teller

router = private_room("review moves")


@router.callback_query(Go.filter(F.to == Place.MOVE))
async def move(
    query: CallbackQuery, callback_data: Go, teller: Teller, judging: Judging
) -> Answers:
    said = await judging.begin(teller.desk, callback_data.id, callback_data.n)
    return await teller.show(query, said)
