"""Files that come one by one: which question wants them, and how they join those before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from forms.drafts import Draft
from forms.filling import Filling
from forms.specification import FieldSpec, FieldType
from forms.values import Complaint
from forms.values.files import Files

FULL = "「{label}」最多{most}个文件，已经够了。要换的话，点「去掉重发」。"
ALIKE = {"jpeg": "jpg"}
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """All files of one answer; `known` when it was there, `replaced` is the one before."""

    files: tuple[Facts, ...]
    known: bool = False
    replaced: str = ""


def joined(field: FieldSpec, there: Sequence[Facts], file: Facts) -> Joined:
    """Where one is wanted the new one takes its place; raises Complaint for one too many."""
    if any(each["hash"] == file["hash"] for each in there):
        return Joined(files=tuple(there), known=True)
    if field.most == 1 and there:
        return Joined(files=(file,), replaced=str(there[0]["name"]))
    most = most_of(field)
    if len(there) >= most:
        raise Complaint(FULL.format(label=field.label, most=most))
    name = _distinct(str(file["name"]), {str(each["name"]) for each in there})
    return Joined(files=(*there, {**file, "name": name}))


def most_of(field: FieldSpec) -> int:
    """As many as the kind of a file takes where the form says nothing."""
    return field.most or Files().most


def wanting(filling: Filling, draft: Draft, name: str) -> list[FieldSpec]:
    """The questions that are asked now and take such a file; unanswered ones first."""
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


def with_usual_ending(name: str) -> str:
    """Some cameras write .jpeg for what everybody else calls .jpg."""
    ending = ending_of(name)
    return str(PurePath(name).with_suffix(f".{ending}")) if ending else name


def _distinct(name: str, others: set[str]) -> str:
    """Photos have no name of their own: 图片.jpg, 图片2.jpg."""
    path, number, distinct = PurePath(name), 1, name
    while distinct in others:
        number += 1
        distinct = f"{path.stem}{number}{path.suffix}"
    return distinct
