"""What those who wait are sent; everything from people is escaped."""

from collections.abc import Iterable
from datetime import datetime
from html import escape

from handlers.callbacks import AskCallback, AskStep
from handlers.days import day
from handlers.letters import Letter
from handlers.questions.words import BY, quoted
from handlers.rating_words import RATINGS
from handlers.replies import in_lines
from storage.questions import Question

ANSWERED = "<b>您的问题有答复了</b>\n您问：{question}\n\n{reply}\n\n——{by}，{day}\n{foot}"
FOOT = "还有问题请直接打字问。这个答复有没有用，请点一下："
CLOSED = "您问：{question}\n\n{by}看过了：{why}\n还有问题请直接打字问。"


def text(question: str, reply: str, at: datetime) -> str:
    return ANSWERED.format(
        question=quoted(question), reply=escape(reply), by=BY, day=day(at), foot=FOOT
    )


def answered(done: Iterable[Question], reply: str, at: datetime) -> tuple[Letter, ...]:
    """One for each person who waited, in their own words, with what they may say to it."""
    return tuple(
        Letter(
            person_id=each.person_id,
            text=text(each.text, reply, at),
            keyboard=in_lines(
                [
                    [
                        (RATINGS[step], AskCallback(step=step, question=each.id))
                        for step in (AskStep.UP, AskStep.DOWN)
                    ]
                ]
            ),
        )
        for each in _first_of_each(done)
    )


def closed(done: Iterable[Question], why: str) -> tuple[Letter, ...]:
    return tuple(
        Letter(
            person_id=each.person_id,
            text=CLOSED.format(question=quoted(each.text), by=BY, why=escape(why)),
        )
        for each in _first_of_each(done)
    )


def _first_of_each(done: Iterable[Question]) -> list[Question]:
    waited = sorted((each for each in done if each.opened_at), key=lambda each: each.asked_at)
    return list({each.person_id: each for each in reversed(waited)}.values())
