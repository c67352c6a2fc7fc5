"""Which doors this installation has."""

from collections.abc import Sequence

from aiohttp import web

from bot.app import House
from bot.channels.door import Door
from bot.channels.form_pass import Passes, TelegramWord
from bot.channels.form_visitors import Visitors
from bot.channels.notice_links import NoticePasses
from bot.channels.telegram import WEBHOOK_PATH, TelegramDoor, webhook_path
from bot.channels.web_calendar import CalendarPages
from bot.channels.web_door import WebDoor, watch_routes
from bot.channels.web_forms import FormPages
from bot.channels.web_identity import signing_key
from bot.channels.web_links import TrackedLinks
from bot.channels.web_notices import NoticeRoutes
from bot.channels.web_progress import ProgressPages
from handlers.notices.pages.service import NoticePages


def configured_doors(house: House) -> Sequence[Door]:
    """The page always; Telegram when there is a token."""
    settings = house.settings
    page = WebDoor(settings, house.reception, house.nursery, house.shelf)
    page.routes += watch_routes(house.health, house.metrics.exposition)
    page.routes += _calendar_pages(house, page).routes()
    visitors = _visitors(house, page)
    page.routes += _form_pages(house, page, visitors).routes()
    page.routes += _announcement_pages(house, page, visitors)
    page.routes += _notice_pages(house, page, visitors).routes()
    if settings.telegram_token is None:
        return [page]
    telegram = TelegramDoor(settings, house.reception, house.nursery, house.shelf)
    if settings.telegram_webhook_url:
        # The usual path too: a proxy may take the public one away.
        for path in {WEBHOOK_PATH, webhook_path(settings)}:
            page.routes.append(web.post(path, telegram.receive_webhook))
    return [page, telegram]


def _visitors(house: House, page: WebDoor) -> Visitors:
    token = house.settings.telegram_token
    return Visitors(
        database=house.database,
        clock=house.clock,
        shelf=house.shelf,
        known=page.pages.known,
        passes=Passes(signing_key(house.settings.data)),
        telegram=TelegramWord(token=token) if token else None,
    )


def _form_pages(house: House, page: WebDoor, visitors: Visitors) -> FormPages:
    """Whole forms are filled in on the page's address, from the browser and from Telegram."""
    return FormPages(
        visitors=visitors,
        table=house.services.whole,
        files=house.services.whole_files,
        gate=page.pages.gate,
        limiter=page.pages.limiter,
    )


def _calendar_pages(house: House, page: WebDoor) -> CalendarPages:
    return CalendarPages(
        database=house.database,
        clock=house.clock,
        feeds=house.services.calendar_feeds,
        limiter=page.pages.limiter,
    )


def _notice_pages(house: House, page: WebDoor, visitors: Visitors) -> NoticeRoutes:
    return NoticeRoutes(
        visitors=visitors,
        pages=NoticePages(library=house.library),
        passes=NoticePasses(signing_key(house.settings.data)),
        limiter=page.pages.limiter,
    )


def _announcement_pages(
    house: House, page: WebDoor, visitors: Visitors
) -> list[web.AbstractRouteDef]:
    """Staff watch one go out; whoever got it follows its links."""
    limiter = page.pages.limiter
    progress = ProgressPages(visitors=visitors, watching=house.services.watching, limiter=limiter)
    links = TrackedLinks(
        database=house.database,
        clock=house.clock,
        tracking=house.services.tracking,
        limiter=limiter,
    )
    return [*progress.routes(), *links.routes()]
