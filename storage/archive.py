"""All repositories over one transaction."""

from functools import cached_property

from storage.absences import Absences
from storage.announcement_shelves import AnnouncementShelves
from storage.attachments import Attachments
from storage.attempts import Attempts
from storage.campaigns import Campaigns
from storage.candidates import Candidates
from storage.choices import Choices
from storage.consents import Consents
from storage.corrections import Corrections
from storage.deliveries import Deliveries
from storage.drafts import Drafts
from storage.duty_shelves import DutyShelves
from storage.engine import Work
from storage.events import Events
from storage.figures import Figures
from storage.files import Files
from storage.filing_experts import Experts
from storage.filing_moves import Moves
from storage.filing_versions import Versions
from storage.filings import Filings
from storage.imports import Imports
from storage.inbox import Inbox
from storage.invitations import Invitations, LoginCodes
from storage.journal import Journal
from storage.library_shelves import LibraryShelves
from storage.members import Members
from storage.notices import Notices
from storage.objections import Objections
from storage.open_questions import OpenQuestions
from storage.people import People
from storage.personal import Personal
from storage.questions import Questions
from storage.roles import Roles
from storage.societies import Societies
from storage.states import States
from storage.web import WebMessages


class Archive(AnnouncementShelves, DutyShelves, LibraryShelves):
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
    def open_questions(self) -> OpenQuestions:
        return OpenQuestions(self.work)

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

    @cached_property
    def attempts(self) -> Attempts:
        return Attempts(self.work)

    @cached_property
    def campaigns(self) -> Campaigns:
        return Campaigns(self.work)

    @cached_property
    def consents(self) -> Consents:
        return Consents(self.work)

    @cached_property
    def corrections(self) -> Corrections:
        return Corrections(self.work)

    @cached_property
    def drafts(self) -> Drafts:
        return Drafts(self.work)

    @cached_property
    def files(self) -> Files:
        return Files(self.work)

    @cached_property
    def imports(self) -> Imports:
        return Imports(self.work)

    @cached_property
    def members(self) -> Members:
        return Members(self.work)

    @cached_property
    def societies(self) -> Societies:
        return Societies(self.work)

    @cached_property
    def roles(self) -> Roles:
        return Roles(self.work)

    @cached_property
    def invitations(self) -> Invitations:
        return Invitations(self.work)

    @cached_property
    def login_codes(self) -> LoginCodes:
        return LoginCodes(self.work)

    @cached_property
    def personal(self) -> Personal:
        return Personal(self.work)

    @cached_property
    def filings(self) -> Filings:
        return Filings(self.work)

    @cached_property
    def versions(self) -> Versions:
        return Versions(self.work)

    @cached_property
    def moves(self) -> Moves:
        return Moves(self.work)

    @cached_property
    def attachments(self) -> Attachments:
        return Attachments(self.work)

    @cached_property
    def events(self) -> Events:
        return Events(self.work)

    @cached_property
    def figures(self) -> Figures:
        return Figures(self.work)

    @cached_property
    def experts(self) -> Experts:
        return Experts(self.work)

    @cached_property
    def absences(self) -> Absences:
        return Absences(self.work)

    @cached_property
    def candidates(self) -> Candidates:
        return Candidates(self.work)

    @cached_property
    def objections(self) -> Objections:
        return Objections(self.work)
