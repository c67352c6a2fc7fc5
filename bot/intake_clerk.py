"""What staff sent to be taken in and is slow to read: read beside the conversations.

What is to be read stands in the table `intakes`; whoever holds a row's lease reads it, and whoever
finds an old one begins anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import structlog
from aiogram import Bot
from aiogram.methods import EditMessageText, SendMessage

from bot.live import LiveMessage
from bot.offers import offered_by
from handlers.callbacks import GuideCallback
from handlers.desk import Reply
from handlers.notices.reading import Progress
from handlers.notices.taking import texts
from handlers.notices.taking.card import Cards
from handlers.notices.taking.concluding import conclude, discard, let_go_of, refuse
from handlers.notices.taking.perusing import Perused, Perusing
from handlers.notices.taking.receiving import CHAT
from handlers.replies import numbered
from handlers.rights import Action, may
from handlers.telling import a_row
from knowledge.reading.errors import ReadingError
from storage.archive import Archive
from storage.clock import Clock
from storage.encryption import CannotOpen
from storage.engine import Database
from storage.files import ContentGone, Shelf
from storage.intakes import Intake

log = structlog.get_logger()
MOST_FAILURES = 3
GUIDED = f"{GuideCallback.__prefix__}:"


class GivenUp(Exception):
    """Its sender does not want it any more, or another process reads it by now."""


@dataclass(kw_only=True)
class IntakeClerk:
    """One at a time in each process."""

    database: Database
    shelf: Shelf
    clock: Clock
    perusing: Perusing
    cards: Cards
    bots: Mapping[int, Bot] = field(default_factory=dict)
    at_work: bool = False

    async def work_off(self) -> int:
        """Everything that waits; how many there were."""
        if self.at_work:
            return 0
        self.at_work, done = True, 0
        try:
            while intake := await self._take():
                await self._treat(intake)
                done += 1
        finally:
            self.at_work = False
        return done

    async def _take(self) -> Intake | None:
        async with self.database.reading() as work:
            if not await Archive(work).intakes.waiting(self.clock.now()):
                return None
        async with self.database.writing() as work:
            return await Archive(work).intakes.take(self.clock.now())

    async def _treat(self, intake: Intake) -> None:
        """Whatever happens, the next one has its turn."""
        watching = Watching(clerk=self, held=intake, live=self._live(intake))
        try:
            if not await self._is_allowed(intake):
                await self._conclude(watching, None)
                return
            today = self.clock.now().date()
            perused = await self.perusing.read(intake, self.shelf, today, watching)
            allowed = await self._is_allowed(intake)  # a role may have ended meanwhile
            await self._conclude(watching, perused if allowed else None)
        except GivenUp:
            log.info("intake given up", intake=intake.id)
        except ReadingError as refusal:
            await self._conclude(watching, refusal)
        except (ContentGone, CannotOpen):
            await self._conclude(watching, None)
        except Exception as error:  # noqa: BLE001 - tried again by the next round
            log.error("intake failed", intake=intake.id, error=type(error).__name__)
            if not await self._try_again(watching.held):
                await self._conclude(watching, None)

    async def _is_allowed(self, intake: Intake) -> bool:
        async with self.database.reading() as work:
            people = Archive(work).people
            person = await people.get(intake.person_id, self.clock.now())
        return person is not None and may(person, Action.KEEP_NOTICES)

    async def _try_again(self, held: Intake) -> bool:
        failures = (held.refused or {}).get("failures", 0) + 1
        if failures >= MOST_FAILURES:
            return False
        async with self.database.writing() as work:
            return await Archive(work).intakes.put_off(held, self.clock.now(), failures)

    def _live(self, intake: Intake) -> LiveMessage | None:
        _, bot_id, chat_id = intake.changes[CHAT]
        bot = self.bots.get(bot_id)
        return LiveMessage(bot, chat_id, int(intake.id[:7], 16) or 1, set()) if bot else None

    async def _conclude(self, watching: "Watching", came: Perused | ReadingError | None) -> None:
        """None where nothing could be made of it: the row and its file go."""
        async with self.database.writing() as work:
            archive = Archive(work)
            if (held := await archive.intakes.hold(watching.held, self.clock.now())) is None:
                log.info("intake given up", intake=watching.held.id)
                return
            match came:
                case Perused():
                    said, gone = await conclude(archive, self.cards, self.clock, held, came)
                case ReadingError():
                    said, gone = await refuse(archive, held, came)
                case None:
                    gone = await let_go_of(archive, held)
                    said = Reply(text=texts.BROKEN.format(name=texts.named(held)))
            await self._post(archive, held, watching.live, said)
        await discard(self.shelf, gone)

    async def _post(
        self, archive: Archive, intake: Intake, live: LiveMessage | None, said: Reply
    ) -> None:
        """The rounds bring it out; typed numbers mean these buttons from now on."""
        _, bot_id, chat_id = intake.changes[CHAT]
        now = self.clock.now()
        there = await archive.people.at(bot_id, chat_id, now)
        if there is None or there.id != intake.person_id:
            return  # the door was ended, and somebody else may be behind it
        method = _message(chat_id, live, said)
        payload = method.model_dump_json(exclude_unset=True)
        await archive.deliveries.post(bot_id, chat_id, type(method).__name__, payload, now)
        if offered := offered_by(method):
            open_ = await archive.choices.offered(bot_id, chat_id)
            guided = [each for each in open_ if each.data.startswith(GUIDED)]
            await archive.choices.offer(bot_id, chat_id, [*guided, *offered])


def _message(chat_id: int, live: LiveMessage | None, said: Reply) -> SendMessage | EditMessageText:
    keyboard = numbered(said.buttons, a_row=a_row(said.buttons)) if said.buttons else None
    if live:
        return live.finish(said.text, keyboard)
    return SendMessage(chat_id=chat_id, text=said.text, reply_markup=keyboard)


@dataclass(slots=True, kw_only=True)
class Watching:
    """Shows how far it is, and renews the lease meanwhile; raises GivenUp."""

    clerk: IntakeClerk
    held: Intake
    live: LiveMessage | None

    async def __call__(self, at: Progress) -> None:
        async with self.clerk.database.writing() as work:
            held = await Archive(work).intakes.hold(self.held, self.clerk.clock.now())
        if held is None:
            raise GivenUp
        self.held = held
        if self.live:
            name = held.file_name or held.source
            await self.live.show(texts.progress(name, at))
