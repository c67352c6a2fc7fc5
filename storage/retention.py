"""What is kept for a time only: one rule a table, carried out a few rows at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, delete, func, not_, or_, select, tuple_, update

from storage.delivery import Deed, DeliveryState
from storage.engine import Work
from storage.members import MemberState
from storage.tables import (
    attempts,
    deliveries,
    drafts,
    files,
    filings,
    invitations,
    login_codes,
    members,
    questions,
    web_accounts,
    web_messages,
)

Key = tuple[Any, ...]
ONGOING = (DeliveryState.PENDING, DeliveryState.CLAIMED)
NUMBERS = ("identity", "identity_index", "mobile", "mobile_index")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Rows that fit `condition` are deleted, or changed to `values` where there are some."""

    name: str
    key: tuple[Column[Any], ...]
    condition: ColumnElement[bool]
    values: Mapping[str, Any] = field(default_factory=dict)

    async def due(self, work: Work, most: int) -> list[Key]:
        """Found without the write lock: as a rule there are none."""
        rows = await work.run(select(*self.key).where(self.condition).limit(most))
        return [tuple(row) for row in rows]

    async def carry_out(self, work: Work, keys: Sequence[Key]) -> int:
        """Looked at again under the lock: a row may have changed meanwhile."""
        table = self.key[0].table
        these = and_(tuple_(*self.key).in_(list(keys)), self.condition)
        if self.values:
            done = await work.run(update(table).where(these).values(**self.values))
        else:
            done = await work.run(delete(table).where(these))
        return done.rowcount


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Everything older than these moments goes."""

    left: datetime
    messages: datetime
    questions: datetime
    drafts: datetime
    filing_drafts: datetime
    invitations: datetime
    sessions: datetime
    attempts: datetime


def hourly(now: datetime, limits: Limits) -> list[Rule]:
    """Things whose end was fixed when they were made."""
    open_ = or_(attempts.c.locked_until.is_(None), attempts.c.locked_until < now)
    codes = login_codes.c.expires_at < limits.sessions
    return [
        Rule(name="files", key=(files.c.id,), condition=files.c.forget_at < now),
        Rule(name="login codes", key=(login_codes.c.id,), condition=codes),
        Rule(
            name="attempts",
            key=(attempts.c.key,),
            condition=and_(attempts.c.since < limits.attempts, open_),
        ),
    ]


def daily(limits: Limits) -> list[Rule]:
    """What the settings say how long to keep."""
    left = and_(
        members.c.state == MemberState.LEFT,
        members.c.state_since < limits.left,
        or_(*(members.c[name].is_not(None) for name in NUMBERS)),
    )
    old, asked = web_messages.c.at < limits.messages, questions.c.asked_at < limits.questions
    untouched = and_(filings.c.submitted_at.is_(None), filings.c.changed_at < limits.filing_drafts)
    over = invitations.c.expires_at < limits.invitations
    return [
        Rule(
            name="numbers of members who left",
            key=(members.c.id,),
            condition=left,
            values=dict.fromkeys(NUMBERS),
        ),
        Rule(name="web messages", key=(web_messages.c.id,), condition=old),
        Rule(name="questions", key=(questions.c.id,), condition=asked),
        Rule(
            name="drafts",
            key=(drafts.c.person_id, drafts.c.kind),
            condition=drafts.c.at < limits.drafts,
        ),
        Rule(name="filing drafts", key=(filings.c.id,), condition=untouched),
        Rule(name="invitations", key=(invitations.c.id,), condition=over),
        *_messages(limits),
        *_closed_pages(limits),
    ]


def _messages(limits: Limits) -> list[Rule]:
    """What failed stays for people to see, but not for ever.

    How many an announcement reached is counted by its rows, as long as it is known itself; but
    whoever comes back after years gets nothing of then.
    """
    past = deliveries.c.finished_at < limits.messages
    counted = and_(deliveries.c.broadcast_id.is_not(None), deliveries.c.act == Deed.SEND)
    settled = and_(deliveries.c.state.not_in(ONGOING), past, not_(counted))
    held = and_(counted, deliveries.c.state == DeliveryState.HELD, past)
    return [
        Rule(name="deliveries", key=(deliveries.c.id,), condition=settled),
        Rule(
            name="announcements on hold",
            key=(deliveries.c.id,),
            condition=held,
            values={"state": DeliveryState.EXPIRED},
        ),
    ]


def _closed_pages(limits: Limits) -> list[Rule]:
    closed = web_accounts.c.closed_at < limits.sessions
    theirs = web_messages.c.account.in_(select(web_accounts.c.id).where(closed))
    # SQLite gives the highest number away again; an old cookie would open the newcomer's page.
    newest = select(func.max(web_accounts.c.id)).scalar_subquery()
    gone = and_(closed, web_accounts.c.id < newest)
    return [
        Rule(name="messages of closed pages", key=(web_messages.c.id,), condition=theirs),
        Rule(name="closed pages", key=(web_accounts.c.id,), condition=gone),
    ]
