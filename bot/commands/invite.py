"""`xuehui invite`: the first administrator, before there is anybody who could invite them."""

from datetime import timedelta

import typer
from aiogram.exceptions import TelegramAPIError

from bot.channels.telegram import telegram_bot
from bot.commands.common import fail, folder_or_exit, run_async, settings_or_exit
from bot.commands.tables_common import BY_COMMAND, opened
from bot.settings import Settings
from handlers.people.codes import invitation_payload
from handlers.people.giving import Wanted, give
from handlers.roles import LABELS
from storage.archive import Archive
from storage.invitations import Invitation
from storage.roles import OF_THE_ASSOCIATION, Role

LONGEST_NAME = 60
CHOICES = "、".join(reversed(OF_THE_ASSOCIATION))
NO_NAME = "请写上被邀请人的姓名，不超过 60 个字。"
NO_ROLE = f"--role 只能写 {CHOICES} 之一。"
NO_TELEGRAM = "Telegram 没有应答，这里不列出它的链接；网页链接和邀请码照常可用。"
LETTER = """已为{name}准备好邀请，身份是{role}，{days} 天内有效，只能用一次。
邀请码：{code}
网页：{page}"""
FAREWELL = "请把邀请码或链接私下交给本人：谁拿到，谁就能以这个身份进来。"


def invite(name: str, role: str) -> None:
    name, wanted = name.strip(), _role(role)
    if not name or len(name) > LONGEST_NAME:
        raise fail(NO_NAME)
    settings = settings_or_exit()
    folder_or_exit(settings)
    invited = run_async(lambda: _invite(settings, name, wanted))
    payload = invitation_payload(invited.token)
    typer.echo(
        LETTER.format(
            name=name,
            role=LABELS[wanted],
            days=settings.invitation_days,
            code=invited.code,
            page=f"{settings.page_url}/?start={payload}",
        )
    )
    if username := run_async(lambda: _username(settings)):
        typer.echo(f"Telegram：https://t.me/{username}?start={payload}")
    typer.echo(FAREWELL)


def _role(said: str) -> Role:
    """By its name, English or Chinese."""
    for role in OF_THE_ASSOCIATION:
        if said.strip() in (role, LABELS[role]):
            return role
    raise fail(NO_ROLE)


async def _invite(settings: Settings, name: str, role: Role) -> Invitation:
    days = settings.invitation_days
    async with opened(settings) as database, database.writing() as work:
        archive = Archive(work)
        identity = await give(
            archive, BY_COMMAND, Wanted(None, role, name), good_for=timedelta(days=days)
        )
        await BY_COMMAND.note(archive, "invitation given", identity, role=role, days=days)
        given = await archive.invitations.get(identity)
    assert given  # noqa: S101 - written above
    return given


async def _username(settings: Settings) -> str | None:
    if settings.telegram_token is None:
        return None
    bot = telegram_bot(settings)
    try:
        return (await bot.get_me(request_timeout=10)).username
    except TelegramAPIError:
        typer.echo(NO_TELEGRAM, err=True)
        return None
    finally:
        await bot.session.close()
