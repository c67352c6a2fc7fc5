"""The part of the archive where it stands what is due, and who was reminded."""

from functools import cached_property

from storage.calendar_links import CalendarLinks
from storage.deadlines import Deadlines, DutiesDone
from storage.duty_facts import DutyFacts
from storage.engine import Work
from storage.happenings import Happenings
from storage.reminding import Reminding
from storage.subscriptions import Subscriptions


class DutyShelves:
    """Deadlines, what was done, reminders, subscriptions."""

    work: Work

    @cached_property
    def reminding(self) -> Reminding:
        return Reminding(self.work)

    @cached_property
    def happenings(self) -> Happenings:
        return Happenings(self.work)

    @cached_property
    def deadlines(self) -> Deadlines:
        return Deadlines(self.work)

    @cached_property
    def duties_done(self) -> DutiesDone:
        return DutiesDone(self.work)

    @cached_property
    def duty_facts(self) -> DutyFacts:
        return DutyFacts(self.work)

    @cached_property
    def calendar_links(self) -> CalendarLinks:
        return CalendarLinks(self.work)

    @cached_property
    def subscriptions(self) -> Subscriptions:
        return Subscriptions(self.work)
