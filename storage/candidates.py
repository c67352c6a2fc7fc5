"""The numbers experts know filings by: given once, telling nothing of whose they are."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from storage.engine import Work
from storage.tables import candidates, counters, filings
from storage.upsert import insert_for


class Candidates:
    """One number a filing, counted for each form."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def number(self, filing_id: str, form: str) -> int:
        """Given at the first call; whoever calls has the filing to themselves."""
        if known := await self.numbers([filing_id]):
            return known[filing_id]
        counted = await self.work.run(
            insert_for(self.work, counters)
            .values(name=f"candidate-{form}", value=1)
            .on_conflict_do_update(index_elements=["name"], set_={"value": counters.c.value + 1})
            .returning(counters.c.value)
        )
        values = {"filing_id": filing_id, "number": counted.scalar_one()}
        await self.work.run(
            insert_for(self.work, candidates).values(**values).on_conflict_do_nothing()
        )
        return (await self.numbers([filing_id]))[filing_id]

    async def numbers(self, filing_ids: Sequence[str]) -> dict[str, int]:
        """By filing; those that have none are left out."""
        wanted = candidates.c.filing_id.in_(list(filing_ids))
        rows = await self.work.run(
            select(candidates.c.filing_id, candidates.c.number).where(wanted)
        )
        return {row.filing_id: row.number for row in rows}

    async def among(self, form: str, states: Collection[str]) -> dict[str, int]:
        """Of a form's filings in these states."""
        rows = await self.work.run(
            select(candidates.c.filing_id, candidates.c.number)
            .join(filings)
            .where(filings.c.form == form, filings.c.state.in_(list(states)))
        )
        return {row.filing_id: row.number for row in rows}
