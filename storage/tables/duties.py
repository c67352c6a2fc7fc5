"""What has to be done by when, who was reminded of it, and who wants to hear what."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, SmallInteger, String, Table, Text

from storage.tables.base import Digest, Id, Instant, metadata

deadlines = Table(
    "deadlines",
    metadata,
    Column("id", Id, primary_key=True),
    Column("title", String(200), nullable=False),
    Column("due_on", Date, nullable=False),
    Column("notice_id", Id, ForeignKey("notices.id", ondelete="SET NULL")),
    Column("sentence", Text),  # of the notice, as it stands there
    Column("form", String(60)),  # filing this form does it
    Column("audience", JSON, nullable=False),
    Column("created_by", Id, ForeignKey("people.id", ondelete="SET NULL")),
    Column("created_at", Instant, nullable=False),
    Column("confirmed_by", Id, ForeignKey("people.id", ondelete="SET NULL")),
    Column("confirmed_at", Instant),
    Column("cancelled_at", Instant),
    Index("ix_deadlines_due_on", "due_on"),
)

duties_done = Table(
    "duties_done",
    metadata,
    Column("object", String(120), primary_key=True),  # what it is about, and when it was due
    Column("owner", Id, primary_key=True),  # a society, or a person
    Column("by", Id),
    Column("at", Instant, nullable=False),
)

reminders = Table(
    "reminders",
    metadata,
    Column("person_id", Id, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("object", String(120), primary_key=True),
    Column("due_on", Date, primary_key=True),
    Column("level", SmallInteger, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
)

digests = Table(
    "digests",
    metadata,
    Column("person_id", Id, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("at", Instant, nullable=False),
)

mutes = Table(
    "mutes",
    metadata,
    Column("person_id", Id, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("topic", String(20), primary_key=True),
    Column("since", Instant, nullable=False),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("person_id", Id, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(20), primary_key=True),  # discipline, city
    Column("value", String(100), primary_key=True),
    Column("since", Instant, nullable=False),
)

calendar_links = Table(
    "calendar_links",
    metadata,
    Column("person_id", Id, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("secret", Text, nullable=False),  # sealed, to be shown again
    Column("secret_index", Digest, nullable=False, unique=True),
    Column("created_at", Instant, nullable=False),
)
