"""The ranking and the list on public notice, by word and by button."""

from aiogram import F
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import Said, private_room
from handlers.paging import page_among, page_of
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.review.ranking import guides, keyboards, texts
from handlers.review.ranking.publishing import Publishing
from handlers.review.ranking.service import Ranking
from handlers.review.ranking.stages import STAGES
from handlers.rights import Action, may
from handlers.telling import Answers, Teller

router = private_room("ranking")


@router.message(Said(WORDS[Place.RANKING]))
@router.callback_query(Go.filter((F.to == Place.RANKING) & (F.id == "")))
async def look(event: Message | CallbackQuery, teller: Teller, ranking: Ranking) -> Answers:
    found = ranking.forms(teller.desk)
    if len(found) == 1:
        return await teller.show(event, await _board(teller, ranking, found[0].id, 0))
    return await teller.show(event, Reply(text=texts.WHICH, buttons=keyboards.forms(found)))


@router.callback_query(Go.filter(F.to == Place.RANKING))
async def board(
    query: CallbackQuery, callback_data: Go, teller: Teller, ranking: Ranking
) -> Answers:
    form_id, number = callback_data.id, callback_data.n
    return await teller.show(query, await _board(teller, ranking, form_id, number))


async def _board(teller: Teller, ranking: Ranking, form_id: str, number: int) -> Reply:
    found = await ranking.board(teller.desk, form_id)
    number, pages = page_among(len(found.scored), number)
    page = page_of(found.scored, number)
    heads = may(teller.desk.person, Action.HEAD_REVIEW)
    return Reply(
        text=texts.board(found, page, number, pages),
        buttons=keyboards.board(found, page, number, pages, heads=heads),
    )


@router.callback_query(Go.filter(F.to == Place.EXPORT_RANKING))
async def export(
    query: CallbackQuery, callback_data: Go, teller: Teller, ranking: Ranking
) -> Answers:
    table = await ranking.export(teller.desk, callback_data.id)
    return await teller.show(query, Reply(text=texts.EXPORTED, files=(table,)))


@router.callback_query(Go.filter((F.to == Place.MOVE_ALL) & (F.n < len(STAGES))))
async def move_all(query: CallbackQuery, callback_data: Go, teller: Teller) -> Answers:
    guide, facts = guides.guide_of(STAGES[callback_data.n]), {"form": callback_data.id}
    return await teller.show(query, Reply(text="", guide=guide, facts=facts))


@router.callback_query(Go.filter(F.to == Place.EXPORT_NOTICE))
async def download(
    query: CallbackQuery, callback_data: Go, teller: Teller, publishing: Publishing
) -> Answers:
    file = await publishing.document(teller.desk, callback_data.id)
    return await teller.show(query, Reply(text=texts.DOWNLOADED, files=(file,)))
