"""An invitation is worth what its giver may still give, until somebody has come in by it."""

from handlers.desk import Desk
from handlers.noting import note
from handlers.rights import may_give
from storage.invitations import Invitation


async def stands(desk: Desk, invitation: Invitation) -> bool:
    """What was given from the command line stands by itself."""
    if invitation.given_by is None:
        return True
    giver = await desk.archive.people.get(invitation.given_by, desk.now)
    return giver is not None and may_give(giver, invitation.role, invitation.society_id)


async def withdraw_lapsed(desk: Desk, giver_id: str) -> None:
    """After a role has ended: the open invitations it was needed for end with it."""
    open_ = await desk.archive.invitations.open_of(desk.now, given_by=giver_id)
    for each in open_:
        if await stands(desk, each):
            continue
        if await desk.archive.invitations.withdraw(each.id, desk.now):
            await note(
                desk, "invitation withdrawn", each.id, role=each.role, society=each.society_id
            )
