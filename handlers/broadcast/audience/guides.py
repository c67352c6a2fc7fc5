"""Guided: add conditions of one sort, or of deeds; keep what was chosen as a list."""

from collections.abc import Sequence
from html import escape
from typing import Any

from forms.values import Complaint, Text
from handlers.broadcast.audience import keyboards, texts
from handlers.broadcast.audience.deeds import SORTS, Deeds
from handlers.broadcast.audience.service import Addressing, ListNameTaken
from handlers.broadcast.naming import TITLES
from handlers.broadcast.picking import SHOWN, Choice, offered, picked
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide, Option, Question
from storage.conditions import Did

ADD, DEEDS, SAVE = "audience-add", "audience-deeds", "audience-save"
NAME = Text(least=2, most=30)


def guides(addressing: Addressing, deeds: Deeds) -> tuple[Guide, ...]:
    return (_add(addressing), _deeds(addressing, deeds), _save(addressing))


async def looked_at(addressing: Addressing, desk: Desk, broadcast_id: str) -> Reply:
    view = await addressing.look(desk, broadcast_id)
    return Reply(text=texts.one(view), buttons=keyboards.one(view))


def _add(addressing: Addressing) -> Guide:
    async def choices(draft: Draft, desk: Desk) -> list[Choice]:
        return await addressing.choices(desk, draft.facts["id"], draft.facts["sort"])

    async def ask(draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        found = await choices(draft, desk)
        title = TITLES[draft.facts["sort"]]
        return texts.ask_values(title, len(found), SHOWN), offered(found)

    async def read(said: str, draft: Draft, desk: Desk) -> Any:
        return picked(said, await choices(draft, desk))

    async def finish(draft: Draft, desk: Desk) -> Reply:
        broadcast_id, sort = draft.facts["id"], draft.facts["sort"]
        await addressing.add(desk, broadcast_id, sort, draft.get("values"))
        return await looked_at(addressing, desk, broadcast_id)

    return Guide(
        name=ADD,
        title="加条件",
        questions=(Question(name="values", ask=ask, read=read),),
        finish=finish,
    )


def _deeds(addressing: Addressing, deeds: Deeds) -> Guide:
    sorts = [Choice(value=did.value, name=name) for did, name in SORTS.items()]

    async def ask_did(_draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
        return texts.ASK_DID, offered(sorts)

    async def read_did(said: str, draft: Draft, desk: Desk) -> Any:
        did = picked(said, sorts)[0]
        if not await deeds.subjects(desk, draft.facts["id"], Did(did)):
            raise Complaint(texts.NO_SUBJECT)
        return did

    async def ask(draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        did = Did(draft.get("did"))
        found = await deeds.subjects(desk, draft.facts["id"], did)
        return texts.ASK_SUBJECT.format(title=SORTS[did]), offered(found)

    async def read(said: str, draft: Draft, desk: Desk) -> Any:
        did = Did(draft.get("did"))
        return picked(said, await deeds.subjects(desk, draft.facts["id"], did))

    async def finish(draft: Draft, desk: Desk) -> Reply:
        broadcast_id = draft.facts["id"]
        await addressing.add(desk, broadcast_id, "deeds", draft.get("values"))
        return await looked_at(addressing, desk, broadcast_id)

    return Guide(
        name=DEEDS,
        title="做过、没做过",
        questions=(
            Question(name="did", ask=ask_did, read=read_did),
            Question(name="values", ask=ask, read=read),
        ),
        finish=finish,
    )


def _save(addressing: Addressing) -> Guide:
    async def ask(_draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
        return texts.ASK_NAME, ()

    async def read(said: str, _draft: Draft, _desk: Desk) -> Any:
        return NAME.read(said)

    async def finish(draft: Draft, desk: Desk) -> Reply:
        broadcast_id, name = draft.facts["id"], draft.get("name")
        try:
            await addressing.save(desk, broadcast_id, name)
        except ListNameTaken as taken:
            raise Complaint(texts.NAME_TAKEN.format(name=name)) from taken
        reply = await looked_at(addressing, desk, broadcast_id)
        saved = texts.SAVED.format(name=escape(name))
        return Reply(text=f"{saved}\n\n{reply.text}", buttons=reply.buttons)

    return Guide(
        name=SAVE,
        title="保存为常用名单",
        questions=(Question(name="name", ask=ask, read=read),),
        finish=finish,
    )
