"""What an expression may ask that a form does not hold: the clock, the records, other filings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

DRAFT = "草稿"


class World(Protocol):
    """Answers from outside; None is "not known". Nothing here waits: it was looked up before."""

    def now(self) -> datetime: ...

    def state(self) -> str: ...

    def applicant(self) -> str | None: ...

    def references(self, of: str) -> Mapping[str, str] | None:
        """What may be referred to, id → label; None where nobody looked it up."""
        ...

    def label(self, reference: Any) -> str | None: ...

    def society(self, society_id: Any) -> Mapping[str, Any] | None: ...

    def role(self, person_id: Any) -> str | None: ...

    def member_of(self, society_id: Any, person_id: Any) -> bool | None: ...

    def stat(self, name: str, *keys: Any) -> int | None: ...

    def submission_state(self, reference: Any) -> str | None: ...

    def similar_societies(self, name: str) -> Sequence[str] | None: ...

    def event_open(self, event: Any) -> bool | None: ...

    def lead_months(self, kind: str) -> int | None: ...

    def late_ok(self) -> bool | None: ...

    def new_member_no(self, society_id: Any) -> str | None: ...

    def valid_member_no(self, number: str) -> bool | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsWorld:
    """A world that knows what it was given, by name and first argument; good for previews."""

    at: datetime
    filing_state: str = DRAFT
    applicant_id: str | None = None
    societies: Mapping[Any, Mapping[str, Any]] = field(default_factory=dict)
    roles: Mapping[Any, str] = field(default_factory=dict)
    states: Mapping[Any, str] = field(default_factory=dict)
    open_events: Mapping[Any, bool] = field(default_factory=dict)
    memberships: Mapping[Any, bool] = field(default_factory=dict)
    offered: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    labels: Mapping[Any, str] = field(default_factory=dict)

    def now(self) -> datetime:
        return self.at

    def state(self) -> str:
        return self.filing_state

    def applicant(self) -> str | None:
        return self.applicant_id

    def references(self, of: str) -> Mapping[str, str] | None:
        return self.offered.get(of)

    def label(self, reference: Any) -> str | None:
        offered = (each[reference] for each in self.offered.values() if reference in each)
        return next(offered, None) or self.labels.get(reference)

    def society(self, society_id: Any) -> Mapping[str, Any] | None:
        return self.societies.get(society_id)

    def role(self, person_id: Any) -> str | None:
        return self.roles.get(person_id)

    def member_of(self, society_id: Any, person_id: Any) -> bool | None:
        return self.memberships.get((society_id, person_id))

    def stat(self, name: str, *keys: Any) -> int | None:
        return None

    def submission_state(self, reference: Any) -> str | None:
        return self.states.get(reference)

    def similar_societies(self, name: str) -> Sequence[str] | None:
        return ()

    def event_open(self, event: Any) -> bool | None:
        return self.open_events.get(event)

    def lead_months(self, kind: str) -> int | None:
        return None

    def late_ok(self) -> bool | None:
        return False

    def new_member_no(self, society_id: Any) -> str | None:
        return None

    def valid_member_no(self, number: str) -> bool | None:
        return None
