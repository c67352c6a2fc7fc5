"""The one question before everything is deleted: the word itself, typed."""

from collections.abc import Sequence

from forms.values import Complaint
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide, Option, Question
from handlers.people import conversations
from handlers.people.own import texts
from handlers.people.own.service import Own


def erasing(own: Own) -> Guide:
    return Guide(
        name=conversations.ERASE,
        title="撤回同意并删除",
        questions=(Question(name="word", ask=_ask, read=_read, hint=texts.NOT_THE_WORD),),
        finish=lambda _draft, desk: _finish(own, desk),
    )


async def _ask(_draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
    return texts.TYPE_IT, ()


async def _read(said: str, _draft: Draft, _desk: Desk) -> str:
    if said.strip().strip("「」。.") != texts.WORD:
        raise Complaint(texts.NOT_THE_WORD)
    return texts.WORD


async def _finish(own: Own, desk: Desk) -> Reply:
    return await own.erase(desk)
