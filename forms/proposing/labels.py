"""What a label is called in a sentence: the words by which people mean a field."""

import re

from forms.proposing.message import level
from forms.specification import NUMBERS, FieldSpec, FieldType

INSIDE = re.compile(r"\(([^()]*)\)")
COUNTED = re.compile("(?:人员数|人数|人次|总数|次数|名额|数)$")
DAYS = re.compile("(?:日期|时间|日)$")
LIGHT = re.compile("^(?:有|含|开展|参加|形成|已经|申请|属于|以|因|接受|同意签订|同意|要|在职)")
BETWEEN = re.compile("[、或与和]")


def heads(spec: FieldSpec) -> tuple[str, ...]:
    """What may stand before a colon."""
    cues = [cue for cue in spec.cues if len(cue) > 1]
    return _unique([level(spec.label), *_bare(spec.label), *cues])


def cues(spec: FieldSpec) -> tuple[str, ...]:
    """What may stand beside a value, the field's own cues first."""
    return _unique([*spec.cues, *derived(spec)])


def derived(spec: FieldSpec) -> tuple[str, ...]:
    """What follows from the label alone."""
    bare = _bare(spec.label)
    if spec.type is FieldType.YES_NO:
        return _unique([part for each in bare for part in _asserted(each)])
    if spec.type in NUMBERS or spec.type is FieldType.CALCULATION:
        return _unique([*bare, *(each for label in bare for each in _counted(label))])
    if spec.type in {FieldType.DATE, FieldType.DATETIME}:
        return _unique([*bare, *(DAYS.sub("", label) for label in bare)])
    return _unique(bare)


def subject(spec: FieldSpec) -> str:
    """「民政平台是否已经填报」: what must be spoken of before anything is asserted of it."""
    before, found, _ = level(spec.label).partition("是否")
    return before if found else ""


def _bare(label: str) -> list[str]:
    """Without brackets, and without the brackets' signs: 会员大会, 会员代表大会."""
    plain = level(label)
    return [INSIDE.sub("", plain), INSIDE.sub(r"\1", plain)]


def _counted(label: str) -> list[str]:
    parts = [COUNTED.sub("", part).removeprefix("其中") for part in label.split("、")]
    return [each for part in parts for each in part.split("或")]


def _asserted(label: str) -> list[str]:
    rest = LIGHT.sub("", label.partition("是否")[2] or label)
    return [LIGHT.sub("", part) for part in BETWEEN.split(rest)]


def _unique(found: list[str]) -> tuple[str, ...]:
    """Signs alone say nothing, unless a form names them."""
    return tuple(dict.fromkeys(each for each in found if each))
