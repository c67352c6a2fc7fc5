"""Announcements that have gone out before a dialogue begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import yaml

from bot.courier import post_to
from bot.rehearsal.nodes import ScriptFault, entries, is_null, items, line_of, text_of
from handlers.announced import Content, messages
from storage.archive import Archive
from storage.audiences import Conditions
from storage.broadcasts import BroadcastState
from storage.clock import Clock

FACTS = ("title", "text", "by", "to", "confirm", "choices", "forms", "links")
EXPECTED = "broadcasts 下应写成「- {title: 某通知, by: 干事, to: [秘书甲]}」"


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What it says, who wrote it and who got it, by their names in the script."""

    line: int
    title: str
    content: Content
    by: str
    to: tuple[str, ...]


def read_announcements(node: yaml.Node | None, people: set[str]) -> tuple[Announcement, ...]:
    if node is None or is_null(node):
        return ()
    return tuple(_announcement(each, people) for each in items(node))


def _announcement(node: yaml.Node, people: set[str]) -> Announcement:
    written, line = entries(node, EXPECTED), line_of(node)
    if written.keys() - set(FACTS) or not {"title", "by", "to"} <= written.keys():
        raise ScriptFault(line, EXPECTED)
    title, by = text_of(written["title"]), text_of(written["by"])
    to = tuple(map(text_of, items(written["to"])))
    if unknown := [each for each in (by, *to) if each not in people]:
        raise ScriptFault(line, f"people 里没有「{unknown[0]}」")
    content = Content(
        text=text_of(written["text"]) if "text" in written else title,
        confirm="confirm" in written,
        choices=tuple(map(text_of, items(written["choices"]))) if "choices" in written else (),
        forms=_pairs(written.get("forms")),
        links=_pairs(written.get("links")),
    )
    return Announcement(line=line, title=title, content=content, by=by, to=to)


def _pairs(node: yaml.Node | None) -> tuple[tuple[str, str], ...]:
    """Written as {where to: label}."""
    written = entries(node, EXPECTED) if node is not None else {}
    return tuple((target, text_of(label)) for target, label in written.items())


async def announce(
    archive: Archive,
    announcements: Sequence[Announcement],
    doors: Mapping[str, tuple[int, int]],
    clock: Clock,
) -> None:
    """As if they had just been sent; `doors` are bots and accounts by names in the script."""
    for each in announcements:
        await _announce(archive, each, doors, clock.now())


async def _announce(
    archive: Archive,
    announcement: Announcement,
    doors: Mapping[str, tuple[int, int]],
    now: datetime,
) -> None:
    people = {
        name: person.id
        for name in (announcement.by, *announcement.to)
        if (person := await archive.people.at(*doors[name], now))
    }
    meant = Conditions(people=tuple(people[each] for each in announcement.to))
    done: dict[str, Any] = {"started_at": now, "spread_at": now, "finished_at": now}
    identity = await archive.broadcasts.add(
        announcement.title,
        by=people[announcement.by],
        now=now,
        state=BroadcastState.DONE,
        content=announcement.content.as_dict(),
        audience=meant.as_dict(),
        **done,
    )
    await archive.audiences.freeze(identity, meant, now, mandatory=True)
    for person_id in meant.people:
        await _deliver(archive, announcement.content, identity, person_id, now)


async def _deliver(
    archive: Archive, content: Content, identity: str, person_id: str, now: datetime
) -> None:
    recipient = await archive.recipients.get(identity, person_id)
    if recipient is None or recipient.excluded:
        return
    for address in await archive.people.addresses(person_id):
        method, *_ = messages(content, identity, address.account)
        delivery = await post_to(archive, address, method, now)
        await archive.recipients.attribute(delivery.id, recipient)
