"""One line of a roster, and how it is kept: numbers sealed, with their blind indices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from storage.encryption import Vault


class MemberState(StrEnum):
    """待核实 → 已核实 → 需更新 (each year) → 已核实; 已退会 from any."""

    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    OUTDATED = "outdated"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person on one society's roster; `person_id` once they have confirmed it themselves."""

    id: str
    society_id: str
    society: str
    person_id: str | None
    name: str
    identity: str | None
    mobile: str | None
    member_number: str | None
    joined_on: date | None
    workplace: str | None
    job_title: str | None
    speciality: str | None
    state: MemberState
    state_since: datetime

    def ends_with(self, digits: str) -> bool:
        """Whether these are the last four of the identity or the mobile number."""
        numbers = filter(None, (self.identity, self.mobile))
        return len(digits) == 4 and any(each.endswith(digits) for each in numbers)


SEALED = ("identity", "mobile")
PLAIN = ("name", "member_number", "joined_on", "workplace", "job_title", "speciality")


def sealed_columns(vault: Vault, identity: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that keep `values`: numbers sealed, with their blind indices."""
    columns = {name: values[name] for name in PLAIN if name in values}
    for name in (name for name in SEALED if name in values):
        number = values[name]
        columns[name] = vault.seal(number, f"members.{name}.{identity}") if number else None
        columns[f"{name}_index"] = vault.index(name, number) if number else None
    return columns
