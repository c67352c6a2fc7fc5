"""The roster by word and by button."""

from aiogram import F
from aiogram.types import CallbackQuery, Message

from handlers import acting
from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import Said, private_room
from handlers.letters import Letter
from handlers.people import conversations
from handlers.people.roster import keyboards, texts
from handlers.people.roster.guides import opened
from handlers.people.roster.service import Rostering
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.rights import Action, require
from handlers.telling import Answers, Teller

router = private_room("roster")


@router.message(Said(WORDS[Place.ROSTER]))
@router.callback_query(Go.filter((F.to == Place.ROSTER) & (F.id == "")))
async def which(event: Message | CallbackQuery, teller: Teller, rostering: Rostering) -> Answers:
    society = acting.society_of(teller.desk, Action.SEE_ROSTER)
    if society is None:
        asked = acting.choose_society(teller.desk, Action.SEE_ROSTER, Place.ROSTER)
        return await teller.show(event, asked)
    return await teller.show(event, await _overview(teller, rostering, society[0]))


@router.callback_query(Go.filter(F.to == Place.ROSTER))
async def look(
    query: CallbackQuery, callback_data: Go, teller: Teller, rostering: Rostering
) -> Answers:
    if wanted := keyboards.read_page(callback_data.n):
        page = await rostering.page(teller.desk, callback_data.id, *wanted)
        return await teller.show(query, Reply(text=texts.page(page), buttons=keyboards.page(page)))
    return await teller.show(query, await _overview(teller, rostering, callback_data.id))


async def _overview(teller: Teller, rostering: Rostering, society_id: str) -> Reply:
    found = await rostering.overview(teller.desk, society_id)
    buttons = keyboards.overview(found, teller.desk.person)
    return Reply(text=texts.overview(found), buttons=buttons)


@router.callback_query(Go.filter(F.to == Place.MEMBER))
async def open_member(
    query: CallbackQuery, callback_data: Go, teller: Teller, rostering: Rostering
) -> Answers:
    return await teller.show(query, await opened(rostering, teller.desk, callback_data.id))


@router.callback_query(Go.filter(F.to == Place.FIND_MEMBER))
async def find(
    query: CallbackQuery, callback_data: Go, teller: Teller, rostering: Rostering
) -> Answers:
    facts = await _facts(teller, rostering, callback_data.id)
    return await teller.show(query, Reply(text="", guide=conversations.FIND_MEMBER, facts=facts))


@router.callback_query(Go.filter(F.to == Place.ADD_MEMBER))
async def add(
    query: CallbackQuery, callback_data: Go, teller: Teller, rostering: Rostering
) -> Answers:
    require(teller.desk.person, Action.KEEP_ROSTER, callback_data.id)
    facts = await _facts(teller, rostering, callback_data.id)
    return await teller.show(query, Reply(text="", guide=conversations.ADD_MEMBER, facts=facts))


async def _facts(teller: Teller, rostering: Rostering, society_id: str) -> dict[str, str]:
    found = await rostering.overview(teller.desk, society_id)
    return {"society_id": found.society_id, "society": found.society}


@router.callback_query(Go.filter(F.to == Place.CHANGE_MEMBER))
async def change(
    query: CallbackQuery, callback_data: Go, teller: Teller, rostering: Rostering
) -> Answers:
    found = await rostering.open(teller.desk, callback_data.id)
    require(teller.desk.person, Action.KEEP_ROSTER, found.member.society_id)
    facts = {"member_id": found.member.id}
    return await teller.show(query, Reply(text="", guide=conversations.CHANGE_MEMBER, facts=facts))


@router.callback_query(Go.filter(F.to == Place.MEMBER_LEFT))
async def leave(
    query: CallbackQuery, callback_data: Go, teller: Teller, rostering: Rostering
) -> Answers:
    sure = callback_data.n == 1
    member, has_left = await rostering.leave(teller.desk, callback_data.id, sure=sure)
    if not sure:
        asked = Reply(text=texts.sure(member), buttons=keyboards.sure(member))
        return await teller.show(query, asked)
    page = await opened(rostering, teller.desk, member.id, texts.MARKED_LEFT)
    answers = await teller.show(query, page)
    if has_left and member.person_id:
        answers.append(Letter(person_id=member.person_id, text=texts.told_left(member)))
    return answers


@router.callback_query(Go.filter(F.to == Place.MEMBER_BACK))
async def bring_back(
    query: CallbackQuery, callback_data: Go, teller: Teller, rostering: Rostering
) -> Answers:
    member = await rostering.bring_back(teller.desk, callback_data.id)
    page = await opened(rostering, teller.desk, member.id, texts.BACK_AGAIN)
    return await teller.show(query, page)


@router.callback_query(Go.filter(F.to == Place.MEMBER_CHECKED))
async def check(
    query: CallbackQuery, callback_data: Go, teller: Teller, rostering: Rostering
) -> Answers:
    member = await rostering.check(teller.desk, callback_data.id)
    return await teller.show(query, await opened(rostering, teller.desk, member.id, texts.CHECKED))
