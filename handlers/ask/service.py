"""Ask a question, open where the answer stands, see related provisions, ask staff."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from forms.masking import mask
from handlers.citing import labelled
from handlers.readers import reader_for
from handlers.stage import Stage
from knowledge.library import Library
from knowledge.notice import Answer, Citation, Tier
from knowledge.reader import Reader
from storage.archive import Archive
from storage.clock import Clock
from storage.journal import Entry
from storage.people import Person
from storage.questions import Question

LONGEST_QUESTION = 500
# After a quarter of an hour somebody begins anew.
TALK = timedelta(minutes=15)
MOST_EARLIER, LOOKED_BACK = 3, 10
UNSEEN = ("Cf", "Cs", "Co")  # zero-width signs, halves of pairs, private signs


class QuestionEmpty(Exception):
    """There was nothing but white space."""


class QuestionTooLong(Exception):
    """More than LONGEST_QUESTION characters."""


class OnlyNumber(Exception):
    """A number under which no button was offered."""


class NothingOpened(Exception):
    """The question is not this person's, or its passage is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An answer, the row it was kept under, and whether a language model worded it."""

    answer: Answer
    question_id: str
    worded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A whole item as it stands in its notice, and the sentence that was cited from it."""

    item: Citation
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """The use cases of the room."""

    library: Library
    clock: Clock
    on_answer: Callable[[Tier], None] = lambda _tier: None

    async def ask(self, archive: Archive, person: Person, text: str, stage: Stage) -> Asked:
        """The slow part comes first: nothing is written before the answer stands."""
        text, now = checked(text), self.clock.now()
        reader = await self._reader(archive, person, await earlier(archive, person, now))
        await archive.work.let_go()  # nobody waits for a place to write while a model thinks
        found = await self.library.ask(text, reader)
        answer = await self._word(found, stage)
        self.on_answer(answer.tier)
        question_id = await archive.questions.keep(
            person_id=person.id,
            text=answer.question,
            tier=answer.tier,
            passages=tuple(citation.passage_id for citation in answer.citations),
            now=self.clock.now(),
        )
        return Asked(answer=answer, question_id=question_id, worded=answer.text != found.text)

    async def _word(self, found: Answer, stage: Stage) -> Answer:
        if not self.library.words or found.tier is Tier.NOT_FOUND:
            return found
        await stage.think()
        return await self.library.word(
            found, lambda partial: stage.show(labelled(partial, found.citations))
        )

    async def open(self, archive: Archive, person: Person, question_id: str) -> Opened:
        question = await self._mine(archive, person, question_id)
        reader = await self._reader(archive, person)
        for passage_id in question.passages:
            item = self.library.context(passage_id, reader)
            passage = self.library.passage(passage_id)
            if item and passage:
                return Opened(item=item, sentence=passage.text)
        raise NothingOpened

    async def related(
        self, archive: Archive, person: Person, question_id: str
    ) -> tuple[Citation, ...]:
        question = await self._mine(archive, person, question_id)
        cited = question.passages[0] if question.passages else None
        before = await earlier(archive, person, question.asked_at, besides=question_id)
        reader = await self._reader(archive, person, before)
        await archive.work.let_go()
        return await self.library.related(question.text, reader, besides=cited)

    async def call_staff(
        self, archive: Archive, person: Person, door: str, question_id: str
    ) -> bool:
        """False when staff were asked this already."""
        question = await self._mine(archive, person, question_id)
        now = self.clock.now()
        if not await archive.questions.open(question.id, now):
            return False
        await archive.journal.write(
            Entry(
                at=now,
                person_id=person.id,
                door=door,
                action="question opened",
                object=question.id,
                detail={"tier": question.tier},
            )
        )
        return True

    async def _reader(
        self, archive: Archive, person: Person, before: tuple[str, ...] = ()
    ) -> Reader:
        return await reader_for(archive, person, self.clock.now().date(), before)

    async def _mine(self, archive: Archive, person: Person, question_id: str) -> Question:
        question = await archive.questions.get(question_id, person.id)
        if question is None:
            raise NothingOpened
        return question


async def earlier(
    archive: Archive, person: Person, before: datetime, *, besides: str = ""
) -> tuple[str, ...]:
    """What a person asked in the same talk, the oldest first: a follow-up stands on it."""
    asked = await archive.questions.of(person.id, most=LOOKED_BACK)
    talk = [
        each for each in asked if before - TALK <= each.asked_at <= before and each.id != besides
    ]
    return tuple(each.text for each in reversed(talk[:MOST_EARLIER]))


def checked(text: str) -> str:
    """What is searched, worded and kept: numbers of persons are no part of a question."""
    text = "".join(each for each in text if unicodedata.category(each) not in UNSEEN).strip()
    if not text:
        raise QuestionEmpty
    if text.rstrip("。.、").isdecimal():
        raise OnlyNumber
    if len(text) > LONGEST_QUESTION:
        raise QuestionTooLong
    return mask(text)
