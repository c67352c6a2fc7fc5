"""转发通知: which one, and its draft."""

from aiogram import F
from aiogram.types import CallbackQuery, Message

from handlers.broadcast.forwarding import keyboards, texts
from handlers.broadcast.forwarding.service import Forwarding
from handlers.broadcast.writing.service import Writing
from handlers.broadcast.writing.talk import page
from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import Said, private_room
from handlers.live import Live
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.telling import Answers, Teller

router = private_room("forwarding notices")


@router.message(Said(WORDS[Place.FORWARD_NOTICE]))
@router.callback_query(Go.filter((F.to == Place.FORWARD_NOTICE) & (F.id == "")))
async def choose(
    event: Message | CallbackQuery,
    teller: Teller,
    forwarding: Forwarding,
    callback_data: Go | None = None,
) -> Answers:
    asked = callback_data.n if callback_data else 0
    found, number, pages = forwarding.notices(teller.desk, asked)
    buttons = keyboards.notices(found, number, pages)
    return await teller.show(event, Reply(text=texts.notices(found), buttons=buttons))


@router.callback_query(Go.filter(F.to == Place.FORWARD_NOTICE))
async def forward(
    query: CallbackQuery,
    callback_data: Go,
    teller: Teller,
    forwarding: Forwarding,
    writing: Writing,
    live: Live,
) -> Answers:
    writing.begin(teller.desk)
    await live.think()
    told = await forwarding.told(teller.desk, callback_data.id)
    identity = await forwarding.forward(teller.desk, callback_data.id)
    return await teller.show(query, await page(writing, teller.desk, identity, told))
