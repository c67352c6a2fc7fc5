"""Invitations by the hundred: a table of who is wanted in, a table of codes and links out."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from forms.sheets import write_rows
from handlers.links import Links
from handlers.noting import By
from handlers.people.codes import invitation_payload
from handlers.people.giving import Wanted, give
from handlers.roles import LABELS
from storage.archive import Archive
from storage.clock import Clock
from storage.invitations import Invitation

HEADINGS = ("学会", "姓名", "身份", "邀请码", "网页链接", "Telegram链接", "有效期至")
TITLE = "邀请码"


async def open_invitations(archive: Archive, clock: Clock) -> dict[Wanted, Invitation]:
    return {
        Wanted(each.society_id or "", each.role, each.name): each
        for each in await archive.invitations.open_of(clock.now())
    }


async def invite(archive: Archive, wanted: Wanted, by: By, days: int) -> Invitation:
    role, society = wanted.role, wanted.society_id
    identity = await give(archive, by, wanted, good_for=timedelta(days=days))
    await by.note(archive, "invitation given", identity, role=role, society=society)
    given = await archive.invitations.get(identity)
    assert given  # noqa: S101 - written above
    return given


async def invitation_table(invitations: Sequence[Invitation], links: Links) -> bytes:
    """A workbook to send on from; it opens the house to whoever reads it."""
    rows = []
    for each in invitations:
        payload = invitation_payload(each.token)
        telegram = await links.telegram(payload) or ""
        until = f"{each.expires_at:%Y-%m-%d %H:%M}"
        start = (each.society or "", each.name, LABELS[each.role], each.code)
        rows.append((*start, await links.page(payload), telegram, until))
    return await asyncio.to_thread(write_rows, HEADINGS, rows, TITLE)
