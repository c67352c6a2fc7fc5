"""`xuehui invite`: code and links that lead to the invitation; the journal knows neither."""

import asyncio
import re
from pathlib import Path

import pytest

from bot.settings import load_settings
from storage.archive import Archive
from storage.clock import SystemClock
from storage.engine import Database
from storage.invitations import Invitation
from storage.journal import Entry
from storage.keys import vault_of
from storage.roles import Role
from tests.bot.commands.conftest import Call
from tests.bot.telegram.server import TOKEN, FakeTelegram


def found(data: Path, code: str, token: str) -> tuple[Invitation, Entry]:
    async def look() -> tuple[Invitation, Entry]:
        database = Database(f"sqlite:///{data / 'xuehui.db'}", vault_of(data))
        async with database.reading() as work:
            archive = Archive(work)
            invitation = await archive.invitations.by_code(code, SystemClock().now())
            assert invitation
            assert invitation == await archive.invitations.by_token(token)
            (entry,) = await archive.journal.entries()
        await database.close()
        return invitation, entry

    return asyncio.run(look())


@pytest.mark.parametrize(
    ("words", "role", "label"),
    [
        ([], Role.ADMINISTRATOR, "管理员"),
        (["--role", "staff_head"], Role.STAFF_HEAD, "部门负责人"),
        (["--role", "工作人员"], Role.STAFF, "工作人员"),
    ],
)
def test_it_leads_to_the_invitation(
    words: list[str], role: Role, label: str, call: Call, tmp_path: Path
) -> None:
    called = call("invite", "张三", *words)
    assert called.code == 0
    assert f"已为张三准备好邀请，身份是{label}，7 天内有效，只能用一次。" in called.out
    (code,) = re.findall(r"邀请码：(\d{6})\n", called.out)
    (token,) = re.findall(r"网页：http://127\.0\.0\.1:8080/\?start=i_(\S+)\n", called.out)
    assert "t.me" not in called.out
    invitation, entry = found(tmp_path / "data", code, token)
    assert (invitation.name, invitation.role, invitation.given_by) == ("张三", role, None)
    assert invitation.is_open(SystemClock().now())
    assert (entry.action, entry.object) == ("invitation given", invitation.id)
    assert entry.detail == {"role": role, "days": 7}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["张三", "--role", "boss"], "--role 只能写 administrator、staff_head、staff 之一。\n"),
        (["  "], "请写上被邀请人的姓名，不超过 60 个字。\n"),
        (["张" * 61], "请写上被邀请人的姓名，不超过 60 个字。\n"),
    ],
)
def test_one_sentence_says_what_is_wrong(words: list[str], sentence: str, call: Call) -> None:
    called = call("invite", *words)
    assert (called.code, called.out, called.err) == (1, "", sentence)


def test_a_telegram_that_does_not_answer(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XUEHUI_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("XUEHUI_TELEGRAM_API", "http://127.0.0.1:1")
    called = call("invite", "张三")
    assert called.code == 0
    assert "邀请码：" in called.out
    assert called.err == "Telegram 没有应答，这里不列出它的链接；网页链接和邀请码照常可用。\n"


async def test_the_link_of_telegram() -> None:
    from bot.commands.invite import _username

    telegram = FakeTelegram()
    await telegram.start()
    try:
        settings = load_settings(telegram_token=TOKEN, telegram_api=telegram.url)
        assert await _username(settings) == "xuehui_bot"
    finally:
        await telegram.stop()
