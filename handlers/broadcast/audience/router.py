"""Choosing an audience, by button and by word; a table of names as a file."""

from aiogram import F
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from handlers.attachments import content_of
from handlers.broadcast.audience import guides, keyboards, texts
from handlers.broadcast.audience.keyboards import Do, Sheet
from handlers.broadcast.audience.service import Addressing
from handlers.broadcast.audience.sheets import SHEET, NameSheets
from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import WithDocument, private_room
from handlers.live import Live
from handlers.places import Place
from handlers.telling import STATE, Answers, Teller

router = private_room("audience")


class AwaitingNames(Filter):
    """A table of names was asked for in this chat."""

    async def __call__(self, _event: Message, raw_state: str | None = None) -> bool:
        return raw_state == f"{STATE}{SHEET}"


@router.message(AwaitingNames(), WithDocument())
async def take_names(
    message: Message, teller: Teller, name_sheets: NameSheets, live: Live
) -> Answers:
    await live.think()
    name, content = await content_of(message)
    reply = await name_sheets.take(teller.desk, name, content)
    if reply.guide == SHEET:
        return await teller.go_on(message, SHEET, reply.text)
    await teller.leave()
    return await teller.show(message, reply)


@router.callback_query(Go.filter((F.to == Place.PEOPLE_SHEET) & (F.n == Sheet.TEMPLATE)))
async def template(query: CallbackQuery, teller: Teller, name_sheets: NameSheets) -> Answers:
    return await teller.show(query, await name_sheets.template(teller.desk))


@router.callback_query(Go.filter(F.to == Place.PEOPLE_SHEET))
async def ask_for_names(
    query: CallbackQuery, callback_data: Go, teller: Teller, name_sheets: NameSheets
) -> Answers:
    return await teller.show(query, await name_sheets.ask_for(teller.desk, callback_data.id))


@router.callback_query(Go.filter(F.to == Place.EXCLUDED))
async def left_out(
    query: CallbackQuery, callback_data: Go, teller: Teller, addressing: Addressing
) -> Answers:
    found = await addressing.left_out(teller.desk, callback_data.id, callback_data.n)
    buttons = keyboards.left_out(found)
    return await teller.show(query, Reply(text=texts.left_out(found), buttons=buttons))


@router.callback_query(Go.filter((F.to == Place.AUDIENCE) & (F.n == Do.MORE)))
async def more(
    query: CallbackQuery, callback_data: Go, teller: Teller, addressing: Addressing
) -> Answers:
    await addressing.begin(teller.desk, callback_data.id)
    buttons = keyboards.more(callback_data.id)
    return await teller.show(query, Reply(text=texts.MORE, buttons=buttons))


@router.callback_query(Go.filter((F.to == Place.AUDIENCE) & (F.n == Do.LESS)))
async def less(
    query: CallbackQuery, callback_data: Go, teller: Teller, addressing: Addressing
) -> Answers:
    await addressing.begin(teller.desk, callback_data.id)
    view = await addressing.look(teller.desk, callback_data.id)
    buttons = keyboards.less(callback_data.id, view.items)
    return await teller.show(query, Reply(text=texts.LESS, buttons=buttons))


@router.callback_query(Go.filter((F.to == Place.AUDIENCE) & (F.n == Do.AFRESH)))
async def ask_to_clear(
    query: CallbackQuery, callback_data: Go, teller: Teller, addressing: Addressing
) -> Answers:
    await addressing.begin(teller.desk, callback_data.id)
    buttons = keyboards.sure(callback_data.id)
    return await teller.show(query, Reply(text=texts.SURE, buttons=buttons))


@router.callback_query(Go.filter((F.to == Place.AUDIENCE) & (F.n == Do.AFRESH_SURE)))
async def clear(
    query: CallbackQuery, callback_data: Go, teller: Teller, addressing: Addressing
) -> Answers:
    await addressing.clear(teller.desk, callback_data.id)
    return await _look(query, callback_data, teller, addressing)


@router.callback_query(Go.filter((F.to == Place.AUDIENCE) & (F.n == Do.SAVE)))
async def save(
    query: CallbackQuery, callback_data: Go, teller: Teller, addressing: Addressing
) -> Answers:
    await addressing.look(teller.desk, callback_data.id)
    facts = {"id": callback_data.id}
    return await teller.show(query, Reply(text="", guide=guides.SAVE, facts=facts))


@router.callback_query(
    Go.filter((F.to == Place.AUDIENCE) & (F.n >= Do.FIRST_SORT) & (F.n <= Do.DEEDS))
)
async def add(
    query: CallbackQuery, callback_data: Go, teller: Teller, addressing: Addressing
) -> Answers:
    await addressing.begin(teller.desk, callback_data.id)
    sort = keyboards.sort_of(callback_data.n)
    facts = {"id": callback_data.id, "sort": sort} if sort else {"id": callback_data.id}
    guide = guides.ADD if sort else guides.DEEDS
    return await teller.show(query, Reply(text="", guide=guide, facts=facts))


@router.callback_query(Go.filter((F.to == Place.AUDIENCE) & (F.n >= Do.FIRST_CONDITION)))
async def drop(
    query: CallbackQuery, callback_data: Go, teller: Teller, addressing: Addressing
) -> Answers:
    await addressing.drop(teller.desk, callback_data.id, callback_data.n)
    return await _look(query, callback_data, teller, addressing)


@router.callback_query(Go.filter((F.to == Place.AUDIENCE) & (F.n != Do.LOOK)))
async def choose_common(
    query: CallbackQuery, callback_data: Go, teller: Teller, addressing: Addressing
) -> Answers:
    await addressing.choose_common(teller.desk, callback_data.id, callback_data.n)
    return await _look(query, callback_data, teller, addressing)


@router.callback_query(Go.filter(F.to == Place.AUDIENCE))
async def look(
    query: CallbackQuery, callback_data: Go, teller: Teller, addressing: Addressing
) -> Answers:
    return await _look(query, callback_data, teller, addressing)


async def _look(
    query: CallbackQuery, pressed: Go, teller: Teller, addressing: Addressing
) -> Answers:
    return await teller.show(query, await guides.looked_at(addressing, teller.desk, pressed.id))
