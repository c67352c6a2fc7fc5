"""Searching, a person's page, ending a role."""

import re

from aiogram import F
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import Matches, Said, private_room
from handlers.letters import Letter
from handlers.people import conversations
from handlers.people.directory import keyboards, texts
from handlers.people.directory.service import Directory
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.rights import Action, require
from handlers.telling import Answers, Teller

router = private_room("directory")


@router.message(Command("search"))
@router.message(Said(WORDS[Place.SEARCH]))
@router.callback_query(Go.filter(F.to == Place.SEARCH))
async def search(event: Message | CallbackQuery, teller: Teller) -> Answers:
    require(teller.desk.person, Action.SEARCH)
    return await teller.show(event, Reply(text="", guide=conversations.SEARCH))


@router.message(Matches(r"\s*查\s+(.{1,40})"))
async def search_at_once(
    message: Message, asked: re.Match[str], teller: Teller, directory: Directory
) -> Answers:
    found = await directory.search(teller.desk, asked[1].strip())
    return await teller.show(message, Reply(text=texts.hits(found), buttons=keyboards.hits(found)))


@router.callback_query(Go.filter(F.to == Place.PERSON))
async def show(
    query: CallbackQuery, callback_data: Go, teller: Teller, directory: Directory
) -> Answers:
    found = await directory.person(teller.desk, callback_data.id)
    buttons = keyboards.page(teller.desk.person, found)
    return await teller.show(query, Reply(text=texts.page(found), buttons=buttons))


@router.callback_query(Go.filter(F.to == Place.END_ROLE))
async def ask_end(
    query: CallbackQuery, callback_data: Go, teller: Teller, directory: Directory
) -> Answers:
    holder = await directory.role(teller.desk, callback_data.id)
    return await teller.show(query, Reply(text=texts.sure(holder), buttons=keyboards.sure(holder)))


@router.callback_query(Go.filter(F.to == Place.END_ROLE_NOW))
async def end(
    query: CallbackQuery, callback_data: Go, teller: Teller, directory: Directory
) -> Answers:
    holder = await directory.end_role(teller.desk, callback_data.id)
    told = Letter(person_id=holder.person_id, text=texts.told(holder))
    buttons = keyboards.ended(holder)
    said = Reply(text=texts.ended(holder), buttons=buttons, letters=(told,))
    return await teller.show(query, said)
