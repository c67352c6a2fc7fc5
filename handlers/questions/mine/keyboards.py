"""Where one's own questions lead."""

from handlers.callbacks import AskCallback, AskStep, Go
from handlers.desk import Button
from handlers.paging import turning
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.questions.mine.service import Page
from handlers.rating_words import RATINGS
from storage.questions import Question

LONGEST = 20


def page(found: Page) -> tuple[Button, ...]:
    buttons = [
        (f"看答复：{each.text[:LONGEST]}", Go(to=Place.MY_QUESTION, id=each.id))
        for each in found.questions
        if each.reply
    ]
    turns = turning(lambda n: Go(to=Place.MY_QUESTIONS, n=n), found.number, found.pages)
    return (*buttons, *turns)


def one(question: Question) -> tuple[Button, ...]:
    rates = [
        (RATINGS[step], AskCallback(step=step, question=question.id))
        for step in (AskStep.UP, AskStep.DOWN)
    ]
    back: Button = (LABELS[Place.MY_QUESTIONS], Go(to=Place.MY_QUESTIONS))
    return (*rates, back) if question.replied_at else (back,)
