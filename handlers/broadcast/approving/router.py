"""Asking for approval, and giving it."""

from aiogram import F
from aiogram.types import CallbackQuery

from handlers.broadcast import conversations
from handlers.broadcast.approving.service import Approving
from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import private_room
from handlers.places import Place
from handlers.telling import Answers, Teller

router = private_room("approving announcements")


@router.callback_query(Go.filter(F.to == Place.ASK_APPROVAL))
async def ask(
    query: CallbackQuery, callback_data: Go, teller: Teller, approving: Approving
) -> Answers:
    said = await approving.ask(teller.desk, callback_data.id, callback_data.n)
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.APPROVE))
async def approve(
    query: CallbackQuery, callback_data: Go, teller: Teller, approving: Approving
) -> Answers:
    said = await approving.approve(teller.desk, callback_data.id, callback_data.n)
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.DISAPPROVE))
async def refuse(
    query: CallbackQuery, callback_data: Go, teller: Teller, approving: Approving
) -> Answers:
    await approving.begin_refusal(teller.desk, callback_data.id, callback_data.n)
    facts = {"id": callback_data.id, "n": callback_data.n}
    return await teller.show(query, Reply(text="", guide=conversations.REFUSE, facts=facts))
