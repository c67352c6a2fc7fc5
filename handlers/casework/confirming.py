"""Who confirms what a society files, before the association sees it."""

from datetime import datetime

from forms.workflow import Mover
from handlers.casework.case import Case
from storage.archive import Archive
from storage.roles import Role

CONFIRMING = (Role.PARTY_HEAD, Role.LEADER)
NOBODY_CONFIRMS = (
    "学会还没有负责人或党组织负责人的账号，这一件暂时没有人确认。请先给他们发邀请（发「发邀请」），"
    "对方登录后就能在「待办审核」里确认报送。"
)


async def unconfirmed(archive: Archive, case: Case, now: datetime) -> str:
    """What to do where it is the society's turn, and nobody there has an account for it."""
    if not {Mover.LEADER, Mover.PARTY_HEAD} & set(case.state.waits):
        return ""
    found = await confirmers(archive, case.filing.society_id, now)
    return "" if found else NOBODY_CONFIRMS


async def confirmers(archive: Archive, society_id: str | None, now: datetime) -> list[str]:
    """The names of those who may, each once; none where the society has no such account."""
    if society_id is None:
        return []
    found = [
        holder.name
        for role in CONFIRMING
        for holder in await archive.roles.holders(now, society_id=society_id, role=role)
    ]
    return list(dict.fromkeys(found))
