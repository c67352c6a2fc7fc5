"""The middle of a guided conversation: answers, presses, and questions asked in between."""

from aiogram import F
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Go, GuideCallback
from handlers.guiding import LOST, NOTHING_OPEN, Act
from handlers.hearing import Said, Spoken, private_room
from handlers.menu import COMMANDS
from handlers.place_words import DOWNLOAD, LABELS, WORDS
from handlers.places import Place
from handlers.replies import reply
from handlers.telling import FURTHER, NAVIGATION, STATE, Answers, Bookmark, Teller
from knowledge.questions import sounds_like_one

router = private_room("guided")
HELP = ("帮助", "help", "?", "？")
# What is said of the whole conversation, and of others: rooms further on hear it.
PAGES = (Place.CATALOGUE, Place.DRAFTS, Place.FILINGS)
LEAVING = ("菜单", "主菜单", "首页", DOWNLOAD, *(LABELS[each] for each in PAGES))
# What nobody would write down as an answer, and what leads away where it can be none.
LIBRARY = (Place.NOTICES, Place.ADD_NOTICE, Place.INTAKES, Place.QUESTIONS, Place.MY_QUESTIONS)
NO_ANSWER = (COMMANDS["notices"], *(LABELS[each] for each in LIBRARY))
ELSEWHERE = Said((*COMMANDS.values(), *(LABELS[each] for each in WORDS if each in LABELS)))


class InTheMiddle(Filter):
    """Gives `guide`, the name of the conversation (of this kind) that is open in this chat."""

    def __init__(self, kind: str = "") -> None:
        self.begins = f"{STATE}{kind}." if kind else STATE

    async def __call__(
        self, _event: Message | CallbackQuery, raw_state: str | None = None
    ) -> bool | dict[str, str]:
        if raw_state is None or not raw_state.startswith(self.begins):
            return False
        return {"guide": raw_state.removeprefix(STATE)}


@router.message(InTheMiddle(), Said(HELP))
async def explain(message: Message, guide: str, teller: Teller) -> Answers:
    return await teller.take(message, guide, Act.EXPLAIN, "")


@router.message(InTheMiddle(), Said([NAVIGATION[Act.SKIP]]))
async def skip(message: Message, guide: str, teller: Teller) -> Answers:
    """Typed where there is no such button: the answer is that it cannot be skipped."""
    return await teller.take(message, guide, Act.SKIP, "")


@router.message(InTheMiddle(), Said([NAVIGATION[Act.BACK]]))
async def go_back(message: Message, guide: str, teller: Teller) -> Answers:
    """Typed before the first answer there is no such button, and it is nobody's name."""
    return await teller.take(message, guide, Act.BACK, "")


@router.message(InTheMiddle(), Said([NAVIGATION[Act.CANCEL]]))
async def cancel(message: Message, guide: str, teller: Teller) -> Answers:
    return await teller.take(message, guide, Act.CANCEL, "")


@router.message(InTheMiddle(), Said([FURTHER[Act.ASIDE]]))
async def put_aside(message: Message, guide: str, teller: Teller) -> Answers:
    return await teller.take(message, guide, Act.ASIDE, "")


@router.message(InTheMiddle(), Said([FURTHER[Act.LOOK]]))
async def look_back(message: Message, guide: str, teller: Teller) -> Answers:
    return await teller.take(message, guide, Act.LOOK, "")


@router.message(InTheMiddle(), Said(NO_ANSWER))
async def go_elsewhere(_message: Message, teller: Teller) -> Answers:
    """The conversation is put down; the menu leads back to it."""
    await teller.leave()
    raise SkipHandler


@router.message(InTheMiddle(), Spoken(), ~Said(LEAVING + NO_ANSWER))
async def hear(message: Message, guide: str, teller: Teller, bookmark: Bookmark) -> Answers:
    """What cannot be an answer leads elsewhere by name, or is asked; then it goes on here."""
    formatted = teller.guiding.is_formatted(guide)
    said = message.html_text if formatted else message.text or ""
    turn = await teller.guiding.take(teller.desk, guide, Act.SAY, said)
    answers = await teller.tell(message, guide, turn)
    if turn.refused and ELSEWHERE.admits(message):
        await teller.leave()
        raise SkipHandler
    if turn.refused and not formatted and sounds_like_one(said):
        turn = await teller.guiding.take(teller.desk, guide, Act.RESUME)
        bookmark.answers = await teller.tell(message, guide, turn)
        raise SkipHandler
    return answers


@router.callback_query(InTheMiddle(), GuideCallback.filter())
async def press(
    query: CallbackQuery, callback_data: GuideCallback, guide: str, teller: Teller
) -> Answers:
    said, about = callback_data.key, callback_data.question
    return await teller.take(query, guide, callback_data.act, said, about)


@router.callback_query(Go.filter(F.to == Place.CONTINUE))
async def go_on(query: CallbackQuery, callback_data: Go, teller: Teller) -> Answers:
    return await teller.take(query, callback_data.id, Act.RESUME, "")


@router.message(Said((NAVIGATION[Act.SKIP], "确定", "提交")))
async def nothing_open(message: Message) -> Answers:
    """Words of a conversation that is over are no question."""
    return [reply(message, NOTHING_OPEN)]


@router.callback_query(GuideCallback.filter())
async def too_late(query: CallbackQuery) -> Answers:
    return [reply(query, LOST)]
