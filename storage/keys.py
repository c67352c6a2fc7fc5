"""The keys of this installation: from the settings, or a file in the data folder."""

import os
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Sequence
from pathlib import Path
from secrets import token_bytes, token_hex

from storage.encryption import KEY_BYTES, Key

FILE = "data.keys"


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
        keep_keys(folder, [fresh_key()])
    return parse(path.read_text())


def keep_keys(folder: Path, keys: Sequence[Key]) -> None:
    """Replaced at once, readable by the owner only: a crash leaves the old or the new ones."""
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f"{FILE}.new"
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(written(keys))
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / FILE)
