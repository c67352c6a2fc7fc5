"""The part of the archive where announcements stand."""

from functools import cached_property

from storage.audiences import Audiences
from storage.broadcasts import Broadcasts
from storage.bulk import Bulk
from storage.engine import Work
from storage.following import Following
from storage.pauses import Pauses
from storage.recipients import Recipients
from storage.roll_call import RollCall
from storage.saved_lists import SavedLists
from storage.tags import Tags
from storage.watches import Watches


class AnnouncementShelves:
    """What is written, whom it is for, what became of it."""

    work: Work

    @cached_property
    def broadcasts(self) -> Broadcasts:
        return Broadcasts(self.work)

    @cached_property
    def audiences(self) -> Audiences:
        return Audiences(self.work)

    @cached_property
    def saved_lists(self) -> SavedLists:
        return SavedLists(self.work)

    @cached_property
    def roll_call(self) -> RollCall:
        return RollCall(self.work)

    @cached_property
    def tags(self) -> Tags:
        return Tags(self.work)

    @cached_property
    def recipients(self) -> Recipients:
        return Recipients(self.work)

    @cached_property
    def following(self) -> Following:
        return Following(self.work)

    @cached_property
    def watches(self) -> Watches:
        return Watches(self.work)

    @cached_property
    def bulk(self) -> Bulk:
        return Bulk(self.work)

    @cached_property
    def pauses(self) -> Pauses:
        return Pauses(self.work)
