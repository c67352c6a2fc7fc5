"""One letter for a whole list to each of those who have the next step."""

from collections.abc import Mapping
from html import escape

from forms.specification import FormSpec
from handlers.callbacks import Go
from handlers.letters import Letter
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.replies import numbered

LATER = "「{form}」有{many}件现在是「{state}」，等您办理。"


def later(form: FormSpec, waiting: Mapping[tuple[str, str], int]) -> list[Letter]:
    """`waiting`: how many, by person and by the label of the state."""
    keyboard = numbered(((LABELS[Place.RANKING], Go(to=Place.RANKING, id=form.id)),))
    return [
        Letter(
            person_id=person_id,
            text=LATER.format(form=escape(form.title), many=many, state=escape(state)),
            keyboard=keyboard,
        )
        for (person_id, state), many in waiting.items()
    ]
