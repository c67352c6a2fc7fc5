"""Announcements by word and by button, and the files that are sent along."""

from aiogram import F
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message

from handlers.attachments import content_of
from handlers.broadcast import conversations
from handlers.broadcast.writing import guides, keyboards, texts
from handlers.broadcast.writing.keyboards import PAGES, Part
from handlers.broadcast.writing.pictures import shown
from handlers.broadcast.writing.service import Writing
from handlers.broadcast.writing.talk import page
from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.guided import InTheMiddle
from handlers.hearing import Said, WithFile, private_room
from handlers.live import Live
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.telling import Answers, Teller

router = private_room("announcements")
OF_TEXT = (conversations.TEXT, conversations.REWRITE, conversations.MEND)
BEGINNING = {
    Part.TEXT: conversations.REWRITE,
    Part.LINK: conversations.LINK,
    Part.FORM: conversations.FORM,
    Part.POLL: conversations.POLL,
}


@router.message(InTheMiddle(conversations.FILES), WithFile())
async def take_file(
    message: Message, guide: str, teller: Teller, writing: Writing, live: Live
) -> Answers:
    await live.think()
    name, content = await content_of(message)
    as_picture = shown(content, as_photo=bool(message.photo), door=teller.desk.door)
    identity = guide.partition(".")[2]
    piece = await writing.add_piece(teller.desk, identity, name, content, shown=as_picture)
    return await teller.go_on(message, guide, texts.taken(piece, message.caption))


@router.message(InTheMiddle(), WithFile())
async def too_early(message: Message, guide: str, teller: Teller) -> Answers:
    """Before there is a text, a file is not lost without a word."""
    if guide not in OF_TEXT:
        raise SkipHandler
    return await teller.go_on(message, guide, texts.TEXT_FIRST)


@router.message(Said(WORDS[Place.BROADCASTS]))
@router.callback_query(Go.filter((F.to == Place.BROADCASTS) & (F.n < PAGES)))
async def look(event: Message | CallbackQuery, teller: Teller, writing: Writing) -> Answers:
    counts = await writing.counts(teller.desk)
    said = Reply(text=texts.overview(counts), buttons=keyboards.overview(counts))
    return await teller.show(event, said)


@router.callback_query(Go.filter(F.to == Place.BROADCASTS))
async def listed(
    query: CallbackQuery, callback_data: Go, teller: Teller, writing: Writing
) -> Answers:
    group, number = divmod(callback_data.n, PAGES)
    found = await writing.listed(teller.desk, group - 1, number)
    said = Reply(text=texts.listed(found), buttons=keyboards.listed(found))
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.BROADCAST))
async def one(
    query: CallbackQuery, callback_data: Go, teller: Teller, writing: Writing
) -> Answers:
    return await teller.show(query, await page(writing, teller.desk, callback_data.id))


@router.message(Said(WORDS[Place.ADD_BROADCAST]))
@router.callback_query(Go.filter(F.to == Place.ADD_BROADCAST))
async def write(event: Message | CallbackQuery, teller: Teller, writing: Writing) -> Answers:
    writing.begin(teller.desk)
    return await teller.show(event, Reply(text="", guide=conversations.TEXT))


@router.callback_query(Go.filter((F.to == Place.EDIT_BROADCAST) & F.n.in_(set(BEGINNING))))
async def ask(
    query: CallbackQuery, callback_data: Go, teller: Teller, writing: Writing
) -> Answers:
    await writing.begin_change(teller.desk, callback_data.id)
    guide, facts = BEGINNING[Part(callback_data.n)], {"id": callback_data.id}
    return await teller.show(query, Reply(text="", guide=guide, facts=facts))


@router.callback_query(Go.filter((F.to == Place.EDIT_BROADCAST) & (F.n == Part.PIECES)))
async def ask_for_files(
    query: CallbackQuery, callback_data: Go, teller: Teller, writing: Writing
) -> Answers:
    cast = await writing.begin_change(teller.desk, callback_data.id)
    buttons = keyboards.no_pieces(cast) if cast.content.pieces else ()
    said = Reply(text=texts.so_far(cast.content), buttons=buttons)
    answers = await teller.show(query, said) if buttons else []
    begun = Reply(text="", guide=conversations.files_of(cast.id))
    return [*answers, *await teller.show(query, begun)]


@router.callback_query(Go.filter((F.to == Place.EDIT_BROADCAST) & (F.n == Part.BUTTONS)))
async def buttons(
    query: CallbackQuery, callback_data: Go, teller: Teller, writing: Writing
) -> Answers:
    return await _buttons(query, callback_data, teller, writing)


@router.callback_query(Go.filter((F.to == Place.EDIT_BROADCAST) & (F.n == Part.CONFIRM)))
async def turn_confirm(
    query: CallbackQuery, callback_data: Go, teller: Teller, writing: Writing
) -> Answers:
    await writing.turn_confirm(teller.desk, callback_data.id)
    return await _buttons(query, callback_data, teller, writing)


@router.callback_query(Go.filter((F.to == Place.EDIT_BROADCAST) & (F.n == Part.NO_BUTTONS)))
async def drop_buttons(
    query: CallbackQuery, callback_data: Go, teller: Teller, writing: Writing
) -> Answers:
    await writing.drop_buttons(teller.desk, callback_data.id)
    return await _buttons(query, callback_data, teller, writing)


@router.callback_query(Go.filter((F.to == Place.EDIT_BROADCAST) & (F.n == Part.NO_PIECES)))
async def drop_files(
    query: CallbackQuery, callback_data: Go, teller: Teller, writing: Writing
) -> Answers:
    await teller.leave()
    await writing.drop_pieces(teller.desk, callback_data.id)
    said = await page(writing, teller.desk, callback_data.id, texts.PIECES_DROPPED)
    return await teller.show(query, said)


@router.callback_query(Go.filter((F.to == Place.EDIT_BROADCAST) & (F.n == Part.MANDATORY)))
async def turn_mandatory(
    query: CallbackQuery, callback_data: Go, teller: Teller, writing: Writing
) -> Answers:
    await writing.turn_mandatory(teller.desk, callback_data.id)
    said = await page(writing, teller.desk, callback_data.id)
    return await teller.show(query, said)


@router.callback_query(Go.filter((F.to == Place.EDIT_BROADCAST) & (F.n == Part.TAKE_BACK)))
async def take_back(
    query: CallbackQuery, callback_data: Go, teller: Teller, writing: Writing
) -> Answers:
    await writing.take_back(teller.desk, callback_data.id)
    said = await page(writing, teller.desk, callback_data.id, texts.TAKEN_BACK)
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.COPY_BROADCAST))
async def copy(
    query: CallbackQuery, callback_data: Go, teller: Teller, writing: Writing
) -> Answers:
    identity = await writing.copy(teller.desk, callback_data.id)
    return await teller.show(query, await page(writing, teller.desk, identity, texts.COPIED))


@router.callback_query(Go.filter(F.to == Place.DISCARD_BROADCAST))
async def discard(
    query: CallbackQuery, callback_data: Go, teller: Teller, writing: Writing
) -> Answers:
    sure = callback_data.n == 1
    cast = await writing.discard(teller.desk, callback_data.id, sure=sure)
    if sure:
        said = Reply(text=texts.DISCARDED, buttons=(keyboards.TO_ALL,))
    else:
        said = Reply(text=texts.discard(cast), buttons=keyboards.sure_to_discard(cast))
    return await teller.show(query, said)


async def _buttons(query: CallbackQuery, pressed: Go, teller: Teller, writing: Writing) -> Answers:
    return await teller.show(query, await guides.buttons_page(writing, teller.desk, pressed.id))
