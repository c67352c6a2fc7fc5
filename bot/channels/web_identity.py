"""Which account a browser is: a signed cookie, and nothing the browser could forge."""

import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web
from itsdangerous import BadSignature, URLSafeTimedSerializer

COOKIE = "xuehui"
KEPT_SECONDS = 180 * 24 * 3600


def signing_key(folder: Path) -> str:
    """The key of this installation, made at the first start and readable by its owner only."""
    path = folder / "signing.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()


class Cookies:
    """Signs an account into a cookie and reads it back."""

    def __init__(self, key: str) -> None:
        self._signer = URLSafeTimedSerializer(key, salt="web account")

    def account(self, request: web.Request) -> int | None:
        try:
            return int(self._signer.loads(request.cookies.get(COOKIE, ""), max_age=KEPT_SECONDS))
        except (BadSignature, ValueError, TypeError):
            return None

    def remember(self, request: web.Request, response: web.StreamResponse, account: int) -> None:
        secure = "https" in (request.scheme, request.headers.get("X-Forwarded-Proto"))
        response.set_cookie(
            COOKIE,
            str(self._signer.dumps(account)),
            max_age=KEPT_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=secure,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Lets in only our own page: the Origin must be the Host, or one that settings name."""

    origins: frozenset[str]

    def allows(self, request: web.Request) -> bool:
        origin = request.headers.get("Origin", "")
        return origin in self.origins or (
            bool(origin) and urlsplit(origin).netloc == request.headers.get("Host")
        )
