"""Societies and their like, their rosters, and what somebody wants corrected."""

from sqlalchemy import (
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

from storage.tables.base import Digest, Id, Instant, metadata

societies = Table(
    "societies",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(30), nullable=False),
    Column("name", String(200), nullable=False, unique=True),
    Column("uscc", String(18), unique=True),
    Column("discipline", String(100)),
    Column("city", String(60)),
    Column("contact_name", String(60)),
    Column("contact_mobile", Text),  # sealed
    Column("phone", String(40)),
    Column("email", String(200)),
    Column("address", String(300)),
    Column("website", String(300)),
    Column("party_form", String(20)),
    Column("classification", String(60)),
    Column("status", String(20), nullable=False),
    Column("term_number", Integer),
    Column("term_began", Date),
    Column("term_years", Integer),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Index("ix_societies_city", "city"),
)

leaders = Table(
    "leaders",
    metadata,
    Column("society_id", Id, ForeignKey("societies.id", ondelete="CASCADE"), primary_key=True),
    Column("post", String(30), primary_key=True),
    Column("name", String(60), nullable=False),
)

branches = Table(
    "branches",
    metadata,
    Column("id", Id, primary_key=True),
    Column("society_id", Id, ForeignKey("societies.id", ondelete="CASCADE"), nullable=False),
    Column("name", String(200), nullable=False),
    Column("leader", String(60)),
    Column("founded", Date),
    UniqueConstraint("society_id", "name", name="uq_branches_name"),
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", Id, primary_key=True),
    Column("society_id", Id, ForeignKey("societies.id", ondelete="CASCADE"), nullable=False),
    Column("person_id", Id, ForeignKey("people.id", ondelete="SET NULL")),
    Column("field", String(40), nullable=False),
    Column("before", Text),  # sealed
    Column("after", Text),  # sealed
    Column("at", Instant, nullable=False),
    Column("state", String(20), nullable=False),
    Column("decided_by", Id),
    Column("decided_at", Instant),
    Column("reason", String(300)),
    Index("ix_corrections_state", "state", "at"),
    Index("ix_corrections_society_id", "society_id"),
    Index("ix_corrections_person_id", "person_id"),
)

members = Table(
    "members",
    metadata,
    Column("id", Id, primary_key=True),
    Column("society_id", Id, ForeignKey("societies.id", ondelete="CASCADE"), nullable=False),
    Column("person_id", Id, ForeignKey("people.id", ondelete="SET NULL")),
    Column("name", String(60), nullable=False),
    Column("identity", Text),  # sealed
    Column("identity_index", Digest),
    Column("mobile", Text),  # sealed
    Column("mobile_index", Digest),
    Column("member_number", String(40)),
    Column("joined_on", Date),
    Column("workplace", String(200)),
    Column("job_title", String(60)),
    Column("speciality", String(200)),
    Column("state", String(20), nullable=False),
    Column("state_since", Instant, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Index("ix_members_society_id", "society_id", "state"),
    Index("ix_members_society_name", "society_id", "name"),
    Index("ix_members_name", "name"),
    Index("ix_members_person_id", "person_id"),
    Index("ix_members_identity_index", "identity_index"),
    Index("ix_members_mobile_index", "mobile_index"),
    UniqueConstraint("society_id", "identity_index", name="uq_members_identity"),
)

campaigns = Table(
    "campaigns",
    metadata,
    Column("id", Id, primary_key=True),
    Column("year", Integer, nullable=False, unique=True),
    Column("due", Date, nullable=False),
    Column("opened_by", Id),
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("written_to", Id),
    Column("written_at", Instant),
)
