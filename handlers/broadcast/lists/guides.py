"""Guided: name a list, rename one, tag societies."""

from collections.abc import Sequence
from html import escape
from typing import Any

from forms.values import Complaint, Text
from handlers.broadcast.audience.service import ListNameTaken
from handlers.broadcast.audience.sheets import LIST_NAME
from handlers.broadcast.lists import keyboards, texts
from handlers.broadcast.lists.service import Listing
from handlers.broadcast.lists.tagging import Tagging
from handlers.broadcast.picking import Choice, offered, picked
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide, Option, Question, question
from storage.tags import LONGEST

RENAME, TAG = "list-rename", "society-tag"
NAME = Text(least=2, most=30)
TAG_NAME = Text(least=1, most=min(LONGEST, 12))


def guides(listing: Listing, tagging: Tagging) -> tuple[Guide, ...]:
    return (_name(listing), _rename(listing), _tag(tagging))


async def opened(listing: Listing, desk: Desk, list_id: str, before: str = "") -> Reply:
    said = texts.one(await listing.open(desk, list_id))
    text = "\n\n".join(filter(None, [before, said]))
    return Reply(text=text, buttons=keyboards.one(list_id))


def _name(listing: Listing) -> Guide:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        name = draft.get("name")
        try:
            list_id = await listing.add(desk, name, draft.facts["people"])
        except ListNameTaken as taken:
            raise Complaint(texts.NAME_TAKEN.format(name=name)) from taken
        return await opened(listing, desk, list_id, texts.SAVED.format(name=escape(name)))

    return Guide(
        name=LIST_NAME,
        title="新建常用名单",
        questions=(question("name", texts.ASK_NAME, NAME),),
        finish=finish,
    )


def _rename(listing: Listing) -> Guide:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        list_id, name = draft.facts["id"], draft.get("name")
        try:
            await listing.rename(desk, list_id, name)
        except ListNameTaken as taken:
            raise Complaint(texts.NAME_TAKEN.format(name=name)) from taken
        return await opened(listing, desk, list_id)

    return Guide(
        name=RENAME,
        title="名单改名",
        questions=(question("name", texts.ASK_NEW_NAME, NAME),),
        finish=finish,
    )


def _tag(tagging: Tagging) -> Guide:
    async def known(desk: Desk) -> list[Choice]:
        return [Choice(value=tag, name=tag) for tag in await tagging.all(desk)]

    async def ask_tag(_draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        return texts.ASK_TAG, offered(await known(desk))

    async def read_tag(said: str, _draft: Draft, desk: Desk) -> Any:
        pressed = [each.value for each in await known(desk) if each.key == said]
        return pressed[0] if pressed else TAG_NAME.read(said)

    async def ask(_draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
        return texts.ASK_SOCIETIES, ()

    async def read(said: str, _draft: Draft, desk: Desk) -> Any:
        return picked(said, await tagging.societies(desk))

    async def finish(draft: Draft, desk: Desk) -> Reply:
        tag = draft.get("tag")
        many = await tagging.put(desk, tag, draft.get("societies"))
        text = f"{texts.put(tag, many)}\n\n{texts.tags(found := await tagging.all(desk))}"
        return Reply(text=text, buttons=keyboards.tags(found))

    return Guide(
        name=TAG,
        title="给学会打标签",
        questions=(
            Question(name="tag", ask=ask_tag, read=read_tag),
            Question(name="societies", ask=ask, read=read),
        ),
        finish=finish,
    )
