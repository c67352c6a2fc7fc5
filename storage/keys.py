"""The keys of this installation: from the settings, or a file in the data folder."""

import logging
import os
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import token_bytes, token_hex

from filelock import FileLock, Timeout

from storage.encryption import KEY_BYTES, Key, Vault

FILE = "data.keys"

log = logging.getLogger(__name__)


class KeysInUse(Exception):
    """Another process changes the keys, or takes a backup of them."""


class KeysUnreadable(ValueError):
    """A line is not `name:base64 of 32 bytes`; carries no part of it."""


def fresh_key() -> Key:
    return Key(id=token_hex(4), secret=token_bytes(KEY_BYTES))


def written(keys: Sequence[Key]) -> str:
    """One key a line, the current one first."""
    return "".join(f"{key.id}:{b64encode(key.secret).decode()}\n" for key in keys)


def parse(text: str) -> tuple[Key, ...]:
    """Lines, or the same separated by commas as in a setting; raises KeysUnreadable."""
    lines = [line.strip() for line in text.replace(",", "\n").splitlines() if line.strip()]
    return tuple(map(_parse_one, lines))


def _parse_one(line: str) -> Key:
    name, _, secret = line.partition(":")
    try:
        key = Key(id=name.strip(), secret=b64decode(secret, validate=True))
    except Error as error:
        raise KeysUnreadable from error
    if len(key.secret) != KEY_BYTES or not key.id.isalnum():
        raise KeysUnreadable
    return key


def kept_keys(folder: Path) -> tuple[Key, ...]:
    """The keys of the data folder; the first is made at the first start."""
    path = folder / FILE
    if not path.exists():
        _make_first(folder)
    return parse(path.read_text())


def keep_keys(folder: Path, keys: Sequence[Key]) -> None:
    """Replaced at once, readable by the owner only: a crash leaves the old or the new ones."""
    _write_new(folder, keys).replace(folder / FILE)
    _reach_the_disk(folder)


def _make_first(folder: Path) -> None:
    """Of two processes that start at once, both use the key of the first."""
    new = _write_new(folder, [fresh_key()])
    try:
        os.link(new, folder / FILE)
    except FileExistsError:
        log.info("the keys were made by another process")
    except OSError:  # a file system without links
        new.replace(folder / FILE)
    new.unlink(missing_ok=True)
    _reach_the_disk(folder)


def _write_new(folder: Path, keys: Sequence[Key]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f"{FILE}.{token_hex(4)}.new"
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(written(keys))
        file.flush()
        os.fsync(file.fileno())
    return new


def _reach_the_disk(folder: Path) -> None:
    """A name counts only once its folder is on the disk, and rows sealed with it come next."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class KeyFile:
    """Notices when the keys of a data folder have changed; a look costs a microsecond or two."""

    def __init__(self, folder: Path) -> None:
        self._path = str(folder / FILE)
        self._seen: tuple[int, int, int] | None = None

    def changed(self) -> tuple[Key, ...] | None:
        """The keys, when they are not those of the last look; None too where there is no file."""
        try:
            found = os.stat(self._path)  # noqa: PTH116 - for every value that is sealed or opened
        except OSError:
            return None
        seen = (found.st_ino, found.st_mtime_ns, found.st_size)
        if seen == self._seen:
            return None
        self._seen = seen
        try:
            keys = parse(Path(self._path).read_text())
        except (OSError, ValueError):
            keys = ()
        if not keys:
            log.warning("the file of keys has become unreadable; going on with the former ones")
        return keys or None


def vault_of(folder: Path) -> Vault:
    """Sealed with the keys of a data folder, which may change while it is open."""
    return Vault(kept_keys(folder), KeyFile(folder))


@contextmanager
def nobody_else(folder: Path) -> Iterator[None]:
    """While keys are changed, or taken into a backup; raises KeysInUse."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / f"{FILE}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise KeysInUse from error
    try:
        yield
    finally:
        lock.release()
