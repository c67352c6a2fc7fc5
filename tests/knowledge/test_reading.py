"""Files become text, whatever their encoding; what is no text is refused by name."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.library import shelve
from knowledge.notice import Notice
from knowledge.reading import EmptyDocument, NotText, TooLarge, UnknownFormat, read
from tests.knowledge.conftest import NOTICE

SENTENCE = "各学会应当在年底前提交年度工作报告。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_encoding_gives_the_same_text(encoding: str) -> None:
    assert read(SENTENCE.encode(encoding), "通知.txt").text == SENTENCE


def test_line_ends_of_all_systems_are_one() -> None:
    assert read("甲学会的通知\r\n\r\n一、总则\r二、附则".encode(), "a.txt").text == (
        "甲学会的通知\n\n一、总则\n二、附则"
    )


def test_a_sentence_torn_by_a_page_break_is_whole_again() -> None:
    torn = (
        "一、要求\n\n学会应当按照联合会的要求落实年检、换届等环节\n\n— 3 —\n\n"
        "的党建工作要求，增强履职能能力。\n\n二、其他"
    )
    text = read(torn.encode(), "a.txt").text
    assert "要求落实年检、换届等环节的党建工作要求，增强履职能能力。\n\n二、其他" in text


@pytest.mark.parametrize(
    "apart",
    [
        "一、强化党建引领，汇聚科技创新的磅礴力量\n\n学会应当学习，应当落实。",
        "学会应当在规定的时间之内完成换届工作。\n\n联合会予以提醒，必要时通报。",
        "二、附则\n\n第一条本通知自印发之日起施行，由联合会解释。",
    ],
)
def test_what_was_written_apart_stays_apart(apart: str) -> None:
    assert read(apart.encode(), "a.txt").text == apart


def test_front_matter_of_a_notice(notice: Notice) -> None:
    assert notice.title == "示例市学会联合会关于做好2031年度学会工作的通知"
    assert notice.document_number == "示联发〔2031〕7号"
    assert notice.issuer == "示例市学会联合会"
    assert notice.issued == date(2031, 2, 18)


def test_a_title_over_several_lines_and_a_date_in_chinese_numerals() -> None:
    text = (
        "示例部办公厅关于调整\n学会管理领导小组的通知\n示办发〔1996〕2号\n各学会：\n"
        "现予公布。\n示例部办公厅\n一九九六年二月五日"
    )
    reading = read(text.encode(), "a.txt")
    assert reading.title == "示例部办公厅关于调整学会管理领导小组的通知"
    assert reading.issued == date(1996, 2, 5)


def test_the_number_may_stand_between_letterhead_and_title() -> None:
    text = (
        "示例省科学技术协会文件\n\n示科协〔2030〕8号\n\n示例省科学技术协会\n"
        "关于做好年度检查的通知\n\n各学会：\n\n一、范围\n\n全体学会都要参加检查。"
    )
    reading = read(text.encode(), "a.txt")
    assert reading.title == "示例省科学技术协会关于做好年度检查的通知"
    assert (reading.document_number, reading.issuer) == ("示科协〔2030〕8号", "示例省科学技术协会")


def test_a_covering_notice_is_cited_by_the_document_it_hands_on() -> None:
    text = (
        "示例市科协关于印发《学会 管理办法（试行）》的通知\n示科协〔2030〕1号\n各学会：\n"
        "现将《学会管理办法（试行）》印发给你们，请遵照执行。\n\n"
        "学会管理办法（试行）\n\n第一条 为了规范管理，制定本办法。"
    )
    assert read(text.encode(), "a.txt").title == "学会管理办法（试行）"


def test_markdown_marks_go_and_headings_stay_lines() -> None:
    markdown = (
        "# 学会**管理**办法\n\n## 第一章 总则\n\n第一条 见[官网](http://example.org)。\n\n- 一项\n"
    )
    reading = read(markdown.encode(), "办法(2020-03-01).md")
    assert reading.title == "学会管理办法"
    assert reading.text == "学会管理办法\n\n第一章 总则\n\n第一条 见官网。\n\n一项"
    assert reading.issued == date(2020, 3, 1)


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "a.txt", EmptyDocument),
        ("  \n\n——\n".encode(), "a.txt", EmptyDocument),
        (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)), "a.txt", NotText),
        (b"\xff\xff\xff\xff\xff", "a.txt", NotText),
        (SENTENCE.encode(), "a.docx", UnknownFormat),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, name: str, error: type[Exception]) -> None:
    with pytest.raises(error) as caught:
        read(data, name)
    assert caught.value.name == name  # type: ignore[attr-defined]


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(9 * 1024 * 1024)
    with pytest.raises(TooLarge) as caught:
        read(path, path.name)
    assert (caught.value.size, caught.value.limit) == (9 * 1024 * 1024, 8 * 1024 * 1024)


def test_same_file_and_content_same_id() -> None:
    first, again = (shelve(read(NOTICE.encode(), "通知.txt")) for _ in range(2))
    renamed = shelve(read(NOTICE.encode(), "通知2.txt"))
    changed = shelve(read(NOTICE.replace("40", "41").encode(), "通知.txt"))
    assert first == again
    assert len({first.id, renamed.id, changed.id}) == 3


@pytest.mark.shared
def test_front_matter_of_real_notices(shared: Path, key_points: Notice) -> None:
    assert key_points.title == "河南省科协2025年学会学术工作要点"
    assert key_points.issuer == "河南省科协办公室"
    council = {
        path.name: read(path, path.name)
        for path in (shared / "notices/state-council").glob("*.txt")
    }
    assert sum(r.document_number is None for r in council.values()) == 0
    assert sum(r.issued is None for r in council.values()) == 0
    assert council["gov13.txt"].title.endswith("重大执法决定法制审核制度的指导意见")
    assert council["gov33.txt"].title == "中华人民共和国个人所得税法实施条例"
    assert council["gov33.txt"].document_number == "中华人民共和国国务院令第707号"
