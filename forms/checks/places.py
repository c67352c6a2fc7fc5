"""Where a field, or one of its keys, is written: in the form's file or in that of the blocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forms.nodes import Document, Path_, SpecificationFault, read
from forms.specification import FieldSpec, FormSpec

BLOCKS = "blocks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The files of one catalogue, read for their lines."""

    documents: dict[str, Document]

    @classmethod
    def of(cls, folder: Path) -> "Places":
        return cls(documents={path.stem: read(path) for path in sorted(folder.glob("*.yaml"))})

    def fault(
        self, form: FormSpec, spec: FieldSpec, group: FieldSpec | None, key: str, sentence: str
    ) -> SpecificationFault:
        document, place = self._field(form, group or spec)
        if group:
            place = (*place, *_inside(_at(document.data, place), spec.name))
        path = f"{group.name}.{spec.name}" if group else spec.name
        return document.fault((*place, key), sentence, path)

    def form_fault(self, form: FormSpec, key: str, sentence: str) -> SpecificationFault:
        return self.documents[form.id].fault((key,), sentence)

    def policy_fault(self, name: str, sentence: str) -> SpecificationFault:
        return self.documents["policy"].fault((name,), sentence, name)

    def _field(self, form: FormSpec, spec: FieldSpec) -> tuple[Document, Path_]:
        own = self.documents[form.id]
        if place := _inside(own.data, spec.name):
            return own, place
        blocks = self.documents[BLOCKS]
        for name, block in blocks.data.items():
            if place := _inside(block, spec.name):
                return blocks, (name, *place)
        return own, ("uses",)


def _inside(data: Any, name: str) -> Path_:
    """`fields`, n for the field of that name; nothing when it is not there."""
    return next((("fields", n) for n, each in _named(data) if each == name), ())


def _named(data: Any) -> Iterator[tuple[int, str]]:
    for n, each in enumerate(data.get("fields", ())):
        yield n, each.get("name", "")


def _at(data: Any, place: Path_) -> Any:
    for step in place:
        data = data[step]
    return data
