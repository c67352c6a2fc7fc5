"""What each failure of a send says about the message."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    EditMessageText,
    SendDocument,
    SendMessage,
    SendPhoto,
)
from aiohttp import ClientConnectorError, ConnectionTimeoutError, ServerDisconnectedError
from aiohttp.client_reqrep import ConnectionKey

from bot.outcomes import LONGEST_PAUSE, MOST_ATTEMPTS, arrived, otherwise, outcome_of
from storage.clock import SHANGHAI
from storage.deliveries import DeliveryState

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)
HELLO = SendMessage(chat_id=1, text="<b>您好</b> &lt;张三&gt;")
KEY = ConnectionKey(
    host="127.0.0.1",
    port=1,
    is_ssl=False,
    ssl=True,
    proxy=None,
    proxy_auth=None,
    proxy_headers_hash=None,
)


def caused(cause: Exception) -> TelegramNetworkError:
    error = TelegramNetworkError(HELLO, "no line")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (TelegramForbiddenError(HELLO, "blocked"), DeliveryState.HELD),
        (TelegramUnauthorizedError(HELLO, "Unauthorized"), DeliveryState.FAILED),
        (TelegramNotFound(HELLO, "Not Found"), DeliveryState.FAILED),
        (TelegramEntityTooLarge(HELLO, "too large"), DeliveryState.FAILED),
        (TelegramBadRequest(HELLO, "message is not modified"), DeliveryState.SENT),
        (TelegramServerError(HELLO, "Bad Gateway"), DeliveryState.PENDING),
        (caused(ClientConnectorError(KEY, OSError("refused"))), DeliveryState.PENDING),
        (caused(ConnectionTimeoutError()), DeliveryState.PENDING),
        (caused(TimeoutError()), DeliveryState.UNCERTAIN),
        (caused(ServerDisconnectedError()), DeliveryState.UNCERTAIN),
        (ZeroDivisionError(), DeliveryState.UNCERTAIN),
    ],
)
def test_a_failure_has_its_state(error: Exception, state: DeliveryState) -> None:
    assert outcome_of(error, 1, NOW).state is state


def test_a_pause_is_as_long_as_was_asked() -> None:
    outcome = outcome_of(TelegramRetryAfter(HELLO, "wait", 17), 1, NOW)
    assert (outcome.state, outcome.due_at) == (DeliveryState.PENDING, NOW + timedelta(seconds=17))


def test_a_broken_server_is_given_longer_each_time_and_then_up() -> None:
    error = TelegramServerError(HELLO, "Bad Gateway")
    outcomes = [outcome_of(error, attempt, NOW) for attempt in range(1, MOST_ATTEMPTS + 1)]
    pauses = [each.due_at for each in outcomes[:-1]]
    assert pauses == sorted(pauses, key=str)
    assert outcomes[-1].state is DeliveryState.FAILED


def test_a_line_that_is_down_is_tried_all_day() -> None:
    outcome = outcome_of(caused(ConnectionTimeoutError()), 3000, NOW)
    assert outcome.due_at == NOW + LONGEST_PAUSE


@pytest.mark.parametrize(
    "method", [HELLO, EditMessageText(chat_id=1, message_id=5, text=HELLO.text)]
)
def test_a_refused_text_goes_out_plain(method: Any) -> None:
    other = otherwise(method, TelegramBadRequest(HELLO, "can't parse entities"))
    assert isinstance(other, SendMessage)
    assert (other.text, other.parse_mode) == ("您好 <张三>", None)


def test_a_text_too_long_is_cut_where_telegram_would_take_it() -> None:
    long = SendMessage(chat_id=1, text="😀" * 5000)
    other = otherwise(long, TelegramBadRequest(long, "message is too long"))
    assert isinstance(other, SendMessage)
    assert other.text == "😀" * 2048


def test_other_refusals_are_final() -> None:
    press = AnswerCallbackQuery(callback_query_id="1")
    assert otherwise(press, TelegramBadRequest(press, "query is too old")) is None
    assert otherwise(HELLO, TelegramForbiddenError(HELLO, "blocked")) is None


@pytest.mark.parametrize("kind", [SendPhoto, SendDocument])
def test_a_file_that_is_refused_becomes_a_sentence_and_stays_a_failure(kind: Any) -> None:
    method = kind(chat_id=1, **{kind.__name__[4:].lower(): "shelf:gone"})
    other = otherwise(method, TelegramBadRequest(method, "the file is not here any more"))
    assert isinstance(other, SendMessage)
    assert "没有发出来" in other.text
    assert arrived(method, other, 7).state is DeliveryState.FAILED
    assert arrived(method, method, 7).state is DeliveryState.SENT
    assert arrived(HELLO, HELLO, 7).state is DeliveryState.SENT


def test_a_message_that_cannot_be_taken_back_stays_where_it_is() -> None:
    method = DeleteMessage(chat_id=1, message_id=2)
    error = TelegramBadRequest(method, "message can't be deleted")
    assert otherwise(method, error) is None
    assert outcome_of(error, 1, NOW).state is DeliveryState.FAILED
