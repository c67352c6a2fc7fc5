"""One text, one notice: two who take it in at once do not keep it twice.

Of what was kept twice before, the first one stays, with the readers it has; what goes back to
the others goes back to it from now on. Answers may repeat each other.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NO_ANSWER = "kind <> 'answer'"
COPIES = sa.text(
    "SELECT id, digest FROM notices WHERE kind <> 'answer' ORDER BY digest, indexed_at, id"
)
NAMING = (
    ("deadlines", "notice_id"),
    ("broadcasts", "notice_id"),
    ("notice_relations", "other_id"),
    ("intakes", "replaces"),
    ("notices", "replaced_by"),
)

# What the first one has of its own, and last the copy itself.
BELONGING = (("passages", "notice_id"), ("notice_relations", "notice_id"), ("notices", "id"))


def upgrade() -> None:
    _merge()
    op.create_index(
        "uq_notices_digest",
        "notices",
        ["digest"],
        unique=True,
        sqlite_where=sa.text(NO_ANSWER),
        postgresql_where=sa.text(NO_ANSWER),
    )


def _merge() -> None:
    connection = op.get_bind()
    first: dict[str, str] = {}
    for identity, digest in connection.execute(COPIES).all():
        kept = first.setdefault(digest, identity)
        if kept == identity:
            continue
        pair = {"former": identity, "kept": kept}
        for table, column in NAMING:
            change = f"UPDATE {table} SET {column} = :kept WHERE {column} = :former"  # noqa: S608
            connection.execute(sa.text(change), pair)
        former = {"former": identity}
        for table, column in BELONGING:
            gone = f"DELETE FROM {table} WHERE {column} = :former"  # noqa: S608
            connection.execute(sa.text(gone), former)
    connection.execute(sa.text("UPDATE notices SET replaced_by = NULL WHERE replaced_by = id"))


def downgrade() -> None:
    op.drop_index("uq_notices_digest", "notices")
