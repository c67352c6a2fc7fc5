"""Closing a question; answering one is a guided conversation."""

from aiogram import F
from aiogram.types import CallbackQuery

from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import private_room
from handlers.places import Place
from handlers.questions.answering import keyboards, texts
from handlers.questions.answering.closing import CLOSINGS
from handlers.questions.answering.service import QuestionAnswering
from handlers.questions.queue.keyboards import BACK
from handlers.telling import Answers, Teller

router = private_room("answering questions")
CLOSE = F.to == Place.CLOSE_QUESTION


@router.callback_query(Go.filter(CLOSE & (F.n >= 1) & (F.n <= len(CLOSINGS))))
async def close(
    query: CallbackQuery,
    callback_data: Go,
    teller: Teller,
    question_answering: QuestionAnswering,
) -> Answers:
    why = CLOSINGS[callback_data.n - 1]
    done = await question_answering.close(teller.desk, callback_data.id, why)
    text = texts.closed(len(done.letters))
    said = Reply(text=text, buttons=(BACK,), letters=done.letters)
    return await teller.show(query, said)


@router.callback_query(Go.filter(CLOSE))
async def ask_why(
    query: CallbackQuery, callback_data: Go, teller: Teller, question_answering: QuestionAnswering
) -> Answers:
    await question_answering.queue.group(teller.desk, callback_data.id)
    buttons = keyboards.closings(callback_data.id)
    return await teller.show(query, Reply(text=texts.ASK_CLOSING, buttons=buttons))
