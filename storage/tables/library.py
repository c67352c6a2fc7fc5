"""The notices, and what was asked of them."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from storage.tables.base import Id, Instant, metadata

notices = Table(
    "notices",
    metadata,
    Column("id", Id, primary_key=True),
    Column("title", Text, nullable=False),
    Column("document_number", String(200)),
    Column("issuer", String(200)),
    Column("issued", Date),
    Column("source", String(500), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("indexed_at", Instant, nullable=False),
    Index("ix_notices_source", "source"),
)

passages = Table(
    "passages",
    metadata,
    Column("id", Id, primary_key=True),
    Column("notice_id", Id, ForeignKey("notices.id", ondelete="CASCADE"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("heading_path", JSON, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("ix_passages_notice_id", "notice_id"),
)

questions = Table(
    "questions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("text", Text, nullable=False),
    Column("tier", String(20), nullable=False),
    Column("passages", JSON, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("opened_at", Instant),
    Index("ix_questions_opened_at", "opened_at"),
    Index("ix_questions_person_id", "person_id"),
)
