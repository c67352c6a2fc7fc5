"""One's own data, by word and by button."""

from aiogram import F
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Go
from handlers.hearing import Said, private_room
from handlers.people.own.service import Own
from handlers.places import Place
from handlers.telling import Answers, Teller

router = private_room("own")
WORDS = ("我的数据", "我的资料", "导出我的数据", "删除我的数据", "撤回同意", "撤回同意并删除")
SHOW, EXPORT, ERASE = WORDS[:2], WORDS[2:3], WORDS[3:]


@router.message(Command("data"))
@router.message(Said(SHOW))
@router.callback_query(Go.filter(F.to == Place.MY_DATA))
async def show(event: Message | CallbackQuery, teller: Teller, own: Own) -> Answers:
    return await teller.show(event, await own.show(teller.desk))


@router.message(Said(EXPORT))
@router.callback_query(Go.filter(F.to == Place.MY_EXPORT))
async def export(event: Message | CallbackQuery, teller: Teller, own: Own) -> Answers:
    return await teller.show(event, await own.export(teller.desk))


@router.message(Said(ERASE))
@router.callback_query(Go.filter(F.to.in_({Place.ERASE, Place.ERASE_NOW})))
async def ask_to_erase(event: Message | CallbackQuery, teller: Teller, own: Own) -> Answers:
    return await teller.show(event, await own.ask_to_erase(teller.desk))
