"""Numbers made up for tests: their check digits are right, nobody holds them."""

from datetime import date

from hypothesis import strategies as st
from stdnum.cn import ric, uscc


def identity(body: str) -> str:
    """Complete seventeen digits."""
    return body + ric.calc_check_digit(body + "0")


def credit_code(body: str) -> str:
    return body + uscc.calc_check_digit(body)


IDENTITIES = st.builds(
    lambda province, day, order: identity(f"{province}0101{day:%Y%m%d}{order:03}"),
    st.sampled_from(["11", "41", "53", "81"]),
    st.dates(min_value=date(1920, 1, 1), max_value=date(2100, 1, 1)),
    st.integers(0, 999),
)
MOBILES = st.builds(
    lambda head, tail: f"{head}{tail:08}",
    st.sampled_from(["138", "159", "186"]),
    st.integers(0, 10**8 - 1),
)
CREDIT_CODES = st.builds(
    lambda head, tail: credit_code(head + tail),
    st.sampled_from(["52410000", "91110000"]),
    st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9),
)
