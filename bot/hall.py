"""Which doors this installation has."""

from collections.abc import Sequence

from aiohttp import web

from bot.app import House
from bot.channels.door import Door
from bot.channels.telegram import WEBHOOK_PATH, TelegramDoor, webhook_path
from bot.channels.web_door import WebDoor, watch_routes


def configured_doors(house: House) -> Sequence[Door]:
    """The page always; Telegram when there is a token."""
    settings = house.settings
    page = WebDoor(settings, house.reception, house.nursery, house.shelf)
    page.routes += watch_routes(house.health, house.metrics.exposition)
    if settings.telegram_token is None:
        return [page]
    telegram = TelegramDoor(settings, house.reception, house.nursery, house.shelf)
    if settings.telegram_webhook_url:
        # The usual path too: a proxy may take the public one away.
        for path in {WEBHOOK_PATH, webhook_path(settings)}:
            page.routes.append(web.post(path, telegram.receive_webhook))
    return [page, telegram]
