"""Why a question is closed."""

from handlers.callbacks import Go
from handlers.desk import Button
from handlers.places import Place
from handlers.questions.answering.closing import CLOSINGS


def closings(question_id: str) -> tuple[Button, ...]:
    reasons = tuple(
        (each.label, Go(to=Place.CLOSE_QUESTION, id=question_id, n=number))
        for number, each in enumerate(CLOSINGS, 1)
    )
    return (*reasons, ("先不关闭", Go(to=Place.QUESTION, id=question_id)))
