"""A form in words: no code, no keys, every rule and figure."""

import re

import pytest

from forms.exports.outline import outline
from forms.exports.wording import Wording
from forms.expressions import Expression
from tests.forms.catalogues import EIGHT, IDS

FORUM = EIGHT.forms["forum-report"]


@pytest.mark.parametrize("form_id", IDS)
def test_it_is_chinese(form_id: str) -> None:
    first, *rest = outline(EIGHT.forms[form_id], EIGHT).splitlines()
    assert form_id in first
    words = set(re.findall("[A-Za-z_]{2,}", "\n".join(rest)))
    assert words <= {"pdf", "docx", "jpg", "png", "pptx", "PDF"}


def test_it_names_figures_and_what_they_rest_on() -> None:
    text = outline(FORUM, EIGHT)
    assert "最晚提前多少个工作日报告：15（未确认，以省科协最新通知为准；依据：" in text
    assert "什么时候问：「举办形式」是「线上」或「线上线下结合」" in text
    assert "取「报批」，否则取「备案」" in text


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("fee == True", "「是否收费」是「是」"),
        ("fee != False and budget > 0", "「是否收费」不是「否」，并且「经费预算（元）」大于0"),
        ("'gov' in fund_source", "「经费来源」有「财政资金」"),
        ("'gov' not in fund_source", "「经费来源」没有「财政资金」"),
        ("not is_blank(theme)", "不满足：没有「主题」"),
        ("sum_of(speakers, 'title') > 1", "「主讲人、报告人」各行「报告题目」之和大于1"),
        ("society(society_id).term_end", "学会信息里的届满日"),
        ("budget * 2 - -1", "「经费预算（元）」乘2减负1"),
    ],
)
def test_expressions_in_words(written: str, words: str) -> None:
    wording = Wording(form=FORUM, catalogue=EIGHT, own=FORUM.fields[0])
    assert wording.of(Expression.parse(written)) == words
