"""One value in every sealed column, kept through the shelves themselves."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from storage.archive import Archive
from storage.clock import SystemClock
from storage.encryption import Vault
from storage.engine import Database
from storage.files import Shelf
from storage.filing_moves import MoveRecord
from storage.filings import Content
from storage.inbox import Incoming
from storage.journal import Entry
from storage.keys import vault_of
from storage.members import MemberState
from storage.roles import Role

NOW = SystemClock().now().replace(microsecond=0)
CONTENT = "名单.xlsx 的内容".encode()
IDENTITY, MOBILE = "410000190001010000", "10000000000"  # of no place, of no operator
OPINION = "同意报送"
ATTACHED = "议程.pdf 的内容".encode()
PAYLOAD = '{"chat_id": 42, "text": "好"}'
CHAT = {"id": 42, "type": "private"}
SENDER = {"id": 42, "is_bot": False, "first_name": "张三"}
UPDATE = {
    "update_id": 9,
    "message": {"message_id": 1, "date": 0, "chat": CHAT, "from": SENDER, "text": "/help"},
}
TOKEN, CODE = "token-" + "x" * 26, "123456"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Where everything lies."""

    folder: Path
    url: str
    database: Database
    shelf: Shelf

    @property
    def vault(self) -> Vault:
        return self.shelf.vault


def opened(folder: Path, url: str) -> Kept:
    vault = vault_of(folder)
    shelf = Shelf(folder=folder / "files", vault=vault)
    return Kept(folder=folder, url=url, database=Database(url, vault), shelf=shelf)


async def fill(kept: Kept, *, members: int = 3, now: datetime = NOW) -> None:
    """Numbers count up from IDENTITY and MOBILE."""
    async with kept.database.writing() as work:
        archive = Archive(work)
        person = await archive.people.welcome(1, 42, "张三", now)
        society = await archive.societies.add(
            {
                "kind": "society",
                "name": "云岭省材料学会",
                "status": "active",
                "contact_mobile": MOBILE,
            },
            now,
        )
        rows = [
            (society, {"name": f"会员{n}", "identity": identity(n), "mobile": mobile(n)}, STATE)
            for n in range(members)
        ]
        for first in range(0, len(rows), 500):
            await archive.members.add_many(rows[first : first + 500], now)
        await archive.corrections.ask(society, person.id, "contact_mobile", (MOBILE, "1"), now)
        await archive.invitations.give(
            role=Role.STAFF,
            name="李四",
            society_id=None,
            token=TOKEN,
            code=CODE,
            given_by=person.id,
            now=now,
            expires_at=now + timedelta(days=7),
        )
        await archive.drafts.keep(person.id, "filing", {"identity": IDENTITY}, now)
        await archive.calendar_links.give(person.id, "a secret address", now)
        await archive.inbox.accept([Incoming(bot_id=1, update_id=9, raw=json.dumps(UPDATE))], now)
        await archive.deliveries.post(1, 42, "SendMessage", PAYLOAD, now)
        await archive.files.add(person.id, "名单.xlsx", CONTENT, now, None)
        await file_something(archive, society, person.id, now)
        await archive.journal.write(
            Entry(at=now, person_id=person.id, door="web", action="tried", object=society)
        )
    kept.shelf.put(CONTENT)
    kept.shelf.put(ATTACHED)


async def file_something(archive: Archive, society: str, person_id: str, now: datetime) -> None:
    """A filing with a version, words on it, a score, a reason to stay out of it, an objection."""
    content = Content(draft={"answers": {"mobile": MOBILE}}, talk={"asked": "mobile"})
    filing = await archive.filings.begin(
        "forum-report",
        1,
        "W1",
        society_id=society,
        person_id=person_id,
        title="论坛",
        content=content,
        now=now,
    )
    by, answers = {"person_id": person_id, "now": now}, {"mobile": MOBILE}
    draft = dict(content.draft)
    await archive.versions.add(
        filing, answers=answers, reasons={}, draft=draft, form_version=1, **by
    )
    move = {"move": "confirm", "origin": "internal", "state": "submitted", "role": "leader"}
    await archive.moves.add(
        MoveRecord(filing_id=filing, person_id=person_id, at=now, opinion=OPINION, **move)
    )
    for expert in ("e" * 32, "f" * 32):
        await archive.experts.assign(filing, expert, by=person_id, now=now)
    await archive.experts.score(filing, "e" * 32, 90, OPINION, now)
    await archive.experts.recuse(filing, "f" * 32, OPINION, now)
    await archive.objections.file(
        filing, person_id, name="张三", contact=MOBILE, facts=OPINION, now=now
    )
    digest = sha256(ATTACHED).hexdigest()
    await archive.attachments.add(filing, person_id, "议程.pdf", len(ATTACHED), digest, now)


STATE = MemberState.VERIFIED


def identity(number: int) -> str:
    return str(int(IDENTITY) + number)


def mobile(number: int) -> str:
    return str(int(MOBILE) + number)
