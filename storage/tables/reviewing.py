"""What stands around filings: events, figures, experts, objections, absences, counters."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from storage.tables.base import Id, Instant, metadata

events = Table(
    "events",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("title", String(200), nullable=False),
    Column("begins_at", Instant, nullable=False),
    Column("ends_at", Instant),
    Column("venue", String(300)),
    Column("city", String(60)),
    Column("places", Integer),
    Column("sign_up_until", Instant),
    Column("filing_id", Id, ForeignKey("filings.id", ondelete="SET NULL"), unique=True),
    Column("created_by", Id, ForeignKey("people.id", ondelete="SET NULL")),
    Column("created_at", Instant, nullable=False),
    Column("cancelled_at", Instant),
    Column("public", Boolean, nullable=False),
    Index("ix_events_begins_at", "begins_at"),
    Index("ix_events_created_by", "created_by"),
)

policy_figures = Table(
    "policy_figures",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("value", JSON, nullable=False),
    Column("basis", String(300), nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("changed_by", Id, ForeignKey("people.id", ondelete="SET NULL")),
    Column("changed_at", Instant, nullable=False),
    Index("ix_policy_figures_changed_by", "changed_by"),
)

filing_experts = Table(
    "filing_experts",
    metadata,
    Column("filing_id", Id, ForeignKey("filings.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", Id, primary_key=True),  # no foreign key: a score outlives its expert
    Column("assigned_by", Id),
    Column("assigned_at", Instant, nullable=False),
    Column("recused_at", Instant),
    Column("recused_because", Text),  # sealed
    Column("score", Integer),
    Column("opinion", Text),  # sealed
    Column("scored_at", Instant),
    Index("ix_filing_experts_person_id", "person_id"),
)

candidates = Table(
    "candidates",
    metadata,
    Column("filing_id", Id, ForeignKey("filings.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, nullable=False),  # what experts know a filing by
)

objections = Table(
    "objections",
    metadata,
    Column("id", Id, primary_key=True),
    Column("filing_id", Id, ForeignKey("filings.id", ondelete="CASCADE"), nullable=False),
    Column("person_id", Id, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("content", Text, nullable=False),  # sealed JSON: name, contact, facts
    Column("filed_at", Instant, nullable=False),
    Column("settled_at", Instant),
    Column("upheld", Boolean),
    Index("ix_objections_filing_id", "filing_id"),
    Index("ix_objections_person_id", "person_id"),
)

absences = Table(
    "absences",
    metadata,
    Column("person_id", Id, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("deputy_id", Id, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Index("ix_absences_deputy_id", "deputy_id"),
)

counters = Table(
    "counters",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("value", Integer, nullable=False),
)
