"""No expert is sent anything that says whose filing it is."""

from collections.abc import Iterator
from typing import Any

import pytest

from forms.blinding import STRUCK, blind_lines, is_hidden
from forms.drafts import Draft, Place
from forms.specification import FieldSpec, FieldType
from handlers.casework.errors import FilingGone
from handlers.review.scoring import keyboards, posting, texts
from storage.personal import Personal
from tests.handlers.scoring.conftest import TALENT, House, seen

ALWAYS = ("江望舒", "530100190109043768", "13800509500", "filing@example.org", "云岭研究院")
SAYS_WHEN = "period"  # the years of a job are those of many
CHOSEN = {FieldType.SELECT_ONE, FieldType.YES_NO, FieldType.REGION}


def leaves(spec: FieldSpec, plain: Any) -> Iterator[tuple[FieldSpec, Place, Any]]:
    if not spec.fields:
        yield spec, Place(spec.name), plain
    for n, row in enumerate(plain or () if spec.fields else ()):
        for inner in spec.fields:
            yield inner, Place(spec.name, n, inner.name), row.get(inner.name)


def identifying(draft: Draft) -> list[str]:
    """Every hidden answer that was written, or that numbers or files."""
    found = []
    for spec in TALENT.fields:
        for inner, place, plain in leaves(spec, draft.answers.get(spec.name)):
            if is_hidden(TALENT, place) and plain is not None and inner.type not in CHOSEN:
                files = plain if inner.type is FieldType.FILE else ()
                names = [each["name"] for each in files] or [str(plain)]
                found += [name for name in names if len(name) > 1 and inner.name != SAYS_WHEN]
    return found


async def everything_an_expert_is_sent(house: House, filing_id: str, name: str) -> str:
    async with house.desk("干事") as desk:
        asked, expert = await house.services.assigning.ask(desk, filing_id, house.people[name])
        letters = posting.to_experts(asked.case.form, {expert.person_id: 1})
    said: list[Any] = [*letters]
    scoring = house.services.scoring
    async with house.desk(name) as desk:
        waiting = await scoring.waiting(desk)
        said += [texts.waiting(waiting), keyboards.waiting(waiting, 0)]
        card = await scoring.card(desk, filing_id)
        for number in range(len(texts.pages(card))):
            said += [texts.card(card, number), keyboards.card(card, number, 9)]
        said += [texts.summary(card.number, 80, "很好，继续努力。")]
        await scoring.score(desk, filing_id, 80, "很好，继续努力，十个字以上。")
        card = await scoring.card(desk, filing_id)
        said += [texts.card(card, 0), keyboards.card(card, 0, 1)]
        said += [await Personal(desk.archive.work).gather(desk.person.id)]
    return seen(*said)


async def test_nothing_of_a_complete_example_tells_whose_it_is(house: House) -> None:
    filing_id = await house.candidate("江望舒", "云岭省材料学会")
    draft = (await house.case(filing_id)).draft
    sent = await everything_an_expert_is_sent(house, filing_id, "专家甲")
    secrets = {*identifying(draft), *ALWAYS, "云岭省材料学会", house.people["江望舒"]}
    secrets.add((await house.filing(filing_id)).number or "")
    assert len(secrets) > 15
    assert [each for each in secrets if each in sent] == []
    assert "候选人 01" in sent and "托举期目标" in sent


async def test_names_are_struck_out_of_what_was_written(house: House) -> None:
    goal = (
        "江望舒博士在云岭大学做超硬材料，由云岭省材料学会推荐，导师林知远教授，"
        "电话13800500500，还请云岭大学材料学院的同行指导，三年内发表论文五篇。"
    )
    filing_id = await house.candidate(
        "江望舒",
        "云岭省材料学会",
        employer="云岭大学材料学院",
        mentors=[{"name": "林知远", "title_unit": "云岭大学，教授", "agree": True}],
        goal=goal,
    )
    case = await house.case(filing_id)
    shown = {each.label: each.shown for each in blind_lines(case.filling, case.draft)}
    said = shown["托举期目标"]
    for telling in ("江望舒", "云岭大学", "材料学会", "林知远", "13800500500"):
        assert telling not in said
    assert said.count(STRUCK) >= 4
    assert "超硬材料" in said and "三年内发表论文五篇" in said


async def test_a_filing_is_no_card_for_those_who_only_score_it(house: House) -> None:
    filing_id = await house.candidate("江望舒")
    async with house.desk("干事") as desk:
        await house.services.assigning.ask(desk, filing_id, house.people["专家甲"])
    async with house.desk("专家甲") as desk:
        with pytest.raises(FilingGone):
            await house.moving.offices.open(desk, filing_id)
        with pytest.raises(FilingGone):
            await house.services.assigning.offices.open_own(desk, filing_id)
    async with house.desk("专家乙") as desk:
        with pytest.raises(FilingGone):
            await house.services.scoring.card(desk, filing_id)


async def test_experts_know_nothing_of_each_other(house: House) -> None:
    filing_id = await house.candidate("江望舒")
    async with house.desk("干事") as desk:
        for name in ("专家甲", "专家乙"):
            await house.services.assigning.ask(desk, filing_id, house.people[name])
    async with house.desk("专家甲") as desk:
        await house.services.scoring.score(desk, filing_id, 37, "甲的意见，只有工作人员看得到。")
    async with house.desk("专家乙") as desk:
        card = await house.services.scoring.card(desk, filing_id)
        said = seen(texts.card(card, 0), card.lines)
        assert card.assignment.score is None
    assert "37" not in said and "甲的意见" not in said and "专家甲" not in said
    async with house.desk("江望舒") as desk:
        [scored] = await desk.archive.moves.of(filing_id)
    assert (scored.move, scored.person_id, scored.opinion) == ("score", None, None)


async def test_numbers_stay_with_their_filing(house: House) -> None:
    first, second = await house.candidate("江望舒"), await house.candidate("何若谷")
    async with house.archive() as archive:
        assert await archive.candidates.number(first, TALENT.id) == 1
        assert await archive.candidates.number(second, TALENT.id) == 2
        assert await archive.candidates.number(first, TALENT.id) == 1
