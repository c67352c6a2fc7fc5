"""Any text that is no command is a question."""

from aiogram import F, Router
from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import CallbackQuery, Message

from handlers.ask import keyboards, texts
from handlers.ask.service import Asking
from handlers.callbacks import AskCallback, AskStep
from handlers.hearing import Spoken
from handlers.live import Live
from handlers.replies import reply
from storage.archive import Archive
from storage.people import Person

router = Router(name="ask")


@router.message(Spoken())
@router.edited_message(Spoken())
async def ask(
    message: Message, person: Person, archive: Archive, asking: Asking, live: Live
) -> SendMessage | EditMessageText:
    asked = await asking.ask(archive, person, message.text or "", live)
    return live.finish(texts.answered(asked), keyboards.next_steps(asked))


@router.callback_query(AskCallback.filter(F.step == AskStep.OPEN))
async def open_passage(
    query: CallbackQuery,
    callback_data: AskCallback,
    person: Person,
    archive: Archive,
    asking: Asking,
) -> SendMessage:
    found = await asking.open(archive, person, callback_data.question)
    return reply(query, texts.opened(found), keyboards.only_staff(callback_data.question))


@router.callback_query(AskCallback.filter(F.step == AskStep.RELATED))
async def show_related(
    query: CallbackQuery,
    callback_data: AskCallback,
    person: Person,
    archive: Archive,
    asking: Asking,
) -> SendMessage:
    citations = await asking.related(archive, person, callback_data.question)
    return reply(query, texts.related(citations), keyboards.only_staff(callback_data.question))


@router.callback_query(AskCallback.filter(F.step == AskStep.STAFF))
async def call_staff(
    query: CallbackQuery,
    callback_data: AskCallback,
    person: Person,
    door: str,
    archive: Archive,
    asking: Asking,
) -> SendMessage:
    called = await asking.call_staff(archive, person, door, callback_data.question)
    return reply(query, texts.STAFF_CALLED if called else texts.STAFF_CALLED_ALREADY)
