"""What a language model wrote may say nothing its sources do not say."""

import pytest

from knowledge.notice import Citation
from knowledge.wording import faithful, is_supported, tidy


def citation(quote: str, title: str = "学会工作通知") -> Citation:
    return Citation(
        passage_id="n:1",
        notice_id="n",
        notice=title,
        document_number=None,
        heading_path=("一、总则",),
        quote=quote,
        start=0,
        end=len(quote),
    )


SOURCES = (citation("遴选 100 名青年，每人资助三万元。"), citation("论坛于2031年9月20日举行。"))


@pytest.mark.parametrize(
    "text",
    [
        "今年遴选100名青年[1]。",
        "每人资助3万元【1】。",
        "论坛在2031年9月20日举行[2]，遴选一百名青年[1]。",
        "<think>也许是200名</think>今年遴选100名[1]。",
        "1. 遴选100名[1]\n2. 论坛于9月20日举行[2]",
    ],
)
def test_what_the_sources_say_may_be_said(text: str) -> None:
    assert faithful(text, SOURCES) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[1]",
        "今年遴选100名青年。",
        "今年遴选100名青年[7]。",
        "今年遴选200名青年[1]。",
        "每人资助5万元[1]。",
        "论坛于2031年9月20日举行[1]。",
        "遴选100名[1]，详见 http://evil.example/x 。",
        "遴选100名[1]，写信给 a@evil.com 。",
    ],
)
def test_what_they_do_not_say_may_not(text: str) -> None:
    assert faithful(text, SOURCES) is None


def test_marks_of_unknown_sources_are_taken_out() -> None:
    assert faithful("遴选100名[1,9]，资助三万元[8]。", SOURCES) == "遴选100名[1]，资助三万元。"


def test_an_unfinished_mark_is_not_shown() -> None:
    assert tidy("遴选100名[") == "遴选100名"
    assert tidy("<think>想一想") == ""
    assert is_supported("遴选100名", SOURCES)
