"""The queue, by command, by word, by button; filtered by button and by typing."""

import re

from aiogram import F
from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery, Message

from forms.specification import Catalogue
from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import Matches, Said, private_room
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.review.queue import keyboards, picking, texts
from handlers.review.queue.picking import Pick
from handlers.review.queue.service import Queueing
from handlers.review.scope import is_reviewer
from handlers.telling import Answers, Teller
from storage.people import Person

router = private_room("review queue")
FINDING = r"\s*(?:审核|待办)[\s：:]+(\S[^?？]{0,60})"
BY = {f"{keyboards.SORT}.{by}": by for by in texts.SORTS}


class Reviewer(Filter):
    """Whoever reviews something: from others the same words are a question."""

    async def __call__(self, _message: Message, person: Person) -> bool:
        return is_reviewer(person)


async def _shown(
    event: Message | CallbackQuery, teller: Teller, queueing: Queueing, pick: Pick, number: int
) -> Answers:
    found = await queueing.page(teller.desk, pick, number)
    text = texts.queue(found, queueing.catalogue, teller.desk.now.date())
    buttons = keyboards.queue(found, queueing.catalogue)
    return await teller.show(event, Reply(text=text, buttons=buttons))


@router.callback_query(Go.filter((F.to == Place.QUEUE) & F.id.in_(BY)))
async def sort(
    query: CallbackQuery,
    callback_data: Go,
    teller: Teller,
    queueing: Queueing,
    catalogue: Catalogue,
) -> Answers:
    by = BY[callback_data.id]
    counts = await queueing.sorts(teller.desk, by)
    buttons = keyboards.sorts(counts, by, catalogue)
    return await teller.show(query, Reply(text=texts.sorts(counts, by), buttons=buttons))


@router.message(Command("review"))
@router.message(Said(WORDS[Place.QUEUE]))
@router.callback_query(Go.filter(F.to == Place.QUEUE))
async def show(
    event: Message | CallbackQuery,
    teller: Teller,
    queueing: Queueing,
    callback_data: Go | None = None,
) -> Answers:
    wanted = callback_data or Go(to=Place.QUEUE)
    return await _shown(event, teller, queueing, Pick.parse(wanted.id), wanted.n)


@router.message(Matches(FINDING), Reviewer())
async def find(
    message: Message, teller: Teller, queueing: Queueing, asked: re.Match[str]
) -> Answers:
    """「审核 年会」: a number, a society or a word of the title."""
    return await _shown(message, teller, queueing, picking.words(asked[1]), 0)
