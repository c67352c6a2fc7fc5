"""The list of announcements, by how far they have come."""

from dataclasses import dataclass

from storage.broadcasts import BroadcastState

STATES = {
    BroadcastState.DRAFT: "草稿",
    BroadcastState.WAITING: "待核准",
    BroadcastState.READY: "待发",
    BroadcastState.SENDING: "发送中",
    BroadcastState.PAUSED: "已暂停",
    BroadcastState.DONE: "已发",
    BroadcastState.CANCELLED: "已停发",
    BroadcastState.EXPIRED: "过期未发完",
    BroadcastState.WITHDRAWN: "已撤回",
}


@dataclass(frozen=True, slots=True)
class Group:
    """What stands together under one word."""

    title: str
    states: tuple[BroadcastState, ...]


GROUPS = (
    Group("草稿", (BroadcastState.DRAFT,)),
    Group("待核准", (BroadcastState.WAITING,)),
    Group("待发", (BroadcastState.READY,)),
    Group("发送中", (BroadcastState.SENDING, BroadcastState.PAUSED)),
    Group(
        "已发",
        (
            BroadcastState.DONE,
            BroadcastState.CANCELLED,
            BroadcastState.EXPIRED,
            BroadcastState.WITHDRAWN,
        ),
    ),
)
