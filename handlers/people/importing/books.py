"""The book for each kind of table."""

from enum import StrEnum

from forms.rosters import ROSTERS
from forms.sheets import SheetSpec
from handlers.people.importing.invitations import InvitationBook
from handlers.people.importing.members import RosterBook
from handlers.people.importing.plans import Book
from handlers.people.importing.societies import SocietyBook
from handlers.rights import Action, may, require
from storage.clock import Clock
from storage.imports import Import
from storage.people import Person


class Table(StrEnum):
    """What can be imported; the names of the tables in `forms.rosters`."""

    MEMBERS = "members"
    INVITATIONS = "invitations"
    SOCIETIES = "societies"

    @property
    def spec(self) -> SheetSpec:
        return ROSTERS[self]


def book_for(imported: Import, clock: Clock, invitation_days: int) -> Book:
    match Table(imported.kind):
        case Table.SOCIETIES:
            return SocietyBook()
        case Table.INVITATIONS:
            return InvitationBook(clock=clock, days=invitation_days)
        case Table.MEMBERS:
            return RosterBook(before=imported.created_at, society_id=imported.society_id)


def require_import(person: Person, table: Table, society_id: str | None) -> None:
    """Raises NotForThisRole or NotThisSociety."""
    match table:
        case Table.SOCIETIES:
            require(person, Action.IMPORT_SOCIETIES)
        case Table.INVITATIONS:
            require(person, Action.INVITE_IN_BULK)
        case Table.MEMBERS if not may(person, Action.IMPORT_ROSTERS):
            require(person, Action.KEEP_ROSTER, society_id)
