"""A room for the tests of the doors: hands out files, reads them, writes letters, knows links."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from unittest.mock import patch

from aiogram import F, Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.methods import DeleteMessage, SendMessage, TelegramMethod
from aiogram.types import Message
from PIL import Image

from bot import corridor
from handlers.attachments import content_of
from handlers.callbacks import MenuCallback
from handlers.desk import Attached, Desk, Reply
from handlers.letters import Letter
from handlers.links import Links
from handlers.menu import MenuItem
from handlers.replies import numbered, reply
from handlers.telling import Answers, Teller
from storage.people import Person

router = Router(name="paper")
SECRET = "7788"


def picture() -> bytes:
    """Something to look at: a card of 600 by 380 dots."""
    image, target = Image.new("RGB", (600, 380), "#07794a"), io.BytesIO()
    image.paste("#f3f5f3", (30, 30, 570, 350))
    image.save(target, "PNG")
    return target.getvalue()


PICTURE = picture()


async def kept(desk: Desk, name: str, content: bytes) -> str:
    desk.shelf.put(content)
    file = await desk.archive.files.add(desk.person.id, name, content, desk.now, None)
    return file.id


@router.message(CommandStart(deep_link=True))
async def enter(message: Message, command: CommandObject) -> SendMessage:
    return reply(message, f"您带来的是 {command.args}")


@router.message(F.text == "要图片")
async def hand_out_picture(message: Message, teller: Teller) -> Answers:
    name = await kept(teller.desk, "会员证.png", PICTURE)
    attached = Attached(file_id=name, picture=True, caption="<b>电子会员证</b>")
    return await teller.show(message, Reply(text="", files=(attached,)))


@router.message(F.text == "要文件")
async def hand_out_file(message: Message, teller: Teller) -> Answers:
    name = await kept(teller.desk, "会员名册.xlsx", b"PK" * 2000)
    attached = Attached(file_id=name, caption="共 12 人")
    return await teller.show(message, Reply(text="名册好了：", files=(attached,)))


@router.message(F.text == "要旧文件")
async def hand_out_nothing(message: Message, teller: Teller) -> Answers:
    return await teller.show(message, Reply(text="", files=(Attached(file_id="0" * 32),)))


@router.message(F.document | F.photo)
async def read(message: Message) -> SendMessage:
    name, content = await content_of(message)
    return reply(message, f"收到 {name}，{len(content)} 字节，以 {content[:4].hex()} 开头")


@router.message(F.text.startswith("密码"))
async def take_back(message: Message) -> list[TelegramMethod[object]]:
    taken = DeleteMessage(chat_id=message.chat.id, message_id=message.message_id)
    return [taken, reply(message, "记下了，您刚才发的已经撤回。")]


@router.message(F.text.startswith("写给"))
async def write(message: Message, teller: Teller, links: Links) -> Answers:
    ((person_id, _),) = await teller.desk.archive.people.search((message.text or "")[2:])
    page, telegram = await links.page(SECRET), await links.telegram(SECRET)
    letter = Letter(
        person_id=person_id,
        text=f'您的邀请码是 123456，<a href="{page}">点这里进入</a>，或打开 {telegram}',
        keyboard=numbered([("看看菜单", MenuCallback(item=MenuItem.HOME))]),
    )
    return [reply(message, "信已寄出。"), letter]


@router.message(F.text == "我叫什么")
async def name(message: Message, person: Person) -> SendMessage:
    roles = "、".join(f"{each.role}：{each.society}" for each in person.standings)
    return reply(message, f"您是{person.name}，{roles}")


@router.message(F.text == "退出")
async def leave(message: Message, teller: Teller) -> SendMessage:
    await teller.desk.archive.web_messages.close_account(message.chat.id, teller.desk.now)
    return reply(message, "这就退出。")


@contextmanager
def paper_room() -> Iterator[None]:
    """The house has this room before all others."""
    here = SimpleNamespace(router=router)
    with patch.object(corridor, "ROOMS", (here, *corridor.ROOMS)):
        yield
