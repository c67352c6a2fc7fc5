"""What the chat is told when a whole form has been filled in on its page."""

from handlers.callbacks import Go
from handlers.casework.case import Case
from handlers.casework.texts import named
from handlers.letters import Letter
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.replies import numbered


def told_of(case: Case, person_id: str) -> Letter:
    """On every door: the page was opened from one of them."""
    text = f"{named(case)}整张表都填好了，还没有提交。请点下面的按钮，看一遍再提交。"
    button = (LABELS[Place.GO_ON], Go(to=Place.GO_ON, id=case.id))
    return Letter(person_id=person_id, text=text, keyboard=numbered((button,)))
