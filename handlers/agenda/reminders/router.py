"""提醒设置: seen, muted, resumed, by word and by button."""

from aiogram import F
from aiogram.types import CallbackQuery, Message

from handlers.agenda.reminders import keyboards, texts
from handlers.agenda.reminders.service import OwnReminders
from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import Said, private_room
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.telling import Answers, Teller

MUTE, RESUME = "关闭提醒", "恢复提醒"
PAGE = [word for word in WORDS[Place.REMINDERS] if word not in (MUTE, RESUME)]
router = private_room("reminders")


@router.message(Said(PAGE))
@router.callback_query(Go.filter(F.to == Place.REMINDERS))
async def see(
    event: Message | CallbackQuery, teller: Teller, own_reminders: OwnReminders
) -> Answers:
    wishes = await own_reminders.see(teller.desk)
    said = Reply(text=texts.page(wishes), buttons=keyboards.page(wishes))
    return await teller.show(event, said)


@router.message(Said([MUTE]))
async def ask_mute(message: Message, teller: Teller, own_reminders: OwnReminders) -> Answers:
    wishes = await own_reminders.see(teller.desk)
    said = Reply(text=texts.ask_mute(wishes), buttons=keyboards.to_mute(wishes))
    return await teller.show(message, said)


@router.message(Said([RESUME]))
async def ask_resume(message: Message, teller: Teller, own_reminders: OwnReminders) -> Answers:
    wishes = await own_reminders.see(teller.desk)
    said = Reply(text=texts.ask_resume(wishes), buttons=keyboards.to_resume(wishes))
    return await teller.show(message, said)


@router.message(Said(keyboards.MUTE_WORDS))
async def say_mute(message: Message, teller: Teller, own_reminders: OwnReminders) -> Answers:
    return await _mute(message, keyboards.topic_said(message.text or ""), teller, own_reminders)


@router.callback_query(Go.filter(F.to == Place.MUTE))
async def mute(
    query: CallbackQuery, callback_data: Go, teller: Teller, own_reminders: OwnReminders
) -> Answers:
    return await _mute(query, callback_data.id, teller, own_reminders)


@router.message(Said(keyboards.RESUME_WORDS))
async def say_resume(message: Message, teller: Teller, own_reminders: OwnReminders) -> Answers:
    return await _resume(message, keyboards.topic_said(message.text or ""), teller, own_reminders)


@router.callback_query(Go.filter(F.to == Place.UNMUTE))
async def resume(
    query: CallbackQuery, callback_data: Go, teller: Teller, own_reminders: OwnReminders
) -> Answers:
    return await _resume(query, callback_data.id, teller, own_reminders)


async def _mute(
    event: Message | CallbackQuery, named: str, teller: Teller, own_reminders: OwnReminders
) -> Answers:
    topic, wishes = await own_reminders.mute(teller.desk, named)
    buttons = keyboards.after_mute(topic, wishes)
    return await teller.show(event, Reply(text=texts.muted(topic, wishes), buttons=buttons))


async def _resume(
    event: Message | CallbackQuery, named: str, teller: Teller, own_reminders: OwnReminders
) -> Answers:
    topic, wishes = await own_reminders.resume(teller.desk, named)
    buttons = keyboards.after_resume(topic, wishes)
    return await teller.show(event, Reply(text=texts.resumed(topic), buttons=buttons))
