"""What is now so is written into the society's record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.rosters import SOCIETIES
from forms.values import Complaint
from handlers.casework.aftermath import NOTHING_FOLLOWED, Consequence, Followed, Step
from handlers.casework.answered import answers_of
from handlers.casework.states import IN_FORCE
from storage.archive import Archive
from storage.societies import Society

TAKEN = "已有别的学会用「{value}」，学会信息还没有改。请先核对名称和代码，再办这一步。"
UNFIT = "「{title}」填的内容记不进学会信息：{sentence}请退回，请学会改好再办。"
GONE = "这个学会已经不在名录里了，这一步办不了。请先在学会名录里新增它。"


@dataclass(frozen=True, slots=True)
class OnRecord(Consequence):
    """For forms that say which answers belong there; an answer that is missing changes nothing."""

    async def allow(self, step: Step) -> None:
        if _concerns(step):
            society = await self._society(step)
            await _must_be_free(step.archive, society, await self._values(step))

    async def follow(self, step: Step) -> Followed:
        if not _concerns(step):
            return NOTHING_FOLLOWED
        society, values = await self._society(step), await self._values(step)
        changed = {name: value for name, value in values.items() if society.value(name) != value}
        if changed:
            await step.archive.societies.change(society.id, changed, step.by.clock.now())
        for name in changed:
            await step.by.note(
                step.archive, "society changed", society.id, field=name, filing=step.case.id
            )
        return NOTHING_FOLLOWED

    async def _society(self, step: Step) -> Society:
        society = await step.archive.societies.get(step.case.filing.society_id or "")
        if society is None:
            raise Complaint(GONE)
        return society

    async def _values(self, step: Step) -> Mapping[str, Any]:
        """Read as the record reads them, for a form's choices are not those of the record."""
        answers = await answers_of(step.archive, step.case)
        shown = {column: answers.shown(name) for column, name in step.case.form.record.items()}
        return {column: _read(column, said) for column, said in shown.items() if said}


def _concerns(step: Step) -> bool:
    reached = IN_FORCE.get(step.case.filing.workflow) == step.moved.state
    return bool(step.case.form.record) and reached


def _read(column: str, said: str) -> Any:
    kept = SOCIETIES.column(column)
    try:
        return kept.kind.read(said)
    except Complaint as complaint:
        raise Complaint(UNFIT.format(title=kept.title, sentence=complaint.sentence)) from complaint


async def _must_be_free(archive: Archive, society: Society, values: Mapping[str, Any]) -> None:
    for name, look in (("name", archive.societies.named), ("uscc", archive.societies.by_uscc)):
        other = await look(values[name]) if values.get(name) else None
        if other and other.id != society.id:
            raise Complaint(TAKEN.format(value=values[name]))
