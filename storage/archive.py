"""All repositories over one transaction."""

from functools import cached_property

from storage.choices import Choices
from storage.deliveries import Deliveries
from storage.engine import Work
from storage.inbox import Inbox
from storage.journal import Journal
from storage.notices import Notices
from storage.people import People
from storage.questions import Questions
from storage.states import States
from storage.web import WebMessages


class Archive:
    """The shelves of the archive, reached through one unit of work."""

    def __init__(self, work: Work) -> None:
        self.work = work

    @cached_property
    def people(self) -> People:
        return People(self.work)

    @cached_property
    def notices(self) -> Notices:
        return Notices(self.work)

    @cached_property
    def questions(self) -> Questions:
        return Questions(self.work)

    @cached_property
    def inbox(self) -> Inbox:
        return Inbox(self.work)

    @cached_property
    def deliveries(self) -> Deliveries:
        return Deliveries(self.work)

    @cached_property
    def choices(self) -> Choices:
        return Choices(self.work)

    @cached_property
    def states(self) -> States:
        return States(self.work)

    @cached_property
    def journal(self) -> Journal:
        return Journal(self.work)

    @cached_property
    def web_messages(self) -> WebMessages:
        return WebMessages(self.work)
