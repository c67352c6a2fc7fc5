"""A backup as one tar file: parts in a stream, each with its digest, the manifest last.

Written beside its place under another name and renamed when it is whole and on the disk. The list
of parts is a part itself, so that nothing here grows with the number of files.
"""

import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from time import time
from types import TracebackType
from typing import IO, Any, Self

DATABASE, KEYS, SIGNING = "xuehui.db", "data.keys", "signing.key"
FILES, PARTS, MANIFEST = "files/", "parts.txt", "manifest.json"
FORMAT = 1


class AlreadyThere(Exception):
    """A backup of that name exists; it is not overwritten."""


class Digesting:
    """Reads through to a file and keeps its SHA-256."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._sum = sha256()

    def read(self, size: int = -1) -> bytes:
        read = self._file.read(size)
        self._sum.update(read)
        return read

    @property
    def digest(self) -> str:
        return self._sum.hexdigest()


class Packing:
    """A tar under way; used as a context, and there only once `close` has been called."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.part = target.with_name(f"{target.name}.part")
        self.aside = target.with_name(f"{target.name}.db.part")
        self.parts = self.shelved = self.size = 0

    def __enter__(self) -> Self:
        if self.target.exists():
            raise AlreadyThere(self.target)
        self._drop()
        self._stream = os.fdopen(
            os.open(self.part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b"
        )
        self._tar = tarfile.open(fileobj=self._stream, mode="w")
        self._list = self._make_list()
        return self

    def _make_list(self) -> IO[bytes]:
        path = self.target.with_name(f"{self.target.name}.list.part")
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        path.unlink()  # lives as long as it is open
        return os.fdopen(handle, "w+b")

    def add(self, name: str, path: Path) -> None:
        """A file as it is now; raises FileNotFoundError when it has gone."""
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            self._list.write(f"{self._add(name, file, size)} {size} {name}\n".encode())
        self.parts += 1

    def shelve(self, path: Path) -> None:
        """A content of the shelf, sealed as it is."""
        self.add(f"{FILES}{path.name}", path)
        self.shelved += 1

    def _add(self, name: str, file: IO[bytes], size: int) -> str:
        info, reading = tarfile.TarInfo(name), Digesting(file)
        info.size, info.mode, info.mtime = size, 0o600, int(time())
        self._tar.addfile(info, reading)
        # Or they would all be remembered.
        self._tar.members.clear()  # type: ignore[attr-defined]
        self.size += size
        return reading.digest

    def close(self, facts: dict[str, Any]) -> None:
        """Add the manifest and put the file in its place."""
        size = self._list.tell()
        self._list.seek(0)
        digest = self._add(PARTS, self._list, size)
        manifest = facts | {"format": FORMAT, "parts": self.parts, "parts_sha256": digest}
        said = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        self._add(MANIFEST, BytesIO(said), len(said))
        self._tar.close()
        self._stream.flush()
        os.fsync(self._stream.fileno())
        if self.target.exists():
            raise AlreadyThere(self.target)
        self.part.rename(self.target)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stream.close()
        self._list.close()
        self._drop()

    def _drop(self) -> None:
        self.part.unlink(missing_ok=True)
        for path in self.target.parent.glob(f"{self.aside.name}*"):  # with what SQLite puts by
            path.unlink(missing_ok=True)


@contextmanager
def private() -> Iterator[None]:
    """Files made meanwhile can be read by their owner only."""
    former = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(former)
