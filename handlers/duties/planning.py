"""Who is to be told what today: found duties, against what everybody was told before."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from handlers.duties.duty import Duty
from handlers.duties.levels import LEADERS_HEAR, reached
from storage.reminding import Reminder
from storage.roles import Role

Offices = Mapping[tuple[str, Role], Sequence[str]]  # who holds a role in a society
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One duty in somebody's letter; `passed` are steps that went by on days of rest."""

    person_id: str
    duty: Duty
    level: int
    passed: tuple[int, ...] = ()
    mandatory: bool = False
    to_leader: bool = False  # it is the secretary's, who has not done it

    @property
    def reminder(self) -> Reminder:
        return _reminder(self.person_id, self.duty, self.level)

    @property
    def reminders(self) -> list[Reminder]:
        levels = (*self.passed, self.level)
        return [_reminder(self.person_id, self.duty, each) for each in levels]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`told` is what stands in the table of reminders, `before` the days of the settings."""

    offices: Offices
    told: Collection[Reminder]
    before: Sequence[int]
    today: date

    def lines(self, duties: Sequence[Duty]) -> dict[str, list[Line]]:
        """By person, what is due first before the rest; nobody hears the same twice."""
        found: dict[str, dict[Reminder, Line]] = {}
        for duty in sorted(duties, key=lambda each: (each.due, each.what, each.society)):
            for line in (*self._to_those_concerned(duty), *self._to_leaders(duty)):
                found.setdefault(line.person_id, {}).setdefault(line.reminder, line)
        return {person: list(lines.values()) for person, lines in found.items()}

    def _to_those_concerned(self, duty: Duty) -> Iterator[Line]:
        levels = reached(self.before, duty.days_left(self.today))
        if not levels:
            return
        *earlier, level = levels
        for person_id in self._concerned(duty):
            if _reminder(person_id, duty, level) not in self.told:
                yield Line(
                    person_id=person_id,
                    duty=duty,
                    level=level,
                    passed=tuple(earlier),
                    mandatory=duty.mandatory and person_id in self._secretaries(duty),
                )

    def _to_leaders(self, duty: Duty) -> Iterator[Line]:
        """Once, when the secretary is a week late; whoever is concerned anyway has heard."""
        if duty.person_id or duty.days_left(self.today) > LEADERS_HEAR:
            return
        leaders = self.offices.get((duty.society_id or "", Role.LEADER), ())
        for person_id in sorted({*leaders} - set(self._concerned(duty))):
            if _reminder(person_id, duty, LEADERS_HEAR) not in self.told:
                yield Line(person_id=person_id, duty=duty, level=LEADERS_HEAR, to_leader=True)

    def _concerned(self, duty: Duty) -> list[str]:
        if duty.person_id:
            return [duty.person_id]
        society = duty.society_id or ""
        return sorted(
            {one for role in duty.roles for one in self.offices.get((society, role), ())}
        )

    def _secretaries(self, duty: Duty) -> Sequence[str]:
        return self.offices.get((duty.society_id or "", Role.SECRETARY), ())


def name_of(duty: Duty) -> str:
    """As it stands in the table: the same matter of two societies is two for their secretary."""
    name = duty.object
    if duty.society_id and duty.society_id not in name:
        name = f"{name}.{duty.society_id}"
    return name if len(name) <= LONGEST_NAME else sha256(name.encode()).hexdigest()


def _reminder(person_id: str, duty: Duty, level: int) -> Reminder:
    return Reminder(person_id, name_of(duty), duty.due, level)
