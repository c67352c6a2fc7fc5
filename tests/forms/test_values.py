"""Every type of field: what it takes, what it refuses and how it says so."""

from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.values import (
    Choice,
    Choices,
    City,
    Complaint,
    CreditCode,
    Date,
    DateTime,
    Email,
    Integer,
    Kind,
    Mobile,
    Money,
    Number,
    PersonName,
    Phone,
    Place,
    ResidentId,
    Tags,
    Text,
    Website,
    Year,
    YesNo,
    choice,
    region,
)

STATE: Choice = choice(("active", "正常", "在册"), ("mending", "整改"))
TODAY = date(2025, 11, 24)  # a Monday
SOME = Choices(choice=STATE)
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
    Date(today=TODAY),
    DateTime(today=TODAY),
    DateTime(today=TODAY, towards="future"),
    DateTime(),
    Year(today=TODAY),
    Number(),
    Number(unit="万元", most=10**6),
    Money(),
    Tags(),
    SOME,
]
SAID = "[-+0-9年月日.@a-z·一二十第届转:/ 明今去后前下上个本周三点半时刻分万亿百千零元号天、]{1,30}"
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
    (Integer(), "没有", 0),
    (Integer(), "46票", 46),
    (Text(), "分三步，先试；再推广！", "分三步，先试；再推广！"),
    (Text(lines=True), "全角１２３，结尾：好？", "全角123，结尾：好？"),
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
    (Integer(), "一百二十人", 120),
    (Integer(unit="人"), "约1,200人", 1200),
    (Integer(), "两千三", 2300),
    (Integer(), "3万5", 35000),
    (Money(), "三万五", Decimal(35000)),
    (Money(), "3.5万", Decimal(35000)),
    (Money(), "1.2亿元", Decimal(120_000_000)),
    (Money(), "￥35,000.50", Decimal("35000.5")),
    (Money(), "叁万伍仟元整", Decimal(35000)),
    (Money(), "三万零五块", Decimal(30005)),
    (Number(unit="万元"), "3.5", Decimal("3.5")),
    (Number(unit="万元"), "三十万元", Decimal(30)),
    (Number(unit="万元"), "35000元", Decimal("3.5")),
    (Number(), "45.5%", Decimal("45.5")),
    (Tags(), "甲单位，乙单位、甲单位；丙", ("甲单位", "乙单位", "丙")),
    (SOME, "整改，正常", ("active", "mending")),
    (SOME, "1 2", ("active", "mending")),
    (SOME, "在册", ("active",)),
    (Year(today=TODAY), "去年", 2024),
    (Text(lines=True), "一\r\n\r\n\r\n二 ", "一\n\n二"),
    (Text(), " 上午：报告，３场（线上）！ ", "上午：报告，3场(线上)！"),
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
        (
            Date(),
            "2026-02-30",
            "没有2026年2月30日这一天。请写成 2026年3月1日 或 2026-03-01 这样。",
        ),
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
@given(text=st.text() | st.from_regex(SAID, fullmatch=True))
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


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("明天", "2025-11-25"),
        ("大后天", "2025-11-27"),
        ("下月15号", "2025-12-15"),
        ("下个月十五号", "2025-12-15"),
        ("明年3月", "2026-03-01"),
        ("明年三月八日", "2026-03-08"),
        ("二〇二六年三月八日", "2026-03-08"),
        ("下周三", "2025-12-03"),
        ("周五", "2025-11-28"),
        ("12月1日", "2025-12-01"),
        ("1月5日", "2026-01-05"),
        ("3天后", "2025-11-27"),
        ("两周后", "2025-12-08"),
        ("12月1日（周一）", "2025-12-01"),
        ("28号", "2025-11-28"),
        ("12-1", "2025-12-01"),
        ("12月1日是周二", None),
        ("12月1日周二", None),
        ("2月30日", None),
        ("过几天", None),
        ("下半年", None),
        ("上下周三", None),
    ],
)
def test_reads_a_day_as_it_is_said(text: str, wanted: str | None) -> None:
    assert read_or_none(Date(today=TODAY), text) == (wanted and date.fromisoformat(wanted))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("6月18号上午九点", "2026-06-18T09:00"),
        ("明年6月18日下午两点半", "2026-06-18T14:30"),
        ("2026-06-18 14:30", "2026-06-18T14:30"),
        ("2026-06-18T14:30", "2026-06-18T14:30"),
        ("2026年6月18日 9:00", "2026-06-18T09:00"),
        ("2026.6.18 晚上7点一刻", "2026-06-18T19:15"),
        ("明天中午12点", "2025-11-25T12:00"),
        ("下周三 早上8点", "2025-12-03T08:00"),
        ("20260618 9点05分", "2026-06-18T09:05"),
        ("6月18号", None),
        ("明天晚上12点", None),
        ("明天25点", None),
        ("上午", None),
        ("九点", None),
    ],
)
def test_reads_a_moment_as_it_is_said(text: str, wanted: str | None) -> None:
    kind = DateTime(today=TODAY, towards="future")
    assert read_or_none(kind, text) == (wanted and datetime.fromisoformat(wanted))


def test_a_day_without_its_year_lies_where_the_field_looks() -> None:
    assert Date(today=TODAY, towards="past").read("6月18日") == date(2025, 6, 18)
    assert Date(today=TODAY, towards="future").read("6月18日") == date(2026, 6, 18)
    assert Date(today=TODAY).read("6月18日") == date(2025, 6, 18)


def test_a_moment_without_its_time_is_asked_for_it() -> None:
    with pytest.raises(Complaint, match=r"还差几点。.*2026年6月18日 9:00"):
        DateTime(today=TODAY, towards="future").read("6月18号")


def test_a_moment_is_echoed_in_full() -> None:
    moment = DateTime(today=TODAY, towards="future").read("6月18号上午九点")
    assert DateTime().show(moment) == "2026年6月18日（周四）09:00"


@pytest.mark.parametrize("text", ["三百五千", "3.5万5", "十十", "万", "零", "点", "三万五万"])
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    assert read_or_none(Integer(least=1), text) is None


@given(st.decimals(min_value=0, max_value=10**10, places=2))
def test_money_is_exact(amount: Decimal) -> None:
    assert Money().read(f"{amount}元") == amount
    assert Money().restore(Money().plain(amount)) == amount


@given(st.integers(0, 99_999_999))
def test_numerals_are_read_back(number: int) -> None:
    assert Integer().read(han(number)) == number


def han(number: int) -> str:
    """As it is spoken, for numbers under 亿."""
    if number >= 10**4:
        high, low = divmod(number, 10**4)
        joint = "零" if 0 < low < 1000 else ""
        return f"{han(high)}万{joint}{han(low) if low else ''}"
    text = ""
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            text += "零一二三四五六七八九"[digit] + unit
        elif text and number and not text.endswith("零"):
            text += "零"
    return text or "零"


def read_or_none(kind: Kind[Any], text: str) -> Any:
    try:
        return kind.read(text)
    except Complaint:
        return None
