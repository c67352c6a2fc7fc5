"""Passages are cut word for word, carry their headings, and are never a heading alone."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.notice import Notice
from knowledge.passages import LONG, carried, split
from knowledge.reading import read
from knowledge.shelf import Shelf
from tests.effort import slowness, timed
from tests.knowledge.conftest import notice_of

LINES = st.lists(
    st.sampled_from(
        [
            "一、总则",
            "（一）目标。做好学会的工作，再做好一些。还要更好。",
            "1.例会；",
            "第一条 学会应当年检。年检不合格的，应当整改；逾期不整改的，予以通报。",
            "申请应当具备下列条件：",
            "学会应当在规定时间内完成换届，",
            "附件1",
            "示例学会",
            "2031年2月18日",
            "",
            "　　第二章 附则",
        ]
    ),
    min_size=1,
    max_size=25,
)


@given(LINES)
@settings(max_examples=150, deadline=None)
def test_whatever_the_text_every_passage_is_a_piece_of_it(lines: list[str]) -> None:
    text = "\n".join(lines)
    passages = split(Notice(id="n", title="示例", source="a", digest="d", text=text))
    for ordinal, passage in enumerate(passages):
        assert passage.id == f"n:{ordinal}"
        assert passage.text == text[passage.start : passage.end]
        assert passage.text.strip()
        assert passage.item_start <= passage.start < passage.end <= passage.item_end
    starts = [passage.start for passage in passages]
    assert len(set(starts)) == len(starts)


def test_heading_path_and_place(notice: Notice) -> None:
    [passage] = [p for p in split(notice) if "40人" in p.text]
    assert passage.heading_path == ("一、加强组织建设", "2.办好秘书长例会")
    assert passage.text.startswith("每季度举办一次秘书长例会")
    assert notice.text[passage.item_start : passage.item_end].startswith("2. 办好秘书长例会。")


def test_the_sentence_torn_by_the_page_is_one_passage(notice: Notice) -> None:
    assert any("联合会予以提醒" in passage.text for passage in split(notice))


def test_no_passage_is_only_a_heading(notice: Notice) -> None:
    headings = {heading for passage in split(notice) for heading in passage.heading_path}
    assert not headings & {passage.text.strip() for passage in split(notice)}


def test_entries_of_a_list_carry_what_introduces_them() -> None:
    entries = "\n".join(
        f"（{n}）第{n}种应当提交的材料，包括申请书和有关证明文件；" for n in "一二三四五六七"
    )
    notice = notice_of(f"资助办法\n\n第一条 申请资助应当提交下列材料：\n{entries}", "a.txt")
    later = [p for p in split(notice) if p.listed and "材料：" not in p.text]
    assert later
    assert all("申请资助应当提交下列材料：" in carried(p) for p in later)


def test_imprints_say_who_and_when(notice: Notice) -> None:
    imprints = [p.text for p in split(notice) if p.imprint]
    assert imprints == ["示联发〔2031〕7号", "示例市学会联合会\n2031年2月18日"]


@pytest.mark.shared
def test_all_shared_notices_are_cut_small_and_whole(shared: Path) -> None:
    paths = [p for p in (shared / "notices").rglob("*") if p.suffix in (".txt", ".md")]
    assert len(paths) >= 100
    long = total = 0
    for path in paths:
        notice = notice_of_file(path)
        passages = split(notice)
        total += len(passages)
        long += sum(len(p.text) > 2 * LONG for p in passages)
        covered = sum(len(p.text) for p in passages)
        whole = len("".join(notice.text.split()))
        assert covered > 0.75 * whole, path.name
    assert long < total / 100


def notice_of_file(path: Path) -> Notice:
    reading = read(path, path.name)
    return Notice(
        id=path.stem, title=reading.title, source=path.name, digest="", text=reading.text
    )


NOTICE_WITH_CONTACTS = """关于开展年度检查工作的通知

现将年度检查（以下简称年检）有关事项通知如下。

一、时间

请于3月31日前报送。

二、要求

（一）各学会要认真自查，如实填写报告书。

（二）年检不收取任何费用，不举办培训班。

联系人：甲乙

联系电话：000-12345678

材料送交地点：一楼服务窗口

附件：1.年检报告书

2.汇总表

示例市学会联合会
2031年2月18日
"""


def test_contacts_and_attachments_belong_to_the_notice_and_to_no_item() -> None:
    notice = notice_of(NOTICE_WITH_CONTACTS, "年检.txt")
    last = {p.lead.rpartition(" ")[2]: p for p in split(notice) if not p.heading_path}
    assert {"联系方式", "附件"} <= last.keys()
    assert last["附件"].text == "附件：1.年检报告书\n\n2.汇总表"
    contacts = "".join(p.text for p in split(notice) if p.lead.endswith(" 联系方式"))
    assert all(part in contacts for part in ("甲乙", "000-12345678", "一楼服务窗口"))
    assert all("电话" not in p.text for p in split(notice) if p.heading_path)


def test_contacts_inside_a_numbered_list_stay_there() -> None:
    text = NOTICE_WITH_CONTACTS.replace("（二）年检", "联系人：丙丁\n\n（二）年检")
    [passage] = [p for p in split(notice_of(text, "a.txt")) if "丙丁" in p.text]
    assert passage.heading_path == ("二、要求",)


def test_a_heading_for_contacts_says_whose_they_are() -> None:
    text = "关于举办沙龙的通知\n\n一、时间\n\n12月1日。\n\n二、联系方式\n\n联系人：甲乙"
    [passage] = [p for p in split(notice_of(text, "a.txt")) if "甲乙" in p.text]
    assert passage.heading_path == ("二、联系方式",)
    assert passage.lead == "关于举办沙龙的通知 联系方式"


def test_provisions_stand_alone_and_entries_of_a_list_do_not() -> None:
    text = NOTICE_WITH_CONTACTS.replace(
        "一、时间\n", "一、内容\n\n（一）甲；\n\n（二）乙。\n\n一、时间\n"
    )
    complete = {p.text: p.complete for p in split(notice_of(text, "a.txt")) if p.listed}
    assert complete["（二）年检不收取任何费用，不举办培训班。"]
    assert not complete["（一）甲；\n\n（二）乙。"]


def test_a_notice_answers_to_the_short_name_it_gives_its_matter() -> None:
    notice = notice_of(NOTICE_WITH_CONTACTS, "年检.txt")
    shelf = Shelf()
    shelf.put(notice, split(notice))
    assert shelf.names[notice.id].splitlines() == [notice.title, "年检"]
    shelf.drop(notice.id)
    assert shelf.names == {}


def test_a_long_list_of_numbers_takes_no_time_of_its_square() -> None:
    """A workbook of one column: a minute, once."""
    notice = Notice(
        id="n", title="关于名单的通知", document_number=None, issuer=None, issued=None,
        source="n.xlsx", digest="n", text="1\n" * 8_000,
    )  # fmt: skip
    passages, seconds = timed(lambda: split(notice))
    assert passages and seconds < 4 * slowness()
