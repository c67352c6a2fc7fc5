"""A citation in Telegram: a link that opens its page for whoever was answered, or plain words."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

from aiohttp import ClientSession

from bot.app import House
from bot.appointing import appoint
from bot.channels.web_door import WebDoor
from knowledge.notice import Audience
from storage.archive import Archive
from storage.roles import Role
from tests.bot.telegram.house import ANSWER, QUESTION, open_house, telegram_bot_of
from tests.bot.telegram.server import FakeTelegram
from tests.bot.telegram.visitor import Visitor

PUBLIC = "https://chat.example.org"
HREF = re.compile(r'<a href="([^"]+)">在网页上看这一条</a>')


async def keep_for_members(house: House, visitor: Visitor) -> None:
    """Every notice; the visitor is one of them."""
    bot, now = telegram_bot_of(house), house.clock.now()
    async with house.database.writing() as work:
        archive = Archive(work)
        for each in house.library.notices():
            await archive.notice_records.change(each.id, now, audience=Audience.MEMBERS)
            await house.library.add(replace(each, audience=Audience.MEMBERS), embed=False)
        person = await archive.people.at(bot.id, visitor.account, now)
        assert person
        await appoint(archive, person, Role.MEMBER, "云岭省材料学会", now)


def sent(telegram: FakeTelegram) -> list[str]:
    """What was asked of Telegram, with its markup."""
    return [str(each["text"]) for each in telegram.called("sendMessage")]


async def got(house: House, path: str) -> tuple[int, str]:
    """As a browser that was never here."""
    page = next(door for door in house.doors if isinstance(door, WebDoor))
    async with (
        ClientSession() as session,
        session.get(f"http://127.0.0.1:{page.port}{path}") as response,
    ):
        return response.status, await response.text()


async def test_a_citation_opens_the_passage_for_whoever_was_answered(
    telegram: FakeTelegram, visitor: Visitor, tmp_path: Path
) -> None:
    async with open_house(telegram, tmp_path, web_url=PUBLIC) as house:
        await visitor.says("菜单")
        await visitor.sees("有政策问题")
        await keep_for_members(house, visitor)
        await visitor.says(QUESTION)
        await visitor.sees("有明确规定", ANSWER)
        await visitor.presses("看原文上下文")
        await visitor.sees("出处：《", ANSWER)
        found = [HREF.findall(each) for each in sent(telegram) if ANSWER in each]
        assert len(found) == 2
        for (said,) in found:
            url = unescape(said)
            assert url.startswith(f"{PUBLIC}/notices/")
            path, _, place = url.removeprefix(PUBLIC).partition("#")
            status, html = await got(house, path)
            assert status == 200
            marked = re.search(rf'<mark id="{place}">(.*?)</mark>', html, re.DOTALL)
            assert marked
        assert ANSWER in html
        status, html = await got(house, re.sub("[?&]k=.*", "", path))
        assert status == 404 and ANSWER not in html


async def test_without_a_public_address_a_citation_is_number_and_item(
    house: House, telegram: FakeTelegram, visitor: Visitor
) -> None:
    await visitor.says(QUESTION)
    answer = await visitor.sees("有明确规定", ANSWER)
    assert "在网页上看" not in answer.text
    assert re.search(r"出处：《[^》]+》（云岭科协\S+号）\n\S", answer.text)
    await visitor.says("有哪些通知")
    listed = await visitor.sees("已收录")
    assert "《" in listed.text
    assert len(sent(telegram)) == 2
    assert not any("<a " in each for each in sent(telegram))
