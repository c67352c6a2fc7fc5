"""Guided: the text of an announcement, and what its buttons are."""

from collections.abc import Sequence
from typing import Any

from forms.values import Complaint, Kind, normalise
from handlers.broadcast import conversations
from handlers.broadcast.writing import keyboards, texts, wording
from handlers.broadcast.writing.service import Writing
from handlers.broadcast.writing.talk import page
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide, Option, Question, question
from handlers.markup import length

UNKNOWN_FORM = "没有这张表，请再看看下面。"
SEVERAL_FORMS = "有几张表都对得上，请点其中一张。"


class Wording(Kind[str]):
    """The text as it is kept."""

    def read(self, text: str) -> str:
        return wording.read(text)


def guides(writing: Writing) -> tuple[Guide, ...]:
    return (_text(writing), _rewrite(writing), _link(writing), _form(writing), _poll(writing))


def _text(writing: Writing) -> Guide:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        text = draft.get("text")
        identity = await writing.write(desk, text)
        taken = texts.TAKEN.format(count=length(text))
        return Reply(text=taken, guide=conversations.files_of(identity))

    return Guide(
        name=conversations.TEXT,
        title="写通知",
        questions=(question("text", texts.ASK_TEXT, Wording(), hint=texts.TEXT_HINT),),
        finish=finish,
        formatted=True,
    )


def _rewrite(writing: Writing) -> Guide:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        text, identity = draft.get("text"), draft.facts["id"]
        await writing.rewrite(desk, identity, text)
        return await page(writing, desk, identity, texts.REWRITTEN.format(count=length(text)))

    return Guide(
        name=conversations.REWRITE,
        title="改内容",
        questions=(question("text", texts.ASK_TEXT_AGAIN, Wording(), hint=texts.TEXT_HINT),),
        finish=finish,
        formatted=True,
    )


def _link(writing: Writing) -> Guide:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        identity = draft.facts["id"]
        await writing.add_link(desk, identity, draft.get("address"), draft.get("label"))
        return await buttons_page(writing, desk, identity)

    return Guide(
        name=conversations.LINK,
        title="加链接",
        questions=(
            question("address", texts.ASK_ADDRESS, wording.ADDRESS),
            question("label", texts.ASK_LABEL, wording.LABEL),
        ),
        finish=finish,
    )


def _form(writing: Writing) -> Guide:
    forms = writing.catalogue.forms

    async def ask(_draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
        return texts.ASK_FORM, [Option(key=form.id, label=form.title) for form in forms.values()]

    async def read(said: str, _draft: Draft, _desk: Desk) -> Any:
        wanted = normalise(said)
        found = [each.id for each in forms.values() if wanted in (each.id, each.title)]
        found = found or [each.id for each in forms.values() if wanted and wanted in each.title]
        if len(found) != 1:
            raise Complaint(UNKNOWN_FORM if not found else SEVERAL_FORMS)
        return found[0]

    async def finish(draft: Draft, desk: Desk) -> Reply:
        await writing.add_form(desk, draft.facts["id"], draft.get("form"))
        return await buttons_page(writing, desk, draft.facts["id"])

    return Guide(
        name=conversations.FORM,
        title="加表单",
        questions=(Question(name="form", ask=ask, read=read),),
        finish=finish,
    )


def _poll(writing: Writing) -> Guide:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        await writing.set_choices(desk, draft.facts["id"], draft.get("choices"))
        return await buttons_page(writing, desk, draft.facts["id"])

    return Guide(
        name=conversations.POLL,
        title="投票",
        questions=(question("choices", texts.ASK_POLL, wording.CHOICES),),
        finish=finish,
    )


async def buttons_page(writing: Writing, desk: Desk, broadcast_id: str) -> Reply:
    cast = await writing.begin_change(desk, broadcast_id)
    return Reply(text=texts.buttons(cast.content), buttons=keyboards.buttons(cast))
