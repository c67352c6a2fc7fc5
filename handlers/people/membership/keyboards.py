"""Where a member's pages lead."""

from collections.abc import Iterable

from handlers.callbacks import Go
from handlers.desk import Button
from handlers.people.fields import STATES
from handlers.people.member_buttons import to_renew
from handlers.places import Place
from storage.members import Member, MemberState

CONFIRM = (("会员认证", Go(to=Place.CONFIRM)),)
CARD, CHANGE, LEAVE = "会员证", "更正信息", "退会"


def page(member: Member) -> tuple[Button, ...]:
    correct = Go(to=Place.CORRECT_MINE, id=member.id)
    leave = (LEAVE, Go(to=Place.LEAVE_SOCIETY, id=member.id))
    match member.state:
        case MemberState.VERIFIED:
            return ((CARD, Go(to=Place.CARD, id=member.id)), (CHANGE, correct), leave)
        case MemberState.OUTDATED:
            return (*to_renew(member), leave)
        case MemberState.UNVERIFIED:
            return (("会员认证", Go(to=Place.CONFIRM, id=member.society_id)), leave)
        case MemberState.LEFT:
            return ()


def to_mine(member: Member) -> tuple[Button, ...]:
    return (("我的会籍", Go(to=Place.MY_MEMBERSHIP, id=member.id)),)


def which(members: Iterable[Member], place: Place) -> tuple[Button, ...]:
    return tuple(
        (f"{each.society}（{STATES[each.state]}）", Go(to=place, id=each.id)) for each in members
    )


def sure(member: Member) -> tuple[Button, ...]:
    return (
        ("确定退会", Go(to=Place.LEAVE_SOCIETY, id=member.id, n=1)),
        ("不退了", Go(to=Place.MY_MEMBERSHIP, id=member.id)),
    )
