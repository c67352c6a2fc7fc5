"""What the house itself keeps: updates, deliveries, buttons, drafts, files, the journal."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
)

from storage.tables.base import Digest, Id, Instant, Serial, metadata

inbox = Table(
    "inbox",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("state", String(20), nullable=False),
    Column("raw", Text),  # sealed, where there are keys
    Column("attempts", Integer, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("leased_until", Instant),
    Column("done_at", Instant),
    Index("ix_inbox_state", "state", "leased_until"),
    Index("ix_inbox_done_at", "done_at"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("method", String(60), nullable=False),
    Column("payload", Text),  # sealed, where there are keys
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("finished_at", Instant),
    Column("reason", String(300)),
    Column("message_id", BigInteger),
    # Of an announcement: its recipient, which of its messages, and what is done with it.
    Column("broadcast_id", Id),
    Column("recipient_id", BigInteger),
    Column("part", SmallInteger, nullable=False, server_default="0"),
    Column("act", String(10), nullable=False, server_default="send"),
    Column("target", BigInteger),  # the message to be edited or deleted
    Column("lane", SmallInteger, nullable=False, server_default="0"),  # 0 replies, 1 the rest
    Column("leased_until", Instant),
    Column("expires_at", Instant),
    Index("ix_deliveries_state", "state", "due_at"),
    Index("ix_deliveries_queue", "bot_id", "state", "lane", "broadcast_id", "id"),
    Index("ix_deliveries_chat", "bot_id", "chat_id", "state"),
    Index("ix_deliveries_broadcast", "broadcast_id", "act", "state", "part"),
    Index("ix_deliveries_recipient_id", "recipient_id"),
    Index("ix_deliveries_finished_at", "finished_at"),
)

choices = Table(
    "choices",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("offered", JSON, nullable=False),
)

states = Table(
    "states",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("state", String(200)),
    Column("data", JSON, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("person_id", Id, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(40), primary_key=True),
    Column("data", Text, nullable=False),  # sealed JSON: it may hold personal data
    Column("at", Instant, nullable=False),
)

files = Table(
    "files",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("name", String(300), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("digest", Digest, nullable=False),
    Column("stored_at", Instant, nullable=False),
    Column("forget_at", Instant),
    Index("ix_files_person_id", "person_id"),
    Index("ix_files_digest", "digest"),
    Index("ix_files_forget_at", "forget_at"),
)

imports = Table(
    "imports",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("person_id", Id, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("society_id", Id, ForeignKey("societies.id", ondelete="CASCADE")),
    Column("file_id", Id, ForeignKey("files.id", ondelete="CASCADE"), nullable=False),
    Column("door", String(20), nullable=False),
    Column("bot_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("state", String(20), nullable=False),
    Column("counts", JSON, nullable=False),
    Column("leased_until", Instant),
    Column("created_at", Instant, nullable=False),
    Column("finished_at", Instant),
    Index("ix_imports_state", "state"),
    Index("ix_imports_person_id", "person_id"),
)

journal = Table(
    "journal",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("person_id", Id),
    Column("door", String(20), nullable=False),
    Column("action", String(60), nullable=False),
    Column("object", String(200), nullable=False),
    Column("detail", JSON, nullable=False),
    Column("previous", Digest, nullable=False),
    Column("digest", Digest, nullable=False),
    Index("ix_journal_at", "at"),
    Index("ix_journal_object", "object"),
    Index("ix_journal_person_id", "person_id"),
)
