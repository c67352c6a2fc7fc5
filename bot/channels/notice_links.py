"""Links to the pages of notices, for people who have no cookie of ours.

A room writes the address inside the house (handlers.citing). The chat page opens it as it is; in
Telegram it becomes a public address with a pass for whoever the message is sent to: it says who
follows the link, holds for that one notice and one day, and opens nothing by itself, for what
that person may read is looked up when the page is opened. Without a public address the link is
left out, and 「看原文上下文」 in the chat shows the same words.
"""

import re
from dataclasses import dataclass
from html import escape, unescape

from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from itsdangerous import BadSignature, URLSafeTimedSerializer

from handlers.citing import INSIDE

DAY_SECONDS = 24 * 3600
HTTPS = "https://"
PASS = "k"  # noqa: S105 - a parameter's name
LINK = re.compile(rf'<a href="{INSIDE}([^"?#]+)(\?[^"#]*)?(#[^"]*)?">([^<]*)</a>')
ALONE = re.compile(rf'\n<a href="{INSIDE}[^"]*">[^<]*</a>(?=\n|$)')


class NoticePasses:
    """Signs an account of Telegram for the page of one notice."""

    def __init__(self, key: str) -> None:
        self._signer = URLSafeTimedSerializer(key, salt="notice page")

    def issue(self, account: int, notice_id: str) -> str:
        return str(self._signer.dumps([account, notice_id]))

    def account(self, said: str, notice_id: str) -> int | None:
        try:
            account, named = self._signer.loads(said, max_age=DAY_SECONDS)
            return int(account) if named == notice_id else None
        except (BadSignature, ValueError, TypeError):
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLinks:
    """`page_url` is where people open the page; only a public one is put into a message."""

    page_url: str
    passes: NoticePasses

    def sent(self, method: TelegramMethod[TelegramType]) -> TelegramMethod[TelegramType]:
        """The same method with addresses its reader can open."""
        if getattr(method, "parse_mode", None) is None:
            return method  # plain text
        account = getattr(method, "chat_id", None)
        changed = {
            name: self.opened(text, account if isinstance(account, int) else 0)
            for name in ("text", "caption")
            if isinstance(text := getattr(method, name, None), str) and f'"{INSIDE}' in text
        }
        return method.model_copy(update=changed) if changed else method

    def opened(self, html: str, account: int) -> str:
        """In groups, whose numbers are negative, nobody is vouched for."""
        if not self.page_url.startswith(HTTPS):
            return LINK.sub(r"\4", ALONE.sub("", html))

        def public(found: re.Match[str]) -> str:
            notice_id, query, place, label = found.groups(default="")
            parts = [unescape(query[1:])] if query else []
            parts += [f"{PASS}={self.passes.issue(account, notice_id)}"] if account > 0 else []
            asked = f"?{'&'.join(parts)}" if parts else ""
            url = f"{self.page_url}/{INSIDE}{notice_id}{asked}{place}"
            return f'<a href="{escape(url)}">{label}</a>'

        return LINK.sub(public, html)
