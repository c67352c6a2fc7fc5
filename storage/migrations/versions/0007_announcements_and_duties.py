"""Announcements and duties.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "duties_done",
        sa.Column("object", sa.String(length=120), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("object", "owner", name=op.f("pk_duties_done")),
    )
    op.create_table(
        "pauses",
        sa.Column(
            "bot_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("allotted_until", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("bot_id", name=op.f("pk_pauses")),
    )
    op.create_table(
        "society_tags",
        sa.Column("society_id", sa.String(length=64), nullable=False),
        sa.Column("tag", sa.String(length=30), nullable=False),
        sa.ForeignKeyConstraint(
            ["society_id"],
            ["societies.id"],
            name=op.f("fk_society_tags_society_id_societies"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("society_id", "tag", name=op.f("pk_society_tags")),
    )
    with op.batch_alter_table("society_tags", schema=None) as batch_op:
        batch_op.create_index("ix_society_tags_tag", ["tag"], unique=False)

    op.create_table(
        "broadcasts",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("mandatory", sa.Boolean(), nullable=False),
        sa.Column("notice_id", sa.String(length=64), nullable=True),
        sa.Column("copied_from", sa.String(length=64), nullable=True),
        sa.Column("created_by", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", sa.String(length=64), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=True),
        sa.Column("send_at", sa.DateTime(), nullable=True),
        sa.Column("expires_at", sa.DateTime(), nullable=True),
        sa.Column("spread_at", sa.DateTime(), nullable=True),
        sa.Column("started_at", sa.DateTime(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"],
            ["people.id"],
            name=op.f("fk_broadcasts_created_by_people"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["people.id"],
            name=op.f("fk_broadcasts_decided_by_people"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["notices.id"],
            name=op.f("fk_broadcasts_notice_id_notices"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcasts")),
    )
    with op.batch_alter_table("broadcasts", schema=None) as batch_op:
        batch_op.create_index("ix_broadcasts_created_at", ["created_at"], unique=False)
        batch_op.create_index("ix_broadcasts_state", ["state", "send_at"], unique=False)

    op.create_table(
        "calendar_links",
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("secret_index", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_calendar_links_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_calendar_links")),
        sa.UniqueConstraint("secret_index", name=op.f("uq_calendar_links_secret_index")),
    )
    op.create_table(
        "deadlines",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("notice_id", sa.String(length=64), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=True),
        sa.Column("form", sa.String(length=60), nullable=True),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_by", sa.String(length=64), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["confirmed_by"],
            ["people.id"],
            name=op.f("fk_deadlines_confirmed_by_people"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["created_by"],
            ["people.id"],
            name=op.f("fk_deadlines_created_by_people"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["notices.id"],
            name=op.f("fk_deadlines_notice_id_notices"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadlines")),
    )
    with op.batch_alter_table("deadlines", schema=None) as batch_op:
        batch_op.create_index("ix_deadlines_due_on", ["due_on"], unique=False)

    op.create_table(
        "digests",
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_digests_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "kind", "day", name=op.f("pk_digests")),
    )
    op.create_table(
        "mutes",
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_mutes_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "topic", name=op.f("pk_mutes")),
    )
    op.create_table(
        "reminders",
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("object", sa.String(length=120), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("level", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_reminders_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "person_id", "object", "due_on", "level", name=op.f("pk_reminders")
        ),
    )
    op.create_table(
        "saved_lists",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("audience", sa.JSON(), nullable=True),
        sa.Column("created_by", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"],
            ["people.id"],
            name=op.f("fk_saved_lists_created_by_people"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_lists")),
        sa.UniqueConstraint("name", name=op.f("uq_saved_lists_name")),
    )
    op.create_table(
        "subscriptions",
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=100), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_subscriptions_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "kind", "value", name=op.f("pk_subscriptions")),
    )
    op.create_table(
        "broadcast_recipients",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("broadcast_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=True),
        sa.Column("society_id", sa.String(length=64), nullable=True),
        sa.Column("city", sa.String(length=60), nullable=True),
        sa.Column("discipline", sa.String(length=100), nullable=True),
        sa.Column("excluded", sa.String(length=20), nullable=True),
        sa.Column("spread", sa.Boolean(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.Column("clicked_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.SmallInteger(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["broadcast_id"],
            ["broadcasts.id"],
            name=op.f("fk_broadcast_recipients_broadcast_id_broadcasts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_broadcast_recipients_person_id_people"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["society_id"],
            ["societies.id"],
            name=op.f("fk_broadcast_recipients_society_id_societies"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcast_recipients")),
        sa.UniqueConstraint("broadcast_id", "person_id", name="uq_broadcast_recipients_person"),
    )
    with op.batch_alter_table("broadcast_recipients", schema=None) as batch_op:
        batch_op.create_index("ix_broadcast_recipients_person_id", ["person_id"], unique=False)
        batch_op.create_index(
            "ix_broadcast_recipients_spread", ["broadcast_id", "spread", "id"], unique=False
        )

    op.create_table(
        "broadcast_watches",
        sa.Column(
            "delivery_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("broadcast_id", sa.String(length=64), nullable=False),
        sa.Column("shown", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["broadcast_id"],
            ["broadcasts.id"],
            name=op.f("fk_broadcast_watches_broadcast_id_broadcasts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("delivery_id", name=op.f("pk_broadcast_watches")),
    )
    with op.batch_alter_table("broadcast_watches", schema=None) as batch_op:
        batch_op.create_index("ix_broadcast_watches_broadcast_id", ["broadcast_id"], unique=False)

    op.create_table(
        "saved_list_people",
        sa.Column("list_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"],
            ["saved_lists.id"],
            name=op.f("fk_saved_list_people_list_id_saved_lists"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_saved_list_people_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("list_id", "person_id", name=op.f("pk_saved_list_people")),
    )
    with op.batch_alter_table("saved_list_people", schema=None) as batch_op:
        batch_op.create_index("ix_saved_list_people_person_id", ["person_id"], unique=False)

    op.create_table(
        "broadcast_presses",
        sa.Column(
            "recipient_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("button", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["broadcast_recipients.id"],
            name=op.f("fk_broadcast_presses_recipient_id_broadcast_recipients"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("recipient_id", "button", name=op.f("pk_broadcast_presses")),
    )
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("broadcast_id", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("recipient_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(
            sa.Column("part", sa.SmallInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("act", sa.String(length=10), server_default="send", nullable=False)
        )
        batch_op.add_column(sa.Column("target", sa.BigInteger(), nullable=True))
        batch_op.add_column(
            sa.Column("lane", sa.SmallInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(sa.Column("leased_until", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("expires_at", sa.DateTime(), nullable=True))
        batch_op.create_index(
            "ix_deliveries_broadcast", ["broadcast_id", "act", "state", "part"], unique=False
        )
        batch_op.create_index(
            "ix_deliveries_queue",
            ["bot_id", "state", "lane", "broadcast_id", "id"],
            unique=False,
        )
        batch_op.create_index("ix_deliveries_chat", ["bot_id", "chat_id", "state"], unique=False)
        batch_op.create_index("ix_deliveries_recipient_id", ["recipient_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_index("ix_deliveries_recipient_id")
        batch_op.drop_index("ix_deliveries_queue")
        batch_op.drop_index("ix_deliveries_chat")
        batch_op.drop_index("ix_deliveries_broadcast")
        batch_op.drop_column("expires_at")
        batch_op.drop_column("leased_until")
        batch_op.drop_column("lane")
        batch_op.drop_column("target")
        batch_op.drop_column("act")
        batch_op.drop_column("part")
        batch_op.drop_column("recipient_id")
        batch_op.drop_column("broadcast_id")

    op.drop_table("broadcast_presses")
    with op.batch_alter_table("saved_list_people", schema=None) as batch_op:
        batch_op.drop_index("ix_saved_list_people_person_id")

    op.drop_table("saved_list_people")
    with op.batch_alter_table("broadcast_watches", schema=None) as batch_op:
        batch_op.drop_index("ix_broadcast_watches_broadcast_id")

    op.drop_table("broadcast_watches")
    with op.batch_alter_table("broadcast_recipients", schema=None) as batch_op:
        batch_op.drop_index("ix_broadcast_recipients_spread")
        batch_op.drop_index("ix_broadcast_recipients_person_id")

    op.drop_table("broadcast_recipients")
    op.drop_table("subscriptions")
    op.drop_table("saved_lists")
    op.drop_table("reminders")
    op.drop_table("mutes")
    op.drop_table("digests")
    with op.batch_alter_table("deadlines", schema=None) as batch_op:
        batch_op.drop_index("ix_deadlines_due_on")

    op.drop_table("deadlines")
    op.drop_table("calendar_links")
    with op.batch_alter_table("broadcasts", schema=None) as batch_op:
        batch_op.drop_index("ix_broadcasts_state")
        batch_op.drop_index("ix_broadcasts_created_at")

    op.drop_table("broadcasts")
    with op.batch_alter_table("society_tags", schema=None) as batch_op:
        batch_op.drop_index("ix_society_tags_tag")

    op.drop_table("society_tags")
    op.drop_table("pauses")
    op.drop_table("duties_done")
