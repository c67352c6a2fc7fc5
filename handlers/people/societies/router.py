"""The list of societies, a society's page, and what is done with it."""

from aiogram import F
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers import acting
from handlers.callbacks import Go
from handlers.desk import Desk, Reply
from handlers.hearing import Said, private_room
from handlers.letters import Letter
from handlers.paging import page_among, page_of
from handlers.people import conversations
from handlers.people.societies import fields, keyboards, texts
from handlers.people.societies.service import Societies
from handlers.place_words import LABELS, WORDS
from handlers.places import Place
from handlers.rights import Action, may
from handlers.telling import Answers, Teller

router = private_room("societies")


@router.message(Command("societies"))
@router.message(Said(WORDS[Place.SOCIETIES]))
@router.callback_query(Go.filter(F.to == Place.SOCIETIES))
async def list_all(
    event: Message | CallbackQuery,
    teller: Teller,
    societies: Societies,
    callback_data: Go | None = None,
) -> Answers:
    found = await societies.all(teller.desk)
    number, pages = page_among(len(found), callback_data.n if callback_data else 0)
    text = texts.listed(len(found), number + 1, pages)
    buttons = keyboards.listed(page_of(found, number), number, pages)
    return await teller.show(event, Reply(text=text, buttons=buttons))


@router.message(Said(WORDS[Place.SOCIETY]))
@router.callback_query(Go.filter((F.to == Place.SOCIETY) & (F.id == "")))
async def show_mine(
    event: Message | CallbackQuery, teller: Teller, societies: Societies
) -> Answers:
    mine = acting.society_of(teller.desk, Action.SEE_SOCIETY)
    said = await _page(teller.desk, societies, mine[0]) if mine else _which(teller.desk)
    return await teller.show(event, said)


@router.callback_query(Go.filter(F.to == Place.SOCIETY))
async def show(
    query: CallbackQuery, callback_data: Go, teller: Teller, societies: Societies
) -> Answers:
    return await teller.show(query, await _page(teller.desk, societies, callback_data.id))


async def _page(desk: Desk, societies: Societies, society_id: str) -> Reply:
    text = texts.dossier(await societies.dossier(desk, society_id), desk.now.date())
    return Reply(text=text, buttons=keyboards.page(desk.person, society_id))


def _which(desk: Desk) -> Reply:
    if acting.candidates(desk, Action.SEE_SOCIETY):
        return acting.choose_society(desk, Action.SEE_SOCIETY, Place.SOCIETY)
    return Reply(text=texts.NO_SOCIETY, buttons=((LABELS[Place.ENTER], Go(to=Place.ENTER)),))


@router.callback_query(Go.filter(F.to == Place.CORRECT))
async def choose_field(
    query: CallbackQuery, callback_data: Go, teller: Teller, societies: Societies
) -> Answers:
    society = await societies.get(teller.desk, callback_data.id)
    staff = may(teller.desk.person, Action.CHANGE_SOCIETY)
    buttons = keyboards.which_field(society.id, staff=staff)
    return await teller.show(query, Reply(text=texts.which_field(society), buttons=buttons))


@router.callback_query(Go.filter(F.to == Place.CORRECT_FIELD))
async def correct(
    query: CallbackQuery, callback_data: Go, teller: Teller, societies: Societies
) -> Answers:
    society = await societies.get(teller.desk, callback_data.id)
    names = fields.names(staff=may(teller.desk.person, Action.CHANGE_SOCIETY))
    facts = {"society_id": society.id, "field": names[callback_data.n % len(names)]}
    return await teller.show(
        query, Reply(text="", guide=conversations.CORRECT_SOCIETY, facts=facts)
    )


@router.callback_query(Go.filter(F.to == Place.ADD_SOCIETY))
async def add(query: CallbackQuery, teller: Teller) -> Answers:
    return await teller.show(query, Reply(text="", guide=conversations.ADD_SOCIETY))


@router.message(Said(WORDS[Place.CORRECTIONS]))
@router.callback_query(Go.filter(F.to == Place.CORRECTIONS))
async def list_corrections(
    event: Message | CallbackQuery, teller: Teller, societies: Societies
) -> Answers:
    found = await societies.waiting(teller.desk)
    text = texts.WAITING if found else texts.NONE_WAITING
    return await teller.show(event, Reply(text=text, buttons=keyboards.corrections(found)))


@router.callback_query(Go.filter(F.to == Place.CORRECTION))
async def look(
    query: CallbackQuery, callback_data: Go, teller: Teller, societies: Societies
) -> Answers:
    found = await societies.correction(teller.desk, callback_data.id)
    names = await teller.desk.archive.people.names([found.person_id or ""])
    text = texts.correction(found, names.get(found.person_id or "", "已注销的用户"))
    return await teller.show(query, Reply(text=text, buttons=keyboards.decide(found.id)))


@router.callback_query(Go.filter(F.to == Place.ACCEPT))
async def accept(
    query: CallbackQuery, callback_data: Go, teller: Teller, societies: Societies
) -> Answers:
    found = await societies.accept(teller.desk, callback_data.id)
    told = Letter(person_id=found.person_id or "", text=texts.told_accepted(found))
    said = Reply(text=texts.accepted(found), buttons=keyboards.MORE, letters=(told,))
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.REFUSE))
async def refuse(
    query: CallbackQuery, callback_data: Go, teller: Teller, societies: Societies
) -> Answers:
    found = await societies.correction(teller.desk, callback_data.id)
    return await teller.show(
        query, Reply(text="", guide=conversations.REFUSE_CORRECTION, facts={"id": found.id})
    )
