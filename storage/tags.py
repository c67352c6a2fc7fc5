"""Tags of societies: words staff put on them to find them together again."""

from sqlalchemy import and_, delete, func, select

from storage.engine import Work
from storage.tables import societies, society_tags
from storage.upsert import insert_for

LONGEST = 30


class Tags:
    """A society may bear several; a tag without societies is none."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def put(self, society_id: str, tag: str) -> bool:
        """False when it bears it already."""
        done = await self.work.run(
            insert_for(self.work, society_tags)
            .values(society_id=society_id, tag=tag)
            .on_conflict_do_nothing()
        )
        return done.rowcount == 1

    async def take(self, society_id: str, tag: str) -> bool:
        mine = and_(society_tags.c.society_id == society_id, society_tags.c.tag == tag)
        return (await self.work.run(delete(society_tags).where(mine))).rowcount == 1

    async def all(self) -> dict[str, int]:
        """Every tag with how many societies bear it, the most first."""
        many = func.count()
        rows = await self.work.run(
            select(society_tags.c.tag, many.label("many"))
            .group_by(society_tags.c.tag)
            .order_by(many.desc(), society_tags.c.tag)
        )
        return {row.tag: row.many for row in rows}

    async def bearing(self, tag: str) -> list[tuple[str, str]]:
        """Societies (id, name) by name."""
        rows = await self.work.run(
            select(societies.c.id, societies.c.name)
            .join(society_tags, society_tags.c.society_id == societies.c.id)
            .where(society_tags.c.tag == tag)
            .order_by(societies.c.name)
        )
        return [(row.id, row.name) for row in rows]

    async def of(self, society_id: str) -> list[str]:
        rows = await self.work.run(
            select(society_tags.c.tag)
            .where(society_tags.c.society_id == society_id)
            .order_by(society_tags.c.tag)
        )
        return list(rows.scalars())
