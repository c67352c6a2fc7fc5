"""Personal numbers at rest: AES-GCM for what is read again, HMAC for what is looked up.

A sealed text is `<key id>.<base64 of nonce and ciphertext>`; the place it stands in (table,
column, row) is authenticated with it, so that a value moved to another row does not open. The key
id tells which of several keys opens it: that is what makes rotation possible.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_bytes
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12
KEY_BYTES = 32


class CannotOpen(Exception):
    """Sealed with a key that is not here, or not what was sealed in this place."""


class NoKeys(Exception):
    """Something personal was to be kept or read where no keys were given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A named master key; what it seals and what it looks up by are derived from it."""

    id: str
    secret: bytes

    def derived(self, purpose: str) -> bytes:
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"xuehui {purpose}".encode()).derive(
            self.secret
        )


@dataclass(frozen=True, slots=True)
class _Ring:
    """Keys with what is derived from them; replaced as a whole, so that threads may share it."""

    keys: tuple[Key, ...]
    sealers: Mapping[str, AESGCM]
    indexers: tuple[bytes, ...]

    @classmethod
    def of(cls, keys: Sequence[Key]) -> "_Ring":
        return cls(
            keys=tuple(keys),
            sealers={key.id: AESGCM(key.derived("sealing")) for key in keys},
            indexers=tuple(key.derived("look-up") for key in keys),
        )


class Source(Protocol):
    """Where keys come from, when they may change while the program runs."""

    def changed(self) -> Sequence[Key] | None:
        """The keys, when they are not those that were read last."""


class Vault:
    """Seals with the first key, opens with any; without keys it refuses to do either.

    With a `source` it looks before each use whether the keys have changed: a rotation makes a new
    key while the bot runs, and what the bot seals from then on must be sealed with that one.
    """

    def __init__(self, keys: Sequence[Key], source: Source | None = None) -> None:
        self._source = source
        self._known = _Ring.of(keys)

    @property
    def keys(self) -> tuple[Key, ...]:
        return self._ring.keys

    @property
    def _ring(self) -> _Ring:
        if self._source is not None and (keys := self._source.changed()) is not None:
            self._known = _Ring.of(keys)
        return self._known

    @property
    def current(self) -> str:
        if not self.keys:
            raise NoKeys
        return self.keys[0].id

    def seal(self, text: str, place: str) -> str:
        key_id, body = self._encrypt(text.encode(), place)
        return f"{key_id}.{urlsafe_b64encode(body).decode()}"

    def open(self, sealed: str, place: str) -> str:
        key_id, _, body = sealed.partition(".")
        try:
            decoded = urlsafe_b64decode(body)
        except ValueError as error:
            raise CannotOpen(place) from error
        return self._decrypt(key_id, decoded, place).decode()

    def seal_bytes(self, content: bytes, place: str) -> bytes:
        key_id, body = self._encrypt(content, place)
        return b"%s\n%s" % (key_id.encode(), body)

    def open_bytes(self, sealed: bytes, place: str) -> bytes:
        key_id, _, body = sealed.partition(b"\n")
        return self._decrypt(key_id.decode(errors="replace"), body, place)

    def is_current(self, sealed: str) -> bool:
        return sealed.partition(".")[0] == self.current

    def index(self, kind: str, text: str) -> str:
        """A blind index: equal texts of one kind meet, and nobody reads them back."""
        return self.indices(kind, text)[0]

    def indices(self, kind: str, text: str) -> list[str]:
        """Under every key: a row is found also while a rotation is under way."""
        ring = self._ring
        if not ring.keys:
            raise NoKeys
        said = f"{kind}\0{text}".encode()
        return [hmac.new(each, said, sha256).hexdigest() for each in ring.indexers]

    def _encrypt(self, content: bytes, place: str) -> tuple[str, bytes]:
        ring, nonce = self._ring, token_bytes(NONCE_BYTES)
        if not ring.keys:
            raise NoKeys
        key_id = ring.keys[0].id
        return key_id, nonce + ring.sealers[key_id].encrypt(nonce, content, place.encode())

    def _decrypt(self, key_id: str, body: bytes, place: str) -> bytes:
        ring = self._ring
        if not ring.keys:
            raise NoKeys
        sealer = ring.sealers.get(key_id)
        if sealer is None:
            raise CannotOpen(key_id)
        try:
            return sealer.decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], place.encode())
        except (InvalidTag, ValueError) as error:
            raise CannotOpen(place) from error


LOCKED = Vault(())  # for whoever has no business with personal data
