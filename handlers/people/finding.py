"""Naming a society in a conversation: by a part of its name, or by choosing."""

from collections.abc import Callable, Sequence

from forms.values import Complaint, normalise
from handlers.desk import Desk
from handlers.guide import Draft, Option, Question, Several, always
from handlers.rights import Action, may, society_for

ASK = "是哪个学会？请发学会名称，发一部分也行，例如：材料。"
NONE = "没有找到名称里有「{words}」的学会。请换个词再发，例如只发学科名。"
SEVERAL = "找到几个学会，请选择："
MANY = "名称相近的学会很多，先列出 8 个；没有您的学会，请多写几个字："
WHICH_OF_YOURS = "您在几个学会有身份，这次是哪个学会？请选择："
SHOWN = 8


class SocietyGone(Exception):
    """There is no such society, or not any more."""


async def find(said: str, desk: Desk) -> str:
    """The id of the one society meant; raises Complaint when there is none, Several when many."""
    words = normalise(said).strip("「」")
    exact = await desk.archive.societies.named(words)
    if exact:
        return exact.id
    found = await desk.archive.societies.search(words, most=SHOWN + 1) if words else []
    if not found:
        raise Complaint(NONE.format(words=words[:20]))
    if len(found) > 1:
        options = [Option(key=key, label=name) for key, name in found[:SHOWN]]
        raise Several(MANY if len(found) > SHOWN else SEVERAL, options)
    return found[0][0]


def society_question(
    action: Action,
    *,
    name: str = "society_id",
    text: str = ASK,
    relevant: Callable[[Draft], bool] = always,
) -> Question:
    """Any society for whom the action is allowed everywhere; else one of the person's own."""

    async def ask(_draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        if may(desk.person, action):
            return text, ()
        mine = society_for(desk.person, action)
        return WHICH_OF_YOURS, [Option(key=key, label=label) for key, label in mine]

    async def read(said: str, _draft: Draft, desk: Desk) -> str:
        if may(desk.person, action):
            return await find(said, desk)
        mine = society_for(desk.person, action)
        fitting = [key for key, label in mine if said == key or normalise(said) in label]
        if len(fitting) != 1:
            raise Complaint(WHICH_OF_YOURS)
        return fitting[0]

    return Question(name=name, ask=ask, read=read, relevant=relevant)
