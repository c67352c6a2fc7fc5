"""A role that was taken away, or whose time is over, counts from the very next message on."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from storage.people import Role
from tests.security.scene import Scene, part, played

REFUSED = "您现在的身份不能办这件事"
DOORS = ("web", "telegram")


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    people = (
        *[part(f"干事-{door}", Role.STAFF, door) for door in DOORS],
        *[part(f"管理员-{door}", Role.ADMINISTRATOR, door) for door in DOORS],
        *[part(f"秘书-{door}", Role.SECRETARY, door) for door in DOORS],
        part("访客", door="telegram"),
    )
    async with played(tmp_path, *people) as scene:
        yield scene


async def end_roles(scene: Scene, who: str) -> None:
    """By somebody else, in another transaction."""
    person_id = await scene.person_id(who)
    async with scene.writing() as archive:
        for standing in await archive.roles.of(person_id, scene.stage.clock.now()):
            assert await archive.roles.end(
                standing.id, scene.stage.clock.now(), ended_by="somebody"
            )


@pytest.mark.parametrize("door", DOORS)
async def test_an_old_button_of_staff_is_refused(scene: Scene, door: str) -> None:
    staff = f"干事-{door}"
    await scene.says(staff, "菜单")
    assert "没有等待答复的问题" in await scene.presses(staff, "等待答复的问题")
    await end_roles(scene, staff)
    for _ in range(2):
        assert REFUSED in await scene.presses(staff, "等待答复的问题")
    assert REFUSED in await scene.says(staff, "待答问题")
    assert "等待答复的问题" not in await scene.says(staff, "菜单")


@pytest.mark.parametrize("door", DOORS)
async def test_an_old_button_of_the_journal_is_refused(scene: Scene, door: str) -> None:
    administrator = f"管理员-{door}"
    assert "日志完整" in await scene.says(administrator, "操作日志")
    await end_roles(scene, administrator)
    assert REFUSED in await scene.presses(administrator, "导出成表格")
    assert REFUSED in await scene.says(administrator, "操作日志")


async def test_all_sessions_of_a_person_lose_it_at_once(scene: Scene) -> None:
    staff, second = "干事-web", "访客"
    person_id = await scene.person_id(staff)
    async with scene.writing() as archive:
        now = scene.stage.clock.now()
        account = scene.stage.accounts[second]
        await archive.people.link(scene.stage.telegram.id, account, person_id, now)
    for session in (staff, second):
        await scene.says(session, "菜单")
        assert "没有等待答复的问题" in await scene.presses(session, "等待答复的问题")
    await end_roles(scene, staff)
    for session in (staff, second):
        assert REFUSED in await scene.presses(session, "等待答复的问题")


async def test_a_role_ends_when_its_time_is_over(scene: Scene) -> None:
    guest = "访客"
    person_id = await scene.person_id(guest)
    async with scene.writing() as archive:
        now = scene.stage.clock.now()
        until = now + timedelta(minutes=30)
        assert await archive.roles.give(
            person_id, Role.STAFF, None, now, given_by=None, until=until
        )
    await scene.says(guest, "菜单")
    scene.stage.clock.advance(timedelta(minutes=29))
    assert "没有等待答复的问题" in await scene.presses(guest, "等待答复的问题")
    scene.stage.clock.advance(timedelta(minutes=2))
    assert REFUSED in await scene.presses(guest, "等待答复的问题")


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("revoked", [True, False])
async def test_what_was_begun_with_a_role_is_not_ended_without(
    scene: Scene, door: str, revoked: bool
) -> None:
    secretary = f"秘书-{door}"
    await scene.says(secretary, "名册")
    await scene.presses(secretary, "添加一位会员")
    assert "姓名" in scene.seen(secretary)
    if revoked:
        await end_roles(scene, secretary)
    await scene.says(secretary, "张三", "跳过", "13900001234", *["跳过"] * 5, "确定")
    society = await scene.society()
    async with scene.reading() as archive:
        added = await archive.members.page(society)
    assert [each.name for each in added] == ([] if revoked else ["张三"])
    assert ("没有" in scene.seen(secretary) or REFUSED in scene.seen(secretary)) is revoked
