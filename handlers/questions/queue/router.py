"""The queue by word and by button: look, open, take, let go."""

from aiogram import F
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Go, MenuCallback
from handlers.desk import Reply
from handlers.hearing import Said, private_room
from handlers.menu import MenuItem
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.questions.answering.guides import REPLY
from handlers.questions.queue import keyboards, texts
from handlers.questions.queue.service import QuestionQueue
from handlers.replies import reply
from handlers.telling import Answers, Teller

router = private_room("open questions")
RELEASED = Go.filter((F.to == Place.CLAIM_QUESTION) & (F.n == keyboards.RELEASE))


@router.message(Said(WORDS[Place.QUESTIONS]))
@router.callback_query(Go.filter(F.to == Place.QUESTIONS))
@router.callback_query(MenuCallback.filter(F.item == MenuItem.WAITING))  # of menus sent long ago
async def look(
    event: Message | CallbackQuery,
    teller: Teller,
    question_queue: QuestionQueue,
    callback_data: Go | MenuCallback | None = None,
) -> Answers:
    asked = callback_data if isinstance(callback_data, Go) else Go(to=Place.QUESTIONS)
    missed = asked.id == keyboards.MISSED
    found = await question_queue.page(teller.desk, asked.n, missed=missed)
    text, buttons = texts.page(found, teller.desk.now), keyboards.page(found)
    if not buttons:  # what was offered before stays open
        return [reply(event, text)]
    return await teller.show(event, Reply(text=text, buttons=buttons))


@router.callback_query(Go.filter(F.to == Place.QUESTION))
async def one(
    query: CallbackQuery, callback_data: Go, teller: Teller, question_queue: QuestionQueue
) -> Answers:
    found = await question_queue.one(teller.desk, callback_data.id)
    text = texts.one(found, teller.desk.now)
    return await teller.show(query, Reply(text=text, buttons=keyboards.one(found)))


@router.callback_query(RELEASED)
async def release(
    query: CallbackQuery, callback_data: Go, teller: Teller, question_queue: QuestionQueue
) -> Answers:
    await question_queue.release(teller.desk, callback_data.id)
    return await teller.show(query, Reply(text=texts.RELEASED, buttons=(keyboards.BACK,)))


@router.callback_query(Go.filter(F.to.in_({Place.CLAIM_QUESTION, Place.REPLY_QUESTION})))
async def answer(
    query: CallbackQuery, callback_data: Go, teller: Teller, question_queue: QuestionQueue
) -> Answers:
    """Taking it leads to the first question of the reply at once."""
    group = await question_queue.claim(teller.desk, callback_data.id)
    facts = {"ids": list(group.ids), "question": group.head.text}
    return await teller.show(query, Reply(text="", guide=REPLY, facts=facts))
