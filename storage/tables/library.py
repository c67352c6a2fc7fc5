"""The notices, and what was asked of them."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, Integer, String, Table, Text, text

from storage.tables.base import Digest, Id, Instant, metadata

# Answers may repeat each other: the later one takes the place of the earlier.
NO_ANSWER = text("kind <> 'answer'")

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
    Column("changed_at", Instant, nullable=False),
    Column("kind", String(20), nullable=False, server_default="notice"),
    Column("addressees", Text),
    Column("effective", Date),
    Column("expires", Date),
    Column("standing", String(20), nullable=False, server_default="current"),
    Column("replaced_by", Id, ForeignKey("notices.id", ondelete="SET NULL")),
    Column("audience", String(20), nullable=False, server_default="all"),
    Column("headings", JSON, nullable=False, server_default="[]"),
    Column("remarks", JSON, nullable=False, server_default="[]"),
    Column("file_name", String(300)),
    Column("file_digest", Digest),
    Column("added_by", Id, ForeignKey("people.id", ondelete="SET NULL")),
    Index("ix_notices_source", "source"),
    Index("ix_notices_digest", "digest"),
    Index(
        "uq_notices_digest",
        "digest",
        unique=True,
        sqlite_where=NO_ANSWER,
        postgresql_where=NO_ANSWER,
    ),
    Index("ix_notices_file_digest", "file_digest"),
)

# What one notice says of another: proposed from its sentence, in force once staff confirm it.
relations = Table(
    "notice_relations",
    metadata,
    Column("id", Id, primary_key=True),
    Column("notice_id", Id, ForeignKey("notices.id", ondelete="CASCADE"), nullable=False),
    Column("act", String(20), nullable=False),
    Column("title", String(300), nullable=False),
    Column("document_number", String(200)),
    Column("other_id", Id, ForeignKey("notices.id", ondelete="SET NULL")),
    Column("sentence", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("decided_by", Id, ForeignKey("people.id", ondelete="SET NULL")),
    Column("decided_at", Instant),
    Index("ix_notice_relations_notice_id", "notice_id"),
    Index("ix_notice_relations_other_id", "other_id"),
)

# What staff have sent and nobody has confirmed yet: nothing of it is answered from.
intakes = Table(
    "intakes",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("source", Text, nullable=False),
    Column("file_name", String(300)),
    Column("file_digest", Digest),
    Column("state", String(20), nullable=False),
    Column("reading", JSON, nullable=False),
    Column("changes", JSON, nullable=False),
    Column("replaces", Id, ForeignKey("notices.id", ondelete="SET NULL")),
    Column("refused", JSON),
    Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Index("ix_intakes_person_id", "person_id"),
    Index("ix_intakes_file_digest", "file_digest"),
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
    Column("reason", String(20)),
    Column("rating", String(10)),
    Column("rating_reason", String(300)),
    Column("rated_at", Instant),
    Column("claimed_by", Id, ForeignKey("people.id", ondelete="SET NULL")),
    Column("claimed_at", Instant),
    Column("reply", Text),
    Column("replied_by", Id, ForeignKey("people.id", ondelete="SET NULL")),
    Column("replied_at", Instant),
    Column("closed_at", Instant),
    Column("answer_id", Id, ForeignKey("notices.id", ondelete="SET NULL")),
    Index("ix_questions_opened_at", "opened_at"),
    Index("ix_questions_asked_at", "asked_at"),
    Index("ix_questions_person_id", "person_id"),
)
