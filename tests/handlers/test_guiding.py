"""The engine of guided conversations: whatever somebody does, there is a next thing to do."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.values import Complaint, Date, PersonName, Text, YesNo
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide, Option, Question, Several, question
from handlers.guiding import CANCELLED, LOST, Act, Guiding, Turn
from storage.archive import Archive
from storage.clock import SystemClock
from storage.engine import Database
from storage.people import Person
from tests.handlers.conftest import DeskFor

NAME = "trial"


async def finish(draft: Draft, _desk: Desk) -> Reply:
    if draft.get("note") == "太晚":
        raise Complaint("已经有人办了，请换个说法。")
    return Reply(text=f"办好了：{draft.answers}")


async def summary(draft: Draft, _desk: Desk) -> str:
    return f"请核对 {draft.get('name')}"


def several() -> Question:
    async def ask(_draft: Draft, _desk: Desk) -> tuple[str, tuple[Option, ...]]:
        return "哪个学会？", ()

    async def read(said: str, _draft: Draft, _desk: Desk) -> str:
        if said == "材料":
            options = [Option(key="k1", label="材料学会"), Option(key="k2", label="新材料学会")]
            raise Several("找到几个：", options)
        raise Complaint("没有找到。")

    return Question(name="society", ask=ask, read=read)


GUIDE = Guide(
    name=NAME,
    title="试办",
    questions=(
        question("name", "姓名？", PersonName(), secret=True),
        several(),
        question("agreed", "同意吗？", YesNo()),
        question(
            "since", "从哪天起？", Date(), relevant=lambda draft: draft.get("agreed") is True
        ),
        question("note", "说明？", Text(), optional=True),
    ),
    finish=finish,
    summary=summary,
    done="提交",
)
GUIDING = Guiding(guides={NAME: GUIDE})
RIGHT = ["张三", "材料", "是", "2026年3月1日", "没有"]


async def somebody(archive: Archive) -> Person:
    return await archive.people.welcome(1, 1, "甲", SystemClock().now())


async def play(desk: Desk, *deeds: tuple[Act, str]) -> list[Turn]:
    return [await GUIDING.take(desk, NAME, act, said) for act, said in deeds]


async def test_straight_through(database: Database, desk_for: DeskFor) -> None:
    async with database.writing() as work:
        desk = desk_for(Archive(work), await somebody(Archive(work)))
        first = await GUIDING.begin(desk, NAME)
        assert (first.question, "第1/4项" in first.text) == ("name", True)
        turns = await play(
            desk,
            (Act.SAY, "张三"),
            (Act.SAY, "材料"),
            (Act.CHOOSE, "k2"),
            (Act.SAY, "是"),
            (Act.SAY, "2026年3月1日"),
            (Act.SKIP, ""),
            (Act.CONFIRM, ""),
        )
        assert [turn.question for turn in turns[:6]] == [
            "society",
            "society",
            "agreed",
            "since",
            "note",
            NAME,
        ]
        assert turns[0].take_back and not turns[1].take_back
        assert [each.label for each in turns[1].options] == ["材料学会", "新材料学会"]
        assert turns[5].confirm == "提交"
        assert turns[6].over and turns[6].reply
        assert "k2" in turns[6].reply.text and "2026-03-01" in turns[6].reply.text
        assert await desk.archive.drafts.kinds(desk.person.id) == []


async def test_what_is_refused_loses_nothing(database: Database, desk_for: DeskFor) -> None:
    async with database.writing() as work:
        desk = desk_for(Archive(work), await somebody(Archive(work)))
        await GUIDING.begin(desk, NAME)
        wrong, stale, unskippable, back = await play(
            desk, (Act.SAY, "张3"), (Act.CHOOSE, "k1"), (Act.SKIP, ""), (Act.BACK, "")
        )
        assert wrong.refused and stale.refused and unskippable.refused
        assert back.question == "name"
        stale = await GUIDING.take(desk, NAME, Act.CHOOSE, "是", "agreed")
        assert (stale.question, stale.text.startswith("这一步已经过去了")) == ("name", True)
        turns = await play(
            desk,
            *((Act.SAY, each) for each in ("张三", "材料")),
            (Act.CHOOSE, "k9"),
            (Act.CHOOSE, "k1"),
            (Act.SAY, "否"),
            (Act.SAY, "太晚"),
            (Act.SAY, "提交"),
        )
        assert turns[2].refused
        assert turns[6].question == "note", "what the deed refused can be mended"
        assert turns[6].text.startswith("已经有人办了")
        ended = await play(desk, (Act.CANCEL, ""), (Act.SAY, "张三"))
        assert [turn.text for turn in ended] == [CANCELLED, LOST]


DEEDS = st.one_of(
    st.tuples(st.just(Act.SAY), st.one_of(st.sampled_from(RIGHT), st.text(max_size=30))),
    st.tuples(st.just(Act.CHOOSE), st.sampled_from(["k1", "k2", "k9", "是", ""])),
    st.tuples(
        st.sampled_from([Act.BACK, Act.SKIP, Act.EXPLAIN, Act.CONFIRM, Act.RESUME]), st.just("")
    ),
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(deeds=st.lists(DEEDS, max_size=25))
async def test_any_sequence_leads_on(
    deeds: list[tuple[Act, str]], database: Database, desk_for: DeskFor
) -> None:
    """Never an error; an accepted answer stays until it is taken back; always a way forward."""
    async with database.writing() as work:
        desk = desk_for(Archive(work), await somebody(Archive(work)))
        await GUIDING.begin(desk, NAME)
        kept: dict[str, Any] = {}
        for act, said in deeds:
            turn = await GUIDING.take(desk, NAME, act, said)
            assert turn.text
            if turn.over:
                assert turn.reply
                return
            draft = await desk.archive.drafts.get(desk.person.id, NAME)
            assert draft is not None
            taken_back = act is Act.BACK or turn.text.startswith("已经有人办了")
            lost = kept.keys() - draft["answers"].keys()
            assert len(lost) <= (1 if taken_back else 0)
            assert all(draft["answers"][name] == kept[name] for name in kept.keys() - lost)
            kept = draft["answers"]
            assert turn.question or turn.confirm


async def test_markup_in_an_answer_is_text(database: Database, desk_for: DeskFor) -> None:
    async def read(said: str, _draft: Draft, _desk: Desk) -> str:
        raise Complaint(f"没有「{said}」。")

    async def ask(_draft: Draft, _desk: Desk) -> tuple[str, tuple[Option, ...]]:
        return "哪个？", ()

    picky = Guide(
        name="picky",
        title="试办",
        questions=(Question(name="which", ask=ask, read=read),),
        finish=finish,
    )
    engine = Guiding(guides={"picky": picky})
    async with database.writing() as work:
        desk = desk_for(Archive(work), await somebody(Archive(work)))
        await engine.begin(desk, "picky")
        turn = await engine.take(desk, "picky", Act.SAY, "<b>&")
        assert turn.text.startswith("没有「&lt;b&gt;&amp;」。")


async def test_a_deed_without_questions_may_be_refused(
    database: Database, desk_for: DeskFor
) -> None:
    async def refuse(_draft: Draft, _desk: Desk) -> Reply:
        raise Complaint("现在办不了。")

    engine = Guiding(
        guides={"bare": Guide(name="bare", title="试办", questions=(), finish=refuse)}
    )
    async with database.writing() as work:
        desk = desk_for(Archive(work), await somebody(Archive(work)))
        turn = await engine.begin(desk, "bare")
        assert (turn.text, turn.over) == ("现在办不了。", True)
        assert await desk.archive.drafts.kinds(desk.person.id) == []


@pytest.mark.parametrize("name", [question.name for question in GUIDE.questions])
def test_names_are_short_enough_for_a_button(name: str) -> None:
    assert len(name) <= 16


async def test_an_old_confirmation_confirms_nothing_else(
    database: Database, desk_for: DeskFor
) -> None:
    async with database.writing() as work:
        desk = desk_for(Archive(work), await somebody(Archive(work)))
        await GUIDING.begin(desk, NAME)
        said = [*RIGHT[:2], "k2", *RIGHT[2:]]
        turns = await play(desk, *[(Act.SAY, each) for each in said])
        assert (turns[-1].confirm, turns[-1].question) == ("提交", NAME)
        turn = await GUIDING.take(desk, NAME, Act.CONFIRM, "", "another")
        assert not turn.over and turn.confirm == "提交"
        turn = await GUIDING.take(desk, NAME, Act.CONFIRM, "", NAME)
        assert turn.over and turn.reply
