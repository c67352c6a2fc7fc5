"""Files that came in or were made: rows here, sealed contents in a folder, by their digest."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from sqlalchemy import delete, insert, or_, select, update

from storage.contents import named
from storage.encryption import Vault
from storage.engine import Work
from storage.tables import files

UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")  # in names that come from outside
HEAD_BYTES = 100  # a key's name and a line's end


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file of one person, kept until `forget_at`."""

    id: str
    person_id: str
    name: str
    size: int
    digest: str
    stored_at: datetime
    forget_at: datetime | None = None


class Files:
    """What is kept for whom; the contents are in a Shelf."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def add(
        self, person_id: str, name: str, content: bytes, now: datetime, forget_at: datetime | None
    ) -> File:
        file = File(
            id=uuid4().hex,
            person_id=person_id,
            name=UNPRINTABLE.sub("", name),
            size=len(content),
            digest=sha256(content).hexdigest(),
            stored_at=now,
            forget_at=forget_at,
        )
        values = {name: getattr(file, name) for name in File.__slots__}
        await self.work.run(insert(files).values(**values))
        return file

    async def get(self, identity: str) -> File | None:
        columns = [files.c[name] for name in File.__slots__]
        row = (await self.work.run(select(*columns).where(files.c.id == identity))).one_or_none()
        return row and File(**row._mapping)

    async def again(self, identity: str, person_id: str, now: datetime) -> File | None:
        """A second row for the same content, kept until `expire`; None when there is no first."""
        file = await self.get(identity)
        if file is None:
            return None
        again = replace(file, id=uuid4().hex, person_id=person_id, stored_at=now, forget_at=None)
        values = {name: getattr(again, name) for name in File.__slots__}
        await self.work.run(insert(files).values(**values))
        return again

    async def expire(self, identities: Collection[str], at: datetime) -> None:
        """What these rows were kept for is over."""
        await self.work.run(
            update(files).where(files.c.id.in_(list(identities))).values(forget_at=at)
        )

    async def of(self, person_id: str) -> list[File]:
        columns = [files.c[name] for name in File.__slots__]
        rows = await self.work.run(
            select(*columns).where(files.c.person_id == person_id).order_by(files.c.stored_at)
        )
        return [File(**row._mapping) for row in rows]

    async def hand_on(self, former: str, to: str) -> None:
        await self.work.run(update(files).where(files.c.person_id == former).values(person_id=to))

    async def drop_content(self, file: File) -> None:
        """Every row of its owner for what is in it: the page keeps one of its own."""
        await self.work.run(
            delete(files).where(files.c.person_id == file.person_id, files.c.digest == file.digest)
        )

    async def drop_passing(self, digest: str, person_id: str | None = None) -> None:
        """Copies of this content that would go by themselves: of one person, or of everybody."""
        passing = [files.c.digest == digest, files.c.forget_at.is_not(None)]
        if person_id is not None:
            passing.append(files.c.person_id == person_id)
        await self.work.run(delete(files).where(*passing))

    async def hasten(self, person_id: str, digest: str, forget_at: datetime) -> None:
        """What a person sent turned out to be nothing to keep long, under whichever row."""
        await self.work.run(
            update(files)
            .where(
                files.c.person_id == person_id,
                files.c.digest == digest,
                or_(files.c.forget_at.is_(None), files.c.forget_at > forget_at),
            )
            .values(forget_at=forget_at)
        )

    async def forget(self, now: datetime) -> int:
        """Rows whose time has come; their contents go with the next sweep."""
        done = await self.work.run(delete(files).where(files.c.forget_at < now))
        return done.rowcount

    async def digests(self) -> set[str]:
        """All contents that have to stay: those of attachments too."""
        return await named(self.work)


class ContentGone(Exception):
    """The row is there and the content is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A folder of sealed contents, each named by the SHA-256 of what is inside."""

    folder: Path
    vault: Vault

    def put(self, content: bytes) -> str:
        """The digest; a crash leaves a whole file or none."""
        digest = sha256(content).hexdigest()
        self.write(digest, content)
        return digest

    def write(self, digest: str, content: bytes) -> None:
        self._sealed(digest, content).replace(self.folder / digest)

    def _sealed(self, digest: str, content: bytes) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        new = self.folder / f"{digest}.{uuid4().hex}.new"
        new.write_bytes(self.vault.seal_bytes(content, f"files.{digest}"))
        return new

    def take(self, digest: str) -> bytes:
        """Raises ContentGone, or CannotOpen where the key is not here."""
        try:
            sealed = (self.folder / digest).read_bytes()
        except FileNotFoundError as error:
            raise ContentGone(digest) from error
        if sha256(sealed).hexdigest() == digest:
            return sealed  # from before contents were sealed
        return self.vault.open_bytes(sealed, f"files.{digest}")

    def discard(self, digests: Iterable[str], before: float) -> None:
        """Remove these contents; one that was just written again goes with a later sweep."""
        for path in (self.folder / digest for digest in digests):
            if path.exists() and path.stat().st_mtime < before:
                path.unlink(missing_ok=True)

    def key_of(self, digest: str) -> str | None:
        """The name of the key that sealed it, "" when none did; None when it is gone."""
        try:
            with (self.folder / digest).open("rb") as file:
                head, line, _ = file.read(HEAD_BYTES).partition(b"\n")
        except FileNotFoundError:
            return None
        name = head.decode(errors="replace")
        return name if line and name.isalnum() else ""

    def reseal(self, digest: str) -> None:
        """Under the current key; raises CannotOpen, or ContentGone also when it went meanwhile."""
        new = self._sealed(digest, self.take(digest))
        if not (self.folder / digest).exists():  # what somebody had erased must not come back
            new.unlink()
            raise ContentGone(digest)
        new.replace(self.folder / digest)

    def digests(self) -> list[str]:
        return [path.name for path in self.folder.glob("*") if len(path.name) == 64]

    def sweep(self, kept: set[str], before: float) -> int:
        """Remove contents nobody's row names, unless they are newer than `before` (a time)."""
        gone = [
            path
            for path in self.folder.glob("*")
            if path.name not in kept and path.stat().st_mtime < before
        ]
        for path in gone:
            path.unlink(missing_ok=True)
        return len(gone)
