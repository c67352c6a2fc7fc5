"""People and societies.

Revision ID: 0002
Revises: 0001
"""

import json
from datetime import UTC, datetime
from hashlib import sha256
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


journal = sa.table(
    "journal",
    sa.column("id"),
    sa.column("at", sa.DateTime()),
    sa.column("person_id"),
    sa.column("door"),
    sa.column("action"),
    sa.column("object"),
    sa.column("detail", sa.JSON()),
    sa.column("previous"),
    sa.column("digest"),
)
roles = sa.table(
    "roles",
    sa.column("id"),
    sa.column("person_id"),
    sa.column("role"),
    sa.column("society_id"),
    sa.column("began_at", sa.DateTime()),
    sa.column("until", sa.DateTime()),
)
societies = sa.table(
    "societies",
    sa.column("id"),
    sa.column("kind"),
    sa.column("name"),
    sa.column("status"),
    sa.column("created_at", sa.DateTime()),
    sa.column("updated_at", sa.DateTime()),
)
people = sa.table(
    "people",
    sa.column("id"),
    sa.column("role"),
    sa.column("society"),
    sa.column("created_at", sa.DateTime()),
)


def _chain() -> None:
    """Every entry names the one before it."""
    connection, previous = op.get_bind(), "0" * 64
    for row in connection.execute(sa.select(journal).order_by(journal.c.id)).all():
        at = row.at.replace(tzinfo=UTC).isoformat(timespec="microseconds")
        facts = [previous, at, row.person_id, row.door, row.action, row.object, row.detail]
        said = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        digest = sha256(said.encode()).hexdigest()
        connection.execute(
            journal.update().where(journal.c.id == row.id).values(previous=previous, digest=digest)
        )
        previous = digest


def _spread_roles() -> None:
    """The one role of a person becomes a row; a society named there becomes one too."""
    connection, ids = op.get_bind(), {}
    now = datetime.now(UTC).replace(tzinfo=None)
    for person in connection.execute(sa.select(people).where(people.c.role != "guest")).all():
        if person.society and person.society not in ids:
            ids[person.society] = uuid4().hex
            connection.execute(
                societies.insert().values(
                    id=ids[person.society],
                    kind="society",
                    name=person.society,
                    status="active",
                    created_at=now,
                    updated_at=now,
                )
            )
        connection.execute(
            roles.insert().values(
                id=uuid4().hex,
                person_id=person.id,
                role=person.role,
                society_id=ids.get(person.society),
                began_at=person.created_at,
            )
        )


def _gather_roles() -> None:
    """The latest role that stands, of those that a person could have before."""
    connection = op.get_bind()
    standing = sa.select(roles, societies.c.name).select_from(
        sa.outerjoin(roles, societies, roles.c.society_id == societies.c.id)
    )
    known = roles.c.role.in_(["member", "secretary", "staff"])
    rows = connection.execute(
        standing.where(roles.c.until.is_(None), known).order_by(roles.c.began_at)
    )
    for row in rows.all():
        connection.execute(
            people.update()
            .where(people.c.id == row.person_id)
            .values(role=row.role, society=row.name)
        )


def _move_files() -> None:
    """An account of the page (its bot is 1) becomes the person who speaks from it."""
    op.execute(
        """
        INSERT INTO files (id, person_id, name, size, digest, stored_at)
        SELECT web_files.id, addresses.person_id, name, size, digest, stored_at
        FROM web_files JOIN addresses
        ON addresses.bot_id = 1 AND addresses.account = web_files.account
        """
    )


def _move_files_back() -> None:
    op.execute(
        """
        INSERT INTO web_files (id, account, name, size, digest, stored_at)
        SELECT files.id, min(addresses.account), name, size, digest, stored_at
        FROM files JOIN addresses
        ON addresses.bot_id = 1 AND addresses.person_id = files.person_id
        GROUP BY files.id, name, size, digest, stored_at
        """
    )


def upgrade() -> None:
    op.create_table(
        "attempts",
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("locked_until", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attempts")),
    )
    op.create_table(
        "campaigns",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("opened_by", sa.String(length=64), nullable=True),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
        sa.UniqueConstraint("year", name=op.f("uq_campaigns_year")),
    )
    op.create_table(
        "societies",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("uscc", sa.String(length=18), nullable=True),
        sa.Column("discipline", sa.String(length=100), nullable=True),
        sa.Column("city", sa.String(length=60), nullable=True),
        sa.Column("contact_name", sa.String(length=60), nullable=True),
        sa.Column("contact_mobile", sa.Text(), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("address", sa.String(length=300), nullable=True),
        sa.Column("website", sa.String(length=300), nullable=True),
        sa.Column("party_form", sa.String(length=20), nullable=True),
        sa.Column("classification", sa.String(length=60), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("term_number", sa.Integer(), nullable=True),
        sa.Column("term_began", sa.Date(), nullable=True),
        sa.Column("term_years", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_societies")),
        sa.UniqueConstraint("name", name=op.f("uq_societies_name")),
        sa.UniqueConstraint("uscc", name=op.f("uq_societies_uscc")),
    )
    with op.batch_alter_table("societies", schema=None) as batch_op:
        batch_op.create_index("ix_societies_city", ["city"], unique=False)

    op.create_table(
        "branches",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("society_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("leader", sa.String(length=60), nullable=True),
        sa.Column("founded", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["society_id"],
            ["societies.id"],
            name=op.f("fk_branches_society_id_societies"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_branches")),
        sa.UniqueConstraint("society_id", "name", name="uq_branches_name"),
    )
    op.create_table(
        "leaders",
        sa.Column("society_id", sa.String(length=64), nullable=False),
        sa.Column("post", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["society_id"],
            ["societies.id"],
            name=op.f("fk_leaders_society_id_societies"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("society_id", "post", name=op.f("pk_leaders")),
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("wording", sa.Integer(), nullable=False),
        sa.Column("door", sa.String(length=20), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_consents_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.create_index("ix_consents_person_id", ["person_id"], unique=False)

    op.create_table(
        "corrections",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("society_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=True),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("decided_by", sa.String(length=64), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_corrections_person_id_people"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["society_id"],
            ["societies.id"],
            name=op.f("fk_corrections_society_id_societies"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    with op.batch_alter_table("corrections", schema=None) as batch_op:
        batch_op.create_index("ix_corrections_person_id", ["person_id"], unique=False)
        batch_op.create_index("ix_corrections_society_id", ["society_id"], unique=False)
        batch_op.create_index("ix_corrections_state", ["state", "at"], unique=False)

    op.create_table(
        "drafts",
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_drafts_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_drafts")),
    )
    op.create_table(
        "files",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("stored_at", sa.DateTime(), nullable=False),
        sa.Column("forget_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_files_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
    )
    with op.batch_alter_table("files", schema=None) as batch_op:
        batch_op.create_index("ix_files_digest", ["digest"], unique=False)
        batch_op.create_index("ix_files_forget_at", ["forget_at"], unique=False)
        batch_op.create_index("ix_files_person_id", ["person_id"], unique=False)

    op.create_table(
        "login_codes",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("code_index", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_login_codes_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_codes")),
    )
    with op.batch_alter_table("login_codes", schema=None) as batch_op:
        batch_op.create_index("ix_login_codes_code_index", ["code_index"], unique=False)
        batch_op.create_index("ix_login_codes_person_id", ["person_id"], unique=False)

    op.create_table(
        "members",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("society_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("identity", sa.Text(), nullable=True),
        sa.Column("identity_index", sa.String(length=64), nullable=True),
        sa.Column("mobile", sa.Text(), nullable=True),
        sa.Column("mobile_index", sa.String(length=64), nullable=True),
        sa.Column("member_number", sa.String(length=40), nullable=True),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("workplace", sa.String(length=200), nullable=True),
        sa.Column("job_title", sa.String(length=60), nullable=True),
        sa.Column("speciality", sa.String(length=200), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("state_since", sa.DateTime(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_members_person_id_people"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["society_id"],
            ["societies.id"],
            name=op.f("fk_members_society_id_societies"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.UniqueConstraint("society_id", "identity_index", name="uq_members_identity"),
    )
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.create_index("ix_members_identity_index", ["identity_index"], unique=False)
        batch_op.create_index("ix_members_mobile_index", ["mobile_index"], unique=False)
        batch_op.create_index("ix_members_name", ["name"], unique=False)
        batch_op.create_index("ix_members_person_id", ["person_id"], unique=False)
        batch_op.create_index("ix_members_society_id", ["society_id", "state"], unique=False)
        batch_op.create_index("ix_members_society_name", ["society_id", "name"], unique=False)

    op.create_table(
        "roles",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("society_id", sa.String(length=64), nullable=True),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.Column("given_by", sa.String(length=64), nullable=True),
        sa.Column("ended_by", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_roles_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["society_id"],
            ["societies.id"],
            name=op.f("fk_roles_society_id_societies"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
    )
    with op.batch_alter_table("roles", schema=None) as batch_op:
        batch_op.create_index("ix_roles_person_id", ["person_id"], unique=False)
        batch_op.create_index("ix_roles_society_id", ["society_id"], unique=False)

    op.create_table(
        "imports",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("society_id", sa.String(length=64), nullable=True),
        sa.Column("file_id", sa.String(length=64), nullable=False),
        sa.Column("door", sa.String(length=20), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("leased_until", sa.DateTime(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["file_id"], ["files.id"], name=op.f("fk_imports_file_id_files"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_imports_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["society_id"],
            ["societies.id"],
            name=op.f("fk_imports_society_id_societies"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    with op.batch_alter_table("imports", schema=None) as batch_op:
        batch_op.create_index("ix_imports_person_id", ["person_id"], unique=False)
        batch_op.create_index("ix_imports_state", ["state"], unique=False)

    op.create_table(
        "invitations",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("society_id", sa.String(length=64), nullable=True),
        sa.Column("member_id", sa.String(length=64), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("token_index", sa.String(length=64), nullable=False),
        sa.Column("code_index", sa.String(length=64), nullable=False),
        sa.Column("given_by", sa.String(length=64), nullable=True),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("used_by", sa.String(length=64), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name=op.f("fk_invitations_member_id_members"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["society_id"],
            ["societies.id"],
            name=op.f("fk_invitations_society_id_societies"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
    )
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.create_index("ix_invitations_code_index", ["code_index"], unique=False)
        batch_op.create_index("ix_invitations_given_by", ["given_by"], unique=False)
        batch_op.create_index("ix_invitations_society_id", ["society_id"], unique=False)
        batch_op.create_index("ix_invitations_token_index", ["token_index"], unique=False)

    _move_files()
    op.drop_table("web_files")

    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("previous", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("digest", sa.String(length=64), nullable=True))
        batch_op.create_index("ix_journal_object", ["object"], unique=False)
        batch_op.create_index("ix_journal_person_id", ["person_id"], unique=False)

    _chain()
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.alter_column("previous", existing_type=sa.String(length=64), nullable=False)
        batch_op.alter_column("digest", existing_type=sa.String(length=64), nullable=False)

    _spread_roles()
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("acting_for", sa.String(length=64), nullable=True))
        batch_op.create_index("ix_people_name", ["name"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_people_acting_for_societies"),
            "societies",
            ["acting_for"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.drop_column("role")
        batch_op.drop_column("society")

    with op.batch_alter_table("web_accounts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seen_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("device", sa.String(length=100), nullable=True))
        batch_op.add_column(sa.Column("closed_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("web_accounts", schema=None) as batch_op:
        batch_op.drop_column("closed_at")
        batch_op.drop_column("device")
        batch_op.drop_column("seen_at")

    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("society", sa.String(length=200), nullable=True))
        batch_op.add_column(
            sa.Column("role", sa.String(length=20), nullable=False, server_default="guest")
        )
        batch_op.drop_constraint(batch_op.f("fk_people_acting_for_societies"), type_="foreignkey")
        batch_op.drop_index("ix_people_name")
        batch_op.drop_column("acting_for")

    _gather_roles()
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.alter_column("role", existing_type=sa.String(length=20), server_default=None)

    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.drop_index("ix_journal_person_id")
        batch_op.drop_index("ix_journal_object")
        batch_op.drop_column("digest")
        batch_op.drop_column("previous")

    op.create_table(
        "web_files",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("stored_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_files")),
    )
    with op.batch_alter_table("web_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_web_files_account"), ["account"], unique=False)

    _move_files_back()
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.drop_index("ix_invitations_token_index")
        batch_op.drop_index("ix_invitations_society_id")
        batch_op.drop_index("ix_invitations_given_by")
        batch_op.drop_index("ix_invitations_code_index")

    op.drop_table("invitations")
    with op.batch_alter_table("imports", schema=None) as batch_op:
        batch_op.drop_index("ix_imports_state")
        batch_op.drop_index("ix_imports_person_id")

    op.drop_table("imports")
    with op.batch_alter_table("roles", schema=None) as batch_op:
        batch_op.drop_index("ix_roles_society_id")
        batch_op.drop_index("ix_roles_person_id")

    op.drop_table("roles")
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.drop_index("ix_members_society_name")
        batch_op.drop_index("ix_members_society_id")
        batch_op.drop_index("ix_members_person_id")
        batch_op.drop_index("ix_members_name")
        batch_op.drop_index("ix_members_mobile_index")
        batch_op.drop_index("ix_members_identity_index")

    op.drop_table("members")
    with op.batch_alter_table("login_codes", schema=None) as batch_op:
        batch_op.drop_index("ix_login_codes_person_id")
        batch_op.drop_index("ix_login_codes_code_index")

    op.drop_table("login_codes")
    with op.batch_alter_table("files", schema=None) as batch_op:
        batch_op.drop_index("ix_files_person_id")
        batch_op.drop_index("ix_files_forget_at")
        batch_op.drop_index("ix_files_digest")

    op.drop_table("files")
    op.drop_table("drafts")
    with op.batch_alter_table("corrections", schema=None) as batch_op:
        batch_op.drop_index("ix_corrections_state")
        batch_op.drop_index("ix_corrections_society_id")
        batch_op.drop_index("ix_corrections_person_id")

    op.drop_table("corrections")
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.drop_index("ix_consents_person_id")

    op.drop_table("consents")
    op.drop_table("leaders")
    op.drop_table("branches")
    with op.batch_alter_table("societies", schema=None) as batch_op:
        batch_op.drop_index("ix_societies_city")

    op.drop_table("societies")
    op.drop_table("campaigns")
    op.drop_table("attempts")
