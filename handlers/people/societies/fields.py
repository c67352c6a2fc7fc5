"""The fields of a society's record: the same kinds and titles as in its workbook."""

from collections.abc import Mapping
from typing import Any

from forms.rosters import SOCIETIES
from forms.sheets import Column
from forms.values import Complaint, Kind, Text
from storage.societies import Branch, Society

FIELDS: Mapping[str, Column] = {column.name: column for column in SOCIETIES.columns}
BRANCHES = "branches"
TITLES = {name: column.title for name, column in FIELDS.items()} | {BRANCHES: "分支机构"}
# The association decides these; a secretary does not propose them.
ASSOCIATIONS_OWN = frozenset({"kind", "classification", "status"})
SECRET = "contact_mobile"  # noqa: S105 - a field's name
LISTED = Text(least=0, most=1000)


def names(*, staff: bool) -> list[str]:
    return [*(name for name in FIELDS if staff or name not in ASSOCIATIONS_OWN), BRANCHES]


def title(name: str) -> str:
    return TITLES[name]


def kind(name: str) -> Kind[Any]:
    return LISTED if name == BRANCHES else FIELDS[name].kind


def is_required(name: str) -> bool:
    return name != BRANCHES and FIELDS[name].required


def kept(value: Any) -> str | None:
    """As it stands in a correction's row."""
    return None if value is None else str(value)


def plain(society: Society, name: str) -> Any:
    """As it is kept in a draft."""
    if name == BRANCHES:
        return "、".join(each.name for each in society.branches) or None
    value = society.value(name)
    return None if value is None else kind(name).plain(value)


def shown(name: str, value: Any) -> str:
    """`value` as kept; what is not there is said, what today's rules refuse is shown as it is."""
    if value is None or value == "":
        return "（没有）"
    of = kind(name)
    try:
        return of.show(of.read(str(value)))
    except Complaint:
        return str(value)


def branches(listed: str | None, known: tuple[Branch, ...]) -> tuple[Branch, ...]:
    """From names with 、 between them; what was known of a name stays."""
    kept = {each.name: each for each in known}
    names = [name.strip() for name in (listed or "").replace("，", "、").split("、")]
    return tuple(kept.get(name, Branch(name=name)) for name in dict.fromkeys(filter(None, names)))
