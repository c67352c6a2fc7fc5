"""What follows when something of the bulk has landed: written down, corrected, offered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiogram import Bot

from bot.fsm import private_key
from bot.offers import joined
from bot.pace import CHAT_SECONDS, pace_of
from bot.rendering import Renderings, buttons_of
from bot.settling import settle
from handlers.telling import STATE
from storage.archive import Archive
from storage.broadcasts import BroadcastState
from storage.bulk import Standing
from storage.choices import Choice
from storage.delivery import ANNOUNCE, Deed, Delivery, DeliveryState, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A row that is ours, the edition of the announcement when it became so, and its turn."""

    row: Delivery
    edition: int = 0
    turn: datetime | None = None


Landed = tuple[Claimed, Outcome]


async def write_down(
    archive: Archive, bot: Bot, landed: Sequence[Landed], now: datetime, renderings: Renderings
) -> None:
    """Within the caller's transaction."""
    # First of all: nobody corrects or withdraws between this and the end of the transaction.
    ids = {each.row.broadcast_id for each, _ in landed if each.row.broadcast_id}
    standings = await archive.bulk.standing(sorted(ids))
    await settle(archive, [(each.row, outcome) for each, outcome in landed], now)
    sent = [each for each, outcome in landed if outcome.state is DeliveryState.SENT]
    for deed in (Deed.EDIT, Deed.DELETE):
        behind = [each.row.id for each in sent if _missed(each, standings) is deed]
        if behind:
            await archive.deliveries.catch_up(behind, deed, now)
    await _offer(archive, bot, sent, renderings)
    if (pace := pace_of(bot)) and pace.is_limited:
        until = now + timedelta(seconds=CHAT_SECONDS)
        await archive.bulk.space(bot.id, [each.row.chat_id for each, _ in landed], until)


def _missed(each: Claimed, standings: dict[str, Standing]) -> Deed | None:
    """What was done to all that had arrived while this one was still on its way."""
    standing = standings.get(each.row.broadcast_id or "")
    if standing is None or each.row.act != Deed.SEND:
        return None
    if standing.state == BroadcastState.WITHDRAWN:
        return Deed.DELETE
    is_text = each.row.part == 0
    return Deed.EDIT if is_text and standing.edition > each.edition else None


async def _offer(
    archive: Archive, bot: Bot, sent: Sequence[Claimed], renderings: Renderings
) -> None:
    """Its buttons may be typed, as those of a letter; those of a former edition no more."""
    texts = {
        each.row.chat_id: each
        for each in sent
        if each.row.method == ANNOUNCE and each.row.part == 0
    }
    if not texts:
        return
    open_ = await archive.choices.all_offered(bot.id, list(texts))
    keys = {chat: private_key(bot.id, chat) for chat in texts}
    rooms = await archive.states.all_of(list(keys.values()))
    offered = {}
    for chat, each in texts.items():
        after = joined(
            open_.get(chat, []),
            _choices(each, renderings),
            in_the_middle=rooms.get(keys[chat], "").startswith(STATE),
            besides=buttons_of(each.row.broadcast_id or ""),
        )
        if after != open_.get(chat, []):
            offered[chat] = after
    await archive.choices.offer_all(bot.id, offered)


def _choices(each: Claimed, renderings: Renderings) -> list[Choice]:
    if each.row.act == Deed.DELETE:
        return []
    return renderings.choices(each.row.broadcast_id or "", each.edition)
