"""Files that come one by one, gathered into the answer of one field."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from forms.drafts import Draft
from forms.filling import Filling
from forms.kinds import kind_of
from forms.specification import FieldSpec, FieldType
from forms.steps import Asking
from forms.values import Complaint
from forms.values.files import Files

FULL = "「{label}」最多{most}个文件，已经够了。要换的话，点「去掉重发」。"
ALIKE = {"jpeg": "jpg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The draft with one more file; `known` when it was there, `replaced` is the one before."""

    draft: Draft
    files: tuple[Mapping[str, Any], ...]
    known: bool = False
    replaced: str = ""


def gather(filling: Filling, draft: Draft, asked: Asking, file: Mapping[str, Any]) -> Gathered:
    """Too few may be there for now; raises Complaint for a wrong type, or one too many."""
    kind = kind_of(asked.field)
    assert isinstance(kind, Files)  # noqa: S101 - asked for a file
    there = list(draft.at(asked.place) or ())
    most, replaced = asked.field.most or 1, ""
    if any(each["hash"] == file["hash"] for each in there):
        return Gathered(draft=draft, files=tuple(there), known=True)
    if most == 1 and there:
        replaced, there = str(there[0]["name"]), []
    if len(there) >= most:
        raise Complaint(FULL.format(label=asked.field.label, most=most))
    file = {**file, "name": _distinct(str(file["name"]), {str(each["name"]) for each in there})}
    plain = kind.plain(replace(kind, least=0).read_cell([*there, file]))
    spec = asked.group or asked.field
    after = filling.noted(draft.put(asked.place, plain), spec)
    return Gathered(draft=after, files=tuple(plain), replaced=replaced)


def takes_more(field: FieldSpec, count: int) -> bool:
    return count < (field.most or 1)


def wanting(filling: Filling, draft: Draft, name: str) -> list[FieldSpec]:
    """The fields that are asked now, take such a file and have room for it; empty ones first."""
    look, ending = filling.look(draft), ending_of(name)
    found = [
        field
        for field in filling.form.fields
        if field.type is FieldType.FILE
        and look.relevant(field)
        and (not field.accept or ending in field.accept)
    ]
    return sorted(found, key=lambda field: bool(draft.answers.get(field.name)))


def ending_of(name: str) -> str:
    ending = PurePath(name).suffix.lower().removeprefix(".")
    return ALIKE.get(ending, ending)


def _distinct(name: str, others: set[str]) -> str:
    """Photos have no name of their own: 图片.jpg, 图片2.jpg."""
    path, number, distinct = PurePath(name), 1, name
    while distinct in others:
        number += 1
        distinct = f"{path.stem}{number}{path.suffix}"
    return distinct
