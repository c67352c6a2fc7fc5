"""Names of people: behind 「联系人」, before whatever is no name."""

import re

from forms.proposing.words import SURNAMES
from forms.specification import FieldSpec, FieldType
from forms.values import Complaint, PersonName

PERSON_LABEL = re.compile(r"(?:联系人|姓名|参加人|代表人|理事长|秘书长|会长|审核人|负责人)$")
NAME = re.compile(r"[\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]{1,8})*")
NO_NAME = re.compile(
    "(?:先生|女士|老师|同志|教授|主任|秘书长|院长|处长|博士|研究员|同学|[的是在与及兼由了])$"
)
ENDS = re.compile(
    r"$|[\s,。;()\d:、/+的是和与及兼]|电话|手机|邮箱|联系|微信|同志|老师|先生|女士|教授|主任"
)


def is_person(spec: FieldSpec) -> bool:
    return spec.type is FieldType.TEXT and bool(PERSON_LABEL.search(spec.label))


def person_at(text: str, start: int, end: int) -> str | None:
    """The name that begins there; None unless it is one and ends like one."""
    found = NAME.match(text, start, end)
    if found is None:
        return _whole(text[start:end])
    for length in range(len(found[0]), 1, -1):
        name = found[0][:length]
        if not ENDS.match(text, start + length, end) or NO_NAME.search(name):
            continue
        return name if ("·" in name or name[0] in SURNAMES) and _is_name(name) else None
    return None


def _whole(name: str) -> str | None:
    """Written in letters: all of it or nothing."""
    name = name.strip()
    return name if name.isascii() and " " in name and _is_name(name) else None


def _is_name(name: str) -> bool:
    try:
        PersonName().read(name)
    except Complaint:
        return False
    return True
