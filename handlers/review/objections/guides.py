"""Guided: file an objection; decide on it."""

from collections.abc import Sequence
from typing import Any

from forms.values import Complaint, Email, Mobile, PersonName, Phone, Text
from handlers.callbacks import Go
from handlers.casework.case import Case
from handlers.casework.texts import named
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide, Option, Question, question
from handlers.letters import Letter
from handlers.places import Place
from handlers.replies import numbered
from handlers.review.objections import keyboards, texts
from handlers.review.objections.service import OF_OBJECTIONS, Objecting
from storage.roles import Role

FILE, SETTLE = "objection", "objection-settle"
FACTS = Text(least=20, most=2000, lines=True)
REASON = Text(least=2, most=700, lines=True)
CONTACTS = (Mobile(), Phone(), Email())


def guides(objecting: Objecting) -> tuple[Guide, ...]:
    return (_file(objecting), _settle(objecting))


def _file(objecting: Objecting) -> Guide:
    async def prepare(draft: Draft, desk: Desk) -> None:
        found = await objecting.about(desk, draft.facts["filing"])
        draft.facts["who"] = found.shown

    async def ask_name(draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        return texts.ask_name(await objecting.about(desk, draft.facts["filing"])), ()

    async def read_name(said: str, _draft: Draft, _desk: Desk) -> Any:
        return PersonName().read(said)

    async def summary(draft: Draft, _desk: Desk) -> str:
        said = (draft.get(each) for each in ("name", "contact", "facts"))
        return texts.summary(draft.facts["who"], *said)

    async def finish(draft: Draft, desk: Desk) -> Reply:
        said = {each: draft.get(each) for each in ("name", "contact", "facts")}
        case = await objecting.file(desk, draft.facts["filing"], **said)
        return Reply(text=texts.THANKS, letters=await _to_staff(desk, case))

    return Guide(
        name=FILE,
        title="提出异议",
        questions=(
            Question(name="name", ask=ask_name, read=read_name),
            _contact(),
            question("facts", texts.ASK_FACTS, FACTS),
        ),
        summary=summary,
        prepare=prepare,
        finish=finish,
        done="提交异议",
    )


def _contact() -> Question:
    async def ask(_draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
        return texts.ASK_CONTACT, ()

    async def read(said: str, _draft: Draft, _desk: Desk) -> Any:
        for kind in CONTACTS:
            try:
                return kind.read(said)
            except Complaint:
                continue
        raise Complaint(texts.WRONG_CONTACT)

    return Question(name="contact", ask=ask, read=read, secret=True)


def _settle(objecting: Objecting) -> Guide:
    async def ask(draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        found = await objecting.look(desk, draft.facts["objection"])
        move = next((each for each in found.moves if each.id == draft.facts["move"]), None)
        label = move.label if move else "办理"
        return texts.ASK_REASON.format(case=named(found.case), label=label), ()

    async def read(said: str, _draft: Draft, _desk: Desk) -> Any:
        return REASON.read(said)

    async def finish(draft: Draft, desk: Desk) -> Reply:
        outcome = await objecting.settle(
            desk, draft.facts["objection"], draft.facts["move"], draft.get("reason")
        )
        text = texts.DONE.format(case=named(outcome.case), state=outcome.case.state.label)
        return Reply(text=text, buttons=(keyboards.TO_LIST,), letters=outcome.letters)

    return Guide(
        name=SETTLE,
        title="处理异议",
        questions=(Question(name="reason", ask=ask, read=read),),
        finish=finish,
    )


def move_numbered(n: int) -> str:
    return OF_OBJECTIONS[min(n, len(OF_OBJECTIONS) - 1)]


async def _to_staff(desk: Desk, case: Case) -> tuple[Letter, ...]:
    """Without a word of what was said, or by whom: that is read where it can be journalled."""
    found = []
    for role in (Role.STAFF, Role.STAFF_HEAD):
        found += await desk.archive.roles.holders(desk.now, role=role)
    keyboard = numbered((("去看异议", Go(to=Place.OBJECTIONS)),))
    text = texts.TO_STAFF.format(case=named(case))
    told = dict.fromkeys(each.person_id for each in found if each.person_id != desk.person.id)
    return tuple(Letter(person_id=each, text=text, keyboard=keyboard) for each in told)
