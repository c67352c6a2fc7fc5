"""Every type of field: what it takes, what it refuses and how it says so."""

from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.values import (
    Choice,
    City,
    Complaint,
    CreditCode,
    Date,
    Email,
    Integer,
    Kind,
    Mobile,
    PersonName,
    Phone,
    Place,
    ResidentId,
    Text,
    Website,
    Year,
    YesNo,
    choice,
    region,
)

STATE: Choice = choice(("active", "正常", "在册"), ("mending", "整改"))
KINDS: list[Kind[Any]] = [
    Text(),
    Text(least=0, most=500, lines=True),
    PersonName(),
    Place(),
    CreditCode(),
    ResidentId(),
    Mobile(),
    Phone(),
    Email(),
    Website(),
    Date(),
    Year(),
    Integer(),
    Integer(unit="届", most=99),
    YesNo(),
    STATE,
    region(),
    City(),
]
READS = [
    (PersonName(), " 张 三 ", "张三"),
    (PersonName(), "买买提.吐尔逊", "买买提·吐尔逊"),
    (PersonName(), "迪丽热巴•迪力木拉提", "迪丽热巴·迪力木拉提"),
    (PersonName(), "𠮷田", "𠮷田"),
    (PersonName(), "John Smith", "John Smith"),
    (CreditCode(), "９１１１００００ 6000 3734 1l", "91110000600037341L"),
    (ResidentId(), "110101 19900307 001 1", "110101199003070011"),
    (Mobile(), "+86 138-1234-5678", "13812345678"),
    (Mobile(), "１３８ １２３４ ５６７８", "13812345678"),
    (Mobile(), "0086 13812345678", "13812345678"),
    (Phone(), "(0371) 65500000", "0371-65500000"),
    (Phone(), "010 66550000 转 801", "010-66550000转801"),
    (Phone(), "0371-65500000-8001", "0371-65500000转8001"),
    (Phone(), "13812345678", "13812345678"),
    (Email(), " Li＠Example．org ", "Li@example.org"),
    (Website(), "WWW.Example.org/", "http://www.example.org"),
    (Website(), "https://example.org/a?b=1", "https://example.org/a?b=1"),
    (Year(), "2026年", 2026),
    (Integer(unit="届"), "第5届", 5),
    (Integer(unit="届"), "第十二届", 12),
    (Integer(), "1,200", 1200),
    (YesNo(), "对", True),
    (YesNo(), "无", False),
    (STATE, "2", "mending"),
    (STATE, " 在册。", "active"),
    (STATE, "ACTIVE", "active"),
    (region(), "郑州市", "郑州"),
    (region(), "济源示范区", "济源"),
    (region(["云州市"]), "云州", "云州市"),
    (Place(), "云\u200b州市", "云州市"),
    (City(), "郑州", "郑州市"),
    (City(), "洛阳市", "洛阳市"),
    (City(), "济源", "济源示范区"),
    (City(), "济源市", "济源示范区"),
    (City(), "云州", "云州"),
    (Text(lines=True), "一\r\n\r\n\r\n二 ", "一\n\n二"),
]


@pytest.mark.parametrize(("kind", "text", "value"), READS)
def test_reads(kind: Kind[Any], text: str, value: object) -> None:
    assert kind.read(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01",
        "2026/3/1",
        "2026.3.1",
        "20260301",
        "2026年3月1日",
        "2026年3月",
        "2026-3-1 00:00",
    ],
)
def test_reads_a_day_however_it_is_written(text: str) -> None:
    assert Date().read(text) == date(2026, 3, 1)


@pytest.mark.parametrize("cell", [date(2026, 3, 1), datetime(2026, 3, 1, 8), 46082, 20260301])  # noqa: DTZ001
def test_reads_a_day_from_a_cell(cell: object) -> None:
    assert Date().read_cell(cell) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        (
            CreditCode(),
            "91110000600037341A",
            "这个统一社会信用代码不对：第18位校验不符。请对照登记证书再填一次。",
        ),
        (
            CreditCode(),
            "9111000060003734",
            "统一社会信用代码应为18位，收到的是16位。请对照登记证书再填一次。",
        ),
        (PersonName(), "张?", "姓名里有问号，可能是生僻字没有显示出来。请重新填写姓名。"),
        (PersonName(), "张三1", "姓名里不应有数字。请只填姓名。"),
        (Phone(), "65500000", "电话缺少区号。请带上区号再填，例如 010-66550000。"),
        (Date(), "2026-02-30", "没有2026年2月30日这一天。请写成 2026-03-01 这样。"),
        (Date(), "1899-12-31", "日期应在1900年1月1日到2100年12月31日之间。请核对后再填。"),
        (STATE, "不知道", "请从这些里选一个：正常、整改。"),
        (Text(most=3), "一二三四", "太长了：最多3个字，现在是4个。请缩短后再填。"),
    ],
)
def test_says_what_to_do(kind: Kind[Any], text: str, sentence: str) -> None:
    with pytest.raises(Complaint) as complaint:
        kind.read(text)
    assert complaint.value.sentence == sentence


@pytest.mark.parametrize("kind", [ResidentId(), Mobile()])
@pytest.mark.parametrize(
    "text",
    ["110101199003070012", "990101199003070011", "110101199013070011", "12012345678"],
)
def test_never_repeats_what_belongs_to_a_person(kind: Kind[Any], text: str) -> None:
    with pytest.raises(Complaint) as complaint:
        kind.read(text)
    assert text not in complaint.value.sentence


@pytest.mark.parametrize("cell", [110101199003070000, 1.10101199003070e17, "1.10101E+17"])
def test_explains_digits_a_spreadsheet_lost(cell: object) -> None:
    with pytest.raises(Complaint, match="末几位已丢失"):
        ResidentId().read_cell(cell)


@pytest.mark.parametrize(
    ("cell", "value"), [(13812345678, "13812345678"), (1.3812345678e10, "13812345678")]
)
def test_a_mobile_may_be_a_number(cell: object, value: str) -> None:
    assert Mobile().read_cell(cell) == value


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
@given(text=st.text() | st.from_regex(r"[-+0-9年月日.@a-z·一二十第届转:/ ]{1,30}", fullmatch=True))
def test_any_text_is_read_or_complained_about(kind: Kind[Any], text: str) -> None:
    try:
        value = kind.read(text)
    except Complaint as complaint:
        value = None
        sentence = complaint.sentence
    if value is None:
        assert sentence.endswith("。")
        return
    assert kind.read(kind.show(value)) == value
    assert kind.restore(kind.plain(value)) == value


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
@given(cell=st.none() | st.booleans() | st.integers() | st.floats() | st.datetimes() | st.times())
def test_any_cell_is_read_or_complained_about(kind: Kind[Any], cell: object) -> None:
    with suppress(Complaint):
        kind.read_cell(cell)


@pytest.mark.parametrize(("kind", "text", "value"), READS)
def test_what_is_shown_is_read_back(kind: Kind[Any], text: str, value: object) -> None:
    assert kind.read(kind.show(value)) == value
