"""Whatever file comes in: a form filled in outside, a paper a form asks for, or neither."""

from dataclasses import dataclass
from html import escape

from forms.values import Complaint
from handlers.desk import Desk, Reply
from handlers.filing.beginning import Beginning
from handlers.filing.files.attaching import Attaching, Sent
from handlers.filing.files.kinds import refuse_disguised
from handlers.filing.files.returning import Returning
from handlers.filing.talk import talk_name
from handlers.rights import Action, may


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """The use cases of the one who sent it."""

    attaching: Attaching
    returning: Returning
    beginning: Beginning

    async def in_the_middle(self, desk: Desk, filing_id: str, sent: Sent) -> Reply:
        """The conversation goes on below what is said; raises FilingGone."""
        unreadable = ""
        try:
            returned = await self.returning.read(desk, sent)
        except Complaint as complaint:  # it may still be a paper nobody here has to read
            returned, unreadable = None, escape(complaint.sentence)
        if returned:
            return await self.returning.take(desk, returned, filing_id)
        try:
            said = await self.attaching.take(desk, filing_id, sent)
        except Complaint as complaint:
            said = escape(complaint.sentence)
        said = said or unreadable or await self.attaching.belongs(desk, filing_id, sent)
        return Reply(text=said, guide=talk_name(filing_id))

    async def outside(self, desk: Desk, sent: Sent) -> Reply | None:
        """None for what is no form: others may know what to do with it."""
        forms = self.beginning.offices.catalogue.forms.values()
        if not any(self.beginning.may_file(desk, form) for form in forms):
            return None
        try:
            refuse_disguised(sent.name, sent.content)
            returned = await self.returning.read(desk, sent)
        except Complaint as complaint:
            for_the_library = may(desk.person, Action.KEEP_NOTICES)
            if for_the_library or not sent.name.lower().endswith(".docx"):
                return None
            return Reply(text=escape(complaint.sentence))
        return await self.returning.take(desk, returned) if returned else None
