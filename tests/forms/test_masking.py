"""What belongs to a person does not stay in a text; everything else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.masking import last_four, mask
from tests.forms.numbers import CREDIT_CODES, IDENTITIES, MOBILES, credit_code, identity

ID = identity("11010119900307001")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("手机13812345678。", "手机••••5678。"),
        ("138 1234 5678或138-1234-5679", "••••5678或••••5679"),
        ("+8613812345678", "••••5678"),
        ("+86 １３８１２３４５６７８", "••••5678"),
        ("1381\u200b234\u200b5678", "••••5678"),
        (f"身份证{ID},", f"身份证••••{ID[-4:]},"),
        ("ID110101 19900307 0011", "ID••••0011"),
        ("11010119900307001x", "••••001X"),
        ("810101199909127956", "••••7956"),  # a permit that would pass for a credit code
    ],
)
def test_masks(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "电话0371-65500000，010-66550000",
        "2026-03-01 13:00 至 2026年3月5日",
        "金额13812345678元、1,380,000.00元",
        "云岭科协发〔2026〕138号",
        "91110000600037341L",
        credit_code("52410000500012345"),
        "订单1234567890123456789",
    ],
)
def test_leaves_the_rest_alone(text: str) -> None:
    assert mask(text) == text


def test_a_credit_code_of_digits_stays() -> None:
    codes = (credit_code(f"524100005000{n:05}") for n in range(500))
    code = next(code for code in codes if code.isdecimal())
    assert mask(f"代码{code}") == f"代码{code}"


AROUND = st.text(
    st.characters(exclude_categories=["Nd", "Cs"], exclude_characters="元万亿.．"), max_size=9
)


@given(before=AROUND, number=IDENTITIES | MOBILES, after=AROUND)
def test_never_leaves_a_full_number(before: str, number: str, after: str) -> None:
    masked = mask(before + number + after)
    assert number not in masked
    assert last_four(number) in masked


@given(st.text())
def test_takes_any_text(text: str) -> None:
    assert len(mask(text)) <= len(text)


@given(before=st.text("甲，。"), code=CREDIT_CODES)
def test_credit_codes_stay(before: str, code: str) -> None:
    text = f"{before}{code}{before}"
    assert mask(text) == text or mask(code) != code
