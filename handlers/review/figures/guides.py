"""Guided: change a figure, confirm one, look one up."""

from collections.abc import Sequence
from typing import Any

from forms.policies import shown
from forms.values import Text, YesNo
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide, Option, Question, question
from handlers.review.figures import keyboards, texts
from handlers.review.figures.service import Figuring

CHANGE, CONFIRM, FIND = "figure-change", "figure-confirm", "figure-find"
BASIS = Text(least=4, most=200)
WORDS = Text(most=40)


def guides(figuring: Figuring) -> tuple[Guide, ...]:
    return (_change(figuring), _confirm(figuring), _find(figuring))


def _change(figuring: Figuring) -> Guide:
    async def ask(draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        return texts.ask_value(await figuring.one(desk, draft.facts["name"])), ()

    async def read(said: str, draft: Draft, desk: Desk) -> Any:
        return await figuring.read(desk, draft.facts["name"], said)

    async def summary(draft: Draft, desk: Desk) -> str:
        found, value = await figuring.one(desk, draft.facts["name"]), draft.get("value")
        kept = tuple(value) if isinstance(value, list) else value
        after = shown(found.catalogue.model_copy(update={"value": kept}))
        basis, confirmed = draft.get("basis"), draft.get("confirmed")
        return texts.summary(found, after, basis, confirmed=confirmed)

    async def finish(draft: Draft, desk: Desk) -> Reply:
        name, value = draft.facts["name"], draft.get("value")
        basis, confirmed = draft.get("basis"), draft.get("confirmed")
        found = await figuring.set(desk, name, value, basis=basis, confirmed=confirmed)
        done = texts.DONE.format(at_once=texts.AT_ONCE)
        return Reply(
            text=f"{done}\n\n{texts.one(found)}", buttons=keyboards.one(found, desk.person)
        )

    return Guide(
        name=CHANGE,
        title="修改政策参数",
        questions=(
            Question(name="value", ask=ask, read=read),
            question("basis", texts.ASK_BASIS, BASIS),
            question("confirmed", texts.ASK_CONFIRMED, YesNo()),
        ),
        summary=summary,
        finish=finish,
    )


def _confirm(figuring: Figuring) -> Guide:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        found = await figuring.confirm(desk, draft.facts["name"], draft.get("basis"))
        text = f"{texts.CONFIRMED_NOW}\n\n{texts.one(found)}"
        return Reply(text=text, buttons=keyboards.one(found, desk.person))

    return Guide(
        name=CONFIRM,
        title="确认政策参数",
        questions=(question("basis", texts.ASK_BASIS, BASIS),),
        finish=finish,
    )


def _find(figuring: Figuring) -> Guide:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        words = draft.get("words")
        found = await figuring.find(desk, words)
        return Reply(text=texts.found(words, found), buttons=keyboards.listed(found[:12]))

    return Guide(
        name=FIND,
        title="查找政策参数",
        questions=(question("words", texts.ASK_WORDS, WORDS),),
        finish=finish,
    )
