"""What was understood of a file or link, shown to whoever sent it."""

from dataclasses import dataclass
from datetime import date

from handlers.desk import Reply
from handlers.notices.taking import keyboards, texts
from handlers.notices.taking.duplicates import Alike, alike
from handlers.notices.taking.understood import Understood, understood
from knowledge.library import Library
from storage.archive import Archive
from storage.intakes import Intake, IntakeState


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """Made at a desk, and in the background when a long reading is done."""

    library: Library

    async def of(self, archive: Archive, intake: Intake, today: date, before: str = "") -> Reply:
        if intake.state is not IntakeState.READ:
            text = texts.STILL.format(name=texts.named(intake))
            return Reply(text=text, buttons=keyboards.reading(intake.id))
        return await self.shown(archive, await understood(intake), today, before)

    async def shown(
        self, archive: Archive, found: Understood, today: date, before: str = ""
    ) -> Reply:
        intake = found.intake
        nearest = await self.undecided(archive, found)
        replaced = await archive.notice_records.newest(intake.replaces or "")
        check = texts.CHECK if nearest is None else ""
        parts = [before or texts.HEAD, *texts.card(found, nearest, replaced, today), check]
        buttons = keyboards.card(intake.id, nearest, replaces=replaced is not None)
        return Reply(text="\n\n".join(filter(None, parts)), buttons=buttons)

    async def undecided(self, archive: Archive, found: Understood) -> Alike | None:
        """Staff have not said yet whether it is a new version of this one."""
        if found.is_apart or found.intake.replaces:
            return None
        return await alike(archive, self.library, found)
