"""What stands on which sheet of a form's workbook, and how each question is explained there."""

from collections.abc import Iterator

from forms.exports.bounds import bounds
from forms.kinds import kind_of
from forms.specification import FieldSpec, FieldType, FormSpec

MUST, MAY, SOMETIMES = "必填", "选填", "有这种情况才填"
FILE = "文件不填在这里，请直接发给我。"
SEVERAL = "可以填几项，用顿号隔开："
MOST_LISTED = 12


def questions_of(form: FormSpec) -> list[FieldSpec]:
    """What stands on the first sheet."""
    return [spec for spec in form.fields if spec.asked and spec.type is not FieldType.REPEAT]


def groups_of(form: FormSpec) -> list[FieldSpec]:
    return [spec for spec in form.fields if spec.type is FieldType.REPEAT]


def title_of(group: FieldSpec) -> str:
    return "".join(c for c in group.label if c not in r"\/*?:[]")[:31]


def explained(spec: FieldSpec, *, listed: bool = True) -> str:
    """「必填。与登记证书一致。请填4到60个字。」; `listed`: with its choices."""
    if spec.type is FieldType.FILE:
        return f"{_need(spec)}。{FILE}{spec.hint}"
    return "".join(f"{part.rstrip('。')}。" for part in _parts(spec, listed) if part)


def _parts(spec: FieldSpec, listed: bool) -> Iterator[str]:
    yield _need(spec)
    yield spec.hint
    labels = kind_of(spec).labels if listed else ()
    if labels and spec.type is FieldType.SELECT_MULTIPLE:
        yield SEVERAL + "、".join(labels)
    elif labels and len(labels) <= MOST_LISTED:
        yield f"请选：{'、'.join(labels)}"
    yield bounds(spec).sentence


def _need(spec: FieldSpec) -> str:
    if spec.relevant:
        return SOMETIMES
    return MUST if spec.required is True else MAY
