"""Files that come in, forms and papers that go out."""

from aiogram import F
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message

from handlers.attachments import content_of
from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.filing.files.attaching import Sent
from handlers.filing.files.handouts import FormSheets
from handlers.filing.files.papers import SentAlong
from handlers.filing.files.service import Incoming
from handlers.filing.mine.receipts import Receipts
from handlers.filing.talk import KIND
from handlers.guided import InTheMiddle
from handlers.hearing import Said, WithDocument, WithFile, private_room
from handlers.live import Live
from handlers.place_words import DOWNLOAD
from handlers.places import Place
from handlers.telling import Answers, Teller

router = private_room("files")
FORMS = (".xlsx", ".docx")


@router.message(InTheMiddle(KIND), WithFile())
async def take(
    message: Message, guide: str, teller: Teller, incoming: Incoming, live: Live
) -> Answers:
    await live.think()
    sent = await _sent(message)
    filing_id = guide.partition(".")[2]
    return await _told(message, teller, await incoming.in_the_middle(teller.desk, filing_id, sent))


@router.message(WithDocument())
async def recognise(message: Message, teller: Teller, incoming: Incoming, live: Live) -> Answers:
    """A form filled in outside begins or goes on by itself; everything else is for others."""
    if not ((message.document and message.document.file_name) or "").lower().endswith(FORMS):
        raise SkipHandler
    await live.think()
    reply = await incoming.outside(teller.desk, await _sent(message))
    if reply is None:
        raise SkipHandler
    return await _told(message, teller, reply)


@router.message(InTheMiddle(KIND), Said([DOWNLOAD]))
async def hear_download(
    message: Message, guide: str, teller: Teller, form_sheets: FormSheets
) -> Answers:
    filing_id = guide.partition(".")[2]
    reply = await form_sheets.of_draft(teller.desk, filing_id, word=False)
    return await teller.show(message, reply)


@router.callback_query(Go.filter(F.to.in_({Place.FORM_WORKBOOK, Place.FORM_DOCUMENT})))
async def hand_out(
    query: CallbackQuery, callback_data: Go, teller: Teller, form_sheets: FormSheets
) -> Answers:
    word = callback_data.to is Place.FORM_DOCUMENT
    reply = await form_sheets.hand_out(teller.desk, callback_data.id, word=word)
    return await teller.show(query, reply)


@router.callback_query(Go.filter(F.to == Place.RECEIPT))
async def receipt(
    query: CallbackQuery, callback_data: Go, teller: Teller, receipts: Receipts
) -> Answers:
    reply = await receipts.hand_out(teller.desk, callback_data.id, callback_data.n)
    return await teller.show(query, reply)


@router.callback_query(Go.filter(F.to == Place.ATTACHMENTS))
async def list_papers(
    query: CallbackQuery, callback_data: Go, teller: Teller, sent_along: SentAlong
) -> Answers:
    shown = await sent_along.all(teller.desk, callback_data.id, callback_data.n)
    return await teller.show(query, shown)


@router.callback_query(Go.filter(F.to == Place.ATTACHMENT))
async def open_paper(
    query: CallbackQuery, callback_data: Go, teller: Teller, sent_along: SentAlong
) -> Answers:
    return await teller.show(query, await sent_along.open(teller.desk, callback_data.id))


async def _sent(message: Message) -> Sent:
    name, content = await content_of(message)
    return Sent(name=name, content=content, album=message.media_group_id or "")


async def _told(message: Message, teller: Teller, reply: Reply) -> Answers:
    if reply.guide:
        return await teller.go_on(message, reply.guide, reply.text)
    return await teller.show(message, reply)
