"""The yearly renewal by word and by button."""

from aiogram import F
from aiogram.types import CallbackQuery, Message

from handlers import acting
from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import Said, private_room
from handlers.people import conversations
from handlers.people.renewal import keyboards, texts
from handlers.people.renewal.service import Renewing
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.rights import Action, may
from handlers.telling import Answers, Teller

router = private_room("renewal")


@router.message(Said(WORDS[Place.RENEWAL]))
@router.callback_query(Go.filter((F.to == Place.RENEWAL) & (F.id == "") & (F.n == 0)))
async def look(event: Message | CallbackQuery, teller: Teller, renewing: Renewing) -> Answers:
    if may(teller.desk.person, Action.SEE_RENEWAL):
        return await teller.show(event, await _everywhere(teller, renewing, 0))
    society = acting.society_of(teller.desk, Action.SEE_ROSTER)
    if society is None:
        asked = acting.choose_society(teller.desk, Action.SEE_ROSTER, Place.RENEWAL)
        return await teller.show(event, asked)
    return await teller.show(event, await _here(teller, renewing, society[0], 0))


@router.callback_query(Go.filter(F.to == Place.RENEWAL))
async def turn(
    query: CallbackQuery, callback_data: Go, teller: Teller, renewing: Renewing
) -> Answers:
    society_id, number = callback_data.id, callback_data.n
    if society_id:
        return await teller.show(query, await _here(teller, renewing, society_id, number))
    return await teller.show(query, await _everywhere(teller, renewing, number))


async def _everywhere(teller: Teller, renewing: Renewing, number: int) -> Reply:
    found = await renewing.everywhere(teller.desk, number)
    buttons = keyboards.everywhere(found, teller.desk.person)
    return Reply(text=texts.everywhere(found), buttons=buttons)


async def _here(teller: Teller, renewing: Renewing, society_id: str, number: int) -> Reply:
    found = await renewing.here(teller.desk, society_id, number)
    return Reply(text=texts.here(found), buttons=keyboards.here(found))


@router.callback_query(Go.filter(F.to == Place.OPEN_RENEWAL))
async def begin(query: CallbackQuery, teller: Teller, renewing: Renewing) -> Answers:
    await renewing.concerned(teller.desk)
    return await teller.show(query, Reply(text="", guide=conversations.OPEN_RENEWAL))


@router.callback_query(Go.filter(F.to == Place.CLOSE_RENEWAL))
async def end(
    query: CallbackQuery, callback_data: Go, teller: Teller, renewing: Renewing
) -> Answers:
    sure = callback_data.n == 1
    campaign = await renewing.close(teller.desk, sure=sure)
    if sure:
        said = Reply(text=texts.closed(campaign), buttons=keyboards.PROGRESS)
        return await teller.show(query, said)
    asked = Reply(text=texts.sure(campaign), buttons=keyboards.sure())
    return await teller.show(query, asked)


@router.callback_query(Go.filter(F.to == Place.EXPORT_RENEWAL))
async def export(query: CallbackQuery, teller: Teller, renewing: Renewing) -> Answers:
    table = await renewing.table(teller.desk)
    return await teller.show(query, Reply(text=texts.EXPORTED, files=(table,)))
