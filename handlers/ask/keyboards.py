"""What may follow an answer: four lines at most, so that a phone shows the answer too."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardMarkup

from handlers.ask.service import Asked
from handlers.callbacks import AskCallback, AskStep
from handlers.rating_words import RATINGS
from handlers.replies import in_lines
from knowledge.notice import Tier

LABELS = {
    AskStep.OPEN: "看原文上下文",
    AskStep.RELATED: "相关规定",
    AskStep.STAFF: "请工作人员回答",
    AskStep.UP: RATINGS["up"],
    AskStep.DOWN: RATINGS["down"],
}
FOUND = (AskStep.OPEN, AskStep.RELATED)
STAFF = (AskStep.STAFF,)
RATED = (AskStep.UP, AskStep.DOWN)


def next_steps(asked: Asked) -> InlineKeyboardMarkup:
    if asked.answer.tier is Tier.NOT_FOUND:
        return _keyboard([STAFF, RATED], asked.question_id)
    return _keyboard([FOUND, STAFF, RATED], asked.question_id)


def only_staff(question_id: str) -> InlineKeyboardMarkup:
    return _keyboard([STAFF], question_id)


def _keyboard(lines: Sequence[Sequence[AskStep]], question_id: str) -> InlineKeyboardMarkup:
    return in_lines(
        [(LABELS[step], AskCallback(step=step, question=question_id)) for step in line]
        for line in lines
    )
