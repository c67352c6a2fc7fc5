"""Presses that nobody was shown: every place of the office, with another's ids and numbers."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.forms_room import forms_services
from bot.rehearsal.filed import Clerk, Filed
from bot.rehearsal.transcript import Line
from handlers.callbacks import Go, GuideCallback
from handlers.filing.talk import talk_name
from handlers.guiding import Act
from handlers.places import Place
from storage.archive import Archive
from storage.choices import Choice
from storage.people import Role
from tests.handlers.review.conftest import RECORDED
from tests.handlers.test_every_service import NoLinks
from tests.security.scene import Scene, part, played

SECRET = "碳化硅晶圆缺陷闭门研讨会"
DOOR = "telegram"  # the page knows which buttons it has shown, Telegram tells us whatever is sent
ABROAD = "云岭省化学会"
PLACES = [place for place in Place if list(Place).index(place) >= list(Place).index(Place.FORM)]
ATTACKERS = (
    part("访客", door=DOOR),
    part("会员", Role.MEMBER, DOOR),
    part("外会秘书", Role.SECRETARY, DOOR, ABROAD),
    part("外会领导", Role.LEADER, DOOR, ABROAD),
    part("专家", Role.EXPERT, DOOR),
)
BIG = 999_999


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with played(tmp_path, part("秘书", Role.SECRETARY, DOOR), *ATTACKERS) as scene:
        yield scene


async def filed(scene: Scene) -> tuple[str, str]:
    """The secretary's, handed in; and an attachment of it."""
    stage, house = scene.stage, scene.stage.house
    services = forms_services(stage.settings, NoLinks())
    clerk = Clerk(
        offices=services.offices, moving=services.moving, clock=stage.clock, shelf=house.shelf
    )
    said = tuple((RECORDED | {"activity_name": SECRET, "theme": SECRET}).items())
    filing = Filed(line=1, form="forum-report", by="秘书", said=said)
    account = stage.accounts["秘书"]
    async with scene.writing() as archive:
        await clerk.serve(archive, filing, DOOR, stage.telegram.id, account)
        person = await archive.people.at(stage.telegram.id, account, stage.clock.now())
        assert person
        (found,) = await archive.filings.of(person.id)
        papers = await archive.attachments.of(found.id)
    return found.id, papers[0].id


async def press(scene: Scene, who: str, data: str) -> None:
    line = Line(step=0, person=who, door=DOOR, direction="out", text="x")
    await scene.stage.actors[who]._press(line, Choice(label="x", data=data))
    await scene.stage.house.nursery.settle("update", seconds=30)


async def test_no_press_tells_or_moves_anything(scene: Scene) -> None:
    filing, paper = await filed(scene)
    await press(scene, "秘书", Go(to=Place.FILING, id=filing).pack())
    assert SECRET in heard(scene, "秘书"), "who may see it does"
    before = await state(scene, filing)
    for each in ATTACKERS:
        for place in PLACES:
            for identity, n in ((filing, 0), (filing, BIG), (paper, 0)):
                await press(scene, each.name, Go(to=place, id=identity, n=n).pack())
        seen = heard(scene, each.name)
        assert len(seen) > 1000, "it was answered"
        assert SECRET not in seen, each.name
        assert "抱歉" not in seen, each.name
    assert await state(scene, filing) == before


async def test_no_press_within_a_conversation_is_another_ones(scene: Scene) -> None:
    """Keys that nobody was offered, in a conversation that nobody began, do nothing."""
    filing, _ = await filed(scene)
    before = await state(scene, filing)
    for each in ATTACKERS:
        for question in (filing, filing[:8], "", talk_name(filing)[:16]):
            for key in ("", "1", "-1", str(10**9), "yes", "submit", "x" * 10, "%", "society_id"):
                for act in (Act.CHOOSE, Act.CONFIRM, Act.CANCEL):
                    data = GuideCallback(act=act, question=question, key=key).pack()
                    if len(data.encode()) <= 64:
                        await press(scene, each.name, data)
        seen = heard(scene, each.name)
        assert SECRET not in seen and "抱歉" not in seen, each.name
    assert await state(scene, filing) == before


def heard(scene: Scene, who: str) -> str:
    return "\n".join(
        line.text for line in scene.lines if line.person == who and line.direction == "out"
    )


async def state(scene: Scene, filing_id: str) -> object:
    async with scene.reading() as archive:
        return await whole(archive, filing_id)


async def whole(archive: Archive, filing_id: str) -> object:
    found = await archive.filings.get(filing_id)
    moves = await archive.moves.of(filing_id)
    return found, [each.move for each in moves], await archive.experts.of(filing_id)
