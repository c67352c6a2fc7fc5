"""Files and links on their way in, by word, by button and as they come."""

from aiogram import F
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, Message

from handlers.attachments import content_of
from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import Matches, Said, WithFile, private_room
from handlers.live import Live
from handlers.notices.taking import guides, keyboards
from handlers.notices.taking.confirming import Confirming
from handlers.notices.taking.receiving import Receiving
from handlers.notices.taking.service import Intaking
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.rights import Action, may
from handlers.telling import Answers, Teller

router = private_room("notices in")
GO_ON = ("收录",)
LINK = r"\s*(?i:https?)://\S{3,2000}\s*"


@router.message(Said(WORDS[Place.ADD_NOTICE]))
@router.callback_query(Go.filter(F.to == Place.ADD_NOTICE))
async def ask_for(
    event: Message | CallbackQuery, teller: Teller, notice_receiving: Receiving
) -> Answers:
    return await teller.show(event, await notice_receiving.ask_for(teller.desk))


@router.message(Said(WORDS[Place.INTAKES]))
@router.callback_query(Go.filter(F.to == Place.INTAKES))
async def waiting(event: Message | CallbackQuery, teller: Teller, intaking: Intaking) -> Answers:
    return await teller.show(event, await intaking.waiting(teller.desk))


@router.message(Said(GO_ON))
async def go_on(message: Message, teller: Teller, notice_confirming: Confirming) -> Answers:
    return await teller.show(message, await notice_confirming.go_on(teller.desk))


@router.message(WithFile())
async def take_file(
    message: Message, teller: Teller, notice_receiving: Receiving, live: Live
) -> Answers:
    """What nobody before knows as a form or a table of theirs."""
    if not may(teller.desk.person, Action.KEEP_NOTICES):
        raise SkipHandler
    await live.think()
    name, content = await content_of(message)
    said = await notice_receiving.file(teller.desk, live, name, content)
    return finished(live, await teller.show(message, said))


@router.message(Matches(LINK))
async def take_link(
    message: Message, teller: Teller, notice_receiving: Receiving, live: Live
) -> Answers:
    if not may(teller.desk.person, Action.KEEP_NOTICES):
        raise SkipHandler
    await live.think()
    said = await notice_receiving.link(teller.desk, live, (message.text or "").strip())
    return finished(live, await teller.show(message, said))


@router.callback_query(Go.filter(F.to == Place.INTAKE))
async def decide(
    query: CallbackQuery, callback_data: Go, teller: Teller, intaking: Intaking
) -> Answers:
    deeds = {
        keyboards.AS_NEW: intaking.as_new,
        keyboards.APART: intaking.apart,
        keyboards.ASIDE: intaking.aside,
    }
    deed = deeds.get(callback_data.n, intaking.show)
    return await teller.show(query, await deed(teller.desk, callback_data.id))


@router.callback_query(Go.filter(F.to == Place.CHANGE_INTAKE))
async def change(
    query: CallbackQuery, callback_data: Go, teller: Teller, intaking: Intaking
) -> Answers:
    await intaking.reading(teller.desk, callback_data.id)  # whether it is there
    facts = {"id": callback_data.id}
    return await teller.show(query, Reply(text="", guide=guides.CHANGE, facts=facts))


@router.callback_query(
    Go.filter((F.to == Place.NOTICE_OUTLINE) & F.id.startswith(keyboards.OF_INTAKE))
)
async def outline(
    query: CallbackQuery, callback_data: Go, teller: Teller, intaking: Intaking
) -> Answers:
    identity = callback_data.id.removeprefix(keyboards.OF_INTAKE)
    return await teller.show(query, await intaking.outline(teller.desk, identity, callback_data.n))


@router.callback_query(Go.filter(F.to == Place.TAKE_IN))
async def take_in(
    query: CallbackQuery, callback_data: Go, teller: Teller, notice_confirming: Confirming
) -> Answers:
    said = await notice_confirming.take_in(teller.desk, callback_data.id, callback_data.n)
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.DROP_INTAKE))
async def drop(
    query: CallbackQuery, callback_data: Go, teller: Teller, intaking: Intaking
) -> Answers:
    return await teller.show(query, await intaking.drop(teller.desk, callback_data.id))


def finished(live: Live, answers: Answers) -> Answers:
    """The first message takes the place of the progress that was shown."""
    first = answers[0]
    if not isinstance(first, SendMessage) or first.reply_markup is None:
        return answers
    keyboard = first.reply_markup
    return [live.finish(first.text, keyboard), *answers[1:]]  # type: ignore[arg-type]
