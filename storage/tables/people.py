"""Who writes to us, what they may do, and how they came in."""

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from storage.tables.base import Digest, Id, Instant, metadata

people = Table(
    "people",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("acting_for", Id, ForeignKey("societies.id", ondelete="SET NULL")),
    Column("created_at", Instant, nullable=False),
    Index("ix_people_name", "name"),
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

roles = Table(
    "roles",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("role", String(20), nullable=False),
    Column("society_id", Id, ForeignKey("societies.id", ondelete="CASCADE")),
    Column("began_at", Instant, nullable=False),
    Column("until", Instant),
    Column("given_by", Id),
    Column("ended_by", Id),
    Index("ix_roles_person_id", "person_id"),
    Index("ix_roles_society_id", "society_id"),
)

consents = Table(
    "consents",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("purpose", String(40), nullable=False),
    Column("wording", Integer, nullable=False),
    Column("door", String(20), nullable=False),
    Column("given_at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
    Index("ix_consents_person_id", "person_id"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", Id, primary_key=True),
    Column("role", String(20), nullable=False),
    Column("society_id", Id, ForeignKey("societies.id", ondelete="CASCADE")),
    Column("member_id", Id, ForeignKey("members.id", ondelete="CASCADE")),
    Column("name", String(60), nullable=False),
    Column("secret", Text, nullable=False),  # sealed: token and code, to be shown again
    Column("token_index", Digest, nullable=False),
    Column("code_index", Digest, nullable=False),
    Column("given_by", Id),
    Column("given_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("used_by", Id),
    Column("withdrawn_at", Instant),
    Column("role_until", Date),
    Index("ix_invitations_token_index", "token_index"),
    Index("ix_invitations_code_index", "code_index"),
    Index("ix_invitations_society_id", "society_id"),
    Index("ix_invitations_given_by", "given_by"),
)

login_codes = Table(
    "login_codes",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("code_index", Digest, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    Index("ix_login_codes_code_index", "code_index"),
    Index("ix_login_codes_person_id", "person_id"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("key", String(128), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("since", Instant, nullable=False),
    Column("locked_until", Instant),
)
