"""What an attempt says about a message: sent, perhaps sent, later, otherwise, or never."""

import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import (
    EditMessageText,
    SendDocument,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiohttp import ClientConnectorError, ConnectionTimeoutError

from storage.deliveries import DeliveryState, Outcome

MOST_ATTEMPTS = 5
# Nothing was sent, so nothing is repeated: a reply outlives a day without a line.
MOST_CONNECTIONS = 24 * 60 * 6
LONGEST_PAUSE = timedelta(seconds=10)
LONGEST_TEXT = 4096  # as Telegram counts, in halves of surrogate pairs
NO_FILE = "有一个文件没有发出来，可能已经过了保存期限。请再办一次这一步，或联系工作人员。"
TAG = re.compile(r"</?[a-z][^>]*>")


def outcome_of(error: Exception, attempts: int, now: datetime) -> Outcome:
    """`attempts` counts the one that failed."""
    reason = type(error).__name__
    if isinstance(error, TelegramRetryAfter):
        later = now + timedelta(seconds=error.retry_after)
        return Outcome(state=DeliveryState.PENDING, reason=reason, due_at=later, counted=False)
    if _stands_already(error):
        return Outcome(state=DeliveryState.SENT)
    if isinstance(error, TelegramForbiddenError):
        return Outcome(state=DeliveryState.HELD, reason=reason)
    if isinstance(error, TelegramNetworkError) and _never_connected(error):
        return _again(reason, attempts, MOST_CONNECTIONS, now)
    if isinstance(error, TelegramServerError):
        return _again(reason, attempts, MOST_ATTEMPTS, now)
    state = DeliveryState.UNCERTAIN if _is_open(error) else DeliveryState.FAILED
    return Outcome(state=state, reason=reason)


def _stands_already(error: Exception) -> bool:
    """Edited to what it is, or gone before it was deleted."""
    return isinstance(error, TelegramBadRequest) and any(
        said in error.message for said in ("not modified", "to delete not found")
    )


def _never_connected(error: Exception) -> bool:
    return isinstance(error.__cause__, ClientConnectorError | ConnectionTimeoutError)


def _is_open(error: Exception) -> bool:
    """No answer, one that cannot be read, a fault of our own: it may have arrived."""
    if isinstance(error, TelegramEntityTooLarge):  # a network error to aiogram, a refusal to us
        return False
    return isinstance(error, TelegramNetworkError) or not isinstance(error, TelegramAPIError)


def insistent(error: Exception, attempts: int, now: datetime) -> Outcome:
    """For what may be done twice, an edit or a deletion: without an answer it is done again."""
    outcome = outcome_of(error, attempts, now)
    if outcome.state is DeliveryState.UNCERTAIN:
        return _again(outcome.reason or "", attempts, MOST_ATTEMPTS, now)
    return outcome


def _again(reason: str, attempts: int, most: int, now: datetime) -> Outcome:
    if attempts >= most:
        return Outcome(state=DeliveryState.FAILED, reason=reason)
    pause = min(timedelta(seconds=2 ** min(attempts, 10)), LONGEST_PAUSE)
    return Outcome(state=DeliveryState.PENDING, reason=reason, due_at=now + pause)


def otherwise(method: TelegramMethod[Any], error: Exception) -> TelegramMethod[Any] | None:
    """The same message once more in a form that will pass; only after a plain refusal."""
    if isinstance(error, TelegramMigrateToChat):
        return followed(method, error)
    if _stands_already(error):
        return None
    if not isinstance(error, TelegramBadRequest):
        return None
    if isinstance(method, SendPhoto | SendDocument):
        return SendMessage(chat_id=method.chat_id, text=NO_FILE)
    if isinstance(method, SendMessage | EditMessageText):
        return SendMessage(
            chat_id=method.chat_id or 0,
            text=_plain(method.text or ""),
            parse_mode=None,
            reply_markup=method.reply_markup,
        )
    return None


def followed(method: TelegramMethod[Any], error: Exception) -> TelegramMethod[Any] | None:
    """Nothing but the address is changed."""
    if isinstance(error, TelegramMigrateToChat):
        return method.model_copy(update={"chat_id": error.migrate_to_chat_id})
    return None


def arrived(asked: TelegramMethod[Any], done: TelegramMethod[Any], message_id: Any) -> Outcome:
    """A sentence in the place of a file is no file: the row says so, the person knows."""
    chat, used = (getattr(method, "chat_id", None) for method in (asked, done))
    moved_to = int(used) if used is not None and used != chat else None
    if isinstance(asked, SendPhoto | SendDocument) and not isinstance(done, type(asked)):
        state, reason = DeliveryState.FAILED, "file not sent"
    else:
        state, reason = DeliveryState.SENT, None
    return Outcome(state=state, reason=reason, message_id=message_id, moved_to=moved_to)


def _plain(text: str) -> str:
    bare = unescape(TAG.sub("", text)).encode("utf-16-le")
    return bare[: LONGEST_TEXT * 2].decode("utf-16-le", "ignore")
