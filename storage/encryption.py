"""Personal numbers at rest: AES-GCM for what is read again, HMAC for what is looked up.

A sealed text is `<key id>.<base64 of nonce and ciphertext>`; the place it stands in (table,
column, row) is authenticated with it, so that a value moved to another row does not open. The key
id tells which of several keys opens it: that is what makes rotation possible.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_bytes

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


class Vault:
    """Seals with the first key, opens with any; without keys it refuses to do either."""

    def __init__(self, keys: Sequence[Key]) -> None:
        self.keys = tuple(keys)
        self._sealers = {key.id: AESGCM(key.derived("sealing")) for key in keys}
        self._indexers = [key.derived("look-up") for key in keys]

    @property
    def current(self) -> str:
        if not self.keys:
            raise NoKeys
        return self.keys[0].id

    def seal(self, text: str, place: str) -> str:
        return f"{self.current}.{urlsafe_b64encode(self._encrypt(text.encode(), place)).decode()}"

    def open(self, sealed: str, place: str) -> str:
        key_id, _, body = sealed.partition(".")
        return self._decrypt(key_id, urlsafe_b64decode(body), place).decode()

    def seal_bytes(self, content: bytes, place: str) -> bytes:
        return b"%s\n%s" % (self.current.encode(), self._encrypt(content, place))

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
        if not self.keys:
            raise NoKeys
        said = f"{kind}\0{text}".encode()
        return [hmac.new(each, said, sha256).hexdigest() for each in self._indexers]

    def _encrypt(self, content: bytes, place: str) -> bytes:
        nonce = token_bytes(NONCE_BYTES)
        return nonce + self._sealers[self.current].encrypt(nonce, content, place.encode())

    def _decrypt(self, key_id: str, body: bytes, place: str) -> bytes:
        if not self.keys:
            raise NoKeys
        sealer = self._sealers.get(key_id)
        if sealer is None:
            raise CannotOpen(key_id)
        try:
            return sealer.decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], place.encode())
        except (InvalidTag, ValueError) as error:
            raise CannotOpen(place) from error


LOCKED = Vault(())  # for whoever has no business with personal data
