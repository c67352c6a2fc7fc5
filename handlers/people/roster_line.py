"""What happens to one line of a roster, whoever does it: found, marked, changed, left."""

from typing import Any

from forms.values import Complaint
from handlers.desk import Desk
from handlers.noting import By, by, note
from handlers.people.fields import NUMBERS, STATES, TITLES
from storage.archive import Archive
from storage.members import Member, MemberState
from storage.roles import Role

ALREADY_THERE = (
    "这个{title}已经在本学会名册上（{state}），不用再添一次。请核对后再填，或发「取消」。"
)
ONE_NUMBER = "身份证号和手机号至少要留一个，这一项不能清空。请重新填写。"


class MemberGone(Exception):
    """The line is not on any roster, or not this person's."""


async def get(desk: Desk, member_id: str) -> Member:
    """Raises MemberGone."""
    member = await desk.archive.members.get(member_id)
    if member is None:
        raise MemberGone
    return member


async def mark(desk: Desk, member: Member, state: MemberState, because: str) -> bool:
    """False when it was in that state; `because` is the deed in the journal."""
    if not await desk.archive.members.set_state(member.id, state, desk.now):
        return False
    await note(
        desk, because, member.id, society=member.society_id, **{"from": member.state, "to": state}
    )
    return True


async def leave(desk: Desk, member: Member) -> bool:
    """已退会, and the role that came with it ends."""
    if not await mark(desk, member, MemberState.LEFT, "member left"):
        return False
    if member.person_id:
        await end_role(desk.archive, by(desk), member.person_id, member.society_id)
    return True


async def end_role(archive: Archive, by: By, person_id: str, society_id: str) -> None:
    """Who has left speaks as a member no more."""
    now = by.clock.now()
    for standing in await archive.roles.of(person_id, now):
        if (standing.role, standing.society_id) == (Role.MEMBER, society_id):
            await archive.roles.end(standing.id, now, ended_by=by.person_id)
            await by.note(archive, "role ended", person_id, role=standing.role, society=society_id)


async def change(desk: Desk, member: Member, field: str, value: Any) -> None:
    """Raises Complaint where the roster would not be right any more."""
    if field in NUMBERS:
        other = NUMBERS[1 - NUMBERS.index(field)]
        if value is None and getattr(member, other) is None:
            raise Complaint(ONE_NUMBER)
        await refuse_double(desk, member.society_id, field, value, but=member.id)
    await desk.archive.members.change(member.id, {field: value}, desk.now)
    await note(desk, "member changed", member.id, society=member.society_id, field=field)


async def refuse_double(
    desk: Desk, society_id: str, field: str, number: str | None, *, but: str = ""
) -> None:
    """One number stands on one roster once; on another society's roster it is welcome."""
    if number is None:
        return
    for known in await desk.archive.members.by_number(field, number):
        if known.society_id == society_id and known.id != but:
            said = ALREADY_THERE.format(title=TITLES[field], state=STATES[known.state])
            raise Complaint(said)
