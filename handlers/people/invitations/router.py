"""Giving invitations, looking at them again, taking them back."""

from dataclasses import replace

from aiogram import F
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import Said, private_room
from handlers.people import conversations
from handlers.people.invitations import texts
from handlers.people.invitations.guides import sheet_reply
from handlers.people.invitations.service import Inviting
from handlers.place_words import LABELS, WORDS
from handlers.places import Place
from handlers.telling import Answers, Teller
from storage.roles import Role

router = private_room("invitations")


@router.message(Command("invite"))
@router.message(Said(WORDS[Place.INVITE]))
@router.callback_query(Go.filter(F.to == Place.INVITE))
async def invite(
    event: Message | CallbackQuery,
    teller: Teller,
    inviting: Inviting,
    callback_data: Go | None = None,
) -> Answers:
    facts = inviting.begin(teller.desk, callback_data.id if callback_data else "")
    return await teller.show(event, Reply(text="", guide=conversations.INVITE, facts=facts))


@router.callback_query(Go.filter(F.to == Place.INVITE_MEMBER))
async def invite_member(
    query: CallbackQuery, callback_data: Go, teller: Teller, inviting: Inviting
) -> Answers:
    identity = await inviting.give_member(teller.desk, callback_data.id)
    if identity is None:
        facts = inviting.begin(teller.desk, callback_data.id) | {"role": Role.MEMBER}
        return await teller.show(query, Reply(text="", guide=conversations.INVITE, facts=facts))
    return await teller.show(query, sheet_reply(await inviting.sheet(teller.desk, identity)))


@router.message(Said(WORDS[Place.INVITATIONS]))
@router.callback_query(Go.filter(F.to == Place.INVITATIONS))
async def list_open(event: Message | CallbackQuery, teller: Teller, inviting: Inviting) -> Answers:
    found = await inviting.open(teller.desk)
    text = texts.LIST if found else texts.NONE_OPEN
    opening = [(texts.line(each), Go(to=Place.INVITATION, id=each.id)) for each in found[:20]]
    buttons = (*opening, (LABELS[Place.INVITE], Go(to=Place.INVITE)))
    return await teller.show(event, Reply(text=text, buttons=buttons))


@router.callback_query(Go.filter(F.to == Place.INVITATION))
async def look(
    query: CallbackQuery, callback_data: Go, teller: Teller, inviting: Inviting
) -> Answers:
    reply = sheet_reply(await inviting.sheet(teller.desk, callback_data.id))
    end = ("撤回这个邀请", Go(to=Place.UNINVITE, id=callback_data.id))
    others = (LABELS[Place.INVITATIONS], Go(to=Place.INVITATIONS))
    return await teller.show(query, replace(reply, buttons=(end, others)))


@router.callback_query(Go.filter(F.to == Place.UNINVITE))
async def withdraw(
    query: CallbackQuery, callback_data: Go, teller: Teller, inviting: Inviting
) -> Answers:
    gone = await inviting.withdraw(teller.desk, callback_data.id)
    others = ((LABELS[Place.INVITATIONS], Go(to=Place.INVITATIONS)),)
    return await teller.show(query, Reply(text=texts.withdrawn(gone), buttons=others))
