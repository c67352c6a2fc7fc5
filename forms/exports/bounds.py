"""`least` and `most` of a field: as a sentence to people, and as an XPath test."""

from dataclasses import dataclass

from forms.specification import NUMBERS, WORDS, FieldSpec, FieldType

UNITS = {
    FieldType.TEXT: "个字",
    FieldType.LONGTEXT: "个字",
    FieldType.TAGS: "个",
    FieldType.SELECT_MULTIPLE: "项",
    FieldType.FILE: "个文件",
    FieldType.REPEAT: "行",
}
COUNTABLE = {
    **dict.fromkeys(WORDS, "string-length(.)"),
    **dict.fromkeys(NUMBERS, "."),
    FieldType.SELECT_MULTIPLE: "count-selected(.)",
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """Both empty when there are none; the test also when XPath cannot count it."""

    sentence: str
    test: str


def bounds(spec: FieldSpec) -> Bounds:
    counted = COUNTABLE.get(spec.type, "")
    tests = [f"{counted} >= {spec.least}"] if spec.least is not None else []
    tests += [f"{counted} <= {spec.most}"] if spec.most is not None else []
    return Bounds(_sentence(spec), " and ".join(tests) if counted else "")


def _sentence(spec: FieldSpec) -> str:
    unit = UNITS.get(spec.type, "")
    if spec.least is not None and spec.most is not None:
        return f"请填{spec.least}到{spec.most}{unit}。"
    if spec.least is not None:
        return f"不少于{spec.least}{unit}。"
    return f"最多{spec.most}{unit}。" if spec.most is not None else ""
