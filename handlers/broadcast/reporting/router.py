"""Reports by button."""

from aiogram import F
from aiogram.types import CallbackQuery

from handlers.broadcast.reporting import keyboards, reminders, texts
from handlers.broadcast.reporting.exporting import Exporting
from handlers.broadcast.reporting.reminding import Reminding
from handlers.broadcast.reporting.service import Reporting
from handlers.callbacks import Go
from handlers.desk import Reply
from handlers.hearing import private_room
from handlers.places import Place
from handlers.telling import Answers, Teller

router = private_room("reporting")


@router.callback_query(Go.filter(F.to == Place.REPORT))
async def report(
    query: CallbackQuery, callback_data: Go, teller: Teller, reporting: Reporting
) -> Answers:
    found = await reporting.report(teller.desk, callback_data.id)
    said = Reply(text=texts.report(found), buttons=keyboards.report(found))
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.EXPORT_REPORT))
async def export(
    query: CallbackQuery, callback_data: Go, teller: Teller, exporting: Exporting
) -> Answers:
    as_picture = callback_data.n == keyboards.PICTURE
    make = exporting.picture if as_picture else exporting.table
    file = await make(teller.desk, callback_data.id)
    text = texts.PICTURE if as_picture else texts.TABLE
    said = Reply(text=text, files=(file,), buttons=(keyboards.back(callback_data.id),))
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.RECIPIENTS))
async def people(
    query: CallbackQuery, callback_data: Go, teller: Teller, reporting: Reporting
) -> Answers:
    found = await reporting.people(teller.desk, callback_data.id, callback_data.n)
    said = Reply(text=texts.people(found), buttons=keyboards.people(found))
    return await teller.show(query, said)


@router.callback_query(Go.filter((F.to == Place.UNSURE) & (F.id == "")))
async def troubled(query: CallbackQuery, teller: Teller, reporting: Reporting) -> Answers:
    found = await reporting.troubled(teller.desk)
    said = Reply(text=texts.troubled(found), buttons=keyboards.troubled(found))
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.UNSURE))
async def unsure(
    query: CallbackQuery, callback_data: Go, teller: Teller, reporting: Reporting
) -> Answers:
    found = await reporting.unsure(teller.desk, callback_data.id, callback_data.n)
    said = Reply(text=texts.unsure(found), buttons=keyboards.unsure(found))
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.RESEND))
async def resend(
    query: CallbackQuery, callback_data: Go, teller: Teller, reporting: Reporting
) -> Answers:
    sure = callback_data.n == 1
    found = await reporting.resend(teller.desk, callback_data.id, sure=sure)
    said = Reply(text=texts.resent(found), buttons=keyboards.resent(found))
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.ON_HOLD))
async def held(
    query: CallbackQuery, callback_data: Go, teller: Teller, reporting: Reporting
) -> Answers:
    found = await reporting.held(teller.desk, callback_data.id, callback_data.n)
    said = Reply(text=texts.held(found), buttons=keyboards.held(found))
    return await teller.show(query, said)


@router.callback_query(Go.filter(F.to == Place.REMIND_UNREAD))
async def remind(
    query: CallbackQuery, callback_data: Go, teller: Teller, reminding: Reminding
) -> Answers:
    sure = callback_data.n == 1
    found = await reminding.remind(teller.desk, callback_data.id, sure=sure)
    return await teller.show(query, reminders.said(found))
