"""How replies and turns become messages: texts, numbered buttons, files, letters."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram.methods import DeleteMessage, SendDocument, SendPhoto, TelegramMethod
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message, WebAppInfo

from handlers.callbacks import GuideCallback, MenuCallback
from handlers.desk import Attached, Button, Desk, Reply
from handlers.guiding import Act, Guiding, Turn
from handlers.letters import Letter
from handlers.menu import MenuItem
from handlers.replies import Event, chat_of, numbered, plain, reply

Answer = TelegramMethod[Any] | Letter
Answers = list[Answer]
STATE = "guide:"
SHELF = "shelf:"  # how a kept file is named where a door expects a file
# Below whatever leads nowhere else.
ONWARDS: tuple[Button, ...] = (("看看能办的事", MenuCallback(item=MenuItem.HOME)),)
MANY, SHORT = 6, 9  # so many buttons, all of them so short, stand two in a row
NAVIGATION = {Act.BACK: "返回", Act.SKIP: "跳过", Act.CANCEL: "取消"}
FURTHER = {Act.ASIDE: "先放一放", Act.LOOK: "看已填的"}
WHOLE = "打开整张表"


@dataclass(slots=True)
class Bookmark:
    """Where somebody was when they asked something else: shown again after the answer."""

    answers: Sequence[Answer] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Says things in the chat of one update, and remembers which conversation is open there."""

    desk: Desk
    state: FSMContext
    guiding: Guiding

    async def show(self, event: Event, said: Reply) -> Answers:
        """The reply, and the first question of the conversation it leads to."""
        answers = shown(event, said)
        if said.guide:
            turn = await self.guiding.begin(self.desk, said.guide, **said.facts)
            answers += await self.tell(event, said.guide, turn)
        return answers

    async def take(self, event: Event, name: str, act: Act, said: str, about: str = "") -> Answers:
        turn = await self.guiding.take(self.desk, name, act, said, about)
        return await self.tell(event, name, turn)

    async def leave(self) -> None:
        """Whatever conversation is open is put down; nothing of it is lost."""
        await self.state.clear()

    async def go_on(self, event: Event, name: str, before: str) -> Answers:
        """The question that is open there is asked again, below what has happened."""
        turn = await self.guiding.take(self.desk, name, Act.RESUME)
        text = "\n\n".join(filter(None, [before, turn.text]))
        return await self.tell(event, name, replace(turn, text=text))

    async def tell(self, event: Event, name: str, turn: Turn) -> Answers:
        taken_back: Answers = []
        if turn.take_back and isinstance(event, Message):
            taken_back = [DeleteMessage(chat_id=event.chat.id, message_id=event.message_id)]
        if not turn.over:
            await self.state.set_state(f"{STATE}{name}")
            return [*taken_back, reply(event, turn.text, keyboard(turn, self.desk.door))]
        await self.state.clear()
        return taken_back + await self.show(event, turn.reply or Reply(text=turn.text))


def shown(event: Event, said: Reply) -> Answers:
    answers: Answers = []
    if said.text:
        buttons = said.buttons if said.buttons or said.guide or said.files else ONWARDS
        keyboard = numbered(buttons, a_row=a_row(buttons)) if buttons else None
        answers.append(reply(event, said.text, keyboard))
    answers += [_file(event, attached) for attached in said.files]
    return [*answers, *said.letters]


def a_row(buttons: Sequence[Button]) -> int:
    return 2 if len(buttons) >= MANY and all(len(label) <= SHORT for label, _ in buttons) else 1


def _file(event: Event, attached: Attached) -> SendPhoto | SendDocument:
    chat_id, name = chat_of(event), f"{SHELF}{attached.file_id}"
    caption = attached.caption or None
    if attached.picture:
        return SendPhoto(chat_id=chat_id, photo=name, caption=caption)
    return SendDocument(chat_id=chat_id, document=name, caption=caption)


def keyboard(turn: Turn, door: str = "") -> InlineKeyboardMarkup:
    """Answers with their numbers, then what is always possible, by its word."""
    choices: list[Button] = [
        (each.label, GuideCallback(act=Act.CHOOSE, question=turn.question, key=each.key))
        for each in turn.options
    ]
    if turn.confirm:
        done = GuideCallback(act=Act.CONFIRM, question=turn.question)
        choices.insert(0, (turn.confirm, done))
    not_now = {Act.BACK: turn.first, Act.SKIP: not turn.optional}
    ways = [act for act in NAVIGATION if not not_now.get(act)]
    row = [_way(act, NAVIGATION[act]) for act in ways]
    further = [_way(act, FURTHER[act]) for act in turn.ways]
    further += _page_buttons(turn.page, door)
    numbers = numbered if turn.numbered else plain
    rows = numbers(choices, a_row=a_row(choices)).inline_keyboard
    return InlineKeyboardMarkup(inline_keyboard=[*rows, row, *([further] if further else [])])


def _way(act: Act, label: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label, callback_data=GuideCallback(act=act).pack())


def _page_buttons(url: str, door: str) -> list[InlineKeyboardButton]:
    """Telegram opens it within itself, and tells the page who is looking; https only."""
    if not url:
        return []
    if door != "telegram":
        return [InlineKeyboardButton(text=WHOLE, url=url)]
    inside = WebAppInfo(url=url)
    return [InlineKeyboardButton(text=WHOLE, web_app=inside)] if url.startswith("https:") else []
