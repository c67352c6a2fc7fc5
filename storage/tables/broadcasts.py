"""Announcements: what was written, who is to have it, and what they did with it."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.base import Id, Instant, Serial, metadata

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("state", String(20), nullable=False),
    Column("title", String(200), nullable=False),
    Column("content", JSON, nullable=False),
    Column("audience", JSON, nullable=False),
    Column("mandatory", Boolean, nullable=False),  # also to those who want no announcements
    Column("notice_id", Id, ForeignKey("notices.id", ondelete="SET NULL")),
    Column("copied_from", Id),
    Column("created_by", Id, ForeignKey("people.id", ondelete="SET NULL")),
    Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("submitted_at", Instant),
    Column("decided_by", Id, ForeignKey("people.id", ondelete="SET NULL")),
    Column("decided_at", Instant),
    Column("reason", String(300)),  # why it was not approved
    Column("send_at", Instant),
    Column("expires_at", Instant),
    Column("spread_at", Instant),  # every recipient has delivery rows
    Column("started_at", Instant),
    Column("finished_at", Instant),
    Column("edition", Integer, nullable=False),  # how often it was corrected after sending
    Column("revision", Integer, nullable=False),
    Index("ix_broadcasts_state", "state", "send_at"),
    Index("ix_broadcasts_created_at", "created_at"),
)

recipients = Table(
    "broadcast_recipients",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("broadcast_id", Id, ForeignKey("broadcasts.id", ondelete="CASCADE"), nullable=False),
    Column("person_id", Id, ForeignKey("people.id", ondelete="SET NULL")),
    Column("society_id", Id, ForeignKey("societies.id", ondelete="SET NULL")),
    Column("city", String(60)),  # as they were when it was approved
    Column("discipline", String(100)),
    Column("excluded", String(20)),  # why nothing is sent to them
    Column("spread", Boolean, nullable=False),
    Column("read_at", Instant),
    Column("clicked_at", Instant),
    Column("answer", SmallInteger),
    Column("answered_at", Instant),
    Index("ix_broadcast_recipients_person_id", "person_id"),
    Index("ix_broadcast_recipients_spread", "broadcast_id", "spread", "id"),
    UniqueConstraint("broadcast_id", "person_id", name="uq_broadcast_recipients_person"),
)

presses = Table(
    "broadcast_presses",
    metadata,
    Column(
        "recipient_id",
        Serial,
        ForeignKey("broadcast_recipients.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("button", SmallInteger, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
)

broadcast_watches = Table(
    "broadcast_watches",
    metadata,
    Column("delivery_id", Serial, primary_key=True, autoincrement=False),
    Column("broadcast_id", Id, ForeignKey("broadcasts.id", ondelete="CASCADE"), nullable=False),
    Column("shown", String(64)),  # a digest of what the message says now
    Index("ix_broadcast_watches_broadcast_id", "broadcast_id"),
)

saved_lists = Table(
    "saved_lists",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String(60), nullable=False, unique=True),
    Column("audience", JSON),  # conditions, asked afresh each time; or people, below
    Column("created_by", Id, ForeignKey("people.id", ondelete="SET NULL")),
    Column("created_at", Instant, nullable=False),
)

saved_list_people = Table(
    "saved_list_people",
    metadata,
    Column("list_id", Id, ForeignKey("saved_lists.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", Id, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_saved_list_people_person_id", "person_id"),
)

society_tags = Table(
    "society_tags",
    metadata,
    Column("society_id", Id, ForeignKey("societies.id", ondelete="CASCADE"), primary_key=True),
    Column("tag", String(30), primary_key=True),
    Index("ix_society_tags_tag", "tag"),
)

pauses = Table(
    "pauses",
    metadata,
    Column("bot_id", Serial, primary_key=True, autoincrement=False),
    Column("until", Instant, nullable=False),
    Column("reason", Text),
    Column("allotted_until", Instant),  # so far the turns of the bulk are given out
)
