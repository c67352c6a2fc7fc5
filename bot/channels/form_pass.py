"""Who opens a form from inside Telegram: its word for it, turned into a pass of our own.

Telegram shows the page in a frame or a view of its own, where cookies may be blocked. The page
reads `tgWebAppData` from its address, which is where Telegram puts it, instead of loading
Telegram's script: no foreign code runs on a page that holds personal data.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from aiogram.utils.web_app import safe_parse_webapp_init_data
from itsdangerous import BadSignature, URLSafeTimedSerializer
from pydantic import SecretStr, ValidationError

HEADER = "X-Form-Pass"
PASS_SECONDS = 3600
TICKET_SECONDS = 300
FRESH = timedelta(days=1)
AHEAD = timedelta(minutes=5)  # clocks differ


class NotFromTelegram(Exception):
    """Init data that is forged, too old, or about nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramWord:
    """Checks what Telegram says about who has opened the page."""

    token: SecretStr

    @property
    def bot_id(self) -> int:
        return int(self.token.get_secret_value().partition(":")[0])

    def account(self, init_data: str, now: datetime) -> int:
        """The user's id; raises NotFromTelegram."""
        try:
            said = safe_parse_webapp_init_data(self.token.get_secret_value(), init_data)
        except (ValueError, TypeError, ValidationError) as error:
            raise NotFromTelegram from error
        if said.user is None or not -AHEAD <= now - said.auth_date <= FRESH:
            raise NotFromTelegram
        return said.user.id


class Passes:
    """Signs a Telegram account for an hour, and one file for five minutes."""

    def __init__(self, key: str) -> None:
        self._passes = URLSafeTimedSerializer(key, salt="form pass")
        self._tickets = URLSafeTimedSerializer(key, salt="form file")

    def issue(self, account: int) -> str:
        return str(self._passes.dumps(account))

    def account(self, said: str) -> int | None:
        try:
            return int(self._passes.loads(said, max_age=PASS_SECONDS))
        except (BadSignature, ValueError, TypeError):
            return None

    def ticket(self, account: int, path: str) -> str:
        """To fetch one address once more without the header: a link cannot carry one.

        For accounts of Telegram: those of browsers are other people's numbers, and bring a cookie.
        """
        return str(self._tickets.dumps([account, path]))

    def ticketed(self, said: str, path: str) -> int | None:
        try:
            account, named = self._tickets.loads(said, max_age=TICKET_SECONDS)
        except (BadSignature, ValueError, TypeError):
            return None
        return int(account) if named == path else None
