"""Files that people send: fetched through whichever door they came, or refused kindly."""

import re
from io import BytesIO

from aiogram.exceptions import TelegramAPIError
from aiogram.types import Document, Message, PhotoSize

from forms.masking import mask

LARGEST = 20 * 1024 * 1024  # also what Telegram lets a bot download
DOWNLOAD_SECONDS = 60
PICTURE = "图片.jpg"  # photos have no name on Telegram


class FileTooLarge(Exception):
    """More than LARGEST bytes."""


class FileGone(Exception):
    """There is no file, or its door does not give it out any more."""


async def content_of(message: Message) -> tuple[str, bytes]:
    """Name and content of the document or photo; nothing too large is ever fetched.

    The name is fit to be shown and kept: without a path, without numbers of persons.
    """
    attached = attachment_of(message)
    if attached is None or message.bot is None:
        raise FileGone
    _check(attached.file_size)
    target = BytesIO()
    try:
        file = await message.bot.get_file(attached.file_id)
        _check(file.file_size)
        path = file.file_path or ""
        await message.bot.download_file(path, target, timeout=DOWNLOAD_SECONDS)
    except TelegramAPIError as error:
        raise FileGone from error
    _check(len(target.getvalue()))
    named = attached.file_name if isinstance(attached, Document) else PICTURE
    return mask(safe_name(named)), target.getvalue()


def attachment_of(message: Message) -> Document | PhotoSize | None:
    """Of a photo the largest of its sizes."""
    photos = message.photo or []
    return message.document or max(photos, key=lambda each: each.width * each.height, default=None)


def safe_name(name: str | None) -> str:
    """The last part of a path, without anything that could lead a terminal or page astray."""
    last = re.split(r"[\\/]", name or "")[-1]
    return re.sub(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]", "", last)[:120] or "文件"


def _check(size: int | None) -> None:
    if (size or 0) > LARGEST:
        raise FileTooLarge
