"""What may follow an answer."""

from aiogram.types import InlineKeyboardMarkup

from handlers.ask.service import Asked
from handlers.callbacks import AskCallback, AskStep
from handlers.replies import numbered
from knowledge.notice import Tier

LABELS = {
    AskStep.OPEN: "看原文上下文",
    AskStep.RELATED: "相关规定",
    AskStep.STAFF: "请工作人员回答",
}


def next_steps(asked: Asked) -> InlineKeyboardMarkup:
    steps = list(LABELS)
    if asked.answer.tier is Tier.NOT_FOUND:
        steps = [AskStep.STAFF]
    return _keyboard(steps, asked.question_id)


def only_staff(question_id: str) -> InlineKeyboardMarkup:
    return _keyboard([AskStep.STAFF], question_id)


def _keyboard(steps: list[AskStep], question_id: str) -> InlineKeyboardMarkup:
    return numbered((LABELS[step], AskCallback(step=step, question=question_id)) for step in steps)
