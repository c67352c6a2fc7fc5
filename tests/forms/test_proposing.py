"""Only what the form takes, from words that stand there, never what is nobody's to guess."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.drafts import Draft, Place
from forms.proposing import is_worth_proposing, propose, read, take
from tests.effort import slowness, timed
from tests.forms.catalogues import IDS
from tests.forms.test_proposing_examples import spec_of
from tests.forms.test_proposing_sentences import FILLINGS, TABLE

FORUM = FILLINGS["forum-report"]
LONG = "会上将有300人线下交流，不收费，由云岭大学承办，邀请媒体报道，主题是绿色发展和新材料"
LISTED = (
    "活动名称：材料年会；预计人数：300；举办形式：线下；"
    "主要内容与议题：大会报告和分组讨论，共设三个专题，每个专题两小时，最后总结"
)
SENTENCE = "10月20日在郑州国际会展中心办超硬材料学术年会，300人，线下，不收费"
PIECES = [
    *(row["says"] for row in TABLE),
    *(spec.label + "：" for filling in FILLINGS.values() for spec in filling.form.fields),
    *(cue for filling in FILLINGS.values() for spec in filling.form.fields for cue in spec.cues),
    *"，。；：、\n？不没有无第0123456789万元人年月日点至到-「」（）《》",
    "13800138500", "530100190001010010", "½", "①", "𠮷", "\ud800", "ﷺ", "是", "否", "3.5万",
]  # fmt: skip
MESSAGES = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=8).map("".join))


@settings(max_examples=400, deadline=None)
@given(form=st.sampled_from(IDS), message=MESSAGES, earlier=st.sampled_from(TABLE))
def test_whatever_is_written(form: str, message: str, earlier: dict[str, str]) -> None:
    filling = FILLINGS[form]
    begun, _ = take(filling, filling.start(), propose(filling, filling.start(), earlier["says"]))
    for draft in (filling.start(), begun):
        found = read(filling, draft, message)
        taken = draft
        for each in found.proposals:
            assert spec_of(filling, each.place).proposable
            assert message[each.start : each.start + len(each.words)] == each.words != ""
            accepted = filling.accept(taken, each.place, each.said)
            taken = accepted.draft
            assert (taken.at(each.place), accepted.shown) == (each.plain, each.shown)
        places = [each.place for each in (*found.proposals, *found.partials)]
        assert len(set(places)) == len(places)
        assert take(filling, draft, found.proposals) == (taken, ())
        is_worth_proposing(filling, draft, Place(filling.form.fields[1].name), message)


@pytest.mark.parametrize(
    "filler", ["一", "10月20日", "300人", "主办", "、", "在", "不", "a.", "("]
)
def test_long_messages_do_not_take_for_ever(filler: str) -> None:
    """Eight times the words are not sixty-four times the work."""
    short, long = (_seconds(filler * (size // len(filler))) for size in (1000, 8000))
    assert long < 30 * short + 0.1 * slowness()


def _seconds(message: str) -> float:
    return timed(lambda: propose(FORUM, FORUM.start(), message))[1]


def test_where_each_answer_came_from() -> None:
    found = {each.place.field: each for each in propose(FORUM, FORUM.start(), SENTENCE)}
    assert found["venue"].words == "郑州国际会展中心"
    assert found["people_expected"].words == "300人"
    assert found["fee"].words == "不收费"
    assert found["mode"].shown == "线下"


def test_a_day_without_its_hour_is_a_hint() -> None:
    (partial,) = read(FORUM, FORUM.start(), SENTENCE).partials
    assert (partial.place, partial.shown, partial.words) == (
        Place("start_at"), "2026年10月20日", "10月20日",
    )  # fmt: skip
    taken = FORUM.accept(FORUM.start(), partial.place, partial.with_time("上午九点"))
    assert taken.draft.at(partial.place) == "2026-10-20T09:00"


def test_what_is_answered_is_proposed_again_only_when_it_differs() -> None:
    draft = FORUM.start().put(Place("people_expected"), 300).put(Place("fee"), True)
    found = {each.place.field: each for each in propose(FORUM, draft, "不收费，350人，线下")}
    assert found.keys() == {"fee", "mode"}  # a bare number does not overrule an answer
    assert found["fee"].replaces == "是"
    changed = propose(FORUM, draft, "预计人数改成350人")
    assert [(each.said, each.replaces) for each in changed] == [("350", "300")]


def test_a_rule_that_warns_is_shown_with_the_proposal() -> None:
    (found,) = propose(FORUM, FORUM.start(), "活动名称：云岭省材料峰会")
    assert "慎用" in found.warning


def test_what_a_rule_refuses_is_not_proposed() -> None:
    assert propose(FORUM, FORUM.start(), "审议日期：2026年12月1日") == ()
    assert propose(FORUM, FORUM.start(), "人数：0") == ()


def test_what_cannot_be_taken_any_more_is_handed_back() -> None:
    found = propose(FORUM, FORUM.start(), SENTENCE)
    without = [each for each in found if each.place.field != "mode"]
    draft, refused = take(FORUM, FORUM.start(), without)
    assert [each.proposal.place.field for each in refused] == ["venue"]
    assert refused[0].sentence
    assert draft.at(Place("people_expected")) == 300


@pytest.mark.parametrize(
    ("asked", "message", "worth"),
    [
        (None, SENTENCE, True),
        ("start_at", SENTENCE, True),
        ("venue", SENTENCE, True),
        ("theme", SENTENCE, True),
        ("goal", SENTENCE, False),
        ("people_expected", "300人", False),
        ("people_expected", "预计300人参加", False),
        ("activity_name", "超硬材料学术年会", False),
        ("activity_name", "云岭省材料学会2026年超硬材料学术年会（线下）", False),
        ("theme", "面向未来的新材料：线下与线上", False),
        ("host_units", "云岭省材料学会、云岭大学", False),
        ("fee_standard", "每人600元，用于资料和用餐", False),
        ("content", LONG, False),
        ("content", LISTED, True),
        ("venue", "云岭大学图书馆三楼报告厅", False),
    ],
)  # fmt: skip
def test_an_answer_is_not_taken_for_a_message(
    asked: str | None, message: str, worth: bool
) -> None:
    draft = FORUM.start().put(Place("mode"), "offline").put(Place("fee"), True)
    draft = draft if asked in {"venue", "fee_standard"} else FORUM.start()
    place = Place(asked) if asked else None
    assert is_worth_proposing(FORUM, draft, place, message) is worth


def test_a_second_speaker_goes_into_the_next_row() -> None:
    draft = Draft(form="forum-report", version=1, answers={"speakers": [{"name": "林知远"}]})
    found = propose(FORUM, draft, "主讲人姓名：苏云帆\n报告题目：新进展\n主讲人姓名：叶清和")
    assert {str(each.place): each.plain for each in found} == {
        "speakers.1.name": "苏云帆", "speakers.1.title": "新进展", "speakers.2.name": "叶清和",
    }  # fmt: skip
    assert found[0].label == "主讲人、报告人2·姓名"
