"""A checked table is taken over, or let go."""

from dataclasses import dataclass

from handlers.desk import Desk, Reply
from handlers.noting import note
from handlers.people.importing.books import Table, require_import
from handlers.people.sheets import keyboards, texts
from storage.imports import Import, ImportState


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """The use cases of whoever has seen what would change."""

    async def approve(self, desk: Desk, import_id: str) -> Reply:
        found = await self._mine(desk, import_id)
        if found is None:
            return Reply(text=texts.OVER)
        table = Table(found.kind)
        require_import(desk.person, table, found.society_id)
        state = ImportState.CHECKED
        if not await desk.archive.imports.turn(found.id, state, ImportState.APPROVED, desk.now):
            waiting = found.state is ImportState.RECEIVED
            return Reply(text=texts.STILL_CHECKING if waiting else texts.ALREADY_GOING)
        consent = {"members_informed": True} if table is Table.MEMBERS else {}
        await note(desk, "import approved", found.id, kind=found.kind, **consent)
        return Reply(text=texts.APPROVED, buttons=keyboards.under_way(found.id))

    async def stop(self, desk: Desk, import_id: str) -> Reply:
        """At any time; what was written until then stays."""
        found = await self._mine(desk, import_id)
        if found is None or not await desk.archive.imports.turn(
            found.id, found.state, ImportState.CANCELLED, desk.now
        ):
            return Reply(text=texts.OVER)
        begun = found.state is ImportState.APPROVED
        written = found.counts.get("new", 0) + found.counts.get("changed", 0) if begun else 0
        await note(desk, "import cancelled", found.id, kind=found.kind, written=written)
        if file := await desk.archive.files.get(found.file_id):
            await desk.archive.files.drop_content(file)
        text = texts.STOPPED_HALFWAY.format(done=written) if written else texts.STOPPED
        return Reply(text=text)

    async def _mine(self, desk: Desk, import_id: str) -> Import | None:
        found = await desk.archive.imports.get(import_id)
        return found if found and found.person_id == desk.person.id else None
