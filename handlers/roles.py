"""The roles in words, and whose roles one may give."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from handlers.days import day
from storage.roles import Role, Standing

LABELS = {
    Role.GUEST: "访客",
    Role.MEMBER: "会员",
    Role.SECRETARY: "学会秘书",
    Role.LEADER: "学会负责人",
    Role.PARTY_HEAD: "学会党组织负责人",
    Role.EXPERT: "评审专家",
    Role.STAFF: "工作人员",
    Role.STAFF_HEAD: "部门负责人",
    Role.ADMINISTRATOR: "管理员",
}
_BY_SECRETARIES = frozenset({Role.MEMBER, Role.PARTY_HEAD})
_BY_STAFF = frozenset({Role.SECRETARY, Role.LEADER, Role.PARTY_HEAD, Role.EXPERT})
# Whoever gives a role may also end it.
GIVEN_BY: dict[Role, frozenset[Role]] = {
    Role.SECRETARY: _BY_SECRETARIES,
    Role.STAFF: _BY_STAFF,
    Role.STAFF_HEAD: _BY_STAFF | {Role.STAFF},
    Role.ADMINISTRATOR: frozenset(Role) - {Role.GUEST, Role.MEMBER},
}


def standing_text(standing: Standing) -> str:
    """「学会秘书（云岭省材料学会）」; plain text, to be escaped by whoever shows it."""
    label = LABELS[standing.role]
    return f"{label}（{standing.society}）" if standing.society else label


def last_day(until: datetime) -> str:
    """A role that ends at midnight ended the day before."""
    return day(until - timedelta(seconds=1))


def standings_text(standings: Iterable[Standing]) -> str:
    return "、".join(map(standing_text, standings)) or LABELS[Role.GUEST]
