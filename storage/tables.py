"""Every table of the archive, as SQLAlchemy Core describes it."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect

from storage.clock import SHANGHAI

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware moment, kept as naive UTC so that SQLite and PostgreSQL sort it alike."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC).astimezone(SHANGHAI)


Serial = BigInteger().with_variant(Integer(), "sqlite")  # SQLite counts INTEGER keys only
Id = String(64)

people = Table(
    "people",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("role", String(20), nullable=False),
    Column("society", String(200)),
    Column("created_at", Instant, nullable=False),
)

addresses = Table(
    "addresses",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("account", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", Id, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("linked_at", Instant, nullable=False),
    Column("held_since", Instant),
    Column("held_because", String(200)),
    Index("ix_addresses_person_id", "person_id"),
)

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

inbox = Table(
    "inbox",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("state", String(20), nullable=False),
    Column("raw", Text),
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
    Column("payload", Text),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("finished_at", Instant),
    Column("reason", String(300)),
    Column("message_id", BigInteger),
    Index("ix_deliveries_state", "state", "due_at"),
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
    Index("ix_journal_at", "at"),
)

web_accounts = Table(
    "web_accounts",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("created_at", Instant, nullable=False),
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

web_files = Table(
    "web_files",
    metadata,
    Column("id", Id, primary_key=True),
    Column("account", BigInteger, nullable=False),
    Column("name", String(300), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("stored_at", Instant, nullable=False),
    Index("ix_web_files_account", "account"),
)
