"""A backup taken apart: only what may be in it, only where it belongs, every digest compared."""

import json
import os
import re
import tarfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from storage.packing import DATABASE, FORMAT, KEYS, MANIFEST, PARTS, SIGNING, Digesting

# Names are compared as a whole: nothing with a path in it, no link and no device gets out.
ALLOWED = re.compile(rf"(?:{re.escape(DATABASE)}|{KEYS}|{SIGNING}|files/[0-9a-f]{{64}})\Z")
CHUNK = 1 << 20
LARGEST_MANIFEST = 1 << 20


class BackupDamaged(Exception):
    """Not a backup, cut short, changed, or with something in it that does not belong there."""


class BackupTooNew(Exception):
    """Made by a later version than this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the backup says about itself; `counts` are rows by table."""

    version: str
    revision: str
    made_at: str
    database: str
    counts: dict[str, int]
    head: str
    keys: tuple[str, ...]
    with_keys: bool
    files: int


def unpack(source: Path, folder: Path) -> Manifest:
    """Into an empty folder; raises BackupDamaged or BackupTooNew."""
    try:
        with tarfile.open(source, "r:") as tar, (folder / "seen.txt").open("w+b") as seen:
            return _unpack(tar, folder, seen)
    except (tarfile.TarError, EOFError, ValueError, KeyError, TypeError, FileExistsError) as error:
        raise BackupDamaged(type(error).__name__) from error
    finally:
        (folder / "seen.txt").unlink(missing_ok=True)


def _unpack(tar: tarfile.TarFile, folder: Path, seen: IO[bytes]) -> Manifest:
    listed, facts = None, None
    while (member := tar.next()) is not None:
        tar.members.clear()  # type: ignore[attr-defined]
        stream = tar.extractfile(member) if _is_plain(member) else None
        if stream is None or facts is not None:
            raise BackupDamaged(member.name)
        if member.name == PARTS:
            listed = _compare(stream, seen)
        elif member.name == MANIFEST:
            facts = _facts(stream.read(LARGEST_MANIFEST))
        elif listed is None and ALLOWED.match(member.name):
            digest = _write(stream, folder / member.name)
            seen.write(f"{digest} {member.size} {member.name}\n".encode())
        else:
            raise BackupDamaged(member.name)
    if facts is None or listed is None or facts["parts_sha256"] != listed:
        raise BackupDamaged(MANIFEST)
    return _manifest(facts)


def _is_plain(member: tarfile.TarInfo) -> bool:
    return member.isreg() and not member.issparse()


def _write(stream: IO[bytes], path: Path) -> str:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    reading = Digesting(stream)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        while chunk := reading.read(CHUNK):
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return reading.digest


def _compare(stream: IO[bytes], seen: IO[bytes]) -> str:
    """Whether the list of parts says what was found; its digest."""
    seen.seek(0)
    summed = sha256()
    while True:
        said, found = stream.read(CHUNK), seen.read(CHUNK)
        if said != found:
            raise BackupDamaged(PARTS)
        if not said:
            return summed.hexdigest()
        summed.update(said)


def _facts(said: bytes) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(said)
    if facts["format"] != FORMAT:
        raise BackupTooNew(facts["format"])
    return facts


def _manifest(facts: dict[str, Any]) -> Manifest:
    values = {name: facts[name] for name in Manifest.__slots__}
    return Manifest(**values | {"keys": tuple(values["keys"])})
