"""The order that comes of scores, the choice, the notice, and who may decide."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from forms.moving import Given
from handlers.guiding import Act, Guiding
from handlers.review.ranking import guides, texts
from handlers.review.ranking.stages import STAGES
from handlers.rights import NotForThisRole
from storage.roles import Role
from tests.handlers.scoring.conftest import NOW, TALENT, House

OPINION = "工作扎实，成果突出，目标明确。"
AGREED = Given(opinion="同意拟入选")
PAPER = Given(document_number="云岭科协发〔2026〕12号", document_date=NOW.date())


async def scored(house: House, name: str, *scores: int, waiting: int = 0) -> str:
    filing_id = await house.candidate(name)
    async with house.archive() as archive:
        await archive.candidates.number(filing_id, TALENT.id)
        for n, score in enumerate((*scores, *[None] * waiting)):
            person_id = await archive.people.add(f"专家{n}", NOW)
            await archive.experts.assign(filing_id, person_id, by=None, now=NOW)
            if score is not None:
                assert await archive.experts.score(filing_id, person_id, score, OPINION, NOW)
    return filing_id


async def move_all(house: House, move: str, given: Given, name: str = "部长", most: int = 99):  # type: ignore[no-untyped-def]
    async with house.desk(name) as desk:
        ready = await house.services.ranking.ready(desk, TALENT.id, move)
        ids = [each.id for each in ready][:most]
        return await house.services.ranking.move_all(desk, TALENT.id, move, ids, given)


async def test_the_plain_mean_decides(house: House) -> None:
    await scored(house, "第三名", 80, 80)
    await scored(house, "并列甲", 90, 85, 86)
    await scored(house, "并列乙", 87, 87)
    await scored(house, "差距大", 100, 40, waiting=1)
    await scored(house, "没有分", waiting=2)
    async with house.desk("干事") as desk:
        board = await house.services.ranking.board(desk, TALENT.id)
        said = texts.board(board, board.scored, 0, 1)
    ranks = [(each.filing.title, each.rank, str(each.mean)) for each in board.scored]
    assert ranks == [
        ("并列甲", 1, "87.00"),
        ("并列乙", 1, "87.00"),
        ("第三名", 3, "80.00"),
        ("差距大", 4, "70.00"),
        ("没有分", None, "None"),
    ]
    assert "名额100个（参照有关规定，以省科协最新通知为准），已经用了0个" in said
    assert "在评审的5份，4份有了分数，2份还缺评分" in said
    assert "分歧大（差 60 分）" in said and "缺 1 个" in said and "还没有分数" in said


async def test_the_table_is_safe_to_open(house: House) -> None:
    await scored(house, "=HYPERLINK(1)", 80)
    async with house.desk("干事") as desk:
        attached = await house.services.ranking.export(desk, TALENT.id)
        file = await desk.archive.files.get(attached.file_id)
    assert file is not None
    sheet = load_workbook(BytesIO(house.shelf.take(file.digest))).active
    rows = list(sheet.iter_rows())
    assert not [cell for row in rows for cell in row if cell.data_type == "f"]
    assert [cell.value for cell in rows[1]][3:8] == ["=HYPERLINK(1)", "云岭省化学会", 80, 1, 0]


async def test_from_the_ranking_to_the_end(house: House) -> None:
    first = await scored(house, "江望舒", 95)
    second = await scored(house, "何若谷", 90)
    third = await scored(house, "苏云帆", 60)
    done = await move_all(house, "shortlist", AGREED, most=2)
    assert (done.moved, done.refused) == (2, ())
    assert {each.person_id for each in done.letters} == {
        house.people["江望舒"],
        house.people["何若谷"],
    }
    passed = await move_all(house, "pass_over", Given(reason="名额有限，欢迎明年再来。"))
    assert [each.person_id for each in passed.letters] == [house.people["苏云帆"]]
    assert "名额有限" in passed.letters[0].text
    announced = await move_all(house, "announce", PAPER)
    assert announced.moved == 2
    states = [(await house.filing(each)).state for each in (first, second, third)]
    assert states == ["notice", "notice", "not_selected"]
    assert (await house.filing(first)).due == date(2026, 3, 9)
    async with house.desk("部长") as desk:
        assert await house.services.ranking.ready(desk, TALENT.id, "select") == []
    house.clock.pass_(8)
    selected = await move_all(house, "select", AGREED)
    assert (selected.moved, selected.refused) == (2, ())
    published = await move_all(house, "publish", PAPER, name="干事")
    assert published.moved == 2
    assert (await house.filing(second)).ended


async def test_whoever_has_the_next_step_hears_of_all_at_once(house: House) -> None:
    await house.person("副部长", Role.STAFF_HEAD)
    for n in range(3):
        await scored(house, f"候选{n}号", 80 + n)
    done = await move_all(house, "shortlist", AGREED)
    to_head = [each for each in done.letters if each.person_id == house.people["副部长"]]
    assert len(to_head) == 1 and "有3件现在是「拟入选」" in to_head[0].text
    assert len(done.letters) == 4


async def test_staff_look_and_heads_decide(house: House) -> None:
    await scored(house, "江望舒", 95)
    with pytest.raises(NotForThisRole):
        await move_all(house, "shortlist", AGREED, name="干事")
    for name in ("专家甲", "江望舒"):
        async with house.desk(name) as desk:
            with pytest.raises(NotForThisRole):
                await house.services.ranking.board(desk, TALENT.id)


async def test_what_was_moved_meanwhile_is_said(house: House) -> None:
    first, second = await scored(house, "江望舒", 95), await scored(house, "何若谷", 90)
    async with house.desk("部长") as desk:
        await house.moving.move(desk, first, "shortlist", AGREED)
        done = await house.services.ranking.move_all(
            desk, TALENT.id, "shortlist", [first, second], AGREED
        )
    assert done.moved == 1
    [(name, why)] = done.refused
    assert name == "江望舒" and "拟入选" in why
    assert "没有办的" in texts.done("确定拟入选", done)


async def test_the_list_shows_only_what_is_public(house: House) -> None:
    filing_id = await scored(house, "江望舒", 95)
    await move_all(house, "shortlist", AGREED)
    await move_all(house, "announce", PAPER)
    async with house.desk("干事") as desk:
        attached = await house.services.publishing.document(desk, TALENT.id)
        file = await desk.archive.files.get(attached.file_id)
    assert file is not None
    document = Document(BytesIO(house.shelf.take(file.digest)))
    [table] = document.tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0] == ["序号", "姓名", "性别", "申报类别", "工作单位", "推荐学会"]
    assert cells[1] == ["1", "江望舒", "男", "数理", "云岭研究院", "云岭省化学会"]
    said = "\n".join(each.text for each in document.paragraphs)
    assert "公示到2026年3月9日为止（依据云岭科协发〔2026〕12号）" in said
    answers = (await house.case(filing_id)).draft.answers
    assert answers["id_no"] not in said and answers["contact_mobile"] not in str(cells)


async def played(house: House, move: str, *said: str) -> list[str]:
    """The guided conversation of a step, as the head has it."""
    services = house.services
    every = {each.name: each for each in guides.guides(services.ranking, services.publishing)}
    guiding = Guiding(guides=every)
    name = guides.guide_of(next(each for each in STAGES if each.move == move))
    async with house.desk("部长") as desk:
        turns = [(await guiding.begin(desk, name, form=TALENT.id)).text]
        for each in said:
            act = Act.CONFIRM if each == "确定" else Act.SAY
            about = name if act is Act.CONFIRM else ""
            turns.append((await guiding.take(desk, name, act, each, about)).text)
    return turns


async def test_beyond_the_quota_a_reason_is_asked_for(house: House) -> None:
    for n in range(3):
        await scored(house, f"候选{n}号", 80, 80 - n, waiting=n)
    async with house.archive() as archive:
        await archive.figures.set(
            "talent_quota", 1, basis="测试", confirmed=True, changed_by=None, now=NOW
        )
    turns = await played(house, "shortlist", "9", "2", "专家一致推荐，已请示分管领导。", "同意")
    assert "名额还剩1个" in turns[0]
    assert "有分数的只有3份" in turns[1]
    assert "一共2个，超过名额1个" in turns[2]
    assert "最后一名候选1号：平均79.50分" in turns[4]
    assert "其中1件还有专家没有评" in turns[4] and "超名额原因：专家一致推荐" in turns[4]


async def test_a_tie_at_the_edge_is_said_and_the_chosen_are_those_shown(house: House) -> None:
    ids = [await scored(house, f"候选{n}号", 80) for n in range(3)]
    turns = await played(house, "shortlist", "2", "同意", "确定")
    assert "第2名和下一名同分" in turns[2]
    assert "办好了2件：确定拟入选" in turns[3]
    assert [(await house.filing(each)).state for each in ids].count("shortlisted") == 2


async def test_the_rest_are_warned_about_where_nobody_was_chosen(house: House) -> None:
    await scored(house, "江望舒", 80)
    turns = await played(house, "pass_over", "名额有限，欢迎明年再来。")
    assert "还没有确定拟入选的" in turns[1]
