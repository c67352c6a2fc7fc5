"""The filter that hears a form's name in a message."""

from aiogram.filters import Filter
from aiogram.types import Message

from handlers.filing.catalogue.service import Choosing


class NamesForm(Filter):
    """The whole message names one or several forms; their ids are offered as `asked`."""

    async def __call__(
        self, message: Message, choosing: Choosing
    ) -> bool | dict[str, tuple[str, ...]]:
        found = choosing.index.find(message.text or "")
        return {"asked": found} if found else False
