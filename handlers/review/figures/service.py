"""The figures: seen by staff, set, confirmed and reset by their heads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from forms.policies import kind_for, shown, stored
from forms.specification import Catalogue, PolicyParameter
from forms.values import normalise
from handlers.casework.policy import policy_in_force
from handlers.desk import Desk
from handlers.noting import note
from handlers.rights import Action, require


class FigureGone(Exception):
    """There is no figure of this name in the catalogue (any more)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A figure as it is in force, beside what the catalogue says."""

    name: str
    parameter: PolicyParameter
    catalogue: PolicyParameter
    is_set: bool

    @property
    def shown(self) -> str:
        return shown(self.parameter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figuring:
    """The use cases of the corner."""

    catalogue: Catalogue

    async def all(self, desk: Desk) -> Sequence[Standing]:
        """In the order of the catalogue, so that groups stay together."""
        require(desk.person, Action.SEE_FIGURES)
        policy = await policy_in_force(desk.archive, self.catalogue)
        changed = await desk.archive.figures.all()
        return [
            Standing(
                name=name,
                parameter=policy.parameters[name],
                catalogue=written,
                is_set=name in changed,
            )
            for name, written in self.catalogue.policy.items()
        ]

    async def groups(self, desk: Desk) -> dict[str, list[Standing]]:
        found: dict[str, list[Standing]] = {}
        for each in await self.all(desk):
            found.setdefault(each.parameter.group or "其他", []).append(each)
        return found

    async def find(self, desk: Desk, words: str) -> list[Standing]:
        """By every word, in what it means, rests on, or is grouped under."""
        wanted = normalise(words).casefold().split()
        return [each for each in await self.all(desk) if _has(each, wanted)]

    async def one(self, desk: Desk, name: str) -> Standing:
        found = [each for each in await self.all(desk) if each.name == name]
        if not found:
            raise FigureGone
        return found[0]

    async def begin(self, desk: Desk, name: str) -> Standing:
        """Before anything is asked: whether it may be changed."""
        require(desk.person, Action.KEEP_FIGURES)
        return await self.one(desk, name)

    async def read(self, desk: Desk, name: str, said: str) -> Any:
        """A new value as JSON; raises Complaint for what it cannot be."""
        require(desk.person, Action.KEEP_FIGURES)
        return stored(kind_for((await self.one(desk, name)).catalogue).read(said))

    async def set(
        self, desk: Desk, name: str, value: Any, *, basis: str, confirmed: bool
    ) -> Standing:
        """In force for the next question at once; dates that are running stay as they are."""
        require(desk.person, Action.KEEP_FIGURES)
        before = await self.one(desk, name)
        await desk.archive.figures.set(
            name,
            value,
            basis=basis,
            confirmed=confirmed,
            changed_by=desk.person.id,
            now=desk.now,
        )
        after = await self.one(desk, name)
        turn = {"from": before.shown, "to": after.shown}
        await note(desk, "figure set", name, figure=after.parameter.meaning, **turn)
        return after

    async def confirm(self, desk: Desk, name: str, basis: str) -> Standing:
        """As it is in force; `basis` says where the association has confirmed it."""
        require(desk.person, Action.KEEP_FIGURES)
        found = await self.one(desk, name)
        value = found.parameter.value
        kept = list(value) if isinstance(value, tuple) else value
        await desk.archive.figures.set(
            name, kept, basis=basis, confirmed=True, changed_by=desk.person.id, now=desk.now
        )
        await note(desk, "figure confirmed", name, figure=found.parameter.meaning)
        return await self.one(desk, name)

    async def reset(self, desk: Desk, name: str, *, sure: bool) -> Standing:
        """Back to the catalogue's value and basis, once they are sure."""
        require(desk.person, Action.KEEP_FIGURES)
        found = await self.one(desk, name)
        if sure and await desk.archive.figures.forget(name):
            await note(desk, "figure reset", name, figure=found.parameter.meaning)
            return replace(found, parameter=found.catalogue, is_set=False)
        return found


def _has(found: Standing, wanted: Sequence[str]) -> bool:
    parameter = found.parameter
    text = f"{parameter.group} {parameter.meaning} {parameter.basis}".casefold()
    return all(word in text for word in wanted)
