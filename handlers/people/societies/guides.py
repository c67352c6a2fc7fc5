"""The conversations about a record: correct a field, add a society, say why not."""

from collections.abc import Sequence
from typing import Any

from forms.rosters import KIND
from forms.values import City, Complaint, CreditCode, Text
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Finish, Guide, Option, Question, question
from handlers.letters import Letter
from handlers.people import conversations
from handlers.people.field_questions import CLEAR
from handlers.people.societies import fields, keyboards, texts
from handlers.people.societies.service import NameTaken, Societies
from handlers.replies import numbered
from storage.roles import Role

TAKEN = "已有别的学会用这个名称或代码，请核对后再填。"


def guides(societies: Societies) -> tuple[Guide, ...]:
    return (
        Guide(
            name=conversations.CORRECT_SOCIETY,
            title="更正学会信息",
            questions=(_value(societies),),
            summary=_summary(societies),
            finish=_propose(societies),
            done="提交",
        ),
        Guide(
            name=conversations.ADD_SOCIETY,
            title="新增学会",
            questions=(
                question("name", "请发全称，与登记证书一致。", Text(least=4, most=60)),
                question("kind", "它是哪一类？", KIND),
                question("uscc", "请发统一社会信用代码（18位）。", CreditCode(), optional=True),
                question("city", "在哪个市？例如：云州市。", City(), optional=True),
            ),
            finish=_add(societies),
        ),
        Guide(
            name=conversations.REFUSE_CORRECTION,
            title="不采纳更正",
            questions=(question("reason", texts.ASK_REASON, Text(least=2, most=200)),),
            finish=_refuse(societies),
        ),
    )


def _value(societies: Societies) -> Question:
    """The field stands in the draft's facts: its title, kind and present value are shown."""

    async def ask(draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        name = draft.facts["field"]
        society = await societies.get(desk, draft.facts["society_id"])
        now = texts.covered(name, fields.kept(fields.plain(society, name)))
        text = f"{fields.title(name)}现在是：{now}\n请发新的内容。"
        labels = fields.kind(name).labels
        return text, [Option(key=label, label=label) for label in labels]

    async def read(said: str, draft: Draft, desk: Desk) -> Any:
        name = draft.facts["field"]
        if said.strip() == CLEAR and not fields.is_required(name):
            return None
        if said.strip().endswith(("?", "？")):
            raise Complaint(f"这不像{fields.title(name)}。请再填一次。")
        kind = fields.kind(name)
        value = kind.plain(kind.read(said))
        society = await desk.archive.societies.get(draft.facts["society_id"])
        if society and value == fields.plain(society, name):
            raise Complaint(texts.SAME_AS_NOW)
        return value

    return Question(
        name="value", ask=ask, read=read, hint=f"照登记证书填写。要清空这一项，发「{CLEAR}」。"
    )


def _summary(societies: Societies) -> Any:
    async def summary(draft: Draft, desk: Desk) -> str:
        society = await societies.get(desk, draft.facts["society_id"])
        return texts.summary(society, draft.facts["field"], fields.kept(draft.get("value")))

    return summary


def _propose(societies: Societies) -> Finish:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        society_id, name = draft.facts["society_id"], draft.facts["field"]
        try:
            at_once = await societies.propose(desk, society_id, name, draft.get("value"))
        except NameTaken as error:
            raise Complaint(TAKEN) from error
        value = texts.covered(name, fields.kept(draft.get("value")))
        said = texts.CHANGED if at_once else texts.PROPOSED
        letters = () if at_once else await _tell_staff(desk, society_id, name)
        return Reply(
            text=said.format(title=fields.title(name), value=value),
            buttons=keyboards.back(society_id),
            letters=letters,
        )

    return finish


async def _tell_staff(desk: Desk, society_id: str, name: str) -> tuple[Letter, ...]:
    society = await desk.archive.societies.get(society_id)
    staff = await desk.archive.roles.holders(desk.now, role=Role.STAFF)
    text = texts.told_staff(society.name if society else "", fields.title(name))
    keyboard = numbered(keyboards.TO_CHECK)
    return tuple(Letter(person_id=each.person_id, text=text, keyboard=keyboard) for each in staff)


def _add(societies: Societies) -> Finish:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        values = {name: value for name, value in draft.answers.items() if value is not None}
        try:
            identity = await societies.add(desk, values)
        except NameTaken as error:
            raise Complaint(TAKEN) from error
        text = texts.added(values["name"])
        return Reply(text=text, buttons=keyboards.back(identity))

    return finish


def _refuse(societies: Societies) -> Finish:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        reason = draft.get("reason")
        found = await societies.refuse(desk, draft.facts["id"], reason)
        text = texts.refused(reason)
        if found.person_id is None:
            return Reply(text=text, buttons=keyboards.MORE)
        told = Letter(person_id=found.person_id, text=texts.told_refused(found, reason))
        return Reply(text=text, buttons=keyboards.MORE, letters=(told,))

    return finish
