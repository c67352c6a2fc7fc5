"""Filings that have been handed in before a dialogue begins."""

from dataclasses import dataclass
from typing import Any

import yaml

from bot.courier import send_letter
from bot.rehearsal.nodes import ScriptFault, entries, items, line_of, text_of
from forms.drafts import Draft, Place
from forms.examples import Unfinished, example_for
from forms.specification import FieldType
from forms.values import Complaint
from handlers.casework.case import Case
from handlers.casework.errors import FilingGone
from handlers.casework.moving import Moving
from handlers.casework.offices import Offices
from handlers.desk import Desk
from storage.archive import Archive
from storage.clock import Clock
from storage.files import Shelf
from storage.filings import Content
from storage.roles import Role

FACTS = ("form", "by", "said")
EXPECTED = "filings 下应写成「- {form: forum-report, by: 秘书甲}」"
PAPER = b"%PDF-1.4\n% a paper of a rehearsal\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """An example of a form, with some answers of its own; `said` is by place, as typed."""

    line: int
    form: str
    by: str
    said: tuple[tuple[str, str], ...] = ()


def read_filings(node: yaml.Node | None, people: set[str]) -> tuple[Filed, ...]:
    return tuple(_filed(each, people) for each in items(node)) if node is not None else ()


def _filed(node: yaml.Node, people: set[str]) -> Filed:
    written, line = entries(node, EXPECTED), line_of(node)
    if written.keys() - set(FACTS) or not {"form", "by"} <= written.keys():
        raise ScriptFault(line, EXPECTED)
    by = text_of(written["by"])
    if by not in people:
        raise ScriptFault(line, f"people 里没有「{by}」")
    said = entries(written["said"], EXPECTED) if "said" in written else {}
    answers = tuple((place, text_of(each)) for place, each in said.items())
    return Filed(line=line, form=text_of(written["form"]), by=by, said=answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clerk:
    """Fills forms in and hands them in, as the people of the dialogue would have."""

    offices: Offices
    moving: Moving
    clock: Clock
    shelf: Shelf

    async def serve(
        self, archive: Archive, filed: Filed, door: str, bot_id: int, account: int
    ) -> None:
        person = await archive.people.at(bot_id, account, self.clock.now())
        if person is None:
            raise ScriptFault(filed.line, f"「{filed.by}」不在了")
        desk = Desk(
            archive=archive,
            person=person,
            door=door,
            bot_id=bot_id,
            chat_id=account,
            clock=self.clock,
            shelf=self.shelf,
        )
        await self.hand_in(desk, filed)

    async def hand_in(self, desk: Desk, filed: Filed) -> str:
        """Its id; raises ScriptFault where it cannot be filed so. Letters go out as always."""
        try:
            case = await self._complete(desk, await self._begun(desk, filed), filed)
            outcome = await self.moving.move(desk, case.id, "submit")
        except Complaint as complaint:
            raise ScriptFault(filed.line, complaint.sentence) from complaint
        except ValueError as error:
            raise ScriptFault(filed.line, "said 里行号应写成 speakers.0.name 这样") from error
        except Unfinished as unfinished:
            label = unfinished.field.label
            raise ScriptFault(filed.line, f"「{label}」没有填成，请在 said 里写上") from unfinished
        for letter in outcome.letters:
            await send_letter(desk.archive, letter, desk.now)
        return case.id

    async def _begun(self, desk: Desk, filed: Filed) -> Case:
        form = self.offices.catalogue.forms.get(filed.form)
        if form is None:
            raise ScriptFault(filed.line, f"没有「{filed.form}」这张表")
        homes = (each for each in desk.person.standings if each.role is Role.SECRETARY)
        society = next((each.society_id for each in homes), None)
        named = {each.name: society for each in form.fields if society and each.of == "society"}
        draft = Draft(form=form.id, version=form.version, answers=named)
        identity = await desk.archive.filings.begin(
            form.id,
            form.version,
            form.workflow,
            society_id=society,
            person_id=desk.person.id,
            title="",
            content=Content(draft=draft.plain()),
            now=desk.now,
        )
        filing = await desk.archive.filings.get(identity)
        if filing is None:
            raise FilingGone
        return await self.offices.case(desk.archive, filing, desk.now)

    async def _complete(self, desk: Desk, case: Case, filed: Filed) -> Case:
        filling, seed = case.filling, 1  # seed 0 would say yes to everything
        draft = example_for(filling, seed, case.draft).draft
        for place, words in filed.said:
            draft = filling.accept(draft, Place.parse(place), words).draft
        draft = example_for(filling, seed, draft).draft
        for field in case.form.fields:
            if field.type is FieldType.FILE and draft.answers.get(field.name):
                draft = draft.put(Place(field.name), await _papers(desk, case, draft, field.name))
        return await self.offices.keep(desk, case, draft)


async def _papers(desk: Desk, case: Case, draft: Draft, name: str) -> list[dict[str, Any]]:
    """Real contents for made-up files, so that they can be opened."""
    found = []
    for each in draft.answers[name]:
        content = PAPER + f"% {name} {each['name']}\n".encode()
        digest = desk.shelf.put(content)
        await desk.archive.attachments.add(
            case.id, desk.person.id, each["name"], len(content), digest, desk.now
        )
        found.append({"hash": digest, "name": each["name"], "size": len(content)})
    return found
