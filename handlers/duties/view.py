"""What is looked at when duties are sought: whose, until when, by which figures."""

from dataclasses import dataclass, field
from datetime import date, datetime

from forms.specification import Catalogue
from handlers.casework.policy import Policy
from handlers.casework.quoting import said
from storage.archive import Archive
from storage.duty_facts import Home, Whose

OVERDUE_DAYS = 365  # what is longer past is not asked for any more


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """`homes` are the societies it is about; `until` is the last due day that matters."""

    archive: Archive
    catalogue: Catalogue = field(repr=False)
    policy: Policy = field(repr=False)
    now: datetime
    until: date
    homes: tuple[Home, ...] = field(repr=False)
    whose: Whose
    _said: dict[tuple[str, ...], str] = field(default_factory=dict, repr=False)

    def basis(self, *names: str) -> str:
        """What the figures of these names say; the same for hundreds of duties, so kept."""
        if names not in self._said:
            found = (self.policy.parameters.get(name) for name in sorted(names))
            self._said[names] = "；".join(said(each) for each in found if each)
        return self._said[names]

    @property
    def today(self) -> date:
        return self.now.date()
