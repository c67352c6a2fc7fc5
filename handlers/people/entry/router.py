"""Coming in: by a link, by typing a code, by asking for it."""

from aiogram import F
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.guiding import Act
from handlers.hearing import Matches, Said, private_room
from handlers.people import conversations
from handlers.people.codes import INVITATION
from handlers.people.entry import texts
from handlers.people.entry.guides import kept
from handlers.people.entry.service import Entering, Refused
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.telling import Answers, Teller

router = private_room("entry")


@router.message(CommandStart(deep_link=True, magic=F.args.startswith(INVITATION)))
async def follow_link(
    message: Message, command: CommandObject, teller: Teller, entering: Entering
) -> Answers:
    token = (command.args or "").removeprefix(INVITATION)
    found = await entering.by_token(teller.desk, token)
    if isinstance(found, Refused):
        return await teller.show(message, Reply(text=texts.refused(found)))
    return await teller.show(
        message, Reply(text="", guide=conversations.ENTER, facts={"found": kept(found)})
    )


@router.message(Matches(r"\s*\d{6}\s*"))
async def type_code(message: Message, teller: Teller) -> Answers:
    """Six digits out of the blue are meant as a code."""
    await teller.guiding.begin(teller.desk, conversations.ENTER)
    return await teller.take(message, conversations.ENTER, Act.SAY, message.text or "")


@router.message(Command("login"))
@router.message(Said(WORDS[Place.ENTER]))
@router.callback_query(Go.filter(F.to == Place.ENTER))
async def ask_code(event: Message | CallbackQuery, teller: Teller) -> Answers:
    return await teller.show(event, Reply(text="", guide=conversations.ENTER))
