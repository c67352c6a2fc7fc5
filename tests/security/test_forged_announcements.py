"""Presses on announcements, lists and deadlines that nobody was shown, with odd numbers."""

from collections.abc import AsyncIterator
from dataclasses import astuple, dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from handlers.announced import Content
from handlers.callbacks import Announced, Go
from handlers.places import Place
from storage.broadcasts import BroadcastState
from storage.people import Role
from storage.tables import (
    broadcasts,
    calendar_links,
    deadlines,
    deliveries,
    mutes,
    recipients,
    saved_lists,
    society_tags,
)
from tests.security.scene import SOCIETY, Scene, part, played
from tests.security.test_forged_presses import ABROAD, DOOR, heard, press

SECRET = "碳化硅晶圆缺陷闭门通知"
ORDER = list(Place)
PLACES = ORDER[ORDER.index(Place.BROADCASTS) : ORDER.index(Place.CALENDAR_LINK)]
OUTSIDERS = (
    part("会员", Role.MEMBER, DOOR),
    part("外会秘书", Role.SECRETARY, DOOR, ABROAD),
    part("专家", Role.EXPERT, DOOR),
)
STAFF = part("干事", Role.STAFF, DOOR)
MOST = 999_999


@dataclass(frozen=True)
class Things:
    """What ids there are."""

    draft: str
    waiting: str
    sent: str
    list_: str
    deadline: str


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    recipient = part("秘书", Role.SECRETARY, DOOR, SOCIETY)
    async with played(tmp_path, STAFF, recipient, *OUTSIDERS) as scene:
        yield scene


async def things(scene: Scene) -> Things:
    staff, secretary = await scene.person_id("干事"), await scene.person_id("秘书")
    now, made = scene.stage.clock.now(), []
    content = Content(text=SECRET, confirm=True, choices=("来", "不来")).as_dict()
    async with scene.writing() as archive:
        for state in (BroadcastState.DRAFT, BroadcastState.WAITING, BroadcastState.DONE):
            started = now if state is BroadcastState.DONE else None
            made.append(
                await archive.broadcasts.add(
                    SECRET,
                    by=staff,
                    now=now,
                    state=state,
                    content=content,
                    audience={"people": [secretary]},
                    started_at=started,
                    finished_at=started,
                )
            )
        await archive.recipients.add(made[-1], secretary)
        list_ = await archive.saved_lists.add(SECRET, by=staff, now=now, people=[secretary])
        assert list_
        due = now.date()
        deadline = await archive.deadlines.add(SECRET, due, by=staff, now=now)
        society = await scene.society()
        await archive.tags.put(society, SECRET)
    return Things(*made, list_, deadline)


async def state(scene: Scene) -> list[object]:
    tables = (
        broadcasts,
        recipients,
        saved_lists,
        deadlines,
        society_tags,
        mutes,
        calendar_links,
    )
    async with scene.reading() as archive:
        rows = [(await archive.work.run(select(table))).all() for table in tables]
        bulk = select(deliveries.c.id).where(deliveries.c.broadcast_id.is_not(None))
        return [*map(list, rows), list(await archive.work.run(bulk))]


async def test_no_press_of_others_tells_or_moves_anything(scene: Scene) -> None:
    known = await things(scene)
    before = await state(scene)
    for each in OUTSIDERS:
        for place in PLACES:
            for identity in (*astuple(known), ""):
                for n in (0, 1, MOST) if identity == known.sent else (1,):
                    await press(scene, each.name, Go(to=place, id=identity, n=n).pack())
        for identity in (known.draft, known.waiting, known.sent, "", "x"):
            for n in (0, 1, 2, 3, 11, 21, 999):
                await press(scene, each.name, Announced(id=identity, n=n).pack())
        seen = heard(scene, each.name)
        assert len(seen) > 1000, "it was answered"
        assert SECRET not in seen, each.name
        assert "抱歉" not in seen, each.name
    assert await state(scene) == before


async def test_no_press_of_staff_is_a_mishap(scene: Scene) -> None:
    """Ids of other things, numbers nobody offered."""
    known = await things(scene)
    for place in PLACES:
        for identity in (*astuple(known), "", "x"):
            for n in (0, 1, MOST):
                await press(scene, "干事", Go(to=place, id=identity, n=n).pack())
    assert "抱歉" not in heard(scene, "干事")


@pytest.mark.parametrize("kind", ["draft", "waiting"])
async def test_a_recipient_to_be_learns_nothing_before_it_is_sent(scene: Scene, kind: str) -> None:
    known = await things(scene)
    before = await state(scene)
    for n in (0, 1, 2, 11, 999):
        await press(scene, "秘书", Announced(id=getattr(known, kind), n=n).pack())
    assert SECRET not in heard(scene, "秘书") and "抱歉" not in heard(scene, "秘书")
    assert await state(scene) == before


async def test_a_number_that_is_no_button_is_no_answer(scene: Scene) -> None:
    known = await things(scene)
    for n in (3, 10, 11, 21, 999):
        await press(scene, "秘书", Announced(id=known.sent, n=n).pack())
    secretary = await scene.person_id("秘书")
    async with scene.reading() as archive:
        found = await archive.recipients.get(known.sent, secretary)
    assert found and (found.read_at, found.answer, found.clicked_at) == (None, None, None)
    await press(scene, "秘书", Announced(id=known.sent, n=2).pack())
    async with scene.reading() as archive:
        found = await archive.recipients.get(known.sent, secretary)
    assert found and found.read_at and found.answer == 2
