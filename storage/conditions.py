"""Conditions on roles, societies and deeds: whom an announcement is for."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self


class Did(StrEnum):
    """What somebody, or their society, has done or not done."""

    FILED = "filed"  # handed in this form; `number`: for this year, where the form has one
    NOT_FILED = "not filed"
    SIGNED_UP = "signed up"  # for this event
    TERM_ENDS = "term ends"  # within `number` months
    READ = "read"  # this announcement
    NOT_READ = "not read"


# What a society did, and what a society is.
OF_SOCIETIES = (Did.FILED, Did.NOT_FILED, Did.TERM_ENDS)
OF_A_SOCIETY = ("societies", "disciplines", "cities", "kinds", "classifications", "tags")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One condition of that sort: `subject` is a form, an event or an announcement."""

    did: Did
    subject: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """All sorts have to be met; within one sort, any of its values will do.

    `lists` and `people` are one sort: whoever is on a list, or named. Nothing at all means nobody.
    """

    roles: tuple[str, ...] = ()
    societies: tuple[str, ...] = ()
    disciplines: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    classifications: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    deeds: tuple[Deed, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """What `as_dict` gave, as JSON brings it back."""
        deeds = tuple(
            Deed(did=Did(each["did"]), subject=each["subject"], number=each["number"])
            for each in stored.get("deeds", ())
        )
        others = {name: tuple(value) for name, value in stored.items() if name != "deeds"}
        return cls(deeds=deeds, **others)
