"""What can be done while an announcement goes out, and after."""

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, WebAppInfo

from handlers.broadcast.watching.progress import Progress
from handlers.callbacks import Go
from handlers.desk import Button
from handlers.places import Place
from handlers.replies import numbered

PAGE = "在网页上看"
HERE = 1  # the message with the button is brought up to date, instead of a new one


def buttons(found: Progress) -> tuple[Button, ...]:
    identity = found.broadcast.id
    if found.is_over:
        return (
            ("看报告", Go(to=Place.REPORT, id=identity)),
            ("看名单", Go(to=Place.RECIPIENTS, id=identity)),
        )
    pause: Button = ("暂停", Go(to=Place.PAUSE, id=identity))
    resume: Button = ("接着发", Go(to=Place.RESUME, id=identity))
    return (
        ("刷新", Go(to=Place.PROGRESS, id=identity, n=HERE)),
        resume if found.is_paused else pause,
        ("停发", Go(to=Place.STOP_BROADCAST, id=identity)),
        ("看名单", Go(to=Place.RECIPIENTS, id=identity)),
    )


def keyboard(found: Progress, page: str, door: str) -> InlineKeyboardMarkup:
    markup = numbered(buttons(found), a_row=2)
    link = _link(page, door)
    rows = [*markup.inline_keyboard, *([[link]] if link else [])]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _link(page: str, door: str) -> InlineKeyboardButton | None:
    """Telegram opens it within itself, and tells the page who is looking; https only."""
    if door != "telegram":
        return InlineKeyboardButton(text=PAGE, url=page)
    if not page.startswith("https:"):
        return None
    return InlineKeyboardButton(text=PAGE, web_app=WebAppInfo(url=page))
