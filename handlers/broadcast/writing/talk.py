"""The conversation in which pictures and files are sent one after another, until 完成."""

from dataclasses import dataclass

from handlers.broadcast.cast import BroadcastGone, BroadcastMoved, Cast
from handlers.broadcast.writing import keyboards, texts
from handlers.broadcast.writing.service import MOST_PIECES, Writing
from handlers.desk import Desk, Reply
from handlers.guiding import LOST, Act, Turn
from handlers.rights import NotForThisRole

DONE = "完成"
ENDING = (Act.CONFIRM, Act.CANCEL, Act.SKIP, Act.BACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesTalk:
    """One for all announcements; what was sent stands in the announcement's row."""

    writing: Writing

    async def begin(self, desk: Desk, about: str) -> Turn:
        return await self.take(desk, about, Act.RESUME, "", "")

    async def take(self, desk: Desk, about: str, act: Act, said: str, press: str) -> Turn:
        """`press` matters to none of its steps: each may be done twice."""
        try:
            cast = await self.writing.begin_change(desk, about)
        except (BroadcastGone, BroadcastMoved, NotForThisRole):
            return Turn(text=LOST, over=True)
        if act in ENDING or said.strip(" 。.!！") == DONE:
            return Turn(text="", over=True, reply=await page(self.writing, desk, about))
        return _asked(cast, texts.NO_TEXT_NOW if act is Act.SAY else "")


def _asked(cast: Cast, before: str) -> Turn:
    full = len(cast.content.pieces) >= MOST_PIECES
    ask = texts.FULL.format(most=MOST_PIECES) if full else texts.ASK_FILES
    parts = filter(None, [before, texts.so_far(cast.content), ask])
    return Turn(text="\n".join(parts), confirm=DONE, question="files", first=True)


async def page(writing: Writing, desk: Desk, broadcast_id: str, before: str = "") -> Reply:
    """What the announcement is like now, below what has happened."""
    view = await writing.one(desk, broadcast_id)
    text = "\n\n".join(filter(None, [before, texts.one(view)]))
    return Reply(text=text, buttons=keyboards.one(view, desk.person))
