"""Progress, as a new message or in the place of the old one."""

from aiogram import F
from aiogram.types import CallbackQuery

from handlers.broadcast.watching import keyboards, texts
from handlers.broadcast.watching.service import Watching
from handlers.callbacks import Go
from handlers.hearing import private_room
from handlers.places import Place
from handlers.replies import edited, pressed_on, reply
from handlers.telling import Answers, Teller

router = private_room("watching")


@router.callback_query(Go.filter(F.to == Place.PROGRESS))
async def look(
    query: CallbackQuery, callback_data: Go, teller: Teller, watching: Watching
) -> Answers:
    found = await watching.progress(teller.desk, callback_data.id)
    text, page = texts.progress(found), watching.page(callback_data.id)
    keyboard = keyboards.keyboard(found, page, teller.desk.door)
    shown = pressed_on(query)
    if callback_data.n != keyboards.HERE or shown is None:
        return [reply(query, text, keyboard)]
    return [edited(query, shown, text, keyboard)]
