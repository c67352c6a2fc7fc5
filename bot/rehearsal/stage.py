"""Plays a script: builds a house on a temporary folder, walks the steps, checks what is seen."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from aiogram import Bot
from aiogram.methods import TelegramMethod

from bot.app import House, build_house
from bot.appointing import appoint, appoint_also
from bot.channels.door import Door
from bot.channels.kept import KeptFiles
from bot.librarian import notice_files
from bot.libraries import build_library
from bot.reception import HANDLING
from bot.rehearsal.announced import announce
from bot.rehearsal.cast import Actor, NothingToPress, TelegramActor, WebActor
from bot.rehearsal.clock import MovedClock
from bot.rehearsal.filed import Clerk
from bot.rehearsal.quiet import QuietDoor, QuietWebDoor
from bot.rehearsal.script import Part, Script, ScriptFault, Step
from bot.rehearsal.steps import filled
from bot.rehearsal.telegram import rehearsal_bot
from bot.rehearsal.transcript import Line, Mailbox, Recorder, drawn
from bot.settings import Settings, load_settings
from knowledge.library import Library
from storage.archive import Archive

PATIENCE_SECONDS = 60


class NotSeen(Exception):
    """A `sees` that does not hold; the message names the line and what was seen instead."""


@dataclass(kw_only=True)
class Stage:
    """One play; `methods` is what the house said it with, for the conformance test."""

    script: Script
    on_line: Callable[[Line], None]
    folder: Path
    build: Callable[[Settings], Library] = build_library
    clock: MovedClock = field(default_factory=MovedClock)
    accounts: dict[str, int] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    noted: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.settings = _settings(self.folder)
        self.recorder = Recorder(self.on_line)
        self.mailboxes = {
            name: Mailbox(name=name, door=part.door) for name, part in self.script.parts.items()
        }

    @property
    def methods(self) -> set[type[TelegramMethod[Any]]]:
        return self.recorder.methods

    async def play(self) -> None:
        """Raises NotSeen or ScriptFault at the first line that fails."""
        try:
            await self._open()
            await self._shelve()
            await self._file()
            await self._announce()
            for number, step in enumerate(self.script.steps, 1):
                self.recorder.begin(number)
                await self._take(step)
        finally:
            await self.house.close()

    async def _shelve(self) -> None:
        for source in self.script.notices:
            files = notice_files([source.path])
            shelved = [await self.house.librarian.shelve(path) for path in files]
            if refused := [each.path.name for each in shelved if each.error]:
                raise ScriptFault(source.line, f"通知 {refused[0]} 读不了，请检查这个文件")
            if not files:
                raise ScriptFault(source.line, f"{source.path.name} 里没有能读的通知")
        await self.house.librarian.catch_up()

    async def _file(self) -> None:
        """Each handed in by its person; whoever it waits for has a letter when it begins."""
        rooms = self.house.dispatcher
        clerk = Clerk(
            offices=rooms["offices"],
            moving=rooms["moving"],
            clock=self.clock,
            shelf=self.house.shelf,
        )
        for filed in self.script.filings:
            part = self.script.parts[filed.by]
            bot = self.page.bot if part.door == "web" else self.telegram
            async with self.house.database.writing() as work:
                await clerk.serve(Archive(work), filed, part.door, bot.id, self.accounts[filed.by])
        await self._bring_out()

    async def _announce(self) -> None:
        """Sent already: whoever got one has it in their chat when the dialogue begins."""
        async with self.house.database.writing() as work:
            await announce(Archive(work), self.script.broadcasts, self._doors_of(), self.clock)
        await self._bring_out()

    def _doors_of(self) -> dict[str, tuple[int, int]]:
        doors = {"web": self.page.bot.id, "telegram": self.telegram.id}
        parts = self.script.parts
        return {name: (doors[parts[name].door], each) for name, each in self.accounts.items()}

    async def _open(self) -> None:
        self.house = build_house(
            self.settings, self.build(self.settings), hang=self._doors, clock=self.clock
        )
        rooms = self.house.dispatcher  # on a slow machine, too, a file is read within its step
        rooms["notice_receiving"] = replace(rooms["notice_receiving"], patience=PATIENCE_SECONDS)
        await self.house.open()
        for part in self.script.parts.values():
            self.actors[part.name] = await self._cast(part)

    def _doors(self, house: House) -> list[Door]:
        self.page = QuietWebDoor(house.settings, house.reception, house.nursery, house.shelf)
        self.telegram = rehearsal_bot(KeptFiles(database=house.database, shelf=house.shelf))
        for bot in (self.page.bot, self.telegram):
            bot.session.middleware(self.recorder)
        return [self.page, QuietDoor(bot=self.telegram)]

    async def _cast(self, part: Part) -> Actor:
        bot = self.page.bot if part.door == "web" else self.telegram
        if part.name not in self.accounts:
            self.accounts[part.name] = await self._introduce(part, bot)
        account, mailbox = self.accounts[part.name], self.mailboxes[part.name]
        self.recorder.mailboxes[bot.id, account] = mailbox
        common: Any = {"mailbox": mailbox, "account": account, "recorder": self.recorder}
        if part.door == "web":
            return WebActor(door=self.page, **common)
        return TelegramActor(reception=self.house.reception, bot=bot, **common)

    async def _introduce(self, part: Part, bot: Bot) -> int:
        now = self.clock.now()
        async with self.house.database.writing() as work:
            archive = Archive(work)
            account = 5000 + len(self.accounts)
            if part.door == "web":
                account = await archive.web_messages.open_account(now)
            person = await archive.people.welcome(bot.id, account, part.known_as, now)
            await appoint(archive, person, part.role, part.society, now)
            for role, society in part.also:
                await appoint_also(archive, person, role, society, now)
        return account

    async def _take(self, step: Step) -> None:
        match step.act:
            case "sees":
                self._check(step, wanted=True)
            case "sees not":
                self._check(step, wanted=False)
            case "notes":
                self.noted[step.name] = self._note(step)
            case "time passes":
                await self._pass_time(step)
            case "restarts":
                await self.house.close()
                await self._open()
                await self._settle(step)
            case _:
                await self._act(step)

    async def _act(self, step: Step) -> None:
        actor, value = self.actors[step.actor], filled(step.value, self.noted)
        try:
            match step.act:
                case "sends":
                    await actor.sends(self.script.folder / step.value)
                case "presses":
                    await actor.presses(value)
                case "opens":
                    await actor.opens(value)
                case _:
                    await actor.says(value)
        except NothingToPress as error:
            raise NotSeen(f"第 {step.line} 行：{step.actor} {error}") from error
        await self._settle(step)

    async def _settle(self, step: Step) -> None:
        if not await self.house.nursery.settle(HANDLING, seconds=PATIENCE_SECONDS):
            raise NotSeen(f"第 {step.line} 行：等了 {PATIENCE_SECONDS} 秒还没有处理完")
        await self._bring_out()  # letters to others, seen in this step

    async def _bring_out(self) -> None:
        for door in self.house.doors:
            await self.house.courier.send_due(door.bot)

    async def _pass_time(self, step: Step) -> None:
        for mailbox in self.mailboxes.values():
            mailbox.fresh.clear()
        self.clock.advance(step.span(self.clock.now()))
        await self.house.rounds.walk()
        await self._settle(step)

    def _check(self, step: Step, *, wanted: bool) -> None:
        fresh = self.mailboxes[step.actor].fresh
        for text in (filled(each, self.noted) for each in step.values):
            if any(line.shows(text) for line in fresh) is wanted:
                continue
            verb = "没有看到" if wanted else "不该看到"
            raise NotSeen(_told(step, f"{verb}「{text}」", fresh))

    def _note(self, step: Step) -> str:
        """The newest that fits, of what this person has seen since their last deed."""
        fresh = self.mailboxes[step.actor].fresh
        found = (line.found(step.value) for line in reversed(fresh))
        noted = next((each for each in found if each is not None), None)
        if noted is None:
            raise NotSeen(_told(step, f"没有看到可以记下的「{step.value}」", fresh))
        return noted


def _told(step: Step, what: str, fresh: list[Line]) -> str:
    seen = "\n".join(map(drawn, fresh)) or "  │（什么也没有）"
    return f"第 {step.line} 行：{step.actor} {what}，看到的是：\n{seen}"


def _settings(folder: Path) -> Settings:
    """The installation's own, save what would reach out of the rehearsal; SettingsInvalid."""
    return load_settings(
        data=folder,
        database_url=None,
        telegram_token=None,
        telegram_webhook_url=None,
        llm_base_url=None,
        rerank_url=None,
        messages_per_minute=100_000,
    )


@asynccontextmanager
async def temporary_stage(
    script: Script,
    on_line: Callable[[Line], None],
    build: Callable[[Settings], Library] = build_library,
) -> AsyncIterator[Stage]:
    with TemporaryDirectory(prefix="xuehui-") as folder:
        yield Stage(script=script, on_line=on_line, folder=Path(folder), build=build)
