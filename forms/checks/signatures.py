"""What each function of the vocabulary takes and gives, for checking expressions before use."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What sort of value an expression gives; `ANY` is not known before it is run."""

    NUMBER = "数字"
    WORDS = "文字"
    TRUTH = "是或否"
    DAY = "日期"
    LIST = "列表"
    ROWS = "重复组"
    RECORD = "学会信息"
    ANY = "任意"


@dataclass(frozen=True, slots=True)
class Signature:
    """The sorts of a function's values, and of what it gives."""

    takes: tuple[Sort, ...]
    gives: Sort


def _signature(written: str) -> Signature:
    """`dn:d` takes a day and a number and gives a day."""
    takes, gives = written.split(":")
    return Signature(tuple(LETTERS[each] for each in takes), LETTERS[gives])


LETTERS: Mapping[str, Sort] = {
    "n": Sort.NUMBER, "w": Sort.WORDS, "t": Sort.TRUTH, "d": Sort.DAY, "l": Sort.LIST,
    "r": Sort.ROWS, "s": Sort.RECORD, "a": Sort.ANY,
}  # fmt: skip
SIGNATURES: Mapping[str, Signature] = {
    name: _signature(written)
    for name, written in {
        "add_days": "dn:d", "add_years": "dn:d", "age_on": "wd:n", "any_of": "rwa:t",
        "birth_date": "w:d", "birth_ym": "w:w", "ceil": "n:n", "contains_any": "wl:t",
        "count": "a:n", "date": "nnn:d", "days_between": "dd:n", "endswith": "ww:t",
        "endswith_any": "wl:t", "if_else": "taa:a", "is_blank": "a:t", "length": "w:n",
        "months_between": "dd:n", "or0": "n:n", "startswith": "ww:t", "sum_of": "rw:n",
        "valid_id": "ww:t", "valid_mobile": "w:t", "valid_ric": "w:t", "valid_uscc": "w:t",
        "workday_before": "dn:d", "workdays_between": "dd:n", "year": "d:n",
        "applicant": ":w", "event_open": "w:t", "lead_months": "w:n", "late_ok": ":t",
        "member_of": "ww:t", "new_member_no": "w:w", "now": ":d", "role": "w:w",
        "similar_societies": "w:l", "society": "w:s", "stat": "waaaaa:n", "state": ":w",
        "submission_state": "w:w", "today": ":d", "valid_member_no": "w:t",
    }.items()
}  # fmt: skip
FACTS: Mapping[str, Sort] = {
    "council_term_no": Sort.NUMBER,
    "term_years": Sort.NUMBER,
    "members_total": Sort.NUMBER,
    "capital_wan": Sort.NUMBER,
    "term_start": Sort.DAY,
    "term_end": Sort.DAY,
}
