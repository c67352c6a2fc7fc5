"""`xuehui run`: all configured doors, until told to stop."""

import asyncio
import errno
import gc
import signal
import socket
from pathlib import Path

import structlog
import typer

import knowledge
from bot.app import House, build_house
from bot.commands.common import fail, run_async
from bot.commands.start import IN_USE
from bot.hall import configured_doors
from bot.librarian import notice_files
from bot.libraries import build_library
from bot.settings import Settings
from knowledge.vectors import IndexInUse
from storage.sealed import under_other_keys

log = structlog.get_logger()
LOST_KEYS = (
    "注意：有 {count} 项信息是用另一个密钥加密的，现在打不开。"
    "请把原来的密钥加进 data.keys（或 XUEHUI_KEYS），再运行 xuehui doctor。"
)
SAMPLE_ASSOCIATION = "云岭省科学技术协会"
SAMPLES = Path(knowledge.__file__).parent / "samples"


def run(settings: Settings) -> None:
    settings = for_newcomers(settings)
    try:
        run_async(lambda: serve(settings))
    except IndexInUse as error:
        raise fail(IN_USE) from error
    except OSError as error:
        raise fail(_why_not_open(error, settings)) from error


def _why_not_open(error: OSError, settings: Settings) -> str:
    """A sentence about the address; anything else is no matter of settings and is raised."""
    where = f"{settings.web_host}:{settings.web_port}"
    if error.errno == errno.EADDRINUSE:
        return f"{where} 已被占用，请换一个 XUEHUI_WEB_PORT 再启动。"
    if isinstance(error, socket.gaierror) or error.errno in (errno.EADDRNOTAVAIL, errno.EACCES):
        return f"{where} 打不开，请检查 XUEHUI_WEB_HOST 和 XUEHUI_WEB_PORT。"
    raise error


def for_newcomers(settings: Settings) -> Settings:
    """In the demo the assistant belongs to the association of the sample notices."""
    if settings.demo and not settings.association:
        return settings.model_copy(update={"association": SAMPLE_ASSOCIATION})
    return settings


async def _warn_of_lost_keys(house: House) -> None:
    """The rest works without them; but nobody should find out by a member's page."""
    async with house.database.reading() as work:
        count = await under_other_keys(work)
    if count:
        log.error("sealed with keys that are not here", values=count)
        typer.echo(LOST_KEYS.format(count=count), err=True)


async def serve(settings: Settings) -> None:
    house = build_house(settings, build_library(settings), hang=configured_doors)
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    try:
        await house.open(samples=notice_files([SAMPLES]) if settings.demo else ())
        house.keep_going()
        await _warn_of_lost_keys(house)
        gc.freeze()  # looking through all that stays would stop everybody for a quarter second
        typer.echo(f"学会助手已启动，请打开 http://{settings.web_host}:{settings.web_port}")
        await stopping.wait()
        typer.echo("正在停止……")
    finally:
        await house.close()
