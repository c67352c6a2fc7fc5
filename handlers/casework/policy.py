"""The figures rules rest on: the catalogue's, unless staff have set others."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.specification import Catalogue, PolicyParameter
from storage.archive import Archive


@dataclass(frozen=True, slots=True)
class Policy:
    """Every parameter as it is in force."""

    parameters: Mapping[str, PolicyParameter]

    @property
    def values(self) -> Mapping[str, Any]:
        return {name: each.value for name, each in self.parameters.items()}


async def policy_in_force(archive: Archive, catalogue: Catalogue) -> Policy:
    """What staff have set is kept as written in the catalogue; a name given up is ignored."""
    figures = await archive.figures.all()
    parameters = dict(catalogue.policy)
    for name in figures.keys() & parameters.keys():
        figure = figures[name]
        value = tuple(figure.value) if isinstance(figure.value, list) else figure.value
        parameters[name] = parameters[name].model_copy(
            update={"value": value, "basis": figure.basis, "confirmed": figure.confirmed}
        )
    return Policy(parameters)
