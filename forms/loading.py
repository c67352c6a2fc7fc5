"""From a folder of YAML to a catalogue: read, checked, blocks and shared lists put in."""

from collections.abc import Iterable, Mapping, Set
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from forms.checking import check
from forms.faults import first_fault
from forms.nodes import Document, SpecificationFault, read
from forms.specification import (
    Block,
    Catalogue,
    Choices,
    FieldSpec,
    FormSpec,
    PolicyParameter,
)
from forms.workflow import Workflow
from forms.workflow_checking import workflow_faults

CATALOGUE = Path(__file__).parent / "catalogue"
SHARED = ("blocks", "choices", "policy", "workflows")
LISTS: TypeAdapter[dict[str, Choices]] = TypeAdapter(dict[str, Choices])

Model = TypeVar("Model", bound=BaseModel)


@cache
def own_catalogue() -> Catalogue:
    """The one that comes with the program, read once; nobody changes it."""
    return load_catalogue()


def load_catalogue(folder: Path = CATALOGUE) -> Catalogue:
    """Raises SpecificationFault for the first thing that is wrong, and nothing else."""
    policy = _each(folder / "policy.yaml", PolicyParameter)
    workflows = _workflows(folder / "workflows.yaml", policy.keys())
    blocks = _each(folder / "blocks.yaml", Block)
    lists = _lists(folder / "choices.yaml")
    forms: dict[str, FormSpec] = {}
    files = [path for path in sorted(folder.glob("*.yaml")) if path.stem not in SHARED]
    ids = frozenset(path.stem for path in files)
    for path in files:
        document = read(path)
        written = _validated(document, document.data, FormSpec, ())
        if written.id != path.stem:
            raise document.fault(("id",), f"id 应与文件名一致：{path.stem}")
        forms[written.id] = form = _whole(document, written, blocks, lists)
        check(document, form, policy.keys(), ids)
    return Catalogue(forms=forms, policy=policy, workflows=workflows)


def _each(path: Path, model: type[Model]) -> dict[str, Model]:
    return _all(read(path), model) if path.exists() else {}


def _all(document: Document, model: type[Model]) -> dict[str, Model]:
    if not isinstance(document.data, dict):
        raise document.fault((), "这里应是 名字: 内容")
    return {
        name: _validated(document, value, model, (name,)) for name, value in document.data.items()
    }


def _workflows(path: Path, policy: Set[str]) -> dict[str, Workflow]:
    if not path.exists():
        return {}
    document = read(path)
    workflows = _all(document, Workflow)
    for name, workflow in workflows.items():
        for fault in workflow_faults(document, name, workflow, policy):
            raise fault
    return workflows


def _lists(path: Path) -> dict[str, Choices]:
    if not path.exists():
        return {}
    document = read(path)
    try:
        return LISTS.validate_python(document.data)
    except ValidationError as error:
        raise document.fault(error.errors()[0]["loc"], "这里应是 键: 标签") from error


def _validated(document: Document, data: Any, model: type[Model], place: tuple[str, ...]) -> Model:
    if not isinstance(data, dict):
        raise document.fault(place, f"这里应是 键: 值。可用的键：{'、'.join(model.model_fields)}")
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise first_fault(document, data, model, error, place) from error


def _whole(
    document: Document,
    form: FormSpec,
    blocks: Mapping[str, Block],
    lists: Mapping[str, Choices],
) -> FormSpec:
    for n, name in enumerate(form.uses):
        if name not in blocks:
            allowed = "、".join(blocks)
            raise document.fault(("uses", n), f"没有「{name}」这个公共块。可用：{allowed}")
    own = tuple(
        _with_lists(document, field, lists, ("fields", n)) for n, field in enumerate(form.fields)
    )
    used = [_filled(document, blocks[name], lists) for name in form.uses]
    return form.with_blocks(used, own)


def _filled(document: Document, block: Block, lists: Mapping[str, Choices]) -> Block:
    fields = tuple(_with_lists(document, field, lists, ("uses",)) for field in block.fields)
    return block.model_copy(update={"fields": fields})


def _with_lists(
    document: Document,
    field: FieldSpec,
    lists: Mapping[str, Choices],
    place: tuple[str | int, ...],
) -> FieldSpec:
    changed: dict[str, Any] = {}
    if isinstance(field.choices, str):
        if field.choices not in lists:
            raise _no_list(document, field, lists, place)
        changed["choices"] = lists[field.choices]
    if field.fields:
        changed["fields"] = tuple(
            _with_lists(document, each, lists, (*place, "fields", n))
            for n, each in enumerate(field.fields)
        )
    return field.model_copy(update=changed) if changed else field


def _no_list(
    document: Document, field: FieldSpec, lists: Iterable[str], place: tuple[str | int, ...]
) -> SpecificationFault:
    sentence = f"没有「{field.choices}」这个选项表。可用：{'、'.join(lists) or '（还没有）'}"
    return document.fault((*place, "choices"), sentence, field.name)
