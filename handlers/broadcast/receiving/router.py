"""Presses on announcements, and 已阅 by word."""

from aiogram.types import CallbackQuery, Message

from handlers.announced import READ
from handlers.broadcast.receiving import keyboards, texts
from handlers.broadcast.receiving.service import Pressing
from handlers.callbacks import Announced
from handlers.desk import Reply
from handlers.hearing import Said, private_room
from handlers.telling import Answers, Teller

router = private_room("receiving")


@router.callback_query(Announced.filter())
async def press(
    query: CallbackQuery, callback_data: Announced, teller: Teller, pressing: Pressing
) -> Answers:
    found = await pressing.press(teller.desk, callback_data.id, callback_data.n)
    said = Reply(text=texts.pressed(found), buttons=keyboards.after(found))
    return await teller.show(query, said)


@router.message(Said((READ, "已读")))
async def read(message: Message, teller: Teller, pressing: Pressing) -> Answers:
    broadcast = await pressing.latest(teller.desk)
    return await teller.show(message, Reply(text=texts.latest(broadcast)))
