"""Why an answer was not good."""

from aiogram.types import InlineKeyboardMarkup

from handlers.callbacks import AskCallback, AskStep
from handlers.rating_words import OTHER, REASONS, UNSAID
from handlers.replies import in_lines

LABELS = {AskStep(step): label for step, label in REASONS.items()}
LABELS |= {AskStep.OTHER: OTHER, AskStep.UNSAID: UNSAID}
LINES = (
    (AskStep.BESIDE, AskStep.OUTDATED, AskStep.PARTLY),
    (AskStep.OTHER, AskStep.UNSAID),
)


def why(question_id: str) -> InlineKeyboardMarkup:
    return in_lines(
        [(LABELS[step], AskCallback(step=step, question=question_id)) for step in line]
        for line in LINES
    )
