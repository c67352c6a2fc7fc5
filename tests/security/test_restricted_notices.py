"""A notice for some reaches nobody else: answers, lists, prompts, pages, logs, or afterwards."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest

from bot.rehearsal.transcript import Line
from knowledge.notice import Audience, Notice
from storage.roles import Role
from tests.security.library import Puppet, notice_of, puppet, shelved, with_words
from tests.security.scene import Scene, part, played

MARKERS = {
    Audience.ALL: "青鸾",
    Audience.MEMBERS: "玄麟",
    Audience.SECRETARIES: "朱雀",
    Audience.STAFF: "白泽",
}
QUESTION = "星槎专项的材料什么时候报送？"
FURTHER = ("星槎专项有哪些要求？", "星槎专项联系谁？", "还有哪些规定？")
PEOPLE = (
    part("访客甲", door="telegram"),
    part("会员乙", Role.MEMBER),
    part("专家丙", Role.EXPERT),
    part("秘书丁", Role.SECRETARY, "telegram"),
    part("负责人戊", Role.LEADER),
    part("干事己", Role.STAFF),
)
READ = {
    "访客甲": 1,
    "会员乙": 2,
    "专家丙": 2,
    "秘书丁": 3,
    "负责人戊": 3,
    "干事己": 4,
}


def planted(audience: Audience, marker: str) -> Notice:
    text = (
        f"关于星槎专项报送材料的通知（{marker}）\n云岭科协发〔2026〕{ord(marker[0]) % 90}号\n\n"
        f"一、{marker}要求\n星槎专项的{marker}材料应于6月30日前报送省科协。\n"
        f"二、{marker}联系方式\n联系人：{marker}办公室。\n"
    )
    return notice_of(f"{audience}.txt", text, audience=audience)


def markers_in(text: str) -> set[str]:
    return {marker for marker in MARKERS.values() if marker in text}


def read_by(lines: list[Line], who: str) -> str:
    told = (line for line in lines if line.person == who and line.direction == "out")
    return "\n".join("\n".join((*line.parts, *line.links)) for line in told)


async def asks_everything(scene: Scene, who: str) -> None:
    await scene.says(who, QUESTION)
    await scene.presses(who, "看原文上下文")
    await scene.says(who, QUESTION)
    await scene.presses(who, "相关规定")
    await scene.says(who, *FURTHER)


async def ends_roles(scene: Scene, who: str) -> None:
    now, person = scene.stage.clock.now(), await scene.person_id(who)
    async with scene.writing() as archive:
        for standing in await archive.roles.of(person, now):
            await archive.roles.end(standing.id, now, ended_by=None)


@pytest.mark.asyncio(loop_scope="session")
async def test_nobody_sees_what_is_not_for_them(tmp_path: Path, logs: StringIO) -> None:
    async with (
        puppet() as (model, said),
        played(tmp_path, *PEOPLE, build=with_words, **said) as scene,
    ):
        notices = {each: planted(each, marker) for each, marker in MARKERS.items()}
        await shelved(scene, *notices.values())
        for who, count in READ.items():
            await sees_only(scene, model, who, set(list(MARKERS.values())[:count]))
        assert "白泽" in read_by(scene.lines, "干事己"), "staff are answered from it"
        await a_duty_does_not_tell_what_it_comes_from(scene, notices)
        await a_role_that_ended_counts_at_once(scene)
        await what_was_restricted_is_gone_at_once(scene, notices[Audience.ALL])
    assert not markers_in(logs.getvalue())


async def sees_only(scene: Scene, model: Puppet, who: str, may: set[str]) -> None:
    model.prompts.clear()
    await asks_everything(scene, who)
    assert model.prompts and markers_in("".join(model.prompts)) <= may, who
    assert markers_in(read_by(scene.lines, who)) <= may, who
    await scene.says(who, "有哪些通知")
    assert markers_in(scene.seen(who)) == may, who


async def a_duty_does_not_tell_what_it_comes_from(
    scene: Scene, notices: dict[Audience, Notice]
) -> None:
    """The duty itself is everybody's whose it is; the words of the notice are not."""
    now = scene.stage.clock.now()
    due = (now + timedelta(days=9)).date()
    for audience in (Audience.ALL, Audience.STAFF):
        async with scene.writing() as archive:
            identity = await archive.deadlines.add(
                f"{audience.value}报送",
                due,
                by=None,
                now=now,
                notice_id=notices[audience].id,
                sentence=f"{MARKERS[audience]}材料应于6月30日前报送。",
            )
            await archive.deadlines.confirm(identity, None, now)
    assert "staff报送" in await scene.says("秘书丁", "我的待办")
    basis = await scene.presses("秘书丁", "看依据")
    assert "staff报送" in basis and markers_in(basis) == {"青鸾"}


async def a_role_that_ended_counts_at_once(scene: Scene) -> None:
    """Also for the answers from before, whose buttons are still there."""
    await scene.says("干事己", "白泽办公室在哪里？")
    assert "白泽" in scene.seen("干事己")
    await ends_roles(scene, "干事己")
    for label in ("看原文上下文", "相关规定"):
        assert not markers_in(await scene.presses("干事己", label)) - {"青鸾"}
    await asks_everything(scene, "干事己")
    assert markers_in(scene.seen("干事己")) <= {"青鸾"}


async def what_was_restricted_is_gone_at_once(scene: Scene, notice: Notice) -> None:
    """In the archive only: the library has not been told yet."""
    await scene.says("访客甲", QUESTION)
    assert "青鸾" in scene.seen("访客甲")
    async with scene.writing() as archive:
        row = await archive.notices.get(notice.id)
        assert row
        values = {each: getattr(row, each) for each in type(row).__slots__}
        changed = type(row)(**(values | {"audience": Audience.STAFF}))
        await archive.notices.keep(changed, [], scene.stage.clock.now())
    assert not markers_in(await scene.presses("访客甲", "看原文上下文"))
    assert not markers_in(await scene.says("访客甲", QUESTION))
    assert not markers_in(await scene.says("访客甲", "有哪些通知"))
