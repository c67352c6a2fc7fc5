"""The web door's own memory."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.base import Instant, Serial, metadata

web_accounts = Table(
    "web_accounts",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant),
    Column("device", String(100)),  # such as "Chrome · Windows"
    Column("closed_at", Instant),  # its owner has ended the session
)

web_messages = Table(
    "web_messages",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("account", BigInteger, nullable=False),
    Column("mine", Boolean, nullable=False),
    Column("html", Text, nullable=False),
    Column("buttons", JSON, nullable=False),
    Column("files", JSON, nullable=False),
    Column("client_id", String(64)),
    Column("at", Instant, nullable=False),
    Index("ix_web_messages_account", "account", "id"),
    UniqueConstraint("account", "client_id", name="uq_web_messages_client"),
    sqlite_autoincrement=True,
)
