"""What is on record, as tables in the templates' own layout."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from forms.masking import last_four
from forms.rosters import MEMBERS, SOCIETIES
from forms.sheets import write_rows
from handlers.people.fields import STATES
from storage.archive import Archive
from storage.members import Member, MemberState

PAGE = 500
# Not headed as in the template: what lacks its numbers must not be taken in again.
SHORT = (
    "学会", "姓名", "身份证末四位", "手机末四位", "会员号", "入会日期", "工作单位", "职称",
    "专业方向", "状态",
)  # fmt: skip


async def societies_table(archive: Archive, *, whole: bool) -> tuple[bytes, int]:
    """The workbook, and how many societies are in it.

    Secret columns stay empty unless `whole`: taken in again, an empty cell changes nothing.
    """
    names = [column.name for column in SOCIETIES.columns if whole or not column.secret]
    rows = [{name: each.value(name) for name in names} for each in await archive.societies.all()]
    return await asyncio.to_thread(write_rows, SOCIETIES, rows), len(rows)


async def roster_table(
    archive: Archive, society_id: str | None, *, whole: bool
) -> tuple[bytes, int]:
    """One society's roster or all; numbers as their last four digits unless `whole`."""
    rows = [
        _whole(each) if whole else _short(each) async for each in _members(archive, society_id)
    ]
    table = MEMBERS if whole else SHORT
    return await asyncio.to_thread(write_rows, table, rows, MEMBERS.title), len(rows)


async def _members(archive: Archive, society_id: str | None) -> AsyncIterator[Member]:
    chosen = [society_id] if society_id else [each.id for each in await archive.societies.all()]
    for identity in chosen:
        after = 0
        while page := await archive.members.page(identity, after=after, most=PAGE):
            for member in page:
                yield member
            after += len(page)
            await asyncio.sleep(0)  # opening sealed numbers takes a while; others want their turn


def _whole(member: Member) -> dict[str, Any]:
    values = {column.name: getattr(member, column.name) for column in MEMBERS.columns}
    return values | {"state": "left" if member.state is MemberState.LEFT else "member"}


def _short(member: Member) -> tuple[Any, ...]:
    return (
        member.society,
        member.name,
        last_four(member.identity or ""),
        last_four(member.mobile or ""),
        member.member_number,
        member.joined_on,
        member.workplace,
        member.job_title,
        member.speciality,
        STATES[member.state],
    )
