"""Buttons about members that stand below the messages of several corners."""

from collections.abc import Iterable

from handlers.callbacks import Go
from handlers.desk import Button
from handlers.people.fields import told_apart
from handlers.places import Place
from storage.members import Member


def on_roster(members: Iterable[Member]) -> tuple[Button, ...]:
    """For whoever keeps the roster: one button a member."""
    return tuple((told_apart(each), Go(to=Place.MEMBER, id=each.id)) for each in members)


def to_renew(member: Member) -> tuple[Button, ...]:
    """For the member: this year's look at what is on record."""
    return (
        ("信息没有变化", Go(to=Place.STILL_RIGHT, id=member.id)),
        ("要更正", Go(to=Place.CORRECT_MINE, id=member.id)),
    )
