"""Telephone numbers of the mainland, by libphonenumber's rules; complaints never repeat one."""

import re
from dataclasses import dataclass
from typing import ClassVar

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberType

from forms.values.kind import Complaint, Kind, normalise, squeeze

REGION, COUNTRY = "CN", 86
ABROAD = re.compile(r"(?:\+|00)?86(?=1[0-9]{10}$)|0(?=1[0-9]{10}$)")
EXTENSION = re.compile(r"(?P<number>.*[0-9)])\s*(?:转|分机|ext\.?|#|x|-)+\s*(?P<inner>[0-9]{1,6})")
DIALLED = re.compile(r"\+?[0-9()\-‐–—\s]{7,24}")


@dataclass(frozen=True, slots=True)
class Mobile(Kind[str]):
    """A mobile number: eleven digits."""

    keep_digits: ClassVar[bool] = True

    def read(self, text: str) -> str:
        number = re.sub("[()]", "", squeeze(text))
        number = ABROAD.sub("", number, count=1)
        if not re.fullmatch("[0-9]{11}", number):
            raise Complaint("手机号应为11位数字。请再填一次。")
        if not _is_mobile(number):
            raise Complaint("这个手机号不存在：号段不对。请核对后再填一次。")
        return number


@dataclass(frozen=True, slots=True)
class Phone(Kind[str]):
    """An office's telephone: area code and number, perhaps an extension; a mobile will do."""

    keep_digits: ClassVar[bool] = True

    def read(self, text: str) -> str:
        said = normalise(text)
        found = _dialled(said)
        if found:
            return found
        if split := EXTENSION.fullmatch(said.lower()):
            found = _dialled(split["number"])
            if found:
                return f"{found}转{split['inner']}"
        if re.fullmatch("[0-9]{7,8}", squeeze(text)):
            raise Complaint("电话缺少区号。请带上区号再填，例如 010-66550000。")
        raise Complaint(
            "没看懂这个电话。请写成「区号-号码」，例如 010-66550000，分机写「转801」。"
        )


def _is_mobile(digits: str) -> bool:
    number = PhoneNumber(country_code=COUNTRY, national_number=int(digits))
    return digits[0] == "1" and phonenumbers.number_type(number) == PhoneNumberType.MOBILE


def _dialled(text: str) -> str | None:
    """The one way a valid number is written, or None."""
    if not DIALLED.fullmatch(text):
        return None
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return None
    if number.country_code != COUNTRY or not phonenumbers.is_valid_number(number):
        return None
    digits = phonenumbers.national_significant_number(number)
    area = phonenumbers.length_of_geographical_area_code(number)
    if phonenumbers.number_type(number) == PhoneNumberType.MOBILE or not area:
        return digits
    return f"0{digits[:area]}-{digits[area:]}"
