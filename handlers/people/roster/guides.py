"""Guided: add a member, find one, change a field."""

from collections.abc import Callable
from dataclasses import replace
from html import escape
from typing import Any

from forms.values import Complaint
from handlers.acting import heading
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide, Question, question
from handlers.people import conversations, roster_line
from handlers.people.field_questions import TAKEN_BACK, answered, field_questions
from handlers.people.fields import COLUMNS, FIELDS, NUMBERS, TITLES, masked, of_plain, read
from handlers.people.roster import keyboards, texts
from handlers.people.roster.service import Rostering
from handlers.rights import Action, require

MOBILE_NEEDED = "mobile_needed"
PLAIN = ("workplace", "job_title", "speciality", "member_number", "joined_on")
RIGHT = "请核对，没问题就点「确定」："


def guides(rostering: Rostering) -> tuple[Guide, ...]:
    return (_adding(rostering), _finding(rostering), _change(rostering))


def _adding(rostering: Rostering) -> Guide:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        added = await rostering.add(desk, draft.facts["society_id"], _answers(draft))
        return await opened(rostering, desk, added.id, texts.ADDED)

    async def summary(draft: Draft, _desk: Desk) -> str:
        shown = (
            f"{TITLES[name]}：{escape(masked(name, of_plain(name, value)))}"
            for name, value in _answers(draft).items()
            if value is not None
        )
        return "\n".join([heading("添加会员", draft.facts["society"]), *shown, RIGHT])

    return Guide(
        name=conversations.ADD_MEMBER,
        title="添加会员",
        questions=(
            question("name", "会员的姓名是？", COLUMNS["name"].kind),
            _number("identity", "身份证号是？", optional=True),
            _number("mobile", "手机号是？", relevant=_has_identity, optional=True),
            _number(
                MOBILE_NEEDED,
                "手机号是？身份证号和手机号至少要填一个。",
                relevant=lambda draft: not _has_identity(draft),
            ),
            *(_plain(name) for name in PLAIN),
        ),
        summary=summary,
        finish=finish,
    )


def _has_identity(draft: Draft) -> bool:
    return draft.get("identity") is not None


def _answers(draft: Draft) -> dict[str, Any]:
    known = dict(draft.answers)
    if mobile := known.pop(MOBILE_NEEDED, None):
        known["mobile"] = mobile
    return {name: known.get(name) for name in FIELDS}


def _plain(name: str) -> Question:
    column = COLUMNS[name]
    text = f"{column.title}是？{column.hint}"
    asked = question(name, text, column.kind, hint=column.hint, optional=True)

    async def take(said: str, _draft: Draft, _desk: Desk) -> Any:
        return column.kind.plain(read(name, said))

    return replace(asked, read=take)


def _number(
    name: str,
    text: str,
    *,
    optional: bool = False,
    relevant: Callable[[Draft], bool] = lambda _draft: True,
) -> Question:
    """Whoever is on the roster already is named at once, not at the end."""
    field = next(each for each in NUMBERS if name.startswith(each))
    kind = COLUMNS[field].kind

    async def ask(_draft: Draft, _desk: Desk) -> tuple[str, tuple[()]]:
        return text + TAKEN_BACK, ()

    async def take(said: str, draft: Draft, desk: Desk) -> Any:
        require(desk.person, Action.KEEP_ROSTER, draft.facts["society_id"])
        number = kind.read(said)
        await roster_line.refuse_double(desk, draft.facts["society_id"], field, number)
        return number

    return Question(
        name=name,
        ask=ask,
        read=take,
        hint=COLUMNS[field].hint,
        optional=optional,
        secret=True,
        relevant=relevant,
    )


def _finding(rostering: Rostering) -> Guide:
    async def ask(_draft: Draft, _desk: Desk) -> tuple[str, tuple[()]]:
        return "要找谁？请写姓名，或名字里的一个字。", ()

    async def take(said: str, _draft: Draft, _desk: Desk) -> str:
        if not (words := said.strip()) or len(words) > 20:
            raise Complaint("请写要找的姓名，最多20个字。")
        return words

    async def finish(draft: Draft, desk: Desk) -> Reply:
        society_id, name = draft.facts["society_id"], draft.get("name")
        members = await rostering.find(desk, society_id, name)
        return Reply(
            text=texts.found(draft.facts["society"], name, members),
            buttons=(*keyboards.members(tuple(members)), keyboards.back(society_id)),
        )

    return Guide(
        name=conversations.FIND_MEMBER,
        title="找会员",
        questions=(Question(name="name", ask=ask, read=take),),
        finish=finish,
    )


def _change(rostering: Rostering) -> Guide:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        member_id = draft.facts["member_id"]
        field, plain = answered(draft)
        await rostering.change(desk, member_id, field, plain)
        return await opened(rostering, desk, member_id, texts.CHANGED)

    return Guide(
        name=conversations.CHANGE_MEMBER,
        title="更改会员信息",
        questions=field_questions(FIELDS),
        finish=finish,
    )


async def opened(rostering: Rostering, desk: Desk, member_id: str, before: str = "") -> Reply:
    """A member's page, below what has just been done."""
    found = await rostering.open(desk, member_id)
    return Reply(
        text=texts.member(found, before), buttons=keyboards.member(found.member, desk.person)
    )
