"""The one question before everything is deleted: the word itself, typed."""

from collections.abc import Sequence

from forms.values import Complaint
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide, Option, Question
from handlers.letters import Letter
from handlers.people import conversations
from handlers.people.own import texts
from handlers.people.own.service import Own
from handlers.people.secretaries import write_to
from storage.personal import Erased


def guides(own: Own) -> tuple[Guide, ...]:
    erasing = Guide(
        name=conversations.ERASE,
        title="撤回同意并删除",
        questions=(Question(name="word", ask=_ask, read=_read, hint=texts.NOT_THE_WORD),),
        finish=lambda _draft, desk: _finish(own, desk),
    )
    return (erasing,)


async def _ask(_draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
    return texts.TYPE_IT, ()


async def _read(said: str, _draft: Draft, _desk: Desk) -> str:
    if said.strip().strip("「」。.") != texts.WORD:
        raise Complaint(texts.NOT_THE_WORD)
    return texts.WORD


async def _finish(own: Own, desk: Desk) -> Reply:
    """The last that person hears."""
    erased = await own.erase(desk)
    if erased is None:
        return Reply(text=texts.LAST_ADMINISTRATOR)
    return Reply(text=texts.ERASED, letters=await _letters(desk, erased))


async def _letters(desk: Desk, erased: Erased) -> tuple[Letter, ...]:
    """To those who keep the rosters: which line is gone, and not whose."""
    letters = list[Letter]()
    for member in erased.members:
        text = texts.member_gone(member.society, member.member_number)
        letters += await write_to(desk, member.society_id, text)
    return tuple(letters)
