"""The conversation with whoever comes in: a code, then a name or a yes."""

from collections.abc import Sequence

from forms.values import Complaint, PersonName, normalise
from handlers.desk import Desk, Reply
from handlers.doors import DOORS
from handlers.guide import Draft, Finish, Guide, Option, Question
from handlers.letters import Letter
from handlers.people import conversations
from handlers.people.entry import texts
from handlers.people.entry.service import Entering, Found, Refused
from storage.roles import Role


def kept(found: Found) -> dict[str, str]:
    """What a draft remembers of it."""
    if found.invitation:
        return {"invitation": found.invitation.id}
    return {"owner": found.owner_id, "code": found.code}


def guides(entering: Entering) -> tuple[Guide, ...]:
    return (
        Guide(
            name=conversations.ENTER,
            title="登录与邀请",
            questions=(_code(entering), _name(entering), _mine()),
            finish=_finish(entering),
        ),
    )


def _found(draft: Draft) -> dict[str, str]:
    found: dict[str, str] = draft.get("found") or {}
    return found


def _code(entering: Entering) -> Question:
    async def ask(_draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
        return texts.ASK_CODE, ()

    async def read(said: str, _draft: Draft, desk: Desk) -> dict[str, str]:
        code = normalise(said).replace(" ", "").replace("-", "")
        if len(code) != 6 or not code.isascii() or not code.isdecimal():
            raise Complaint(texts.NOT_SIX)
        return await _opened(desk, await entering.by_code(desk, code))

    return Question(
        name="found",
        ask=ask,
        read=read,
        hint=texts.CODE_HINT,
        secret=True,
        relevant=lambda draft: "found" not in draft.facts,
    )


async def _opened(desk: Desk, found: Found | Refused) -> dict[str, str]:
    if isinstance(found, Refused):
        raise Complaint(texts.refused(found))
    if found.owner_id and desk.person.standings:
        raise Complaint(texts.ALREADY_SOMEBODY.format(name=desk.person.name))
    return kept(found)


def _name(entering: Entering) -> Question:
    async def ask(draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        invitation = await desk.archive.invitations.get(_found(draft)["invitation"])
        assert invitation  # noqa: S101 - the draft was made from it
        return texts.ask_name(invitation), ()

    async def read(said: str, draft: Draft, desk: Desk) -> str:
        name = PersonName().read(said)
        refusal = await entering.check_name(desk, _found(draft)["invitation"], name)
        if refusal:
            raise Complaint(texts.refused(refusal))
        return name

    return Question(
        name="name",
        ask=ask,
        read=read,
        hint=texts.NAME_HINT,
        relevant=lambda draft: "invitation" in _found(draft),
    )


def _mine() -> Question:
    async def ask(draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        found = _found(draft)
        owner = await desk.archive.people.get(found["owner"], desk.now)
        text = texts.is_it_you(Found(owner=owner.name if owner else ""))
        return text, [Option(key=each, label=each) for each in (texts.IT_IS_ME, texts.NOT_ME)]

    async def read(said: str, _draft: Draft, _desk: Desk) -> bool:
        if said.strip() not in (texts.IT_IS_ME, texts.NOT_ME, "是", "不是"):
            raise Complaint(f"请点「{texts.IT_IS_ME}」或「{texts.NOT_ME}」。")
        return said.strip() in (texts.IT_IS_ME, "是")

    return Question(
        name="mine", ask=ask, read=read, relevant=lambda draft: "owner" in _found(draft)
    )


def _finish(entering: Entering) -> Finish:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        found = _found(draft)
        if "invitation" in found:
            return await _accept(entering, desk, found["invitation"])
        if not draft.get("mine"):
            return Reply(text=texts.STOPPED)
        return await _log_in(entering, desk, found)

    return finish


async def _accept(entering: Entering, desk: Desk, invitation_id: str) -> Reply:
    entered = await entering.accept(desk, invitation_id)
    if entered is None:
        return Reply(text=texts.GONE)
    invitation = entered.invitation
    text = texts.welcome(invitation, is_new=entered.is_new)
    if invitation.role is Role.MEMBER:
        facts = {
            "society_id": invitation.society_id,
            "name": invitation.name,
            "member_id": invitation.member_id,
        }
        return Reply(text=text, guide=conversations.CONFIRM, facts=facts)
    giver = invitation.given_by
    if giver is None or giver == desk.person.id or not entered.is_new:
        return Reply(text=text)
    told = Letter(person_id=giver, text=texts.told_giver(invitation))
    return Reply(text=text, letters=(told,))


async def _log_in(entering: Entering, desk: Desk, found: dict[str, str]) -> Reply:
    if not await entering.log_in(desk, found["code"]):
        return Reply(text=texts.GONE)
    owner = await desk.archive.people.get(found["owner"], desk.now)
    told = Letter(
        person_id=found["owner"],
        text=texts.told_owner(DOORS.get(desk.door, desk.door)),
        besides=(desk.bot_id, desk.chat_id),
    )
    text = texts.logged_in(owner.name if owner else "")
    return Reply(text=text, letters=(told,))
