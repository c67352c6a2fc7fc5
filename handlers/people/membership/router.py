"""A member's own corner, and the check of cards."""

from aiogram import F
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import Said, private_room
from handlers.people import conversations
from handlers.people.member_buttons import on_roster
from handlers.people.membership import keyboards, texts
from handlers.people.membership.cards import Cards
from handlers.people.membership.confirming import Confirming
from handlers.people.membership.service import Belonging
from handlers.people.secretaries import write_to
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.telling import Answers, Teller
from storage.members import Member, MemberState

router = private_room("membership")


@router.message(CommandStart(deep_link=True, magic=F.args.startswith("c_")))
async def check_card(
    message: Message, command: CommandObject, teller: Teller, cards: Cards
) -> Answers:
    member = await cards.check(teller.desk, command.args or "")
    return await teller.show(message, Reply(text=texts.checked(member)))


@router.message(Said(WORDS[Place.CONFIRM]))
async def confirm(message: Message, teller: Teller, confirming: Confirming) -> Answers:
    return await teller.show(message, await _confirm(teller, confirming, ""))


@router.callback_query(Go.filter(F.to == Place.CONFIRM))
async def confirm_here(
    query: CallbackQuery, callback_data: Go, teller: Teller, confirming: Confirming
) -> Answers:
    return await teller.show(query, await _confirm(teller, confirming, callback_data.id))


async def _confirm(teller: Teller, confirming: Confirming, society_id: str) -> Reply:
    if until := await confirming.closed_until(teller.desk):
        return Reply(text=texts.closed(until))
    return Reply(text="", guide=conversations.CONFIRM, facts={"society_id": society_id})


@router.message(Said(WORDS[Place.MY_MEMBERSHIP]))
@router.callback_query(Go.filter((F.to == Place.MY_MEMBERSHIP) & (F.id == "")))
async def mine(event: Message | CallbackQuery, teller: Teller, belonging: Belonging) -> Answers:
    members = await belonging.mine(teller.desk)
    if not members:
        return await teller.show(event, Reply(text=texts.NOBODY, buttons=keyboards.CONFIRM))
    if len(members) > 1:
        buttons = keyboards.which(members, Place.MY_MEMBERSHIP)
        return await teller.show(event, Reply(text=texts.WHICH, buttons=buttons))
    page = Reply(text=texts.page(members[0]), buttons=keyboards.page(members[0]))
    return await teller.show(event, page)


@router.callback_query(Go.filter(F.to == Place.MY_MEMBERSHIP))
async def look(
    query: CallbackQuery, callback_data: Go, teller: Teller, belonging: Belonging
) -> Answers:
    member = await belonging.one(teller.desk, callback_data.id)
    return await teller.show(query, Reply(text=texts.page(member), buttons=keyboards.page(member)))


@router.callback_query(Go.filter(F.to == Place.CORRECT_MINE))
async def correct(
    query: CallbackQuery, callback_data: Go, teller: Teller, belonging: Belonging
) -> Answers:
    member = await belonging.one(teller.desk, callback_data.id)
    facts = {"member_id": member.id}
    return await teller.show(query, Reply(text="", guide=conversations.CORRECT_MINE, facts=facts))


@router.callback_query(Go.filter(F.to == Place.STILL_RIGHT))
async def still_right(
    query: CallbackQuery, callback_data: Go, teller: Teller, belonging: Belonging
) -> Answers:
    _, is_renewed = await belonging.still_right(teller.desk, callback_data.id)
    member = await belonging.one(teller.desk, callback_data.id)
    text = texts.page(member, texts.RIGHT if is_renewed else texts.NOTHING_TO_RENEW)
    return await teller.show(query, Reply(text=text, buttons=keyboards.page(member)))


@router.callback_query(Go.filter(F.to == Place.LEAVE_SOCIETY))
async def leave(
    query: CallbackQuery, callback_data: Go, teller: Teller, belonging: Belonging
) -> Answers:
    sure = callback_data.n == 1
    member, has_left = await belonging.leave(teller.desk, callback_data.id, sure=sure)
    if not sure:
        asked = Reply(text=texts.sure(member), buttons=keyboards.sure(member))
        return await teller.show(query, asked)
    letters = await write_to(
        teller.desk, member.society_id, texts.letter_left(member), *on_roster([member])
    )
    told = letters if has_left else ()
    return await teller.show(query, Reply(text=texts.HAS_LEFT, letters=told))


@router.message(Said(WORDS[Place.CARD]))
@router.callback_query(Go.filter((F.to == Place.CARD) & (F.id == "")))
async def card(
    event: Message | CallbackQuery, teller: Teller, belonging: Belonging, cards: Cards
) -> Answers:
    members = await belonging.mine(teller.desk)
    verified = [each for each in members if each.state is MemberState.VERIFIED]
    if len(verified) == 1:
        return await teller.show(event, await _card(teller, cards, verified[0]))
    if verified:
        buttons = keyboards.which(verified, Place.CARD)
        return await teller.show(event, Reply(text=texts.WHICH, buttons=buttons))
    ways = keyboards.which(members, Place.MY_MEMBERSHIP) or keyboards.CONFIRM
    return await teller.show(event, Reply(text=texts.NO_CARD, buttons=ways))


@router.callback_query(Go.filter(F.to == Place.CARD))
async def one_card(
    query: CallbackQuery, callback_data: Go, teller: Teller, belonging: Belonging, cards: Cards
) -> Answers:
    member = await belonging.one(teller.desk, callback_data.id)
    return await teller.show(query, await _card(teller, cards, member))


async def _card(teller: Teller, cards: Cards, member: Member) -> Reply:
    picture, link = await cards.make(teller.desk, member)
    text = texts.here(member, teller.desk.now, link)
    return Reply(text=text, buttons=keyboards.to_mine(member), files=(picture,))
