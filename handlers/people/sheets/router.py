"""Tables that come and go, by button, by word and as a file."""

from aiogram import F
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message

from handlers.attachments import content_of
from handlers.callbacks import Go
from handlers.hearing import Said, WithDocument, private_room
from handlers.people.importing.books import Table
from handlers.people.sheets.deciding import Deciding
from handlers.people.sheets.handouts import HandingOut
from handlers.people.sheets.service import Receiving, choices_of
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.telling import Answers, Teller

router = private_room("sheets")


@router.message(Said(WORDS[Place.IMPORT_MEMBERS]))
async def hear_roster(message: Message, teller: Teller, receiving: Receiving) -> Answers:
    return await teller.show(message, await receiving.ask_for(teller.desk, Table.MEMBERS))


@router.message(Said(WORDS[Place.IMPORT_SOCIETIES]))
async def hear_societies(message: Message, teller: Teller, receiving: Receiving) -> Answers:
    return await teller.show(message, await receiving.ask_for(teller.desk, Table.SOCIETIES))


@router.message(Said(WORDS[Place.INVITE_ALL]))
async def hear_invite_all(message: Message, teller: Teller, handing_out: HandingOut) -> Answers:
    return await teller.show(message, await handing_out.offer_invitations(teller.desk))


@router.message(Said(WORDS[Place.EXPORT_SOCIETIES]))
async def hear_export(message: Message, teller: Teller, handing_out: HandingOut) -> Answers:
    return await teller.show(message, await handing_out.societies(teller.desk))


@router.message(Said(WORDS[Place.EXPORT_ROSTER]))
async def hear_roster_export(message: Message, teller: Teller, handing_out: HandingOut) -> Answers:
    reply = await handing_out.roster(teller.desk, "", whole=False, sure=False)
    return await teller.show(message, reply)


@router.message(WithDocument())
async def take_file(message: Message, teller: Teller, receiving: Receiving) -> Answers:
    """What is no table of ours is for others to take."""
    if not any(choices_of(teller.desk, table) for table in Table):
        raise SkipHandler
    name, content = await content_of(message)
    reply = await receiving.take(teller.desk, name, content)
    if reply is None:
        raise SkipHandler
    return await teller.show(message, reply)


@router.callback_query(Go.filter((F.to == Place.IMPORT_MEMBERS) & (F.n == 0)))
async def ask_for_roster(
    query: CallbackQuery, callback_data: Go, teller: Teller, receiving: Receiving
) -> Answers:
    reply = await receiving.ask_for(teller.desk, Table.MEMBERS, callback_data.id)
    return await teller.show(query, reply)


@router.callback_query(Go.filter((F.to == Place.IMPORT_SOCIETIES) & (F.n == 0)))
async def ask_for_societies(query: CallbackQuery, teller: Teller, receiving: Receiving) -> Answers:
    return await teller.show(query, await receiving.ask_for(teller.desk, Table.SOCIETIES))


@router.callback_query(Go.filter(F.to.in_({Place.IMPORT_MEMBERS, Place.IMPORT_SOCIETIES})))
@router.callback_query(Go.filter((F.to == Place.INVITE_ALL) & (F.id != "")))
async def check(
    query: CallbackQuery, callback_data: Go, teller: Teller, receiving: Receiving
) -> Answers:
    reply = await receiving.check(teller.desk, callback_data.id, callback_data.n)
    return await teller.show(query, reply)


@router.callback_query(Go.filter(F.to == Place.IMPORT_GO))
async def approve(
    query: CallbackQuery, callback_data: Go, teller: Teller, deciding: Deciding
) -> Answers:
    return await teller.show(query, await deciding.approve(teller.desk, callback_data.id))


@router.callback_query(Go.filter((F.to == Place.IMPORT_STOP) & (F.n == 0)))
async def stop(
    query: CallbackQuery, callback_data: Go, teller: Teller, deciding: Deciding
) -> Answers:
    return await teller.show(query, await deciding.stop(teller.desk, callback_data.id))


@router.callback_query(Go.filter(F.to == Place.IMPORT_STOP))
async def leave(
    query: CallbackQuery, callback_data: Go, teller: Teller, receiving: Receiving
) -> Answers:
    return await teller.show(query, await receiving.leave(teller.desk, callback_data.id))


@router.callback_query(Go.filter(F.to == Place.SOCIETY_TEMPLATE))
async def society_template(
    query: CallbackQuery, teller: Teller, handing_out: HandingOut
) -> Answers:
    return await teller.show(query, await handing_out.template(teller.desk, Table.SOCIETIES))


@router.callback_query(Go.filter(F.to == Place.MEMBER_TEMPLATE))
async def member_template(
    query: CallbackQuery, teller: Teller, handing_out: HandingOut
) -> Answers:
    return await teller.show(query, await handing_out.template(teller.desk, Table.MEMBERS))


@router.callback_query(Go.filter(F.to == Place.EXPORT_SOCIETIES))
async def export_societies(
    query: CallbackQuery, callback_data: Go, teller: Teller, handing_out: HandingOut
) -> Answers:
    reply = await handing_out.societies(teller.desk, whole=callback_data.n == 1)
    return await teller.show(query, reply)


@router.callback_query(Go.filter(F.to == Place.EXPORT_ROSTER))
async def export_roster(
    query: CallbackQuery, callback_data: Go, teller: Teller, handing_out: HandingOut
) -> Answers:
    reply = await handing_out.roster(teller.desk, callback_data.id, whole=False, sure=False)
    return await teller.show(query, reply)


@router.callback_query(Go.filter(F.to == Place.EXPORT_ROSTER_WHOLE))
async def export_whole_roster(
    query: CallbackQuery, callback_data: Go, teller: Teller, handing_out: HandingOut
) -> Answers:
    sure = callback_data.n == 1
    reply = await handing_out.roster(teller.desk, callback_data.id, whole=True, sure=sure)
    return await teller.show(query, reply)


@router.callback_query(Go.filter(F.to == Place.INVITE_ALL))
async def invite_all(
    query: CallbackQuery, callback_data: Go, teller: Teller, handing_out: HandingOut
) -> Answers:
    if callback_data.n == 1:
        return await teller.show(query, await handing_out.invite_all(teller.desk))
    return await teller.show(query, await handing_out.offer_invitations(teller.desk))
