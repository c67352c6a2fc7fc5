"""Tables on their way in: recognised, kept, checked in the background, taken over when told to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from forms.refusal_texts import sentence
from forms.refusals import FileRefused, MissingColumns, NoHeader
from forms.sheets.reader import SheetReader
from handlers import acting
from handlers.desk import Desk, Reply
from handlers.noting import note
from handlers.people.importing.books import Table, require_import
from handlers.people.sheets import keyboards, texts
from handlers.places import Place
from handlers.rights import Action, may
from storage.files import File

EXPECTED, OFFERED = "sheet.expected", "sheet.offered"
KEPT = timedelta(days=1)
SEVERAL = ""  # instead of a society: the table itself names them

Societies = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiving:
    """The use cases of whoever brings a table."""

    reader: SheetReader

    async def ask_for(self, desk: Desk, table: Table, society_id: str = SEVERAL) -> Reply:
        """What comes next as a file is this table."""
        if table is Table.MEMBERS and not society_id:
            mine = acting.candidates(desk, Action.KEEP_ROSTER)
            bound = not may(desk.person, Action.IMPORT_ROSTERS)
            if bound and len(mine) > 1:
                buttons = keyboards.which(Place.IMPORT_MEMBERS, mine)
                return Reply(text=texts.WHICH_SOCIETY, buttons=buttons)
            if bound and mine:
                society_id = mine[0][0]
        require_import(desk.person, table, society_id or None)
        society = await desk.archive.societies.get(society_id) if society_id else None
        if society_id and society is None:
            return Reply(text=texts.NOT_FOUND)
        expected = {"kind": table.value, "society": society_id}
        await desk.archive.drafts.keep(desk.person.id, EXPECTED, expected, desk.now)
        text = texts.send(table, society.name if society else None)
        return Reply(text=text, buttons=keyboards.templates(table))

    async def take(self, desk: Desk, name: str, content: bytes) -> Reply | None:
        """None for a file that is no table anybody here takes."""
        drafts = desk.archive.drafts
        expected = await drafts.get(desk.person.id, EXPECTED)
        if expected is None:
            return await self._recognise(desk, name, content)
        table = Table(expected["kind"])
        require_import(desk.person, table, expected["society"] or None)
        try:
            await self._look(table, name, content)
        except (NoHeader, MissingColumns) as refusal:
            other = await self._recognise(desk, name, content)
            return other or Reply(text=sentence(refusal), buttons=keyboards.templates(table))
        except FileRefused as refusal:
            return Reply(text=sentence(refusal), buttons=keyboards.templates(table))
        await drafts.drop(desk.person.id, EXPECTED)
        file = await self._keep(desk, name, content)
        return await self._start(desk, table, file, expected["society"] or None)

    async def _recognise(self, desk: Desk, name: str, content: bytes) -> Reply | None:
        """Offer to check what looks like one of our tables."""
        for table in Table:
            societies = choices_of(desk, table)
            if not societies:
                continue
            try:
                await self._look(table, name, content)
            except (NoHeader, MissingColumns):
                continue
            except FileRefused as refusal:
                means_it = _means_a_table(name) and not may(desk.person, Action.KEEP_NOTICES)
                return Reply(text=sentence(refusal)) if means_it else None
            return await self._offer(desk, table, await self._keep(desk, name, content), societies)
        return None

    async def _look(self, table: Table, name: str, content: bytes) -> None:
        async with self.reader.open(table.spec, content, name):
            return

    async def _offer(self, desk: Desk, table: Table, file: File, societies: Societies) -> Reply:
        offered = {"kind": table.value, "file": file.id, "societies": [i for i, _ in societies]}
        await desk.archive.drafts.keep(desk.person.id, OFFERED, offered, desk.now)
        text = texts.LOOKS_LIKE_ONE_OF
        if len(societies) == 1:
            text = texts.looks_like(table, societies[0][1] or None)
        return Reply(text=text, buttons=keyboards.offers(table, file.id, [*societies]))

    async def check(self, desk: Desk, file_id: str, number: int) -> Reply:
        """The offer is accepted, for the society with this number."""
        offered = await desk.archive.drafts.get(desk.person.id, OFFERED)
        file = await desk.archive.files.get(file_id)
        if not offered or offered["file"] != file_id or file is None:
            return Reply(text=texts.GONE)
        societies: Sequence[str] = offered["societies"]
        if file.person_id != desk.person.id or not 1 <= number <= len(societies):
            return Reply(text=texts.GONE)
        await desk.archive.drafts.drop(desk.person.id, OFFERED)
        return await self._start(desk, Table(offered["kind"]), file, societies[number - 1] or None)

    async def leave(self, desk: Desk, file_id: str) -> Reply:
        """The offer is declined."""
        file = await desk.archive.files.get(file_id)
        if file and file.person_id == desk.person.id:
            await desk.archive.files.drop_content(file)
        await desk.archive.drafts.drop(desk.person.id, OFFERED)
        return Reply(text=texts.WITHOUT_FILE)

    async def _keep(self, desk: Desk, name: str, content: bytes) -> File:
        """The page has kept it already, for longer than a table of persons should be."""
        until = desk.now + KEPT
        file = await desk.keep(name, content, until)
        await desk.archive.files.hasten(desk.person.id, file.digest, until)
        return file

    async def _start(self, desk: Desk, table: Table, file: File, society_id: str | None) -> Reply:
        require_import(desk.person, table, society_id)
        chat = (desk.door, desk.bot_id, desk.chat_id)
        identity = await desk.archive.imports.receive(
            table.value, desk.person.id, file.id, chat, desk.now, society_id
        )
        await note(desk, "import received", identity, kind=table.value, society=society_id)
        return Reply(text=texts.received(file.name), buttons=keyboards.under_way(identity))


def _means_a_table(name: str) -> bool:
    return name.lower().endswith((".xlsx", ".xls", ".xlsm", ".et", ".csv"))


def choices_of(desk: Desk, table: Table) -> Societies:
    """For what this person could import such a table; nothing when they may not."""
    person = desk.person
    match table:
        case Table.SOCIETIES:
            return [(SEVERAL, "")] if may(person, Action.IMPORT_SOCIETIES) else []
        case Table.INVITATIONS:
            return [(SEVERAL, "")] if may(person, Action.INVITE_IN_BULK) else []
        case Table.MEMBERS:
            everywhere = may(person, Action.IMPORT_ROSTERS)
            return [(SEVERAL, "")] if everywhere else acting.candidates(desk, Action.KEEP_ROSTER)
