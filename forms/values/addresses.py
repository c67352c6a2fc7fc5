"""Addresses on the net: e-mail and websites."""

import re
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from forms.values.kind import Complaint, Kind, normalise

SITE = re.compile(r"(?:(https?)://)?([^\s/?#@:]+)(:[0-9]{1,5})?([/?#]\S*)?", re.I)
HOST = re.compile(
    r"(?:[a-z0-9\u4e00-\u9fff](?:[a-z0-9\u4e00-\u9fff-]{0,61})\.)+[a-z\u4e00-\u9fff]{2,}"
)


@dataclass(frozen=True, slots=True)
class Email(Kind[str]):
    """An e-mail address; whether it exists is not asked."""

    def read(self, text: str) -> str:
        address = normalise(text).replace("。", ".").replace(" ", "").removeprefix("mailto:")
        try:
            return validate_email(address, check_deliverability=False).normalized
        except EmailNotValidError as error:
            raise Complaint("没看懂这个邮箱。请写成 name@example.org 这样，再填一次。") from error


@dataclass(frozen=True, slots=True)
class Website(Kind[str]):
    """A website's address; http:// is put in front when nothing is."""

    def read(self, text: str) -> str:
        found = SITE.fullmatch(normalise(text).replace("。", "."))
        if not found or len(found[0]) > 200 or not HOST.fullmatch(found[2].lower()):
            raise Complaint("没看懂这个网址。请写成 https://www.example.org 这样，再填一次。")
        scheme, host, port, rest = found.groups()
        address = f"{(scheme or 'http').lower()}://{host.lower()}{port or ''}{rest or ''}"
        return address.removesuffix("/") if rest == "/" else address
