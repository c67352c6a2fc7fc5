"""Guided: find a notice, mend one fact of it, say until when it counts."""

from collections.abc import Sequence

from forms.values import Date, Text
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide, Option, Question, question
from handlers.notices.fields import DATES, KINDS_OF_FIELDS, field_questions, read
from handlers.notices.naming import quoted
from handlers.notices.shelf import texts
from handlers.notices.shelf.mending import NoticeMending
from handlers.notices.shelf.service import Shelving
from knowledge.notice import Notice

FIND, CHANGE, EXPIRY = "notice-find", "notice-change", "notice-expiry"
WORDS, DAY = Text(least=1, most=60), Date()


def guides(shelving: Shelving, mending: NoticeMending) -> tuple[Guide, ...]:
    return (_finding(shelving), _changing(mending), _expiring(mending))


def _finding(shelving: Shelving) -> Guide:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        return await shelving.find(desk, draft.get("words"))

    ask = question("words", texts.ASK_WORDS, WORDS)
    return Guide(name=FIND, title="在通知库里找", questions=(ask,), finish=finish)


def _changing(mending: NoticeMending) -> Guide:
    async def known(draft: Draft, desk: Desk) -> Notice:
        return await mending.facts(desk, draft.facts["id"])

    async def finish(draft: Draft, desk: Desk) -> Reply:
        field, value = draft.get("field"), draft.get("value")
        return await mending.change(desk, draft.facts["id"], field, value)

    questions = field_questions(known)
    return Guide(name=CHANGE, title="改内容", questions=questions, finish=finish)


def _expiring(mending: NoticeMending) -> Guide:
    async def ask(draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        record = await mending.record(desk, draft.facts["id"])
        what = quoted(record.title, record.document_number)
        return texts.ASK_EXPIRY.format(what=what) + DATES, ()

    async def read_day(said: str, draft: Draft, desk: Desk) -> str:
        record = await mending.record(desk, draft.facts["id"])
        day = read("expires", said, record, desk.now.date())
        return str(day) if day else DAY.plain(KINDS_OF_FIELDS["expires"].read(said))

    async def finish(draft: Draft, desk: Desk) -> Reply:
        last = DAY.restore(draft.get("day"))
        return await mending.set_expiry(desk, draft.facts["id"], last)

    return Guide(
        name=EXPIRY,
        title="到某一天失效",
        questions=(Question(name="day", ask=ask, read=read_day),),
        finish=finish,
    )
