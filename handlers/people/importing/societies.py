"""Rows of the table of societies against the societies on record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from forms.rosters import SOCIETIES
from forms.sheets import Row, SheetSpec
from handlers.noting import By
from handlers.people.importing.faults import Taken, Unclear, bad, refused
from handlers.people.importing.plans import Change, Fate, Plan
from storage.archive import Archive
from storage.societies import Society

UNSAID = {"kind": "society", "status": "active"}
TWICE = "与第{row}行是同一个学会。请只留一行。"
NAME_TAKEN = "名册里这个名称属于另一个学会（统一社会信用代码不同）。请核对名称和代码。"


@dataclass(kw_only=True)
class SocietyBook:
    """By social credit code, else by name; an empty cell leaves what is on record."""

    spec: SheetSpec = SOCIETIES
    _taken: Taken = field(default_factory=Taken)
    _by_name: dict[str, Society] = field(default_factory=dict)
    _by_code: dict[str, Society] = field(default_factory=dict)
    _known: bool = False

    async def plan(self, archive: Archive, rows: Sequence[Row]) -> list[Plan]:
        if not self._known:  # as it stood before the first row: a renamed one keeps its place
            for each in await archive.societies.all():
                self._by_name[each.name] = each
                if each.uscc:
                    self._by_code[each.uscc] = each
            self._known = True
        return [self._plan(row) for row in rows]

    def _plan(self, row: Row) -> Plan:
        if row.faults:
            return bad(row)
        try:
            known = self._find(row.values)
            key = known.id if known else row.values["name"]
            if first := self._taken.claim(row, key):
                raise Unclear("name", TWICE.format(row=first))
        except Unclear as unclear:
            return refused(self.spec, row, unclear)
        return planned(row, known)

    def _find(self, values: Mapping[str, Any]) -> Society | None:
        named = self._by_name.get(values["name"])
        code = values.get("uscc")
        if code is None:
            return named
        coded = self._by_code.get(code)
        if named and (coded or named.uscc) and named is not coded:
            raise Unclear("name", NAME_TAKEN)
        return coded or named

    async def write(self, archive: Archive, plans: Sequence[Plan], by: By) -> None:
        for plan in plans:
            now, names = by.clock.now(), [change.field for change in plan.changes]
            if plan.target:
                await archive.societies.change(plan.target, plan.values, now)
                identity, action = plan.target, "society changed"
            else:
                identity = await archive.societies.add(UNSAID | plan.values, now)
                action = "society added"
            await by.note(archive, action, identity, fields=names, by="import")


def planned(row: Row, known: Society | None) -> Plan:
    name = row.values["name"]
    if known is None:
        fields = tuple(Change(field, None, value) for field, value in row.values.items())
        return Plan(row=row, fate=Fate.NEW, name=name, changes=fields)
    changes = tuple(
        Change(field, known.value(field), value)
        for field, value in row.values.items()
        if known.value(field) != value
    )
    fate = Fate.CHANGED if changes else Fate.SAME
    return Plan(row=row, fate=fate, name=known.name, target=known.id, changes=changes)
