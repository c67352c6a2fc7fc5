"""我问过的问题, by word, command and button."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Go, MenuCallback
from handlers.desk import Reply
from handlers.hearing import Said
from handlers.menu import MenuItem
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.questions.mine import keyboards, texts
from handlers.questions.mine.service import OwnQuestions
from handlers.replies import reply
from handlers.telling import Answers, Teller

router = Router(name="own questions")


@router.message(Command("questions"))
@router.message(Said(WORDS[Place.MY_QUESTIONS]))
@router.callback_query(MenuCallback.filter(F.item == MenuItem.MINE))  # of menus sent long ago
@router.callback_query(Go.filter(F.to == Place.MY_QUESTIONS))
async def look(
    event: Message | CallbackQuery,
    teller: Teller,
    own_questions: OwnQuestions,
    callback_data: Go | MenuCallback | None = None,
) -> Answers:
    asked = callback_data if isinstance(callback_data, Go) else Go(to=Place.MY_QUESTIONS)
    found = await own_questions.page(teller.desk, asked.n)
    text, buttons = texts.page(found), keyboards.page(found)
    if not buttons:  # what was offered before stays open
        return [reply(event, text)]
    return await teller.show(event, Reply(text=text, buttons=buttons))


@router.callback_query(Go.filter(F.to == Place.MY_QUESTION))
async def one(
    query: CallbackQuery, callback_data: Go, teller: Teller, own_questions: OwnQuestions
) -> Answers:
    found = await own_questions.one(teller.desk, callback_data.id)
    return await teller.show(query, Reply(text=texts.one(found), buttons=keyboards.one(found)))
