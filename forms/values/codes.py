"""Numbers with a check digit: the unified social credit code and the resident identity number."""

import re
from dataclasses import dataclass
from typing import ClassVar

from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError

from forms.values.kind import Complaint, Kind, lost_digits, squeeze

CREDIT_CODE = re.compile(r"[0-9]{8}[0-9A-HJ-NP-RTUWXY]{10}")
IDENTITY = re.compile(r"[0-9]{17}[0-9X]")
# Provinces, and 81–83: residence permits of people from Hong Kong, Macau and Taiwan.
PROVINCES = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91")
LOST = "{}被表格当成了数字，末几位已丢失，请把这一列设为文本再填。"


@dataclass(frozen=True, slots=True)
class CreditCode(Kind[str]):
    """统一社会信用代码: eighteen digits and capitals, the last one a check."""

    keep_digits: ClassVar[bool] = True

    def read(self, text: str) -> str:
        code = squeeze(text).upper()
        if len(code) != 18:
            raise Complaint(
                f"统一社会信用代码应为18位，收到的是{len(code)}位。请对照登记证书再填一次。"
            )
        if odd := [c for c in code if c in "IOSVZ"]:
            raise Complaint(
                f"统一社会信用代码里不会有字母{odd[0]}（多半是形近的数字）。请对照登记证书再填一次。"
            )
        if not CREDIT_CODE.fullmatch(code):
            raise Complaint(
                "统一社会信用代码由数字和大写字母组成，前8位是数字。请对照登记证书再填一次。"
            )
        if uscc.calc_check_digit(code[:17]) != code[17]:
            raise Complaint("这个统一社会信用代码不对：第18位校验不符。请对照登记证书再填一次。")
        return code

    def read_cell(self, cell: object) -> str:
        if lost_digits(cell):
            raise Complaint(LOST.format("统一社会信用代码"))
        return Kind.read_cell(self, cell)


@dataclass(frozen=True, slots=True)
class ResidentId(Kind[str]):
    """公民身份号码: eighteen digits, the last may be X; no complaint ever repeats it.

    The county is not looked up: lists of counties lag behind, and people would be turned away.
    """

    keep_digits: ClassVar[bool] = True

    def read(self, text: str) -> str:
        number = squeeze(text).upper()
        if len(number) != 18:
            raise Complaint(f"身份证号应为18位，收到的是{len(number)}位。请对照证件再填一次。")
        if not IDENTITY.fullmatch(number):
            raise Complaint("身份证号应为18位数字，末位可以是X。请对照证件再填一次。")
        if not PROVINCES.match(number):
            raise Complaint("这个身份证号不对：前两位不是省份代码。请对照证件再填一次。")
        if not _birth_is_a_day(number):
            raise Complaint("这个身份证号不对：出生日期不存在。请对照证件再填一次。")
        if ric.calc_check_digit(number) != number[17]:
            raise Complaint("这个身份证号不对：末位校验不符。请对照证件再填一次。")
        return number

    def read_cell(self, cell: object) -> str:
        if lost_digits(cell):
            raise Complaint(LOST.format("身份证号"))
        return Kind.read_cell(self, cell)


def _birth_is_a_day(number: str) -> bool:
    try:
        return 1900 <= ric.get_birth_date(number).year <= 2100
    except ValidationError:
        return False
