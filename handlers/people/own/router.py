"""One's own data, by word and by button."""

from aiogram import F
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Go
from handlers.desk import Attached, Reply
from handlers.hearing import Said, private_room
from handlers.people import conversations
from handlers.people.own import texts
from handlers.people.own.service import Own
from handlers.place_words import WORDS
from handlers.places import Place
from handlers.telling import Answers, Teller

router = private_room("own")
WAYS = (("导出我的数据", Go(to=Place.MY_EXPORT)), ("撤回同意并删除", Go(to=Place.ERASE)))


@router.message(Command("data"))
@router.message(Said(WORDS[Place.MY_DATA]))
@router.callback_query(Go.filter(F.to == Place.MY_DATA))
async def show(event: Message | CallbackQuery, teller: Teller, own: Own) -> Answers:
    gathered = await own.gather(teller.desk)
    return await teller.show(event, Reply(text=texts.kept(gathered), buttons=WAYS))


@router.message(Said(WORDS[Place.MY_EXPORT]))
@router.callback_query(Go.filter(F.to == Place.MY_EXPORT))
async def export(event: Message | CallbackQuery, teller: Teller, own: Own) -> Answers:
    file = await own.export(teller.desk)
    said = Reply(text=texts.EXPORTED, files=(Attached(file_id=file.id),))
    return await teller.show(event, said)


@router.message(Said(WORDS[Place.ERASE]))
@router.callback_query(Go.filter(F.to == Place.ERASE))
async def ask_to_erase(event: Message | CallbackQuery, teller: Teller, own: Own) -> Answers:
    if await own.is_needed(teller.desk):
        return await teller.show(event, Reply(text=texts.LAST_ADMINISTRATOR))
    text = texts.will_go(await own.gather(teller.desk))
    return await teller.show(event, Reply(text=text, guide=conversations.ERASE))
