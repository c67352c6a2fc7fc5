"""Filings: what is being filled in, what was handed in, and what happened to it."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.base import Digest, Id, Instant, Serial, metadata

filings = Table(
    "filings",
    metadata,
    Column("id", Id, primary_key=True),
    Column("form", String(60), nullable=False),
    Column("form_version", Integer, nullable=False),
    Column("workflow", String(10), nullable=False),
    Column("society_id", Id, ForeignKey("societies.id", ondelete="SET NULL")),
    Column("person_id", Id, ForeignKey("people.id", ondelete="SET NULL")),
    Column("state", String(30), nullable=False),
    Column("number", String(30), unique=True),
    Column("title", String(200), nullable=False),
    Column("content", Text, nullable=False),  # sealed JSON: the draft, and where the chat stands
    Column("named", JSON, nullable=False),
    Column("event_id", Id),  # no foreign key: events name filings, and are never deleted
    Column("refers_to", Id, ForeignKey("filings.id", ondelete="SET NULL")),
    Column("assigned_to", Id, ForeignKey("people.id", ondelete="SET NULL")),
    Column("due", Date),
    Column("due_tentative", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("entered_at", Instant, nullable=False),
    Column("submitted_at", Instant),
    Column("ended", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),
    Index("ix_filings_person_id", "person_id", "changed_at"),
    Index("ix_filings_society_id", "society_id", "form"),
    Index("ix_filings_state", "state", "due"),
    Index("ix_filings_assigned_to", "assigned_to"),
    Index("ix_filings_event_id", "event_id"),
    Index("ix_filings_refers_to", "refers_to"),
)

filing_versions = Table(
    "filing_versions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("filing_id", Id, ForeignKey("filings.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("content", Text, nullable=False),  # sealed JSON: answers, reasons, draft
    Column("form_version", Integer, nullable=False),
    Column("person_id", Id, ForeignKey("people.id", ondelete="SET NULL")),
    Column("at", Instant, nullable=False),
    UniqueConstraint("filing_id", "number", name="uq_filing_versions_number"),
    Index("ix_filing_versions_person_id", "person_id"),
)

filing_moves = Table(
    "filing_moves",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("filing_id", Id, ForeignKey("filings.id", ondelete="CASCADE"), nullable=False),
    Column("move", String(30), nullable=False),
    Column("origin", String(30), nullable=False),
    Column("state", String(30), nullable=False),
    Column("person_id", Id, ForeignKey("people.id", ondelete="SET NULL")),
    Column("role", String(20)),
    Column("at", Instant, nullable=False),
    Column("words", Text),  # sealed JSON: opinion, reason
    Column("fields", JSON, nullable=False),
    Column("document_number", String(60)),
    Column("document_date", Date),
    Column("version", Integer),
    Index("ix_filing_moves_filing_id", "filing_id"),
    Index("ix_filing_moves_person_id", "person_id"),
)

attachments = Table(
    "attachments",
    metadata,
    Column("id", Id, primary_key=True),
    Column("filing_id", Id, ForeignKey("filings.id", ondelete="CASCADE"), nullable=False),
    Column("person_id", Id, ForeignKey("people.id", ondelete="SET NULL")),
    Column("name", String(300), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("digest", Digest, nullable=False),
    Column("added_at", Instant, nullable=False),
    UniqueConstraint("filing_id", "digest", name="uq_attachments_digest"),
    Index("ix_attachments_person_id", "person_id"),
    Index("ix_attachments_digest", "digest"),
)
