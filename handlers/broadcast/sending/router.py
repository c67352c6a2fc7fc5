"""Looking at an announcement, timing it, steering it."""

from aiogram import F
from aiogram.types import CallbackQuery

from handlers.announced import messages
from handlers.broadcast import conversations
from handlers.broadcast.sending import keyboards, texts
from handlers.broadcast.sending.service import Steering
from handlers.broadcast.writing import keyboards as writing_keyboards
from handlers.broadcast.writing.service import Writing
from handlers.broadcast.writing.talk import page
from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import private_room
from handlers.places import Place
from handlers.replies import chat_of, reply
from handlers.telling import Answers, Teller

router = private_room("steering announcements")


@router.callback_query(Go.filter(F.to == Place.PREVIEW))
async def look(
    query: CallbackQuery, callback_data: Go, teller: Teller, steering: Steering
) -> Answers:
    cast = await steering.look(teller.desk, callback_data.id)
    below = Reply(text=texts.looked(cast.content), buttons=writing_keyboards.looked(cast))
    return [
        reply(query, texts.LOOK),
        *messages(cast.content, cast.id, chat_of(query)),
        *await teller.show(query, below),
    ]


@router.callback_query(Go.filter(F.to == Place.TEST_SEND))
async def try_out(
    query: CallbackQuery, callback_data: Go, teller: Teller, steering: Steering
) -> Answers:
    doors = await steering.try_out(teller.desk, callback_data.id)
    buttons = (writing_keyboards.back(callback_data.id),)
    return await teller.show(query, Reply(text=texts.tried(doors), buttons=buttons))


@router.callback_query(Go.filter(F.to == Place.SCHEDULE))
async def schedule(
    query: CallbackQuery, callback_data: Go, teller: Teller, steering: Steering
) -> Answers:
    await steering.begin_time(teller.desk, callback_data.id)
    until = callback_data.n == writing_keyboards.Time.EXPIRE
    guide = conversations.UNTIL if until else conversations.WHEN
    return await teller.show(query, Reply(text="", guide=guide, facts={"id": callback_data.id}))


@router.callback_query(Go.filter(F.to == Place.PAUSE))
async def pause(
    query: CallbackQuery, callback_data: Go, teller: Teller, steering: Steering, writing: Writing
) -> Answers:
    await steering.pause(teller.desk, callback_data.id)
    said = await page(writing, teller.desk, callback_data.id, texts.PAUSED)
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.RESUME))
async def resume(
    query: CallbackQuery, callback_data: Go, teller: Teller, steering: Steering, writing: Writing
) -> Answers:
    await steering.resume(teller.desk, callback_data.id)
    said = await page(writing, teller.desk, callback_data.id, texts.RESUMED)
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.STOP_BROADCAST))
async def stop(
    query: CallbackQuery, callback_data: Go, teller: Teller, steering: Steering, writing: Writing
) -> Answers:
    sure = callback_data.n == 1
    cast = await steering.stop(teller.desk, callback_data.id, sure=sure)
    if sure:
        said = await page(writing, teller.desk, cast.id, texts.STOPPED)
    else:
        said = Reply(text=texts.stop(cast), buttons=keyboards.sure_to_stop(cast))
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.WITHDRAW_BROADCAST))
async def withdraw(
    query: CallbackQuery, callback_data: Go, teller: Teller, steering: Steering, writing: Writing
) -> Answers:
    sure = callback_data.n == 1
    cast = await steering.withdraw(teller.desk, callback_data.id, sure=sure)
    if sure:
        said = await page(writing, teller.desk, cast.id, texts.WITHDRAWN)
    else:
        said = Reply(text=texts.withdraw(cast), buttons=keyboards.sure_to_withdraw(cast))
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.CORRECT_BROADCAST))
async def correct(
    query: CallbackQuery, callback_data: Go, teller: Teller, steering: Steering
) -> Answers:
    await steering.begin_mending(teller.desk, callback_data.id)
    facts = {"id": callback_data.id}
    return await teller.show(query, Reply(text="", guide=conversations.MEND, facts=facts))
