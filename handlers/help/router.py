"""The menu and everything it leads to, by command, by word and by button."""

from aiogram import F, Router
from aiogram.filters import Command, CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import MenuCallback
from handlers.hearing import Said
from handlers.help import keyboards, texts
from handlers.help.service import Helping
from handlers.menu import MenuItem
from handlers.replies import reply
from handlers.telling import Teller
from storage.archive import Archive
from storage.people import Person

router = Router(name="help")


@router.message(CommandStart())
@router.message(Command("menu"))
@router.message(Said(texts.WORDS[MenuItem.HOME] + texts.HELLO))
@router.callback_query(MenuCallback.filter(F.item == MenuItem.HOME))
async def welcome(
    event: Message | CallbackQuery,
    person: Person,
    archive: Archive,
    helping: Helping,
    state: FSMContext,
) -> SendMessage:
    """Whoever is in the middle of something leaves it; the menu leads back to it."""
    await state.clear()
    text = texts.welcome(helping.association, person)
    return reply(event, text, keyboards.menu(await helping.menu(archive, person)))


@router.message(Command("help"))
@router.message(Said(texts.WORDS[MenuItem.HELP]))
@router.callback_query(MenuCallback.filter(F.item == MenuItem.HELP))
async def explain(
    event: Message | CallbackQuery, person: Person, archive: Archive, helping: Helping
) -> SendMessage:
    return reply(event, texts.HELP, keyboards.menu(await helping.menu(archive, person)))


@router.message(Said(texts.THANKS))
async def bow(message: Message) -> SendMessage:
    return reply(message, texts.YOU_ARE_WELCOME)


@router.message(Said(texts.WORDS[MenuItem.EXAMPLES]))
@router.callback_query(MenuCallback.filter(F.item == MenuItem.EXAMPLES))
async def give_examples(event: Message | CallbackQuery) -> SendMessage:
    return reply(event, texts.EXAMPLES)


@router.message(Command("notices"))
@router.message(Said(texts.WORDS[MenuItem.NOTICES]))
@router.callback_query(MenuCallback.filter(F.item == MenuItem.NOTICES))
async def list_notices(
    event: Message | CallbackQuery, teller: Teller, helping: Helping
) -> SendMessage:
    desk = teller.desk
    count, known = await helping.notices(desk.archive, desk.person)
    text = texts.notices(count, known, desk.now.date())
    return reply(event, text, keyboards.below_notices(desk.person))
