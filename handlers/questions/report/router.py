"""The report by word, by command and by button."""

from aiogram import F
from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import Said, private_room
from handlers.live import Live
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.questions.report import keyboards, texts
from handlers.questions.report.service import USUAL, QuestionReport
from handlers.rights import Action, may
from handlers.telling import Answers, Teller
from storage.people import Person

router = private_room("question report")


class ByStaff(Filter):
    """Sent by somebody for whom the command means everybody's questions."""

    async def __call__(self, _event: Message, person: Person) -> bool:
        return may(person, Action.ANSWER_QUESTIONS)


@router.message(Command("questions"), ByStaff())
@router.message(Said(WORDS[Place.ASKED_MOST]))
@router.callback_query(Go.filter(F.to == Place.ASKED_MOST))
async def look(
    event: Message | CallbackQuery,
    teller: Teller,
    question_report: QuestionReport,
    live: Live,
    callback_data: Go | None = None,
) -> Answers:
    await live.think()
    days = callback_data.n if callback_data else USUAL
    found = await question_report.report(teller.desk, days)
    return await teller.show(event, Reply(text=texts.page(found), buttons=keyboards.page(found)))


@router.callback_query(Go.filter(F.to == Place.EXPORT_QUESTIONS))
async def export(
    query: CallbackQuery, callback_data: Go, teller: Teller, question_report: QuestionReport
) -> Answers:
    table = await question_report.export(teller.desk, callback_data.n)
    return await teller.show(query, Reply(text=texts.EXPORTED, files=(table,)))
