"""👍 and 👎 below an answer, and below what staff replied."""

from aiogram import F, Router
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery

from handlers.ask.rating import guides, keyboards, texts
from handlers.ask.rating.service import RatingAnswers
from handlers.callbacks import AskCallback, AskStep
from handlers.desk import Reply
from handlers.hearing import InPrivate
from handlers.rating_words import REASONS
from handlers.replies import reply
from handlers.telling import Answers, Teller
from storage.questions import Rating

router = Router(name="rating")


@router.callback_query(AskCallback.filter(F.step == AskStep.UP))
async def praise(
    query: CallbackQuery, callback_data: AskCallback, teller: Teller, rating: RatingAnswers
) -> SendMessage:
    await rating.rate(teller.desk, callback_data.question, Rating.UP)
    return reply(query, texts.THANKS)


@router.callback_query(AskCallback.filter(F.step == AskStep.DOWN))
async def complain(
    query: CallbackQuery, callback_data: AskCallback, teller: Teller, rating: RatingAnswers
) -> SendMessage:
    await rating.rate(teller.desk, callback_data.question, Rating.DOWN)
    return reply(query, texts.WHY, keyboards.why(callback_data.question))


@router.callback_query(AskCallback.filter(F.step.in_({AskStep(each) for each in REASONS})))
async def explain(
    query: CallbackQuery, callback_data: AskCallback, teller: Teller, rating: RatingAnswers
) -> SendMessage:
    counts = await rating.explain(teller.desk, callback_data.question, callback_data.step)
    return reply(query, texts.NOTED if counts else texts.CHANGED)


@router.callback_query(AskCallback.filter(F.step == AskStep.OTHER), InPrivate())
async def ask_why(
    query: CallbackQuery, callback_data: AskCallback, teller: Teller, rating: RatingAnswers
) -> Answers:
    await rating.check(teller.desk, callback_data.question)
    facts = {"question": callback_data.question}
    return await teller.show(query, Reply(text="", guide=guides.WHY, facts=facts))


@router.callback_query(AskCallback.filter(F.step == AskStep.UNSAID))
async def leave_it(query: CallbackQuery) -> SendMessage:
    return reply(query, texts.LEFT_AT_THAT)
