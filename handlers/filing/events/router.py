"""Events by word, by button and by the code at the door."""

import re
from html import escape

from aiogram import F
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from forms.values import Complaint
from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.filing.events import conversations, keyboards, texts
from handlers.filing.events.checking import DOOR, CheckingIn
from handlers.filing.events.guests import GuestList
from handlers.filing.events.guides import opened
from handlers.filing.events.keeping import SalonKeeping
from handlers.filing.events.service import EventCalendar
from handlers.filing.events.signing import Signing
from handlers.hearing import Matches, Said, private_room
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.rights import Action, may, require
from handlers.telling import Answers, Teller
from storage.filings import Filing

router = private_room("events")


@router.message(Said(WORDS[Place.EVENTS]))
@router.callback_query(Go.filter((F.to == Place.EVENTS) & (F.n == 0)))
async def look(event: Message | CallbackQuery, teller: Teller, calendar: EventCalendar) -> Answers:
    return await teller.show(event, await _coming(teller, calendar, 0))


@router.callback_query(Go.filter(F.to == Place.EVENTS))
async def turn(
    query: CallbackQuery, callback_data: Go, teller: Teller, calendar: EventCalendar
) -> Answers:
    return await teller.show(query, await _coming(teller, calendar, callback_data.n))


async def _coming(teller: Teller, calendar: EventCalendar, number: int) -> Reply:
    found = await calendar.coming(teller.desk, number)
    buttons = keyboards.coming(found, teller.desk.person)
    return Reply(text=texts.coming(found), buttons=buttons)


@router.callback_query(Go.filter(F.to == Place.EVENT))
async def one(
    query: CallbackQuery, callback_data: Go, teller: Teller, calendar: EventCalendar
) -> Answers:
    return await teller.show(query, await opened(calendar, teller.desk, callback_data.id))


@router.callback_query(Go.filter(F.to == Place.SIGN_UP))
async def sign_up(
    query: CallbackQuery, callback_data: Go, teller: Teller, signing: Signing
) -> Answers:
    return await teller.show(query, await signing.begin(teller.desk, callback_data.id))


@router.callback_query(Go.filter(F.to == Place.ADD_EVENT))
async def add(query: CallbackQuery, teller: Teller) -> Answers:
    require(teller.desk.person, Action.KEEP_EVENTS)
    return await teller.show(query, Reply(text="", guide=conversations.ADD_EVENT))


@router.callback_query(Go.filter(F.to == Place.PLACES))
async def change_places(
    query: CallbackQuery, callback_data: Go, teller: Teller, keeping: SalonKeeping
) -> Answers:
    return await _guided(query, callback_data, teller, keeping, conversations.CHANGE_PLACES)


@router.callback_query(Go.filter(F.to == Place.CANCEL_EVENT))
async def cancel(
    query: CallbackQuery, callback_data: Go, teller: Teller, keeping: SalonKeeping
) -> Answers:
    return await _guided(query, callback_data, teller, keeping, conversations.CANCEL_EVENT)


async def _guided(
    query: CallbackQuery, data: Go, teller: Teller, keeping: SalonKeeping, guide: str
) -> Answers:
    """Only for an event that can still be changed."""
    event, _ = await keeping.concerned(teller.desk, data.id)
    facts = {"event_id": event.id}
    return await teller.show(query, Reply(text="", guide=guide, facts=facts))


@router.callback_query(Go.filter(F.to == Place.GUESTS))
async def guests(
    query: CallbackQuery, callback_data: Go, teller: Teller, guest_list: GuestList
) -> Answers:
    found = await guest_list.page(teller.desk, callback_data.id, callback_data.n)
    said = Reply(text=texts.guests(found), buttons=keyboards.guests(found))
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.EXPORT_GUESTS))
async def export(
    query: CallbackQuery, callback_data: Go, teller: Teller, guest_list: GuestList
) -> Answers:
    table = await guest_list.table(teller.desk, callback_data.id)
    return await teller.show(query, Reply(text=texts.EXPORTED, files=(table,)))


@router.callback_query(Go.filter(F.to == Place.DOOR_CODE))
async def show_code(
    query: CallbackQuery, callback_data: Go, teller: Teller, checking_in: CheckingIn
) -> Answers:
    found = await checking_in.at_the_door(teller.desk, callback_data.id)
    said = Reply(text=texts.at_the_door(found), files=(found.picture,))
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.CHECK_IN))
async def check_in(
    query: CallbackQuery, callback_data: Go, teller: Teller, checking_in: CheckingIn
) -> Answers:
    return await teller.show(query, await _check_in(teller, checking_in, callback_data.id))


@router.message(Said(WORDS[Place.CHECK_IN]))
async def say_here(message: Message, teller: Teller, checking_in: CheckingIn) -> Answers:
    mine = await checking_in.open_now(teller.desk)
    return await teller.show(message, await _whoever(teller, checking_in, mine))


@router.message(Matches(r"\s*签到\s*(\d{4})\s*"))
async def by_code(
    message: Message, asked: re.Match[str], teller: Teller, checking_in: CheckingIn
) -> Answers:
    mine = await checking_in.by_code(teller.desk, asked[1])
    return await teller.show(message, await _whoever(teller, checking_in, mine))


@router.message(CommandStart(deep_link=True, magic=F.args.startswith(DOOR)))
async def by_link(
    message: Message, command: CommandObject, teller: Teller, checking_in: CheckingIn
) -> Answers:
    mine = await checking_in.by_link(teller.desk, command.args or "")
    return await teller.show(message, await _whoever(teller, checking_in, mine))


async def _whoever(teller: Teller, checking_in: CheckingIn, mine: list[Filing]) -> Reply:
    """One place is checked in at once; of several the person says whose."""
    if not mine:
        return Reply(text=texts.NOBODY_IN, buttons=(keyboards.BACK,))
    if len(mine) > 1:
        return Reply(text=texts.WHICH, buttons=tuple(map(keyboards.check_in, mine)))
    return await _check_in(teller, checking_in, mine[0].id)


async def _check_in(teller: Teller, checking_in: CheckingIn, filing_id: str) -> Reply:
    try:
        outcome, event = await checking_in.one(teller.desk, filing_id)
    except Complaint as complaint:
        return Reply(text=escape(complaint.sentence), buttons=(keyboards.BACK,))
    at_the_desk = may(teller.desk.person, Action.KEEP_EVENTS)
    back = Go(to=Place.GUESTS, id=event.id) if at_the_desk else Go(to=Place.EVENT, id=event.id)
    label = "回到名单" if at_the_desk else "看这一场"
    text = texts.checked_in(outcome.case.filing, event)
    return Reply(text=text, buttons=((label, back),), letters=outcome.letters)
