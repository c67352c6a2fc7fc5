"""The library: what notices are worth, whom they are for, what was asked and answered.

Revision ID: 0008
Revises: 0007
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Column → the table it names a row of; the rows stay when that one goes.
NOTICE_KEYS = {"replaced_by": "notices", "added_by": "people"}
QUESTION_KEYS = {"claimed_by": "people", "replied_by": "people", "answer_id": "notices"}


def of_notices() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("kind", sa.String(length=20), nullable=False, server_default="notice"),
        sa.Column("addressees", sa.Text(), nullable=True),
        sa.Column("effective", sa.Date(), nullable=True),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("standing", sa.String(length=20), nullable=False, server_default="current"),
        sa.Column("replaced_by", sa.String(length=64), nullable=True),
        sa.Column("audience", sa.String(length=20), nullable=False, server_default="all"),
        sa.Column("headings", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("remarks", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("file_name", sa.String(length=300), nullable=True),
        sa.Column("file_digest", sa.String(length=64), nullable=True),
        sa.Column("added_by", sa.String(length=64), nullable=True),
    )


def of_questions() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("rating", sa.String(length=10), nullable=True),
        sa.Column("rating_reason", sa.String(length=300), nullable=True),
        sa.Column("rated_at", sa.DateTime(), nullable=True),
        sa.Column("claimed_by", sa.String(length=64), nullable=True),
        sa.Column("claimed_at", sa.DateTime(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("replied_by", sa.String(length=64), nullable=True),
        sa.Column("replied_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("answer_id", sa.String(length=64), nullable=True),
    )


def upgrade() -> None:
    with op.batch_alter_table("notices") as batch_op:
        for column in of_notices():
            batch_op.add_column(column)
        batch_op.add_column(sa.Column("changed_at", sa.DateTime(), nullable=True))
    op.execute("UPDATE notices SET changed_at = indexed_at")
    with op.batch_alter_table("notices") as batch_op:
        batch_op.alter_column("changed_at", existing_type=sa.DateTime(), nullable=False)
        batch_op.create_index("ix_notices_digest", ["digest"], unique=False)
        batch_op.create_index("ix_notices_file_digest", ["file_digest"], unique=False)
        for name, other in NOTICE_KEYS.items():
            key = op.f(f"fk_notices_{name}_{other}")
            batch_op.create_foreign_key(key, other, [name], ["id"], ondelete="SET NULL")
    with op.batch_alter_table("questions") as batch_op:
        for column in of_questions():
            batch_op.add_column(column)
        batch_op.create_index("ix_questions_asked_at", ["asked_at"], unique=False)
        for name, other in QUESTION_KEYS.items():
            key = op.f(f"fk_questions_{name}_{other}")
            batch_op.create_foreign_key(key, other, [name], ["id"], ondelete="SET NULL")
    _relations()
    _intakes()


def _relations() -> None:
    op.create_table(
        "notice_relations",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("notice_id", sa.String(length=64), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("document_number", sa.String(length=200), nullable=True),
        sa.Column("other_id", sa.String(length=64), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("decided_by", sa.String(length=64), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["notices.id"],
            name=op.f("fk_notice_relations_notice_id_notices"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["notices.id"],
            name=op.f("fk_notice_relations_other_id_notices"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["people.id"],
            name=op.f("fk_notice_relations_decided_by_people"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_relations")),
    )
    with op.batch_alter_table("notice_relations") as batch_op:
        batch_op.create_index("ix_notice_relations_notice_id", ["notice_id"], unique=False)
        batch_op.create_index("ix_notice_relations_other_id", ["other_id"], unique=False)


def _intakes() -> None:
    op.create_table(
        "intakes",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("file_name", sa.String(length=300), nullable=True),
        sa.Column("file_digest", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reading", sa.JSON(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("replaces", sa.String(length=64), nullable=True),
        sa.Column("refused", sa.JSON(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_intakes_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["replaces"],
            ["notices.id"],
            name=op.f("fk_intakes_replaces_notices"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intakes")),
    )
    with op.batch_alter_table("intakes") as batch_op:
        batch_op.create_index("ix_intakes_person_id", ["person_id"], unique=False)
        batch_op.create_index("ix_intakes_file_digest", ["file_digest"], unique=False)


def downgrade() -> None:
    op.drop_table("intakes")
    op.drop_table("notice_relations")
    with op.batch_alter_table("questions") as batch_op:
        for name, other in QUESTION_KEYS.items():
            batch_op.drop_constraint(op.f(f"fk_questions_{name}_{other}"), type_="foreignkey")
        batch_op.drop_index("ix_questions_asked_at")
        for column in of_questions():
            batch_op.drop_column(column.name)
    with op.batch_alter_table("notices") as batch_op:
        for name, other in NOTICE_KEYS.items():
            batch_op.drop_constraint(op.f(f"fk_notices_{name}_{other}"), type_="foreignkey")
        batch_op.drop_index("ix_notices_file_digest")
        batch_op.drop_index("ix_notices_digest")
        batch_op.drop_column("changed_at")
        for column in of_notices():
            batch_op.drop_column(column.name)
