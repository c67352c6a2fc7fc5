"""Which words lead to which form, and which are left to others."""

import pytest

from bot.corridor import ROOMS
from forms.loading import load_catalogue
from handlers.filing.catalogue.searching import FormIndex
from handlers.hearing import Said

INDEX = FormIndex.of(load_catalogue())
FORUM, SUMMARY, SALON = "forum-report", "activity-summary", "secretary-salon"


@pytest.mark.parametrize(
    ("said", "forms"),
    [
        ("论坛", (FORUM, SUMMARY)),
        ("论坛。", (FORUM, SUMMARY)),
        ("沙龙", (FORUM, SALON, SUMMARY)),
        ("年检", ("annual-inspection",)),
        ("年度检查（年度工作报告）", ("annual-inspection",)),
        ("年度检查", ("annual-inspection",)),
        ("一会一报", (FORUM,)),
        ("我要报论坛", (FORUM,)),
        ("填论坛报告", (FORUM,)),
        ("怎么填年检？", ("annual-inspection",)),
        ("年检怎么报", ("annual-inspection",)),
        ("请帮我填一份换届方案", ("reelection-plan",)),
        ("申报青托", ("young-talent-apply",)),
        ("提交活动总结", (SUMMARY,)),
        ("我要办年检", ("annual-inspection",)),
        ("填学会基本信息", ("society-profile",)),
        ("我要改名", ("registration-change",)),
        ("办理登记变更", ("registration-change",)),
    ],
)
def test_a_message_that_names_a_form(said: str, forms: tuple[str, ...]) -> None:
    assert set(INDEX.find(said)) == set(forms)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "？",
        "论坛要提前多久报告？",
        "年检材料什么时候交？",
        "填年检要准备哪些材料",
        "办论坛要提前几天备案",
        "交会费",
        "报名多少人",
        "我要报一个从来没有的东西",
        "学会信息",
        "申报",
        "换届选举的论坛怎么办理",
        "论坛" * 40,
    ],
)
def test_what_is_no_form_is_left_to_others(said: str) -> None:
    assert INDEX.find(said) == ()


def test_no_word_that_is_heard_elsewhere_is_taken() -> None:
    heard = {
        word
        for room in ROOMS
        for handler in room.router.message.handlers
        for each in handler.filters or []
        if isinstance(each.callback, Said)
        for word in each.callback.words
    }
    assert len(heard) > 100
    assert {word for word in heard if INDEX.find(word)} == set()


def test_every_form_is_found_by_its_title() -> None:
    for form in load_catalogue().forms.values():
        assert INDEX.find(form.title)[0] == form.id
