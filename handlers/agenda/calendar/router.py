"""Addresses of calendars by word and by button."""

from aiogram import F
from aiogram.types import CallbackQuery, Message

from handlers.agenda.calendar import texts
from handlers.agenda.calendar.service import CalendarKeeping
from handlers.callbacks import Go
from handlers.desk import Button, Reply
from handlers.hearing import Said, private_room
from handlers.place_words import LABELS, WORDS
from handlers.places import Place
from handlers.telling import Answers, Teller

router = private_room("calendar")
BESIDE: tuple[Button, ...] = (
    ("换一个新链接", Go(to=Place.NEW_CALENDAR_LINK)),
    (LABELS[Place.AGENDA], Go(to=Place.AGENDA)),
    (LABELS[Place.SUBSCRIPTIONS], Go(to=Place.SUBSCRIPTIONS)),
)
SURE: tuple[Button, ...] = (
    ("确定换", Go(to=Place.NEW_CALENDAR_LINK, n=1)),
    ("先不换", Go(to=Place.CALENDAR_LINK)),
)


@router.message(Said(WORDS[Place.CALENDAR_LINK]))
@router.callback_query(Go.filter(F.to == Place.CALENDAR_LINK))
async def look(
    event: Message | CallbackQuery, teller: Teller, calendar_keeping: CalendarKeeping
) -> Answers:
    found = await calendar_keeping.addresses(teller.desk)
    text = texts.link(found.private, found.public)
    return await teller.show(event, Reply(text=text, buttons=BESIDE))


@router.callback_query(Go.filter(F.to == Place.NEW_CALENDAR_LINK))
async def renew(
    query: CallbackQuery, callback_data: Go, teller: Teller, calendar_keeping: CalendarKeeping
) -> Answers:
    found = await calendar_keeping.renew(teller.desk, sure=callback_data.n == 1)
    if found is None:
        return await teller.show(query, Reply(text=texts.SURE, buttons=SURE))
    text = texts.link(found.private, found.public, texts.RENEWED)
    return await teller.show(query, Reply(text=text, buttons=BESIDE))
