"""People, numbers and places that do not exist, and cannot be taken for any that do."""

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

from stdnum.cn import ric, uscc

SOCIETY = "example-society"
EVENT = "example-event"
FILING = "example-filing"
APPLICANT = "example-person"
NAMES = ("林知远", "苏云帆", "周景行", "何若谷", "叶清和", "江望舒", "沈怀瑾", "陆思齐")


def mobile(dice: Random) -> str:
    return f"13800{dice.randint(100, 999)}500"


def identity(dice: Random) -> str:
    """A birth before anybody's who is alive, in a county that is none."""
    born = date(dice.randint(1900, 1904), dice.randint(1, 12), dice.randint(1, 28))
    body = f"530100{born:%Y%m%d}{dice.randint(0, 999):03}"
    return body + str(ric.calc_check_digit(body + "0"))


def credit_code(dice: Random) -> str:
    body = f"51990000MJ{dice.randint(0, 9_999_999):07}"
    return body + str(uscc.calc_check_digit(body))


def society(today: date) -> Mapping[str, Any]:
    """What is on file about the society of the examples."""
    return {
        "name": "云岭省数学会",
        "name_full": "云岭省数学会",
        "uscc": credit_code(Random(0)),  # noqa: S311 - nothing secret
        "discipline": "science",
        "city": "云州",
        "president": NAMES[0],
        "secretary_general": NAMES[1],
        "legal_rep": NAMES[0],
        "support_unit": "云岭大学",
        "council_term_no": 8,
        "term_start": today.replace(day=1, year=today.year - 4),
        "term_years": 5,
        "term_end": today.replace(day=1, year=today.year + 1),
        "members_total": 1200,
        "rating": "a3",
        "party_kind": "branch",
        "domicile": "云州市学府路1号",
        "business_scope": "数学研究与普及",
        "capital_wan": 5,
    }
