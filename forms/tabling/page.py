"""The whole table: sections with their fields, how far it is, what is still missing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from forms.drafts import Draft
from forms.filling import Filling
from forms.specification import FieldSpec, FieldType
from forms.tabling.entries import Entries, Json
from forms.tabling.groups import group_entry
from forms.tabling.obstacles import obstacles

OWN, FILES = "填报内容", "附件"
Waiting = Mapping[str, Sequence[Mapping[str, Any]]]


def table(
    filling: Filling,
    draft: Draft,
    may_edit: Callable[[str], bool],
    waiting: Waiting | None = None,
) -> Json:
    """JSON for the page; what is not relevant now is not in it."""
    look = filling.look(draft)
    entries = Entries(
        filling=filling,
        draft=draft,
        look=look,
        obstacles=obstacles(filling, draft, look),
        may_edit=may_edit,
        waiting=waiting or {},
    )
    missing = entries.obstacles.list()
    return {
        "title": filling.form.title,
        "purpose": filling.form.purpose,
        "sections": list(_sections(entries)),
        "troubles": [each.plain() for each in missing],
        "progress": _progress(entries, {each.place.field for each in missing}),
        "ready": not missing,
    }


def _sections(entries: Entries) -> Iterator[Json]:
    """Neighbours under one heading; the same heading may come again."""
    fields = [each for each in entries.filling.form.fields if entries.look.relevant(each)]
    for heading, found in groupby(fields, key=lambda each: _heading(entries, each)):
        yield {"title": heading, "entries": [_entry(entries, each) for each in found]}


def _heading(entries: Entries, spec: FieldSpec) -> str:
    block = entries.filling.form.block_of(spec.name)
    return block or (FILES if spec.type is FieldType.FILE else OWN)


def _entry(entries: Entries, spec: FieldSpec) -> Json:
    return group_entry(entries, spec) if spec.fields else entries.single(spec)


def _progress(entries: Entries, troubled: set[str]) -> Json:
    """Of what has to be filled in."""
    look, fields = entries.look, entries.filling.form.fields
    needed = [each.name for each in fields if look.relevant(each) and _needed(entries, each)]
    return {
        "done": sum(name not in troubled for name in needed),
        "total": len(needed),
    }


def _needed(entries: Entries, spec: FieldSpec) -> bool:
    return spec.asked and entries.look.required(spec)
